#pragma once

#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_RESULT_VIEW (jig_result_view_get_type ())
G_DECLARE_FINAL_TYPE (JigResultView, jig_result_view, JIG, RESULT_VIEW, GtkWidget)

void  jig_result_view_set_walk (JigResultView *self,
                                JigWalk       *walk);
gboolean jig_result_view_has_result (JigResultView *self);
char *jig_result_view_dup_text (JigResultView *self) G_GNUC_WARN_UNUSED_RESULT;
void jig_result_view_show_receipt (JigResultView *self);

G_END_DECLS
