#include "core/base/packer.h"

#include <string.h>

/* A string or block that is not there, as opposed to one without bytes. */
#define NOTHING G_MAXUINT64

struct _JigPacker
{
  JigArray  bytes;
  GError   *error;   /* (nullable): the first thing that went wrong */
};

/**
 * jig_packer_new:
 * @what: what is packed, as the user would put it
 *
 * Returns: (transfer full): an empty packer
 */
JigPacker *
jig_packer_new (const char *what)
{
  JigPacker *self = g_new0 (JigPacker, 1);

  self->bytes = JIG_ARRAY_INIT (guint8, what);

  return self;
}

/**
 * jig_packer_free:
 * @self: (transfer full) (nullable): a packer
 */
void
jig_packer_free (JigPacker *self)
{
  if (self == NULL)
    return;

  jig_array_clear (&self->bytes);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * jig_packer_bytes:
 * @self: a packer
 * @bytes: (nullable): (n_bytes,) bytes as they are, without their length
 * @n_bytes: how many
 */
void
jig_packer_bytes (JigPacker     *self,
                  gconstpointer  bytes,
                  gsize          n_bytes)
{
  g_return_if_fail (self != NULL);

  if (self->error == NULL && n_bytes > 0 &&
      !jig_array_append (&self->bytes, bytes, n_bytes, &self->error))
    jig_array_clear (&self->bytes);
}

void
jig_packer_uint8 (JigPacker *self,
                  guint8     value)
{
  jig_packer_bytes (self, &value, 1);
}

void
jig_packer_uint32 (JigPacker *self,
                   guint32    value)
{
  guint32 little = GUINT32_TO_LE (value);

  jig_packer_bytes (self, &little, sizeof little);
}

void
jig_packer_uint64 (JigPacker *self,
                   guint64    value)
{
  guint64 little = GUINT64_TO_LE (value);

  jig_packer_bytes (self, &little, sizeof little);
}

/**
 * jig_packer_string:
 * @self: a packer
 * @value: (nullable): a string
 *
 * Packs the length of the string and its bytes.
 */
void
jig_packer_string (JigPacker  *self,
                   const char *value)
{
  if (value == NULL)
    jig_packer_uint64 (self, NOTHING);
  else
    jig_packer_block (self, value, strlen (value));
}

/**
 * jig_packer_block:
 * @self: a packer
 * @bytes: (nullable): (n_bytes,)
 * @n_bytes: how many
 *
 * Packs how many bytes there are, and the bytes.
 */
void
jig_packer_block (JigPacker     *self,
                  gconstpointer  bytes,
                  gsize          n_bytes)
{
  jig_packer_uint64 (self, n_bytes);
  jig_packer_bytes (self, bytes, n_bytes);
}

/**
 * jig_packer_finish:
 * @self: a packer, empty afterwards
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): everything that was packed, or %NULL with @error set
 */
GBytes *
jig_packer_finish (JigPacker  *self,
                   GError    **error)
{
  gpointer bytes;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  bytes = jig_array_steal (&self->bytes, &n_bytes);

  return g_bytes_new_with_free_func (bytes, n_bytes, jig_free, bytes);
}

/**
 * jig_unpacker_init:
 * @bytes: (n_bytes,) what jig_packer_finish() made, or what claims to be that;
 *   must stay
 * @n_bytes: how many
 *
 * Returns: an unpacker that stands at the beginning
 */
JigUnpacker
jig_unpacker_init (gconstpointer bytes,
                   gsize         n_bytes)
{
  return (JigUnpacker) { bytes, n_bytes, FALSE };
}

/**
 * jig_unpacker_bytes:
 * @self: an unpacker
 * @n_bytes: how many bytes are wanted
 *
 * Returns: (nullable): (n_bytes,) borrowed, or %NULL if there are not that many
 */
const guint8 *
jig_unpacker_bytes (JigUnpacker *self,
                    gsize        n_bytes)
{
  const guint8 *bytes = self->at;

  if (self->failed || n_bytes > self->left)
    {
      self->failed = TRUE;
      return NULL;
    }

  self->at += n_bytes;
  self->left -= n_bytes;

  return bytes;
}

guint8
jig_unpacker_uint8 (JigUnpacker *self)
{
  const guint8 *bytes = jig_unpacker_bytes (self, 1);

  return bytes != NULL ? *bytes : 0;
}

guint32
jig_unpacker_uint32 (JigUnpacker *self)
{
  const guint8 *bytes = jig_unpacker_bytes (self, sizeof (guint32));
  guint32 little = 0;

  if (bytes != NULL)
    memcpy (&little, bytes, sizeof little);

  return GUINT32_FROM_LE (little);
}

guint64
jig_unpacker_uint64 (JigUnpacker *self)
{
  const guint8 *bytes = jig_unpacker_bytes (self, sizeof (guint64));
  guint64 little = 0;

  if (bytes != NULL)
    memcpy (&little, bytes, sizeof little);

  return GUINT64_FROM_LE (little);
}

/**
 * jig_unpacker_string:
 * @self: an unpacker
 *
 * Text that is not UTF-8 or holds NUL is a failure like one that is cut.
 *
 * Returns: (transfer full) (nullable): a string, or %NULL
 */
char *
jig_unpacker_string (JigUnpacker *self)
{
  gsize length;
  const guint8 *bytes = jig_unpacker_block (self, &length);

  if (bytes == NULL)
    return NULL;

  if (!g_utf8_validate_len ((const char *) bytes, length, NULL))
    {
      self->failed = TRUE;
      return NULL;
    }

  return g_strndup ((const char *) bytes, length);
}

/**
 * jig_unpacker_block:
 * @self: an unpacker
 * @n_bytes: (out): how many bytes the block has
 *
 * Returns: (nullable): (n_bytes,) borrowed, or %NULL
 */
const guint8 *
jig_unpacker_block (JigUnpacker *self,
                    gsize       *n_bytes)
{
  guint64 length = jig_unpacker_uint64 (self);

  *n_bytes = 0;
  if (self->failed || length == NOTHING)
    return NULL;

  *n_bytes = length;

  return jig_unpacker_bytes (self, length);
}
