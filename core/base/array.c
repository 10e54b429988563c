#include "core/base/array.h"

#include <string.h>

/* Half as much again, so that appending one by one copies each item a few
 * times only; saturates, for jig_realloc() to refuse. */
static gsize
grown_capacity (gsize n_needed)
{
  gsize capacity;

  if (!g_size_checked_add (&capacity, n_needed, n_needed / 2) ||
      !g_size_checked_add (&capacity, capacity, 8))
    return G_MAXSIZE;

  return capacity;
}

/**
 * jig_array_reserve:
 * @self: an array
 * @n_more: how many items will be appended
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Makes room, so that appending @n_more items cannot fail.
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_array_reserve (JigArray  *self,
                   gsize      n_more,
                   GError   **error)
{
  gpointer items;
  gsize n_needed;
  gsize capacity;

  g_return_val_if_fail (self != NULL, FALSE);

  if (n_more <= self->capacity - self->n_items)
    return TRUE;

  if (!g_size_checked_add (&n_needed, self->n_items, n_more))
    n_needed = G_MAXSIZE;

  /* A first reservation is taken at its word. */
  capacity = self->capacity == 0 && n_more > 1 ? n_needed : grown_capacity (n_needed);
  items = jig_realloc (self->items, capacity, self->item_size, self->what, error);
  if (items == NULL)
    return FALSE;

  self->items = items;
  self->capacity = capacity;

  return TRUE;
}

/**
 * jig_array_append:
 * @self: an array
 * @items: (nullable): (n_items,) what to append, which must not lie in @self;
 *   %NULL appends zeros
 * @n_items: how many
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_array_append (JigArray       *self,
                  gconstpointer   items,
                  gsize           n_items,
                  GError        **error)
{
  char *end;

  if (!jig_array_reserve (self, n_items, error))
    return FALSE;

  if (n_items == 0)
    return TRUE;

  end = (char *) self->items + self->n_items * self->item_size;
  if (items != NULL)
    memcpy (end, items, n_items * self->item_size);
  else
    memset (end, 0, n_items * self->item_size);

  self->n_items += n_items;

  return TRUE;
}

/**
 * jig_array_steal:
 * @self: an array
 * @n_items: (out) (optional): how many items there are
 *
 * Takes the items out and leaves @self empty.
 *
 * Returns: (transfer full) (nullable): the items, for jig_free(); %NULL if
 *   nothing was ever reserved
 */
gpointer
jig_array_steal (JigArray *self,
                 gsize    *n_items)
{
  gpointer items;

  g_return_val_if_fail (self != NULL, NULL);

  if (n_items != NULL)
    *n_items = self->n_items;

  items = g_steal_pointer (&self->items);
  self->n_items = 0;
  self->capacity = 0;

  return items;
}

/**
 * jig_array_clear:
 * @self: an array
 *
 * Gives the memory back. The array is empty then and may be used again.
 */
void
jig_array_clear (JigArray *self)
{
  jig_free (jig_array_steal (self, NULL));
}
