/* The page of models: all of them as a list, one of them in full, and one that learns. */

#include "app/models/models-page.h"

#include "app/chart/chart-view.h"
#include "app/export/export-dialog.h"
#include "app/job/job-row.h"
#include "app/models/learning-figure.h"
#include "app/models/model-list.h"
#include "app/models/model-page.h"
#include "app/models/train-sheet.h"
#include "app/shell.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Between two pictures of the curve, in milliseconds: more of them nobody sees. */
#define CURVE_INTERVAL 100

struct _JigModelsPage
{
  GtkWidget           parent_instance;

  GtkWidget          *training_pane;
  JigJobRow          *job_row;
  JigChartView       *live_curve;
  JigStateView       *states;
  AdwStatusPage      *empty_page;
  GtkWidget          *first_train_button;
  GtkWidget          *first_data_button;
  GtkStack           *views;
  GtkSearchEntry     *search_entry;
  JigModelList       *list;
  GtkActionBar       *action_bar;
  GtkLabel           *selection_label;
  JigModelPage       *model_page;

  JigDocument        *document;
  JigTraining        *training;
  JigJob             *job;           /* NULL while nothing learns */
  gint64              drawn_at;      /* when the curve was, in microseconds; 0: never */
  guint               curve_id;      /* the curve will be drawn again; 0: it will not */
  JigTrainSheet      *sheet;         /* NULL while it is closed */
};

enum {
  PROP_0,
  PROP_STATE
};

static void page_init (JigPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigModelsPage, jig_models_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PAGE, page_init))

/* Looking */

static void
search_changed_cb (JigModelsPage *self)
{
  jig_model_list_set_wanted (self->list,
                             gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
stop_search_cb (JigModelsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static gboolean
shows_model (JigModelsPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "model") == 0;
}

/* What an action is about: the model that is shown, or those that are selected. */
static GPtrArray *
get_meant (JigModelsPage *self)
{
  GPtrArray *items;

  if (!shows_model (self))
    return jig_model_list_get_selected (self->list);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, g_object_ref (jig_model_page_get_item (self->model_page)));

  return items;
}

static void
update_actions (JigModelsPage *self)
{
  g_autoptr(GPtrArray) items = jig_model_list_get_selected (self->list);
  /* Translators: how many rows of the list are selected */
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", items->len),
                                           items->len);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_label_set_text (self->selection_label, text);
  gtk_action_bar_set_revealed (self->action_bar, items->len > 0);
  gtk_widget_action_set_enabled (widget, "models.show", items->len == 1);
  gtk_widget_action_set_enabled (widget, "models.compare", items->len > 0 || shows_model (self));
  gtk_widget_action_set_enabled (widget, "models.export", items->len == 1 || shows_model (self));
  gtk_widget_action_set_enabled (widget, "models.back", shows_model (self));
  gtk_widget_action_set_enabled (widget, "models.train", !jig_training_is_active (self->training));
}

static void
show_list (JigModelsPage *self)
{
  gtk_stack_set_visible_child_name (self->views, "list");
  update_actions (self);
}

static void
show_model (JigModelsPage *self,
            JigModelItem  *item)
{
  jig_model_page_show (self->model_page, item);
  gtk_stack_set_visible_child_name (self->views, "model");
  gtk_widget_grab_focus (GTK_WIDGET (self->model_page));
  update_actions (self);
}

static void
update_empty_page (JigModelsPage *self)
{
  gboolean has_data = jig_document_get_data (self->document) != NULL;

  gtk_widget_set_visible (self->first_train_button, has_data);
  gtk_widget_set_visible (self->first_data_button, !has_data);
}

/* A model that an undo took away is not shown any longer. */
static void
document_changed_cb (JigModelsPage *self)
{
  JigModelItem *shown = jig_model_page_get_item (self->model_page);
  gboolean has_models;

  jig_model_list_refresh (self->list, self->document);
  has_models = jig_model_list_get_size (self->list) > 0;
  if (shows_model (self)
      && jig_model_list_find (self->list, jig_model_item_get_name (shown)) != shown)
    show_list (self);
  update_empty_page (self);
  update_actions (self);
  if (jig_state_view_get_state (self->states) != JIG_STATE_ERROR)
    jig_state_view_set_state (self->states, has_models ? JIG_STATE_READY : JIG_STATE_EMPTY);
}

/* Learning */

static void
show_training (JigModelsPage *self,
               gboolean       is_shown)
{
  gboolean has_models = jig_model_list_get_size (self->list) > 0;

  gtk_widget_set_visible (self->training_pane, is_shown);
  gtk_widget_set_vexpand (self->training_pane, is_shown && !has_models);
  gtk_widget_set_visible (GTK_WIDGET (self->states), !is_shown || has_models);
  update_actions (self);
  g_object_notify (G_OBJECT (self), "state");
}

static void
draw_curve (JigModelsPage *self)
{
  g_autoptr(GArray) points = jig_job_dup_points (self->job);
  g_autoptr(JigFigure) figure =
    jig_learning_figure_new ((const JigCurvePoint *) points->data, points->len);

  if (figure == NULL)
    return;

  jig_chart_view_set_figure (self->live_curve, figure);
  gtk_widget_set_visible (GTK_WIDGET (self->live_curve), TRUE);
  self->drawn_at = g_get_monotonic_time ();
}

static gboolean
draw_curve_cb (gpointer user_data)
{
  JigModelsPage *self = user_data;

  self->curve_id = 0;
  draw_curve (self);

  return G_SOURCE_REMOVE;
}

/* Small trees grow by the thousand in a second. */
static void
progressed_cb (JigModelsPage *self)
{
  gint64 passed = (g_get_monotonic_time () - self->drawn_at) / 1000;

  if (self->curve_id != 0)
    return;
  if (self->drawn_at == 0 || passed >= CURVE_INTERVAL)
    draw_curve (self);
  else
    self->curve_id = g_timeout_add ((guint) (CURVE_INTERVAL - passed), draw_curve_cb, self);
}

static void
set_job (JigModelsPage *self,
         JigJob        *job)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_handle_id (&self->curve_id, g_source_remove);
  self->drawn_at = 0;
  g_set_object (&self->job, job);
  if (job != NULL)
    g_signal_connect_object (job, "notify::fraction", G_CALLBACK (progressed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
began_cb (JigModelsPage *self,
          JigJob        *job)
{
  set_job (self, job);
  jig_job_row_set_job (self->job_row, job);
  jig_chart_view_set_figure (self->live_curve, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->live_curve), FALSE);
  show_training (self, TRUE);
}

static void
ended_cb (JigModelsPage *self,
          const char    *name,
          const GError  *error)
{
  JigModelItem *item = name != NULL ? jig_model_list_find (self->list, name) : NULL;

  set_job (self, NULL);
  show_training (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      jig_document_say (self->document, _("Stopped. Nothing has changed."));
    }
  else if (error != NULL)
    {
      jig_state_view_fail (self->states, error);
      jig_document_say (self->document, error->message);
    }
  else if (item != NULL)
    {
      g_autofree char *score = jig_model_item_dup_score (item);
      /* Translators: the name of a model, and "RMSE 12.3" */
      g_autofree char *sentence = g_strdup_printf (_("%s: %s."), name, score);

      jig_models_page_select (self, name);
      if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
        gtk_widget_grab_focus (GTK_WIDGET (self->list));
      jig_document_say (self->document, sentence);
    }
}

static void
train_cb (JigModelsPage *self)
{
  g_auto(JigTrainPlan) plan = { NULL };

  if (jig_training_is_active (self->training) || !jig_train_sheet_get_plan (self->sheet, &plan))
    return;

  gtk_window_destroy (GTK_WINDOW (self->sheet));
  show_list (self);
  jig_state_view_set_state (self->states,
                            jig_model_list_get_size (self->list) > 0
                            ? JIG_STATE_READY : JIG_STATE_EMPTY);
  jig_training_start (self->training, &plan);
}

static void
train_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  jig_models_page_train (JIG_MODELS_PAGE (widget));
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  JigModelsPage *self = JIG_MODELS_PAGE (widget);
  g_autoptr(GPtrArray) items = jig_model_list_get_selected (self->list);

  if (items->len == 1)
    show_model (self, items->pdata[0]);
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  JigModelsPage *self = JIG_MODELS_PAGE (widget);
  g_autoptr(GPtrArray) items = get_meant (self);
  g_autoptr(GVariantBuilder) names = g_variant_builder_new (G_VARIANT_TYPE_STRING_ARRAY);

  for (guint i = 0; i < items->len; i++)
    g_variant_builder_add (names, "s", jig_model_item_get_name (items->pdata[i]));
  if (items->len > 0)
    gtk_widget_activate_action (widget, "win.compare", "as", names);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  JigModelsPage *self = JIG_MODELS_PAGE (widget);
  g_autoptr(GPtrArray) items = get_meant (self);
  GtkWidget *dialog;

  if (items->len != 1)
    return;

  dialog = jig_export_dialog_new (self->document, jig_model_item_get_name (items->pdata[0]));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  JigModelsPage *self = JIG_MODELS_PAGE (widget);

  show_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  JigModelsPage *self = JIG_MODELS_PAGE (widget);

  if (!shows_model (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* A page */

static void
set_document (JigPage     *page,
              JigDocument *document)
{
  JigModelsPage *self = JIG_MODELS_PAGE (page);

  self->document = g_object_ref (document);
  self->training = jig_training_new (document);
  g_signal_connect_object (self->training, "began", G_CALLBACK (began_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->training, "ended", G_CALLBACK (ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
}

static char *
get_subtitle (JigPage *page)
{
  JigModelsPage *self = JIG_MODELS_PAGE (page);
  guint n_models = jig_model_list_get_size (self->list);

  if (n_models == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u model", "%u models", n_models), n_models);
}

static void
page_init (JigPageInterface *iface)
{
  iface->set_document = set_document;
  iface->get_subtitle = get_subtitle;
}

static void
state_cb (JigModelsPage *self)
{
  g_object_notify (G_OBJECT (self), "state");
}

/* A narrow window has no room for words beside the buttons. */
static void
folded_cb (JigModelsPage *self,
           GParamSpec    *pspec,
           JigShell      *shell)
{
  gtk_widget_set_visible (GTK_WIDGET (self->selection_label), !jig_shell_get_folded (shell));
}

static void
jig_models_page_root (GtkWidget *widget)
{
  GtkWidget *shell;

  GTK_WIDGET_CLASS (jig_models_page_parent_class)->root (widget);

  shell = gtk_widget_get_ancestor (widget, JIG_TYPE_SHELL);
  if (shell == NULL)
    return;

  g_signal_connect_object (shell, "notify::is-folded", G_CALLBACK (folded_cb), widget,
                           G_CONNECT_SWAPPED);
  folded_cb (JIG_MODELS_PAGE (widget), NULL, JIG_SHELL (shell));
}

static void
jig_models_page_dispose (GObject *object)
{
  JigModelsPage *self = JIG_MODELS_PAGE (object);
  GtkWidget *child;

  set_job (self, NULL);
  if (self->sheet != NULL)
    gtk_window_destroy (GTK_WINDOW (self->sheet));
  g_clear_object (&self->training);
  g_clear_object (&self->document);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_models_page_parent_class)->dispose (object);
}

static void
jig_models_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  JigModelsPage *self = JIG_MODELS_PAGE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->job != NULL ? JIG_STATE_LOADING
                                                 : (int) jig_state_view_get_state (self->states));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_models_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      jig_state_view_set_state (JIG_MODELS_PAGE (object)->states,
                                (JigState) g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "models.train", NULL, train_action);
  gtk_widget_class_install_action (widget_class, "models.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "models.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "models.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "models.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "models.find", NULL, find_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "models.compare", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "models.export", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "models.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "models.back", NULL);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, training_pane);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, job_row);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, live_curve);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, states);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, first_train_button);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, first_data_button);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, views);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, list);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, action_bar);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, selection_label);
  gtk_widget_class_bind_template_child (widget_class, JigModelsPage, model_page);
  gtk_widget_class_bind_template_callback (widget_class, show_model);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
jig_models_page_class_init (JigModelsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_models_page_dispose;
  object_class->get_property = jig_models_page_get_property;
  object_class->set_property = jig_models_page_set_property;
  widget_class->root = jig_models_page_root;
  g_object_class_override_property (object_class, PROP_STATE, "state");

  g_type_ensure (JIG_TYPE_CHART_VIEW);
  g_type_ensure (JIG_TYPE_JOB_ROW);
  g_type_ensure (JIG_TYPE_MODEL_LIST);
  g_type_ensure (JIG_TYPE_MODEL_PAGE);
  g_type_ensure (JIG_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/models/models-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
jig_models_page_init (JigModelsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->states, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * jig_models_page_train:
 * @self: a page
 *
 * Opens the sheet that trains a model; beside a model, with its settings.
 */
void
jig_models_page_train (JigModelsPage *self)
{
  GtkRoot *root;

  g_return_if_fail (JIG_IS_MODELS_PAGE (self));

  if (self->sheet != NULL || jig_document_get_data (self->document) == NULL)
    return;

  root = gtk_widget_get_root (GTK_WIDGET (self));
  self->sheet = JIG_TRAIN_SHEET (jig_train_sheet_new (self->document));
  if (shows_model (self))
    jig_train_sheet_set_model (self->sheet, jig_model_page_get_model (self->model_page));
  g_object_add_weak_pointer (G_OBJECT (self->sheet), (gpointer *) &self->sheet);
  g_signal_connect_object (self->sheet, "train", G_CALLBACK (train_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (self->sheet), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self->sheet));
}

/**
 * jig_models_page_select:
 * @self: a page
 * @name: such as "model-3"
 *
 * Selects that model and no other, and scrolls to it.
 */
void
jig_models_page_select (JigModelsPage *self,
                        const char    *name)
{
  g_return_if_fail (JIG_IS_MODELS_PAGE (self));

  jig_model_list_select (self->list, name);
}
