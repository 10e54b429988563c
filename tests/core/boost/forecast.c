#include "core/boost/forecast.h"

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"

/* The promise: what a training takes is foretold to a tenth. */
#define TOLERANCE 0.10

/* Numbers, the last of which is the label: whole ones from 0 to n_classes - 1, if
 * there are classes. */
static JigFrame *
make_table (gsize n_rows,
            gsize n_features,
            guint n_classes)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  JigRandom random;

  jig_random_init (&random, 3, "table", 0);
  for (gsize i = 0; i <= n_features; i++)
    {
      g_autofree char *name = g_strdup_printf ("x%zu", i);
      double *values = jig_alloc (n_rows, sizeof *values, "a test", NULL);

      for (gsize row = 0; row < n_rows; row++)
        values[row] = i < n_features || n_classes == 0
                      ? jig_random_double (&random)
                      : (double) jig_random_below (&random, n_classes);
      g_ptr_array_add (columns, jig_column_new_number (i < n_features ? name : "label", values,
                                                       n_rows));
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, NULL);
}

typedef struct
{
  JigFrame      *frame;
  JigSchema     *schema;
  JigValues     *values;
  JigRows       *train;
  JigRows       *watched;
  JigTask        task;
  JigBundlePlan  plan;
} Case;

static void
case_init (Case       *self,
           gsize       n_rows,
           gsize       n_features,
           guint       n_classes,
           const char *settings)
{
  const JigModelOps *ops = jig_model_find_ops ("boost");
  g_auto(GStrv) words = g_strsplit (settings, " ", -1);

  self->frame = make_table (n_rows, n_features, n_classes);
  self->schema = jig_schema_from_frame (self->frame);
  self->values = jig_values_new (ops->params);
  self->train = jig_test_rows (0, n_rows * 4 / 5);
  self->watched = jig_test_rows (n_rows * 4 / 5, n_rows);
  self->task = n_classes == 0 ? JIG_TASK_REGRESSION
                              : n_classes == 2 ? JIG_TASK_BINARY : JIG_TASK_MULTICLASS;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) halves = g_strsplit (words[i], "=", 2);

      g_assert_true (jig_values_parse (self->values, halves[0], halves[1], NULL));
    }
  self->plan = (JigBundlePlan) {
    .frame = self->frame, .schema = self->schema, .target = "label", .train = self->train,
    .watched = self->watched, .ops = ops, .values = self->values, .task = &self->task, .seed = 1,
  };
}

static void
case_clear (Case *self)
{
  jig_rows_unref (self->train);
  jig_rows_unref (self->watched);
  jig_values_free (self->values);
  jig_schema_unref (self->schema);
  jig_frame_unref (self->frame);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

/* In the proportions of the benchmark's shapes: long, wide, with classes, stopping
 * early. Few rounds, since rounds take no memory but that of their trees. With one
 * thread: whether several need most at the same time is a matter of luck. */
static void
test_memory_is_foretold (void)
{
  static const struct
  {
    const char *name;
    gsize       n_rows;
    gsize       n_features;
    guint       n_classes;
    const char *settings;
  } rows[] = {
    { "long", 60000, 28, 2, "trees=2 depth=6" },
    { "narrow", 80000, 8, 0, "trees=2 depth=6" },
    { "wide", 8000, 300, 0, "trees=2 depth=4" },
    { "classes", 30000, 20, 5, "trees=2 depth=5" },
    { "stopping", 60000, 12, 2, "trees=2 depth=4 early_stop=5" },
  };

  jig_parallel_set_n_threads (1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Case) test = { NULL };
      g_autoptr(JigBundle) bundle = NULL;
      g_autoptr(GError) error = NULL;
      JigForecast forecast;
      gsize before;
      double measured;

      case_init (&test, rows[i].n_rows, rows[i].n_features, rows[i].n_classes, rows[i].settings);
      g_assert_true (jig_forecast_measure (&test.plan, &forecast, NULL, &error));
      g_assert_no_error (error);
      before = jig_alloc_get_in_use ();
      jig_alloc_reset_peak ();
      bundle = jig_bundle_fit (&test.plan, NULL, &error);
      g_assert_no_error (error);
      measured = (double) (jig_alloc_get_peak () - before);

      g_test_message ("%s: %.1f MB foretold, %.1f MB measured", rows[i].name,
                      (double) forecast.n_bytes / 1e6, measured / 1e6);
      g_assert_cmpfloat ((double) forecast.n_bytes, >=, measured * (1 - TOLERANCE));
      g_assert_cmpfloat ((double) forecast.n_bytes, <=, measured * (1 + TOLERANCE));
      g_assert_true (forecast.seconds > 0);
    }
  jig_parallel_set_n_threads (0);
}

/* Nothing but the formula: what is more needs more. */
static void
test_more_needs_more (void)
{
  const JigForecastShape shape = { 1000000, 1000, 28, 1 };
  JigForecastShape wider = shape;
  JigForecastShape longer = shape;
  JigForecastShape more_classes = shape;
  JigBoosterRules rules = { .n_rounds = 100, .max_bins = 255, .row_share = 1.0,
                            .grow = { .depth = 6 } };
  const double usual = (double) jig_forecast_memory (&shape, &rules, 2);

  wider.n_features = 56;
  longer.n_rows = 2000000;
  more_classes.n_outputs = 4;
  g_assert_cmpfloat ((double) jig_forecast_memory (&wider, &rules, 2), >, 1.5 * usual);
  g_assert_cmpfloat ((double) jig_forecast_memory (&longer, &rules, 2), >, 1.8 * usual);
  g_assert_cmpfloat ((double) jig_forecast_memory (&more_classes, &rules, 2), >, usual + 36e6);
  rules.early_stop = 10;
  g_assert_cmpfloat ((double) jig_forecast_memory (&shape, &rules, 2), ==, usual + 16e6);
}

static gint64 ticks;

static gint64
tick (void)
{
  return ticks += 1000;
}

/* By a clock that goes on by a millisecond whenever somebody looks. */
static void
test_time_follows_the_rounds (void)
{
  static const JigClock clock = { tick, tick, tick, tick };
  static const struct
  {
    const char *settings;
    double      seconds;
  } rows[] = { { "trees=1", 0.001 }, { "trees=100", 0.1 }, { "trees=2500", 2.5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Case) test = { NULL };
      JigForecast forecast;

      case_init (&test, 3000, 3, 0, rows[i].settings);
      jig_clock_set (&clock);
      g_assert_true (jig_forecast_measure (&test.plan, &forecast, NULL, NULL));
      jig_clock_set (NULL);
      g_assert_cmpfloat_with_epsilon (forecast.seconds, rows[i].seconds, 1e-12);
    }
}

/* Models without rounds take the time of their rows. */
static void
test_other_models (void)
{
  g_auto(Case) test = { NULL };
  g_autoptr(JigValues) values = NULL;
  JigForecast forecast = { -1 };

  case_init (&test, 9000, 3, 0, "trees=1");
  test.plan.ops = jig_model_find_ops ("linear");
  values = jig_values_new (test.plan.ops->params);
  test.plan.values = values;
  g_assert_true (jig_forecast_measure (&test.plan, &forecast, NULL, NULL));
  g_assert_cmpfloat (forecast.seconds, >, 0);
  g_assert_cmpuint (forecast.n_bytes, >, 9000 * 3 * 8);
}

static void
test_too_large (void)
{
  const JigForecast small = { 1.0, 1000 };
  const JigForecast large = { 1.0, G_GUINT64_CONSTANT (1) << 40 };
  const gsize budget = jig_alloc_get_budget ();
  g_autoptr(GError) error = NULL;

  jig_alloc_set_budget (1024 * 1024 * 1024);
  g_assert_true (jig_forecast_check (&small, NULL));
  g_assert_false (jig_forecast_check (&large, &error));
  jig_alloc_set_budget (budget);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
  g_assert_true (g_str_has_prefix (error->message, "This training needs about 1"));
  jig_alloc_set_budget (G_MAXSIZE);
  g_assert_true (jig_forecast_check (&large, NULL));
  jig_alloc_set_budget (budget);
}

static void
test_refused (void)
{
  g_auto(Case) test = { NULL };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(JigRows) none = jig_test_rows (0, 0);
  g_autoptr(GError) error = NULL;
  JigForecast forecast = { -1, 7 };

  case_init (&test, 3000, 3, 0, "trees=5");
  g_cancellable_cancel (cancellable);
  g_assert_false (jig_forecast_measure (&test.plan, &forecast, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  test.plan.train = none;
  g_assert_false (jig_forecast_measure (&test.plan, &forecast, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpuint (forecast.n_bytes, ==, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/forecast/memory-is-foretold", test_memory_is_foretold);
  g_test_add_func ("/forecast/more-needs-more", test_more_needs_more);
  g_test_add_func ("/forecast/time-follows-the-rounds", test_time_follows_the_rounds);
  g_test_add_func ("/forecast/other-models", test_other_models);
  g_test_add_func ("/forecast/too-large", test_too_large);
  g_test_add_func ("/forecast/refused", test_refused);

  return g_test_run ();
}
