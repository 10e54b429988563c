#include "core/model/slice.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/model/significance.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

#define N_ROWS 2000

static const char * const region_names[] = { "north", "south", "east", "west", NULL };
static const char * const plan_names[] = { "basic", "full", NULL };

/* A table of a category, another one, and a number; losses of 0 or 1. */
typedef struct
{
  guint32    regions[N_ROWS];
  guint32    plans[N_ROWS];
  double     ages[N_ROWS];
  double     losses[N_ROWS];
  double     against[N_ROWS];
  JigFrame  *frame;
  JigRows   *rows;
  JigSlicing slicing;
} Fixture;

static const gsize all_columns[] = { 0, 1, 2 };

/* Both models are wrong in one row of five, independently. */
static void
fill (Fixture *fixture,
      guint64  seed)
{
  JigRandom random;
  JigColumn *columns[3];

  jig_random_init (&random, seed, "slices", 0);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      fixture->regions[i] = (guint32) jig_random_below (&random, 4);
      fixture->plans[i] = (guint32) jig_random_below (&random, 2);
      fixture->ages[i] = (double) jig_random_below (&random, 80);
      fixture->losses[i] = jig_random_double (&random) < 0.2;
      fixture->against[i] = jig_random_double (&random) < 0.2;
    }

  columns[0] = jig_test_categories ("region", fixture->regions, N_ROWS, region_names);
  columns[1] = jig_test_categories ("plan", fixture->plans, N_ROWS, plan_names);
  columns[2] = jig_test_numbers ("age", fixture->ages, N_ROWS);
  g_clear_pointer (&fixture->frame, jig_frame_unref);
  fixture->frame = jig_frame_new (columns, 3, NULL);
  for (gsize i = 0; i < 3; i++)
    jig_column_unref (columns[i]);

  fixture->slicing = (JigSlicing) {
    .frame = fixture->frame, .rows = fixture->rows, .columns = all_columns, .n_columns = 3,
    .losses = fixture->losses, .against = fixture->against, .is_rate = TRUE,
    .min_rows = JIG_SLICE_MIN_ROWS, .rate = JIG_SLICE_RATE,
  };
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->rows = jig_rows_new_all (N_ROWS, NULL);
  fill (fixture, 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jig_frame_unref (fixture->frame);
  jig_rows_unref (fixture->rows);
}

static JigSlices *
find (const Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  JigSlices *slices = jig_slices_find (&fixture->slicing, NULL, &error);

  g_assert_no_error (error);

  return slices;
}

/* The model is always wrong about old people of the north. */
static void
plant (Fixture *fixture)
{
  for (gsize i = 0; i < N_ROWS; i++)
    if (fixture->regions[i] == 0 && fixture->ages[i] >= 60.0)
      fixture->losses[i] = 1.0;
}

static void
test_planted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigSlices) slices = NULL;
  const JigSlice *worst;

  plant (fixture);
  slices = find (fixture);
  worst = &slices->slices[0];

  for (gsize i = 0; i < slices->n_slices; i++)
    g_test_message ("%s: %" G_GSIZE_FORMAT " rows, %g (%g to %g), q %g, harm %g",
                    slices->slices[i].where, slices->slices[i].n_rows,
                    slices->slices[i].difference, slices->slices[i].interval.low,
                    slices->slices[i].interval.high, slices->slices[i].q, slices->slices[i].harm);

  /* 4 + 2 + 4 parts alone, 4 x 2 + 4 x 4 + 2 x 4 of two, all above 50 rows. */
  g_assert_cmpuint (slices->n_tested, ==, 42);
  g_assert_true (g_str_has_prefix (worst->where, "region=north and age ≥ "));
  g_assert_cmpuint (worst->n_columns, ==, 2);
  g_assert_cmpuint (worst->columns[0], ==, 0);
  g_assert_cmpuint (worst->columns[1], ==, 2);
  g_assert_cmpfloat (worst->difference, <, -0.6);
  g_assert_cmpfloat (worst->q, <, 1e-6);
  g_assert_cmpfloat (worst->harm, >, 0.0);
  for (gsize i = 1; i < slices->n_slices; i++)
    g_assert_cmpfloat (slices->slices[i].harm, <=, slices->slices[i - 1].harm);
}

/* Row by row, from the slice's own rows. */
static void
check_slice (const Fixture  *fixture,
             const JigSlice *slice)
{
  g_autoptr(JigRows) rows = jig_slice_dup_rows (slice, &fixture->slicing, NULL);
  const guint32 *ids = jig_rows_get_ids (rows);
  const double n = (double) slice->n_rows;
  double sums[3] = { 0.0 };
  double spread = 0.0;
  double low;
  double high;

  g_assert_cmpuint (jig_rows_get_size (rows), ==, slice->n_rows);
  for (gsize i = 0; i < slice->n_rows; i++)
    {
      sums[0] += fixture->losses[ids[i]];
      sums[1] += fixture->against[ids[i]];
      sums[2] += fixture->against[ids[i]] - fixture->losses[ids[i]];
    }
  for (gsize i = 0; i < slice->n_rows; i++)
    spread += pow (fixture->against[ids[i]] - fixture->losses[ids[i]] - sums[2] / n, 2.0);
  spread = sqrt (spread / (n - 1.0) / n);

  g_assert_cmpfloat_with_epsilon (slice->loss, sums[0] / n, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->loss_against, sums[1] / n, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->difference, sums[2] / n, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->interval.standard_error, spread, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->interval.high - slice->difference, 1.959964 * spread,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (slice->interval.low + slice->interval.high,
                                  2.0 * slice->difference, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->p, erfc (fabs (sums[2] / n / spread) / sqrt (2.0)),
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (slice->harm, -n * slice->interval.high, 1e-9);
  jig_significance_wilson (sums[0], n, &low, &high);
  g_assert_cmpfloat_with_epsilon (slice->loss_interval.low, low, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->loss_interval.high, high, 1e-12);
}

/* At a rate of 1 every slice that was tested is told. */
static void
test_by_hand (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigSlices) slices = NULL;

  fixture->slicing.rate = 1.0;
  slices = find (fixture);
  g_assert_cmpuint (slices->n_slices, ==, 42);
  for (gsize i = 0; i < slices->n_slices; i++)
    check_slice (fixture, &slices->slices[i]);
}

/* With nothing to be found something is, in one table of ten. */
static void
test_chance (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_with = 0;

  for (guint64 seed = 0; seed < 100; seed++)
    {
      g_autoptr(JigSlices) slices = NULL;

      fill (fixture, seed);
      slices = find (fixture);
      n_with += slices->n_found > 0;
    }

  g_test_message ("%u of 100", n_with);
  g_assert_cmpuint (n_with, >=, 1);
  g_assert_cmpuint (n_with, <=, 20);
}

static void
test_same_model (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JigSlices) slices = NULL;

  fixture->slicing.against = fixture->losses;
  slices = find (fixture);
  g_assert_cmpuint (slices->n_found, ==, 0);
  g_assert_cmpuint (slices->n_slices, ==, 0);
  g_assert_cmpuint (slices->n_tested, ==, 42);
}

/* Weights of 0 and 1 choose rows; losses of any size have plain intervals. */
static void
test_weights (Fixture       *fixture,
              gconstpointer  data)
{
  static double weights[N_ROWS];
  g_autoptr(JigSlices) slices = NULL;
  const JigSlice *slice = NULL;
  double sum = 0.0;
  double n = 0.0;

  for (gsize i = 0; i < N_ROWS; i++)
    {
      weights[i] = i % 2;
      fixture->losses[i] *= 3.5;
      if (fixture->regions[i] == 0)
        {
          n += weights[i];
          sum += weights[i] * fixture->losses[i];
        }
    }
  fixture->slicing.weights = weights;
  fixture->slicing.is_rate = FALSE;
  fixture->slicing.rate = 1.0;
  slices = find (fixture);

  for (gsize i = 0; i < slices->n_slices; i++)
    if (g_str_equal (slices->slices[i].where, "region=north"))
      slice = &slices->slices[i];
  g_assert_nonnull (slice);
  g_assert_cmpfloat_with_epsilon (slice->loss, sum / n, 1e-12);
  g_assert_cmpfloat_with_epsilon (slice->loss_interval.high - slice->loss,
                                  1.959964 * slice->loss_interval.standard_error, 1e-6);
}

/* A plan that only one region has is the region's part again. */
static void
test_nothing_twice (Fixture       *fixture,
                    gconstpointer  data)
{
  static const gsize two[] = { 0, 1 };
  g_autoptr(JigFrame) frame = NULL;
  g_autoptr(JigSlices) slices = NULL;
  JigColumn *columns[2];

  for (gsize i = 0; i < N_ROWS; i++)
    fixture->plans[i] = fixture->regions[i] < 2 ? 0 : 1;
  columns[0] = jig_test_categories ("region", fixture->regions, N_ROWS, region_names);
  columns[1] = jig_test_categories ("plan", fixture->plans, N_ROWS, plan_names);
  frame = jig_frame_new (columns, 2, NULL);
  jig_column_unref (columns[0]);
  jig_column_unref (columns[1]);
  fixture->slicing.frame = frame;
  fixture->slicing.columns = two;
  fixture->slicing.n_columns = 2;
  slices = find (fixture);

  g_assert_cmpuint (slices->n_tested, ==, 6);
}

static void
test_few_rows (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JigSlices) slices = NULL;

  fixture->slicing.min_rows = 600;
  slices = find (fixture);
  /* The two plans have a thousand each. */
  g_assert_cmpuint (slices->n_tested, ==, 2);
}

/* 300 rows of the table in another order. */
static void
test_some_rows (Fixture       *fixture,
                gconstpointer  data)
{
  guint32 ids[300];
  g_autoptr(JigRows) rows = NULL;
  g_autoptr(JigRows) inside = NULL;
  g_autoptr(JigSlices) slices = NULL;

  for (guint32 i = 0; i < 300; i++)
    {
      ids[i] = N_ROWS - 1 - 3 * i;
      fixture->losses[i] = fixture->plans[ids[i]] == 1;
      fixture->against[i] = 0.0;
    }
  rows = jig_rows_new_copy (ids, 300, NULL);
  fixture->slicing.rows = rows;
  slices = find (fixture);

  g_assert_cmpstr (slices->slices[0].where, ==, "plan=full");
  g_assert_cmpfloat (slices->slices[0].loss, ==, 1.0);
  g_assert_cmpfloat (slices->slices[0].p, ==, 0.0);
  inside = jig_slice_dup_rows (&slices->slices[0], &fixture->slicing, NULL);
  for (gsize i = 0; i < jig_rows_get_size (inside); i++)
    g_assert_cmpuint (fixture->plans[jig_rows_get_ids (inside)[i]], ==, 1);
}

static void
test_same_for_any_threads (Fixture       *fixture,
                           gconstpointer  data)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_autoptr(JigSlices) first = NULL;

  plant (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigSlices) slices = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      slices = find (fixture);
      if (first == NULL)
        {
          first = g_steal_pointer (&slices);
          continue;
        }
      g_assert_cmpuint (slices->n_slices, ==, first->n_slices);
      for (gsize k = 0; k < first->n_slices; k++)
        {
          g_assert_cmpstr (slices->slices[k].where, ==, first->slices[k].where);
          g_assert_cmpfloat (slices->slices[k].p, ==, first->slices[k].p);
          g_assert_cmpfloat (slices->slices[k].harm, ==, first->slices[k].harm);
        }
    }
  jig_parallel_set_n_threads (0);
}

static void
check_refused (const Fixture *fixture,
               JigError       code,
               const char    *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_slices_find (&fixture->slicing, NULL, &error));
  g_assert_error (error, JIG_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const JigSlicing good = fixture->slicing;

  fixture->slicing.n_columns = JIG_SLICE_COLUMNS + 1;
  check_refused (fixture, JIG_ERROR_LIMIT, "256");
  fixture->slicing = good;
  fixture->slicing.min_rows = 1;
  check_refused (fixture, JIG_ERROR_VALUE, "two rows");
  fixture->slicing = good;
  fixture->slicing.rate = 0.0;
  check_refused (fixture, JIG_ERROR_VALUE, "above 0");
  fixture->slicing.rate = 1.5;
  check_refused (fixture, JIG_ERROR_VALUE, "above 0");
  fixture->slicing = good;
  fixture->losses[4] = NAN;
  check_refused (fixture, JIG_ERROR_DATA, "Row 5");
  fixture->losses[4] = 0.0;
  fixture->against[6] = INFINITY;
  check_refused (fixture, JIG_ERROR_DATA, "Row 7");
}

static void
test_nothing_to_look_at (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(JigSlices) slices = NULL;

  fixture->slicing.n_columns = 0;
  slices = find (fixture);
  g_assert_cmpuint (slices->n_tested, ==, 0);
  g_assert_cmpuint (slices->n_slices, ==, 0);
}

static gboolean
try_slices (gpointer   data,
            GError   **error)
{
  const Fixture *fixture = data;
  g_autoptr(JigSlices) slices = jig_slices_find (&fixture->slicing, NULL, error);
  g_autoptr(JigRows) rows = NULL;

  if (slices != NULL)
    rows = jig_slice_dup_rows (&slices->slices[0], &fixture->slicing, error);

  return rows != NULL;
}

static void
test_out_of_memory (Fixture       *fixture,
                    gconstpointer  data)
{
  plant (fixture);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_slices, fixture), >=, 30);
}

static void
cancel (double      fraction,
        const char *what,
        gpointer    user_data)
{
  /* Once columns are divided. */
  if (fraction >= 0.3)
    g_cancellable_cancel (user_data);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) before = g_cancellable_new ();
  g_autoptr(GCancellable) within = g_cancellable_new ();
  const JigProgress first = { before, NULL, NULL, 0.0, 1.0 };
  const JigProgress second = { within, cancel, within, 0.0, 1.0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) error_within = NULL;

  g_cancellable_cancel (before);
  g_assert_null (jig_slices_find (&fixture->slicing, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  jig_parallel_set_n_threads (1);
  g_assert_null (jig_slices_find (&fixture->slicing, &second, &error_within));
  g_assert_error (error_within, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
    { "/slice/planted", test_planted },
    { "/slice/by-hand", test_by_hand },
    { "/slice/chance", test_chance },
    { "/slice/same-model", test_same_model },
    { "/slice/weights", test_weights },
    { "/slice/nothing-twice", test_nothing_twice },
    { "/slice/few-rows", test_few_rows },
    { "/slice/some-rows", test_some_rows },
    { "/slice/same-for-any-threads", test_same_for_any_threads },
    { "/slice/refused", test_refused },
    { "/slice/nothing-to-look-at", test_nothing_to_look_at },
    { "/slice/out-of-memory", test_out_of_memory },
    { "/slice/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
