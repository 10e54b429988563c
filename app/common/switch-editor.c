#include "app/common/switch-editor.h"

struct _JigSwitchEditor
{
  GtkBox parent;

  GtkWidget *toggle;

  gboolean is_showing;
};

static void editor_init (JigParamEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigSwitchEditor, jig_switch_editor, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PARAM_EDITOR, editor_init))

static void
active_cb (JigSwitchEditor *self)
{
  if (!self->is_showing)
    jig_param_editor_edited (JIG_PARAM_EDITOR (self),
                             gtk_switch_get_active (GTK_SWITCH (self->toggle)) ? "true" : "false");
}

static void
show_word (JigParamEditor *editor,
           const char     *word)
{
  JigSwitchEditor *self = JIG_SWITCH_EDITOR (editor);

  self->is_showing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->toggle), g_str_equal (word, "true"));
  self->is_showing = FALSE;
}

static void
jig_switch_editor_init (JigSwitchEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_switch_editor_class_init (JigSwitchEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/switch-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, JigSwitchEditor, toggle);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
editor_init (JigParamEditorInterface *iface)
{
  iface->show_word = show_word;
}

/**
 * jig_switch_editor_new:
 * @param: a setting that is on or off
 *
 * Returns: an editor for it
 */
GtkWidget *
jig_switch_editor_new (const JigParam *param)
{
  JigSwitchEditor *self;

  g_return_val_if_fail (param != NULL, NULL);

  self = g_object_new (JIG_TYPE_SWITCH_EDITOR, NULL);
  jig_param_editor_name (self->toggle, param);

  return GTK_WIDGET (self);
}
