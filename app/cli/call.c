#include "app/cli/call.h"

#include "app/cli/verb.h"
#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/project/archive.h"
#include "core/project/command-load.h"
#include "patterns/kit/commands.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

typedef struct
{
  char    *role;
  char    *name;
  guint64  n_bytes;
  char    *sha256;
  gint64   n_rows;
} JigInput;

static const JigOption common_options[] = {
  { "json", NULL, N_("print one JSON object") },
  { "seed", "N", N_("where every random choice comes from; default 1") },
  { "threads", "N", N_("use N threads; 0: all that are granted. Never changes a result") },
  { "lang", "en|ko", N_("the language of messages; default: that of the locale") },
  { "quiet", NULL, N_("print no progress") },
  { "progress", "WHEN", N_("auto, always, never or json") },
  { "journal", "FILE", N_("write what was done as a project that the window opens") },
  { "help", NULL, N_("print this") },
  { NULL }
};

static void
input_free (gpointer data)
{
  JigInput *input = data;

  g_free (input->role);
  g_free (input->name);
  g_free (input->sha256);
  g_free (input);
}

static const JigOption *
sheet_options (void)
{
  static gsize once;
  static JigOption *options;

  if (g_once_init_enter (&once))
    {
      options = jig_option_from_params (jig_command_load.params, "file");
      g_once_init_leave (&once, 1);
    }

  return options;
}

static void
list_tables (const JigVerb   *verb,
             const JigOption *tables[4])
{
  gsize n_tables = 0;

  if (verb->options != NULL)
    tables[n_tables++] = verb->options;
  if (verb->reads_sheet)
    tables[n_tables++] = sheet_options ();
  tables[n_tables++] = common_options;
  tables[n_tables] = NULL;
}

/**
 * jig_call_take_number:
 * @self: a run
 * @option: an option whose value is a whole number
 * @upper: the most it may be
 * @number: (inout): its value if it was given
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE, or %FALSE with @error set if it is no such number
 */
gboolean
jig_call_take_number (const JigCall  *self,
                      const char     *option,
                      guint64         upper,
                      guint64        *number,
                      GError        **error)
{
  const char *word = jig_call_get (self, option);

  if (word == NULL || g_ascii_string_to_unsigned (word, 10, 0, upper, number, NULL))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("--%s must be a whole number from 0 to %" PRIu64 ", not \"%s\"."),
               option, upper, word);

  return FALSE;
}

static gboolean
take_common (JigCall  *self,
             GError  **error)
{
  guint64 n_threads = G_MAXUINT64;

  if (!jig_call_take_number (self, "threads", 256, &n_threads, error) ||
      !jig_call_take_number (self, "seed", G_MAXINT64, &self->seed, error))
    return FALSE;

  if (n_threads != G_MAXUINT64)
    jig_parallel_set_n_threads ((guint) n_threads);

  return TRUE;
}

/**
 * jig_call_new:
 * @verb: what to do
 * @words: the words behind it, ended by %NULL; must outlive the call
 * @progress: who may stop it
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: (transfer full): the run, or %NULL with @error set
 */
JigCall *
jig_call_new (const JigVerb       *verb,
              const char * const  *words,
              const JigProgress   *progress,
              GError             **error)
{
  g_autoptr(JigCall) self = g_new0 (JigCall, 1);
  const JigOption *tables[4];

  list_tables (verb, tables);
  self->verb = verb;
  self->progress = progress;
  self->seed = 1;
  self->began = jig_clock_monotonic ();
  self->inputs = g_ptr_array_new_with_free_func (input_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);

  self->arguments = jig_arguments_new (tables, words, error);
  if (self->arguments == NULL || !take_common (self, error))
    return NULL;

  self->as_json = jig_call_has (self, "json");
  self->project = jig_project_new (jig_all_commands, self->seed);

  return g_steal_pointer (&self);
}

void
jig_call_free (JigCall *self)
{
  if (self == NULL)
    return;

  jig_arguments_free (self->arguments);
  jig_project_free (self->project);
  g_ptr_array_unref (self->inputs);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/**
 * jig_call_print_help:
 * @verb: a verb
 *
 * Prints how the verb is used, and its options.
 */
void
jig_call_print_help (const JigVerb *verb)
{
  const JigOption *tables[4];
  g_autofree char *help = NULL;

  list_tables (verb, tables);
  help = jig_option_format_help (tables);
  g_print ("jig %s %s\n%s.\n\n%s", verb->id, verb->usage, _(verb->summary), help);
}

gboolean
jig_call_has (const JigCall *self,
              const char    *option)
{
  return jig_arguments_has (self->arguments, option);
}

const char *
jig_call_get (const JigCall *self,
              const char    *option)
{
  return jig_arguments_get (self->arguments, option);
}

const char *
jig_call_require (const JigCall  *self,
                  const char     *option,
                  GError        **error)
{
  return jig_arguments_require (self->arguments, option, error);
}

/**
 * jig_call_operand:
 * @self: a run
 * @what: what is needed, such as "one file, or - for standard input"
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: the only operand, or %NULL with @error set if there is not one
 */
const char *
jig_call_operand (const JigCall  *self,
                  const char     *what,
                  GError        **error)
{
  GPtrArray *operands = jig_arguments_get_operands (self->arguments);

  if (operands->len == 1)
    return g_ptr_array_index (operands, 0);

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("\"jig %s\" needs %s."), self->verb->id, what);

  return NULL;
}

/* Acting */

/**
 * jig_call_act_with:
 * @self: a run
 * @action: (transfer full): what to do
 * @error: return location
 *
 * Returns: what was done, or %NULL with @error set
 */
const JigEntry *
jig_call_act_with (JigCall    *self,
                   JigAction  *action,
                   GError    **error)
{
  g_autoptr(JigAction) owned = action;

  return jig_project_act (self->project, owned, self->progress, error);
}

const JigEntry *
jig_call_act (JigCall     *self,
              GError     **error,
              const char  *command,
              const char  *as,
              ...)
{
  g_autoptr(JigAction) action = jig_action_new (jig_command_find (jig_all_commands, command), as);
  gboolean is_valid = TRUE;
  const char *id;
  va_list words;

  va_start (words, as);
  while (is_valid && (id = va_arg (words, const char *)) != NULL)
    {
      const char *value = va_arg (words, const char *);

      is_valid = value == NULL || jig_action_set (action, id, value, error);
    }
  va_end (words);

  return is_valid ? jig_call_act_with (self, g_steal_pointer (&action), error) : NULL;
}

/* "--na a --na b" is "--na a,b"; of other settings the last one counts. */
static char *
join_values (const JigCall  *self,
             const JigParam *param,
             const char     *option)
{
  GPtrArray *values = jig_arguments_get_all (self->arguments, option);
  gboolean is_list = g_str_equal (param->id, "na") || g_str_equal (param->id, "type");
  GString *text;

  if (values == NULL || !is_list)
    return g_strdup (jig_call_get (self, option));

  text = g_string_new (g_ptr_array_index (values, 0));
  for (guint i = 1; i < values->len; i++)
    g_string_append_printf (text, ",%s", (const char *) g_ptr_array_index (values, i));

  return g_string_free (text, FALSE);
}

static gboolean
is_line (const char *word,
         guint64    *line)
{
  return word != NULL && g_ascii_string_to_unsigned (word, 10, 1, 1000001, line, NULL);
}

/* "--header 3": the names are on the third line. */
static gboolean
take_header_line (const JigCall  *self,
                  JigAction      *action,
                  GError        **error)
{
  g_autofree char *skip = NULL;
  guint64 line;

  if (!is_line (jig_call_get (self, "header"), &line))
    return TRUE;

  skip = g_strdup_printf ("%" PRIu64, line - 1);
  if (line > 1 && jig_call_has (self, "skip"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("Say with --header on which line the names are, or with --skip how many "
                     "lines to skip."));
      return FALSE;
    }

  return jig_action_set (action, "header", "yes", error) &&
         (line == 1 || jig_action_set (action, "skip", skip, error));
}

/* How a file is to be read, as an action. */
static JigAction *
make_load (const JigCall  *self,
           const char     *path,
           GError        **error)
{
  g_autoptr(JigAction) action = jig_action_new (&jig_command_load, NULL);

  if (!jig_action_set (action, "file", path, error))
    return NULL;

  for (const JigParam *param = jig_command_load.params; param->id != NULL; param++)
    {
      g_autofree char *option = g_strdelimit (g_strdup (param->id), "_", '-');
      g_autofree char *value = join_values (self, param, option);
      guint64 line;

      /* A header may also be a line, of which the table knows nothing. */
      if (g_str_equal (option, "header") && is_line (value, &line))
        continue;
      if (value != NULL && !jig_action_set (action, param->id, value, error))
        {
          g_prefix_error (error, "--%s: ", option);
          return NULL;
        }
    }

  return take_header_line (self, action, error) ? g_steal_pointer (&action) : NULL;
}

/**
 * jig_call_open:
 * @self: a run of a verb that reads sheets
 * @path: a CSV file, or - for standard input
 * @names: what its columns are called if the user says that no line tells and
 *   if there are as many; ended by %NULL
 * @error: return location
 *
 * Returns: (transfer full): the beginning of the file, or %NULL with @error set
 */
JigCsvStream *
jig_call_open (JigCall             *self,
               const char          *path,
               const char * const  *names,
               GError             **error)
{
  g_autoptr(JigAction) action = make_load (self, path, error);
  g_autoptr(JigSheet) sheet = action != NULL
                              ? jig_command_load_dup_sheet (jig_action_get_values (action), error)
                              : NULL;

  if (sheet == NULL)
    return NULL;

  if (sheet->header == 0 && sheet->names == NULL)
    {
      sheet->names = g_strdupv ((char **) names);
      sheet->names_may_not_fit = TRUE;
    }

  return jig_csv_stream_open (path, sheet, self->progress, error);
}

/**
 * jig_call_load:
 * @self: a run of a verb that reads sheets
 * @path: a CSV file, or - for standard input
 * @role: what the file is for, such as "csv" or "test"
 * @error: return location
 *
 * Returns: the load, or %NULL with @error set
 */
const JigEntry *
jig_call_load (JigCall     *self,
               const char  *path,
               const char  *role,
               GError     **error)
{
  g_autoptr(JigAction) action = make_load (self, path, error);
  const JigEntry *entry;
  const JigReading *reading;

  if (action == NULL)
    return NULL;

  entry = jig_call_act_with (self, g_steal_pointer (&action), error);
  if (entry == NULL)
    return NULL;

  reading = jig_object_get_dataset (entry->result)->reading;
  jig_call_add_input (self, role, path, reading->n_bytes, reading->sha256,
                      (gint64) jig_frame_get_n_rows (reading->frame));
  if (jig_reading_get_n_bad (reading) > 0)
    jig_call_warn (self, "csv.bad_rows", _("%s: %zu malformed rows were left out."),
                   path, jig_reading_get_n_bad (reading));

  return entry;
}

gboolean
jig_call_finish (JigCall  *self,
                 GError  **error)
{
  const char *journal = jig_call_get (self, "journal");

  return journal == NULL || jig_archive_save (self->project, journal, TRUE, self->progress, error);
}

/* Answers */

void
jig_call_add_input (JigCall    *self,
                    const char *role,
                    const char *path,
                    guint64     n_bytes,
                    const char *sha256,
                    gint64      n_rows)
{
  JigInput *input = g_new0 (JigInput, 1);

  input->role = g_strdup (role);
  input->name = g_path_get_basename (path);
  input->n_bytes = n_bytes;
  input->sha256 = g_strdup (sha256);
  input->n_rows = n_rows;
  g_ptr_array_add (self->inputs, input);
}

/**
 * jig_call_warn:
 * @self: a run
 * @id: the word in JSON
 * @format: printf format of a sentence
 * @...: what goes into it
 *
 * Says something that did not keep the run from being done.
 */
void
jig_call_warn (JigCall    *self,
               const char *id,
               const char *format,
               ...)
{
  va_list words;

  va_start (words, format);
  g_ptr_array_add (self->warnings, g_strdup (id));
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, words));
  va_end (words);
}

static void
write_input (const JigInput *input,
             JigJsonWriter  *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "role");
  jig_json_writer_string (writer, input->role);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, input->name);
  jig_json_writer_name (writer, "bytes");
  jig_json_writer_int (writer, (gint64) input->n_bytes);
  jig_json_writer_name (writer, "sha256");
  jig_json_writer_string (writer, input->sha256);
  if (input->n_rows >= 0)
    {
      jig_json_writer_name (writer, "rows");
      jig_json_writer_int (writer, input->n_rows);
    }
  jig_json_writer_end_object (writer);
}

static void
write_warnings (const JigCall *self,
                JigJsonWriter *writer)
{
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i + 1 < self->warnings->len; i += 2)
    {
      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "id");
      jig_json_writer_string (writer, g_ptr_array_index (self->warnings, i));
      jig_json_writer_name (writer, "message");
      jig_json_writer_string (writer, g_ptr_array_index (self->warnings, i + 1));
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

/**
 * jig_call_begin_json:
 * @self: a run that is done
 *
 * Returns: (transfer full): a writer inside the answer, behind what all answers
 *   begin with
 */
JigJsonWriter *
jig_call_begin_json (JigCall *self)
{
  JigJsonWriter *writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "jig");
  jig_json_writer_string (writer, JIG_VERSION);
  jig_json_writer_name (writer, "command");
  jig_json_writer_string (writer, self->verb->id);
  jig_json_writer_name (writer, "ok");
  jig_json_writer_bool (writer, TRUE);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) self->seed);
  jig_json_writer_name (writer, "inputs");
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < self->inputs->len; i++)
    write_input (g_ptr_array_index (self->inputs, i), writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "warnings");
  write_warnings (self, writer);

  return writer;
}

void
jig_call_end_json (JigCall       *self,
                   JigJsonWriter *writer)
{
  g_autofree char *text = NULL;

  jig_json_writer_name (writer, "timing");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "wall_s");
  jig_json_writer_double (writer,
                          (double) (jig_clock_monotonic () - self->began) / G_USEC_PER_SEC);
  jig_json_writer_name (writer, "cpu_s");
  jig_json_writer_double (writer, (double) clock () / CLOCKS_PER_SEC);
  jig_json_writer_name (writer, "peak_bytes");
  jig_json_writer_int (writer, (gint64) jig_alloc_get_peak ());
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);

  /* As it is: g_print() would put JSON into the charset of the locale. */
  text = jig_json_writer_finish (writer);
  puts (text);
  jig_json_writer_free (writer);
}

void
jig_call_print_warnings (const JigCall *self)
{
  for (guint i = 1; i < self->warnings->len; i += 2)
    {
      g_autofree char *shown = jig_text_escape_display (g_ptr_array_index (self->warnings, i), -1);

      g_printerr ("jig: %s\n", shown);
    }
}
