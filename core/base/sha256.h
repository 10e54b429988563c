#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JIG_SHA256_BLOCK 64

/**
 * JigSha256:
 * @state: the eight words between two blocks
 * @n_bytes: how many bytes were added
 * @block: the last of them that do not fill a block
 *
 * SHA-256 (FIPS 180-4) of bytes that come in pieces. Copied by assignment.
 */
typedef struct
{
  guint32 state[8];
  guint64 n_bytes;
  guint8  block[JIG_SHA256_BLOCK];
} JigSha256;

void  jig_sha256_init      (JigSha256       *self);
void  jig_sha256_update    (JigSha256       *self,
                            gconstpointer    bytes,
                            gsize            n_bytes);
/* 64 hexadecimal digits; more bytes may follow. */
char *jig_sha256_to_string (const JigSha256 *self) G_GNUC_WARN_UNUSED_RESULT;

/* The variants: the same words on every machine. */

extern const guint32 jig_sha256_constants[64];

void  jig_sha256_add_blocks_sha (guint32       *state,
                                 const guint8  *blocks,
                                 gsize          n_blocks);

G_END_DECLS
