#include "core/view/compare-figures.h"

#include <math.h>

#include "core/chart/mark.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

static JigJudgement
make_judgement (double auc,
                double logloss)
{
  JigJudgement judgement = { .task = JIG_TASK_BINARY, .n_rows = 100, .weight = 100,
                             .baseline_kind = "majority" };

  for (guint i = 0; i < JIG_N_METRICS; i++)
    judgement.values[i] = judgement.baseline[i] = NAN;
  judgement.values[JIG_METRIC_AUC] = auc;
  judgement.values[JIG_METRIC_LOGLOSS] = logloss;
  judgement.baseline[JIG_METRIC_AUC] = 0.5;
  judgement.baseline[JIG_METRIC_LOGLOSS] = 0.4;

  return judgement;
}

static void
test_metrics (void)
{
  static const JigMetricId metrics[] = { JIG_METRIC_AUC, JIG_METRIC_LOGLOSS, JIG_METRIC_ERROR };
  const JigJudgement trees = make_judgement (0.9, 0.45);
  const JigJudgement linear = make_judgement (0.8, 0.5);
  const JigNamedJudgement models[] = { { "Linear", &linear }, { "Trees", &trees } };
  g_autoptr(JigFigure) one = jig_compare_figures_metrics (metrics, 1, models, 2, NULL);
  g_autoptr(JigFigure) three = jig_compare_figures_metrics (metrics, 3, models, 2, NULL);
  g_autofree char *summary = jig_test_figure_check (one);
  g_autofree char *all = jig_test_figure_check (three);
  g_autofree char *csv = jig_test_figure_to_csv (one);

  g_assert_cmpstr (summary, ==, "Models compared. Best AUC: Trees with 0.9; the baseline has 0.5.");
  g_assert_cmpstr (all, ==, "Models compared. Best AUC: Trees with 0.9; the baseline has 0.5. "
                   "Log-loss: no model is better than the baseline with 0.4; Trees has 0.45.");
  g_assert_cmpstr (csv, ==, "Series,AUC,Category\n,0.8,Linear\n,0.9,Trees\nBaseline 0.5,0.5,\n");
  g_assert_cmpuint (jig_figure_get_n_panels (three), ==, 3);
}

static void
test_no_models (void)
{
  const JigMetricId metric = JIG_METRIC_AUC;
  g_autoptr(JigFigure) figure = jig_compare_figures_metrics (&metric, 1, NULL, 0, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);

  g_assert_cmpstr (summary, ==, "Models compared. No model was judged.");
}

/* Better and worse turn round with the metric; an interval with 0 says neither. */
static void
test_differences (void)
{
  static const JigDifference differences[] = {
    { "A", 0.1, 0.05, 0.15 }, { "B", -0.1, -0.2, -0.01 }, { "C", 0.02, -0.01, 0.05 },
    { "D", 0.3, NAN, NAN },
  };
  g_autoptr(JigFigure) auc = jig_compare_figures_differences (JIG_METRIC_AUC, "Linear",
                                                              differences, 4, NULL);
  g_autoptr(JigFigure) error = jig_compare_figures_differences (JIG_METRIC_ERROR, "Linear",
                                                                differences, 2, NULL);
  g_autoptr(JigFigure) bias = jig_compare_figures_differences (JIG_METRIC_BIAS, "Linear",
                                                               differences, 1, NULL);
  g_autofree char *higher = jig_test_figure_check (auc);
  g_autofree char *lower = jig_test_figure_check (error);
  g_autofree char *neither = jig_test_figure_check (bias);
  const JigMark *mark = jig_panel_get_mark (jig_figure_get_panel (auc, 0), 0);

  g_assert_cmpstr (higher, ==, "Difference with its interval. AUC compared with Linear: A better, "
                   "B worse, C not told apart, D not told apart.");
  g_assert_cmpstr (lower, ==, "Difference with its interval. Error rate compared with Linear: "
                   "A worse, B better.");
  g_assert_cmpstr (neither, ==, "Difference with its interval. Bias compared with Linear: "
                   "A not told apart.");
  g_assert_cmpuint (jig_mark_get_ink (mark, 0, 1).tone, ==, JIG_TONE_GOOD);
  g_assert_cmpuint (jig_mark_get_ink (mark, 1, 1).tone, ==, JIG_TONE_BAD);
  g_assert_cmpuint (jig_mark_get_ink (mark, 2, 1).tone, ==, JIG_TONE_MUTED);
}

static gboolean
try_figure (gpointer   data,
            GError   **error)
{
  const JigDifference difference = { "A", 0.1, 0.05, 0.15 };
  g_autoptr(JigFigure) figure = jig_compare_figures_differences (JIG_METRIC_AUC, "B", &difference,
                                                                 1, error);

  return figure != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_figure, NULL), >, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compare-figures/metrics", test_metrics);
  g_test_add_func ("/compare-figures/no-models", test_no_models);
  g_test_add_func ("/compare-figures/differences", test_differences);
  g_test_add_func ("/compare-figures/memory", test_memory);

  return g_test_run ();
}
