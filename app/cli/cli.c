/* jig: picks the verb, and turns errors into one sentence and an exit code. */

#include "app/cli/language.h"
#include "app/cli/verb.h"
#include "core/base/budget.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/trace.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Between two lines about progress, in microseconds. */
#define PROGRESS_PERIOD (G_USEC_PER_SEC / 10)

typedef enum
{
  SHOW_NOTHING,
  SHOW_LINE,
  SHOW_JSON,
} Show;

typedef struct
{
  GCancellable *cancellable;
  Show          show;
  gint64        shown_at;
  gboolean      has_line;
} Watch;

static volatile sig_atomic_t is_interrupted;

static void
interrupt (int number)
{
  is_interrupted = 1;
}

static void
show_json (double      fraction,
           const char *what)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "done");
  jig_json_writer_double (writer, fraction);
  jig_json_writer_name (writer, "what");
  jig_json_writer_string (writer, what);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);
  fprintf (stderr, "%s\n", text);
}

/* Runs at every step of the work, on its thread. */
static void
watch (double      fraction,
       const char *what,
       gpointer    user_data)
{
  Watch *self = user_data;
  gint64 now;

  if (is_interrupted)
    g_cancellable_cancel (self->cancellable);
  if (self->show == SHOW_NOTHING)
    return;

  now = jig_clock_monotonic ();
  if (now - self->shown_at < PROGRESS_PERIOD)
    return;

  self->shown_at = now;
  if (self->show == SHOW_JSON)
    {
      show_json (fraction, what);
      return;
    }

  /* The line before is written over, and what it was longer is erased. */
  g_printerr ("\r%s %3.0f %%\033[K", what, 100.0 * fraction);
  self->has_line = TRUE;
}

static gboolean
choose_show (const JigCall  *call,
             Watch          *self,
             GError        **error)
{
  const char *word = jig_call_get (call, "progress");

  if (jig_call_has (call, "quiet"))
    self->show = SHOW_NOTHING;
  else if (word == NULL || g_str_equal (word, "auto"))
    self->show = isatty (STDERR_FILENO) ? SHOW_LINE : SHOW_NOTHING;
  else if (g_str_equal (word, "always"))
    self->show = SHOW_LINE;
  else if (g_str_equal (word, "json"))
    self->show = SHOW_JSON;
  else if (!g_str_equal (word, "never"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("--progress must be auto, always, never or json, not \"%s\"."), word);
      return FALSE;
    }

  return TRUE;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _("jig COMMAND [OPTIONS] [ARGUMENTS]"));
  for (gsize i = 0; jig_verbs[i] != NULL; i++)
    g_print ("  %-10s %s\n", jig_verbs[i]->id, _(jig_verbs[i]->summary));
  g_print ("\n%s\n", _("\"jig COMMAND --help\" lists the options of a command."));
}

static const JigVerb *
find_verb (const char  *name,
           GError     **error)
{
  g_autofree char *shown = jig_text_escape_display (name, -1);

  for (gsize i = 0; jig_verbs[i] != NULL; i++)
    if (g_str_equal (jig_verbs[i]->id, name))
      return jig_verbs[i];

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("There is no command \"%s\". \"jig --help\" lists those that there are."), shown);

  return NULL;
}

static gboolean
has_word (const char * const *words,
          const char         *word)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return TRUE;

  return FALSE;
}

static void
write_place (const JigPlace *place,
             JigJsonWriter  *writer)
{
  if (place->file != NULL)
    {
      jig_json_writer_name (writer, "file");
      jig_json_writer_string (writer, place->file);
    }
  if (place->row > 0)
    {
      jig_json_writer_name (writer, "row");
      jig_json_writer_int (writer, (gint64) place->row);
    }
  if (place->line > 0)
    {
      jig_json_writer_name (writer, "line");
      jig_json_writer_int (writer, (gint64) place->line);
    }
  if (place->byte >= 0)
    {
      jig_json_writer_name (writer, "byte");
      jig_json_writer_int (writer, (gint64) (guint64) place->byte);
    }
  if (place->hint != NULL)
    {
      jig_json_writer_name (writer, "hint");
      jig_json_writer_string (writer, place->hint);
    }
}

static void
print_json_error (const char   *command,
                  const GError *error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  const JigPlace *place = jig_error_get_place (error);
  g_autofree char *text = NULL;

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "jig");
  jig_json_writer_string (writer, JIG_VERSION);
  jig_json_writer_name (writer, "command");
  jig_json_writer_string (writer, command);
  jig_json_writer_name (writer, "ok");
  jig_json_writer_bool (writer, FALSE);
  jig_json_writer_name (writer, "error");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "code");
  jig_json_writer_int (writer, (gint64) (guint64) jig_error_exit_code (error));
  jig_json_writer_name (writer, "id");
  jig_json_writer_string (writer, place != NULL ? place->id : NULL);
  jig_json_writer_name (writer, "message");
  jig_json_writer_string (writer, error->message);
  if (place != NULL)
    write_place (place, writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);

  text = jig_json_writer_finish (writer);
  puts (text);
}

static void
print_error (const GError *error)
{
  const JigPlace *place = jig_error_get_place (error);
  g_autofree char *message = jig_text_escape_display (error->message, -1);

  g_printerr ("jig: %s\n", message);
  if (place != NULL && place->hint != NULL)
    g_printerr ("%s\n", place->hint);
}

static gboolean
run (const char * const  *words,
     GError             **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Watch self = { .cancellable = cancellable };
  const JigProgress progress = { cancellable, watch, &self, 0.0, 1.0 };
  const JigVerb *verb = find_verb (words[0], error);
  g_autoptr(JigCall) call = NULL;
  gboolean is_done;
  guint span;

  if (verb == NULL)
    return FALSE;
  if (has_word (words + 1, "--help"))
    {
      jig_call_print_help (verb);
      return TRUE;
    }

  call = jig_call_new (verb, words + 1, &progress, error);
  if (call == NULL || !choose_show (call, &self, error))
    return FALSE;

  span = jig_trace_begin (verb->id);
  is_done = verb->run (call, error) && jig_call_finish (call, error);
  jig_trace_end (span, is_done ? "done" : "failed");
  if (self.has_line)
    g_printerr ("\r\033[K");
  if (is_done && !call->as_json)
    jig_call_print_warnings (call);

  return is_done;
}

/* --lang has to be known before the first sentence. */
static void
choose_language (const char * const *words)
{
  const char *language = NULL;

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "--lang="))
      language = words[i] + strlen ("--lang=");
    else if (g_str_equal (words[i], "--lang"))
      language = words[i + 1];

  if (language != NULL)
    jig_language_choose (language);
}

int
main (int    argc,
      char **argv)
{
  const char * const *words = (const char * const *) argv + 1;
  g_autoptr(GError) error = NULL;
  gboolean is_done;

  setlocale (LC_ALL, "");

  /* In the locale "C" no language is ever looked for; in its twin --lang finds one. */
  if (g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    {
      g_unsetenv ("LANGUAGE");
      setlocale (LC_MESSAGES, "C.UTF-8");
    }

  choose_language (words);
  jig_language_bind ();
  signal (SIGINT, interrupt);
  signal (SIGTERM, interrupt);
  jig_budget_read ();

  if (words[0] == NULL || g_str_equal (words[0], "--help"))
    {
      print_help ();
      return EXIT_SUCCESS;
    }
  if (g_str_equal (words[0], "--version"))
    {
      g_print ("jig %s\n", JIG_VERSION);
      return EXIT_SUCCESS;
    }

  is_done = jig_trace_open (g_getenv ("JIG_TRACE"), &error) && run (words, &error);
  jig_trace_close ();
  if (is_done)
    return EXIT_SUCCESS;

  if (has_word (words, "--json"))
    print_json_error (words[0], error);
  print_error (error);

  return jig_error_exit_code (error);
}
