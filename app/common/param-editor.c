#include "app/common/param-editor.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (JigParamEditor, jig_param_editor, GTK_TYPE_WIDGET)

static guint edited_signal;

static void
jig_param_editor_default_init (JigParamEditorInterface *iface)
{
  /**
   * JigParamEditor::edited:
   * @self: an editor
   * @word: what the setting should be, which may be no value it can have
   */
  edited_signal = g_signal_new ("edited", JIG_TYPE_PARAM_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * jig_param_editor_show_word:
 * @self: an editor
 * @word: the value of its setting
 *
 * Shows a value that came from elsewhere.
 */
void
jig_param_editor_show_word (JigParamEditor *self,
                            const char     *word)
{
  g_return_if_fail (JIG_IS_PARAM_EDITOR (self));
  g_return_if_fail (word != NULL);

  JIG_PARAM_EDITOR_GET_IFACE (self)->show_word (self, word);
}

/**
 * jig_param_editor_edited:
 * @self: an editor
 * @word: what somebody typed or chose
 *
 * Emits #JigParamEditor::edited.
 */
void
jig_param_editor_edited (JigParamEditor *self,
                         const char     *word)
{
  g_return_if_fail (JIG_IS_PARAM_EDITOR (self));
  g_return_if_fail (word != NULL);

  g_signal_emit (self, edited_signal, 0, word);
}

/**
 * jig_param_editor_name:
 * @control: what takes the focus
 * @param: the setting it belongs to
 *
 * Calls a control by the title of its setting, and its unit.
 */
void
jig_param_editor_name (GtkWidget      *control,
                       const JigParam *param)
{
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (control));
  g_return_if_fail (param != NULL);

  name = param->unit != NULL ? g_strdup_printf ("%s (%s)", _(param->title), _(param->unit))
                             : g_strdup (_(param->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
