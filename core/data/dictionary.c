#include "core/data/dictionary.h"

#include "core/base/array.h"

#include <string.h>

#define EMPTY        G_MAXUINT32
#define FIRST_SLOTS  64

struct _JigDictionary
{
  JigArray  bytes;      /* the strings, each ended by NUL */
  JigArray  offsets;    /* guint64: where each begins */
  guint32  *slots;      /* (n_slots,) open addressing: a code or EMPTY */
  gsize     n_slots;    /* a power of two, at least twice the strings */
};

JigDictionary *
jig_dictionary_new (void)
{
  JigDictionary *self = g_new0 (JigDictionary, 1);

  self->bytes = JIG_ARRAY_INIT (char, "the words of a column");
  self->offsets = JIG_ARRAY_INIT (guint64, "the words of a column");

  return self;
}

void
jig_dictionary_free (JigDictionary *self)
{
  if (self == NULL)
    return;

  jig_array_clear (&self->bytes);
  jig_array_clear (&self->offsets);
  jig_free (self->slots);
  g_free (self);
}

gsize
jig_dictionary_get_size (const JigDictionary *self)
{
  return self->offsets.n_items;
}

/* FNV-1a with a final mix (Fowler, Noll, Vo 1991). */
static guint64
hash_text (const char *text,
           gsize       length)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash ^ (hash >> 29);
}

static const char *
word_at (const JigDictionary *self,
         guint32              code,
         gsize               *length)
{
  const guint64 *offsets = self->offsets.items;
  gsize end = code + 1 < self->offsets.n_items ? offsets[code + 1] : self->bytes.n_items;

  *length = end - offsets[code] - 1;

  return (const char *) self->bytes.items + offsets[code];
}

/* Where the string is, or where it would be put. */
static gsize
find_slot (const JigDictionary *self,
           const char          *text,
           gsize                length)
{
  gsize slot = hash_text (text, length) & (self->n_slots - 1);

  while (self->slots[slot] != EMPTY)
    {
      gsize known_length;
      const char *known = word_at (self, self->slots[slot], &known_length);

      if (known_length == length && memcmp (known, text, length) == 0)
        break;
      slot = (slot + 1) & (self->n_slots - 1);
    }

  return slot;
}

static gboolean
grow (JigDictionary  *self,
      GError        **error)
{
  gsize n_slots = MAX (FIRST_SLOTS, self->n_slots * 2);
  guint32 *slots = jig_alloc (n_slots, sizeof *slots, "the words of a column", error);

  if (slots == NULL)
    return FALSE;

  memset (slots, 0xff, n_slots * sizeof *slots);
  jig_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
  for (guint32 code = 0; code < self->offsets.n_items; code++)
    {
      gsize length;
      const char *text = word_at (self, code, &length);

      self->slots[find_slot (self, text, length)] = code;
    }

  return TRUE;
}

static gboolean
append (JigDictionary  *self,
        const char     *text,
        gsize           length,
        GError        **error)
{
  guint64 offset = self->bytes.n_items;

  return jig_array_reserve (&self->bytes, length + 1, error) &&
         jig_array_append (&self->offsets, &offset, 1, error) &&
         jig_array_append (&self->bytes, text, length, error) &&
         jig_array_append (&self->bytes, "", 1, error);
}

/**
 * jig_dictionary_add:
 * @self: a dictionary
 * @text: (array length=length): a string without NUL
 * @length: in bytes
 * @code: (out): its code
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_dictionary_add (JigDictionary  *self,
                    const char     *text,
                    gsize           length,
                    guint32        *code,
                    GError        **error)
{
  gsize slot;

  if (self->offsets.n_items * 2 >= self->n_slots && !grow (self, error))
    return FALSE;

  slot = find_slot (self, text, length);
  if (self->slots[slot] == EMPTY)
    {
      guint32 fresh = (guint32) self->offsets.n_items;

      if (!append (self, text, length, error))
        return FALSE;
      self->slots[slot] = fresh;
    }
  *code = self->slots[slot];

  return TRUE;
}

/**
 * jig_dictionary_finish:
 * @self: a dictionary, empty afterwards
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the strings, or %NULL with @error set
 */
JigStringTable *
jig_dictionary_finish (JigDictionary  *self,
                       GError        **error)
{
  guint64 end = self->bytes.n_items;
  gsize n_strings = self->offsets.n_items;
  gpointer bytes;
  gpointer offsets;

  if (!jig_array_append (&self->offsets, &end, 1, error) ||
      !jig_array_reserve (&self->bytes, 1, error))
    return NULL;

  bytes = jig_array_steal (&self->bytes, NULL);
  offsets = jig_array_steal (&self->offsets, NULL);
  g_clear_pointer (&self->slots, jig_free);
  self->n_slots = 0;

  return jig_string_table_new_take (bytes, offsets, n_strings);
}
