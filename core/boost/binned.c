#include "core/boost/binned.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_ROWS 8192

/* Rows of up to a cache line do not straddle two. */
static gsize
choose_stride (gsize n_features)
{
  gsize stride = 1;

  if (n_features > 32)
    return (n_features + 63) / 64 * 64;

  while (stride < n_features)
    stride *= 2;

  return stride;
}

typedef struct
{
  const JigSamples *samples;
  JigBinned        *binned;
} Encoding;

static void
encode_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Encoding *encoding = data;
  const JigBinned *binned = encoding->binned;
  const gsize n_features = encoding->samples->n_features;

  for (gsize row = begin; row < end; row++)
    for (gsize feature = 0; feature < n_features; feature++)
      binned->codes[row * binned->stride + feature] =
        jig_binning_find (binned->binning, feature,
                          encoding->samples->features[row * n_features + feature]);
}

/**
 * jig_binned_new:
 * @binning: where the features are cut; must outlive the result
 * @samples: the rows
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the rows as bin codes, or %NULL with @error set
 */
JigBinned *
jig_binned_new (const JigBinning   *binning,
                const JigSamples   *samples,
                const JigProgress  *progress,
                GError            **error)
{
  g_autoptr(JigBinned) self = g_new0 (JigBinned, 1);
  Encoding encoding = { samples, self };
  /* A chunk is the same work whether rows are short or long. */
  const gsize chunk_rows = MAX (CHUNK_ROWS * 16 / (samples->n_features + 15), 1);

  g_return_val_if_fail (binning->n_features == samples->n_features, NULL);

  self->binning = binning;
  self->n_rows = samples->n_rows;
  self->stride = choose_stride (samples->n_features);
  self->codes = jig_alloc (self->n_rows, self->stride, _("the bins of all rows"), error);
  if (self->codes == NULL ||
      !jig_parallel_for_checked (self->n_rows, chunk_rows, encode_chunk, &encoding, progress,
                                 _("Binning"), error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * jig_binned_free:
 * @self: (transfer full) (nullable): a table of bin codes
 */
void
jig_binned_free (JigBinned *self)
{
  if (self == NULL)
    return;

  jig_free (self->codes);
  g_free (self);
}

typedef struct
{
  const guint8  *codes;      /* of the feature: (n_rows) with a stride */
  gsize          stride;
  guint8         bin;
  guint8         missing;    /* the code of a missing value */
  gboolean       missing_left;
  const guint32 *rows;       /* (n_rows,) */
  guint32       *scratch;    /* (n_rows,) of a chunk: left from the front, right from the back */
  gsize         *n_left;     /* (n_chunks,) */
} Partition;

/* Without a branch on the data: both places are written, one of them stays. */
static void
partition_chunk (gsize    chunk,
                 gsize    begin,
                 gsize    end,
                 gpointer data)
{
  const Partition *partition = data;
  gsize left = begin;
  gsize right = end - 1;

  for (gsize i = begin; i < end; i++)
    {
      const guint32 row = partition->rows[i];
      const guint8 code = partition->codes[row * partition->stride];
      const gboolean is_left = code == partition->missing
                               ? partition->missing_left
                               : code <= partition->bin;

      partition->scratch[is_left ? left : right] = row;
      left += is_left ? 1 : 0;
      right -= is_left ? 0 : 1;
    }

  partition->n_left[chunk] = left - begin;
}

/* Puts the left parts of all chunks, then the right ones, back into the list. */
static gsize
gather (const Partition *partition,
        gsize            n_rows,
        guint32         *rows)
{
  gsize left = 0;
  gsize right;
  gsize n_left;

  for (gsize begin = 0, chunk = 0; begin < n_rows; begin += CHUNK_ROWS, chunk++)
    {
      memcpy (rows + left, partition->scratch + begin, partition->n_left[chunk] * sizeof *rows);
      left += partition->n_left[chunk];
    }

  n_left = left;
  right = left;
  for (gsize begin = 0, chunk = 0; begin < n_rows; begin += CHUNK_ROWS, chunk++)
    for (gsize i = MIN (begin + CHUNK_ROWS, n_rows); i-- > begin + partition->n_left[chunk];)
      rows[right++] = partition->scratch[i];

  return n_left;
}

/**
 * jig_binned_partition:
 * @self: the table
 * @question: what is asked
 * @rows: (n_rows,) rows of the table; those that go left first, each part in the
 *   order it had
 * @n_rows: how many rows there are
 * @scratch: (n_rows,) overwritten
 * @n_left: (out): how many go left
 * @progress: (nullable): asked whether to stop, not told
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and @rows as it was
 */
gboolean
jig_binned_partition (const JigBinned    *self,
                      const JigQuestion  *question,
                      guint32            *rows,
                      gsize               n_rows,
                      guint32            *scratch,
                      gsize              *n_left,
                      const JigProgress  *progress,
                      GError            **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (n_rows, CHUNK_ROWS);
  jig_autofree gsize *counts = jig_alloc (n_chunks, sizeof *counts, _("splitting a node"), error);
  Partition partition = {
    .codes = self->codes + question->feature,
    .stride = self->stride,
    .bin = question->bin,
    .missing = (guint8) (jig_binning_get_n_cuts (self->binning, question->feature) + 1),
    .missing_left = question->missing_left,
    .rows = rows,
    .scratch = scratch,
    .n_left = counts,
  };

  if (counts == NULL ||
      !jig_parallel_for_checked (n_rows, CHUNK_ROWS, partition_chunk, &partition, progress, NULL,
                                 error))
    return FALSE;

  *n_left = gather (&partition, n_rows, rows);

  return TRUE;
}
