#pragma once

#include "core/data/column.h"
#include "core/data/csv.h"

G_BEGIN_DECLS

/**
 * JigColumnBuilder:
 *
 * Makes one column in two passes over its cells: the first finds the type that
 * holds for all of them, the second keeps the values. Where the type is known
 * one pass is enough.
 */
typedef struct _JigColumnBuilder JigColumnBuilder;

JigColumnBuilder *jig_column_builder_new    (const char         *name,
                                             const JigSheet     *sheet) G_GNUC_WARN_UNUSED_RESULT;
void              jig_column_builder_free   (JigColumnBuilder   *self);

const char       *jig_column_builder_get_name (const JigColumnBuilder *self);
JigColumnType     jig_column_builder_get_type_id (const JigColumnBuilder *self);
/* First pass. */
void              jig_column_builder_look   (JigColumnBuilder   *self,
                                             const JigCsvCell   *cell);
/* Between the passes: decides, and makes room for @n_rows values. */
gboolean          jig_column_builder_decide (JigColumnBuilder   *self,
                                             gsize               n_rows,
                                             GError            **error);
/* Second pass. */
gboolean          jig_column_builder_add    (JigColumnBuilder   *self,
                                             gsize               row,
                                             const JigCsvCell   *cell,
                                             GError            **error);
JigColumn        *jig_column_builder_finish (JigColumnBuilder   *self,
                                             char              **reason,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Before the first pass, if somebody knows the type. */
void              jig_column_builder_give   (JigColumnBuilder   *self,
                                             JigColumnType       type);
gboolean          jig_column_builder_fits   (JigColumnBuilder   *self,
                                             const JigCsvCell   *cell);

/* Parts of a column, for other threads: they are joined in their order. */

JigColumnBuilder *jig_column_builder_new_looking (const JigColumnBuilder *whole) G_GNUC_WARN_UNUSED_RESULT;
JigColumnBuilder *jig_column_builder_new_filling (const JigColumnBuilder *whole,
                                                  gsize                   row) G_GNUC_WARN_UNUSED_RESULT;
void              jig_column_builder_join_look   (JigColumnBuilder       *self,
                                                  const JigColumnBuilder *part);
gboolean          jig_column_builder_join_words  (JigColumnBuilder       *self,
                                                  JigColumnBuilder       *part,
                                                  gsize                   row,
                                                  gsize                   n_rows,
                                                  GError                **error);

/* Instead of two passes, where the type is known: begin, try every cell, end. */

gboolean          jig_column_builder_begin  (JigColumnBuilder   *self,
                                             JigColumnType       type,
                                             gsize               n_rows,
                                             GError            **error);
gboolean          jig_column_builder_try    (JigColumnBuilder   *self,
                                             gsize               row,
                                             const JigCsvCell   *cell,
                                             gboolean           *fits,
                                             GError            **error);
JigColumn        *jig_column_builder_end    (JigColumnBuilder   *self,
                                             gsize               n_rows,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigColumnBuilder, jig_column_builder_free)

G_END_DECLS
