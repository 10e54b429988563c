#include "core/boost/histogram.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/boost/boost-kernels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A node with fewer rows is one chunk: sharing it would cost more than it saves. */
#define CHUNK_ROWS 32768

/* How many partial histograms there are at most. */
#define MAX_CHUNKS 16

struct _JigHistogramRoom
{
  const JigBinned *binned;
  gpointer         partials;     /* (n_chunks, n_cells + n_joint_cells) sums */
  gsize            n_bytes;      /* of @partials */
};

typedef struct
{
  const JigBinned       *binned;
  const JigGradient     *gradient;
  const JigBoostKernels *kernels;
  const guint32         *rows;         /* (n_rows,) the rows of this node */
  gsize                  chunk_rows;
  gsize                  n_rows;
  gsize                  cell_size;
  guint8                *histogram;    /* (n_cells,) of the first chunk */
  guint8                *joint;        /* (n_joint_cells,) of the first chunk */
  guint8                *partials;     /* (n_chunks - 1, n_cells + n_joint_cells) of the others */
} Build;

/**
 * jig_histogram_room_new:
 * @binned: the rows; must outlive the result
 *
 * Returns: (transfer full): room that is still empty
 */
JigHistogramRoom *
jig_histogram_room_new (const JigBinned *binned)
{
  JigHistogramRoom *self = g_new0 (JigHistogramRoom, 1);

  self->binned = binned;

  return self;
}

/**
 * jig_histogram_room_free:
 * @self: (transfer full) (nullable): room
 */
void
jig_histogram_room_free (JigHistogramRoom *self)
{
  if (self == NULL)
    return;

  jig_free (self->partials);
  g_free (self);
}

static gsize
get_cell_size (const JigGradient *gradient)
{
  return gradient->is_wide ? 2 * sizeof (gint64) : sizeof (guint64);
}

/**
 * jig_histogram_get_size:
 * @binned: the rows
 * @gradient: their derivatives
 *
 * Returns: how many bytes a histogram has
 */
gsize
jig_histogram_get_size (const JigBinned   *binned,
                        const JigGradient *gradient)
{
  return binned->n_cells * get_cell_size (gradient);
}

static guint8 *
require_partials (JigHistogramRoom  *self,
                  gsize              n_bytes,
                  GError           **error)
{
  if (self->n_bytes < n_bytes)
    {
      g_clear_pointer (&self->partials, jig_free);
      self->n_bytes = 0;
      self->partials = jig_alloc (n_bytes, 1, _("the histograms"), error);
      if (self->partials == NULL)
        return NULL;
      self->n_bytes = n_bytes;
    }

  return self->partials;
}

/* The cells of a block in what chunk @chunk writes to. */
static guint8 *
find_cells (const Build *build,
            gsize        chunk,
            gsize        block)
{
  const JigBinned *binned = build->binned;
  const gboolean is_plain = block < binned->n_plain_blocks;
  const gsize first = binned->blocks[block].first_cell * build->cell_size;
  const gsize n_bytes = (binned->n_cells + binned->n_joint_cells) * build->cell_size;

  if (chunk == 0)
    return (is_plain ? build->histogram : build->joint) + first;

  return build->partials + (chunk - 1) * n_bytes +
         (is_plain ? 0 : binned->n_cells * build->cell_size) + first;
}

/* Sums of what keeps every bit, the obvious way. */
static void
add_fine (const Build    *build,
          const JigBlock *block,
          gsize           begin,
          gsize           end,
          gint64         *cells)
{
  for (gsize i = begin; i < end; i++)
    {
      const guint32 row = build->rows[i];
      const guint8 *codes = build->binned->codes + row * build->binned->stride + block->first_code;
      const JigGradHess pair = build->gradient->fine[row];

      for (guint32 j = 0; j < block->n_codes; j++)
        {
          gint64 *cell = cells + 2 * (j * block->stride + codes[j]);

          cell[0] += pair.hess;
          cell[1] += pair.grad;
        }
    }
}

static void
add_rows (const Build *build,
          gsize        block,
          gsize        begin,
          gsize        end,
          guint8      *cells)
{
  const JigBinned *binned = build->binned;

  if (build->gradient->fine != NULL)
    add_fine (build, &binned->blocks[block], begin, end, (gint64 *) (gpointer) cells);
  else if (build->gradient->is_wide)
    build->kernels->add_wide (&binned->blocks[block], binned->codes, binned->stride,
                              build->gradient->pairs, build->rows + begin, end - begin,
                              (gint64 *) (gpointer) cells);
  else
    build->kernels->add_packed (&binned->blocks[block], binned->codes, binned->stride,
                                build->gradient->pairs, build->rows + begin, end - begin,
                                (guint64 *) (gpointer) cells);
}

/* An item is a block of a chunk of rows. */
static void
build_items (gsize    task,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Build *build = data;
  const gsize n_blocks = build->binned->n_blocks;

  for (gsize item = begin; item < end; item++)
    {
      const gsize chunk = item / n_blocks;
      const gsize block = item % n_blocks;
      const JigBlock *shape = &build->binned->blocks[block];
      const gsize first_row = chunk * build->chunk_rows;
      guint8 *cells = find_cells (build, chunk, block);

      memset (cells, 0, (gsize) shape->n_codes * shape->stride * build->cell_size);
      add_rows (build, block, first_row, MIN (first_row + build->chunk_rows, build->n_rows), cells);
    }
}

/* Sums of 64 bits, whatever they are of. */
static void
add_words (guint64       *restrict to,
           const guint64 *restrict from,
           gsize                   n_words)
{
  for (gsize i = 0; i < n_words; i++)
    to[i] += from[i];
}

static void
join_chunks (const Build *build,
             gsize        n_chunks)
{
  const JigBinned *binned = build->binned;
  const gsize n_bytes = (binned->n_cells + binned->n_joint_cells) * build->cell_size;
  gsize n_plain_bytes = 0;

  for (gsize i = 0; i < binned->n_plain_blocks; i++)
    n_plain_bytes += (gsize) binned->blocks[i].n_codes * binned->blocks[i].stride *
                     build->cell_size;

  for (gsize chunk = 1; chunk < n_chunks; chunk++)
    {
      const guint8 *partial = build->partials + (chunk - 1) * n_bytes;

      add_words ((guint64 *) (gpointer) build->histogram, (const guint64 *) (gconstpointer) partial,
                 n_plain_bytes / sizeof (guint64));
      add_words ((guint64 *) (gpointer) build->joint,
                 (const guint64 *) (gconstpointer) (partial + binned->n_cells * build->cell_size),
                 binned->n_joint_cells * build->cell_size / sizeof (guint64));
    }
}

/* What each bin of one feature weighs, whatever the others of its code are. */
static void
part_feature (const JigBinnedFeature *feature,
              const guint64          *joint,
              guint                   n_words,
              guint64                *cells)
{
  const guint32 n_around = feature->divisor * feature->radix;

  for (guint32 bin = 0; bin <= feature->n_bins; bin++)
    for (guint word = 0; word < n_words; word++)
      cells[bin * n_words + word] = 0;

  for (guint32 around = 0; around < feature->n_joint_cells; around += n_around)
    for (guint32 bin = 0; bin < feature->radix; bin++)
      for (guint32 i = 0; i < feature->divisor; i++)
        for (guint word = 0; word < n_words; word++)
          cells[bin * n_words + word] +=
            joint[(around + bin * feature->divisor + i) * n_words + word];
}

static void
part_joint (const Build *build)
{
  const JigBinned *binned = build->binned;
  const guint n_words = (guint) (build->cell_size / sizeof (guint64));

  if (binned->n_joint_cells == 0)
    return;

  for (gsize i = 0; i < binned->binning->n_features; i++)
    {
      const JigBinnedFeature *feature = &binned->features[i];

      if (feature->n_joint_cells > 0)
        part_feature (feature,
                      (const guint64 *) (gconstpointer)
                      (build->joint + feature->first_joint_cell * build->cell_size), n_words,
                      (guint64 *) (gpointer)
                      (build->histogram + feature->first_cell * build->cell_size));
    }
}

/**
 * jig_histogram_build:
 * @room: room to build in
 * @gradient: the derivatives of all rows, rounded
 * @rows: (n_rows,) the rows that reached a node
 * @n_rows: how many these are
 * @histogram: jig_histogram_get_size() bytes, overwritten
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Sums the derivatives of a node's rows by bin. Sums of integers: neither the
 * order of rows nor how they are shared makes a difference.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_histogram_build (JigHistogramRoom   *room,
                     const JigGradient  *gradient,
                     const guint32      *rows,
                     gsize               n_rows,
                     gpointer            histogram,
                     const JigProgress  *progress,
                     GError            **error)
{
  const JigBinned *binned = room->binned;
  const gsize cell_size = get_cell_size (gradient);
  const gsize chunk_rows = MAX (CHUNK_ROWS, (n_rows + MAX_CHUNKS - 1) / MAX_CHUNKS);
  const gsize n_chunks = MAX (jig_parallel_n_chunks (n_rows, chunk_rows), 1);
  const gsize n_joint_bytes = binned->n_joint_cells * cell_size;
  const gsize n_partial_bytes = n_joint_bytes + (n_chunks - 1) *
                                (binned->n_cells * cell_size + n_joint_bytes);
  Build build = { binned, gradient, jig_boost_kernels_get (), rows, chunk_rows, n_rows, cell_size,
                  histogram };

  if (n_partial_bytes > 0)
    {
      build.joint = require_partials (room, n_partial_bytes, error);
      if (build.joint == NULL)
        return FALSE;
      build.partials = build.joint + n_joint_bytes;
    }

  if (n_chunks == 1)
    build_items (0, 0, binned->n_blocks, &build);
  else if (!jig_parallel_for_checked (n_chunks * binned->n_blocks, 1, build_items, &build, progress,
                                      NULL, error))
    return FALSE;

  join_chunks (&build, n_chunks);
  part_joint (&build);

  return TRUE;
}

/**
 * jig_histogram_subtract:
 * @binned: the rows
 * @gradient: their derivatives
 * @parent: the histogram of a node; becomes that of its other child
 * @child: the histogram of one of its children
 *
 * Gets a node's second child for the price of a subtraction, exactly.
 */
void
jig_histogram_subtract (const JigBinned   *binned,
                        const JigGradient *gradient,
                        gpointer           parent,
                        gconstpointer      child)
{
  const gsize n_words = jig_histogram_get_size (binned, gradient) / sizeof (guint64);
  guint64 *restrict to = parent;
  const guint64 *restrict from = child;

  for (gsize i = 0; i < n_words; i++)
    to[i] -= from[i];
}
