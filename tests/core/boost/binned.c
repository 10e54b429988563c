#include "core/boost/binned.h"

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/boost-kernels.h"
#include "tests/support/bins.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

/* From so many rows on features of few values share a code. */
#define MIN_JOINT_ROWS 16384

/* Every feature's bin is found in its own list and in the rows' codes. */
static void
check_codes (const JigTestBins *bins)
{
  const JigBinned *binned = bins->binned;
  const gsize n_features = bins->samples.view.n_features;

  for (gsize row = 0; row < binned->n_rows; row++)
    for (gsize i = 0; i < n_features; i++)
      {
        const JigBinnedFeature *feature = &binned->features[i];
        const double value = bins->samples.features[row * n_features + i];
        const guint8 bin = jig_binning_find (bins->binning, i, value);
        const guint8 code = binned->codes[row * binned->stride + feature->place];

        g_assert_cmpuint (feature->codes[row], ==, bin);
        g_assert_cmpuint (code / feature->divisor % feature->radix, ==, bin);
        g_assert_cmpint (isnan (value), ==, bin == feature->n_bins);
      }
}

/* Blocks follow each other, in the codes and in the cells, and every feature's
 * cells are its own. */
static void
check_layout (const JigBinned *binned)
{
  g_autofree guint8 *is_used = g_new0 (guint8, binned->n_cells + 1);
  guint32 next_code = 0;
  gsize next_cell = 0;

  for (gsize i = 0; i < binned->n_blocks; i++)
    {
      const JigBlock *block = &binned->blocks[i];

      next_cell = i == binned->n_plain_blocks ? 0 : next_cell;
      g_assert_cmpuint (block->first_code, ==, next_code);
      g_assert_cmpuint (block->first_cell, ==, next_cell);
      g_assert_cmpuint (block->n_codes, <=, JIG_BLOCK_CODES);
      g_assert_cmpuint (block->n_codes % 2, ==, 0);
      next_code += block->n_codes;
      next_cell += (gsize) block->n_codes * block->stride;
    }
  g_assert_cmpuint (next_code, <=, binned->stride);

  for (gsize i = 0; i < binned->binning->n_features; i++)
    for (guint32 k = 0; k <= binned->features[i].n_bins; k++)
      {
        const gsize cell = binned->features[i].first_cell + k;

        g_assert_cmpuint (cell, <, binned->n_cells);
        g_assert_cmpuint (is_used[cell], ==, 0);
        is_used[cell] = 1;
      }
}

static void
test_codes (void)
{
  static const struct
  {
    gsize n_features;
    gsize stride;
  } cases[] = {
    { 1, 2 }, { 2, 2 }, { 3, 4 }, { 5, 8 }, { 14, 16 }, { 15, 16 }, { 28, 32 }, { 33, 64 },
    { 64, 64 }, { 65, 128 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      g_auto(JigTestBins) bins = { 0 };

      jig_test_bins_init (&bins, 100, cases[i / 2].n_features, 0.3, i % 2 == 0 ? 20 : 255);
      g_assert_cmpuint (bins.binned->n_rows, ==, 100);
      g_assert_cmpuint (bins.binned->stride, >=, cases[i / 2].n_features);
      g_assert_cmpuint (bins.binned->n_joint_cells, ==, 0);
      check_codes (&bins);
      check_layout (bins.binned);
    }
}

/* Of many rows, features of 2, 3, 12 and 200 values, some of them missing. */
static void
fill_joint (JigTestBins *bins,
            gsize        n_rows)
{
  static const guint n_values[] = { 2, 12, 3, 200, 12, 2, 5 };
  const gsize n_features = G_N_ELEMENTS (n_values);
  g_autofree double *features = g_new0 (double, n_rows * n_features);
  g_autofree double *targets = g_new0 (double, n_rows);
  JigRandom random;

  jig_random_init (&random, 3, "joint", n_rows);
  for (gsize row = 0; row < n_rows; row++)
    {
      for (gsize i = 0; i < n_features; i++)
        features[row * n_features + i] = (double) jig_random_below (&random, n_values[i]);
      if (row % 7 == 0)
        features[row * n_features + 1] = NAN;
      targets[row] = jig_random_double (&random) - 0.5;
    }
  jig_test_bins_fill (bins, n_rows, n_features, features, targets);
}

static void
test_joint (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTestBins) few = { 0 };

  fill_joint (&bins, MIN_JOINT_ROWS);
  g_assert_cmpuint (bins.binned->n_joint_cells, >, 0);
  g_assert_cmpuint (bins.binned->features[3].n_joint_cells, ==, 0);
  g_assert_cmpuint (bins.binned->features[0].place, ==, bins.binned->features[5].place);
  check_codes (&bins);
  check_layout (bins.binned);

  fill_joint (&few, MIN_JOINT_ROWS - 1);
  g_assert_cmpuint (few.binned->n_joint_cells, ==, 0);
  check_codes (&few);
  check_layout (few.binned);
}

static void
test_same_bits (void)
{
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, 20000, 5, 0.2, 60);
  for (guint n_threads = 1; n_threads <= 7; n_threads += 3)
    {
      g_autoptr(JigBinned) again = NULL;

      jig_parallel_set_n_threads (n_threads);
      again = jig_binned_new (bins.binning, &bins.samples.view, NULL, NULL);
      g_assert_cmpmem (again->codes, again->n_rows * again->stride, bins.binned->codes,
                       bins.binned->n_rows * bins.binned->stride);
    }
  jig_parallel_set_n_threads (0);
}

static gboolean
try_binned (gpointer   data,
            GError   **error)
{
  const JigTestBins *bins = data;
  g_autoptr(JigBinned) binned = jig_binned_new (bins->binning, &bins->samples.view, NULL, error);

  return binned != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, 6, 2, 0.0, 10);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_binned, &bins), ==, 7);
}

static void
test_cancelled (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  jig_test_bins_init (&bins, 6, 2, 0.0, 10);
  g_cancellable_cancel (cancellable);

  g_assert_null (jig_binned_new (bins.binning, &bins.samples.view, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/binned/codes", test_codes);
  g_test_add_func ("/binned/joint", test_joint);
  g_test_add_func ("/binned/same-bits", test_same_bits);
  g_test_add_func ("/binned/out-of-memory", test_out_of_memory);
  g_test_add_func ("/binned/cancelled", test_cancelled);

  return g_test_run ();
}
