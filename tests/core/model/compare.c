#include "core/model/compare.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/data/column.h"
#include "tests/support/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_ROWS 400

/* Labels of two classes and two models: the second one is closer to the truth. */
typedef struct
{
  double      targets[N_ROWS];
  double      first[N_ROWS];
  double      second[N_ROWS];
  JigRows    *rows;
  double      shares[2];
  JigBaseline baseline;
  JigContest  contest;
  JigEntrant  entrants[2];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  JigRandom random;

  jig_random_init (&random, 11, "compare", 0);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      const double noise = jig_random_double (&random);

      fixture->targets[i] = jig_random_below (&random, 2) == 1;
      fixture->first[i] = 0.9 * noise + 0.1 * fixture->targets[i];
      fixture->second[i] = 0.6 * noise + 0.4 * fixture->targets[i];
    }

  fixture->rows = jig_rows_new_all (N_ROWS, NULL);
  fixture->shares[0] = fixture->shares[1] = 0.5;
  fixture->baseline = (JigBaseline) { 0.0, fixture->shares, 2 };
  fixture->contest = (JigContest) {
    .task = JIG_TASK_BINARY, .n_classes = 2, .target = "churn", .rows = fixture->rows,
    .targets = fixture->targets, .baseline = &fixture->baseline, .n_resamples = 300, .seed = 5,
  };
  fixture->entrants[0] = (JigEntrant) { "A", "aaaa", fixture->first };
  fixture->entrants[1] = (JigEntrant) { "B", NULL, fixture->second };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jig_rows_unref (fixture->rows);
}

static JigComparison *
compare (const Fixture *fixture,
         gsize          n_entrants)
{
  g_autoptr(GError) error = NULL;
  JigComparison *comparison = jig_compare (&fixture->contest, fixture->entrants, n_entrants, NULL,
                                           &error);

  g_assert_no_error (error);

  return comparison;
}

static void
test_two_models (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = compare (fixture, 2);
  g_autofree char *sentence = jig_comparison_dup_verdict (comparison, 1, JIG_METRIC_AUC);
  const JigContestant *second = &comparison->contestants[1];
  const JigVerdict *auc = &second->verdicts[JIG_METRIC_AUC];

  g_assert_cmpuint (comparison->n_contestants, ==, 2);
  g_assert_cmpuint (comparison->n_groups, ==, 0);
  g_assert_cmpfloat (second->judgement.values[JIG_METRIC_AUC], ==,
                     jig_metric_auc (fixture->second, fixture->targets, NULL, N_ROWS, NULL));
  g_assert_cmpfloat (auc->difference, ==, second->judgement.values[JIG_METRIC_AUC] -
                     comparison->contestants[0].judgement.values[JIG_METRIC_AUC]);
  g_assert_cmpfloat (auc->interval.low, <, auc->difference);
  g_assert_cmpfloat (auc->interval.high, >, auc->difference);
  g_assert_cmpint (auc->mark, ==, JIG_VERDICT_BETTER);
  g_assert_cmpfloat (auc->margin, ==, 0.005);
  g_assert_true (g_str_has_prefix (sentence, "B beats A on AUC by 0."));
  g_assert_cmpint (comparison->contestants[0].verdicts[JIG_METRIC_AUC].mark, ==,
                   JIG_VERDICT_NONE);
  g_assert_true (isnan (second->intervals[JIG_METRIC_RMSE].low));
}

static int
compare_numbers (const void *a,
                 const void *b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* One resample after the other, each sorted afresh. No draw of a bound of 400 is
 * left out in 32 bits: 2^32 mod 400 of 2^32 would be, one in thirty million. */
static void
test_intervals_by_hand (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = compare (fixture, 2);
  double differences[300];

  for (guint64 resample = 0; resample < 300; resample++)
    {
      JigRandom stream;
      double weights[N_ROWS] = { 0.0 };

      jig_random_init (&stream, 5, "bootstrap", resample);
      for (guint i = 0; i < N_ROWS; i++)
        weights[((guint64) jig_random_uint32 (&stream) * N_ROWS) >> 32] += 1.0;
      differences[resample] =
        jig_metric_auc (fixture->second, fixture->targets, weights, N_ROWS, NULL) -
        jig_metric_auc (fixture->first, fixture->targets, weights, N_ROWS, NULL);
    }

  qsort (differences, 300, sizeof *differences, compare_numbers);
  /* Type 7: 299 x 0.025 = 7.475. */
  g_assert_cmpfloat_with_epsilon (comparison->contestants[1].verdicts[JIG_METRIC_AUC].interval.low,
                                  0.525 * differences[7] + 0.475 * differences[8], 1e-12);
}

static void
test_same_model_twice (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = NULL;
  g_autofree char *sentence = NULL;

  fixture->entrants[1].predictions = fixture->first;
  comparison = compare (fixture, 2);

  for (guint i = JIG_METRIC_ERROR; i < JIG_N_METRICS; i++)
    {
      const JigVerdict *verdict = &comparison->contestants[1].verdicts[i];

      g_test_message ("%s", jig_metric_get_info ((JigMetricId) i)->id);
      g_assert_cmpfloat (verdict->difference, ==, 0.0);
      g_assert_cmpfloat (verdict->interval.low, ==, 0.0);
      g_assert_cmpfloat (verdict->interval.high, ==, 0.0);
      g_assert_cmpint (verdict->mark, ==, JIG_VERDICT_SAME);
    }

  sentence = jig_comparison_dup_verdict (comparison, 1, JIG_METRIC_AUC);
  g_assert_cmpstr (sentence, ==, "A and B are the same for practical purposes on AUC (within "
                                 "0.005).");
}

/* Nothing is better than anything here: 5 % are expected to look so. */
static void
test_random_scorers (Fixture       *fixture,
                     gconstpointer  data)
{
  const guint n_seeds = 200;
  guint n_decided = 0;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr(JigComparison) comparison = NULL;
      JigRandom random;

      jig_random_init (&random, seed, "scorers", 0);
      for (gsize i = 0; i < N_ROWS; i++)
        {
          fixture->targets[i] = jig_random_below (&random, 2) == 1;
          fixture->first[i] = jig_random_double (&random);
          fixture->second[i] = jig_random_double (&random);
        }
      fixture->contest.seed = seed;
      comparison = compare (fixture, 2);

      switch (comparison->contestants[1].verdicts[JIG_METRIC_AUC].mark)
        {
        case JIG_VERDICT_BETTER:
        case JIG_VERDICT_WORSE:
          n_decided++;
          break;
        case JIG_VERDICT_UNDECIDED:
        case JIG_VERDICT_SAME:
        case JIG_VERDICT_NONE:
        default:
          break;
        }
    }

  g_test_message ("%u of %u", n_decided, n_seeds);
  g_assert_cmpuint (n_decided, >=, n_seeds / 100);
  g_assert_cmpuint (n_decided, <=, 9 * n_seeds / 100);
}

static void
test_same_for_any_threads (Fixture       *fixture,
                           gconstpointer  data)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_autofree char *hash = NULL;

  /* More resamples than one chunk takes. */
  fixture->contest.n_resamples = 1500;
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigComparison) comparison = NULL;
      g_autofree char *again = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      comparison = compare (fixture, 2);
      again = jig_comparison_dup_hash (comparison);
      if (hash == NULL)
        hash = g_strdup (again);
      g_assert_cmpstr (again, ==, hash);
    }
  jig_parallel_set_n_threads (0);
}

static void
test_hash_is_about_content (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(JigComparison) first = compare (fixture, 2);
  g_autoptr(JigComparison) renamed = NULL;
  g_autoptr(JigComparison) other = NULL;
  g_autofree char *hash = jig_comparison_dup_hash (first);
  g_autofree char *hash_renamed = NULL;
  g_autofree char *hash_other = NULL;

  fixture->entrants[0].name = "C";
  renamed = compare (fixture, 2);
  hash_renamed = jig_comparison_dup_hash (renamed);
  g_assert_cmpstr (hash_renamed, ==, hash);

  fixture->contest.seed++;
  other = compare (fixture, 2);
  hash_other = jig_comparison_dup_hash (other);
  g_assert_cmpstr (hash_other, !=, hash);
}

static void
test_one_model (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = compare (fixture, 1);
  const JigContestant *rule = &comparison->contestants[0];

  g_assert_cmpuint (comparison->n_contestants, ==, 2);
  g_assert_null (rule->name);
  g_assert_cmpstr (jig_comparison_get_name (comparison, 0), ==, "the majority class");
  g_assert_cmpstr (jig_comparison_get_name (comparison, 1), ==, "A");
  g_assert_cmpfloat (rule->judgement.values[JIG_METRIC_AUC], ==, 0.5);
  g_assert_cmpfloat (rule->intervals[JIG_METRIC_AUC].standard_error, ==, 0.0);
  g_assert_cmpfloat (rule->judgement.values[JIG_METRIC_LOGLOSS], ==,
                     comparison->contestants[1].judgement.baseline[JIG_METRIC_LOGLOSS]);
  /* A half is called the first class, by the rule and by its resamples alike. */
  g_assert_cmpfloat_with_epsilon (0.5 * (rule->intervals[JIG_METRIC_ERROR].low +
                                         rule->intervals[JIG_METRIC_ERROR].high),
                                  rule->judgement.values[JIG_METRIC_ERROR], 0.02);
}

static void
test_regression (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = NULL;
  g_autoptr(JigComparison) alone = NULL;
  const JigVerdict *verdict;

  fixture->baseline = (JigBaseline) { 0.5, NULL, 1 };
  fixture->contest.task = JIG_TASK_REGRESSION;
  fixture->contest.n_classes = 1;
  comparison = compare (fixture, 2);
  verdict = comparison->contestants[1].verdicts;

  /* Lower is better: the difference is turned. */
  g_assert_cmpfloat (verdict[JIG_METRIC_RMSE].difference, >, 0.0);
  g_assert_cmpint (verdict[JIG_METRIC_RMSE].mark, ==, JIG_VERDICT_BETTER);
  g_assert_cmpint (verdict[JIG_METRIC_MAE].mark, ==, JIG_VERDICT_BETTER);
  g_assert_cmpint (verdict[JIG_METRIC_R2].mark, ==, JIG_VERDICT_BETTER);
  g_assert_cmpfloat_with_epsilon (verdict[JIG_METRIC_RMSE].margin, 0.01 *
                                  comparison->contestants[0].judgement.values[JIG_METRIC_RMSE],
                                  1e-15);
  g_assert_cmpint (verdict[JIG_METRIC_AUC].mark, ==, JIG_VERDICT_NONE);

  alone = compare (fixture, 1);
  g_assert_cmpstr (jig_comparison_get_name (alone, 0), ==, "the mean");
  g_assert_cmpfloat (alone->contestants[0].predictions[N_ROWS - 1], ==, 0.5);
}

static void
test_classes (Fixture       *fixture,
              gconstpointer  data)
{
  static double shares[] = { 0.25, 0.25, 0.5 };
  static double predictions[3 * N_ROWS];
  g_autoptr(JigComparison) comparison = NULL;

  for (gsize i = 0; i < N_ROWS; i++)
    {
      fixture->targets[i] = i % 3;
      for (guint k = 0; k < 3; k++)
        predictions[3 * i + k] = k == i % 3 ? 0.5 : 0.25;
    }
  fixture->baseline = (JigBaseline) { 0.0, shares, 3 };
  fixture->contest.task = JIG_TASK_MULTICLASS;
  fixture->contest.n_classes = 3;
  fixture->entrants[0].predictions = predictions;
  comparison = compare (fixture, 1);

  g_assert_cmpfloat (comparison->contestants[1].judgement.values[JIG_METRIC_ERROR], ==, 0.0);
  g_assert_cmpint (comparison->contestants[1].verdicts[JIG_METRIC_LOGLOSS].mark, ==,
                   JIG_VERDICT_BETTER);
  g_assert_cmpfloat (comparison->contestants[0].predictions[3 * N_ROWS - 1], ==, 0.5);
}

/* Every row ten times: as single rows they look like ten times the evidence. */
static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  static guint32 groups[N_ROWS];
  g_autoptr(JigComparison) rows = NULL;
  g_autoptr(JigComparison) grouped = NULL;
  double narrow;
  double wide;

  for (gsize i = 0; i < N_ROWS; i++)
    {
      groups[i] = (guint32) (7 * (i / 10));
      fixture->targets[i] = fixture->targets[i - i % 10];
      fixture->first[i] = fixture->first[i - i % 10];
      fixture->second[i] = fixture->second[i - i % 10];
    }

  rows = compare (fixture, 2);
  fixture->contest.groups = groups;
  grouped = compare (fixture, 2);
  narrow = rows->contestants[0].intervals[JIG_METRIC_AUC].standard_error;
  wide = grouped->contestants[0].intervals[JIG_METRIC_AUC].standard_error;

  g_assert_cmpuint (grouped->n_groups, ==, N_ROWS / 10);
  g_assert_cmpfloat_with_epsilon (wide / narrow, sqrt (10.0), 0.5);
}

static void
test_margin_of_the_user (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = NULL;

  fixture->contest.margin = 0.9;
  comparison = compare (fixture, 2);
  g_assert_cmpfloat (comparison->contestants[1].verdicts[JIG_METRIC_AUC].margin, ==, 0.9);
  g_assert_cmpint (comparison->contestants[1].verdicts[JIG_METRIC_AUC].mark, ==,
                   JIG_VERDICT_SAME);
}

static void
test_without_intervals (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = NULL;
  const JigVerdict *verdict;

  fixture->contest.n_resamples = 0;
  comparison = compare (fixture, 2);
  verdict = &comparison->contestants[1].verdicts[JIG_METRIC_AUC];
  g_assert_cmpfloat (verdict->difference, >, 0.0);
  g_assert_true (isnan (verdict->interval.low));
  g_assert_cmpint (verdict->mark, ==, JIG_VERDICT_NONE);
}

/* One class: no AUC, everything else stands. */
static void
test_impossible_metric (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(JigComparison) comparison = NULL;
  g_autofree char *sentence = NULL;

  for (gsize i = 0; i < N_ROWS; i++)
    fixture->targets[i] = 1.0;
  comparison = compare (fixture, 2);
  sentence = jig_comparison_dup_verdict (comparison, 1, JIG_METRIC_AUC);

  g_assert_cmpstr (sentence, ==, "AUC cannot be computed: it needs rows of both classes.");
  g_assert_cmpint (comparison->contestants[1].verdicts[JIG_METRIC_LOGLOSS].mark, !=,
                   JIG_VERDICT_NONE);
}

static void
test_weights (Fixture       *fixture,
              gconstpointer  data)
{
  static double weights[N_ROWS];
  g_autoptr(JigComparison) comparison = NULL;

  /* Only rows that the second model has right weigh anything. */
  for (gsize i = 0; i < N_ROWS; i++)
    weights[i] = (fixture->second[i] >= 0.5) == (fixture->targets[i] > 0.5) ? 2.0 : 0.0;
  fixture->contest.weights = weights;
  comparison = compare (fixture, 2);

  g_assert_cmpfloat (comparison->contestants[1].judgement.values[JIG_METRIC_ERROR], ==, 0.0);
  g_assert_cmpfloat (comparison->contestants[1].intervals[JIG_METRIC_ERROR].high, ==, 0.0);
  g_assert_cmpfloat (comparison->weights[0], ==, weights[0]);
}

static void
check_refused (const Fixture *fixture,
               gsize          n_entrants,
               JigError       code,
               const char    *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_compare (&fixture->contest, fixture->entrants, n_entrants, NULL, &error));
  g_assert_error (error, JIG_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigRows) none = jig_rows_new_all (0, NULL);
  const JigContest good = fixture->contest;

  check_refused (fixture, 0, JIG_ERROR_VALUE, "not 0");
  check_refused (fixture, 9, JIG_ERROR_VALUE, "not 9");
  fixture->contest.n_resamples = 100001;
  check_refused (fixture, 2, JIG_ERROR_VALUE, "100000");
  fixture->contest = good;
  fixture->contest.margin = -0.1;
  check_refused (fixture, 2, JIG_ERROR_VALUE, "margin");
  fixture->contest.margin = NAN;
  check_refused (fixture, 2, JIG_ERROR_VALUE, "margin");
  fixture->contest = good;
  fixture->contest.rows = none;
  check_refused (fixture, 2, JIG_ERROR_DATA, "no rows");
  fixture->contest = good;
  fixture->second[6] = INFINITY;
  check_refused (fixture, 2, JIG_ERROR_DATA, "Row 7");
  fixture->second[6] = 0.5;
  fixture->targets[7] = 2.0;
  check_refused (fixture, 2, JIG_ERROR_DATA, "Row 8");
}

static gboolean
try_compare (gpointer   data,
             GError   **error)
{
  const Fixture *fixture = data;
  g_autoptr(JigComparison) comparison = jig_compare (&fixture->contest, fixture->entrants, 1, NULL,
                                                     error);

  return comparison != NULL;
}

static void
test_out_of_memory (Fixture       *fixture,
                    gconstpointer  data)
{
  static guint32 groups[N_ROWS];

  fixture->contest.n_resamples = 700;
  fixture->contest.weights = fixture->first;
  fixture->contest.groups = groups;
  g_assert_cmpuint (jig_test_every_allocation_fails (try_compare, fixture), >=, 30);
}

typedef struct
{
  GCancellable *cancellable;
  guint         n_left;
} Watch;

static void
watch (double      fraction,
       const char *what,
       gpointer    user_data)
{
  Watch *self = user_data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  if (self->n_left-- == 0)
    g_cancellable_cancel (self->cancellable);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  /* Ten chunks, all on the thread that reports. */
  fixture->contest.n_resamples = 3000;
  jig_parallel_set_n_threads (1);
  for (guint n_reports = 0; n_reports < 11; n_reports++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Watch state = { cancellable, n_reports };
      const JigProgress progress = { cancellable, watch, &state, 0.0, 1.0 };
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_compare (&fixture->contest, fixture->entrants, 2, &progress, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  jig_parallel_set_n_threads (0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture       *fixture,
                       gconstpointer  data);
  } tests[] = {
    { "/compare/two-models", test_two_models },
    { "/compare/intervals-by-hand", test_intervals_by_hand },
    { "/compare/same-model-twice", test_same_model_twice },
    { "/compare/random-scorers", test_random_scorers },
    { "/compare/same-for-any-threads", test_same_for_any_threads },
    { "/compare/hash-is-about-content", test_hash_is_about_content },
    { "/compare/one-model", test_one_model },
    { "/compare/regression", test_regression },
    { "/compare/classes", test_classes },
    { "/compare/groups", test_groups },
    { "/compare/margin-of-the-user", test_margin_of_the_user },
    { "/compare/without-intervals", test_without_intervals },
    { "/compare/impossible-metric", test_impossible_metric },
    { "/compare/weights", test_weights },
    { "/compare/refused", test_refused },
    { "/compare/out-of-memory", test_out_of_memory },
    { "/compare/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
