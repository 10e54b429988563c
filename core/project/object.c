#include "core/project/object.h"

#include "core/base/error.h"

struct _JigObject
{
  const JigObjectKind *kind;
  gpointer             payload;
  char                *hash;
};

static void
object_clear (JigObject *self)
{
  self->kind->free (self->payload);
  g_free (self->hash);
}

/**
 * jig_object_new:
 * @kind: what it is
 * @payload: (transfer full): what is in it; immutable from now on
 *
 * Returns: (transfer full): the object
 */
JigObject *
jig_object_new (const JigObjectKind *kind,
                gpointer             payload)
{
  JigObject *self = g_atomic_rc_box_new0 (JigObject);
  g_autoptr(JigHash) hash = jig_hash_new ();

  self->kind = kind;
  self->payload = payload;
  jig_hash_add_string (hash, kind->id);
  kind->hash (payload, hash);
  self->hash = jig_hash_finish (g_steal_pointer (&hash));

  return self;
}

JigObject *
jig_object_ref (JigObject *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_object_unref (JigObject *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) object_clear);
}

const JigObjectKind *
jig_object_get_kind (const JigObject *self)
{
  return self->kind;
}

/**
 * jig_object_get_hash:
 * @self: an object
 *
 * Returns: SHA-256 of what the object is, as 64 hexadecimal digits
 */
const char *
jig_object_get_hash (const JigObject *self)
{
  return self->hash;
}

/**
 * jig_object_get_payload:
 * @self: (nullable): an object
 * @kind: what it should be
 *
 * Returns: (nullable): what is in it, if it is of that kind
 */
gpointer
jig_object_get_payload (const JigObject     *self,
                        const JigObjectKind *kind)
{
  return self != NULL && self->kind == kind ? self->payload : NULL;
}

/**
 * jig_object_write:
 * @self: an object
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the object as bytes, or %NULL with @error set
 */
GBytes *
jig_object_write (const JigObject  *self,
                  GError          **error)
{
  g_autoptr(JigPacker) packer = jig_packer_new ("the project");

  jig_packer_string (packer, self->kind->id);
  jig_packer_string (packer, self->hash);
  self->kind->pack (self->payload, packer);

  return jig_packer_finish (packer, error);
}

static const JigObjectKind *
find_kind (const char          *id,
           const JigObjectKind *other)
{
  if (other != NULL && g_strcmp0 (id, other->id) == 0)
    return other;

  for (gsize i = 0; jig_objects[i] != NULL; i++)
    if (g_strcmp0 (id, jig_objects[i]->id) == 0)
      return jig_objects[i];

  return NULL;
}

/**
 * jig_object_read:
 * @bytes: what jig_object_write() made, or what claims to be that
 * @other: (nullable): a kind that it may be besides those of core
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Reads an object, and refuses one whose content is not what its hash says.
 *
 * Returns: (transfer full): the object, or %NULL with @error set
 */
JigObject *
jig_object_read (GBytes               *bytes,
                 const JigObjectKind  *other,
                 const char           *name,
                 GError              **error)
{
  JigUnpacker unpacker = jig_unpacker_init (g_bytes_get_data (bytes, NULL),
                                            g_bytes_get_size (bytes));
  g_autofree char *id = jig_unpacker_string (&unpacker);
  g_autofree char *hash = jig_unpacker_string (&unpacker);
  const JigObjectKind *kind = find_kind (id, other);
  g_autoptr(JigObject) object = NULL;
  g_autoptr(GError) inner = NULL;
  JigPlace place = { .file = name, .byte = -1, .id = "object" };

  if (kind != NULL && hash != NULL)
    {
      gpointer payload = kind->unpack (&unpacker, name, &inner);

      object = payload != NULL ? jig_object_new (kind, payload) : NULL;
    }

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }

  if (object == NULL || unpacker.failed || unpacker.left > 0 ||
      !g_str_equal (object->hash, hash))
    {
      jig_error_set_at (error, JIG_ERROR_FORMAT, &place,
                        "It holds a result that is damaged or was altered.");
      return NULL;
    }

  return g_steal_pointer (&object);
}
