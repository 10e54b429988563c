/* The rows of a node that is split. Tested by tests/core/boost/grow.c. */

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/boost/boost-kernels.h"
#include "core/boost/categories.h"
#include "core/boost/grow-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_ROWS 16384

typedef struct
{
  JigPartition       partition;  /* of all rows of the node */
  gsize             *n_left;     /* (n_chunks,) */
  const JigLevelSet *set;        /* (nullable) what goes right instead */
} Parting;

static void
part_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Parting *parting = data;
  JigPartition own = parting->partition;

  own.rows += begin;
  own.right += begin;
  parting->n_left[chunk] = parting->set != NULL
                           ? jig_category_part (parting->set, own.codes, own.rows, end - begin,
                                                own.right)
                           : jig_boost_kernels_get ()->part (&own, end - begin);
}

/* Puts the left parts of all chunks, then the right ones, one after the other. */
static gsize
gather (const JigPartition *partition,
        const gsize        *n_left,
        gsize               n_rows)
{
  guint32 *rows = partition->rows;
  gsize n_all_left = 0;
  gsize place;

  for (gsize begin = 0, chunk = 0; begin < n_rows; begin += CHUNK_ROWS, chunk++)
    {
      if (n_all_left != begin)
        memmove (rows + n_all_left, rows + begin, n_left[chunk] * sizeof *rows);
      n_all_left += n_left[chunk];
    }

  place = n_all_left;
  for (gsize begin = 0, chunk = 0; begin < n_rows; begin += CHUNK_ROWS, chunk++)
    {
      const gsize n_right = MIN (CHUNK_ROWS, n_rows - begin) - n_left[chunk];

      memcpy (rows + place, partition->right + begin, n_right * sizeof *rows);
      place += n_right;
    }

  return n_all_left;
}

/**
 * jig_grow_part:
 * @growth: the tree
 * @open: a node
 * @question: what is asked in it
 * @n_left: (out): how many of its rows go left
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Puts those of its rows that go left first; both parts keep their order.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_part (JigGrowth          *growth,
               const JigGrowOpen  *open,
               const JigQuestion  *question,
               gsize              *n_left,
               GError            **error)
{
  const JigBinnedFeature *feature = &growth->grow->binned->features[question->feature];
  const gsize n_rows = open->end - open->begin;
  const gsize n_chunks = jig_parallel_n_chunks (n_rows, CHUNK_ROWS);
  jig_autofree gsize *many = NULL;
  gsize one;
  Parting parting = {
    { feature->codes, question->bin, (guint8) feature->n_bins, question->missing_left,
      growth->rows + open->begin, growth->grow->scratch + open->begin },
    &one, question->is_set ? &question->set : NULL,
  };

  if (n_chunks > 1)
    {
      many = jig_alloc (n_chunks, sizeof *many, _("splitting a node"), error);
      if (many == NULL)
        return FALSE;
      parting.n_left = many;
    }

  if (!jig_parallel_for_checked (n_rows, CHUNK_ROWS, part_chunk, &parting, &growth->quiet, NULL,
                                 error))
    return FALSE;
  *n_left = gather (&parting.partition, parting.n_left, n_rows);

  return TRUE;
}
