#include "app/export/predictions-group.h"

#include <glib/gi18n-lib.h>

struct _JigPredictionsGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwComboRow         *data_row;
  GtkWidget           *test_row;
  GtkSwitch           *test_switch;
  GtkSwitch           *bom_switch;

  char                *model;
  char                *trained_on;   /* the table that the model learnt from, or NULL */
  char                *split;        /* the rows that it was tested on, or NULL */
  char               **names;        /* of tables, as in the row */
};

G_DEFINE_FINAL_TYPE (JigPredictionsGroup, jig_predictions_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_data (JigPredictionsGroup *self)
{
  guint i = adw_combo_row_get_selected (self->data_row);

  return self->names != NULL && i != GTK_INVALID_LIST_POSITION ? self->names[i] : NULL;
}

/* A split belongs to the table it was made of. */
static void
data_chosen_cb (JigPredictionsGroup *self)
{
  gtk_widget_set_sensitive (self->test_row,
                            self->split != NULL && get_data (self) != NULL
                            && g_strcmp0 (self->trained_on, get_data (self)) == 0);
}

static void
jig_predictions_group_finalize (GObject *object)
{
  JigPredictionsGroup *self = JIG_PREDICTIONS_GROUP (object);

  g_free (self->model);
  g_free (self->trained_on);
  g_free (self->split);
  g_strfreev (self->names);

  G_OBJECT_CLASS (jig_predictions_group_parent_class)->finalize (object);
}

static void
jig_predictions_group_class_init (JigPredictionsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_predictions_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/org/jigworkbench/Jig/app/export/predictions-group.ui");
  gtk_widget_class_bind_template_child (widget_class, JigPredictionsGroup, data_row);
  gtk_widget_class_bind_template_child (widget_class, JigPredictionsGroup, test_row);
  gtk_widget_class_bind_template_child (widget_class, JigPredictionsGroup, test_switch);
  gtk_widget_class_bind_template_child (widget_class, JigPredictionsGroup, bom_switch);
  gtk_widget_class_bind_template_callback (widget_class, data_chosen_cb);
}

static void
jig_predictions_group_init (JigPredictionsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What the model was trained with, by name. */
static void
read_maker (JigPredictionsGroup *self,
            JigProject          *project)
{
  const JigEntry *maker = jig_project_get_maker (project, self->model);
  const JigValues *values = maker != NULL ? jig_action_get_values (maker->action) : NULL;
  const char *split;

  g_clear_pointer (&self->trained_on, g_free);
  g_clear_pointer (&self->split, g_free);
  if (values == NULL || jig_values_find_param (values, "split") == NULL)
    return;

  self->trained_on = g_strdup (jig_values_get_text (values, "data"));
  split = jig_values_get_text (values, "split");
  self->split = split != NULL && *split != '\0' ? g_strdup (split) : NULL;
}

/**
 * jig_predictions_group_set_model:
 * @self: a group
 * @document: its project
 * @model: such as "model-3"
 *
 * Asks about the predictions of another model: first of the table that it learnt
 * from.
 */
void
jig_predictions_group_set_model (JigPredictionsGroup *self,
                                 JigDocument         *document,
                                 const char          *model)
{
  JigProject *project = jig_document_get_project (document);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  g_return_if_fail (JIG_IS_PREDICTIONS_GROUP (self));

  g_free (self->model);
  self->model = g_strdup (model);
  read_maker (self, project);
  g_strfreev (self->names);
  self->names = jig_project_dup_names (project, &jig_object_data);
  for (guint i = 0; self->names[i] != NULL; i++)
    {
      JigDataset *dataset =
        jig_object_get_dataset (jig_project_get_object (project, self->names[i]));
      g_autofree char *text = g_strdup_printf ("%s (%s)", dataset->title, self->names[i]);

      gtk_string_list_append (titles, text);
      if (g_strcmp0 (self->names[i], self->trained_on) == 0)
        selected = i;
    }

  adw_combo_row_set_model (self->data_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->data_row, selected);
  data_chosen_cb (self);
}

/**
 * jig_predictions_group_evaluate:
 * @self: a group
 * @action: an action "evaluate"
 * @error: return location
 *
 * Asks for the predictions.
 *
 * Returns: %FALSE with @error set if there is no table
 */
gboolean
jig_predictions_group_evaluate (JigPredictionsGroup  *self,
                                JigAction            *action,
                                GError              **error)
{
  const char *data = get_data (self);
  gboolean is_test;

  g_return_val_if_fail (JIG_IS_PREDICTIONS_GROUP (self), FALSE);

  is_test = gtk_widget_get_sensitive (self->test_row) && gtk_switch_get_active (self->test_switch);

  return jig_action_set (action, "model", self->model, error)
         && jig_action_set (action, "data", data != NULL ? data : "", error)
         && (!is_test || jig_action_set (action, "split", self->split, error));
}

/**
 * jig_predictions_group_write:
 * @self: a group
 * @action: an action "write"
 * @scores: the predictions
 * @path: where to
 * @error: return location
 *
 * Asks for the file.
 *
 * Returns: %FALSE with @error set if a setting cannot be
 */
gboolean
jig_predictions_group_write (JigPredictionsGroup  *self,
                             JigAction            *action,
                             const char           *scores,
                             const char           *path,
                             GError              **error)
{
  g_return_val_if_fail (JIG_IS_PREDICTIONS_GROUP (self), FALSE);

  return jig_action_set (action, "scores", scores, error)
         && jig_values_set_text (jig_action_get_values (action), "file", path, error)
         && jig_action_set (action, "bom",
                            gtk_switch_get_active (self->bom_switch) ? "true" : "false", error);
}
