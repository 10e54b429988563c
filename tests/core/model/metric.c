#include "core/model/metric.h"

#include "core/base/error.h"
#include "tests/support/golden.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

/* Sums of a hundred terms in another order differ by a few ulp. */
#define TOLERANCE 1e-13

static void
judge (JigTask       task,
       guint         n_classes,
       const double *predictions,
       const double *targets,
       const double *weights,
       gsize         n_rows,
       JigJudgement *judgement)
{
  const JigSamples train = { NULL, targets, weights, n_rows, 0 };
  g_auto(JigBaseline) baseline = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_baseline_fit (task, n_classes, &train, &baseline, &error));
  g_assert_no_error (error);
  g_assert_true (jig_metric_judge (task, n_classes, predictions, targets, weights, n_rows,
                                   &baseline, judgement, &error));
  g_assert_no_error (error);
}

static void
check_values (const JigJudgement *judgement,
              JsonObject         *expected)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);
      const double value = judgement->values[i];

      g_test_message ("%s %.17g", info->id, value);
      if (json_object_has_member (expected, info->id))
        g_assert_cmpfloat_with_epsilon (value, json_object_get_double_member (expected, info->id),
                                        TOLERANCE * fmax (1.0, fabs (value)));
      else
        g_assert_true (isnan (value));
    }
}

static void
test_golden (void)
{
  g_autoptr(JsonNode) golden = jig_test_golden ("metrics.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (golden), "judged");

  g_assert_cmpuint (json_array_get_length (cases), ==, 6);

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      const guint n_classes = (guint) json_object_get_int_member (one, "classes");
      JigTask task;
      gsize n_rows;
      gsize n_predictions;
      g_autofree double *predictions = jig_test_golden_numbers (one, "predictions", &n_predictions);
      g_autofree double *targets = jig_test_golden_numbers (one, "targets", &n_rows);
      g_autofree double *weights = jig_test_golden_numbers (one, "weights", &n_rows);
      JigJudgement judgement;

      g_assert_true (jig_task_from_name (json_object_get_string_member (one, "task"), &task));
      judge (task, n_classes, predictions, targets, weights, n_rows, &judgement);
      check_values (&judgement, json_object_get_object_member (one, "metrics"));
      g_assert_cmpuint (judgement.n_rows, ==, n_rows);
    }
}

static void
test_auc_by_pairs (void)
{
  static const double scores[] = { 1, 1, 2, 0, 1, 3, 0, 2, 2 };
  static const double targets[] = { 0, 1, 1, 0, 1, 1, 1, 0, 0 };
  static const double weights[] = { 1, 2, 0.5, 1, 3, 1, 0, 2, 1 };
  double pairs = 0.0;
  double right = 0.0;

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (scores); j++)
      if (targets[i] > targets[j])
        {
          pairs += weights[i] * weights[j];
          right += weights[i] * weights[j] *
                   (scores[i] > scores[j] ? 1.0 : scores[i] == scores[j] ? 0.5 : 0.0);
        }

  g_assert_cmpfloat_with_epsilon (jig_metric_auc (scores, targets, weights, 9, NULL),
                                  right / pairs, TOLERANCE);
}

static void
test_auc_needs_both_classes (void)
{
  static const double scores[] = { 1, 2 };
  static const double targets[] = { 1, 1 };
  g_autoptr(GError) error = NULL;

  g_assert_true (isnan (jig_metric_auc (scores, targets, NULL, 2, &error)));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

/* What metrics say of one certain mistake: 15 ln 10 and no more. */
static void
test_clipping (void)
{
  static const double predictions[] = { 0.0, 1.0 };
  static const double targets[] = { 1.0, 1.0 };
  JigJudgement judgement;

  judge (JIG_TASK_BINARY, 2, predictions, targets, NULL, 2, &judgement);
  g_assert_cmpfloat_with_epsilon (judgement.values[JIG_METRIC_LOGLOSS], 17.269388197455342, 1e-9);
  g_assert_true (isnan (judgement.values[JIG_METRIC_AUC]));
}

/* The published example: accuracy .984369, recall .948557, precision .972347. */
static void
test_published_confusion (void)
{
  static const double counts[] = { 6360, 43, 82, 1512 };
  static const double predictions[] = { 0.1, 0.9, 0.1, 0.9 };
  static const double targets[] = { 0, 0, 1, 1 };
  const double f1 = (2 * 6360.0 / (2 * 6360.0 + 43 + 82) + 2 * 1512.0 / (2 * 1512.0 + 43 + 82)) / 2;
  JigJudgement judgement;

  judge (JIG_TASK_BINARY, 2, predictions, targets, counts, 4, &judgement);
  g_assert_cmpfloat_with_epsilon (1.0 - judgement.values[JIG_METRIC_ERROR], 0.984369, 1e-6);
  g_assert_cmpfloat_with_epsilon (judgement.values[JIG_METRIC_MACRO_RECALL],
                                  (6360.0 / 6403.0 + 0.948557) / 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (judgement.values[JIG_METRIC_MACRO_F1], f1, TOLERANCE);
}

/* Published beside the comparison of two models: ties count half. The last two are
 * users of the recommender's hand cases. */
static void
test_published_auc (void)
{
  static const struct
  {
    double targets[10];
    double scores[10];
    gsize  n_rows;
    double auc;
  } cases[] = {
    { { 1, 1, 1, 1 }, { .9, .8, .7, .3, .6, .5, .4, .3, .2, .1 }, 10, 0.8541667 },
    { { 1, 1, 1, 1 }, { .9, .7, .4, .35, .8, .5, .45, .3, .2, .1 }, 10, 0.7083333 },
    { { 1, 1, 0, 0 }, { .9, .5, .5, .1 }, 4, 0.875 },
    { { 0, 1, 1, 0, 1 }, { .8, .6, .3, .2, .7 }, 5, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (jig_metric_auc (cases[i].scores, cases[i].targets, NULL,
                                                    cases[i].n_rows, NULL),
                                    cases[i].auc, 5e-8);
}

/* What knowing nothing is worth, as published: scores of newborns in two and in
 * three classes, by their shares. The log-loss is the entropy of the shares. */
static void
test_published_baselines (void)
{
  static const struct
  {
    guint  n_classes;
    double shares[3];
    double accuracy;
    double log_loss;
  } cases[] = {
    { 2, { 0.435, 0.565 }, 0.565, 0.6847 },
    { 3, { 0.18, 0.795, 0.025 }, 0.795, 0.5833 },
  };
  static const double targets[] = { 0, 1, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint n_classes = cases[i].n_classes;
      JigJudgement judgement;

      judge (n_classes == 2 ? JIG_TASK_BINARY : JIG_TASK_MULTICLASS, n_classes,
             (const double [9]) { 0 }, targets, cases[i].shares, n_classes, &judgement);
      g_assert_cmpfloat (judgement.baseline_value, ==, 1.0);
      g_assert_cmpfloat_with_epsilon (1.0 - judgement.baseline[JIG_METRIC_ERROR],
                                      cases[i].accuracy, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_LOGLOSS], cases[i].log_loss,
                                      5e-5);
      g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_MACRO_RECALL],
                                      1.0 / n_classes, TOLERANCE);
    }
}

/* The mushrooms' baseline: learnt from 6,513 rows, judged on these and on 1,611
 * others. The published figures of both. */
static void
test_published_shares (void)
{
  static const double targets[] = { 0, 1 };
  static const double predictions[] = { 0.5, 0.5 };
  static const double train_counts[] = { 3373, 3140 };
  static const double test_counts[] = { 835, 776 };
  const JigSamples train = { NULL, targets, train_counts, 2, 0 };
  g_auto(JigBaseline) baseline = { 0 };
  JigJudgement judgement;

  g_assert_true (jig_baseline_fit (JIG_TASK_BINARY, 2, &train, &baseline, NULL));
  g_assert_true (jig_metric_judge (JIG_TASK_BINARY, 2, predictions, targets, train_counts, 2,
                                   &baseline, &judgement, NULL));
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_ERROR], 0.482113, 5e-7);
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_LOGLOSS], 0.692507, 5e-7);
  g_assert_true (jig_metric_judge (JIG_TASK_BINARY, 2, predictions, targets, test_counts, 2,
                                   &baseline, &judgement, NULL));
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_ERROR], 0.481688, 5e-7);
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_LOGLOSS], 0.692477, 5e-7);
}

/* Every metric that a task has, its baseline has too; alone it is the same. */
static void
test_always_in_pairs (void)
{
  static const double predictions[] = {
    0.1, 0.4, 0.5, 0.3, 0.6, 0.1, 0.2, 0.2, 0.6, 0.7, 0.1, 0.2,
  };
  static const double targets[] = { 0, 1, 0, 1 };

  for (guint task = JIG_TASK_REGRESSION; task <= JIG_TASK_MULTICLASS; task++)
    {
      JigJudgement judgement;

      judge ((JigTask) task, task + 1, predictions, targets, NULL, 4, &judgement);
      for (guint i = 0; i < JIG_N_METRICS; i++)
        {
          const guint takes = jig_metric_get_info ((JigMetricId) i)->takes;
          double alone = NAN;

          g_assert_cmpint (isfinite (judgement.values[i]), ==,
                           (takes & JIG_TASK_TAKES (task)) != 0);
          g_assert_cmpint (isfinite (judgement.baseline[i]), ==, isfinite (judgement.values[i]));
          if (!(takes & JIG_TASK_TAKES (task)))
            continue;
          g_assert_true (jig_metric_measure ((JigMetricId) i, (JigTask) task, task + 1,
                                             predictions, targets, NULL, 4, &alone, NULL));
          g_assert_cmpfloat (alone, ==, judgement.values[i]);
        }
    }
}

/* A weight is so many rows. */
static void
test_weights_are_copies (void)
{
  static const double once[] = { 0.2, 0.7, 0.6 };
  static const double once_targets[] = { 0, 1, 0 };
  static const double weights[] = { 3, 1, 2 };
  static const double copies[] = { 0.2, 0.2, 0.2, 0.7, 0.6, 0.6 };
  static const double copies_targets[] = { 0, 0, 0, 1, 0, 0 };
  JigJudgement weighted;
  JigJudgement copied;

  judge (JIG_TASK_BINARY, 2, once, once_targets, weights, 3, &weighted);
  judge (JIG_TASK_BINARY, 2, copies, copies_targets, NULL, 6, &copied);

  for (guint i = 0; i < JIG_N_METRICS; i++)
    if (jig_metric_get_info ((JigMetricId) i)->takes & JIG_TASK_TAKES (JIG_TASK_BINARY))
      {
        g_assert_cmpfloat_with_epsilon (weighted.values[i], copied.values[i], TOLERANCE);
        g_assert_cmpfloat_with_epsilon (weighted.baseline[i], copied.baseline[i], TOLERANCE);
      }
  g_assert_cmpfloat (weighted.weight, ==, 6.0);
}

static void
test_baseline (void)
{
  static const double predictions[] = { 0.9, 0.8, 0.3 };
  static const double targets[] = { 1, 1, 0 };
  JigJudgement judgement;

  judge (JIG_TASK_BINARY, 2, predictions, targets, NULL, 3, &judgement);
  g_assert_cmpstr (judgement.baseline_kind, ==, "majority");
  g_assert_cmpfloat (judgement.baseline_value, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_ERROR], 1.0 / 3.0, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_LOGLOSS],
                                  -(2 * log (2.0 / 3.0) + log (1.0 / 3.0)) / 3.0, TOLERANCE);
  g_assert_cmpfloat (judgement.baseline[JIG_METRIC_AUC], ==, 0.5);

  judge (JIG_TASK_REGRESSION, 1, predictions, targets, NULL, 3, &judgement);
  g_assert_cmpstr (judgement.baseline_kind, ==, "mean");
  g_assert_cmpfloat_with_epsilon (judgement.baseline_value, 2.0 / 3.0, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (judgement.baseline[JIG_METRIC_R2], 0.0, TOLERANCE);
}

/* Judged with the majority of the training rows, of equals the first. */
static void
test_baseline_comes_from_training (void)
{
  static const double train_targets[] = { 0, 1 };
  static const double predictions[] = { 0.9, 0.8, 0.7 };
  static const double targets[] = { 1, 1, 1 };
  const JigSamples train = { NULL, train_targets, NULL, 2, 0 };
  g_auto(JigBaseline) baseline = { 0 };
  JigJudgement judgement;

  g_assert_true (jig_baseline_fit (JIG_TASK_BINARY, 2, &train, &baseline, NULL));
  g_assert_true (jig_metric_judge (JIG_TASK_BINARY, 2, predictions, targets, NULL, 3, &baseline,
                                   &judgement, NULL));
  g_assert_cmpfloat (judgement.baseline_value, ==, 0.0);
  g_assert_cmpfloat (judgement.baseline[JIG_METRIC_ERROR], ==, 1.0);
  g_assert_cmpfloat (judgement.values[JIG_METRIC_ERROR], ==, 0.0);
}

static void
test_no_rows (void)
{
  const double shares[] = { 0.5, 0.5 };
  const JigBaseline baseline = { NAN, (double *) shares, 2 };
  JigJudgement judgement;

  g_assert_true (jig_metric_judge (JIG_TASK_BINARY, 2, NULL, NULL, NULL, 0, &baseline, &judgement,
                                   NULL));
  g_assert_cmpuint (judgement.n_rows, ==, 0);
  for (guint i = 0; i < JIG_N_METRICS; i++)
    g_assert_true (isnan (judgement.values[i]));
}

static void
test_refused (void)
{
  static const struct
  {
    double      prediction;
    double      target;
    double      weight;
    const char *says;
  } cases[] = {
    { 0.5, NAN, 1.0, "Row 2: the label" },
    { 0.5, 2.0, 1.0, "Row 2: the label" },
    { 0.5, -1.0, 1.0, "Row 2: the label" },
    { 0.5, 1.0, -1.0, "Row 2: a weight" },
    { 0.5, 1.0, NAN, "Row 2: a weight" },
    { 0.5, 1.0, INFINITY, "Row 2: a weight" },
    { NAN, 1.0, 1.0, "Row 2: the prediction" },
  };
  const double shares[] = { 0.5, 0.5 };
  const JigBaseline baseline = { NAN, (double *) shares, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double predictions[] = { 0.5, cases[i].prediction };
      const double targets[] = { 0.0, cases[i].target };
      const double weights[] = { 1.0, cases[i].weight };
      g_autoptr(GError) error = NULL;
      JigJudgement judgement = { .n_rows = 77 };

      g_assert_false (jig_metric_judge (JIG_TASK_BINARY, 2, predictions, targets, weights, 2,
                                        &baseline, &judgement, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_cmpuint (judgement.n_rows, ==, 77);
    }
}

static void
test_ids (void)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      JigMetricId found;

      g_assert_true (jig_metric_from_id (jig_metric_get_info ((JigMetricId) i)->id, &found));
      g_assert_cmpuint (found, ==, i);
    }

  g_assert_false (jig_metric_from_id ("accuracy", &(JigMetricId) { JIG_METRIC_RMSE }));
  g_assert_cmpuint (jig_metric_main (JIG_TASK_REGRESSION), ==, JIG_METRIC_RMSE);
  g_assert_cmpuint (jig_metric_main (JIG_TASK_BINARY), ==, JIG_METRIC_AUC);
  g_assert_cmpuint (jig_metric_main (JIG_TASK_MULTICLASS), ==, JIG_METRIC_LOGLOSS);
}

static gboolean
try_judging (gpointer   data,
             GError   **error)
{
  static const double predictions[] = { 0.1, 0.4, 0.35, 0.8 };
  static const double targets[] = { 0, 0, 1, 1 };
  const JigSamples train = { NULL, targets, NULL, 4, 0 };
  g_auto(JigBaseline) baseline = { 0 };
  JigJudgement judgement;

  return jig_baseline_fit (JIG_TASK_BINARY, 2, &train, &baseline, error) &&
         jig_metric_judge (JIG_TASK_BINARY, 2, predictions, targets, NULL, 4, &baseline,
                           &judgement, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_judging, NULL), >=, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/metric/golden", test_golden);
  g_test_add_func ("/metric/auc-by-pairs", test_auc_by_pairs);
  g_test_add_func ("/metric/auc-needs-both-classes", test_auc_needs_both_classes);
  g_test_add_func ("/metric/clipping", test_clipping);
  g_test_add_func ("/metric/published-confusion", test_published_confusion);
  g_test_add_func ("/metric/published-auc", test_published_auc);
  g_test_add_func ("/metric/published-baselines", test_published_baselines);
  g_test_add_func ("/metric/published-shares", test_published_shares);
  g_test_add_func ("/metric/always-in-pairs", test_always_in_pairs);
  g_test_add_func ("/metric/weights-are-copies", test_weights_are_copies);
  g_test_add_func ("/metric/baseline", test_baseline);
  g_test_add_func ("/metric/baseline-comes-from-training", test_baseline_comes_from_training);
  g_test_add_func ("/metric/no-rows", test_no_rows);
  g_test_add_func ("/metric/refused", test_refused);
  g_test_add_func ("/metric/ids", test_ids);
  g_test_add_func ("/metric/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
