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
    "names", N_("Names of the columns"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("If no line holds them: separated by commas"),
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
  },
  {
    "thousands", N_("Thousands mark"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("What stands between groups of three digits, or none; empty: a comma, or a point "
               "where the comma is the decimal mark"),
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
  },
  {
    "quote", N_("Quotation mark"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("What stands around a cell that holds a delimiter; empty: \""),
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
  },
  {
    "skip", N_("Lines to skip"), JIG_PARAM_INTEGER, .upper = 1000000,
    .hint = N_("How many lines at the beginning are no part of the table"),
    .flags = JIG_PARAM_ADVANCED,
  },
  {
    "comment", N_("Comment mark"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("A line that begins with it is no part of the table; empty: there are none"),
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
  },
  {
    "type", N_("Types of columns"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("COL=TYPE, separated by commas: number, category, text, date, boolean or ignore; "
               "the others are found"),
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
  },
  {
    "na", N_("Missing words"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("Words that stand for a missing value, separated by commas, or COL=WORD for one "
               "more in one column; empty: the usual ones"),
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

/* One byte, or none. */
static gboolean
set_mark (const char  *title,
          const char  *text,
          char        *mark,
          GError     **error)
{
  if (*text != '\0' && (strlen (text) != 1 || (guchar) *text < ' ' || g_ascii_isalnum (*text)))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("%s must be one character that is no letter and no digit, not \"%s\"."),
                   title, text);
      return FALSE;
    }
  if (*text != '\0')
    *mark = *text;

  return TRUE;
}

static gboolean
set_marks (JigSheet         *sheet,
           const JigValues  *values,
           GError          **error)
{
  const char *thousands = jig_values_get_text (values, "thousands");
  gboolean has_none = g_str_equal (thousands, "none");
  const char *comment = jig_values_get_text (values, "comment");

  if (!set_delimiter (sheet, jig_values_get_text (values, "delimiter"), error) ||
      !set_mark (_("The thousands mark"), has_none ? "" : thousands, &sheet->thousands, error) ||
      !set_mark (_("The quotation mark"), jig_values_get_text (values, "quote"), &sheet->quote,
                 error) ||
      !set_mark (_("The comment mark"), g_str_equal (comment, "none") ? "" : comment,
                 &sheet->comment, error))
    return FALSE;

  if (has_none)
    sheet->thousands = JIG_SHEET_NO_MARK;
  if (sheet->delimiter == sheet->quote || sheet->comment == sheet->quote ||
      (sheet->comment != 0 && sheet->comment == sheet->delimiter) ||
      (sheet->decimal != 0 && sheet->decimal == jig_sheet_thousands (sheet)))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("One character cannot stand for two things: delimiter, quotation mark, "
                     "comment mark, decimal mark and thousands mark differ."));
      return FALSE;
    }

  return TRUE;
}

/* "NA,?,age=-1": words for every column, and words for one. */
static void
set_na (JigSheet   *sheet,
        const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr(GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) one = g_strv_builder_new ();
  gsize n_all = 0;
  gsize n_one = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    if (strchr (words[i] + (words[i][0] != '\0'), '=') != NULL)
      {
        g_strv_builder_add (one, words[i]);
        n_one++;
      }
    else
      {
        g_strv_builder_add (all, words[i]);
        n_all++;
      }

  if (n_all > 0)
    {
      g_strfreev (sheet->na);
      sheet->na = g_strv_builder_end (all);
    }
  if (n_one > 0)
    sheet->column_na = g_strv_builder_end (one);
}

static gboolean
set_types (JigSheet    *sheet,
           const char  *text,
           GError     **error)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *type = strrchr (words[i], '=');
      JigColumnType known;

      if (type == NULL || (!g_str_equal (type + 1, JIG_SHEET_IGNORE) &&
                           !jig_column_type_from_name (type + 1, &known)))
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("A type must be COL=TYPE, where TYPE is number, category, text, date, "
                         "boolean or ignore, not \"%s\"."), words[i]);
          return FALSE;
        }
    }
  sheet->types = g_steal_pointer (&words);

  return TRUE;
}

static gboolean
set_names (JigSheet    *sheet,
           const char  *text,
           GError     **error)
{
  if (*text == '\0')
    return TRUE;

  if (sheet->header > 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("Names are for a file without a header: choose that there is none."));
      return FALSE;
    }
  sheet->header = 0;
  sheet->names = g_strsplit (text, ",", -1);

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
  const char *types = jig_values_get_text (values, "type");

  if (*encoding != '\0')
    {
      g_free (sheet->encoding);
      sheet->encoding = g_ascii_strup (encoding, -1);
    }
  if (!g_str_equal (decimal, "auto"))
    sheet->decimal = *decimal;
  if (!g_str_equal (header, "auto"))
    sheet->header = g_str_equal (header, "yes");
  if (!set_marks (sheet, values, error) ||
      !set_names (sheet, jig_values_get_text (values, "names"), error) ||
      (*types != '\0' && !set_types (sheet, types, error)))
    return NULL;

  if (*na != '\0')
    set_na (sheet, na);
  sheet->skip = (gsize) jig_values_get_number (values, "skip");
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
