#pragma once

#include <glib-object.h>

#include "core/data/column.h"

G_BEGIN_DECLS

#define JIG_TYPE_FRAME (jig_frame_get_type ())

/**
 * JigFrame:
 *
 * Columns of one length, with different names: a table. Immutable and
 * ref-counted; columns are shared between frames.
 */
typedef struct _JigFrame JigFrame;

GType       jig_frame_get_type      (void);

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
JigColumn  *jig_frame_require       (const JigFrame     *self,
                                     const char         *name,
                                     GError            **error);
char       *jig_frame_dup_names     (const JigFrame     *self) G_GNUC_WARN_UNUSED_RESULT;
const char *jig_frame_get_hash      (const JigFrame     *self);
gsize       jig_frame_get_n_bytes   (const JigFrame     *self);

JigFrame   *jig_frame_select        (JigFrame           *self,
                                     const JigRows      *rows,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigFrame   *jig_frame_replace       (JigFrame           *self,
                                     gsize               i,
                                     JigColumn          *column,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigFrame, jig_frame_unref)

G_END_DECLS
