#pragma once

#include "core/base/progress.h"
#include "core/data/schema.h"
#include "core/data/sheet.h"

G_BEGIN_DECLS

/**
 * JigBadRow:
 * @line: where it begins, counted from 1
 * @byte: likewise, counted from 0
 * @kind: "ragged", "quote", "encoding", "nul", "type", "limit"
 * @reason: a sentence
 */
typedef struct
{
  guint64     line;
  guint64     byte;
  const char *kind;
  char       *reason;
} JigBadRow;

/**
 * JigReading:
 * @name: what the user calls the file
 * @sheet: how it was read
 * @reasons: setting of the sheet => a sentence
 * @schema: names and types, with the reason of each type
 * @frame: the table
 * @bad_rows: (n_kept_bad_rows,) the first rows that could not be used
 * @n_bad_rows: how many there were in all
 * @n_bytes: the size of the file
 * @sha256: of the file's bytes
 * @notes: sentences about what was done to names and columns
 * @is_partial: reading was stopped; @frame holds the rows up to there
 *
 * What came of reading a CSV file. Immutable and ref-counted.
 */
typedef struct
{
  char        *name;
  JigSheet    *sheet;
  GHashTable  *reasons;
  JigSchema   *schema;
  JigFrame    *frame;
  JigBadRow   *bad_rows;
  gsize        n_kept_bad_rows;
  gsize        n_bad_rows;
  guint64      n_bytes;
  char        *sha256;
  char       **notes;
  gboolean     is_partial;
} JigReading;

JigReading *jig_csv_read_file    (const char         *path,
                                  const JigSheet     *wanted,
                                  const JigProgress  *progress,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigReading *jig_csv_read_bytes   (const char         *bytes,
                                  gsize               n_bytes,
                                  const char         *name,
                                  const JigSheet     *wanted,
                                  const JigProgress  *progress,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigReading *jig_csv_preview_file (const char         *path,
                                  const JigSheet     *wanted,
                                  gsize               n_rows,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigReading *jig_reading_ref      (JigReading         *self);
void        jig_reading_unref    (JigReading         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigReading, jig_reading_unref)

G_END_DECLS
