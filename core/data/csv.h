#pragma once

#include "core/data/sheet.h"

G_BEGIN_DECLS

/**
 * JigCsvCell:
 * @text: the cell without its quotes; not ended by NUL
 * @length: in bytes
 */
typedef struct
{
  const char *text;
  gsize       length;
} JigCsvCell;

/**
 * JigCsvProblem:
 * @JIG_CSV_FINE: nothing is wrong
 * @JIG_CSV_QUOTE: a quote is not closed, or text follows a closing one
 * @JIG_CSV_NUL: a NUL byte
 * @JIG_CSV_LIMIT: a cell or a record is longer than its limit
 * @JIG_CSV_RAGGED: another number of cells than the table has columns
 * @JIG_CSV_TYPE: a cell is not what its column is known to be
 */
typedef enum
{
  JIG_CSV_FINE,
  JIG_CSV_QUOTE,
  JIG_CSV_NUL,
  JIG_CSV_LIMIT,
  JIG_CSV_RAGGED,
  JIG_CSV_TYPE,
} JigCsvProblem;

#define JIG_N_CSV_PROBLEMS (JIG_CSV_TYPE + 1)

/**
 * JigCsvRecord:
 * @cells: (n_cells,) borrowed until the next call
 * @n_cells: how many there are
 * @line: the line on which the record begins, counted from 1
 * @byte: where it begins in the whole text
 * @problem: what is wrong with it
 */
typedef struct
{
  const JigCsvCell *cells;
  gsize             n_cells;
  guint64           line;
  guint64           byte;
  JigCsvProblem     problem;
} JigCsvRecord;

/**
 * JigCsv:
 *
 * Splits UTF-8 text into records and cells (RFC 4180, with any delimiter and
 * quote; LF, CR LF or CR). Empty lines are left out. Content never makes it
 * fail: what is wrong with a record is said in it, and the next one begins
 * behind the next end of line. What a record is depends on at most
 * %JIG_LIMIT_RECORD_BYTES behind its beginning, so that text can come in pieces:
 * jig_csv_feed().
 */
typedef struct _JigCsv JigCsv;

JigCsv   *jig_csv_new  (const JigSheet  *sheet,
                        const char      *text,
                        gsize            length) G_GNUC_WARN_UNUSED_RESULT;
void      jig_csv_free (JigCsv          *self);
/* FALSE without an error: there are no more records. */
gboolean  jig_csv_next (JigCsv          *self,
                        JigCsvRecord    *record,
                        GError         **error);

/* Text that comes in pieces, or that is a piece of a longer one. */

void      jig_csv_set_origin  (JigCsv       *self,
                               guint64       byte,
                               guint64       line);
void      jig_csv_feed        (JigCsv       *self,
                               const char   *text,
                               gsize         length,
                               gboolean      is_last);
gsize     jig_csv_get_done    (const JigCsv *self);
guint64   jig_csv_get_line    (const JigCsv *self);
gboolean  jig_csv_is_skipping (const JigCsv *self);

const char *jig_csv_problem_name (JigCsvProblem problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCsv, jig_csv_free)

G_END_DECLS
