/* The hash of a column: its type, its name, and the hashes of chunks of its
 * values, which are made in parallel and joined in their order. */

#include "core/base/parallel.h"
#include "core/data/column.h"

#include <math.h>

#define CHUNK_ROWS   65536
/* Chunks whose hashes wait for each other: this much needs no allocation. */
#define BATCH_CHUNKS 32
/* Values that are put in little-endian order at a time. */
#define BLOCK_ITEMS  512

typedef struct
{
  const JigColumn *column;
  gsize            first;                    /* the first row of the batch */
  char            *digests[BATCH_CHUNKS];
} Batch;

static void
add_numbers (const double *values,
             gsize         n_values,
             JigHash      *hash)
{
  union
  {
    double  value;
    guint64 bits;
  } item;
  guint64 block[BLOCK_ITEMS];

  /* Every NaN means "missing"; which one it is depends on where it came from. */
  for (gsize i = 0; i < n_values; i++)
    {
      item.value = isnan (values[i]) ? (double) NAN : values[i];
      block[i] = GUINT64_TO_LE (item.bits);
    }

  jig_hash_add_bytes (hash, block, n_values * sizeof *block);
}

static void
add_codes (const guint32 *codes,
           gsize          n_codes,
           JigHash       *hash)
{
  guint32 block[BLOCK_ITEMS];

  for (gsize i = 0; i < n_codes; i++)
    block[i] = GUINT32_TO_LE (codes[i]);

  jig_hash_add_bytes (hash, block, n_codes * sizeof *block);
}

static void
add_times (const gint64 *times,
           gsize         n_times,
           JigHash      *hash)
{
  gint64 block[BLOCK_ITEMS];

  for (gsize i = 0; i < n_times; i++)
    block[i] = GINT64_TO_LE (times[i]);

  jig_hash_add_bytes (hash, block, n_times * sizeof *block);
}

static void
add_strings (JigStringTable *strings,
             gsize           begin,
             gsize           end,
             JigHash        *hash)
{
  for (gsize i = begin; i < end; i++)
    {
      gsize length;
      const char *string = jig_string_table_get (strings, i, &length);

      jig_hash_add_bytes (hash, string, length);
    }
}

static void
add_block (const JigColumn *column,
           gsize            begin,
           gsize            end,
           JigHash         *hash)
{
  switch (jig_column_get_type_id (column))
    {
    case JIG_COLUMN_NUMBER:
      add_numbers (jig_column_get_numbers (column) + begin, end - begin, hash);
      return;

    case JIG_COLUMN_CATEGORY:
      add_codes (jig_column_get_codes (column) + begin, end - begin, hash);
      return;

    case JIG_COLUMN_TIME:
      add_times (jig_column_get_times (column) + begin, end - begin, hash);
      return;

    case JIG_COLUMN_BOOLEAN:
      jig_hash_add_bytes (hash, jig_column_get_booleans (column) + begin, end - begin);
      return;

    case JIG_COLUMN_TEXT:
      add_strings (jig_column_get_cells (column), begin, end, hash);
      return;

    default:
      g_return_if_reached ();
    }
}

static void
hash_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  Batch *batch = data;
  JigHash *hash = jig_hash_new ();

  for (gsize row = begin; row < end; row += BLOCK_ITEMS)
    add_block (batch->column, batch->first + row, batch->first + MIN (row + BLOCK_ITEMS, end),
               hash);

  batch->digests[chunk] = jig_hash_finish (hash);
}

static void
add_batch (Batch   *batch,
           gsize    n_rows,
           JigHash *hash)
{
  jig_parallel_for (n_rows, CHUNK_ROWS, hash_chunk, batch);

  for (gsize chunk = 0; chunk < jig_parallel_n_chunks (n_rows, CHUNK_ROWS); chunk++)
    {
      jig_hash_add_string (hash, batch->digests[chunk]);
      g_free (batch->digests[chunk]);
    }
}

/**
 * jig_column_add_to_hash:
 * @self: a column
 * @hash: gets the name, the type and the values of the column
 *
 * The same values under the same name give the same hash on every machine and
 * for any number of threads. Two categories with the same texts but their levels
 * in another order are different.
 */
void
jig_column_add_to_hash (const JigColumn *self,
                        JigHash         *hash)
{
  JigStringTable *levels;
  gsize n_rows;

  g_return_if_fail (self != NULL);
  g_return_if_fail (hash != NULL);

  n_rows = jig_column_get_n_rows (self);
  levels = jig_column_get_levels (self);

  jig_hash_add_string (hash, jig_column_type_name (jig_column_get_type_id (self)));
  jig_hash_add_string (hash, jig_column_get_name (self));
  jig_hash_add_uint (hash, jig_column_has_clock (self));
  jig_hash_add_string (hash, jig_column_get_word (self, FALSE));
  jig_hash_add_string (hash, jig_column_get_word (self, TRUE));
  jig_hash_add_uint (hash, n_rows);

  if (levels != NULL)
    {
      jig_hash_add_uint (hash, jig_string_table_get_size (levels));
      add_strings (levels, 0, jig_string_table_get_size (levels), hash);
    }

  for (gsize row = 0; row < n_rows; row += CHUNK_ROWS * BATCH_CHUNKS)
    {
      Batch batch = { .column = self, .first = row };

      add_batch (&batch, MIN (n_rows - row, CHUNK_ROWS * BATCH_CHUNKS), hash);
    }
}
