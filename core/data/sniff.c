#include "core/data/sniff.h"

#include "core/base/error.h"
#include "core/data/calendar.h"
#include "core/data/cell.h"
#include "core/data/csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_RECORDS 1000

static const char delimiters[] = { ',', ';', '\t', '|' };
static const char decimals[] = { '.', ',' };

/* How well a delimiter and a decimal mark explain the text together. */
typedef struct
{
  gsize  n_cells;      /* of the first record */
  double regular;      /* the share of records with as many cells */
  double understood;   /* the share of cells that are numbers or dates */
} Fit;

static gboolean
is_understood (const JigSheet   *sheet,
               const JigCsvCell *cell)
{
  gint64 time;
  gboolean has_clock;
  double number;

  return jig_cell_parse_number (sheet, cell->text, cell->length, &number) ||
         jig_calendar_parse (cell->text, cell->length, &time, &has_clock);
}

static gboolean
measure (const JigSheet  *sheet,
         const char      *text,
         gsize            length,
         Fit             *fit,
         GError         **error)
{
  g_autoptr(JigCsv) csv = jig_csv_new (sheet, text, length);
  g_autoptr(GError) inner = NULL;
  JigCsvRecord record;
  gsize n_records = 0;
  gsize n_regular = 0;
  gsize n_cells = 0;
  gsize n_understood = 0;

  *fit = (Fit) { 0 };
  while (n_records < MAX_RECORDS && jig_csv_next (csv, &record, &inner))
    {
      if (n_records++ == 0)
        fit->n_cells = record.n_cells;
      n_regular += record.problem == JIG_CSV_FINE && record.n_cells == fit->n_cells;
      n_cells += record.n_cells;
      for (gsize i = 0; i < record.n_cells; i++)
        n_understood += is_understood (sheet, &record.cells[i]);
    }

  fit->regular = n_records > 0 ? (double) n_regular / (double) n_records : 0.0;
  fit->understood = n_cells > 0 ? (double) n_understood / (double) n_cells : 0.0;
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));

  return FALSE;
}

/* Rows of equal length come first, then more than one column, then meaning. */
static gboolean
is_better (const Fit *a,
           const Fit *b)
{
  double a_shape = a->n_cells > 1 ? a->regular : 0.0;
  double b_shape = b->n_cells > 1 ? b->regular : 0.0;

  if (a_shape > b_shape + 0.05 || a_shape < b_shape - 0.05)
    return a_shape > b_shape;

  return a->understood > b->understood;
}

static gboolean
find_marks (JigSheet    *sheet,
            const char  *text,
            gsize        length,
            GError     **error)
{
  g_autoptr(JigSheet) trial = jig_sheet_copy (sheet);
  Fit best = { 0 };
  gboolean has_best = FALSE;
  char delimiter = 0;
  char decimal = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (decimals); j++)
      {
        Fit fit;

        trial->delimiter = sheet->delimiter != 0 ? sheet->delimiter : delimiters[i];
        trial->decimal = sheet->decimal != 0 ? sheet->decimal : decimals[j];
        if (!measure (trial, text, length, &fit, error))
          return FALSE;
        if (has_best && !is_better (&fit, &best))
          continue;

        best = fit;
        has_best = TRUE;
        delimiter = trial->delimiter;
        decimal = trial->decimal;
      }

  sheet->delimiter = delimiter;
  sheet->decimal = decimal;

  return TRUE;
}

/* Names are words: a first line in which a cell is a number, a date or missing
 * is a row like the others. */
static gboolean
has_header (const JigSheet *sheet,
            const char     *text,
            gsize           length)
{
  g_autoptr(JigCsv) csv = jig_csv_new (sheet, text, length);
  JigCsvRecord record;

  if (!jig_csv_next (csv, &record, NULL))
    return TRUE;

  for (gsize i = 0; i < record.n_cells; i++)
    {
      const JigCsvCell *cell = &record.cells[i];

      if (is_understood (sheet, cell) ||
          (cell->length > 0 && jig_sheet_is_na (sheet, cell->text, cell->length)))
        return FALSE;
    }

  return TRUE;
}

static const char *
find_newline (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\n')
      return "lf";
    else if (text[i] == '\r')
      return i + 1 < length && text[i + 1] == '\n' ? "crlf" : "cr";

  return NULL;
}

/* A head that was cut ends inside a record, which says nothing. */
static gsize
whole_lines (const char *text,
             gsize       length)
{
  gsize n_head = MIN (length, JIG_SNIFF_BYTES);

  if (n_head == length)
    return length;

  for (gsize i = n_head; i > 0; i--)
    if (text[i - 1] == '\n')
      return i;

  return n_head;
}

/**
 * jig_sniff_sheet:
 * @sheet: what is already known; the rest is filled in
 * @text: (array length=length): UTF-8 without a byte order mark
 * @length: in bytes; the first %JIG_SNIFF_BYTES are looked at
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Finds the delimiter and the decimal mark together, because a comma can be
 * either, and whether the first line holds names.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_sniff_sheet (JigSheet    *sheet,
                 const char  *text,
                 gsize        length,
                 GError     **error)
{
  gsize n_head = whole_lines (text, length);

  if ((sheet->delimiter == 0 || sheet->decimal == 0) &&
      !find_marks (sheet, text, n_head, error))
    return FALSE;

  sheet->newline = find_newline (text, n_head);
  if (sheet->header < 0 && sheet->names != NULL)
    sheet->header = 0;
  if (sheet->header < 0)
    sheet->header = has_header (sheet, text, n_head);

  return TRUE;
}

/**
 * jig_sniff_check_table:
 * @bytes: (n_bytes,) the beginning of a file
 * @n_bytes: how many
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE unless the file is known to be something else than text
 */
gboolean
jig_sniff_check_table (const char  *bytes,
                       gsize        n_bytes,
                       const char  *name,
                       GError     **error)
{
  static const struct
  {
    const char *magic;
    gsize       length;
    const char *what;
  } others[] = {
    { "PK\x03\x04", 4, N_("a spreadsheet or another zip archive") },
    { "\xd0\xcf\x11\xe0", 4, N_("an old spreadsheet") },
    { "\x1f\x8b", 2, N_("compressed by gzip") },
    { "\x28\xb5\x2f\xfd", 4, N_("compressed by zstd") },
    { "%PDF", 4, N_("a PDF document") },
    { "\x89PNG", 4, N_("a picture") },
    { "\xff\xd8\xff", 3, N_("a picture") },
    { "PAR1", 4, N_("a Parquet file") },
    { "SQLite format 3", 15, N_("a database") },
    { "\x7f" "ELF", 4, N_("a program") },
    { "<!DOCTYPE", 9, N_("a web page") },
    { "<html", 5, N_("a web page") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (n_bytes >= others[i].length && memcmp (bytes, others[i].magic, others[i].length) == 0)
      {
        JigPlace place = {
          .file = name,
          .line = 1,
          .byte = 0,
          .id = "csv.kind",
          .hint = _("Save it as CSV in the program that made it, and load that."),
        };

        jig_error_set_at (error, JIG_ERROR_FORMAT, &place, _("This is %s, not a CSV table."),
                          _(others[i].what));
        return FALSE;
      }

  return TRUE;
}
