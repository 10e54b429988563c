#pragma once

#include "core/base/array.h"
#include "core/data/csv.h"

G_BEGIN_DECLS

/* A piece ends behind the record that reaches one of these. */
#define JIG_CSV_PIECE_BYTES (256 * 1024)
#define JIG_CSV_PIECE_LINES 8192

/**
 * JigCsvRun:
 * @begin: where its text begins in the piece
 * @end: one past its end
 * @line: the line on which it begins, counted from 1
 * @bad: the record behind it that could not be read; nothing is wrong with that
 *   if there is none. Its cells are gone.
 *
 * Records that can be read without looking at what follows them.
 */
typedef struct
{
  gsize        begin;
  gsize        end;
  guint64      line;
  JigCsvRecord bad;
} JigCsvRun;

/**
 * JigCsvPiece:
 * @text: (length,) whole records
 * @length: in bytes
 * @byte: where it begins in the whole text
 * @line: the line on which it begins, counted from 1
 * @n_lines: how many ends of line there are in it
 * @runs: of #JigCsvRun
 *
 * A piece of a text that can be read by itself, whatever is before and behind.
 */
typedef struct
{
  const char *text;
  gsize       length;
  guint64     byte;
  guint64     line;
  guint64     n_lines;
  JigArray    runs;
} JigCsvPiece;

/**
 * JigCsvCutter:
 *
 * Cuts text into pieces, each of which can be read by itself: on another thread,
 * for instance. All records of all pieces together are those that #JigCsv finds
 * in the whole text.
 */
typedef struct _JigCsvCutter JigCsvCutter;

JigCsvCutter *jig_csv_cutter_new  (const JigSheet  *sheet,
                                   guint64          byte,
                                   guint64          line) G_GNUC_WARN_UNUSED_RESULT;
void          jig_csv_cutter_free (JigCsvCutter    *self);
/* FALSE without an error: there is no whole record. */
gboolean      jig_csv_cutter_next (JigCsvCutter    *self,
                                   const char      *text,
                                   gsize            length,
                                   gboolean         is_last,
                                   JigCsvPiece     *piece,
                                   GError         **error);
void          jig_csv_piece_clear (JigCsvPiece     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCsvCutter, jig_csv_cutter_free)

G_END_DECLS
