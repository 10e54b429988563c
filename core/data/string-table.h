#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigStringTable:
 *
 * Many strings packed one behind the other: the levels of a category, the cells
 * of a text column. Immutable and ref-counted. Strings are UTF-8 without NUL and
 * are borrowed for as long as the table lives.
 */
typedef struct _JigStringTable JigStringTable;

JigStringTable *jig_string_table_new_take (char                  *bytes,
                                           guint64               *offsets,
                                           gsize                  n_strings)
                                           G_GNUC_WARN_UNUSED_RESULT;
JigStringTable *jig_string_table_ref      (JigStringTable        *self);
void            jig_string_table_unref    (JigStringTable        *self);

gsize           jig_string_table_get_size (const JigStringTable  *self);
const char     *jig_string_table_get      (const JigStringTable  *self,
                                           gsize                  i,
                                           gsize                 *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigStringTable, jig_string_table_unref)

G_END_DECLS
