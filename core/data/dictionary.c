#include "core/data/dictionary.h"

#include "core/base/array.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define FIRST_SLOTS 32

struct _JigDictionary
{
  JigArray  bytes;       /* of char: every string with its NUL */
  JigArray  offsets;     /* of guint64: where each begins, and the end of the last */
  guint32  *slots;       /* (n_slots,) code + 1, or 0; at most half of them are used */
  gsize     n_slots;     /* 0 or a power of two */
};

/**
 * jig_dictionary_new:
 *
 * Returns: (transfer full): a dictionary without strings
 */
JigDictionary *
jig_dictionary_new (void)
{
  JigDictionary *self = g_new0 (JigDictionary, 1);

  self->bytes = JIG_ARRAY_INIT (char, _("the levels of a category"));
  self->offsets = JIG_ARRAY_INIT (guint64, _("the levels of a category"));

  return self;
}

void
jig_dictionary_free (JigDictionary *self)
{
  g_return_if_fail (self != NULL);

  jig_array_clear (&self->bytes);
  jig_array_clear (&self->offsets);
  jig_free (self->slots);
  g_free (self);
}

gsize
jig_dictionary_get_size (const JigDictionary *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offsets.n_items > 0 ? self->offsets.n_items - 1 : 0;
}

/**
 * jig_dictionary_get:
 * @self: a dictionary
 * @code: the number of a string
 * @length: (out): its length in bytes
 *
 * Returns: the string, until the next one is added
 */
const char *
jig_dictionary_get (const JigDictionary *self,
                    gsize                code,
                    gsize               *length)
{
  const guint64 *offsets = self->offsets.items;

  *length = offsets[code + 1] - offsets[code] - 1;

  return (const char *) self->bytes.items + offsets[code];
}

static gboolean
is_string (const JigDictionary *self,
           gsize                code,
           const char          *string,
           gsize                length)
{
  gsize own_length;
  const char *own = jig_dictionary_get (self, code, &own_length);

  return own_length == length && memcmp (own, string, length) == 0;
}

/* The slot that holds the string, or the free one where it would stand. */
static gsize
probe (const JigDictionary *self,
       const char          *string,
       gsize                length)
{
  gsize mask = self->n_slots - 1;
  gsize slot = (gsize) jig_string_table_hash (string, length) & mask;

  while (self->slots[slot] != 0 && !is_string (self, self->slots[slot] - 1, string, length))
    slot = (slot + 1) & mask;

  return slot;
}

static gboolean
grow_slots (JigDictionary  *self,
            GError        **error)
{
  gsize n_slots = MAX (2 * self->n_slots, FIRST_SLOTS);
  guint32 *slots = jig_alloc (n_slots, sizeof *slots, _("the levels of a category"), error);

  if (slots == NULL)
    return FALSE;

  jig_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;

  for (gsize code = 0; code < jig_dictionary_get_size (self); code++)
    {
      gsize length;
      const char *string = jig_dictionary_get (self, code, &length);

      self->slots[probe (self, string, length)] = (guint32) code + 1;
    }

  return TRUE;
}

/* Everything that can fail comes before the first change. */
static gboolean
append (JigDictionary  *self,
        const char     *string,
        gsize           length,
        GError        **error)
{
  const guint64 begin = self->bytes.n_items;
  const guint64 end = begin + length + 1;
  const char nul = '\0';

  if (!jig_array_reserve (&self->bytes, length + 1, error) ||
      !jig_array_reserve (&self->offsets, 2, error))
    return FALSE;

  if (self->offsets.n_items == 0 && !jig_array_append (&self->offsets, &begin, 1, error))
    return FALSE;

  return jig_array_append (&self->bytes, string, length, error) &&
         jig_array_append (&self->bytes, &nul, 1, error) &&
         jig_array_append (&self->offsets, &end, 1, error);
}

/**
 * jig_dictionary_add:
 * @self: a dictionary
 * @string: (array length=length): UTF-8 without NUL; need not end with one
 * @length: its length in bytes
 * @code: (out): the number of the string, new or not
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and the dictionary as it was
 */
gboolean
jig_dictionary_add (JigDictionary  *self,
                    const char     *string,
                    gsize           length,
                    guint32        *code,
                    GError        **error)
{
  gsize size;
  gsize slot;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (string != NULL, FALSE);

  size = jig_dictionary_get_size (self);
  if (2 * size >= self->n_slots && !grow_slots (self, error))
    return FALSE;

  slot = probe (self, string, length);
  if (self->slots[slot] == 0)
    {
      if (!append (self, string, length, error))
        return FALSE;
      self->slots[slot] = (guint32) size + 1;
    }

  *code = self->slots[slot] - 1;

  return TRUE;
}

/**
 * jig_dictionary_finish:
 * @self: a dictionary
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * The dictionary is empty afterwards.
 *
 * Returns: (transfer full): the strings by their numbers, or %NULL with @error
 *   set
 */
JigStringTable *
jig_dictionary_finish (JigDictionary  *self,
                       GError        **error)
{
  gsize size;
  guint64 *offsets;
  char *bytes;

  g_return_val_if_fail (self != NULL, NULL);

  size = jig_dictionary_get_size (self);
  if (size == 0)
    return jig_string_table_new (NULL, 0, error);

  g_clear_pointer (&self->slots, jig_free);
  self->n_slots = 0;
  bytes = jig_array_steal (&self->bytes, NULL);
  offsets = jig_array_steal (&self->offsets, NULL);

  return jig_string_table_new_take (bytes, offsets, size);
}
