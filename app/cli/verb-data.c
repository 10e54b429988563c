/* jig data: schema, statistics and bad rows of a CSV file. */

#include "app/cli/option.h"
#include "app/cli/verb.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/output.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/data/csv-reader.h"
#include "core/data/describe.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_BAD_ROWS 100
#define DISPLAY_DIGITS 6

typedef struct
{
  JigSheet *sheet;
  gboolean  as_json;
  gboolean  wants_help;
  char     *rejects;
} Settings;

static void
settings_clear (Settings *settings)
{
  jig_sheet_free (settings->sheet);
  g_free (settings->rejects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

/* Options */

static gboolean
set_json (gpointer     data,
          const char  *value,
          GError     **error)
{
  ((Settings *) data)->as_json = TRUE;

  return TRUE;
}

static gboolean
set_help (gpointer     data,
          const char  *value,
          GError     **error)
{
  ((Settings *) data)->wants_help = TRUE;

  return TRUE;
}

static gboolean
set_threads (gpointer     data,
             const char  *value,
             GError     **error)
{
  guint64 n_threads;

  if (!g_ascii_string_to_unsigned (value, 10, 0, 256, &n_threads, NULL))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "--threads must be a whole number from 0 to 256, not \"%s\".", value);
      return FALSE;
    }
  jig_parallel_set_n_threads ((guint) n_threads);

  return TRUE;
}

static gboolean
set_encoding (gpointer     data,
              const char  *value,
              GError     **error)
{
  Settings *settings = data;

  g_free (settings->sheet->encoding);
  settings->sheet->encoding = g_ascii_strup (value, -1);

  return TRUE;
}

static gboolean
set_delimiter (gpointer     data,
               const char  *value,
               GError     **error)
{
  Settings *settings = data;
  const char *mark = g_str_equal (value, "tab") ? "\t" : g_str_equal (value, "space") ? " "
                                                                                      : value;

  if (strlen (mark) != 1 || strchr ("\"\r\n", *mark) != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "--delimiter must be one character, tab or space, not \"%s\".", value);
      return FALSE;
    }
  settings->sheet->delimiter = *mark;

  return TRUE;
}

static gboolean
set_decimal (gpointer     data,
             const char  *value,
             GError     **error)
{
  if (!g_str_equal (value, ".") && !g_str_equal (value, ","))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "--decimal must be . or , and not \"%s\".", value);
      return FALSE;
    }
  ((Settings *) data)->sheet->decimal = *value;

  return TRUE;
}

static gboolean
set_header (gpointer     data,
            const char  *value,
            GError     **error)
{
  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "--header must be yes or no, not \"%s\".", value);
      return FALSE;
    }
  ((Settings *) data)->sheet->header = g_str_equal (value, "yes");

  return TRUE;
}

static gboolean
set_na (gpointer     data,
        const char  *value,
        GError     **error)
{
  Settings *settings = data;

  g_strfreev (settings->sheet->na);
  settings->sheet->na = g_strsplit (value, ",", -1);

  return TRUE;
}

static gboolean
set_bad_rows (gpointer     data,
              const char  *value,
              GError     **error)
{
  if (!g_str_equal (value, "collect") && !g_str_equal (value, "stop"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "--bad-rows must be collect or stop, not \"%s\".", value);
      return FALSE;
    }
  ((Settings *) data)->sheet->stops_at_bad_row = g_str_equal (value, "stop");

  return TRUE;
}

static gboolean
set_max_bad_rate (gpointer     data,
                  const char  *value,
                  GError     **error)
{
  double rate;

  if (!jig_number_parse (value, strlen (value), '.', &rate) || rate < 0.0 || rate > 1.0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "--max-bad-rate must be a number from 0 to 1, not \"%s\".", value);
      return FALSE;
    }
  ((Settings *) data)->sheet->max_bad_rate = rate;

  return TRUE;
}

static gboolean
set_rejects (gpointer     data,
             const char  *value,
             GError     **error)
{
  Settings *settings = data;

  g_free (settings->rejects);
  settings->rejects = g_strdup (value);

  return TRUE;
}

static const JigOption options[] = {
  { "json", NULL, "print one JSON object", set_json },
  { "threads", "N", "use N threads; 0: all that are granted", set_threads },
  { "encoding", "NAME", "utf-8, cp949, utf-16le, windows-1252, ...", set_encoding },
  { "delimiter", "C", "one character, tab or space", set_delimiter },
  { "decimal", "C", "the decimal mark, . or ,", set_decimal },
  { "header", "yes|no", "whether the first line holds names", set_header },
  { "na", "WORD,...", "words that stand for a missing value", set_na },
  { "bad-rows", "collect|stop", "what to do with malformed rows", set_bad_rows },
  { "max-bad-rate", "R", "the share of them above which to refuse", set_max_bad_rate },
  { "rejects", "FILE", "write the malformed rows' places there", set_rejects },
  { "help", NULL, "print this", set_help },
  { NULL }
};

/* JSON */

static void
write_input (const JigReading *reading,
             JigJsonWriter    *writer)
{
  jig_json_writer_name (writer, "inputs");
  jig_json_writer_begin_array (writer);
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "role");
  jig_json_writer_string (writer, "csv");
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, reading->name);
  jig_json_writer_name (writer, "bytes");
  jig_json_writer_int (writer, (gint64) reading->n_bytes);
  jig_json_writer_name (writer, "sha256");
  jig_json_writer_string (writer, reading->sha256);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) jig_frame_get_n_rows (reading->frame));
  jig_json_writer_end_object (writer);
  jig_json_writer_end_array (writer);
}

static void
write_bad_row (const JigReading *reading,
               const JigBadRow  *row,
               JigJsonWriter    *writer)
{
  g_autofree char *reason = jig_bad_row_to_text (row, jig_frame_get_n_columns (reading->frame));

  jig_json_writer_begin_object (writer);
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
print_json (const JigReading *reading,
            const GPtrArray  *descriptions,
            gint64            began)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "jig");
  jig_json_writer_string (writer, JIG_VERSION);
  jig_json_writer_name (writer, "command");
  jig_json_writer_string (writer, "data");
  jig_json_writer_name (writer, "ok");
  jig_json_writer_bool (writer, TRUE);
  write_input (reading, writer);
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
  write_bad_rows (reading, writer);
  jig_json_writer_name (writer, "timing");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "wall_s");
  jig_json_writer_double (writer, (double) (jig_clock_monotonic () - began) / G_USEC_PER_SEC);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);

  text = jig_json_writer_finish (writer);

  /* As it is: g_print() would put JSON into the charset of the locale. */
  puts (text);
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
      return g_strdup_printf ("%s to %s, mean %s", low, high, mid);
    }

  if (type == JIG_COLUMN_TIME && description->earliest != NULL)
    return g_strdup_printf ("%s to %s", description->earliest, description->latest);

  if (description->n_top > 0)
    {
      mid = jig_text_escape_display (description->top[0].text, -1);
      return g_strdup_printf ("most often \"%s\" (%" G_GSIZE_FORMAT ")", mid,
                              description->top[0].count);
    }

  return g_strdup ("");
}

static void
print_text (const JigReading *reading,
            const GPtrArray  *descriptions)
{
  gsize n_bad = jig_reading_get_n_bad (reading);
  g_autofree char *rows = jig_number_to_display ((double) jig_frame_get_n_rows (reading->frame),
                                                 15);

  g_print ("%s rows, %u columns, %s, delimiter '%c', decimal '%c'\n\n", rows,
           descriptions->len, reading->sheet->encoding,
           reading->sheet->delimiter, reading->sheet->decimal);
  for (guint i = 0; i < descriptions->len; i++)
    {
      const JigDescription *description = g_ptr_array_index (descriptions, i);
      const JigColumn *column = description->column;
      g_autofree char *name = jig_text_escape_display (jig_column_get_name (column), -1);
      g_autofree char *summary = summarise (description);

      g_print ("%-20s %-9s %8" G_GSIZE_FORMAT " distinct %8" G_GSIZE_FORMAT " missing  %s\n",
               name, jig_column_type_name (jig_column_get_type_id (column)),
               description->n_distinct, jig_column_get_n_missing (column), summary);
    }

  if (n_bad > 0)
    g_print ("\n%" G_GSIZE_FORMAT " malformed rows were left out; --rejects FILE lists them.\n",
             n_bad);
}

static gboolean
write_rejects (const JigReading  *reading,
               const char        *path,
               GError           **error)
{
  g_autoptr(GString) text = g_string_new ("line,byte,kind,reason\n");

  for (gsize i = 0; i < reading->n_kept_bad_rows; i++)
    {
      const JigBadRow *row = &reading->bad_rows[i];
      g_autofree char *reason = jig_bad_row_to_text (row,
                                                     jig_frame_get_n_columns (reading->frame));

      g_string_append_printf (text, "%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%s,\"%s\"\n",
                              row->line, row->byte, jig_csv_problem_name (row->problem), reason);
    }

  return jig_output_save (path, text->str, text->len, error);
}

static gboolean
run (const char * const  *arguments,
     const JigProgress   *progress,
     GError             **error)
{
  g_auto(Settings) settings = { .sheet = jig_sheet_new () };
  g_autoptr(GPtrArray) operands = g_ptr_array_new ();
  g_autoptr(JigReading) reading = NULL;
  g_autoptr(GPtrArray) descriptions = NULL;
  gint64 began = jig_clock_monotonic ();

  if (!jig_option_parse (options, &settings, arguments, operands, error))
    return FALSE;

  if (settings.wants_help)
    {
      g_autofree char *help = jig_option_format_help (options);

      g_print ("jig data %s\n%s.\n\n%s", jig_verb_data.usage, jig_verb_data.summary, help);
      return TRUE;
    }

  if (operands->len != 1)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "\"jig data\" needs one file, or - for standard input.");
      return FALSE;
    }

  reading = jig_csv_read_file (g_ptr_array_index (operands, 0), settings.sheet, progress, error);
  descriptions = reading != NULL ? jig_describe_frame (reading->frame, progress, error) : NULL;
  if (descriptions == NULL ||
      (settings.rejects != NULL && !write_rejects (reading, settings.rejects, error)))
    return FALSE;

  if (settings.as_json)
    print_json (reading, descriptions, began);
  else
    print_text (reading, descriptions);

  return TRUE;
}

const JigVerb jig_verb_data = {
  .name = "data",
  .usage = "FILE|- [OPTIONS]",
  .summary = "Print the columns, statistics and bad rows of a CSV file",
  .run = run,
};
