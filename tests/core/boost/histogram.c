#include "core/boost/histogram.h"

#include "core/base/parallel.h"
#include "tests/support/bins.h"
#include "tests/support/memory.h"

#include <string.h>

#define CHUNK_ROWS 16384

/* The obvious way, kept obvious: cell by cell. */
static void
reference (const JigTestBins       *bins,
           const JigHistogramShape *shape,
           const guint32           *rows,
           gsize                    n_rows,
           JigGradHess             *histogram)
{
  const gsize n_features = bins->samples.view.n_features;

  memset (histogram, 0, shape->n_cells * sizeof *histogram);
  for (gsize column = 0; column < shape->n_columns; column++)
    for (gsize i = 0; i < n_rows; i++)
      {
        const guint32 feature = shape->columns[column];
        const double value = bins->samples.features[rows[i] * n_features + feature];
        const guint8 bin = jig_binning_find (bins->binning, feature, value);
        JigGradHess *cell = &histogram[shape->first_cell[column] + bin];

        cell->grad += bins->gradient->pairs[rows[i]].grad;
        cell->hess += bins->gradient->pairs[rows[i]].hess;
      }
}

/* Filled with what must not stay. */
static JigGradHess *
new_histogram (const JigHistogramShape *shape)
{
  JigGradHess *histogram = g_new0 (JigGradHess, shape->n_cells + 1);

  memset (histogram, 0x55, shape->n_cells * sizeof *histogram);

  return histogram;
}

static void
check_rows (const JigTestBins       *bins,
            const JigHistogramShape *shape,
            const guint32           *rows,
            gsize                    n_rows)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_autofree JigGradHess *expected = new_histogram (shape);
  const gsize n_bytes = shape->n_cells * sizeof *expected;

  reference (bins, shape, rows, n_rows, expected);
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autofree JigGradHess *histogram = new_histogram (shape);

      jig_parallel_set_n_threads (n_threads[i]);
      g_assert_true (jig_histogram_build (shape, bins->binned, bins->gradient, rows, n_rows,
                                          histogram, NULL, NULL));
      g_assert_cmpmem (histogram, n_bytes, expected, n_bytes);
    }
  jig_parallel_set_n_threads (0);
}

static void
test_build (gconstpointer data)
{
  const gsize n_rows = GPOINTER_TO_SIZE (data);
  static const guint32 some[] = { 1, 4 };
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigHistogramShape) all = NULL;
  g_autoptr(JigHistogramShape) few = NULL;
  g_autoptr(JigHistogramShape) none = NULL;

  jig_test_bins_init (&bins, n_rows, 5, 0.2, 30);
  all = jig_histogram_shape_new (bins.binning, bins.columns, 5, NULL);
  few = jig_histogram_shape_new (bins.binning, some, 2, NULL);
  none = jig_histogram_shape_new (bins.binning, some, 0, NULL);

  check_rows (&bins, all, bins.rows, n_rows);
  check_rows (&bins, few, bins.rows, n_rows);
  check_rows (&bins, none, bins.rows, n_rows);
  check_rows (&bins, all, bins.rows + n_rows / 3, n_rows / 2);
}

static void
test_shape (void)
{
  static const guint32 columns[] = { 0, 2 };
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigHistogramShape) shape = NULL;

  jig_test_bins_init (&bins, 500, 3, 0.0, 30);
  shape = jig_histogram_shape_new (bins.binning, columns, 2, NULL);

  /* 30 bins and 8 bins, each with one for missing values and the padding. */
  g_assert_cmpuint (JIG_HISTOGRAM_PADDING, ==, 4);
  g_assert_cmpuint (shape->first_cell[0], ==, 0);
  g_assert_cmpuint (shape->first_cell[1], ==, 35);
  g_assert_cmpuint (shape->first_cell[2], ==, 48);
  g_assert_cmpuint (shape->n_cells, ==, 48);
}

/* The cells of every feature add up to the sum of the rows. */
static void
test_sums (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigHistogramShape) shape = NULL;
  g_autofree JigGradHess *histogram = NULL;
  JigGradHess sum;

  jig_test_bins_init (&bins, 3000, 4, 0.5, 255);
  shape = jig_histogram_shape_new (bins.binning, bins.columns, 4, NULL);
  histogram = new_histogram (shape);
  sum = jig_test_bins_sum (&bins, bins.rows, 3000);
  g_assert_true (jig_histogram_build (shape, bins.binned, bins.gradient, bins.rows, 3000,
                                      histogram, NULL, NULL));

  for (gsize column = 0; column < 4; column++)
    {
      JigGradHess own = { 0 };

      for (gsize cell = shape->first_cell[column]; cell < shape->first_cell[column + 1]; cell++)
        {
          own.grad += histogram[cell].grad;
          own.hess += histogram[cell].hess;
        }
      g_assert_cmpmem (&own, sizeof own, &sum, sizeof sum);
    }
}

/* Parent less child is the other child, to the bit. */
static void
test_subtract (void)
{
  enum { N_ROWS = 20000, N_LEFT = 7001 };
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigHistogramShape) shape = NULL;
  g_autofree JigGradHess *parent = NULL;
  g_autofree JigGradHess *left = NULL;
  g_autofree JigGradHess *right = NULL;

  jig_test_bins_init (&bins, N_ROWS, 4, 0.2, 40);
  shape = jig_histogram_shape_new (bins.binning, bins.columns, 4, NULL);
  parent = new_histogram (shape);
  left = new_histogram (shape);
  right = new_histogram (shape);
  reference (&bins, shape, bins.rows, N_ROWS, parent);
  reference (&bins, shape, bins.rows, N_LEFT, left);
  reference (&bins, shape, bins.rows + N_LEFT, N_ROWS - N_LEFT, right);

  jig_histogram_subtract (parent, left, shape->n_cells);
  g_assert_cmpmem (parent, shape->n_cells * sizeof *parent, right, shape->n_cells * sizeof *right);
}

static gboolean
try_building (gpointer   data,
              GError   **error)
{
  const JigTestBins *bins = data;
  g_autoptr(JigHistogramShape) shape = jig_histogram_shape_new (bins->binning, bins->columns, 2,
                                                                error);
  g_autofree JigGradHess *histogram = NULL;

  if (shape == NULL)
    return FALSE;

  histogram = new_histogram (shape);

  return jig_histogram_build (shape, bins->binned, bins->gradient, bins->rows,
                              bins->samples.view.n_rows, histogram, NULL, error);
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, CHUNK_ROWS + 1, 2, 0.0, 10);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_building, &bins), ==, 3);
}

static void
test_cancelled (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigHistogramShape) shape = NULL;
  g_autofree JigGradHess *histogram = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  jig_test_bins_init (&bins, CHUNK_ROWS + 1, 2, 0.0, 10);
  shape = jig_histogram_shape_new (bins.binning, bins.columns, 2, NULL);
  histogram = new_histogram (shape);
  g_cancellable_cancel (cancellable);

  g_assert_false (jig_histogram_build (shape, bins.binned, bins.gradient, bins.rows,
                                       CHUNK_ROWS + 1, histogram, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  static const gsize sizes[] = { 0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 40000 };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/histogram/build/%" G_GSIZE_FORMAT, sizes[i]);

      g_test_add_data_func (path, GSIZE_TO_POINTER (sizes[i]), test_build);
    }
  g_test_add_func ("/histogram/shape", test_shape);
  g_test_add_func ("/histogram/sums", test_sums);
  g_test_add_func ("/histogram/subtract", test_subtract);
  g_test_add_func ("/histogram/out-of-memory", test_out_of_memory);
  g_test_add_func ("/histogram/cancelled", test_cancelled);

  return g_test_run ();
}
