#include "core/project/command-load.h"

#include "core/base/error.h"
#include "core/project/object-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const JigChoice decimals[] = {
  { "auto", N_("Found by itself") },
  { ".", N_("Point") },
  { ",", N_("Comma") },
  { NULL }
};

static const JigChoice headers[] = {
  { "auto", N_("Found by itself") },
  { "yes", N_("The first line holds names") },
  { "no", N_("There are no names") },
  { NULL }
};

static const JigChoice bad_rows[] = {
  { "collect", N_("Go on and list them") },
  { "stop", N_("Stop at the first") },
  { NULL }
};

static const JigParam params[] = {
  {
    "file", N_("File"), JIG_PARAM_FILE,
    .hint = N_("The CSV file to read"),
  },
  {
    "encoding", N_("Encoding"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("utf-8, cp949, utf-16le, windows-1252 or another; empty: found by itself"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "delimiter", N_("Delimiter"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("One character, tab or space; empty: found by itself"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "decimal", N_("Decimal mark"), JIG_PARAM_CHOICE, .text = "auto", .choices = decimals,
    .hint = N_("What stands before the fraction of a number"),
  },
  {
    "header", N_("Header"), JIG_PARAM_CHOICE, .text = "auto", .choices = headers,
    .hint = N_("Whether the first line holds the names of the columns"),
  },
  {
    "na", N_("Missing words"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("Words that stand for a missing value, separated by commas; empty: the usual ones"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "bad_rows", N_("Malformed rows"), JIG_PARAM_CHOICE, .text = "collect", .choices = bad_rows,
    .hint = N_("What to do with a row that has too few or too many cells"),
  },
  {
    "max_bad_rate", N_("Share of malformed rows"), JIG_PARAM_REAL, .value = 0.05, .upper = 1.0,
    .hint = N_("Above this share of malformed rows the file is refused"),
    .flags = JIG_PARAM_ADVANCED,
  },
  { NULL }
};

static gboolean
set_delimiter (JigSheet    *sheet,
               const char  *text,
               GError     **error)
{
  const char *mark = g_str_equal (text, "tab") ? "\t" : g_str_equal (text, "space") ? " " : text;

  if (*mark != '\0' && (strlen (mark) != 1 || strchr ("\"\r\n", *mark) != NULL))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The delimiter must be one character, tab or space, not \"%s\"."), text);
      return FALSE;
    }
  sheet->delimiter = *mark;

  return TRUE;
}

/**
 * jig_command_load_dup_sheet:
 * @values: settings of the command "load"
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: (transfer full): how to read a file, with what is to be found left
 *   open, or %NULL with @error set
 */
JigSheet *
jig_command_load_dup_sheet (const JigValues  *values,
                            GError          **error)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  const char *encoding = jig_values_get_text (values, "encoding");
  const char *decimal = jig_values_get_text (values, "decimal");
  const char *header = jig_values_get_text (values, "header");
  const char *na = jig_values_get_text (values, "na");

  if (!set_delimiter (sheet, jig_values_get_text (values, "delimiter"), error))
    return NULL;

  if (*encoding != '\0')
    {
      g_free (sheet->encoding);
      sheet->encoding = g_ascii_strup (encoding, -1);
    }
  if (!g_str_equal (decimal, "auto"))
    sheet->decimal = *decimal;
  if (!g_str_equal (header, "auto"))
    sheet->header = g_str_equal (header, "yes");
  if (*na != '\0')
    {
      g_strfreev (sheet->na);
      sheet->na = g_strsplit (na, ",", -1);
    }
  sheet->stops_at_bad_row = g_str_equal (jig_values_get_text (values, "bad_rows"), "stop");
  sheet->max_bad_rate = jig_values_get_number (values, "max_bad_rate");

  return g_steal_pointer (&sheet);
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  g_autoptr(JigSheet) sheet = jig_command_load_dup_sheet (values, error);
  JigReading *reading;

  if (sheet == NULL)
    return NULL;

  reading = jig_csv_read_file (jig_values_get_text (values, "file"), sheet, progress, error);

  return reading != NULL ? jig_object_new (&jig_object_data, jig_dataset_new_read (reading))
                         : NULL;
}

const JigCommand jig_command_load = {
  .id = "load",
  .title = N_("Load a file"),
  .object = "data",
  .params = params,
  .version = 1,
  .flags = JIG_COMMAND_READS,
  .run = run,
};
