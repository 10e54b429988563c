#include "core/data/csv-cutter.h"

#include <string.h>

/* So many bad records in a piece, and it is full: their list must not grow with
 * the text. */
#define MOST_RUNS 4096

struct _JigCsvCutter
{
  JigCsv  *csv;
  char     quote;
  guint64  byte;     /* where the next piece begins in the whole text */
  guint64  line;
};

/**
 * jig_csv_cutter_new:
 * @sheet: its marks count; must stay
 * @byte: where the text begins in the whole text
 * @line: the line on which it begins
 *
 * Returns: (transfer full): a cutter
 */
JigCsvCutter *
jig_csv_cutter_new (const JigSheet *sheet,
                    guint64         byte,
                    guint64         line)
{
  JigCsvCutter *self = g_new0 (JigCsvCutter, 1);

  self->csv = jig_csv_new (sheet, "", 0);
  self->quote = sheet->quote;
  self->byte = byte;
  self->line = line;

  return self;
}

void
jig_csv_cutter_free (JigCsvCutter *self)
{
  if (self == NULL)
    return;

  jig_csv_free (self->csv);
  g_free (self);
}

void
jig_csv_piece_clear (JigCsvPiece *self)
{
  jig_array_clear (&self->runs);
}

/* An LF, or a CR without one; the byte behind the last one counts as no LF. */
static gsize
count_lines (const char *text,
             gsize       length)
{
  gsize n_lines = 0;

  for (gsize i = 0; i + 1 < length; i++)
    n_lines += (text[i] == '\n') | ((text[i] == '\r') & (text[i + 1] != '\n'));

  return n_lines + (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'));
}

/* Behind the last end of line of a text; 0 if it has none. A CR that is the last
 * byte may have its LF behind it. */
static gsize
find_last_line (const char *text,
                gsize       length)
{
  for (gsize i = length; i > 0; i--)
    if (text[i - 1] == '\n' || (text[i - 1] == '\r' && i < length))
      return i;

  return 0;
}

/* Behind the n-th end of line, which there is. */
static gsize
find_line (const char *text,
           gsize       n)
{
  gsize at = 0;

  while (n > 0)
    {
      n -= text[at] == '\n' || (text[at] == '\r' && text[at + 1] != '\n');
      at++;
    }

  return at;
}

static gboolean
end_piece (JigCsvCutter *self,
           const char   *text,
           gsize         length,
           JigCsvPiece  *piece)
{
  piece->text = text;
  piece->length = length;
  piece->byte = self->byte;
  piece->line = self->line;
  piece->n_lines = count_lines (text, length);
  self->byte += length;
  self->line += piece->n_lines;

  return TRUE;
}

/* Where no quote is, every line is a record. */
static gboolean
cut_at_line (JigCsvCutter  *self,
             const char    *text,
             gsize          length,
             JigCsvPiece   *piece,
             GError       **error)
{
  JigCsvRun run = { 0, length, self->line, { 0 } };

  if (count_lines (text, length) > JIG_CSV_PIECE_LINES)
    run.end = find_line (text, JIG_CSV_PIECE_LINES);

  return jig_array_append (&piece->runs, &run, 1, error) &&
         end_piece (self, text, run.end, piece);
}

static gboolean
add_bad (JigCsvCutter        *self,
         const JigCsvRecord  *bad,
         JigCsvPiece         *piece,
         GError             **error)
{
  JigCsvRun *run = &jig_array_index (&piece->runs, JigCsvRun, piece->runs.n_items - 1);
  JigCsvRun next = { .line = jig_csv_get_line (self->csv) };

  run->end = (gsize) (bad->byte - self->byte);
  run->bad = *bad;
  run->bad.cells = NULL;
  next.begin = jig_csv_get_done (self->csv);

  return jig_array_append (&piece->runs, &next, 1, error);
}

/* What stands before is the rest of a record that was too long. */
static void
begin_at (const JigCsvCutter *self,
          const JigCsvRecord *record,
          JigCsvPiece        *piece)
{
  JigCsvRun *run = &jig_array_index (&piece->runs, JigCsvRun, 0);

  run->begin = (gsize) (record->byte - self->byte);
  run->line = record->line;
}

/* Record by record. */
static gboolean
cut_at_record (JigCsvCutter  *self,
               const char    *text,
               gsize          length,
               gboolean       is_last,
               JigCsvPiece   *piece,
               GError       **error)
{
  JigCsvRun first = { .line = self->line };
  gboolean was_skipping = jig_csv_is_skipping (self->csv);
  g_autoptr(GError) inner = NULL;
  JigCsvRecord record;
  gsize done = 0;

  if (!jig_array_append (&piece->runs, &first, 1, error))
    return FALSE;

  jig_csv_feed (self->csv, text, length, is_last);
  jig_csv_set_origin (self->csv, self->byte, self->line);
  while (done < JIG_CSV_PIECE_BYTES && piece->runs.n_items < MOST_RUNS &&
         jig_csv_get_line (self->csv) < self->line + JIG_CSV_PIECE_LINES &&
         jig_csv_next (self->csv, &record, &inner))
    {
      if (was_skipping)
        begin_at (self, &record, piece);
      was_skipping = FALSE;
      if (record.problem != JIG_CSV_FINE && !add_bad (self, &record, piece, error))
        return FALSE;
      done = jig_csv_get_done (self->csv);
    }

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  done = jig_csv_get_done (self->csv);
  jig_array_index (&piece->runs, JigCsvRun, piece->runs.n_items - 1).end = was_skipping ? 0 : done;

  return done > 0 && end_piece (self, text, done, piece);
}

/**
 * jig_csv_cutter_next:
 * @self: a cutter
 * @text: (array length=length): what follows the last piece
 * @length: in bytes
 * @is_last: no text follows
 * @piece: (out): whole records from the beginning of @text
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE if more text is needed, or with @error set
 */
gboolean
jig_csv_cutter_next (JigCsvCutter  *self,
                     const char    *text,
                     gsize          length,
                     gboolean       is_last,
                     JigCsvPiece   *piece,
                     GError       **error)
{
  gsize n_looked = MIN (length, JIG_CSV_PIECE_BYTES);
  gsize n_lines = is_last && n_looked == length ? length : find_last_line (text, n_looked);

  *piece = (JigCsvPiece) { .runs = JIG_ARRAY_INIT (JigCsvRun, "a piece of the file") };
  if (length == 0)
    return FALSE;

  if (n_lines > 0 && !jig_csv_is_skipping (self->csv) &&
      memchr (text, self->quote, n_lines) == NULL)
    return cut_at_line (self, text, n_lines, piece, error);

  return cut_at_record (self, text, length, is_last, piece, error);
}
