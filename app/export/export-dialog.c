/* How a model leaves: in which format, what that means, and the proof that what was written says
 * the same. */

#include "app/export/export-dialog.h"

#include "app/common/param-form.h"
#include "app/common/state-view.h"
#include "app/export/format-list.h"
#include "app/export/predictions-group.h"
#include "core/project/object-file.h"
#include "core/project/object-model.h"

#include <glib/gi18n-lib.h>

struct _JigExportDialog
{
  AdwWindow             parent_instance;

  GtkStack             *stack;
  JigStateView         *states;
  AdwComboRow          *what_row;
  AdwComboRow          *model_row;
  JigPredictionsGroup  *predictions;
  JigFormatList        *format_list;
  AdwPreferencesGroup  *settings;
  JigParamForm         *form;
  GtkWidget            *facts;
  AdwActionRow         *transform_row;
  AdwActionRow         *rows_row;
  GtkLabel             *proof_label;
  GtkLabel             *path_label;
  GtkButton            *export_button;
  GtkButton            *cancel_button;

  JigDocument          *document;
  JigExportState        state;
  char                **names;       /* of models, as in the row */
  char                 *path;        /* of what was written last */
  JigJob               *job;         /* NULL while nothing is written */
  GtkFileChooserNative *chooser;
};

enum {
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (JigExportState, jig_export_state,
                    G_DEFINE_ENUM_VALUE (JIG_EXPORT_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (JIG_EXPORT_WRITING, "writing"),
                    G_DEFINE_ENUM_VALUE (JIG_EXPORT_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (JIG_EXPORT_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (JigExportDialog, jig_export_dialog, ADW_TYPE_WINDOW)

static const char *
get_model (JigExportDialog *self)
{
  guint i = adw_combo_row_get_selected (self->model_row);

  return self->names != NULL && i != GTK_INVALID_LIST_POSITION ? self->names[i] : NULL;
}

static const JigBundle *
get_bundle (JigExportDialog *self)
{
  JigProject *project = jig_document_get_project (self->document);
  const char *model = get_model (self);
  const JigTrained *trained =
    model != NULL ? jig_object_get_trained (jig_project_get_object (project, model)) : NULL;

  return trained != NULL ? trained->bundle : NULL;
}

static gboolean
is_about_predictions (JigExportDialog *self)
{
  return adw_combo_row_get_selected (self->what_row) == 1;
}

static void
show_format (JigExportDialog *self)
{
  const JigFormat *format = jig_format_list_get_format (self->format_list);
  const JigBundle *bundle = get_bundle (self);
  g_autoptr(JigValues) values = format != NULL ? jig_values_new (format->params) : NULL;
  g_autofree char *rows = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), format != NULL);
  if (format == NULL || bundle == NULL)
    return;

  jig_param_form_set_values (self->form, values);
  gtk_widget_set_visible (GTK_WIDGET (self->settings),
                          format->params[0].id != NULL && !is_about_predictions (self));
  rows = jig_format_list_dup_rows_note (self->format_list, bundle);
  adw_action_row_set_subtitle (self->transform_row, format->carries_recipe
    ? _("The file takes raw columns: the transform is part of it.")
    : _("The file takes features: what makes them of columns is not part of it."));
  adw_action_row_set_subtitle (self->rows_row, rows);
}

static void
model_chosen_cb (JigExportDialog *self)
{
  const JigBundle *bundle = self->names != NULL ? get_bundle (self) : NULL;

  if (bundle == NULL)
    return;

  jig_format_list_set_bundle (self->format_list, bundle);
  jig_predictions_group_set_model (self->predictions, self->document, get_model (self));
  show_format (self);
}

static void
what_chosen_cb (JigExportDialog *self)
{
  gboolean is_model = !is_about_predictions (self);

  gtk_widget_set_visible (GTK_WIDGET (self->format_list), is_model);
  gtk_widget_set_visible (self->facts, is_model);
  gtk_widget_set_visible (GTK_WIDGET (self->predictions), !is_model);
  if (self->document != NULL)
    show_format (self);
}

static void
fill_models (JigExportDialog *self,
             const char      *model)
{
  JigProject *project = jig_document_get_project (self->document);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  self->names = jig_project_dup_names (project, &jig_object_model);
  for (guint i = 0; self->names[i] != NULL; i++)
    {
      const JigTrained *trained =
        jig_object_get_trained (jig_project_get_object (project, self->names[i]));
      g_autofree char *title = jig_model_dup_name (jig_bundle_get_model (trained->bundle));
      g_autofree char *text = g_strdup_printf ("%s (%s)", title, self->names[i]);

      gtk_string_list_append (titles, text);
      if (g_strcmp0 (self->names[i], model) == 0)
        selected = i;
    }

  adw_combo_row_set_model (self->model_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->model_row, selected);
}

/* Writing */

static void
show_written (JigExportDialog  *self,
              const JigWritten *written)
{
  g_autofree char *proof = jig_proof_to_text (&written->proof);
  g_autofree char *sentence = NULL;

  gtk_label_set_text (self->proof_label, proof);
  gtk_label_set_text (self->path_label, self->path);
  jig_export_dialog_set_state (self, JIG_EXPORT_DONE);
  /* Translators: the name of a file, and what its proof says */
  sentence = g_strdup_printf (_("%s: %s"), written->name, proof);
  jig_document_say (self->document, sentence);
}

static void
fail (JigExportDialog *self,
      const GError    *error)
{
  jig_export_dialog_set_state (self, JIG_EXPORT_FAILED);
  jig_state_view_fail (self->states, error);
  jig_document_say (self->document, error->message);
}

/* What an action made, or NULL after the dialog said why there is nothing. */
static const JigEntry *
finish (JigExportDialog *self,
        GAsyncResult    *result)
{
  g_autoptr(GError) error = NULL;
  const JigEntry *entry = jig_document_act_finish (self->document, result, &error);

  g_clear_object (&self->job);
  if (self->states == NULL || entry != NULL)
    return self->states != NULL ? entry : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      jig_export_dialog_set_state (self, JIG_EXPORT_READY);
      jig_document_say (self->document, _("Stopped. Nothing was written."));
    }
  else
    {
      fail (self, error);
    }

  return NULL;
}

static void
act (JigExportDialog     *self,
     JigAction           *action,
     GAsyncReadyCallback  callback)
{
  JigJob *job = jig_document_act_async (self->document, action, NULL, callback,
                                        g_object_ref (self));

  if (job == NULL)
    return;

  self->job = g_object_ref (job);
  jig_export_dialog_set_state (self, JIG_EXPORT_WRITING);
  jig_state_view_load (self->states, job);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JigExportDialog) self = user_data;
  const JigEntry *entry = finish (self, result);

  if (entry != NULL)
    show_written (self, jig_object_get_written (entry->result));
}

static void
predicted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JigExportDialog) self = user_data;
  g_autoptr(JigAction) action = jig_document_new_action (self->document, "write", NULL);
  g_autoptr(GError) error = NULL;
  const JigEntry *entry = finish (self, result);

  if (entry == NULL)
    return;

  if (jig_predictions_group_write (self->predictions, action, jig_action_get_as (entry->action),
                                   self->path, &error))
    act (self, action, written_cb);
  else
    fail (self, error);
}

static gboolean
set_up (JigExportDialog  *self,
        JigAction        *action,
        const char       *path,
        GError          **error)
{
  const JigFormat *format = jig_format_list_get_format (self->format_list);
  const JigValues *values = jig_param_form_get_values (self->form);

  if (!jig_action_set (action, "model", get_model (self), error)
      || !jig_action_set (action, "format", format->id, error)
      || !jig_values_set_text (jig_action_get_values (action), "file", path, error))
    return FALSE;

  for (const JigParam *param = format->params; param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (values, param->id);

      if (!jig_action_set (action, param->id, word, error))
        return FALSE;
    }

  return TRUE;
}

static void
chosen_cb (JigExportDialog *self,
           int              response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

      if (g_file_peek_path (file) != NULL)
        jig_export_dialog_write (self, g_file_peek_path (file));
    }

  g_clear_object (&self->chooser);
}

static void
export_cb (JigExportDialog *self)
{
  const JigFormat *format = jig_format_list_get_format (self->format_list);
  const char *suffix = is_about_predictions (self) ? "-predictions.csv" : NULL;
  g_autofree char *name = NULL;

  if (format == NULL || self->job != NULL)
    return;

  name = g_strconcat (get_model (self), suffix != NULL ? suffix : format->suffix, NULL);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Export a Model"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"),
                                               _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
folder_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr(GFile) file = g_file_new_for_path (JIG_EXPORT_DIALOG (widget)->path);
  g_autoptr(GFile) folder = g_file_get_parent (file);
  g_autofree char *address = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (widget), address, GDK_CURRENT_TIME);
}

static void
copy_path_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  JigExportDialog *self = JIG_EXPORT_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->path);
  jig_document_say (self->document, _("The path is in the clipboard."));
}

static void
jig_export_dialog_dispose (GObject *object)
{
  JigExportDialog *self = JIG_EXPORT_DIALOG (object);

  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->chooser);
  self->states = NULL;

  G_OBJECT_CLASS (jig_export_dialog_parent_class)->dispose (object);
}

static void
jig_export_dialog_finalize (GObject *object)
{
  JigExportDialog *self = JIG_EXPORT_DIALOG (object);

  g_clear_object (&self->job);
  g_clear_object (&self->document);
  g_strfreev (self->names);
  g_free (self->path);

  G_OBJECT_CLASS (jig_export_dialog_parent_class)->finalize (object);
}

static void
jig_export_dialog_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) JIG_EXPORT_DIALOG (object)->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_export_dialog_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      jig_export_dialog_set_state (JIG_EXPORT_DIALOG (object),
                                   (JigExportState) g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, states);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, what_row);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, model_row);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, predictions);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, format_list);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, settings);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, transform_row);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, rows_row);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, proof_label);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, path_label);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, JigExportDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, what_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_format);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
jig_export_dialog_class_init (JigExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_export_dialog_dispose;
  object_class->finalize = jig_export_dialog_finalize;
  object_class->get_property = jig_export_dialog_get_property;
  object_class->set_property = jig_export_dialog_set_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, JIG_TYPE_EXPORT_STATE, JIG_EXPORT_READY,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (JIG_TYPE_FORMAT_LIST);
  g_type_ensure (JIG_TYPE_PARAM_FORM);
  g_type_ensure (JIG_TYPE_PREDICTIONS_GROUP);
  g_type_ensure (JIG_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/export/export-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "export.folder", NULL, folder_action);
  gtk_widget_class_install_action (widget_class, "export.copy-path", NULL, copy_path_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jig_export_dialog_init (JigExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jig_export_dialog_set_state (self, JIG_EXPORT_READY);
}

/**
 * jig_export_dialog_new:
 * @document: whose models can leave
 * @model: (nullable): the one that is chosen first
 *
 * Returns: (transfer none): a dialog
 */
GtkWidget *
jig_export_dialog_new (JigDocument *document,
                       const char  *model)
{
  JigExportDialog *self = g_object_new (JIG_TYPE_EXPORT_DIALOG, NULL);

  self->document = g_object_ref (document);
  fill_models (self, model);
  model_chosen_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->export_button));

  return GTK_WIDGET (self);
}

JigExportState
jig_export_dialog_get_state (JigExportDialog *self)
{
  g_return_val_if_fail (JIG_IS_EXPORT_DIALOG (self), JIG_EXPORT_READY);

  return self->state;
}

/**
 * jig_export_dialog_set_state:
 * @self: a dialog
 * @state: how far it has come
 *
 * Shows what belongs to that.
 */
void
jig_export_dialog_set_state (JigExportDialog *self,
                             JigExportState   state)
{
  static const JigState shown[] = {
    [JIG_EXPORT_READY] = JIG_STATE_READY,
    [JIG_EXPORT_WRITING] = JIG_STATE_LOADING,
    [JIG_EXPORT_DONE] = JIG_STATE_READY,
    [JIG_EXPORT_FAILED] = JIG_STATE_ERROR,
  };
  gboolean is_done = state == JIG_EXPORT_DONE;

  g_return_if_fail (JIG_IS_EXPORT_DIALOG (self));

  self->state = state;
  jig_state_view_set_state (self->states, shown[state]);
  gtk_stack_set_visible_child_name (self->stack, is_done ? "done" : "form");
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), !is_done);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), state != JIG_EXPORT_WRITING);
  gtk_button_set_label (self->cancel_button, is_done ? _("_Close") : _("_Cancel"));
  if (is_done)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * jig_export_dialog_choose:
 * @self: a dialog
 * @format: the word of a format, such as "c"
 *
 * Does what choosing it would.
 *
 * Returns: %FALSE if there is no such format, or it cannot hold the model
 */
gboolean
jig_export_dialog_choose (JigExportDialog *self,
                          const char      *format)
{
  const JigFormat *found = jig_format_find (format);

  g_return_val_if_fail (JIG_IS_EXPORT_DIALOG (self), FALSE);

  return found != NULL && jig_format_list_set_format (self->format_list, found);
}

/**
 * jig_export_dialog_write:
 * @self: a dialog
 * @path: where to
 *
 * Writes and proves in a job. What lies at @path stays until the proof holds.
 */
void
jig_export_dialog_write (JigExportDialog *self,
                         const char      *path)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_set;

  g_return_if_fail (JIG_IS_EXPORT_DIALOG (self));
  g_return_if_fail (path != NULL);

  if (self->job != NULL)
    return;

  g_free (self->path);
  self->path = g_strdup (path);
  action = jig_document_new_action (self->document,
                                    is_about_predictions (self) ? "evaluate" : "export", NULL);
  is_set = is_about_predictions (self)
           ? jig_predictions_group_evaluate (self->predictions, action, &error)
           : set_up (self, action, path, &error);
  if (is_set)
    act (self, action, is_about_predictions (self) ? predicted_cb : written_cb);
  else
    fail (self, error);
}

/**
 * jig_export_dialog_choose_predictions:
 * @self: a dialog
 *
 * Asks for what the model says instead of the model.
 */
void
jig_export_dialog_choose_predictions (JigExportDialog *self)
{
  g_return_if_fail (JIG_IS_EXPORT_DIALOG (self));

  adw_combo_row_set_selected (self->what_row, 1);
}
