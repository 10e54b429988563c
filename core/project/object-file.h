#pragma once

#include "core/export/proof.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/**
 * JigWritten:
 * @name: of the file, without its folder
 * @format: the word of its format, such as "c"
 * @n_bytes: its size
 * @sha256: of its bytes
 * @proof: how it was proved
 *
 * A file that an action left outside.
 */
typedef struct
{
  char     *name;
  char     *format;
  guint64   n_bytes;
  char     *sha256;
  JigProof  proof;
} JigWritten;

/* What an action with effects outside left: the payload is a #JigWritten. */
extern const JigObjectKind jig_object_file;

JigObject        *jig_object_new_file    (JigWritten       *written) G_GNUC_WARN_UNUSED_RESULT;
const JigWritten *jig_object_get_written (const JigObject  *self);
void              jig_written_clear      (JigWritten       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigWritten, jig_written_clear)

G_END_DECLS
