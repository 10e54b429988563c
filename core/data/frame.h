#pragma once

#include "core/data/column.h"

G_BEGIN_DECLS

/**
 * JigFrame:
 *
 * Columns of one length, with different names: a table. Immutable and
 * ref-counted; columns are shared between frames.
 */
typedef struct _JigFrame JigFrame;

JigFrame   *jig_frame_new           (JigColumn * const  *columns,
                                     gsize               n_columns,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigFrame   *jig_frame_ref           (JigFrame           *self);
void        jig_frame_unref         (JigFrame           *self);

gsize       jig_frame_get_n_rows    (const JigFrame     *self);
gsize       jig_frame_get_n_columns (const JigFrame     *self);
JigColumn  *jig_frame_get_column    (const JigFrame     *self,
                                     gsize               i);
gssize      jig_frame_find          (const JigFrame     *self,
                                     const char         *name);
const char *jig_frame_get_hash      (const JigFrame     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigFrame, jig_frame_unref)

G_END_DECLS
