#include "core/model/key-set.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>

#define FIRST_SLOTS 1024

struct _JigKeySet
{
  gsize    most;
  gsize    n_keys;
  gint64   n_repeated;   /* negative: there were more than @most */
  guint64 *slots;        /* (n_slots,) 0: free; at most half of them are used */
  gsize    n_slots;
};

/**
 * jig_key_set_new:
 * @most: how many different keys it remembers
 *
 * Returns: (transfer full): a set without keys
 */
JigKeySet *
jig_key_set_new (gsize most)
{
  JigKeySet *self = g_new0 (JigKeySet, 1);

  self->most = most;

  return self;
}

void
jig_key_set_free (JigKeySet *self)
{
  if (self == NULL)
    return;

  jig_free (self->slots);
  g_free (self);
}

/* FALSE: it was there. */
static gboolean
put (guint64 *slots,
     gsize    n_slots,
     guint64  key)
{
  gsize slot = (gsize) key & (n_slots - 1);

  while (slots[slot] != 0 && slots[slot] != key)
    slot = (slot + 1) & (n_slots - 1);
  if (slots[slot] == key)
    return FALSE;

  slots[slot] = key;

  return TRUE;
}

static gboolean
grow (JigKeySet  *self,
      GError    **error)
{
  gsize n_slots = MAX (2 * self->n_slots, FIRST_SLOTS);
  guint64 *slots = jig_alloc (n_slots, sizeof *slots, _("the keys of the rows"), error);

  if (slots == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i] != 0)
      put (slots, n_slots, self->slots[i]);
  jig_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;

  return TRUE;
}

/**
 * jig_key_set_add:
 * @self: a set
 * @key: the hash of a key
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_key_set_add (JigKeySet  *self,
                 guint64     key,
                 GError    **error)
{
  if (self->n_repeated < 0)
    return TRUE;
  if (2 * self->n_keys >= self->n_slots && !grow (self, error))
    return FALSE;

  if (!put (self->slots, self->n_slots, MAX (key, 1)))
    self->n_repeated++;
  else if (++self->n_keys > self->most)
    {
      self->n_repeated = -1;
      g_clear_pointer (&self->slots, jig_free);
    }

  return TRUE;
}

/**
 * jig_key_set_get_n_repeated:
 * @self: a set
 *
 * Returns: how many keys came again; negative if there were too many different
 *   ones to tell
 */
gint64
jig_key_set_get_n_repeated (const JigKeySet *self)
{
  return self->n_repeated;
}
