#pragma once

#include <gtk/gtk.h>

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

#define JIG_TYPE_LANDMARK_LIST (jig_landmark_list_get_type ())
G_DECLARE_FINAL_TYPE (JigLandmarkList, jig_landmark_list, JIG, LANDMARK_LIST, GtkWidget)

void      jig_landmark_list_set_figure (JigLandmarkList *self,
                                        JigFigure       *figure);
void      jig_landmark_list_set_item (JigLandmarkList *self,
                                      JigItemId        id,
                                      gboolean         takes_focus);
JigItemId jig_landmark_list_get_next (JigLandmarkList *self);

G_END_DECLS
