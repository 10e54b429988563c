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

/* Takes over arrays of jig_alloc(): each string ends with NUL and begins at its
 * offset; (n_strings + 1,) offsets. */
JigStringTable *jig_string_table_new_take    (char                  *bytes,
                                              guint64               *offsets,
                                              gsize                  n_strings) G_GNUC_WARN_UNUSED_RESULT;
JigStringTable *jig_string_table_new         (const char * const    *strings,
                                              gssize                 n_strings,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
JigStringTable *jig_string_table_ref         (JigStringTable        *self);
void            jig_string_table_unref       (JigStringTable        *self);

gsize           jig_string_table_get_size    (const JigStringTable  *self);
gsize           jig_string_table_get_n_bytes (const JigStringTable  *self);
const char     *jig_string_table_get         (const JigStringTable  *self,
                                              gsize                  i,
                                              gsize                 *length);
gssize          jig_string_table_find        (const JigStringTable  *self,
                                              const char            *string);

JigStringTable *jig_string_table_select      (JigStringTable        *self,
                                              const guint32         *ids,
                                              gsize                  n_ids,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
guint64         jig_string_table_hash        (const char            *string,
                                              gsize                  length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigStringTable, jig_string_table_unref)

G_END_DECLS
