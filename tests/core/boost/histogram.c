#include "core/boost/histogram.h"

#include "core/base/cpu.h"
#include "core/base/parallel.h"
#include "tests/support/bins.h"
#include "tests/support/memory.h"

#include <string.h>

#define CHUNK_ROWS 32768

/* The obvious way, kept obvious: row by row into the cells of every feature. */
static JigGradHess *
sum_cells (const JigTestBins *bins,
           const guint32     *rows,
           gsize              n_rows)
{
  const gsize n_features = bins->samples.view.n_features;
  JigGradHess *cells = g_new0 (JigGradHess, bins->binned->n_cells);

  for (gsize k = 0; k < n_rows; k++)
    {
      const JigGradHess own = jig_test_bins_sum (bins, rows + k, 1);

      for (gsize i = 0; i < n_features; i++)
        {
          const double value = bins->samples.features[rows[k] * n_features + i];
          JigGradHess *cell = &cells[bins->binned->features[i].first_cell
                                     + jig_binning_find (bins->binning, i, value)];

          cell->grad += own.grad;
          cell->hess += own.hess;
        }
    }

  return cells;
}

static void
check_cells (const JigTestBins *bins,
             const JigGradHess *expected,
             gconstpointer      histogram)
{
  for (gsize i = 0; i < bins->samples.view.n_features; i++)
    {
      const JigBinnedFeature *feature = &bins->binned->features[i];

      for (guint32 bin = 0; bin <= feature->n_bins; bin++)
        {
          const guint32 at = feature->first_cell + bin;
          const JigGradHess cell = jig_histogram_get (bins->gradient, histogram, at);

          g_assert_cmpint (cell.grad, ==, expected[at].grad);
          g_assert_cmpint (cell.hess, ==, expected[at].hess);
        }
    }
}

/* Filled with what must not stay. */
static gpointer
build (const JigTestBins *bins,
       JigHistogramRoom  *room,
       const guint32     *rows,
       gsize              n_rows)
{
  const gsize size = jig_histogram_get_size (bins->binned, bins->gradient);
  gpointer histogram = g_malloc (size + 1);

  memset (histogram, 0x55, size);
  g_assert_true (jig_histogram_build (room, bins->gradient, rows, n_rows, histogram, NULL, NULL));

  return histogram;
}

static void
check_rows (const JigTestBins *bins,
            const guint32     *rows,
            gsize              n_rows)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  const JigIsa before = jig_cpu_get_isa ();
  g_autoptr(JigHistogramRoom) room = jig_histogram_room_new (bins->binned);
  g_autofree JigGradHess *expected = sum_cells (bins, rows, n_rows);

  for (JigIsa isa = JIG_ISA_PORTABLE; isa < JIG_N_ISAS && jig_cpu_has_isa (isa); isa++)
    for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
      {
        g_autofree gpointer histogram = NULL;

        jig_cpu_set_isa (isa);
        jig_parallel_set_n_threads (n_threads[i]);
        histogram = build (bins, room, rows, n_rows);
        check_cells (bins, expected, histogram);
      }
  jig_parallel_set_n_threads (0);
  jig_cpu_set_isa (before);
}

static void
test_build (gconstpointer data)
{
  const gsize n_rows = GPOINTER_TO_SIZE (data);

  for (JigGradientKind kind = JIG_GRADIENT_PACKED; kind <= JIG_GRADIENT_FLOAT; kind++)
    {
      g_auto(JigTestBins) bins = { 0 };

      jig_test_bins_init (&bins, n_rows, 5, 0.2, 30);
      jig_test_bins_round (&bins, kind);
      check_rows (&bins, bins.rows, n_rows);
      check_rows (&bins, bins.rows + n_rows / 3, n_rows / 2);
    }
}

/* Of every stride and with blocks of every size; features of few values share
 * codes. */
static void
test_shapes (void)
{
  static const guint n_bins[] = { 3, 12, 20, 50, 100, 255 };

  for (gsize i = 0; i < G_N_ELEMENTS (n_bins) * 6; i++)
    {
      g_auto(JigTestBins) bins = { 0 };

      jig_test_bins_init (&bins, i % 2 == 0 ? 500 : 17000, 3 + 5 * (i % 6), 0.1, n_bins[i / 6]);
      jig_test_bins_round (&bins, i % 4 == 0);
      check_rows (&bins, bins.rows, 400);
    }
}

/* Parent less child is the other child, to the bit. */
static void
test_subtract (void)
{
  enum { N_ROWS = 20000, N_LEFT = 7001 };

  for (JigGradientKind kind = JIG_GRADIENT_PACKED; kind <= JIG_GRADIENT_FLOAT; kind++)
    {
      g_auto(JigTestBins) bins = { 0 };
      g_autoptr(JigHistogramRoom) room = NULL;
      g_autofree gpointer parent = NULL;
      g_autofree gpointer left = NULL;
      g_autofree JigGradHess *expected = NULL;

      jig_test_bins_init (&bins, N_ROWS, 4, 0.2, 40);
      jig_test_bins_round (&bins, kind);
      room = jig_histogram_room_new (bins.binned);
      parent = build (&bins, room, bins.rows, N_ROWS);
      left = build (&bins, room, bins.rows, N_LEFT);

      jig_histogram_subtract (bins.binned, bins.gradient, parent, left);
      expected = sum_cells (&bins, bins.rows + N_LEFT, N_ROWS - N_LEFT);
      check_cells (&bins, expected, parent);
    }
}

static gboolean
try_building (gpointer   data,
              GError   **error)
{
  const JigTestBins *bins = data;
  g_autoptr(JigHistogramRoom) room = jig_histogram_room_new (bins->binned);
  g_autofree gpointer histogram =
    g_malloc0 (jig_histogram_get_size (bins->binned, bins->gradient));

  return jig_histogram_build (room, bins->gradient, bins->rows, bins->samples.view.n_rows,
                              histogram, NULL, error);
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, CHUNK_ROWS + 1, 2, 0.0, 255);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_building, &bins), ==, 1);
}

static void
test_cancelled (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigHistogramRoom) room = NULL;
  g_autofree gpointer histogram = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  jig_test_bins_init (&bins, CHUNK_ROWS + 1, 2, 0.0, 10);
  room = jig_histogram_room_new (bins.binned);
  histogram = g_malloc0 (jig_histogram_get_size (bins.binned, bins.gradient));
  g_cancellable_cancel (cancellable);

  g_assert_false (jig_histogram_build (room, bins.gradient, bins.rows, CHUNK_ROWS + 1, histogram,
                                       &progress, &error));
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
  g_test_add_func ("/histogram/shapes", test_shapes);
  g_test_add_func ("/histogram/subtract", test_subtract);
  g_test_add_func ("/histogram/out-of-memory", test_out_of_memory);
  g_test_add_func ("/histogram/cancelled", test_cancelled);

  return g_test_run ();
}
