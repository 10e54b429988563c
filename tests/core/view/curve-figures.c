#include "core/view/curve-figures.h"

#include <math.h>

#include "core/chart/hit.h"
#include "core/chart/narrate.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

#define N 6

static const double scores[N] = { 0.9, 0.8, 0.6, 0.4, 0.3, 0.1 };
static const double worse[N] = { 0.4, 0.8, 0.6, 0.9, 0.3, 0.1 };
static const double truth[N] = { 1, 1, 0, 1, 0, 0 };

static void
test_roc (void)
{
  g_autoptr(JigCurve) first = jig_curve_roc (scores, truth, NULL, N, NULL);
  g_autoptr(JigCurve) second = jig_curve_roc (worse, truth, NULL, N, NULL);
  const JigNamedCurve curves[] = { { "Trees", first }, { "Linear", second } };
  g_autoptr(JigFigure) one = jig_curve_figures_roc (curves, 1, NULL);
  g_autoptr(JigFigure) two = jig_curve_figures_roc (curves, 2, NULL);
  g_autofree char *summary = jig_test_figure_check (one);
  g_autofree char *both = jig_test_figure_check (two);
  g_autofree char *said = jig_narrate_item (one, (JigItemId) { 0, 1, 3 });

  g_assert_cmpstr (summary, ==, "ROC curve. Area under the curve: Trees 0.889; chance is 0.5.");
  g_assert_cmpstr (both, ==, "ROC curve. Area under the curve: Trees 0.889, Linear 0.889; "
                   "chance is 0.5.");
  g_assert_cmpstr (said, ==, "Trees 0.889: False positive rate 0.3333, True positive rate "
                   "0.6667, Threshold 0.6");
}

static void
test_precision_recall (void)
{
  g_autoptr(JigCurve) curve = jig_curve_precision_recall (scores, truth, NULL, N, NULL);
  const JigNamedCurve curves[] = { { "Trees", curve } };
  g_autoptr(JigFigure) figure = jig_curve_figures_precision_recall (curves, 1, 0.5, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);

  /* (1 + 1 + 3/4) / 3 */
  g_assert_cmpstr (summary, ==, "Precision and recall. Average precision: Trees 0.917; calling "
                   "every row positive has 0.5.");
}

static void
test_calibration (void)
{
  static const double probabilities[] = { 0.1, 0.1, 0.1, 0.1, 0.9, 0.9 };
  static const double targets[] = { 0, 0, 0, 1, 1, 1 };
  g_autoptr(JigCurve) curve = jig_curve_calibration (probabilities, targets, NULL, N, 10, NULL);
  const JigNamedCurve curves[] = { { "Trees", curve } };
  g_autoptr(JigFigure) figure = jig_curve_figures_calibration (curves, 1, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *said = jig_narrate_item (figure, (JigItemId) { 0, 1, 0 });

  /* (4 x 0.15 + 2 x 0.1) / 6 */
  g_assert_cmpstr (summary, ==, "Calibration. Mean gap between predicted and observed share: "
                   "Trees 0.133.");
  g_assert_cmpstr (said, ==, "Trees 0.133: Mean prediction 0.1, Observed share 0.25, Rows 4");
}

static void
test_confusion (void)
{
  static const char * const names[] = { "yes", "no", "neutral", NULL };
  static const double confusion[] = { 80, 4, 6, 5, 100, 8, 7, 12, 30 };
  static const double perfect[] = { 80, 0, 0, 0, 100, 0, 0, 0, 30 };
  static const double nothing[9] = { 0 };
  g_autoptr(JigStringTable) labels = jig_string_table_new (names, -1, NULL);
  g_autoptr(JigFigure) figure = jig_curve_figures_confusion (confusion, labels, NULL);
  g_autoptr(JigFigure) best = jig_curve_figures_confusion (perfect, labels, NULL);
  g_autoptr(JigFigure) empty = jig_curve_figures_confusion (nothing, labels, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *all_right = jig_test_figure_check (best);
  g_autofree char *no_rows = jig_test_figure_check (empty);

  g_assert_cmpstr (summary, ==, "Confusion matrix. Right: 83 % of the rows. The most frequent "
                   "mistake: neutral called no (12).");
  g_assert_cmpstr (all_right, ==, "Confusion matrix. Right: 100 % of the rows.");
  g_assert_cmpstr (no_rows, ==, "Confusion matrix. No rows were judged.");
}

static void
test_residuals (void)
{
  static const double predictions[] = { 1, 2, 3.5, 4, NAN };
  static const double targets[] = { 1, 2.5, 3, 6, 1 };
  static const gint64 rows[] = { 100, 101, 102, 103, 104 };
  g_autoptr(JigFigure) figure = jig_curve_figures_residuals ("duration", predictions, targets,
                                                             rows, 5, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 600, 300, 1);
  JigItemId id;

  g_assert_cmpstr (summary, ==, "Predictions and errors. Half of the errors, predicted minus "
                   "actual, lie between -0.875 and 0.125; their mean is -0.5, the largest is -2.");
  g_assert_true (jig_hit_find_row (figure, drawing, 102, JIG_NO_ITEM_ID, &id));
  g_assert_cmpuint (id.item, ==, 2);
}

static void
test_no_residuals (void)
{
  g_autoptr(JigFigure) figure = jig_curve_figures_residuals ("duration", NULL, NULL, NULL, 0,
                                                             NULL);
  g_autofree char *summary = jig_test_figure_check (figure);

  g_assert_cmpstr (summary, ==, "Predictions and errors. No rows were judged.");
}

static JigModel *
fit_words (const char *settings)
{
  g_auto(GStrv) words = g_strsplit (settings, " ", -1);
  static const char * const names[] = { "x", NULL };
  double features[40], targets[40];
  const JigModelOps *ops = jig_model_find_ops ("boost");
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  const JigSamples samples = { features, targets, NULL, 40, 1 };
  const JigFit fit = { .samples = &samples, .watched = &samples, .task = JIG_TASK_REGRESSION,
                       .n_classes = 1, .values = values, .seed = 3 };
  g_autoptr(GError) error = NULL;
  JigModel *model;

  for (int i = 0; i < 40; i++)
    {
      features[i] = i;
      targets[i] = i < 20 ? 1 : 3;
    }
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);

      g_assert_true (jig_values_parse (values, pair[0], pair[1], NULL));
    }
  model = jig_model_fit (ops, &fit, names, NULL, NULL, &error);
  g_assert_no_error (error);

  return model;
}

static void
test_learning (void)
{
  static const char * const names[] = { "Trees", "More trees" };
  g_autoptr(JigModel) model = fit_words ("trees=5");
  g_autoptr(JigModel) more = fit_words ("trees=9");
  JigModel *models[] = { model, more };
  g_autoptr(JigFigure) one = jig_curve_figures_learning (models, names, 1, NULL);
  g_autoptr(JigFigure) two = jig_curve_figures_learning (models, names, 2, NULL);
  g_autoptr(JigFigure) none = jig_curve_figures_learning (models, names, 0, NULL);
  g_autofree char *summary = jig_test_figure_check (one);
  g_autofree char *both = jig_test_figure_check (two);
  g_autofree char *empty = jig_test_figure_check (none);

  g_assert_cmpuint (jig_panel_get_n_marks (jig_figure_get_panel (one, 0)), ==, 3);
  g_assert_true (g_str_has_prefix (summary, "Loss while training. Test: lowest loss "));
  g_assert_true (g_str_has_suffix (summary, ", in round 5."));
  g_assert_nonnull (g_strstr_len (both, -1, "More trees: lowest loss "));
  g_assert_cmpstr (empty, ==, "Loss while training. No model learnt round by round.");
}

/* Where the rounds were cut, and what by. */
static void
test_learning_cut (void)
{
  static const char * const names[] = { "Trees" };
  g_autoptr(JigModel) model = fit_words ("trees=60 early_stop=4 metric=mae rows=0.5");
  g_autoptr(JigFigure) figure = jig_curve_figures_learning (&model, names, 1, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *says = g_strdup_printf ("Rows set aside chose round %u, with",
                                           jig_model_get_best_round (model));

  g_assert_cmpuint (jig_panel_get_n_marks (jig_figure_get_panel (figure, 0)), ==, 5);
  g_assert_nonnull (g_strstr_len (summary, -1, "Test: best Mean absolute error "));
  g_assert_nonnull (g_strstr_len (summary, -1, says));
}

static gboolean
try_figures (gpointer   data,
             GError   **error)
{
  const JigNamedCurve *curves = data;
  g_autoptr(JigFigure) roc = jig_curve_figures_roc (curves, 1, error);
  g_autoptr(JigFigure) residuals = NULL;

  if (roc == NULL)
    return FALSE;

  residuals = jig_curve_figures_residuals ("y", scores, truth, NULL, N, error);
  return residuals != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigCurve) curve = jig_curve_roc (scores, truth, NULL, N, NULL);
  JigNamedCurve curves[] = { { "Trees", curve } };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_figures, curves), >, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/curve-figures/roc", test_roc);
  g_test_add_func ("/curve-figures/precision-recall", test_precision_recall);
  g_test_add_func ("/curve-figures/calibration", test_calibration);
  g_test_add_func ("/curve-figures/confusion", test_confusion);
  g_test_add_func ("/curve-figures/residuals", test_residuals);
  g_test_add_func ("/curve-figures/no-residuals", test_no_residuals);
  g_test_add_func ("/curve-figures/learning", test_learning);
  g_test_add_func ("/curve-figures/learning/cut", test_learning_cut);
  g_test_add_func ("/curve-figures/memory", test_memory);

  return g_test_run ();
}
