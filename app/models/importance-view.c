/* How much each feature matters: the first of them as bars, all of them in every sense beside each
 * other. What needs rows is measured when somebody asks for it. */

#include "app/models/importance-view.h"

#include "app/chart/chart-view.h"
#include "app/common/phrase.h"
#include "app/job/job-row.h"
#include "app/models/importance-work.h"
#include "core/base/alloc.h"
#include "core/boost/booster.h"
#include "core/view/importance-figures.h"
#include "core/view/tree-figures.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define N_BARS 15

/* Room for what stands around the rows of the table, and for each of them. */
#define AROUND     80
#define ROW_HEIGHT 26

/* Columns narrower than this show no numbers: a narrow window moves over the table. */
#define NAME_WIDTH   130
#define COLUMN_WIDTH 72

struct _JigImportanceView
{
  GtkWidget             parent_instance;

  AdwActionRow         *rows_row;
  GtkDropDown          *measure_choice;
  GtkWidget            *measure_button;
  JigJobRow            *job_row;
  JigChartView         *bars;
  GtkWidget            *beside_scroller;
  JigChartView         *beside;

  JigModelItem         *item;          /* NULL before the first one */
  JigImportanceMeasure  measures[JIG_IMPORTANCE_MEASURES];
  gsize                 n_measures;
  JigImportanceResult  *result;        /* NULL until it was asked for */
  JigJob               *job;           /* NULL while nothing is measured */
  gboolean              is_filling;
};

G_DEFINE_FINAL_TYPE (JigImportanceView, jig_importance_view, GTK_TYPE_WIDGET)

static JigModel *
get_model (JigImportanceView *self)
{
  return jig_bundle_get_model (jig_model_item_get_trained (self->item)->bundle);
}

/* Measures */

static void
clear_measures (JigImportanceView *self)
{
  for (gsize k = 0; k < self->n_measures; k++)
    jig_free ((gpointer) self->measures[k].values);
  self->n_measures = 0;
}

/* (transfer full): @values; a measure without memory is left out. */
static void
add_measure (JigImportanceView *self,
             const char        *title,
             double            *values)
{
  if (values != NULL)
    self->measures[self->n_measures++] = (JigImportanceMeasure) { title, values };
}

static double *
new_values (JigImportanceView *self)
{
  return jig_alloc (jig_model_get_n_features (get_model (self)), sizeof (double),
                    _("the importances"), NULL);
}

static void
add_tree_measures (JigImportanceView *self,
                   const JigBooster  *booster)
{
  const gsize n_features = booster->n_features;
  jig_autofree JigTreeImportance *importances =
    jig_alloc (n_features, sizeof *importances, _("the importances"), NULL);

  if (importances == NULL)
    return;

  jig_tree_importance_measure (booster->trees, booster->n_trees, n_features, importances);
  for (guint kind = 0; kind < JIG_N_TREE_IMPORTANCES; kind++)
    {
      double *values = new_values (self);

      for (gsize i = 0; values != NULL && i < n_features; i++)
        values[i] = jig_tree_importance_get (&importances[i], (JigTreeImportanceKind) kind);
      add_measure (self, jig_tree_figures_name ((JigTreeImportanceKind) kind), values);
    }
}

static void
add_own_measures (JigImportanceView *self)
{
  JigModel *model = get_model (self);
  const JigModelOps *ops = jig_model_get_ops (model);
  double *values;

  if (g_str_equal (ops->id, "boost"))
    {
      add_tree_measures (self, jig_model_get_data (model));
      return;
    }

  values = new_values (self);
  if (values != NULL)
    ops->get_importances (jig_model_get_data (model), values);
  add_measure (self, _(ops->importance_title), values);
}

/* Pictures */

/* What got better by chance when it was mixed up has no bar. */
static JigFigure *
make_bars (JigImportanceView          *self,
           const JigImportanceMeasure *measure)
{
  JigModel *model = get_model (self);
  const gsize n_features = jig_model_get_n_features (model);
  jig_autofree double *values = new_values (self);

  for (gsize i = 0; values != NULL && i < n_features; i++)
    values[i] = MAX (measure->values[i], 0.0);

  return values != NULL
         ? jig_tree_figures_importance (jig_model_get_features (model), values, n_features,
                                        measure->title, N_BARS, NULL) : NULL;
}

static void
show_beside (JigImportanceView *self,
             guint              selected)
{
  JigModel *model = get_model (self);
  const gsize n_features = jig_model_get_n_features (model);
  const int n_shown = (int) MIN (n_features + 1, N_BARS + 2);
  g_autoptr(JigFigure) figure = NULL;

  gtk_widget_set_visible (self->beside_scroller, self->n_measures > 1);
  if (self->n_measures < 2)
    return;

  figure = jig_importance_figures_beside (jig_model_get_features (model), n_features,
                                          self->measures, self->n_measures, selected, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->beside),
                               NAME_WIDTH + COLUMN_WIDTH * (int) self->n_measures,
                               AROUND + ROW_HEIGHT * n_shown);
  jig_chart_view_set_figure (self->beside, figure);
}

static void
draw (JigImportanceView *self)
{
  const guint selected = gtk_drop_down_get_selected (self->measure_choice);
  g_autoptr(JigFigure) bars = NULL;

  if (self->is_filling || self->item == NULL || selected >= self->n_measures)
    return;

  bars = make_bars (self, &self->measures[selected]);
  jig_chart_view_set_figure (self->bars, bars);
  show_beside (self, selected);
}

static void
fill (JigImportanceView *self,
      guint              selected)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (gsize k = 0; k < self->n_measures; k++)
    gtk_string_list_append (titles, self->measures[k].title);

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->measure_choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->measure_choice, selected);
  self->is_filling = FALSE;
  draw (self);
}

/* Measuring on rows */

static void
say (JigImportanceView *self,
     const char        *sentence)
{
  g_autofree char *safe = g_markup_escape_text (sentence, -1);

  adw_action_row_set_subtitle (self->rows_row, safe);
}

static void
set_job (JigImportanceView *self,
         JigJob            *job)
{
  gboolean had_focus = gtk_widget_is_focus (self->measure_button);

  g_set_object (&self->job, job);
  jig_job_row_set_job (self->job_row, job);
  gtk_widget_set_visible (GTK_WIDGET (self->job_row), job != NULL);
  gtk_widget_set_sensitive (self->measure_button, job == NULL && self->result == NULL);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
show_result (JigImportanceView *self)
{
  const JigTask task = jig_model_get_task (get_model (self));
  const char *metric = _(jig_metric_get_info (jig_metric_main (task))->title);
  g_autofree char *rows = jig_phrase_count (self->result->n_rows);
  g_autofree char *sentence = NULL;

  add_measure (self, _("Mean |SHAP|"), g_steal_pointer (&self->result->shap));
  add_measure (self, _("Permutation"), g_steal_pointer (&self->result->permutation));
  sentence = jig_model_item_is_tested (self->item)
             /* Translators: how many rows, and a metric such as RMSE */
             ? g_strdup_printf (_("Measured on %s test rows. Permutation: how much worse %s gets "
                                  "when the feature is mixed up."), rows, metric)
             : g_strdup_printf (_("Measured on %s of the rows it learnt from. Permutation: how "
                                  "much worse %s gets when the feature is mixed up."), rows,
                                metric);
  say (self, sentence);
  fill (self, (guint) self->n_measures - 1);
}

/* Another model may be shown by now. */
static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JigImportanceView) self = user_data;
  g_autoptr(GError) error = NULL;
  JigImportanceResult *measured = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (self->job != JIG_JOB (source))
    {
      g_clear_pointer (&measured, jig_importance_result_free);
      return;
    }

  self->result = measured;
  set_job (self, NULL);
  if (measured != NULL)
    show_result (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
measure_cb (JigImportanceView *self)
{
  g_autoptr(JigJob) job = jig_job_new (_("Measure importances"));

  set_job (self, job);
  jig_job_run_async (job, jig_importance_work_run, g_object_ref (self->item), g_object_unref,
                     jig_importance_result_free, measured_cb, g_object_ref (self));
}

static void
forget (JigImportanceView *self)
{
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->result, jig_importance_result_free);
  clear_measures (self);
}

static void
jig_importance_view_dispose (GObject *object)
{
  JigImportanceView *self = JIG_IMPORTANCE_VIEW (object);
  GtkWidget *child;

  forget (self);
  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_importance_view_parent_class)->dispose (object);
}

static void
jig_importance_view_class_init (JigImportanceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_importance_view_dispose;

  g_type_ensure (JIG_TYPE_CHART_VIEW);
  g_type_ensure (JIG_TYPE_JOB_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/models/importance-view.ui");
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, rows_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, measure_choice);
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, measure_button);
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, job_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, bars);
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, beside_scroller);
  gtk_widget_class_bind_template_child (widget_class, JigImportanceView, beside);
  gtk_widget_class_bind_template_callback (widget_class, draw);
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
}

static void
jig_importance_view_init (JigImportanceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jig_importance_view_show:
 * @self: a view
 * @item: a model
 *
 * Shows what the model itself knows: of trees all that their splits say, by total
 * gain. A model that knows nothing of the kind is not shown.
 */
void
jig_importance_view_show (JigImportanceView *self,
                          JigModelItem      *item)
{
  gboolean is_known;

  g_return_if_fail (JIG_IS_IMPORTANCE_VIEW (self));

  forget (self);
  g_set_object (&self->item, item);
  is_known = jig_model_get_ops (get_model (self))->get_importances != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), is_known);
  if (!is_known)
    return;

  set_job (self, NULL);
  say (self, _("Permutation and SHAP values tell of answers, which needs rows"));
  gtk_widget_set_visible (GTK_WIDGET (self->rows_row), jig_model_item_get_dataset (item) != NULL);
  add_own_measures (self);
  fill (self, self->n_measures > 1 ? JIG_TREE_IMPORTANCE_TOTAL_GAIN : 0);
}
