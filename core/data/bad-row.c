#include "core/data/bad-row.h"

#include "core/base/limits.h"
#include "core/data/csv-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jig_bad_row_set_cell:
 * @self: a row
 * @column: one of its columns
 * @type: what that column is
 * @cell: the cell that is none
 */
void
jig_bad_row_set_cell (JigBadRow        *self,
                      gsize             column,
                      JigColumnType     type,
                      const JigCsvCell *cell)
{
  gsize length = MIN (cell->length, JIG_BAD_CELL_BYTES - 1);

  self->problem = JIG_CSV_TYPE;
  self->column = column;
  self->type = type;

  /* Not half a letter at the end. */
  while (length > 0 && length < cell->length && ((guchar) cell->text[length] & 0xc0) == 0x80)
    length--;
  memcpy (self->cell, cell->text, length);
  self->cell[length] = '\0';
}

static char *
explain_cell (const JigBadRow *self)
{
  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      return g_strdup_printf (_("\"%s\" is not a number."), self->cell);

    case JIG_COLUMN_TIME:
      return g_strdup_printf (_("\"%s\" is not a date."), self->cell);

    case JIG_COLUMN_BOOLEAN:
    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      return g_strdup_printf (_("\"%s\" is neither yes nor no."), self->cell);
    }
}

/**
 * jig_bad_row_to_text:
 * @self: a row that could not be used
 * @n_columns: of the table
 *
 * Returns: (transfer full): what is wrong with it, as a sentence
 */
char *
jig_bad_row_to_text (const JigBadRow *self,
                     gsize            n_columns)
{
  switch (self->problem)
    {
    case JIG_CSV_QUOTE:
      return g_strdup (_("A quote is not closed, or text follows a closing quote."));

    case JIG_CSV_NUL:
      return g_strdup (_("There is a byte 0 in it."));

    case JIG_CSV_LIMIT:
      return g_strdup_printf (_("A cell is longer than %d bytes, or the row than %d."),
                              JIG_LIMIT_FIELD_BYTES, JIG_LIMIT_RECORD_BYTES);

    case JIG_CSV_RAGGED:
      return g_strdup_printf (_("It has %zu cells, the table has %zu columns."),
                              self->n_cells, n_columns);

    case JIG_CSV_TYPE:
      return explain_cell (self);

    case JIG_CSV_FINE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * jig_bad_row_append_csv:
 * @self: a row that could not be used
 * @names: the names of the columns, ended by %NULL
 * @lines: gets a line at its end, as %JIG_BAD_ROW_CSV_HEADER says
 */
void
jig_bad_row_append_csv (const JigBadRow    *self,
                        const char * const *names,
                        GString            *lines)
{
  const char *column = self->problem == JIG_CSV_TYPE ? names[self->column] : "";
  g_autofree char *reason = jig_bad_row_to_text (self, g_strv_length ((char **) names));

  g_string_append_printf (lines, "%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%"
                          G_GUINT64_FORMAT ",%s,", self->row, self->line, self->byte,
                          jig_csv_problem_name (self->problem));
  jig_csv_append_cell (lines, column, strlen (column), JIG_CSV_WRITER_PLAIN);
  g_string_append_c (lines, ',');
  jig_csv_append_cell (lines, reason, strlen (reason), JIG_CSV_WRITER_PLAIN);
  g_string_append_c (lines, '\n');
}
