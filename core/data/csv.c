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
  gsize       n_rereads;        /* how many bytes may still be looked at again */
  guint64     line;
  char        delimiter;
  char        quote;
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
  self->n_rereads = length;
  self->line = 1;
  self->delimiter = sheet->delimiter;
  self->quote = sheet->quote;
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

/* Back to where the record began: a quote that never ends must not swallow the
 * rows behind it. But not for ever: where every line opens another quote, each
 * would be read to the end of the text. */
static void
skip_rest (JigCsv             *self,
           const JigCsvRecord *record)
{
  const char *begin = self->text + record->byte;
  gsize n_seen = (gsize) (MAX (self->seen, self->at) - begin);

  if (n_seen <= self->n_rereads)
    {
      self->n_rereads -= n_seen;
      self->at = begin;
      self->line = record->line;
    }

  while (!at_line_end (self))
    self->at++;
  skip_line_end (self);
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

static JigCsvProblem
read_plain (JigCsv  *self,
            GError **error)
{
  const char *begin = self->at;

  while (self->at < self->end && !self->ends_cell[(guchar) *self->at])
    self->at++;
  if (self->at < self->end && *self->at == '\0')
    return JIG_CSV_NUL;

  add_cell (self, begin, (gsize) (self->at - begin), NOT_COPIED, error);

  return check_length ((gsize) (self->at - begin));
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

/* The quote that closes the cell; NULL if none does. */
static const char *
find_closing (const JigCsv *self,
              const char   *from,
              gboolean     *has_doubled)
{
  const char *at = from;

  *has_doubled = FALSE;
  while ((at = memchr (at, self->quote, (gsize) (self->end - at))) != NULL)
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
read_quoted (JigCsv  *self,
             GError **error)
{
  const char *begin = self->at + 1;
  gboolean has_doubled;
  const char *closing = find_closing (self, begin, &has_doubled);

  self->seen = closing != NULL ? closing : self->end;
  if (closing == NULL)
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

static JigCsvProblem
read_cells (JigCsv              *self,
            const JigCsvRecord  *record,
            GError             **error)
{
  g_autoptr(GError) inner = NULL;

  for (;;)
    {
      JigCsvProblem problem = self->at < self->end && *self->at == self->quote
                              ? read_quoted (self, &inner) : read_plain (self, &inner);

      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return JIG_CSV_FINE;
        }
      if (problem != JIG_CSV_FINE)
        return problem;
      if ((guint64) (self->at - self->text) - record->byte > JIG_LIMIT_RECORD_BYTES ||
          self->cells.n_items > JIG_LIMIT_COLUMNS)
        return JIG_CSV_LIMIT;
      if (at_line_end (self))
        return JIG_CSV_FINE;
      self->at++;
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

/**
 * jig_csv_next:
 * @self: a splitter
 * @record: (out): the next record
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE; %FALSE at the end, or with @error set
 */
gboolean
jig_csv_next (JigCsv        *self,
              JigCsvRecord  *record,
              GError       **error)
{
  g_autoptr(GError) inner = NULL;

  while (self->at < self->end && at_line_end (self))
    skip_line_end (self);
  if (self->at == self->end)
    return FALSE;

  *record = (JigCsvRecord) { .line = self->line, .byte = (guint64) (self->at - self->text) };
  self->cells.n_items = 0;
  self->copies.n_items = 0;
  self->seen = self->at;

  record->problem = read_cells (self, record, &inner);
  if (inner != NULL || !show_cells (self, record, inner == NULL ? &inner : NULL))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  if (record->problem != JIG_CSV_FINE)
    skip_rest (self, record);
  else
    skip_line_end (self);

  return TRUE;
}

const char *
jig_csv_problem_name (JigCsvProblem problem)
{
  static const char * const names[JIG_N_CSV_PROBLEMS] = {
    "fine", "quote", "nul", "limit", "ragged"
  };

  g_return_val_if_fail (problem < JIG_N_CSV_PROBLEMS, NULL);

  return names[problem];
}
