#include "core/base/vfs.h"

#include "core/base/error.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static void
test_reads_a_file (void)
{
  g_autofree char *path = NULL;
  int temporary = g_file_open_tmp ("jig-XXXXXX", &path, NULL);
  char buffer[10] = { 0 };
  guint64 size;
  int fd;

  g_close (temporary, NULL);
  g_assert_true (g_file_set_contents (path, "hello", 5, NULL));
  fd = jig_vfs_open_input (path, &size, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpuint (size, ==, 5);
  g_assert_cmpint (jig_vfs_read (fd, buffer, sizeof buffer, path, NULL), ==, 5);
  g_assert_cmpstr (buffer, ==, "hello");
  g_assert_cmpint (jig_vfs_read (fd, buffer, sizeof buffer, path, NULL), ==, 0);
  jig_vfs_close_input (fd);
  g_unlink (path);
}

static void
test_refuses_what_is_no_file (void)
{
  static const struct { const char *path; const char *words; } rows[] = {
    { "/nowhere/at/all", "no such file" }, { "/tmp", "folder" },
    { "/dev/null", "neither a file nor a pipe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      guint64 size;

      g_assert_cmpint (jig_vfs_open_input (rows[i].path, &size, &error), ==, -1);
      g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_assert_true (g_str_has_prefix (error->message, rows[i].path));
    }
}

static void
test_every_fault_is_a_sentence (void)
{
  g_autofree char *path = NULL;
  int temporary = g_file_open_tmp ("jig-XXXXXX", &path, NULL);
  gboolean has_failed = TRUE;

  g_close (temporary, NULL);
  for (guint n = 0; has_failed; n++)
    {
      g_autoptr(GError) error = NULL;
      char buffer[4];
      guint64 size;
      int fd;
      gssize n_read = 0;

      faulty_vfs_begin (n, n == 0 ? EACCES : EIO);
      fd = jig_vfs_open_input (path, &size, &error);
      if (fd >= 0)
        n_read = jig_vfs_read (fd, buffer, sizeof buffer, path, &error);
      jig_vfs_close_input (fd);
      has_failed = faulty_vfs_end ();

      /* Nothing hangs on closing what was only read. */
      if (error != NULL)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
      g_assert_true ((error != NULL) == (fd < 0 || n_read < 0));
    }
  g_unlink (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vfs/reads-a-file", test_reads_a_file);
  g_test_add_func ("/vfs/refuses-what-is-no-file", test_refuses_what_is_no_file);
  g_test_add_func ("/vfs/every-fault-is-a-sentence", test_every_fault_is_a_sentence);

  return g_test_run ();
}
