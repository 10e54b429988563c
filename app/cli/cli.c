/* jig: picks the verb, and turns errors into one sentence and an exit code. */

#include "app/cli/verb.h"
#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const JigVerb * const verbs[] = { &jig_verb_data, NULL };

static volatile sig_atomic_t is_interrupted;

static void
interrupt (int number)
{
  is_interrupted = 1;
}

/* Runs at every step of the work, on its thread. */
static void
watch (double      fraction,
       const char *what,
       gpointer    user_data)
{
  if (is_interrupted)
    g_cancellable_cancel (user_data);
}

static void
print_help (void)
{
  g_print ("jig COMMAND [OPTIONS] [ARGUMENTS]\n\n");
  for (gsize i = 0; verbs[i] != NULL; i++)
    g_print ("  %-10s %s\n", verbs[i]->name, verbs[i]->summary);
  g_print ("\n\"jig COMMAND --help\" lists the options of a command.\n");
}

static const JigVerb *
find_verb (const char  *name,
           GError     **error)
{
  g_autofree char *shown = jig_text_escape_display (name, -1);

  for (gsize i = 0; verbs[i] != NULL; i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               "There is no command \"%s\". \"jig --help\" lists those that there are.", shown);

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
  const JigProgress progress = { cancellable, watch, cancellable, 0.0, 1.0 };
  const JigVerb *verb = find_verb (words[0], error);

  return verb != NULL && verb->run (words + 1, &progress, error);
}

int
main (int    argc,
      char **argv)
{
  const char * const *words = (const char * const *) argv + 1;
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
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

  if (run (words, &error))
    return EXIT_SUCCESS;

  if (has_word (words, "--json"))
    print_json_error (words[0], error);
  print_error (error);

  return jig_error_exit_code (error);
}
