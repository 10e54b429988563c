#include "core/export/child.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

/* How long a complaint is shown. */
#define COMPLAINT_BYTES 300

typedef struct
{
  GSubprocess  *process;
  GMainLoop    *loop;
  GBytes       *output;
  GBytes       *complaint;
  GError       *failure;
  gboolean      is_late;
} Wait;

void
jig_child_clear (JigChild *self)
{
  g_clear_pointer (&self->output, g_bytes_unref);
  g_clear_pointer (&self->complaint, g_free);
}

static void
finished_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Wait *wait = data;

  g_subprocess_communicate_finish (G_SUBPROCESS (object), result, &wait->output, &wait->complaint,
                                   &wait->failure);
  g_main_loop_quit (wait->loop);
}

static gboolean
too_late_cb (gpointer data)
{
  Wait *wait = data;

  wait->is_late = TRUE;
  g_subprocess_force_exit (wait->process);

  return G_SOURCE_REMOVE;
}

static GSubprocess *
start (const char * const  *words,
       const char          *input,
       GError             **error)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  /* Numbers and messages of compilers depend on it. */
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  if (input != NULL)
    g_subprocess_launcher_set_stdin_file_path (launcher, input);

  return g_subprocess_launcher_spawnv (launcher, words, error);
}

/* On a main context of its own, so that nothing else happens meanwhile. */
static void
wait_for (Wait         *wait,
          guint         n_seconds,
          GCancellable *cancellable)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GSource) timeout = g_timeout_source_new_seconds (n_seconds);

  g_main_context_push_thread_default (context);
  wait->loop = g_main_loop_new (context, FALSE);
  g_source_set_callback (timeout, too_late_cb, wait, NULL);
  g_source_attach (timeout, context);

  g_subprocess_communicate_async (wait->process, NULL, cancellable, finished_cb, wait);
  g_main_loop_run (wait->loop);

  /* A program that goes on although nobody listens is ended, and its end waited for. */
  g_subprocess_force_exit (wait->process);
  g_subprocess_wait (wait->process, NULL, NULL);

  g_source_destroy (timeout);
  g_main_context_pop_thread_default (context);
  g_clear_pointer (&wait->loop, g_main_loop_unref);
}

static char *
dup_complaint (GBytes *bytes)
{
  gsize n_bytes;
  const char *text = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "",
                                              (gssize) MIN (n_bytes, COMPLAINT_BYTES));

  return jig_text_escape_display (g_strstrip (valid), -1);
}

static gboolean
judge (Wait        *wait,
       const char  *name,
       guint        n_seconds,
       JigChild    *child,
       GError     **error)
{
  if (wait->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wait->failure));
      return FALSE;
    }

  if (wait->is_late)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_BUSY,
                   _("\"%s\" did not end within %u seconds."), name, n_seconds);
      return FALSE;
    }

  child->output = g_steal_pointer (&wait->output);
  child->complaint = dup_complaint (wait->complaint);
  child->status = g_subprocess_get_if_exited (wait->process)
                  ? g_subprocess_get_exit_status (wait->process) : -1;

  return TRUE;
}

/**
 * jig_child_run:
 * @words: (array zero-terminated=1): the program and its arguments; no shell
 *   sees them
 * @input: (nullable): the file that is its standard input
 * @n_seconds: how long it may take
 * @child: (out caller-allocates): what came of it
 * @progress: (nullable): who can cancel
 * @error: return location for %JIG_ERROR_REMOTE if it cannot be started,
 *   %JIG_ERROR_BUSY if it takes too long, %G_IO_ERROR_CANCELLED
 *
 * Runs a program to its end. Whatever happens, it does not run on.
 *
 * Returns: %TRUE if it ended, with whatever status; %FALSE with @error set
 */
gboolean
jig_child_run (const char * const  *words,
               const char          *input,
               guint                n_seconds,
               JigChild            *child,
               const JigProgress   *progress,
               GError             **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(GSubprocess) process = NULL;
  GCancellable *cancellable = progress != NULL ? progress->cancellable : NULL;
  Wait wait = { 0 };
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  process = start (words, input, &failure);
  if (process == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_REMOTE, _("\"%s\" cannot be started: %s."), words[0],
                   failure->message);
      return FALSE;
    }

  wait.process = process;
  wait_for (&wait, n_seconds, cancellable);
  done = judge (&wait, words[0], n_seconds, child, error);
  g_clear_pointer (&wait.output, g_bytes_unref);
  g_clear_pointer (&wait.complaint, g_bytes_unref);
  g_clear_error (&wait.failure);

  return done;
}
