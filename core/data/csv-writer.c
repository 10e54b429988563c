#include "core/data/csv-writer.h"

#include "core/base/number.h"
#include "core/base/output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK_ROWS 1024

static const char byte_order_mark[] = "\xef\xbb\xbf";

static gboolean
is_number (const char *text,
           gsize       length)
{
  double value;

  return jig_number_parse (text, length, '.', &value);
}

/* What spreadsheets take for a formula; a number that begins so is none. */
static gboolean
looks_like_formula (const char *text,
                    gsize       length)
{
  return length > 0 && strchr ("=+-@\t\r", text[0]) != NULL && !is_number (text, length);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* A cell must not be taken for an end, a quote or a comment, and keep its blanks. */
static gboolean
needs_quotes (const char *text,
              gsize       length)
{
  if (length == 0)
    return FALSE;

  if (is_blank (text[0]) || is_blank (text[length - 1]))
    return TRUE;

  for (gsize i = 0; i < length; i++)
    if (strchr (",\"\r\n", text[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
append_quoted (GString    *line,
               const char *text,
               gsize       length)
{
  g_string_append_c (line, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, text[i]);
    }
  g_string_append_c (line, '"');
}

/**
 * jig_csv_append_cell:
 * @line: gets the cell at its end, without a comma
 * @text: (array length=length): UTF-8 without NUL
 * @length: in bytes
 * @flags: %JIG_CSV_WRITER_SPREADSHEET_SAFE counts
 *
 * Writes one cell as RFC 4180 wants it: in quotation marks only where it has to
 * be, those inside doubled.
 */
void
jig_csv_append_cell (GString           *line,
                     const char        *text,
                     gsize              length,
                     JigCsvWriterFlags  flags)
{
  g_autofree char *safe = NULL;

  g_return_if_fail (line != NULL);
  g_return_if_fail (text != NULL || length == 0);

  if ((flags & JIG_CSV_WRITER_SPREADSHEET_SAFE) != 0 && looks_like_formula (text, length))
    {
      safe = g_strdup_printf ("'%.*s", (int) length, text);
      text = safe;
      length++;
    }

  if (needs_quotes (text, length))
    append_quoted (line, text, length);
  else
    g_string_append_len (line, text, (gssize) length);
}

/* A line of one empty cell would be an empty line, which readers leave out. */
static void
end_line (GString *line,
          gsize    begin)
{
  if (line->len == begin)
    g_string_append (line, "\"\"");
  g_string_append_c (line, '\n');
}

/**
 * jig_csv_append_header:
 * @lines: gets a line at its end
 * @frame: a table, or a piece of it
 * @flags: %JIG_CSV_WRITER_SPREADSHEET_SAFE counts
 */
void
jig_csv_append_header (GString           *lines,
                       const JigFrame    *frame,
                       JigCsvWriterFlags  flags)
{
  gsize begin = lines->len;

  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    {
      const char *name = jig_column_get_name (jig_frame_get_column (frame, i));

      if (i > 0)
        g_string_append_c (lines, ',');
      jig_csv_append_cell (lines, name, strlen (name), flags);
    }

  end_line (lines, begin);
}

/* Numbers and times need no quotes and are no formulas. */
static void
append_value (const JigColumn   *column,
              gsize              row,
              JigCsvWriterFlags  flags,
              GString           *cell,
              GString           *line)
{
  JigColumnType type = jig_column_get_type_id (column);

  if (type == JIG_COLUMN_NUMBER || type == JIG_COLUMN_TIME)
    {
      jig_column_append_text (column, row, line);
      return;
    }

  g_string_truncate (cell, 0);
  jig_column_append_text (column, row, cell);
  jig_csv_append_cell (line, cell->str, cell->len, flags);
}

static void
append_row (const JigFrame    *frame,
            gsize              row,
            JigCsvWriterFlags  flags,
            GString           *cell,
            GString           *line)
{
  gsize begin = line->len;

  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_value (jig_frame_get_column (frame, i), row, flags, cell, line);
    }

  end_line (line, begin);
}

/**
 * jig_csv_append_rows:
 * @lines: gets a line for every row at its end
 * @frame: a table, or a piece of it
 * @begin: the first row
 * @end: one past the last row
 * @flags: %JIG_CSV_WRITER_SPREADSHEET_SAFE counts
 */
void
jig_csv_append_rows (GString           *lines,
                     const JigFrame    *frame,
                     gsize              begin,
                     gsize              end,
                     JigCsvWriterFlags  flags)
{
  g_autoptr(GString) cell = g_string_new (NULL);

  for (gsize row = begin; row < end; row++)
    append_row (frame, row, flags, cell, lines);
}

static gboolean
write_rows (const JigFrame     *frame,
            JigOutput          *output,
            JigCsvWriterFlags   flags,
            const JigProgress  *progress,
            GError            **error)
{
  g_autoptr(GString) block = g_string_new (NULL);
  gsize n_rows = jig_frame_get_n_rows (frame);

  for (gsize begin = 0; begin < n_rows; begin += BLOCK_ROWS)
    {
      gsize end = MIN (begin + BLOCK_ROWS, n_rows);

      g_string_truncate (block, 0);
      jig_csv_append_rows (block, frame, begin, end, flags);
      if (!jig_output_write (output, block->str, block->len, error) ||
          !jig_progress_step (progress, end, n_rows, _("Writing the rows"), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_csv_write_frame:
 * @frame: a table
 * @path: the file; "-" is standard output
 * @flags: how it is written
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_OUTPUT or %G_IO_ERROR_CANCELLED
 *
 * Writes a table as UTF-8 with commas, a header and an LF behind every line.
 * Numbers are in their shortest form that reads back to the same bits, missing
 * cells are empty. The file appears whole or not at all; see #JigOutput.
 *
 * Returns: %TRUE, or %FALSE with @error set and the old file as it was
 */
gboolean
jig_csv_write_frame (const JigFrame     *frame,
                     const char         *path,
                     JigCsvWriterFlags   flags,
                     const JigProgress  *progress,
                     GError            **error)
{
  g_autoptr(JigOutput) output = NULL;
  g_autoptr(GString) header = NULL;

  g_return_val_if_fail (frame != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  output = jig_output_new (path, error);
  if (output == NULL)
    return FALSE;

  header = g_string_new ((flags & JIG_CSV_WRITER_BOM) != 0 ? byte_order_mark : NULL);
  jig_csv_append_header (header, frame, flags);

  return jig_output_write (output, header->str, header->len, error) &&
         write_rows (frame, output, flags, progress, error) &&
         jig_output_commit (output, error);
}
