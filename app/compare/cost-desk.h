#pragma once

#include "core/data/string-table.h"
#include "core/model/compare.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What mistakes cost, and where to make the cut between two classes. Signal: "cut", a moment
 * after the threshold was moved. */

#define JIG_TYPE_COST_DESK (jig_cost_desk_get_type ())
G_DECLARE_FINAL_TYPE (JigCostDesk, jig_cost_desk, JIG, COST_DESK, GtkWidget)

void   jig_cost_desk_look          (JigCostDesk     *self,
                                    JigComparison   *comparison,
                                    JigStringTable  *labels,
                                    gsize            focus);
double jig_cost_desk_get_threshold (JigCostDesk     *self);
void   jig_cost_desk_set_threshold (JigCostDesk     *self,
                                    double           threshold);

G_END_DECLS
