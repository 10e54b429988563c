#pragma once

#include "core/data/csv-batch.h"

G_BEGIN_DECLS

/**
 * JigCsvStream:
 *
 * Reads a CSV file or a pipe of any length in little memory, if it is known
 * which columns are wanted and what they are. What comes out does not depend on
 * how the file is cut into blocks, or on threads.
 */
typedef struct _JigCsvStream JigCsvStream;

JigCsvStream       *jig_csv_stream_open      (const char             *path,
                                              const JigSheet         *wanted,
                                              const JigProgress      *progress,
                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void                jig_csv_stream_free      (JigCsvStream           *self);

const char * const *jig_csv_stream_get_names (const JigCsvStream     *self);
const JigSheet     *jig_csv_stream_get_sheet (const JigCsvStream     *self);
gssize              jig_csv_stream_find      (const JigCsvStream     *self,
                                              const char             *name);
/* Before it runs. */
void                jig_csv_stream_want      (JigCsvStream           *self,
                                              gsize                   column,
                                              JigColumnType           type,
                                              const char             *as);
gboolean            jig_csv_stream_run       (JigCsvStream           *self,
                                              const JigCsvStreamOps  *ops,
                                              gpointer                user_data,
                                              const JigProgress      *progress,
                                              GError                **error);

/* After it ran. */

guint64             jig_csv_stream_get_n_rows  (const JigCsvStream   *self);
guint64             jig_csv_stream_get_n_bad   (const JigCsvStream   *self);
guint64             jig_csv_stream_get_n_bytes (const JigCsvStream   *self);
char               *jig_csv_stream_dup_sha256  (const JigCsvStream   *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCsvStream, jig_csv_stream_free)

G_END_DECLS
