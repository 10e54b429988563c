#pragma once

#include <gtk/gtk.h>

#include "core/base/values.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

#define JIG_TYPE_PARAM_FORM (jig_param_form_get_type ())
G_DECLARE_FINAL_TYPE (JigParamForm, jig_param_form, JIG, PARAM_FORM, GtkBox)

GtkWidget       *jig_param_form_new         (void) G_GNUC_WARN_UNUSED_RESULT;

const JigValues *jig_param_form_get_values  (JigParamForm       *self);

void             jig_param_form_set_schema  (JigParamForm *self,
                                             JigSchema    *schema);
void             jig_param_form_set_names   (JigParamForm       *self,
                                             const char         *id,
                                             const char * const *names);
void             jig_param_form_set_values  (JigParamForm    *self,
                                             const JigValues *values);
gboolean         jig_param_form_edit        (JigParamForm *self,
                                             const char   *id,
                                             const char   *word);
void             jig_param_form_reset       (JigParamForm       *self);

G_END_DECLS
