#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigTextSource:
 *
 * The text of a file or a pipe, read once from its beginning to its end and
 * turned into UTF-8 on the way, a piece at a time.
 */
typedef struct _JigTextSource JigTextSource;

JigTextSource *jig_text_source_open         (const char           *path,
                                             const char           *encoding,
                                             const JigProgress    *progress,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           jig_text_source_free         (JigTextSource        *self);

const char    *jig_text_source_get_encoding (const JigTextSource  *self);
gboolean       jig_text_source_has_bom      (const JigTextSource  *self);
guint64        jig_text_source_get_n_before (const JigTextSource  *self);
guint64        jig_text_source_get_n_bytes  (const JigTextSource  *self);
guint64        jig_text_source_get_size     (const JigTextSource  *self);
char          *jig_text_source_dup_sha256   (const JigTextSource  *self) G_GNUC_WARN_UNUSED_RESULT;

/* The next bytes of UTF-8 text; 0: there are no more; -1: an error. */
gssize         jig_text_source_read         (JigTextSource        *self,
                                             char                 *text,
                                             gsize                 n_bytes,
                                             const JigProgress    *progress,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTextSource, jig_text_source_free)

G_END_DECLS
