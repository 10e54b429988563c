#include "core/data/string-table.h"

#include "core/base/alloc.h"

struct _JigStringTable
{
  char    *bytes;      /* each string ends with NUL */
  guint64 *offsets;    /* (n_strings + 1,) */
  gsize    n_strings;
};

/**
 * jig_string_table_new_take:
 * @bytes: (transfer full): the strings, from jig_alloc(), each ended by NUL
 * @offsets: (transfer full): (n_strings + 1,) where each begins, from
 *   jig_alloc(); the last is the length of @bytes
 * @n_strings: how many there are
 *
 * Returns: (transfer full): the table
 */
JigStringTable *
jig_string_table_new_take (char    *bytes,
                           guint64 *offsets,
                           gsize    n_strings)
{
  JigStringTable *self = g_atomic_rc_box_new0 (JigStringTable);

  self->bytes = bytes;
  self->offsets = offsets;
  self->n_strings = n_strings;

  return self;
}

static void
clear (JigStringTable *self)
{
  jig_free (self->bytes);
  jig_free (self->offsets);
}

JigStringTable *
jig_string_table_ref (JigStringTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_string_table_unref (JigStringTable *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

gsize
jig_string_table_get_size (const JigStringTable *self)
{
  return self->n_strings;
}

/**
 * jig_string_table_get:
 * @self: a table
 * @i: which string
 * @length: (out) (optional): in bytes
 *
 * Returns: the string, for as long as the table lives
 */
const char *
jig_string_table_get (const JigStringTable *self,
                      gsize                 i,
                      gsize                *length)
{
  g_return_val_if_fail (i < self->n_strings, NULL);

  if (length != NULL)
    *length = self->offsets[i + 1] - self->offsets[i] - 1;

  return self->bytes + self->offsets[i];
}
