/* Which rows and which features a tree sees. */

#include "core/boost/row-sample.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/base/random.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_ROWS JIG_ROW_SAMPLE_CHUNK

typedef struct
{
  guint64  seed;
  double   bound;    /* numbers below it are kept, of 2^32 */
  guint32 *kept;     /* (n_rows,) of a chunk: kept from the front, others from the back */
  gsize   *n_kept;   /* (n_chunks,) */
} Drawing;

/* Each chunk has its own stream, so that nothing depends on who draws first. */
static void
draw_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Drawing *drawing = data;
  gsize front = begin;
  gsize back = end - 1;
  JigRandom random;

  jig_random_init (&random, drawing->seed, "row-sample", chunk);

  for (gsize row = begin; row < end; row++)
    {
      const gboolean is_kept = (double) jig_random_uint32 (&random) < drawing->bound;

      drawing->kept[is_kept ? front : back] = (guint32) row;
      front += is_kept ? 1 : 0;
      back -= is_kept ? 0 : 1;
    }

  drawing->n_kept[chunk] = front - begin;
}

/**
 * jig_row_sample_join:
 * @kept: (n_rows,) of each %JIG_ROW_SAMPLE_CHUNK of them those that are kept, from
 *   the front, and the others from the back
 * @counts: (n_chunks,) how many of each are kept
 * @n_rows: how many rows there are
 * @rows: (out caller-allocates): (n_rows,) the rows that are kept, and after them
 *   the others
 * @n_kept: (out): how many are kept
 */
void
jig_row_sample_join (const guint32 *kept,
                     const gsize   *counts,
                     gsize          n_rows,
                     guint32       *rows,
                     gsize         *n_kept)
{
  const gsize n_chunks = jig_parallel_n_chunks (n_rows, CHUNK_ROWS);
  gsize front = 0;
  gsize back;

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    {
      memcpy (rows + front, kept + chunk * CHUNK_ROWS, counts[chunk] * sizeof *rows);
      front += counts[chunk];
    }

  *n_kept = front;
  back = front;
  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    {
      const gsize begin = chunk * CHUNK_ROWS;

      for (gsize i = MIN (begin + CHUNK_ROWS, n_rows); i-- > begin + counts[chunk];)
        rows[back++] = kept[i];
    }
}

/**
 * jig_row_sample_rows:
 * @n_rows: how many rows there are
 * @share: how many of them a tree sees, above 0 and up to 1
 * @seed: the seed of the fit
 * @round: the round, whose trees see the same rows
 * @rows: (out caller-allocates): (n_rows,) the rows that are seen, rising, and
 *   after them the others
 * @n_kept: (out): how many are seen
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Every row is seen with the same probability, whatever happens to the others.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_row_sample_rows (gsize               n_rows,
                     double              share,
                     guint64             seed,
                     guint64             round,
                     guint32            *rows,
                     gsize              *n_kept,
                     const JigProgress  *progress,
                     GError            **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (n_rows, CHUNK_ROWS);
  jig_autofree guint32 *kept = jig_alloc (n_rows, sizeof *kept, _("choosing rows"), error);
  jig_autofree gsize *counts = NULL;
  Drawing drawing = { jig_random_hash (seed, "row-sample", round), share * 4294967296.0, kept };

  if (kept == NULL)
    return FALSE;
  counts = jig_alloc (n_chunks, sizeof *counts, _("choosing rows"), error);
  drawing.n_kept = counts;
  if (counts == NULL ||
      !jig_parallel_for_checked (n_rows, CHUNK_ROWS, draw_chunk, &drawing, progress, NULL, error))
    return FALSE;

  jig_row_sample_join (kept, counts, n_rows, rows, n_kept);

  return TRUE;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const guint64 *first = a;
  const guint64 *second = b;

  return (*first > *second) - (*first < *second);
}

/**
 * jig_row_sample_columns:
 * @columns: (n_columns,) features, rising; those that are chosen are put first,
 *   rising too
 * @n_columns: how many these are
 * @share: how many of them are chosen, above 0 and up to 1
 * @key: what the choice depends on
 * @keys: (n_columns,) overwritten
 *
 * Chooses exactly ceil (share * n_columns) of them: those of the smallest hashes.
 *
 * Returns: how many are chosen
 */
gsize
jig_row_sample_columns (guint32 *columns,
                        gsize    n_columns,
                        double   share,
                        guint64  key,
                        guint64 *keys)
{
  /* What 0.3 * 10 is too much by is no column. */
  const double wanted = ceil (share * (double) n_columns - 1e-9);
  const gsize n_wanted = CLAMP ((gsize) MAX (wanted, 1.0), 1, n_columns);

  /* The column's number in the low bits makes all keys different. */
  for (gsize i = 0; i < n_columns; i++)
    keys[i] = (jig_random_hash (key, "column", columns[i]) & ~(guint64) 0xffffff) | columns[i];
  qsort (keys, n_columns, sizeof *keys, compare_keys);

  for (gsize i = 0; i < n_wanted; i++)
    keys[i] &= 0xffffff;
  qsort (keys, n_wanted, sizeof *keys, compare_keys);
  for (gsize i = 0; i < n_wanted; i++)
    columns[i] = (guint32) keys[i];

  return n_wanted;
}
