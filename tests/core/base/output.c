#include "core/base/error.h"
#include "core/base/output.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGE 300000

typedef struct
{
  char *folder;
  char *file;      /* not there yet */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("jig-output-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "out.csv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto(GStrv) names = jig_vfs_get_system ()->list (fixture->folder);

  jig_faulty_vfs_stop ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_remove (path);
    }

  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->file);
}

static void
put (const char *path,
     const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* What else lies in the folder would be a temporary file. */
static void
assert_alone (const Fixture *fixture,
              guint          n_files)
{
  g_auto(GStrv) names = jig_vfs_get_system ()->list (fixture->folder);

  g_assert_cmpuint (g_strv_length (names), ==, n_files);
}

static guint
mode_of (const char *path)
{
  JigStat stat;

  g_assert_cmpint (jig_vfs_get_system ()->stat (path, &stat), ==, 0);

  return stat.mode;
}

static gboolean
save (const char  *path,
      const char  *text,
      GError     **error)
{
  return jig_output_save (path, text, strlen (text), error);
}

static void
test_saves (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  mode_t mask = umask (027);

  g_assert_true (save (fixture->file, "new", &error));
  g_assert_no_error (error);
  umask (mask);

  assert_contents (fixture->file, "new");
  assert_alone (fixture, 1);
  g_assert_cmpuint (mode_of (fixture->file), ==, 0640);

  g_assert_true (save (fixture->file, "", &error));
  assert_contents (fixture->file, "");
}

static void
test_keeps_the_mode (Fixture       *fixture,
                     gconstpointer  data)
{
  mode_t mask = umask (077);

  put (fixture->file, "old");
  g_chmod (fixture->file, 0664);
  g_assert_true (save (fixture->file, "new", NULL));
  umask (mask);

  g_assert_cmpuint (mode_of (fixture->file), ==, 0664);
}

/* The order is what makes it safe. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  jig_faulty_vfs_watch ();
  g_assert_true (save (fixture->file, "new", NULL));
  g_assert_cmpstr (jig_faulty_vfs_get_log (), ==,
                   "stat read-link open write open sync close rename sync close");
}

static void
test_appears_at_commit (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(JigOutput) output = jig_output_new (fixture->file, NULL);
  const char *path;

  g_assert_true (jig_output_write (output, "ab", 2, NULL));
  g_assert_true (jig_output_write (output, "c", 1, NULL));
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));

  path = jig_output_get_path (output);
  g_assert_cmpstr (path, !=, fixture->file);
  assert_contents (path, "abc");

  g_assert_true (jig_output_write (output, "d", 1, NULL));
  g_assert_true (jig_output_commit (output, NULL));
  assert_contents (fixture->file, "abcd");
  assert_alone (fixture, 1);
}

static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  put (fixture->file, "old");

  {
    g_autoptr(JigOutput) output = jig_output_new (fixture->file, NULL);

    g_assert_true (jig_output_write (output, "new", 3, NULL));
    g_assert_true (jig_output_flush (output, NULL));
    assert_alone (fixture, 2);
  }

  assert_contents (fixture->file, "old");
  assert_alone (fixture, 1);
}

/* Pieces below, at and above what is collected at once. */
static void
test_pieces (Fixture       *fixture,
             gconstpointer  data)
{
  static const gsize sizes[] = { 1, 7, 65535, 65536, 65537, LARGE };
  g_autofree char *text = g_malloc0 (LARGE + 1);

  for (gsize i = 0; i < LARGE; i++)
    text[i] = (char) ('a' + i * i % 23);

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr(JigOutput) output = jig_output_new (fixture->file, NULL);

      for (gsize at = 0; at < LARGE; at += sizes[k])
        g_assert_true (jig_output_write (output, text + at, MIN (sizes[k], LARGE - at), NULL));

      g_assert_true (jig_output_commit (output, NULL));
      assert_contents (fixture->file, text);
    }
}

static void
test_link_stays (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *first = g_build_filename (fixture->folder, "first", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "second", NULL);

  g_assert_cmpint (symlink ("second", first), ==, 0);
  g_assert_cmpint (symlink (fixture->file, second), ==, 0);

  /* First the file they lead to is not there, then it is. */
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (save (first, i == 0 ? "one" : "two", NULL));
      g_assert_true (g_file_test (first, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
      g_assert_false (g_file_test (fixture->file, G_FILE_TEST_IS_SYMLINK));
      assert_contents (fixture->file, i == 0 ? "one" : "two");
    }

  assert_alone (fixture, 3);
}

static void
assert_refused (const char *path,
                const char *id,
                const char *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *message = g_strdup_printf ("%s: %s", path, sentence);

  g_assert_null (jig_output_new (path, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (jig_error_get_place (error)->id, ==, id);
  g_assert_cmpint (jig_error_exit_code (error), ==, 73);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "out.csv", NULL);
  g_autofree char *loop = g_build_filename (fixture->folder, "loop", NULL);
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe", NULL);

  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  put (fixture->file, "old");
  g_chmod (fixture->file, 0444);

  assert_refused (nowhere, "file.missing", "there is no such folder.");
  assert_refused (fixture->folder, "file.folder", "it is a folder, not a file.");
  assert_refused ("/dev/zero", "file.kind", "it is neither a file nor a pipe.");
  assert_refused (loop, "file.name", "it is a link that leads to itself.");
  assert_refused (pipe_path, "file.kind", "nobody reads from it.");
  assert_refused (fixture->file, "file.permission", "it is protected from being written.");
  assert_contents (fixture->file, "old");
  assert_alone (fixture, 3);
}

static void
test_pipe (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(JigOutput) output = NULL;
  char buffer[10];
  int reader;

  g_assert_cmpint (mkfifo (fixture->file, 0600), ==, 0);
  reader = open (fixture->file, O_RDONLY | O_NONBLOCK);

  output = jig_output_new (fixture->file, NULL);
  g_assert_null (jig_output_get_path (output));
  g_assert_true (jig_output_write (output, "abc", 3, NULL));
  g_assert_true (jig_output_flush (output, NULL));
  g_assert_cmpint (read (reader, buffer, sizeof buffer), ==, 3);
  g_assert_true (jig_output_write (output, "d", 1, NULL));
  g_assert_true (jig_output_commit (output, NULL));
  g_assert_cmpint (read (reader, buffer, sizeof buffer), ==, 1);

  close (reader);
  g_assert_true (save ("/dev/null", "abc", NULL));
}

/* The child process says something on its standard output, in two ways. */
static void
write_to_standard_output (void)
{
  g_assert_true (save ("-", "what was ", NULL));
  g_assert_true (save ("/dev/stdout", "written", NULL));
}

static void
test_standard_output (void)
{
  g_test_trap_subprocess ("/output/subprocess/standard-output", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*what was written*");
}

/* Every operation of a save fails once, in each of these ways. */
static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  static const int errors[] = { EIO, ENOSPC, EACCES, EROFS, EINTR };
  guint n_calls;
  guint n_refused = 0;

  put (fixture->file, "old");
  jig_faulty_vfs_watch ();
  g_assert_true (save (fixture->file, "old", NULL));
  n_calls = jig_faulty_vfs_get_n_calls (JIG_VFS_ANY);

  for (gsize k = 0; k < G_N_ELEMENTS (errors); k++)
    for (guint n = 0; n < n_calls; n++)
      {
        g_autoptr(GError) error = NULL;
        g_autofree char *contents = NULL;
        gboolean saved;

        jig_faulty_vfs_start (JIG_VFS_ANY, n, errors[k]);
        saved = save (fixture->file, "new", &error);
        g_assert_true (jig_faulty_vfs_has_failed ());
        g_test_message ("%s, call %u: %s", g_strerror (errors[k]), n, jig_faulty_vfs_get_log ());
        jig_faulty_vfs_stop ();

        g_assert_true (saved == (error == NULL));
        g_assert_true (saved || jig_error_exit_code (error) == 73);
        n_refused += !saved;

        /* After the rename only the sync of the folder is left to fail. */
        g_assert_true (g_file_get_contents (fixture->file, &contents, NULL, NULL));
        g_assert_cmpstr (contents, ==, saved || n == n_calls - 2 ? "new" : "old");
        assert_alone (fixture, 1);
        put (fixture->file, "old");
      }

  /* All but the last close, which loses nothing; two opens, a write and two
   * syncs that are interrupted; and a folder that cannot be opened to be synced. */
  g_assert_cmpuint (n_refused, ==, G_N_ELEMENTS (errors) * (n_calls - 1) - 5 - 1);
}

static void
test_short_writes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *text = g_strnfill (LARGE, 'x');

  jig_faulty_vfs_start (JIG_VFS_WRITE, 0, JIG_VFS_SHORT);
  g_assert_true (save (fixture->file, text, NULL));
  g_assert_cmpuint (jig_faulty_vfs_get_n_calls (JIG_VFS_WRITE), ==, 2);
  assert_contents (fixture->file, text);
}

/* Once a byte is lost, nothing after it may be taken for the whole. */
static void
test_failure_stays (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(JigOutput) output = jig_output_new (fixture->file, NULL);
  g_autofree char *text = g_strnfill (LARGE, 'x');
  g_autoptr(GError) first = NULL;
  g_autoptr(GError) second = NULL;
  g_autoptr(GError) third = NULL;

  jig_faulty_vfs_start (JIG_VFS_WRITE, 0, ENOSPC);
  g_assert_false (jig_output_write (output, text, LARGE, &first));
  g_assert_false (jig_output_write (output, "x", 1, &second));
  g_assert_false (jig_output_commit (output, &third));

  g_assert_true (g_str_has_suffix (first->message, "out.csv: the disk is full."));
  g_assert_cmpstr (second->message, ==, first->message);
  g_assert_cmpstr (third->message, ==, first->message);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static void
test_a_part_is_kept_beside (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(JigOutput) output = jig_output_new (fixture->file, NULL);
  g_autofree char *part = g_strconcat (fixture->file, ".partial", NULL);
  g_autofree char *text = NULL;

  g_assert_true (jig_output_write (output, "first\n", 6, NULL));
  g_assert_true (jig_output_keep (output, ".partial", NULL));
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (part, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "first\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/output/saves", test_saves);
  ADD ("/output/keeps-the-mode", test_keeps_the_mode);
  ADD ("/output/order", test_order);
  ADD ("/output/appears-at-commit", test_appears_at_commit);
  ADD ("/output/a-part-is-kept-beside", test_a_part_is_kept_beside);
  ADD ("/output/dropped", test_dropped);
  ADD ("/output/pieces", test_pieces);
  ADD ("/output/link-stays", test_link_stays);
  ADD ("/output/refused", test_refused);
  ADD ("/output/pipe", test_pipe);
  ADD ("/output/faults", test_faults);
  ADD ("/output/short-writes", test_short_writes);
  ADD ("/output/failure-stays", test_failure_stays);
  g_test_add_func ("/output/standard-output", test_standard_output);
  g_test_add_func ("/output/subprocess/standard-output", write_to_standard_output);

  return g_test_run ();
}
