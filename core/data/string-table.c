#include "core/data/string-table.h"

#include "core/base/alloc.h"

#include <string.h>

/* Below this many strings, comparing them all is as fast as looking one up. */
#define FEW_STRINGS 16

struct _JigStringTable
{
  char    *bytes;
  guint64 *offsets;     /* (n_strings + 1,) */
  gsize    n_strings;
  guint32 *slots;       /* (atomic) (nullable) (n_slots,) string number + 1, or 0 */
};

/**
 * jig_string_table_new_take:
 * @bytes: (transfer full): the strings, each with its NUL, from jig_alloc()
 * @offsets: (transfer full) (array): (n_strings + 1,) where each string begins,
 *   and where the last one ends, from jig_alloc()
 * @n_strings: how many strings there are
 *
 * Returns: (transfer full): a table that owns both arrays
 */
JigStringTable *
jig_string_table_new_take (char    *bytes,
                           guint64 *offsets,
                           gsize    n_strings)
{
  JigStringTable *self;

  g_return_val_if_fail (bytes != NULL || n_strings == 0, NULL);
  g_return_val_if_fail (offsets != NULL, NULL);

  self = g_atomic_rc_box_new0 (JigStringTable);
  self->bytes = bytes;
  self->offsets = offsets;
  self->n_strings = n_strings;

  return self;
}

/**
 * jig_string_table_new:
 * @strings: (array): (n_strings,) what to copy
 * @n_strings: how many there are, or -1 if %NULL ends them
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a table of copies, or %NULL with @error set
 */
JigStringTable *
jig_string_table_new (const char * const  *strings,
                      gssize               n_strings,
                      GError             **error)
{
  jig_autofree guint64 *offsets = NULL;
  char *bytes;
  gsize n;

  g_return_val_if_fail (strings != NULL || n_strings == 0, NULL);

  n = n_strings < 0 ? g_strv_length ((char **) strings) : (gsize) n_strings;
  offsets = jig_alloc (n + 1, sizeof *offsets, "the places of strings", error);
  if (offsets == NULL)
    return NULL;

  for (gsize i = 0; i < n; i++)
    offsets[i + 1] = offsets[i] + strlen (strings[i]) + 1;

  bytes = jig_alloc (offsets[n], 1, "strings", error);
  if (bytes == NULL)
    return NULL;

  for (gsize i = 0; i < n; i++)
    memcpy (bytes + offsets[i], strings[i], offsets[i + 1] - offsets[i]);

  return jig_string_table_new_take (bytes, g_steal_pointer (&offsets), n);
}

JigStringTable *
jig_string_table_ref (JigStringTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
string_table_clear (gpointer data)
{
  JigStringTable *self = data;

  jig_free (self->bytes);
  jig_free (self->offsets);
  jig_free (self->slots);
}

void
jig_string_table_unref (JigStringTable *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, string_table_clear);
}

gsize
jig_string_table_get_size (const JigStringTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_strings;
}

/**
 * jig_string_table_get_n_bytes:
 * @self: a table
 *
 * Returns: how much memory the strings and their places take
 */
gsize
jig_string_table_get_n_bytes (const JigStringTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offsets[self->n_strings] - self->offsets[0] +
         (self->n_strings + 1) * sizeof *self->offsets;
}

/**
 * jig_string_table_get:
 * @self: a table
 * @i: which string
 * @length: (out) (optional): its length without the ending NUL
 *
 * Returns: (transfer none): the string, for as long as the table lives
 */
const char *
jig_string_table_get (const JigStringTable *self,
                      gsize                 i,
                      gsize                *length)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->n_strings, NULL);

  if (length != NULL)
    *length = self->offsets[i + 1] - self->offsets[i] - 1;

  return self->bytes + self->offsets[i];
}

static gboolean
is_at (const JigStringTable *self,
       gsize                 i,
       const char           *string,
       gsize                 length)
{
  return self->offsets[i + 1] - self->offsets[i] - 1 == length &&
         memcmp (self->bytes + self->offsets[i], string, length) == 0;
}

static gssize
find_by_comparing (const JigStringTable *self,
                   const char           *string,
                   gsize                 length)
{
  for (gsize i = 0; i < self->n_strings; i++)
    if (is_at (self, i, string, length))
      return (gssize) i;

  return -1;
}

/* A power of two of at least twice the strings, so that probing stays short. */
static gsize
n_slots_for (gsize n_strings)
{
  gsize n_slots = 2 * FEW_STRINGS;

  while (n_slots / 2 < n_strings)
    n_slots *= 2;

  return n_slots;
}

/* The slot that holds the string, or the free one where it would stand. */
static gsize
probe (const JigStringTable *self,
       const guint32        *slots,
       const char           *string,
       gsize                 length)
{
  gsize mask = n_slots_for (self->n_strings) - 1;
  gsize slot = (gsize) jig_string_table_hash (string, length) & mask;

  while (slots[slot] != 0 && !is_at (self, slots[slot] - 1, string, length))
    slot = (slot + 1) & mask;

  return slot;
}

static guint32 *
make_slots (const JigStringTable *self)
{
  guint32 *slots = jig_alloc (n_slots_for (self->n_strings), sizeof *slots,
                              "looking up strings", NULL);

  if (slots == NULL)
    return NULL;

  for (gsize i = 0; i < self->n_strings; i++)
    {
      gsize length;
      const char *string = jig_string_table_get (self, i, &length);
      gsize slot = probe (self, slots, string, length);

      if (slots[slot] == 0)
        slots[slot] = (guint32) i + 1;
    }

  return slots;
}

/* Made by the first who asks; a second one who was as early throws its own away. */
static const guint32 *
get_slots (const JigStringTable *self)
{
  guint32 **place = &((JigStringTable *) self)->slots;
  guint32 *slots = g_atomic_pointer_get (place);

  if (slots != NULL)
    return slots;

  slots = make_slots (self);
  if (slots != NULL && !g_atomic_pointer_compare_and_exchange (place, NULL, slots))
    {
      jig_free (slots);
      slots = g_atomic_pointer_get (place);
    }

  return slots;
}

/**
 * jig_string_table_find:
 * @self: a table
 * @string: what to look for
 *
 * Without memory for an index it compares one string after the other: slower,
 * and never wrong.
 *
 * Returns: the number of the first equal string, or -1 if there is none
 */
gssize
jig_string_table_find (const JigStringTable *self,
                       const char           *string)
{
  const guint32 *slots = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (string != NULL, -1);

  length = strlen (string);
  if (self->n_strings > FEW_STRINGS && self->n_strings < G_MAXUINT32)
    slots = get_slots (self);

  if (slots == NULL)
    return find_by_comparing (self, string, length);

  return (gssize) slots[probe (self, slots, string, length)] - 1;
}

/**
 * jig_string_table_select:
 * @self: a table
 * @ids: (array length=n_ids): which strings, in which order
 * @n_ids: how many
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a table of those strings, or %NULL with @error set
 */
JigStringTable *
jig_string_table_select (JigStringTable  *self,
                         const guint32   *ids,
                         gsize            n_ids,
                         GError         **error)
{
  jig_autofree guint64 *offsets = NULL;
  char *bytes;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);

  offsets = jig_alloc (n_ids + 1, sizeof *offsets, "the places of strings", error);
  if (offsets == NULL)
    return NULL;

  for (gsize i = 0; i < n_ids; i++)
    offsets[i + 1] = offsets[i] + self->offsets[ids[i] + 1] - self->offsets[ids[i]];

  bytes = jig_alloc (offsets[n_ids], 1, "strings", error);
  if (bytes == NULL)
    return NULL;

  for (gsize i = 0; i < n_ids; i++)
    memcpy (bytes + offsets[i], self->bytes + self->offsets[ids[i]],
            offsets[i + 1] - offsets[i]);

  return jig_string_table_new_take (bytes, g_steal_pointer (&offsets), n_ids);
}

/**
 * jig_string_table_hash:
 * @string: some bytes
 * @length: how many
 *
 * FNV-1a (Fowler, Noll and Vo), with a last mix so that its low bits are good
 * enough for a table of a power of two.
 *
 * Returns: a number for tables in memory; it is not stored anywhere
 */
guint64
jig_string_table_hash (const char *string,
                       gsize       length)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) string[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash ^ hash >> 32;
}
