/* Step 3: train. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/model/curve.h"
#include "patterns/transform/lookup.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* More points of a scatter plot say nothing new. */
#define MAX_POINTS 2000

static double *
pick_targets (const TransformPlan  *plan,
              GError              **error)
{
  gsize n_rows = jig_rows_get_size (plan->train);
  double *targets = jig_alloc (n_rows, sizeof *targets, _("the labels"), error);

  for (gsize i = 0; targets != NULL && i < n_rows; i++)
    targets[i] = plan->target->values[jig_rows_get_ids (plan->train)[i]];

  return targets;
}

static JigModel *
fit_model (const JigRun             *run,
           const TransformPlan      *plan,
           const TransformConstants *constants,
           const TransformJudge     *judge,
           const JigProgress        *progress,
           GError                  **error)
{
  const JigValues *chosen = jig_run_get_values (run, "train");
  const JigModelOps *ops = jig_model_find_ops (jig_values_get_text (chosen, "model"));
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  gsize n_rows = jig_rows_get_size (plan->train);
  gsize n_features = jig_recipe_get_n_features (constants->recipe);
  jig_autofree double *targets = pick_targets (plan, error);
  jig_autofree double *features = NULL;
  JigSamples samples = { NULL, targets, NULL, n_rows, n_features };
  JigSamples watched = { constants->features, judge->targets, NULL, judge->n_rows, n_features };
  JigFit fit = { &samples, &watched, plan->target->task, plan->target->n_classes, values,
                 jig_run_get_seed (run), NULL, NULL };

  if (targets == NULL)
    return NULL;

  features = jig_alloc (n_rows, n_features * sizeof *features, _("the features"), error);
  if (features == NULL ||
      !jig_recipe_apply (constants->recipe, plan->frame, plan->train, features, progress, error))
    return NULL;

  samples.features = features;
  samples.levels = watched.levels = jig_recipe_get_levels (constants->recipe);

  return jig_model_fit (ops, &fit, jig_recipe_get_features (constants->recipe),
                        plan->target->labels, progress, error);
}

/**
 * transform_new_predictions:
 * @fit: what was learnt
 * @features: (n_test, n_features) of the test rows
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): (n_test, n_outputs) from jig_alloc(), or %NULL with
 *   @error set
 */
double *
transform_new_predictions (const TransformFit  *fit,
                           const double        *features,
                           GError             **error)
{
  jig_autofree double *predictions = jig_alloc (fit->judge.n_rows,
                                                transform_judge_width (&fit->judge) *
                                                sizeof *predictions, _("the predictions"), error);

  if (predictions == NULL ||
      !transform_predict (&fit->judge, fit->model, features, fit->judge.n_rows, predictions,
                          error))
    return NULL;

  return g_steal_pointer (&predictions);
}

gpointer
transform_run_train (const JigRun       *run,
                     const JigProgress  *progress,
                     GError            **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformConstants *constants = jig_run_get (run, "recipe");
  TransformFit *self = g_new0 (TransformFit, 1);

  if (transform_judge_init (&self->judge, plan, error))
    self->model = fit_model (run, plan, constants, &self->judge, progress, error);
  if (self->model != NULL)
    self->predictions = transform_new_predictions (self, constants->features, error);

  if (self->predictions == NULL ||
      !transform_judge_score (&self->judge, self->predictions, NULL, &self->score, &self->mean,
                              error) ||
      !transform_lookup (plan, &self->judge, &self->lookup, error))
    g_clear_pointer (&self, transform_free_train);

  return self;
}

void
transform_free_train (gpointer value)
{
  TransformFit *self = value;

  g_clear_pointer (&self->model, jig_model_unref);
  transform_judge_clear (&self->judge);
  jig_free (self->predictions);
  g_free (self);
}

/**
 * transform_say_error:
 * @task: what is predicted
 *
 * Returns: what the error is called
 */
const char *
transform_say_error (JigTask task)
{
  return task == JIG_TASK_REGRESSION ? _("RMSE") : _("Error rate");
}

/**
 * transform_get_unit:
 * @run: a run
 *
 * Returns: (nullable): the unit of the label
 */
const char *
transform_get_unit (const JigRun *run)
{
  const JigSchema *schema = jig_run_get_dataset (run)->schema;
  const char *target = jig_run_get_target (run);

  if (!jig_run_is_own_data (run))
    return "s";

  return target != NULL
         ? jig_schema_get_field (schema, (gsize) jig_schema_find (schema, target))->unit : NULL;
}

static const char *
get_error_unit (const JigRun *run,
                JigTask       task)
{
  return task == JIG_TASK_REGRESSION ? transform_get_unit (run) : NULL;
}

static JigFigure *
draw_errors (const JigRun        *run,
             const TransformFit  *self,
             GError             **error)
{
  JigFigure *figure = jig_figure_new ("errors", _("The error on the test rows"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  const char *simple = self->judge.task == JIG_TASK_REGRESSION ? _("Mean") : _("Majority");
  const char * const names[] = { simple, _("Look-up table"), _("Model") };
  const double values[] = { self->mean, self->lookup.error, self->score.error };
  const JigTone tones[] = { JIG_TONE_MUTED, JIG_TONE_MUTED, JIG_TONE_NONE };
  JigMark *bars;

  jig_panel_set_axis (panel, JIG_AXIS_X, transform_say_error (self->judge.task),
                      get_error_unit (run, self->judge.task), JIG_SCALE_LINEAR);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, G_N_ELEMENTS (names));
  bars = jig_panel_add_bars (panel, transform_say_error (self->judge.task), values,
                             G_N_ELEMENTS (values));
  jig_mark_set_flags (bars, JIG_MARK_VALUES);
  jig_mark_set_tones (bars, tones);
  jig_panel_add_rule (panel, simple, JIG_AXIS_X, self->mean);
  jig_panel_add_rule (panel, _("look-up table"), JIG_AXIS_X, self->lookup.error);

  return jig_figure_seal (figure, error);
}

static JigFigure *
draw_scatter (const TransformPlan  *plan,
              const TransformFit   *self,
              GError              **error)
{
  JigFigure *figure = jig_figure_new ("predictions", _("Prediction and truth"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double least = INFINITY;
  double most = -INFINITY;

  for (gsize i = 0; i < self->judge.n_rows; i++)
    {
      least = MIN (least, self->judge.targets[i]);
      most = MAX (most, self->judge.targets[i]);
    }
  jig_panel_set_axis (panel, JIG_AXIS_X, _("Truth"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Prediction"), NULL, JIG_SCALE_LINEAR);
  jig_panel_add_points (panel, _("test rows"), self->judge.targets, self->predictions,
                        MIN (self->judge.n_rows, MAX_POINTS));
  jig_panel_add_diagonal (panel, _("right"), least, least, most, most);

  return jig_figure_seal (figure, error);
}

static JigFigure *
draw_confusion (const TransformPlan  *plan,
                const TransformFit   *self,
                GError              **error)
{
  guint n_classes = self->judge.n_classes;
  jig_autofree double *confusion = jig_alloc (n_classes, n_classes * sizeof *confusion,
                                              _("the confusion matrix"), error);
  g_autofree const char **names = g_new0 (const char *, n_classes);
  JigFigure *figure;
  JigPanel *panel;

  if (confusion == NULL ||
      !jig_curve_confusion (self->predictions, self->judge.targets, NULL, self->judge.n_rows,
                            n_classes, 0.5, confusion, error))
    return NULL;

  for (guint k = 0; k < n_classes; k++)
    names[k] = jig_string_table_get (plan->target->labels, k, NULL);

  figure = jig_figure_new ("predictions", _("Prediction and truth"));
  panel = jig_figure_add_panel (figure, NULL);
  jig_panel_set_axis (panel, JIG_AXIS_X, _("Prediction"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Truth"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_categories (panel, JIG_AXIS_X, names, n_classes);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, n_classes);
  jig_mark_set_flags (jig_panel_add_heat (panel, _("Rows"), confusion, n_classes, n_classes),
                      JIG_MARK_VALUES);

  return jig_figure_seal (figure, error);
}

JigExhibit *
transform_show_train (const JigRun  *run,
                      GError       **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformFit *self = jig_run_get (run, "model");
  gboolean is_regression = self->judge.task == JIG_TASK_REGRESSION;
  g_autofree char *left = jig_number_to_display (100.0 * self->score.error / self->mean, 3);
  g_autofree char *table = jig_number_to_display (100.0 * self->lookup.error / self->mean, 3);
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = transform_say_error (self->judge.task),
    .value = self->score.error,
    .unit = get_error_unit (run, self->judge.task),
    .n_digits = 4,
    .better = -1,
    .baseline_name = is_regression ? _("always the mean") : _("always the majority"),
    .baseline_value = self->mean,
    .n_rows = self->judge.n_rows,
    .split = transform_say_split (plan),
    .seed = jig_run_get_seed (run),
  });

  jig_exhibit_set_sentence (exhibit, is_regression
    ? _("The model leaves %s %% of the error of always saying the mean; a look-up table leaves "
        "%s %%.")
    : _("The model leaves %s %% of the error of always naming the majority; a look-up table "
        "leaves %s %%."), left, table);
  jig_exhibit_add_number (exhibit, "error", self->score.error);
  jig_exhibit_add_number (exhibit, "mean", self->mean);
  jig_exhibit_add_number (exhibit, "lookup", self->lookup.error);
  jig_exhibit_add_number (exhibit, "bias", self->score.bias);
  jig_exhibit_add_number (exhibit, "bias_error", self->score.bias_error);

  if (!jig_exhibit_take_figure (exhibit, draw_errors (run, self, error)) ||
      !jig_exhibit_take_figure (exhibit, is_regression ? draw_scatter (plan, self, error)
                                                       : draw_confusion (plan, self, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* Which of 100, 80, 56 and 37 % is nearest to what is left of the error. */
double
transform_right_train (const JigRun *run)
{
  const double shares[] = { 1.0, 0.8, 0.56, 0.37 };
  const TransformFit *self = jig_run_get (run, "model");
  double share = self->score.error / self->mean;
  gsize nearest = 0;

  for (gsize i = 1; i < G_N_ELEMENTS (shares); i++)
    if (fabs (share - shares[i]) < fabs (share - shares[nearest]))
      nearest = i;

  return (double) nearest;
}

gboolean
transform_check_train (const JigRun *run)
{
  const TransformFit *self = jig_run_get (run, "model");

  return self->score.error < self->mean;
}
