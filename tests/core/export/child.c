#include "core/export/child.h"

#include "core/base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
run (const char   *script,
     guint         n_seconds,
     JigChild     *child,
     GError      **error)
{
  const char *words[] = { "sh", "-c", script, NULL };

  return jig_child_run (words, "/dev/null", n_seconds, child, NULL, error);
}

static void
test_output (void)
{
  static const struct
  {
    const char *script;
    const char *output;
    const char *complaint;
    int         status;
  } rows[] = {
    { "exit 0", "", "", 0 },
    { "printf 'a\\nb'; echo oh >&2; exit 3", "a\nb", "oh", 3 },
    { "cat", "", "", 0 },
    { "kill -9 $$", "", "", -1 },
    { "printf '\\033[31m\\377x' >&2", "", "\\u{1B}[31m\xef\xbf\xbdx", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(JigChild) child = { NULL };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", rows[i].script);
      g_assert_true (run (rows[i].script, 60, &child, &error));
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (child.output, NULL), g_bytes_get_size (child.output),
                       rows[i].output, strlen (rows[i].output));
      g_assert_cmpstr (child.complaint, ==, rows[i].complaint);
      g_assert_cmpint (child.status, ==, rows[i].status);
    }
}

static void
test_input (void)
{
  const char *words[] = { "cat", NULL };
  g_autofree char *path = NULL;
  g_auto(JigChild) child = { NULL };
  int fd = g_file_open_tmp ("jig-child-XXXXXX", &path, NULL);

  g_assert_true (g_file_set_contents (path, "rows", -1, NULL));
  g_assert_true (jig_child_run (words, path, 60, &child, NULL, NULL));
  g_assert_cmpmem (g_bytes_get_data (child.output, NULL), g_bytes_get_size (child.output),
                   "rows", 4);
  g_unlink (path);
  g_close (fd, NULL);
}

static void
test_too_late (void)
{
  JigChild child = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_false (run ("exec sleep 600", 1, &child, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, "\"sh\" did not end within 1 seconds.");
  g_assert_null (child.output);
}

static void
test_missing (void)
{
  const char *words[] = { "jig-no-such-program", NULL };
  JigChild child = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_child_run (words, NULL, 60, &child, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_REMOTE);
  g_assert_true (g_str_has_prefix (error->message,
                                   "\"jig-no-such-program\" cannot be started: "));
}

/* Somebody else cancels while it runs. */
static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (void)
{
  const char *words[] = { "sleep", "600", NULL };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };

  for (gsize i = 0; i < 2; i++)
    {
      GThread *thread = i == 0 ? g_thread_new ("cancel", cancel_soon, cancellable) : NULL;
      g_autoptr(GError) error = NULL;
      JigChild child = { NULL };

      g_assert_false (jig_child_run (words, NULL, 600, &child, &progress, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (thread != NULL)
        g_thread_join (thread);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/child/output", test_output);
  g_test_add_func ("/child/input", test_input);
  g_test_add_func ("/child/too-late", test_too_late);
  g_test_add_func ("/child/missing", test_missing);
  g_test_add_func ("/child/cancel", test_cancel);

  return g_test_run ();
}
