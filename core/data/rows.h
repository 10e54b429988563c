#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigRows:
 *
 * Some rows of a frame, in an order: one side of a split, a fold, a selection.
 * Row numbers count from 0. Immutable and ref-counted.
 */
typedef struct _JigRows JigRows;

JigRows       *jig_rows_new_take (guint32        *ids,
                                  gsize           n_rows) G_GNUC_WARN_UNUSED_RESULT;
JigRows       *jig_rows_new_copy (const guint32  *ids,
                                  gsize           n_rows,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
JigRows       *jig_rows_new_all  (gsize           n_rows,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
JigRows       *jig_rows_ref      (JigRows        *self);
void           jig_rows_unref    (JigRows        *self);

gsize          jig_rows_get_size (const JigRows  *self);
const guint32 *jig_rows_get_ids  (const JigRows  *self);
char          *jig_rows_dup_hash (const JigRows  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigRows, jig_rows_unref)

G_END_DECLS
