#include "core/model/bundle.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

#define N_TRAIN 4000
#define N_RIDES 6000

/* The range of 20 seeds, and of the rule that looks at no feature. */
static void
test_city_bikes (void)
{
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_autoptr(JigFrame) rides = jig_test_rides (N_RIDES, seed);
      g_autoptr(JigRows) rows = jig_test_rows (N_TRAIN, N_RIDES);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, N_TRAIN, NULL, &error);
      JigJudgement judgement;

      g_assert_no_error (error);
      g_assert_true (jig_bundle_judge (bundle, rides, NULL, rows, &judgement, NULL, &error));
      g_assert_no_error (error);

      g_test_message ("RMSE %.1f, mean predictor %.1f", judgement.values[JIG_METRIC_RMSE],
                      judgement.baseline[JIG_METRIC_RMSE]);
      g_assert_cmpuint (judgement.n_rows, ==, N_RIDES - N_TRAIN);
      g_assert_cmpfloat (judgement.values[JIG_METRIC_RMSE], >, 218);
      g_assert_cmpfloat (judgement.values[JIG_METRIC_RMSE], <, 234);
      g_assert_cmpfloat (judgement.baseline[JIG_METRIC_RMSE], >, 395);
      g_assert_cmpfloat (judgement.baseline[JIG_METRIC_RMSE], <, 425);
    }
}

static void
test_getters (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (500, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 400, NULL, NULL);
  gsize n_inputs;
  const JigBundleInput *inputs = jig_bundle_get_inputs (bundle, &n_inputs);
  const JigProfile *temp = jig_bundle_get_input_profile (bundle, 2);
  const JigProfile *scaled = jig_bundle_get_feature_profile (bundle, 51);

  g_assert_cmpuint (n_inputs, ==, 5);
  g_assert_cmpstr (inputs[1].field->name, ==, "start_date");
  g_assert_true (inputs[1].field->type == JIG_COLUMN_TIME && inputs[1].is_required);
  g_assert_cmpuint (strlen (inputs[1].example), ==, strlen ("2024-01-31 10:20:30"));
  g_assert_cmpstr (jig_bundle_get_target (bundle), ==, "duration");
  g_assert_cmpuint (strlen (jig_bundle_get_hash (bundle)), ==, 64);

  g_assert_cmpstr (temp->name, ==, "temp");
  g_assert_cmpuint (temp->n_rows, ==, 400);
  g_assert_cmpstr (scaled->name, ==, "temp");
  g_assert_cmpfloat_with_epsilon (scaled->mean, 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (scaled->sd, 1.0, 1e-12);
  g_assert_cmpfloat (jig_bundle_get_baseline (bundle)->mean, >, 600);
  g_assert_cmpuint (jig_bundle_get_golden (bundle)->n_data, ==, JIG_BUNDLE_N_GOLDEN);
}

/* Row by row, some rows, another order, other columns: the same bits. */
static void
test_pieces (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (300, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 200, NULL, NULL);
  g_autofree double *whole = g_new0 (double, 300);
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_bundle_predict (bundle, rides, NULL, whole, NULL, &error));

  for (gsize begin = 0; begin < 300; begin += 77)
    {
      g_autoptr(JigRows) rows = jig_test_rows (begin, MIN (begin + 77, 300));
      g_autoptr(JigFrame) piece = jig_frame_select (rides, rows, NULL);
      double some[77];
      double again[77];
      gsize n_bytes = jig_rows_get_size (rows) * sizeof *some;

      g_assert_true (jig_bundle_predict (bundle, piece, NULL, some, NULL, &error));
      g_assert_true (jig_bundle_predict (bundle, rides, rows, again, NULL, &error));
      g_assert_cmpmem (some, n_bytes, whole + begin, n_bytes);
      g_assert_cmpmem (again, n_bytes, whole + begin, n_bytes);
    }
}

/* More rows than have their features in memory at once. */
static void
test_blocks (void)
{
  const gsize n_rows = 16384 + 3;
  g_autoptr(JigFrame) rides = jig_test_rides (n_rows, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 500, NULL, NULL);
  g_autofree double *whole = g_new0 (double, n_rows);
  g_autofree double *features = g_new0 (double, n_rows * 63);
  g_autofree double *expected = g_new0 (double, n_rows);

  g_assert_true (jig_bundle_predict (bundle, rides, NULL, whole, NULL, NULL));
  g_assert_true (jig_recipe_apply (jig_bundle_get_recipe (bundle), rides, NULL, features, NULL,
                                   NULL));
  g_assert_true (jig_model_predict_margins (jig_bundle_get_model (bundle), features, n_rows,
                                            expected, NULL, NULL));
  g_assert_cmpmem (whole, n_rows * sizeof *whole, expected, n_rows * sizeof *expected);
}

static const char * const small[] = {
  "x n:1|2|3|4|5|6", "s c:a|b|a|b|a|b", "y n:1.5|2.5|3|4|7|6", NULL
};

static const struct
{
  const char *table[4];
  const char *message;
} refused[] = {
  { { "x n:1", NULL }, "The model needs the column \"s\" (category); the file has: x." },
  { { "s c:a", "X n:1", NULL }, "The model needs the column \"x\" (number)" },
  { { "s c:a|a", "x c:1|one", NULL }, "\"x\"" },
};

static void
test_columns (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (small, "y", "linear", NULL);
  g_autoptr(JigFrame) more = jig_test_table (
    (const char * const[]) { "more c:q", "s c:z", "x n:?", NULL });
  double margin = NAN;

  g_assert_true (jig_bundle_predict (bundle, more, NULL, &margin, NULL, NULL));
  g_assert_true (isfinite (margin));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(JigFrame) frame = jig_test_table (refused[i].table);
      g_autoptr(GError) error = NULL;
      double margins[2];

      g_assert_false (jig_bundle_predict (bundle, frame, NULL, margins, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (strstr (error->message, refused[i].message), !=, NULL);
    }
}

/* Rows without a label are not judged; a label nobody has seen is refused. */
static void
test_judge (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) bundle = jig_test_bundle (
    (const char * const[]) { "x n:1|2|3|4", "y c:no|no|yes|yes", NULL }, "y", "linear", &error);
  g_autoptr(JigFrame) some = jig_test_table (
    (const char * const[]) { "x n:1|4|2", "y c:no|?|yes", NULL });
  g_autoptr(JigFrame) strange = jig_test_table (
    (const char * const[]) { "x n:1", "y c:perhaps", NULL });
  g_autoptr(JigFrame) blind = jig_test_table ((const char * const[]) { "x n:1", NULL });
  JigJudgement judgement = { .n_rows = 77 };

  g_assert_no_error (error);
  g_assert_true (jig_bundle_judge (bundle, some, NULL, NULL, &judgement, NULL, &error));
  g_assert_cmpuint (judgement.n_rows, ==, 2);
  g_assert_cmpfloat (judgement.values[JIG_METRIC_ERROR], ==, 0.5);

  g_assert_false (jig_bundle_judge (bundle, strange, NULL, NULL, &judgement, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_clear_error (&error);
  g_assert_false (jig_bundle_judge (bundle, blind, NULL, NULL, &judgement, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpuint (judgement.n_rows, ==, 2);
}

typedef struct
{
  JigBundle *bundle;
  JigFrame  *frame;
} Work;

static gboolean
try_judge (gpointer   data,
           GError   **error)
{
  const Work *work = data;
  JigJudgement judgement;

  return jig_bundle_judge (work->bundle, work->frame, NULL, NULL, &judgement, NULL, error);
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (small);
  g_autoptr(JigBundle) bundle = jig_test_bundle (small, "y", "linear", NULL);
  Work work = { bundle, frame };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_judge, &work), >, 8);
}

static void
test_cancelled (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (small);
  g_autoptr(JigBundle) bundle = jig_test_bundle (small, "y", "linear", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  JigProgress progress = { .cancellable = cancellable, .to = 1.0 };
  g_autoptr(GError) error = NULL;
  double margins[6];

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_bundle_predict (bundle, frame, NULL, margins, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bundle/city-bikes", test_city_bikes);
  g_test_add_func ("/bundle/getters", test_getters);
  g_test_add_func ("/bundle/pieces", test_pieces);
  g_test_add_func ("/bundle/blocks", test_blocks);
  g_test_add_func ("/bundle/columns", test_columns);
  g_test_add_func ("/bundle/judge", test_judge);
  g_test_add_func ("/bundle/memory", test_memory);
  g_test_add_func ("/bundle/cancelled", test_cancelled);

  return g_test_run ();
}
