#pragma once

#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_STEP_LIST (jig_step_list_get_type ())
G_DECLARE_FINAL_TYPE (JigStepList, jig_step_list, JIG, STEP_LIST, GtkWidget)

void jig_step_list_set_walk (JigStepList *self,
                             JigWalk     *walk);

G_END_DECLS
