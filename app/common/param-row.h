#pragma once

#include <gtk/gtk.h>

#include "core/base/values.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

#define JIG_TYPE_PARAM_ROW (jig_param_row_get_type ())
G_DECLARE_FINAL_TYPE (JigParamRow, jig_param_row, JIG, PARAM_ROW, GtkListBoxRow)

GtkWidget      *jig_param_row_new         (const JigParam     *param,
                                           const JigSchema    *schema,
                                           const char * const *names) G_GNUC_WARN_UNUSED_RESULT;

const JigParam *jig_param_row_get_param   (JigParamRow        *self);
void            jig_param_row_set_depth   (JigParamRow *self,
                                           guint        depth);
void            jig_param_row_show_values (JigParamRow     *self,
                                           const JigValues *values);
void            jig_param_row_set_problem (JigParamRow *self,
                                           const char  *problem);

G_END_DECLS
