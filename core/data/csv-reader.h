#pragma once

#include "core/base/progress.h"
#include "core/data/bad-row.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigReading:
 * @name: what the user calls the file
 * @sheet: how it was read
 * @frame: the table
 * @names: ended by %NULL; what all columns of the file are called, also those
 *   that are ignored
 * @reasons: (n_columns,) how each column's type was found, a sentence each
 * @bad_rows: (n_kept_bad_rows,) the first rows that could not be used
 * @n_kept_bad_rows: at most %JIG_LIMIT_BAD_ROWS
 * @n_bad_rows: how many there were in all, by problem
 * @n_bytes: the size of the file
 * @sha256: of the file's bytes
 *
 * What came of reading a CSV file.
 */
typedef struct
{
  char       *name;
  JigSheet   *sheet;
  JigFrame   *frame;
  char      **names;
  char      **reasons;
  JigBadRow  *bad_rows;
  gsize       n_kept_bad_rows;
  gsize       n_bad_rows[JIG_N_CSV_PROBLEMS];
  guint64     n_bytes;
  char       *sha256;
} JigReading;

JigReading *jig_csv_read_file  (const char         *path,
                                const JigSheet     *wanted,
                                const JigProgress  *progress,
                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigReading *jig_csv_read_bytes (const char         *bytes,
                                gsize               n_bytes,
                                const char         *name,
                                const JigSheet     *wanted,
                                const JigProgress  *progress,
                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gsize       jig_reading_get_n_bad (const JigReading *self);
void        jig_reading_free      (JigReading       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigReading, jig_reading_free)

G_END_DECLS
