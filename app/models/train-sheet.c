/* The sheet that asks what is to be learnt. It does nothing: who opened it takes the plan. */

#include "app/models/train-sheet.h"

#include "app/common/param-form.h"
#include "app/models/forecast-label.h"

#include <glib/gi18n-lib.h>

/* Settings of "fit" that have rows of their own here, and the one that everybody looks at. */
static const char * const own_settings[] = { "data", "split", NULL };
static const char main_setting[] = "model";

typedef struct
{
  const char *method;      /* NULL: no rows are kept */
  const char *title;
} Sharing;

static const Sharing sharings[] = {
  { "hash:*:0.2", N_("A fifth of the rows, equal ones together") },
  { "random:0.2", N_("A fifth of the rows, by chance") },
  { "sequential:0.2", N_("The last fifth of the rows") },
  { NULL, N_("No rows: learn from all of them") },
};

struct _JigTrainSheet
{
  AdwWindow          parent_instance;

  AdwComboRow       *data_row;
  AdwComboRow       *target_row;
  AdwComboRow       *test_row;
  JigParamForm      *form;
  JigForecastLabel  *forecast;
  GtkButton         *train_button;

  JigDocument       *document;
  char             **names;        /* of tables, as in the row */
  gboolean           is_ready;     /* everything is chosen for the first time */
};

static guint train_signal;

G_DEFINE_FINAL_TYPE (JigTrainSheet, jig_train_sheet, ADW_TYPE_WINDOW)

static JigDataset *
get_dataset (JigTrainSheet *self)
{
  guint i = adw_combo_row_get_selected (self->data_row);
  JigProject *project = jig_document_get_project (self->document);

  if (i == GTK_INVALID_LIST_POSITION)
    return NULL;

  return jig_object_get_dataset (jig_project_get_object (project, self->names[i]));
}

/* What the form shows: the settings of "fit" without those that have a row here, the kind of model
 * first, the others folded away. Made once, since plans outlive their sheet. */
static const JigParam *
get_table (const JigParam *params)
{
  static const JigParam *table;
  GArray *array;

  if (table != NULL)
    return table;

  array = g_array_new (TRUE, TRUE, sizeof (JigParam));
  for (const JigParam *param = params; param->id != NULL; param++)
    {
      JigParam copy = *param;

      if (g_strv_contains (own_settings, param->id))
        continue;
      if (g_str_equal (param->id, main_setting))
        {
          g_array_prepend_val (array, copy);
          continue;
        }
      copy.flags |= JIG_PARAM_ADVANCED;
      copy.unit = param->kind != JIG_PARAM_OBJECT ? param->unit : NULL;
      g_array_append_val (array, copy);
    }
  table = (const JigParam *) g_array_free (array, FALSE);

  return table;
}

static void
select_target (JigTrainSheet *self,
               const char    *name)
{
  gssize i = name != NULL ? jig_schema_find (get_dataset (self)->schema, name) : -1;

  if (i >= 0)
    adw_combo_row_set_selected (self->target_row, (guint) i);
}

/* The last column is what tables are about most often. */
static void
data_chosen_cb (JigTrainSheet *self)
{
  JigDataset *dataset = self->names != NULL ? get_dataset (self) : NULL;
  g_autoptr(GtkStringList) columns = gtk_string_list_new (NULL);
  const char *target;
  gsize n_columns;

  if (dataset == NULL)
    return;

  n_columns = jig_schema_get_size (dataset->schema);
  for (gsize i = 0; i < n_columns; i++)
    gtk_string_list_append (columns, jig_schema_get_field (dataset->schema, i)->name);
  adw_combo_row_set_model (self->target_row, G_LIST_MODEL (columns));

  target = jig_schema_get_by_role (dataset->schema, JIG_ROLE_TARGET);
  if (target != NULL)
    select_target (self, target);
  else if (n_columns > 0)
    adw_combo_row_set_selected (self->target_row, (guint) n_columns - 1);
  jig_param_form_set_schema (self->form, dataset->schema);
}

/* Tables by their titles; a title that is there twice goes with its name. */
static void
fill_data (JigTrainSheet *self)
{
  JigProject *project = jig_document_get_project (self->document);
  const char *last = jig_document_get_data (self->document);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  self->names = jig_project_dup_names (project, &jig_object_data);
  for (guint i = 0; self->names[i] != NULL; i++)
    {
      JigDataset *dataset =
        jig_object_get_dataset (jig_project_get_object (project, self->names[i]));
      g_autofree char *text = g_strdup_printf ("%s (%s)", dataset->title, self->names[i]);

      gtk_string_list_append (titles, text);
      if (g_strcmp0 (self->names[i], last) == 0)
        selected = i;
    }

  adw_combo_row_set_model (self->data_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->data_row, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->train_button), self->names[0] != NULL);
}

static void
fill_tests (JigTrainSheet *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sharings); i++)
    gtk_string_list_append (titles, _(sharings[i].title));
  adw_combo_row_set_model (self->test_row, G_LIST_MODEL (titles));
}

static const JigObjectKind *
find_kind (const char *id)
{
  for (gsize i = 0; jig_objects[i] != NULL; i++)
    if (g_strcmp0 (jig_objects[i]->id, id) == 0)
      return jig_objects[i];

  return NULL;
}

static void
fill_form (JigTrainSheet *self)
{
  JigProject *project = jig_document_get_project (self->document);
  const JigCommand *command = jig_command_find (jig_project_get_commands (project), "fit");
  const JigParam *params = jig_command_get_params (command);
  g_autoptr(JigValues) values = jig_values_new (get_table (params));

  for (const JigParam *param = params; param->id != NULL; param++)
    {
      const JigObjectKind *kind = param->kind == JIG_PARAM_OBJECT ? find_kind (param->unit) : NULL;
      g_auto(GStrv) names = kind != NULL ? jig_project_dup_names (project, kind) : NULL;

      if (names != NULL && !g_strv_contains (own_settings, param->id))
        jig_param_form_set_names (self->form, param->id, (const char * const *) names);
    }

  jig_values_set_text (values, main_setting, "boost", NULL);
  jig_param_form_set_values (self->form, values);
}

/* What it would cost now. */
static void
ask (JigTrainSheet *self)
{
  g_auto(JigTrainPlan) plan = { NULL };

  if (self->is_ready && jig_train_sheet_get_plan (self, &plan))
    jig_forecast_label_ask (self->forecast, self->document, &plan);
}

static void
forecast_changed_cb (JigTrainSheet *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->train_button),
                            self->names[0] != NULL && jig_forecast_label_allows (self->forecast));
}

static void
train_cb (JigTrainSheet *self)
{
  g_signal_emit (self, train_signal, 0);
}

static void
jig_train_sheet_finalize (GObject *object)
{
  JigTrainSheet *self = JIG_TRAIN_SHEET (object);

  g_clear_object (&self->document);
  g_strfreev (self->names);

  G_OBJECT_CLASS (jig_train_sheet_parent_class)->finalize (object);
}

static void
jig_train_sheet_class_init (JigTrainSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_train_sheet_finalize;

  train_signal = g_signal_new ("train", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (JIG_TYPE_FORECAST_LABEL);
  g_type_ensure (JIG_TYPE_PARAM_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/models/train-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JigTrainSheet, data_row);
  gtk_widget_class_bind_template_child (widget_class, JigTrainSheet, target_row);
  gtk_widget_class_bind_template_child (widget_class, JigTrainSheet, test_row);
  gtk_widget_class_bind_template_child (widget_class, JigTrainSheet, form);
  gtk_widget_class_bind_template_child (widget_class, JigTrainSheet, forecast);
  gtk_widget_class_bind_template_child (widget_class, JigTrainSheet, train_button);
  gtk_widget_class_bind_template_callback (widget_class, data_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, forecast_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, train_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jig_train_sheet_init (JigTrainSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jig_train_sheet_new:
 * @document: what there is to learn from
 *
 * Returns: (transfer none): a sheet with everything chosen that most people want
 */
GtkWidget *
jig_train_sheet_new (JigDocument *document)
{
  JigTrainSheet *self = g_object_new (JIG_TYPE_TRAIN_SHEET, NULL);

  self->document = g_object_ref (document);
  fill_data (self);
  data_chosen_cb (self);
  fill_tests (self);
  fill_form (self);
  self->is_ready = TRUE;
  ask (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->train_button));

  return GTK_WIDGET (self);
}

/**
 * jig_train_sheet_set_model:
 * @self: a sheet
 * @model: a model
 *
 * Begins with the kind and the settings of that model.
 */
void
jig_train_sheet_set_model (JigTrainSheet  *self,
                           const JigModel *model)
{
  const JigValues *settings = jig_model_get_values (model);
  g_autoptr(JigValues) values = NULL;

  g_return_if_fail (JIG_IS_TRAIN_SHEET (self));

  values = jig_values_copy (jig_param_form_get_values (self->form));
  if (!jig_values_set_text (values, main_setting, jig_model_get_ops (model)->id, NULL))
    return;

  for (const JigParam *param = jig_values_get_table (settings); param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (settings, param->id);

      jig_values_parse (values, param->id, word, NULL);
    }
  jig_param_form_set_values (self->form, values);
  ask (self);
}

/**
 * jig_train_sheet_get_plan:
 * @self: a sheet
 * @plan: (out): what it asks for
 *
 * Returns: %FALSE, with @plan as it was, while there is no table
 */
gboolean
jig_train_sheet_get_plan (JigTrainSheet *self,
                          JigTrainPlan  *plan)
{
  JigDataset *dataset;
  guint target;

  g_return_val_if_fail (JIG_IS_TRAIN_SHEET (self), FALSE);

  dataset = get_dataset (self);
  target = adw_combo_row_get_selected (self->target_row);
  if (dataset == NULL || target == GTK_INVALID_LIST_POSITION)
    return FALSE;

  *plan = (JigTrainPlan) {
    .data = g_strdup (self->names[adw_combo_row_get_selected (self->data_row)]),
    .target = g_strdup (jig_schema_get_field (dataset->schema, target)->name),
    .method = g_strdup (sharings[adw_combo_row_get_selected (self->test_row)].method),
    .settings = jig_values_copy (jig_param_form_get_values (self->form)),
  };

  return TRUE;
}
