#include "core/boost/binning.h"

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <float.h>
#include <math.h>

/* Quantiles are those of a sample beyond so many rows. */
#define MAX_SORTED (1 << 19)

static JigBinning *
bin_values (const double *values,
            const double *weights,
            gsize         n_values,
            guint         max_bins)
{
  const JigSamples samples = { values, NULL, weights, n_values, 1 };
  JigBinning *binning = jig_binning_new (&samples, max_bins, NULL, NULL);

  g_assert_nonnull (binning);

  return binning;
}

/* 1 + 2^-23 is the neighbour of 1; halfway there is nothing. */
static void
test_few (void)
{
  static const struct
  {
    const char *name;
    double      values[6];
    gsize       n_values;
    double      cuts[5];
    guint       n_cuts;
    double      largest;
  } cases[] = {
    { "nothing", { 0 }, 0, { 0 }, 0, NAN },
    { "missing", { NAN, NAN }, 2, { 0 }, 0, NAN },
    { "one", { 4, 4, NAN, 4 }, 4, { 0 }, 0, 4 },
    { "three", { 3, 1, 2, 1, NAN, 3 }, 6, { 1.5, 2.5 }, 2, 3 },
    { "zeros", { 0.0, -0.0, 0.0 }, 3, { 0 }, 0, 0 },
    { "signs", { -1, 0.0, -0.0, 1 }, 4, { -0.5, 0.5 }, 2, 1 },
    { "neighbours", { 1, 1 + 0x1p-23 }, 2, { 1 + 0x1p-23 }, 1, 1 + 0x1p-23 },
    { "tiny", { 0x1p-149, 0, -0x1p-149 }, 3, { 0, 0x1p-149 }, 2, 0x1p-149 },
    { "huge", { -FLT_MAX, FLT_MAX }, 2, { 0 }, 1, FLT_MAX },
    { "both-huge", { FLT_MAX / 2, FLT_MAX }, 2, { FLT_MAX / 4 * 3 }, 1, FLT_MAX },
    { "infinite", { -INFINITY, INFINITY }, 2, { 0 }, 1, INFINITY },
    { "below-infinity", { 1, INFINITY }, 2, { FLT_MAX }, 1, INFINITY },
    { "last-below-infinity", { FLT_MAX, INFINITY }, 2, { 0 }, 0, INFINITY },
    { "above-minus-infinity", { -INFINITY, -FLT_MAX }, 2, { -FLT_MAX }, 1, -FLT_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigBinning) binning = bin_values (cases[i].values, NULL, cases[i].n_values, 6);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (jig_binning_get_n_cuts (binning, 0), ==, cases[i].n_cuts);
      for (guint k = 0; k < cases[i].n_cuts; k++)
        g_assert_cmpfloat (jig_binning_get_cut (binning, 0, k), ==, cases[i].cuts[k]);
      g_assert_cmpfloat (jig_binning_get_cut (binning, 0, cases[i].n_cuts), ==, FLT_MAX);
      g_assert_true ((double) binning->largest[0] == cases[i].largest ||
                     (isnan (cases[i].largest) && isnan (binning->largest[0])));
      g_assert_cmpint (jig_binning_is_bounded (binning, 0), ==, cases[i].largest < FLT_MAX);
    }
}

static void
test_find (void)
{
  static const double values[] = { 1, 2, 3 };
  static const struct
  {
    double value;
    guint8 bin;
  } cases[] = {
    { -INFINITY, 0 }, { 1.0, 0 }, { 1.4999, 0 }, { 1.49999999999, 1 }, { 1.5, 1 },
    { 2.0, 1 }, { 2.5, 2 }, { 99.0, 2 }, { INFINITY, 2 }, { NAN, 3 },
  };
  g_autoptr(JigBinning) binning = bin_values (values, NULL, 3, 255);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (jig_binning_find (binning, 0, cases[i].value), ==, cases[i].bin);
}

static double *
make_values (gsize n_values)
{
  double *values = g_new0 (double, n_values + 1);
  JigRandom random;

  jig_random_init (&random, 8, "binning", n_values);
  for (gsize i = 0; i < n_values; i++)
    values[i] = pow (jig_random_double (&random) * 4.0 - 2.0, 3.0);

  return values;
}

/* "value < cut k" and "bin <= k" are the same: a tree that is walked by values
 * goes where it was grown by bins. */
static void
test_cuts_and_bins (void)
{
  static const guint max_bins[] = { 2, 3, 16, 254, 255 };
  static const gsize sizes[] = { 1, 2, 15, 16, 17, 254, 255, 256, 3000 };

  for (gsize i = 0; i < G_N_ELEMENTS (max_bins) * G_N_ELEMENTS (sizes); i++)
    {
      const guint n_bins = max_bins[i % G_N_ELEMENTS (max_bins)];
      const gsize n_values = sizes[i / G_N_ELEMENTS (max_bins)];
      g_autofree double *values = make_values (n_values);
      g_autoptr(JigBinning) binning = bin_values (values, NULL, n_values, n_bins);
      const guint n_cuts = jig_binning_get_n_cuts (binning, 0);

      g_assert_cmpuint (n_cuts, ==, MIN (n_values, n_bins) - 1);
      for (guint k = 0; k < n_cuts; k++)
        {
          const double cut = jig_binning_get_cut (binning, 0, k);

          g_assert_true (k == 0 || jig_binning_get_cut (binning, 0, k - 1) < cut);
          g_assert_cmpuint (jig_binning_find (binning, 0, cut), ==, k + 1);
          for (gsize row = 0; row < n_values; row++)
            g_assert_cmpint ((double) (float) values[row] < cut, ==,
                             jig_binning_find (binning, 0, values[row]) <= k);
        }
    }
}

static void
count_bins (const JigBinning *binning,
            const double     *values,
            gsize             n_values,
            gsize            *counts)
{
  for (gsize i = 0; i < n_values; i++)
    counts[jig_binning_find (binning, 0, values[i])]++;
}

static void
test_equal_shares (void)
{
  enum { N_VALUES = 10000 };
  g_autofree double *values = make_values (N_VALUES);
  g_autoptr(JigBinning) binning = bin_values (values, NULL, N_VALUES, 16);
  gsize counts[18] = { 0 };

  count_bins (binning, values, N_VALUES, counts);
  g_assert_cmpuint (jig_binning_get_n_cuts (binning, 0), ==, 15);
  for (gsize bin = 0; bin < 16; bin++)
    g_assert_cmpuint (counts[bin], ==, N_VALUES / 16);
}

/* A value that nearly every row has gets a bin of its own, and the others are
 * shared among those that are left. */
static void
test_heavy_value (void)
{
  enum { N_VALUES = 10000 };
  g_autofree double *values = make_values (N_VALUES);
  g_autoptr(JigBinning) binning = NULL;
  gsize counts[12] = { 0 };
  guint8 own;

  for (gsize i = 0; i < N_VALUES; i++)
    if (i % 10 != 0)
      values[i] = 0.0;
  binning = bin_values (values, NULL, N_VALUES, 11);
  count_bins (binning, values, N_VALUES, counts);

  own = jig_binning_find (binning, 0, 0.0);
  g_assert_cmpuint (counts[own], ==, 9000);
  for (gsize bin = 0; bin <= jig_binning_get_n_cuts (binning, 0); bin++)
    if (bin != own)
      g_assert_cmpuint (counts[bin], <=, 120);
}

/* A row of weight 3 is three rows, and one of weight 0 is none. */
static void
test_weights (void)
{
  enum { N_VALUES = 2000 };
  g_autofree double *values = make_values (N_VALUES);
  g_autofree double *weights = g_new0 (double, N_VALUES);
  g_autofree double *repeated = g_new0 (double, 4 * N_VALUES);
  g_autoptr(JigBinning) weighted = NULL;
  g_autoptr(JigBinning) plain = NULL;
  gsize n_repeated = 0;

  for (gsize i = 0; i < N_VALUES; i++)
    {
      weights[i] = (double) (i % 4);
      for (gsize k = 0; k < i % 4; k++)
        repeated[n_repeated++] = values[i];
    }

  weighted = bin_values (values, weights, N_VALUES, 30);
  plain = bin_values (repeated, NULL, n_repeated, 30);
  g_assert_cmpuint (plain->first_cut[1], ==, 29);
  g_assert_cmpmem (weighted->cuts, weighted->first_cut[1] * sizeof (float),
                   plain->cuts, plain->first_cut[1] * sizeof (float));

  weights[1] = weights[2] = 0.0;
  for (gsize i = 3; i < N_VALUES; i++)
    weights[i] = 0.0;
  values[0] = NAN;
  jig_binning_free (weighted);
  weighted = bin_values (values, weights, N_VALUES, 30);
  g_assert_cmpuint (jig_binning_get_n_cuts (weighted, 0), ==, 0);
  g_assert_true (isnan (weighted->largest[0]));
}

/* A sample of 2^19 rows: a bin of a tenth has the right share within 1 percent,
 * ten times the standard deviation, and the largest value is that of all rows. */
static void
test_very_many (void)
{
  enum { N_VALUES = MAX_SORTED + 50000 };
  g_autofree double *values = make_values (N_VALUES);
  g_autoptr(JigBinning) binning = NULL;
  g_autoptr(JigBinning) again = NULL;
  gsize counts[12] = { 0 };

  values[N_VALUES - 1] = 100.0;
  binning = bin_values (values, NULL, N_VALUES, 10);
  again = bin_values (values, NULL, N_VALUES, 10);

  count_bins (binning, values, N_VALUES, counts);
  for (gsize bin = 0; bin < 10; bin++)
    g_assert_cmpfloat_with_epsilon ((double) counts[bin] / N_VALUES, 0.1, 0.01);
  g_assert_cmpfloat (binning->largest[0], ==, 100.0);
  g_assert_cmpmem (again->cuts, 9 * sizeof (float), binning->cuts, 9 * sizeof (float));
}

static void
test_same_bits (void)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBinning) first = NULL;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 5000, 6, 0.1, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigBinning) binning = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      binning = jig_binning_new (&samples.view, 255, NULL, NULL);
      if (first == NULL)
        {
          first = g_steal_pointer (&binning);
          continue;
        }
      g_assert_cmpmem (binning->first_cut, 7 * sizeof (guint32), first->first_cut,
                       7 * sizeof (guint32));
      g_assert_cmpmem (binning->cuts, binning->first_cut[6] * sizeof (float),
                       first->cuts, first->first_cut[6] * sizeof (float));
    }
  jig_parallel_set_n_threads (0);

  /* A number, a step, and eight different values. */
  g_assert_cmpuint (jig_binning_get_n_cuts (first, 0), ==, 254);
  g_assert_cmpuint (jig_binning_get_n_cuts (first, 1), ==, 1);
  g_assert_cmpuint (jig_binning_get_n_cuts (first, 2), ==, 7);
}

static gboolean
try_binning (gpointer   data,
             GError   **error)
{
  const JigTestSamples *samples = data;
  g_autoptr(JigBinning) binning = jig_binning_new (&samples->view, 5, NULL, error);

  return binning != NULL;
}

/* With features that need sorting and others that do not. */
static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 50, 9, 0.0, 1);
  jig_parallel_set_n_threads (1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_binning, &samples), >=, 10);
  jig_parallel_set_n_threads (0);
}

static void
test_cancelled (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 50, 4, 0.0, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (jig_binning_new (&samples.view, 5, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/binning/few", test_few);
  g_test_add_func ("/binning/find", test_find);
  g_test_add_func ("/binning/cuts-and-bins", test_cuts_and_bins);
  g_test_add_func ("/binning/equal-shares", test_equal_shares);
  g_test_add_func ("/binning/heavy-value", test_heavy_value);
  g_test_add_func ("/binning/weights", test_weights);
  g_test_add_func ("/binning/very-many", test_very_many);
  g_test_add_func ("/binning/same-bits", test_same_bits);
  g_test_add_func ("/binning/out-of-memory", test_out_of_memory);
  g_test_add_func ("/binning/cancelled", test_cancelled);

  return g_test_run ();
}
