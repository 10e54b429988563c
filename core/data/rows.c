#include "core/data/rows.h"

#include "core/base/alloc.h"
#include "core/base/hash.h"

#include <string.h>

struct _JigRows
{
  guint32 *ids;      /* (n_rows,) */
  gsize    n_rows;
};

/**
 * jig_rows_new_take:
 * @ids: (transfer full) (array length=n_rows): row numbers, from jig_alloc()
 * @n_rows: how many there are
 *
 * Returns: (transfer full): rows that own @ids
 */
JigRows *
jig_rows_new_take (guint32 *ids,
                   gsize    n_rows)
{
  JigRows *self;

  g_return_val_if_fail (ids != NULL || n_rows == 0, NULL);

  self = g_atomic_rc_box_new0 (JigRows);
  self->ids = ids;
  self->n_rows = n_rows;

  return self;
}

/**
 * jig_rows_new_copy:
 * @ids: (array length=n_rows): row numbers
 * @n_rows: how many there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): rows with a copy of @ids, or %NULL with @error set
 */
JigRows *
jig_rows_new_copy (const guint32  *ids,
                   gsize           n_rows,
                   GError        **error)
{
  guint32 *copy;

  g_return_val_if_fail (ids != NULL || n_rows == 0, NULL);

  copy = jig_alloc (n_rows, sizeof *copy, "row numbers", error);
  if (copy == NULL)
    return NULL;

  if (n_rows > 0)
    memcpy (copy, ids, n_rows * sizeof *copy);

  return jig_rows_new_take (copy, n_rows);
}

/**
 * jig_rows_new_all:
 * @n_rows: how many rows the frame has
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the rows 0, 1, ..., or %NULL with @error set
 */
JigRows *
jig_rows_new_all (gsize    n_rows,
                  GError **error)
{
  guint32 *ids;

  g_return_val_if_fail (n_rows <= G_MAXUINT32, NULL);

  ids = jig_alloc (n_rows, sizeof *ids, "row numbers", error);
  if (ids == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    ids[i] = (guint32) i;

  return jig_rows_new_take (ids, n_rows);
}

JigRows *
jig_rows_ref (JigRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
rows_clear (gpointer data)
{
  JigRows *self = data;

  jig_free (self->ids);
}

void
jig_rows_unref (JigRows *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, rows_clear);
}

gsize
jig_rows_get_size (const JigRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

/**
 * jig_rows_get_ids:
 * @self: some rows
 *
 * Returns: (transfer none): (n_rows,) the row numbers, counted from 0
 */
const guint32 *
jig_rows_get_ids (const JigRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ids;
}

/**
 * jig_rows_dup_hash:
 * @self: some rows
 *
 * Returns: (transfer full): a hash that is the same for the same rows in the
 *   same order, on every machine
 */
char *
jig_rows_dup_hash (const JigRows *self)
{
  JigHash *hash;
  guint32 block[1024];

  g_return_val_if_fail (self != NULL, NULL);

  hash = jig_hash_new ();
  jig_hash_add_string (hash, "rows");
  jig_hash_add_uint (hash, self->n_rows);

  for (gsize begin = 0; begin < self->n_rows; begin += G_N_ELEMENTS (block))
    {
      gsize n = MIN (self->n_rows - begin, G_N_ELEMENTS (block));

      for (gsize i = 0; i < n; i++)
        block[i] = GUINT32_TO_LE (self->ids[begin + i]);
      jig_hash_add_bytes (hash, block, n * sizeof *block);
    }

  return jig_hash_finish (hash);
}
