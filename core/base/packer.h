#pragma once

#include "core/base/array.h"

G_BEGIN_DECLS

/**
 * JigPacker:
 *
 * Puts numbers and strings one behind the other, little-endian. What goes wrong
 * on the way is said once, by jig_packer_finish().
 */
typedef struct _JigPacker JigPacker;

JigPacker *jig_packer_new    (const char     *what) G_GNUC_WARN_UNUSED_RESULT;
void       jig_packer_free   (JigPacker      *self);
void       jig_packer_bytes  (JigPacker      *self,
                              gconstpointer   bytes,
                              gsize           n_bytes);
void       jig_packer_uint8  (JigPacker      *self,
                              guint8          value);
void       jig_packer_uint32 (JigPacker      *self,
                              guint32         value);
void       jig_packer_uint64 (JigPacker      *self,
                              guint64         value);
void       jig_packer_string (JigPacker      *self,
                              const char     *value);
void       jig_packer_block  (JigPacker      *self,
                              gconstpointer   bytes,
                              gsize           n_bytes);
GBytes    *jig_packer_finish (JigPacker      *self,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * JigUnpacker:
 * @at: the next byte
 * @left: how many there are
 * @failed: something was asked for that is not there
 *
 * The way back. A count is believed only after it fits the bytes that are left;
 * after the first failure everything is 0 or %NULL, so that one check at the
 * end is enough.
 */
typedef struct
{
  const guint8 *at;
  gsize         left;
  gboolean      failed;
} JigUnpacker;

JigUnpacker   jig_unpacker_init   (gconstpointer  bytes,
                                   gsize          n_bytes);
const guint8 *jig_unpacker_bytes  (JigUnpacker   *self,
                                   gsize          n_bytes);
guint8        jig_unpacker_uint8  (JigUnpacker   *self);
guint32       jig_unpacker_uint32 (JigUnpacker   *self);
guint64       jig_unpacker_uint64 (JigUnpacker   *self);
/* Strings and blocks carry their length; %NULL stays %NULL. */
char         *jig_unpacker_string (JigUnpacker   *self) G_GNUC_WARN_UNUSED_RESULT;
const guint8 *jig_unpacker_block  (JigUnpacker   *self,
                                   gsize         *n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigPacker, jig_packer_free)

G_END_DECLS
