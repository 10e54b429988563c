#pragma once

#include "core/base/progress.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigCsvWriterFlags:
 * @JIG_CSV_WRITER_PLAIN: nothing special
 * @JIG_CSV_WRITER_BOM: begin with a byte order mark, which spreadsheets want
 * @JIG_CSV_WRITER_SPREADSHEET_SAFE: text that a spreadsheet would take for a
 *   formula gets a leading apostrophe
 */
typedef enum
{
  JIG_CSV_WRITER_PLAIN            = 0,
  JIG_CSV_WRITER_BOM              = 1 << 0,
  JIG_CSV_WRITER_SPREADSHEET_SAFE = 1 << 1,
} JigCsvWriterFlags;

void     jig_csv_append_cell   (GString            *line,
                                const char         *text,
                                gsize               length,
                                JigCsvWriterFlags   flags);
/* Of a table that comes in pieces. */
void     jig_csv_append_header (GString            *lines,
                                const JigFrame     *frame,
                                JigCsvWriterFlags   flags);
void     jig_csv_append_rows   (GString            *lines,
                                const JigFrame     *frame,
                                gsize               begin,
                                gsize               end,
                                JigCsvWriterFlags   flags);
gboolean jig_csv_write_frame   (const JigFrame     *frame,
                                const char         *path,
                                JigCsvWriterFlags   flags,
                                const JigProgress  *progress,
                                GError            **error);

G_END_DECLS
