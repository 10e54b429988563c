/* What is typed: a text, a seed that can be rolled again, the path of a file. */
#include "app/common/text-editor.h"

#include "core/base/number.h"
#include "core/base/random.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define SEED_END 10000

struct _JigTextEditor
{
  GtkBox parent;

  GtkWidget *entry;
  GtkWidget *roll;
  GtkWidget *browse;

  char                 *shown;
  gboolean              is_committing;
  GtkFileChooserNative *chooser;
};

static void editor_init (JigParamEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigTextEditor, jig_text_editor, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PARAM_EDITOR, editor_init))

static void
commit_cb (JigTextEditor *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (g_strcmp0 (text, self->shown) == 0)
    return;

  self->is_committing = TRUE;
  jig_param_editor_edited (JIG_PARAM_EDITOR (self), text);
  self->is_committing = FALSE;
}

static void
roll_cb (JigTextEditor *self)
{
  gint64 seed = 0;
  char word[JIG_NUMBER_BUFFER];

  jig_number_parse_int (self->shown, strlen (self->shown), &seed);
  seed = (gint64) jig_text_editor_roll ((guint64) seed);
  jig_param_editor_edited (JIG_PARAM_EDITOR (self), jig_number_format ((double) seed, word));
}

static void
response_cb (JigTextEditor *self,
             int            response)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL)
    path = g_file_get_path (file);

  g_clear_object (&self->chooser);
  if (path != NULL)
    jig_param_editor_edited (JIG_PARAM_EDITOR (self), path);
}

static void
browse_cb (JigTextEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Choose a File"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
show_word (JigParamEditor *editor,
           const char     *word)
{
  JigTextEditor *self = JIG_TEXT_EDITOR (editor);
  g_autofree char *copy = g_strdup (word);

  /* Who is typing is not disturbed by what is known already. */
  if (!self->is_committing && g_str_equal (word, self->shown)
      && (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&copy);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->shown))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown);
}

static void
jig_text_editor_finalize (GObject *object)
{
  JigTextEditor *self = JIG_TEXT_EDITOR (object);

  g_clear_object (&self->chooser);
  g_free (self->shown);

  G_OBJECT_CLASS (jig_text_editor_parent_class)->finalize (object);
}

static void
jig_text_editor_init (JigTextEditor *self)
{
  self->shown = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_text_editor_class_init (JigTextEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_text_editor_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/text-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, JigTextEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, JigTextEditor, roll);
  gtk_widget_class_bind_template_child (widget_class, JigTextEditor, browse);
  gtk_widget_class_bind_template_callback (widget_class, commit_cb);
  gtk_widget_class_bind_template_callback (widget_class, roll_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
}

static void
editor_init (JigParamEditorInterface *iface)
{
  iface->show_word = show_word;
}

/**
 * jig_text_editor_new:
 * @param: a setting that is a text, a path or a seed
 *
 * Returns: an editor for it
 */
GtkWidget *
jig_text_editor_new (const JigParam *param)
{
  JigTextEditor *self;

  g_return_val_if_fail (param != NULL, NULL);

  self = g_object_new (JIG_TYPE_TEXT_EDITOR, NULL);
  gtk_widget_set_visible (self->roll, param->kind == JIG_PARAM_SEED);
  gtk_widget_set_visible (self->browse, param->kind == JIG_PARAM_FILE);
  if (param->kind == JIG_PARAM_SEED)
    gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
  jig_param_editor_name (self->entry, param);

  return GTK_WIDGET (self);
}

/**
 * jig_text_editor_roll:
 * @seed: a seed
 *
 * Returns: another one, always the same after @seed and short enough to be read
 *   aloud
 */
guint64
jig_text_editor_roll (guint64 seed)
{
  guint64 next = jig_random_hash (seed, "re-roll", 0) % SEED_END;

  return next != seed ? next : (next + 1) % SEED_END;
}
