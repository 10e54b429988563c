#pragma once

#include "core/base/hash.h"
#include "core/base/packer.h"

G_BEGIN_DECLS

/**
 * JigObjectKind:
 * @id: the word in the project file, such as "data"
 * @title: what the user reads (untranslated)
 * @hash: adds what the payload is, without the names that users give and
 *   without times
 * @pack: the payload as bytes, from which @unpack makes it again to the bit
 * @unpack: the way back; trusts nothing; on failure sets the error, or only
 *   marks the unpacker as failed
 * @free: gives the payload back
 *
 * One kind of result. A file object-<id>.c adds one, and its header says what
 * the payload is.
 */
typedef struct
{
  const char *id;
  const char *title;

  void     (*hash)   (gconstpointer   payload,
                      JigHash        *hash);
  void     (*pack)   (gconstpointer   payload,
                      JigPacker      *packer);
  gpointer (*unpack) (JigUnpacker    *unpacker,
                      const char     *name,
                      GError        **error);
  void     (*free)   (gpointer        payload);
} JigObjectKind;

/* Every kind of core, ended by NULL. Written at configure time. */
extern const JigObjectKind * const jig_objects[];

/**
 * JigObject:
 *
 * An immutable result, named by the hash of its content. Ref-counted; any
 * thread may read.
 */
typedef struct _JigObject JigObject;

JigObject           *jig_object_new         (const JigObjectKind  *kind,
                                             gpointer              payload) G_GNUC_WARN_UNUSED_RESULT;
JigObject           *jig_object_ref         (JigObject            *self);
void                 jig_object_unref       (JigObject            *self);

const JigObjectKind *jig_object_get_kind    (const JigObject      *self);
const char          *jig_object_get_hash    (const JigObject      *self);
gpointer             jig_object_get_payload (const JigObject      *self,
                                             const JigObjectKind  *kind);

GBytes              *jig_object_write       (const JigObject      *self,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigObject           *jig_object_read        (GBytes               *bytes,
                                             const JigObjectKind  *other,
                                             const char           *name,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigObject, jig_object_unref)

G_END_DECLS
