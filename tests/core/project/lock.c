#include "core/project/lock.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("jig-lock-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "lock", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_mine (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_lock_is_held (fixture->path));
  g_assert_true (jig_lock_take (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_true (jig_lock_is_held (fixture->path));

  /* Another window of the same program is another one too. */
  g_assert_false (jig_lock_take (fixture->path, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_BUSY);
  g_assert_true (jig_lock_is_held (fixture->path));

  jig_lock_release (fixture->path);
  g_assert_false (jig_lock_is_held (fixture->path));
  g_assert_true (jig_lock_take (fixture->path, NULL));
}

/* A process that has ended has let go. */
static void
test_of_the_dead (Fixture       *fixture,
                  gconstpointer  data)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (jig_lock_take (fixture->path, NULL) ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (jig_lock_is_held (fixture->path));
  g_assert_true (jig_lock_take (fixture->path, NULL));
  g_assert_true (jig_lock_is_held (fixture->path));
}

/* The number of the process alone says nothing: it may be another one by now, or another day. */
static void
test_of_others (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const rows[] = { "", "0\n", "x y z\n", "%d\n", "%d 1 today\n", "-1 1 1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
      g_auto(GStrv) parts = g_strsplit (rows[i], "%d", -1);
      g_autofree char *text = g_strjoinv (pid, parts);

      g_test_message ("row %zu", i);
      g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
      g_assert_false (jig_lock_is_held (fixture->path));
    }

  g_assert_true (jig_lock_take (fixture->path, NULL));
}

/* What cannot be read is not taken. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_true (jig_lock_is_held (fixture->path));
  g_assert_false (jig_lock_take (fixture->path, NULL));
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/lock/mine", Fixture, NULL, set_up, test_mine, tear_down);
  g_test_add ("/lock/dead", Fixture, NULL, set_up, test_of_the_dead, tear_down);
  g_test_add ("/lock/others", Fixture, NULL, set_up, test_of_others, tear_down);
  g_test_add ("/lock/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);

  return g_test_run ();
}
