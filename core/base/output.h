#pragma once

#include "core/base/vfs.h"

G_BEGIN_DECLS

/**
 * JigOutput:
 *
 * A file that appears whole or not at all: written under another name in the
 * same folder, synced, renamed. Freeing one that was not committed removes what
 * was written. jig_output_get_path() is that other name, for programs that read
 * what was written before it is committed. "-" and pipes are written directly
 * and cannot be taken back; jig_output_flush() is for their readers.
 */
typedef struct _JigOutput JigOutput;

JigOutput    *jig_output_new      (const char     *path,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
const char   *jig_output_get_path (JigOutput      *self);
gboolean      jig_output_write    (JigOutput      *self,
                                   gconstpointer   bytes,
                                   gsize           n_bytes,
                                   GError        **error);
gboolean      jig_output_flush    (JigOutput      *self,
                                   GError        **error);
gboolean      jig_output_commit   (JigOutput      *self,
                                   GError        **error);
/* Instead: what was written so far, under another name. */
gboolean      jig_output_keep     (JigOutput      *self,
                                   const char     *suffix,
                                   GError        **error);
void          jig_output_free     (JigOutput      *self);
gboolean      jig_output_save     (const char     *path,
                                   gconstpointer   bytes,
                                   gsize           n_bytes,
                                   GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigOutput, jig_output_free)

G_END_DECLS
