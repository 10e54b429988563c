#include "core/data/csv.h"

#include "core/base/array.h"
#include "core/base/limits.h"

#include <string.h>

/* A cell with doubled quotes is copied; the copies may still move. */
#define NOT_COPIED G_MAXSIZE

typedef struct
{
  JigCsvCell cell;
  gsize      copied_at;   /* where in the copies, or NOT_COPIED */
} Cell;

struct _JigCsv
{
  const char *text;
  const char *at;
  const char *end;
  const char *seen;             /* how far this record was looked at */
  guint64     origin;           /* where @text stands in the whole text */
  guint64     n_reread;         /* how many bytes were looked at again so far */
  guint64     line;
  gboolean    is_last;          /* no text follows @end */
  gboolean    is_open;          /* what follows @end may matter to this record */
  gboolean    skips;            /* what is left of a record that was too long */
  char        delimiter;
  char        quote;
  char        comment;
  gboolean    ends_cell[256];   /* delimiter, CR, LF and NUL end a plain cell */
  JigArray    cells;            /* Cell */
  JigArray    shown;            /* JigCsvCell */
  JigArray    copies;           /* char */
};

/**
 * jig_csv_new:
 * @sheet: its delimiter and quote count
 * @text: (array length=length): what to split; must stay
 * @length: in bytes
 *
 * Returns: (transfer full): a splitter that stands at the beginning
 */
JigCsv *
jig_csv_new (const JigSheet *sheet,
             const char     *text,
             gsize           length)
{
  JigCsv *self = g_new0 (JigCsv, 1);

  self->text = text;
  self->at = text;
  self->end = text + length;
  self->is_last = TRUE;
  self->line = 1;
  self->delimiter = sheet->delimiter;
  self->quote = sheet->quote;
  self->comment = sheet->comment;
  self->ends_cell[(guchar) sheet->delimiter] = TRUE;
  self->ends_cell['\r'] = TRUE;
  self->ends_cell['\n'] = TRUE;
  self->ends_cell[0] = TRUE;
  self->cells = JIG_ARRAY_INIT (Cell, "the cells of a row");
  self->shown = JIG_ARRAY_INIT (JigCsvCell, "the cells of a row");
  self->copies = JIG_ARRAY_INIT (char, "the cells of a row");

  return self;
}

void
jig_csv_free (JigCsv *self)
{
  if (self == NULL)
    return;

  jig_array_clear (&self->cells);
  jig_array_clear (&self->shown);
  jig_array_clear (&self->copies);
  g_free (self);
}

/**
 * jig_csv_set_origin:
 * @self: a splitter that stands at the beginning of its text
 * @byte: how many bytes stand before its text
 * @line: the line on which it begins
 */
void
jig_csv_set_origin (JigCsv  *self,
                    guint64  byte,
                    guint64  line)
{
  self->origin = byte;
  self->line = line;
}

/**
 * jig_csv_feed:
 * @self: a splitter
 * @text: (array length=length): what follows the last record; must stay
 * @length: in bytes
 * @is_last: no text follows
 *
 * Goes on with other text, of which jig_csv_get_done() bytes of the last one
 * are no part any more. A record of which it is not sure without the text that
 * follows is not given before that is there.
 */
void
jig_csv_feed (JigCsv     *self,
              const char *text,
              gsize       length,
              gboolean    is_last)
{
  self->origin += jig_csv_get_done (self);
  self->text = text;
  self->at = text;
  self->end = text + length;
  self->is_last = is_last;
}

/**
 * jig_csv_get_done:
 * @self: a splitter
 *
 * Returns: how many bytes of its text need not be looked at again
 */
gsize
jig_csv_get_done (const JigCsv *self)
{
  return (gsize) (self->at - self->text);
}

guint64
jig_csv_get_line (const JigCsv *self)
{
  return self->line;
}

/**
 * jig_csv_is_skipping:
 * @self: a splitter
 *
 * Returns: whether its text begins inside a record that was too long
 */
gboolean
jig_csv_is_skipping (const JigCsv *self)
{
  return self->skips;
}

static gboolean
at_line_end (const JigCsv *self)
{
  return self->at == self->end || *self->at == '\n' || *self->at == '\r';
}

static void
skip_line_end (JigCsv *self)
{
  if (self->at == self->end)
    return;

  if (*self->at == '\r' && self->at + 1 < self->end && self->at[1] == '\n')
    self->at++;
  self->at++;
  self->line++;
}

/* To behind the end of the line; FALSE if it is not in the text. */
static gboolean
skip_line (JigCsv *self)
{
  while (!at_line_end (self))
    self->at++;
  if (!self->is_last &&
      (self->at == self->end || (*self->at == '\r' && self->at + 1 == self->end)))
    return FALSE;

  skip_line_end (self);

  return TRUE;
}

/* Back to where the record began: a quote that never ends must not swallow the
 * rows behind it. But not for ever: where every line opens another quote, each
 * would be read to the limit of a record. */
static void
skip_rest (JigCsv             *self,
           const JigCsvRecord *record)
{
  const char *begin = self->text + (record->byte - self->origin);
  gsize n_seen = (gsize) (self->seen - begin);

  if (self->n_reread + n_seen <= record->byte + 2 * JIG_LIMIT_RECORD_BYTES)
    {
      self->n_reread += n_seen;
      self->at = begin;
      self->line = record->line;
    }

  if (skip_line (self))
    return;

  /* A line without an end in sight is not kept until there is one. */
  self->skips = (gsize) (self->end - begin) > JIG_LIMIT_RECORD_BYTES;
  self->is_open = !self->skips;
}

static gboolean
add_cell (JigCsv      *self,
          const char  *text,
          gsize        length,
          gsize        copied_at,
          GError     **error)
{
  const Cell cell = { { text, length }, copied_at };

  return jig_array_append (&self->cells, &cell, 1, error);
}

static JigCsvProblem
check_length (gsize length)
{
  return length > JIG_LIMIT_FIELD_BYTES ? JIG_CSV_LIMIT : JIG_CSV_FINE;
}

/* As far as a record that begins there may reach. */
static const char *
get_limit (const JigCsv       *self,
           const JigCsvRecord *record)
{
  const char *begin = self->text + (record->byte - self->origin);

  return begin + MIN ((gsize) (self->end - begin), JIG_LIMIT_RECORD_BYTES);
}

static JigCsvProblem
read_plain (JigCsv              *self,
            const JigCsvRecord  *record,
            GError             **error)
{
  const char *begin = self->at;

  while (self->at < self->end && !self->ends_cell[(guchar) *self->at])
    self->at++;

  /* Limits come first: what lies beyond them must not matter. */
  if (self->at > get_limit (self, record) ||
      check_length ((gsize) (self->at - begin)) != JIG_CSV_FINE)
    return JIG_CSV_LIMIT;

  self->is_open = self->at == self->end && !self->is_last;
  if (self->at < self->end && *self->at == '\0')
    return JIG_CSV_NUL;

  add_cell (self, begin, (gsize) (self->at - begin), NOT_COPIED, error);

  return JIG_CSV_FINE;
}

static void
count_lines (JigCsv     *self,
             const char *begin,
             const char *end)
{
  for (const char *at = begin; at < end; at++)
    if (*at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n')))
      self->line++;
}

/* The quote before @end that closes the cell; NULL if none does. */
static const char *
find_closing (const JigCsv *self,
              const char   *from,
              const char   *end,
              gboolean     *has_doubled)
{
  const char *at = from;

  *has_doubled = FALSE;
  while (at < end && (at = memchr (at, self->quote, (gsize) (end - at))) != NULL)
    {
      if (at + 1 == self->end || at[1] != self->quote)
        return at;
      *has_doubled = TRUE;
      at += 2;
    }

  return NULL;
}

static gboolean
copy_undoubled (JigCsv      *self,
                const char  *begin,
                const char  *end,
                GError     **error)
{
  gsize copied_at = self->copies.n_items;

  if (!jig_array_reserve (&self->copies, (gsize) (end - begin), error))
    return FALSE;

  for (const char *at = begin; at < end; at++)
    {
      ((char *) self->copies.items)[self->copies.n_items++] = *at;
      at += *at == self->quote;
    }

  return add_cell (self, NULL, self->copies.n_items - copied_at, copied_at, error);
}

static JigCsvProblem
read_quoted (JigCsv              *self,
             const JigCsvRecord  *record,
             GError             **error)
{
  const char *begin = self->at + 1;
  const char *limit = get_limit (self, record);
  gboolean has_doubled;
  const char *closing = find_closing (self, begin, limit, &has_doubled);

  self->seen = closing != NULL ? closing : MAX (limit, self->at);
  self->is_open = !self->is_last && (closing == NULL ? limit : closing + 1) == self->end;
  if (closing == NULL || self->is_open)
    return JIG_CSV_QUOTE;
  if (memchr (begin, '\0', (gsize) (closing - begin)) != NULL)
    return JIG_CSV_NUL;

  if (has_doubled)
    copy_undoubled (self, begin, closing, error);
  else
    add_cell (self, begin, (gsize) (closing - begin), NOT_COPIED, error);

  count_lines (self, begin, closing);
  self->at = closing + 1;
  if (!at_line_end (self) && *self->at != self->delimiter)
    return JIG_CSV_QUOTE;

  return check_length ((gsize) (closing - begin));
}

/* Many spaces are one delimiter, and none at the end of a line. */
static gboolean
skip_spaces (JigCsv *self)
{
  while (self->at < self->end && *self->at == ' ')
    self->at++;
  self->is_open = self->at == self->end && !self->is_last;

  return at_line_end (self);
}

static JigCsvProblem
read_cells (JigCsv              *self,
            const JigCsvRecord  *record,
            GError             **error)
{
  g_autoptr(GError) inner = NULL;

  if (self->delimiter == ' ')
    skip_spaces (self);

  for (;;)
    {
      gboolean is_quoted = self->at < self->end && *self->at == self->quote;
      JigCsvProblem problem = is_quoted ? read_quoted (self, record, &inner)
                                        : read_plain (self, record, &inner);

      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return JIG_CSV_FINE;
        }
      if (problem != JIG_CSV_FINE)
        return problem;
      if (self->is_open)
        return JIG_CSV_FINE;
      if (self->cells.n_items > JIG_LIMIT_COLUMNS)
        return JIG_CSV_LIMIT;
      if (at_line_end (self))
        return JIG_CSV_FINE;
      self->at++;
      if (self->delimiter == ' ' && skip_spaces (self))
        return JIG_CSV_FINE;
    }
}

/* Now that the copies do not move any more, cells can point at them. */
static gboolean
show_cells (JigCsv        *self,
            JigCsvRecord  *record,
            GError       **error)
{
  self->shown.n_items = 0;
  if (!jig_array_append (&self->shown, NULL, self->cells.n_items, error))
    return FALSE;

  for (gsize i = 0; i < self->cells.n_items; i++)
    {
      const Cell *cell = &jig_array_index (&self->cells, Cell, i);
      JigCsvCell *shown = &jig_array_index (&self->shown, JigCsvCell, i);

      *shown = cell->cell;
      if (cell->copied_at != NOT_COPIED)
        shown->text = (const char *) self->copies.items + cell->copied_at;
    }

  record->cells = self->shown.items;
  record->n_cells = self->shown.n_items;

  return TRUE;
}

static gboolean
at_comment (const JigCsv *self)
{
  return self->comment != 0 && *self->at == self->comment;
}

/* To where a record begins; FALSE if none does. */
static gboolean
find_record (JigCsv *self)
{
  if (self->skips && !skip_line (self))
    return FALSE;

  self->skips = FALSE;
  while (self->at < self->end && (at_line_end (self) || at_comment (self)))
    {
      const char *begin = self->at;

      if (skip_line (self))
        continue;

      /* Still a comment when there is more of it. */
      self->skips = (gsize) (self->end - begin) > JIG_LIMIT_RECORD_BYTES;
      if (!self->skips)
        self->at = begin;
      return FALSE;
    }

  return self->at < self->end;
}

static void
end_record (JigCsv             *self,
            const JigCsvRecord *record)
{
  if (record->problem != JIG_CSV_FINE)
    skip_rest (self, record);
  else
    self->is_open = !skip_line (self);
}

/**
 * jig_csv_next:
 * @self: a splitter
 * @record: (out): the next record
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE; %FALSE at the end, where more text is needed, or with @error
 *   set
 */
gboolean
jig_csv_next (JigCsv        *self,
              JigCsvRecord  *record,
              GError       **error)
{
  g_autoptr(GError) inner = NULL;
  guint64 n_reread = self->n_reread;
  const char *begin;

  if (!find_record (self))
    return FALSE;

  begin = self->at;
  *record = (JigCsvRecord) {
    .line = self->line, .byte = self->origin + (guint64) (begin - self->text)
  };
  self->cells.n_items = 0;
  self->copies.n_items = 0;
  self->seen = begin;
  self->is_open = FALSE;

  record->problem = read_cells (self, record, &inner);
  if (inner != NULL || !show_cells (self, record, inner == NULL ? &inner : NULL))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  if (!self->is_open)
    end_record (self, record);
  if (!self->is_open)
    return TRUE;

  self->at = begin;
  self->line = record->line;
  self->n_reread = n_reread;

  return FALSE;
}

const char *
jig_csv_problem_name (JigCsvProblem problem)
{
  static const char * const names[JIG_N_CSV_PROBLEMS] = {
    "fine", "quote", "nul", "limit", "ragged", "type"
  };

  g_return_val_if_fail (problem < JIG_N_CSV_PROBLEMS, NULL);

  return names[problem];
}
