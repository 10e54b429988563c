#include "core/boost/binned.h"

#include "core/base/parallel.h"
#include "tests/support/bins.h"
#include "tests/support/memory.h"

#include <string.h>

#define CHUNK_ROWS 8192

static void
test_codes (void)
{
  static const struct
  {
    gsize n_features;
    gsize stride;
  } cases[] = {
    { 1, 1 }, { 2, 2 }, { 3, 4 }, { 5, 8 }, { 31, 32 }, { 32, 32 }, { 33, 64 }, { 64, 64 },
    { 65, 128 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize n_features = cases[i].n_features;
      g_auto(JigTestBins) bins = { 0 };

      jig_test_bins_init (&bins, 100, n_features, 0.3, 20);
      g_assert_cmpuint (bins.binned->n_rows, ==, 100);
      g_assert_cmpuint (bins.binned->stride, ==, cases[i].stride);
      for (gsize row = 0; row < 100; row++)
        for (gsize feature = 0; feature < n_features; feature++)
          g_assert_cmpuint (bins.binned->codes[row * cases[i].stride + feature], ==,
                            jig_binning_find (bins.binning, feature,
                                              bins.samples.features[row * n_features + feature]));
    }
}

/* Those that go left, then the others, both in the order they had. */
static gsize
obvious_partition (const JigTestBins *bins,
                   const JigQuestion *question,
                   const guint32     *rows,
                   gsize              n_rows,
                   guint32           *expected)
{
  gsize n_left = 0;
  gsize n_placed;

  for (gsize i = 0; i < n_rows; i++)
    if (jig_test_bins_goes_left (bins, question, rows[i]))
      expected[n_left++] = rows[i];

  n_placed = n_left;
  for (gsize i = 0; i < n_rows; i++)
    if (!jig_test_bins_goes_left (bins, question, rows[i]))
      expected[n_placed++] = rows[i];

  return n_left;
}

static void
check_question (const JigTestBins *bins,
                const JigQuestion *question,
                const guint32     *rows,
                gsize              n_rows)
{
  g_autofree guint32 *expected = g_new0 (guint32, n_rows + 1);
  g_autofree guint32 *scratch = g_new0 (guint32, n_rows + 1);
  const gsize n_expected = obvious_partition (bins, question, rows, n_rows, expected);

  for (guint n_threads = 1; n_threads <= 7; n_threads += 3)
    {
      g_autofree guint32 *own = g_memdup2 (rows, (n_rows + 1) * sizeof *rows);
      gsize n_left = 0;

      jig_parallel_set_n_threads (n_threads);
      g_assert_true (jig_binned_partition (bins->binned, question, own, n_rows, scratch, &n_left,
                                           NULL, NULL));
      g_assert_cmpuint (n_left, ==, n_expected);
      g_assert_cmpmem (own, n_rows * sizeof *own, expected, n_rows * sizeof *expected);
    }
  jig_parallel_set_n_threads (0);
}

static void
test_partition (gconstpointer data)
{
  const gsize n_rows = GPOINTER_TO_SIZE (data);
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, n_rows, 3, 0.2, 50);
  for (guint32 feature = 0; feature < 3; feature++)
    {
      const guint n_cuts = jig_binning_get_n_cuts (bins.binning, feature);
      const guint8 some_bins[] = { 0, (guint8) (n_cuts / 2), (guint8) n_cuts };

      for (gsize i = 0; i < 2 * G_N_ELEMENTS (some_bins); i++)
        {
          const JigQuestion question = { feature, some_bins[i / 2], i % 2 == 0 };

          check_question (&bins, &question, bins.rows, n_rows);
        }
    }
}

/* A node has some of the rows, in any order. */
static void
test_some_rows (void)
{
  const JigQuestion question = { 0, 20, TRUE };
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, 30000, 3, 0.2, 50);
  for (gsize i = 0; i < 20000; i++)
    bins.rows[i] = (guint32) (i * 7919 % 30000);
  check_question (&bins, &question, bins.rows, 20000);
}

static gboolean
try_partition (gpointer   data,
               GError   **error)
{
  const JigTestBins *bins = data;
  g_autoptr(JigBinned) binned = jig_binned_new (bins->binning, &bins->samples.view, NULL, error);
  const JigQuestion question = { 0, 3, FALSE };
  guint32 rows[] = { 5, 4, 3, 2, 1, 0 };
  guint32 scratch[6];
  gsize n_left = 99;

  if (binned == NULL)
    return FALSE;
  if (jig_binned_partition (binned, &question, rows, 6, scratch, &n_left, NULL, error))
    return TRUE;

  g_assert_cmpuint (rows[0], ==, 5);
  g_assert_cmpuint (n_left, ==, 99);

  return FALSE;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, 6, 2, 0.0, 10);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_partition, &bins), ==, 2);
}

static void
test_cancelled (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  const JigQuestion question = { 0, 3, FALSE };
  g_autoptr(GError) encode = NULL;
  g_autoptr(GError) split = NULL;
  guint32 rows[] = { 5, 4, 3, 2, 1, 0 };
  guint32 scratch[6];
  gsize n_left = 99;

  jig_test_bins_init (&bins, 6, 2, 0.0, 10);
  g_cancellable_cancel (cancellable);

  g_assert_null (jig_binned_new (bins.binning, &bins.samples.view, &progress, &encode));
  g_assert_error (encode, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (jig_binned_partition (bins.binned, &question, rows, 6, scratch, &n_left,
                                        &progress, &split));
  g_assert_error (split, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (rows[0], ==, 5);
}

int
main (int    argc,
      char **argv)
{
  static const gsize sizes[] = { 0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 20000 };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/binned/codes", test_codes);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/binned/partition/%" G_GSIZE_FORMAT, sizes[i]);

      g_test_add_data_func (path, GSIZE_TO_POINTER (sizes[i]), test_partition);
    }
  g_test_add_func ("/binned/partition/some", test_some_rows);
  g_test_add_func ("/binned/out-of-memory", test_out_of_memory);
  g_test_add_func ("/binned/cancelled", test_cancelled);

  return g_test_run ();
}
