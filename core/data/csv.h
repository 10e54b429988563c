#pragma once

#include "core/data/sheet.h"

G_BEGIN_DECLS

/**
 * JigCsvCell:
 * @text: the cell without its quotes; not ended by NUL
 * @length: in bytes
 * @was_quoted: it stood in quotes
 */
typedef struct
{
  const char *text;
  gsize       length;
  gboolean    was_quoted;
} JigCsvCell;

/**
 * JigCsvRecord:
 * @cells: (n_cells,) borrowed until the next call
 * @n_cells: how many there are
 * @line: the line on which the record begins, counted from 1
 * @byte: where it begins in the file
 * @problem: (nullable): what is wrong: "quote", "nul", "encoding", "limit"
 */
typedef struct
{
  const JigCsvCell *cells;
  gsize             n_cells;
  guint64           line;
  guint64           byte;
  const char       *problem;
} JigCsvRecord;

/**
 * JigCsv:
 *
 * Splits text into records and cells (RFC 4180, with any delimiter and quote,
 * LF, CR LF or CR). Text may come in pieces of any size; a record is handed out
 * when it is whole. Never fails on content: what is wrong with a record is said
 * in it, and the next one begins after the next line end.
 */
typedef struct _JigCsv JigCsv;

JigCsv   *jig_csv_new    (const JigSheet  *sheet) G_GNUC_WARN_UNUSED_RESULT;
void      jig_csv_free   (JigCsv          *self);
gboolean  jig_csv_feed   (JigCsv          *self,
                          const char      *bytes,
                          gsize            n_bytes,
                          GError         **error);
void      jig_csv_finish (JigCsv          *self);
gboolean  jig_csv_next   (JigCsv          *self,
                          JigCsvRecord    *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCsv, jig_csv_free)

G_END_DECLS
