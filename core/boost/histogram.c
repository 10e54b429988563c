#include "core/boost/histogram.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A node with fewer rows is one chunk: sharing it would cost more than it saves. */
#define MIN_CHUNK_ROWS 16384
#define MAX_CHUNKS     64

/* What all partial histograms together may need. */
#define MAX_PARTIAL_BYTES (32 * 1024 * 1024)

/**
 * jig_histogram_shape_new:
 * @binning: where the features are cut; must outlive the result
 * @columns: (n_columns,) which features to look at, rising
 * @n_columns: how many these are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the shape, or %NULL with @error set
 */
JigHistogramShape *
jig_histogram_shape_new (const JigBinning  *binning,
                         const guint32     *columns,
                         gsize              n_columns,
                         GError           **error)
{
  g_autoptr(JigHistogramShape) self = g_new0 (JigHistogramShape, 1);

  self->binning = binning;
  self->n_columns = n_columns;
  self->columns = jig_alloc (n_columns, sizeof *self->columns, _("the histograms"), error);
  if (self->columns == NULL)
    return NULL;
  self->first_cell = jig_alloc (n_columns + 1, sizeof *self->first_cell, _("the histograms"),
                                error);
  if (self->first_cell == NULL)
    return NULL;

  memcpy (self->columns, columns, n_columns * sizeof *columns);
  for (gsize i = 0; i < n_columns; i++)
    self->first_cell[i + 1] = self->first_cell[i] + JIG_HISTOGRAM_PADDING + 2 +
                              jig_binning_get_n_cuts (binning, columns[i]);
  self->n_cells = self->first_cell[n_columns];

  return g_steal_pointer (&self);
}

/**
 * jig_histogram_shape_free:
 * @self: (transfer full) (nullable): a shape
 */
void
jig_histogram_shape_free (JigHistogramShape *self)
{
  if (self == NULL)
    return;

  jig_free (self->columns);
  jig_free (self->first_cell);
  g_free (self);
}

typedef struct
{
  const JigHistogramShape *shape;
  const JigBinned         *binned;
  const JigGradHess       *pairs;      /* (n_samples,) */
  const guint32           *rows;       /* (n_rows,) the samples in this node */
  JigGradHess             *partial;    /* (n_chunks, n_cells) */
} Build;

static void
add_row (const JigHistogramShape *shape,
         const guint8            *codes,
         JigGradHess              pair,
         JigGradHess             *histogram)
{
  for (gsize i = 0; i < shape->n_columns; i++)
    {
      JigGradHess *cell = histogram + shape->first_cell[i] + codes[shape->columns[i]];

      cell->grad += pair.grad;
      cell->hess += pair.hess;
    }
}

static void
build_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Build *build = data;
  JigGradHess *histogram = build->partial + chunk * build->shape->n_cells;

  memset (histogram, 0, build->shape->n_cells * sizeof *histogram);

  for (gsize i = begin; i < end; i++)
    {
      const gsize row = build->rows[i];

      add_row (build->shape, build->binned->codes + row * build->binned->stride,
               build->pairs[row], histogram);
    }
}

/* As many rows as make a chunk worth its histogram, and no more histograms than
 * there is room for. Depends on the data only. */
static gsize
choose_chunk_rows (const JigHistogramShape *shape,
                   gsize                    n_rows)
{
  const gsize room = MAX_PARTIAL_BYTES / MAX (shape->n_cells * sizeof (JigGradHess), 1);
  const gsize n_chunks = CLAMP (room, 1, MAX_CHUNKS);

  return MAX ((n_rows + n_chunks - 1) / n_chunks, MIN_CHUNK_ROWS);
}

/**
 * jig_histogram_build:
 * @shape: which features, and where their cells are
 * @binned: the rows as bins
 * @gradient: the derivatives of all rows
 * @rows: (n_rows,) the rows that reached a node
 * @n_rows: how many these are
 * @histogram: (n_cells,) overwritten with the sums per bin
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Sums the derivatives of a node's rows by bin. Sums of integers: the order of
 * rows and chunks makes no difference.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_histogram_build (const JigHistogramShape  *shape,
                     const JigBinned          *binned,
                     const JigGradient        *gradient,
                     const guint32            *rows,
                     gsize                     n_rows,
                     JigGradHess              *histogram,
                     const JigProgress        *progress,
                     GError                  **error)
{
  const gsize chunk_rows = choose_chunk_rows (shape, n_rows);
  const gsize n_chunks = jig_parallel_n_chunks (n_rows, chunk_rows);
  jig_autofree JigGradHess *partial = NULL;
  Build build = { shape, binned, gradient->pairs, rows, histogram };

  if (n_chunks <= 1)
    {
      build_chunk (0, 0, n_rows, &build);
      return TRUE;
    }

  partial = jig_alloc (n_chunks, shape->n_cells * sizeof *partial, _("the histograms"), error);
  build.partial = partial;
  if (partial == NULL ||
      !jig_parallel_for_checked (n_rows, chunk_rows, build_chunk, &build, progress, NULL, error))
    return FALSE;

  memcpy (histogram, partial, shape->n_cells * sizeof *histogram);
  for (gsize chunk = 1; chunk < n_chunks; chunk++)
    for (gsize cell = 0; cell < shape->n_cells; cell++)
      {
        histogram[cell].grad += partial[chunk * shape->n_cells + cell].grad;
        histogram[cell].hess += partial[chunk * shape->n_cells + cell].hess;
      }

  return TRUE;
}

/**
 * jig_histogram_subtract:
 * @parent: (n_cells,) a node's histogram; becomes that of its other child
 * @child: (n_cells,) the histogram of one of its children
 * @n_cells: how many cells there are
 *
 * Gets a node's second child for the price of a subtraction, exactly.
 */
void
jig_histogram_subtract (JigGradHess       *parent,
                        const JigGradHess *child,
                        gsize              n_cells)
{
  for (gsize cell = 0; cell < n_cells; cell++)
    {
      parent[cell].grad -= child[cell].grad;
      parent[cell].hess -= child[cell].hess;
    }
}
