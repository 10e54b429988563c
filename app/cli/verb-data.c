/* jig data: schema, statistics and bad rows of a CSV file. */

#include "app/cli/rejects.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/data/csv-writer.h"
#include "core/data/describe.h"

#include <glib/gi18n-lib.h>

#define SHOWN_BAD_ROWS 100
#define DISPLAY_DIGITS 6

static const JigOption options[] = {
  { "head", "N", N_("print the first N rows too") },
  { "rejects", "FILE", N_("write the malformed rows' places there") },
  { NULL }
};

/* JSON */

static void
write_bad_row (const JigReading *reading,
               const JigBadRow  *row,
               JigJsonWriter    *writer)
{
  g_autofree char *reason = jig_bad_row_to_text (row, g_strv_length (reading->names));

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "row");
  jig_json_writer_int (writer, (gint64) row->row);
  jig_json_writer_name (writer, "line");
  jig_json_writer_int (writer, (gint64) row->line);
  jig_json_writer_name (writer, "byte");
  jig_json_writer_int (writer, (gint64) row->byte);
  jig_json_writer_name (writer, "kind");
  jig_json_writer_string (writer, jig_csv_problem_name (row->problem));
  jig_json_writer_name (writer, "reason");
  jig_json_writer_string (writer, reason);
  jig_json_writer_end_object (writer);
}

static void
write_bad_rows (const JigReading *reading,
                JigJsonWriter    *writer)
{
  jig_json_writer_name (writer, "bad_rows");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "count");
  jig_json_writer_int (writer, (gint64) jig_reading_get_n_bad (reading));
  jig_json_writer_name (writer, "kinds");
  jig_json_writer_begin_object (writer);
  for (int problem = 0; problem < JIG_N_CSV_PROBLEMS; problem++)
    if (reading->n_bad_rows[problem] > 0)
      {
        jig_json_writer_name (writer, jig_csv_problem_name ((JigCsvProblem) problem));
        jig_json_writer_int (writer, (gint64) reading->n_bad_rows[problem]);
      }
  jig_json_writer_end_object (writer);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < MIN (reading->n_kept_bad_rows, SHOWN_BAD_ROWS); i++)
    write_bad_row (reading, &reading->bad_rows[i], writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_end_object (writer);
}

static void
write_cell (const JigColumn *column,
            gsize            row,
            JigJsonWriter   *writer)
{
  g_autofree char *text = NULL;

  if (jig_column_is_missing (column, row))
    {
      jig_json_writer_null (writer);
    }
  else if (jig_column_get_type_id (column) == JIG_COLUMN_NUMBER)
    {
      jig_json_writer_double (writer, jig_column_get_number (column, row));
    }
  else
    {
      text = jig_column_dup_text (column, row);
      jig_json_writer_string (writer, text);
    }
}

static void
write_head (const JigFrame *frame,
            gsize           n_rows,
            JigJsonWriter  *writer)
{
  jig_json_writer_name (writer, "head");
  jig_json_writer_begin_array (writer);
  for (gsize row = 0; row < n_rows; row++)
    {
      jig_json_writer_begin_array (writer);
      for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
        write_cell (jig_frame_get_column (frame, i), row, writer);
      jig_json_writer_end_array (writer);
    }
  jig_json_writer_end_array (writer);
}

static void
print_json (JigCall          *call,
            const JigReading *reading,
            const GPtrArray  *descriptions,
            gsize             n_head)
{
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "sheet");
  jig_sheet_write (reading->sheet, writer);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) jig_frame_get_n_rows (reading->frame));
  jig_json_writer_name (writer, "data_sha256");
  jig_json_writer_string (writer, jig_frame_get_hash (reading->frame));
  jig_json_writer_name (writer, "columns");
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < descriptions->len; i++)
    jig_description_write (g_ptr_array_index (descriptions, i), reading->reasons[i], writer);
  jig_json_writer_end_array (writer);
  if (jig_call_has (call, "head"))
    write_head (reading->frame, n_head, writer);
  write_bad_rows (reading, writer);
  jig_call_end_json (call, writer);
}

/* Text */

static char *
summarise (const JigDescription *description)
{
  JigColumnType type = jig_column_get_type_id (description->column);
  g_autofree char *low = NULL;
  g_autofree char *mid = NULL;
  g_autofree char *high = NULL;

  if (type == JIG_COLUMN_NUMBER)
    {
      low = jig_number_to_display (description->moments.min, DISPLAY_DIGITS);
      mid = jig_number_to_display (description->moments.mean, DISPLAY_DIGITS);
      high = jig_number_to_display (description->moments.max, DISPLAY_DIGITS);
      return g_strdup_printf (_("%s to %s, mean %s"), low, high, mid);
    }

  if (type == JIG_COLUMN_TIME && description->earliest != NULL)
    return g_strdup_printf (_("%s to %s"), description->earliest, description->latest);

  if (description->n_top > 0)
    {
      mid = jig_text_escape_display (description->top[0].text, -1);
      return g_strdup_printf (_("most often \"%s\" (%zu)"), mid,
                              description->top[0].count);
    }

  return g_strdup ("");
}

/* As a CSV file would have them, but safe for a terminal. */
static void
print_head (const JigFrame *frame,
            gsize           n_rows)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_auto(GStrv) parts = NULL;

  jig_csv_append_header (lines, frame, JIG_CSV_WRITER_PLAIN);
  jig_csv_append_rows (lines, frame, 0, n_rows, JIG_CSV_WRITER_PLAIN);
  g_string_truncate (lines, lines->len - 1);

  g_print ("\n");
  parts = g_strsplit (lines->str, "\n", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *shown = jig_text_escape_display (parts[i], -1);

      g_print ("%s\n", shown);
    }
}

static void
print_text (const JigReading *reading,
            const GPtrArray  *descriptions,
            gsize             n_head)
{
  gsize n_bad = jig_reading_get_n_bad (reading);
  g_autofree char *rows = jig_number_to_display ((double) jig_frame_get_n_rows (reading->frame),
                                                 15);

  g_print (_("%s rows, %u columns, %s, delimiter '%c', decimal '%c'\n\n"), rows,
           descriptions->len, reading->sheet->encoding,
           reading->sheet->delimiter, reading->sheet->decimal);
  for (guint i = 0; i < descriptions->len; i++)
    {
      const JigDescription *description = g_ptr_array_index (descriptions, i);
      const JigColumn *column = description->column;
      g_autofree char *name = jig_text_escape_display (jig_column_get_name (column), -1);
      g_autofree char *summary = summarise (description);

      g_print (_("%-20s %-9s %8zu distinct %8zu missing  %s\n"),
               name, jig_column_type_name (jig_column_get_type_id (column)),
               description->n_distinct, jig_column_get_n_missing (column), summary);
    }

  if (n_head > 0)
    print_head (reading->frame, n_head);
  if (n_bad > 0)
    g_print (_("\n%zu malformed rows were left out; --rejects FILE lists them.\n"),
             n_bad);
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  const char *path = jig_call_operand (call, _("one file, or - for standard input"), error);
  const char *rejects = jig_call_get (call, "rejects");
  const JigEntry *entry = path != NULL ? jig_call_load (call, path, "csv", error) : NULL;
  g_autoptr(GPtrArray) descriptions = NULL;
  const JigReading *reading;
  guint64 n_head = 0;

  if (entry == NULL)
    return FALSE;

  if (!jig_call_take_number (call, "head", G_MAXUINT32, &n_head, error))
    return FALSE;

  reading = jig_object_get_dataset (entry->result)->reading;
  descriptions = jig_describe_frame (reading->frame, call->progress, error);
  if (descriptions == NULL || (rejects != NULL && !jig_rejects_save (reading, rejects, error)))
    return FALSE;

  n_head = MIN (n_head, jig_frame_get_n_rows (reading->frame));
  if (call->as_json)
    print_json (call, reading, descriptions, (gsize) n_head);
  else
    print_text (reading, descriptions, (gsize) n_head);

  return TRUE;
}

const JigVerb jig_verb_data = {
  .id = "data",
  .usage = "FILE|- [OPTIONS]",
  .summary = N_("Print the columns, statistics and bad rows of a CSV file"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
