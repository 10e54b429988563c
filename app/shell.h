#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_SHELL (jig_shell_get_type ())
G_DECLARE_FINAL_TYPE (JigShell, jig_shell, JIG, SHELL, GtkWidget)

/* Properties: "sidebar", "content" and "inspector" (the three panes), "is-folded" (sidebar and
 * content are not side by side), "has-inspector" (the page has one), "shows-inspector". */

GtkWidget *jig_shell_new          (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean   jig_shell_get_folded   (JigShell  *self);
void       jig_shell_show_content (JigShell  *self);
void       jig_shell_show_sidebar (JigShell  *self);
void       jig_shell_next_pane    (JigShell  *self,
                                   gboolean   is_forward);

G_END_DECLS
