#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigHash:
 *
 * SHA-256 over canonical bytes: every value is preceded by its kind and its
 * length, numbers are little-endian, so that two different lists of values
 * never give the same bytes. Consumed by jig_hash_finish().
 */
typedef struct _JigHash JigHash;

JigHash *jig_hash_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void     jig_hash_free       (JigHash       *self);
void     jig_hash_add_bytes  (JigHash       *self,
                              gconstpointer  bytes,
                              gsize          length);
void     jig_hash_add_string (JigHash       *self,
                              const char    *string);
void     jig_hash_add_uint   (JigHash       *self,
                              guint64        value);
void     jig_hash_add_double (JigHash       *self,
                              double         value);
char    *jig_hash_finish     (JigHash       *self) G_GNUC_WARN_UNUSED_RESULT;

char    *jig_hash_of_bytes   (gconstpointer  bytes,
                              gsize          length) G_GNUC_WARN_UNUSED_RESULT;
guint32  jig_hash_crc32c     (guint32        crc,
                              gconstpointer  bytes,
                              gsize          length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigHash, jig_hash_free)

G_END_DECLS
