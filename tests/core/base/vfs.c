#include "core/base/alloc.h"
#include "core/base/vfs.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *file;      /* holds "hello" */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("jig-vfs-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "hello.txt", NULL);
  g_assert_true (g_file_set_contents (fixture->file, "hello", 5, NULL));
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
assert_error (GError     *error,
              JigError    code,
              const char *id,
              const char *ending)
{
  g_assert_error (error, JIG_ERROR, (int) code);
  g_assert_cmpstr (jig_error_get_place (error)->id, ==, id);
  g_assert_true (g_str_has_suffix (error->message, ending));
}

static void
assert_refused (const char *path,
                const char *id,
                const char *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *message = g_strdup_printf ("%s: %s", path, sentence);

  g_assert_cmpint (jig_vfs_open_input (path, &error), ==, -1);
  assert_error (error, JIG_ERROR_INPUT, id, sentence);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jig_vfs_read_file (path, 1000000, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   expected, strlen (expected));
}

static void
test_opens (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "none", NULL);
  g_autofree char *below_file = g_build_filename (fixture->file, "none", NULL);
  int fd = jig_vfs_open_input (fixture->file, NULL);

  g_assert_cmpint (fd, >, 2);
  g_assert_cmpint (fcntl (fd, F_GETFD) & FD_CLOEXEC, !=, 0);
  g_assert_cmpint (fcntl (fd, F_GETFL) & O_NONBLOCK, ==, 0);
  jig_vfs_close_input (fd);
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);

  assert_refused (missing, "file.missing", "there is no such file.");
  assert_refused (below_file, "file.missing", "there is no such file.");
  assert_refused (fixture->folder, "file.folder", "it is a folder, not a file.");
  assert_refused ("/dev/null", "file.kind", "it is neither a file nor a pipe.");
}

static void
test_standard_input_stays (void)
{
  g_assert_cmpint (jig_vfs_open_input ("-", NULL), ==, 0);
  jig_vfs_close_input (0);
  g_assert_cmpint (fcntl (0, F_GETFD), !=, -1);
}

static void
test_no_permission (Fixture       *fixture,
                    gconstpointer  data)
{
  jig_faulty_vfs_start (JIG_VFS_OPEN, 0, EACCES);
  assert_refused (fixture->file, "file.permission", "there is no permission to read it.");
}

/* Nobody writes to it: a plain open() would wait for ever. */
static void
test_pipe (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pipe", NULL);
  int writer;
  int reader;
  char buffer[10];

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_contents (path, "");

  reader = jig_vfs_open_input (path, NULL);
  writer = open (path, O_WRONLY);
  g_assert_cmpint (write (writer, "abc", 3), ==, 3);
  g_assert_cmpint (jig_vfs_read (reader, buffer, sizeof buffer, path, NULL), ==, 3);
  close (writer);
  g_assert_cmpint (jig_vfs_read (reader, buffer, sizeof buffer, path, NULL), ==, 0);
  jig_vfs_close_input (reader);
}

/* A descriptor from elsewhere that does not wait is waited for. */
static void
test_waits (void)
{
  int fds[2];
  char buffer[8192];
  gsize n_read = 0;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), ==, 0);

  if (fork () == 0)
    {
      g_autofree char *bytes = g_malloc0 (1000000);

      close (fds[0]);
      _exit (jig_vfs_write_all (fds[1], bytes, 1000000, "socket", NULL) ? 0 : 1);
    }

  close (fds[1]);
  for (;;)
    {
      gssize n_more = jig_vfs_read (fds[0], buffer, sizeof buffer, "socket", NULL);

      g_assert_cmpint (n_more, >=, 0);
      if (n_more == 0)
        break;
      n_read += (gsize) n_more;
    }

  g_assert_cmpuint (n_read, ==, 1000000);
  close (fds[0]);
}

static void
test_reads_interrupted (Fixture       *fixture,
                        gconstpointer  data)
{
  static const JigVfsCall calls[] = { JIG_VFS_OPEN, JIG_VFS_READ };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      jig_faulty_vfs_start (calls[i], 0, EINTR);
      assert_contents (fixture->file, "hello");
      g_assert_true (jig_faulty_vfs_has_failed ());

      jig_faulty_vfs_start (calls[i], 0, JIG_VFS_SHORT);
      assert_contents (fixture->file, "hello");
      g_assert_true (jig_faulty_vfs_has_failed ());
    }
}

static void
test_read_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint n = 0; n < 2; n++)
    {
      g_autoptr(GError) error = NULL;

      jig_faulty_vfs_start (JIG_VFS_READ, n, EIO);
      g_assert_null (jig_vfs_read_file (fixture->file, 100, &error));
      assert_error (error, JIG_ERROR_INPUT, "file.broken", ": the disk cannot read it.");
      g_assert_cmpuint (jig_faulty_vfs_get_n_calls (JIG_VFS_CLOSE), ==, 1);
    }
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GBytes) exact = jig_vfs_read_file (fixture->file, 5, NULL);
  g_autoptr(GBytes) roomy = jig_vfs_read_file (fixture->file, 6, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (exact);
  g_assert_nonnull (roomy);
  g_assert_null (jig_vfs_read_file (fixture->file, 4, &error));
  assert_error (error, JIG_ERROR_LIMIT, "file.large",
                "hello.txt: it is larger than 4 bytes, which is the limit here.");
}

/* What has no size of its own stops at the limit, not in the memory's end. */
static void
test_limit_of_pipe (void)
{
  g_autofree char *bytes = g_strnfill (40000, 'x');

  for (gsize limit = 39999; limit <= 40001; limit++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) read = NULL;
      g_autofree char *path = NULL;
      int fds[2];

      g_assert_cmpint (pipe (fds), ==, 0);
      g_assert_true (jig_vfs_write_all (fds[1], bytes, 40000, "pipe", NULL));
      close (fds[1]);
      path = g_strdup_printf ("/dev/fd/%d", fds[0]);

      read = jig_vfs_read_file (path, limit, &error);
      if (limit < 40000)
        assert_error (error, JIG_ERROR_LIMIT, "file.large",
                      "it is larger than 40.0 kB, which is the limit here.");
      else
        g_assert_cmpmem (g_bytes_get_data (read, NULL), g_bytes_get_size (read), bytes, 40000);
      close (fds[0]);
    }
}

/* The size is a hint: /proc says 0. */
static void
test_size_is_a_hint (void)
{
  g_autoptr(GBytes) bytes = jig_vfs_read_file ("/proc/self/status", 1000000, NULL);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
}

static void
test_no_memory (Fixture       *fixture,
                gconstpointer  data)
{
  gsize before = jig_alloc_get_in_use ();
  g_autoptr(GError) error = NULL;

  jig_alloc_fail_after (0);
  g_assert_null (jig_vfs_read_file (fixture->file, 100, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_pread (Fixture       *fixture,
            gconstpointer  data)
{
  int fd = jig_vfs_open_input (fixture->file, NULL);
  g_autoptr(GError) error = NULL;
  char buffer[10];

  g_assert_cmpint (jig_vfs_pread (fd, buffer, 3, 1, "file", NULL), ==, 3);
  g_assert_cmpmem (buffer, 3, "ell", 3);
  g_assert_cmpint (jig_vfs_pread (fd, buffer, 10, 3, "file", NULL), ==, 2);
  g_assert_cmpint (jig_vfs_pread (fd, buffer, 10, 5, "file", NULL), ==, 0);

  jig_faulty_vfs_start (JIG_VFS_PREAD, 0, JIG_VFS_SHORT);
  g_assert_cmpint (jig_vfs_pread (fd, buffer, 5, 0, "file", NULL), ==, 5);
  g_assert_cmpmem (buffer, 5, "hello", 5);

  jig_faulty_vfs_start (JIG_VFS_PREAD, 0, EINTR);
  g_assert_cmpint (jig_vfs_pread (fd, buffer, 5, 0, "file", NULL), ==, 5);

  jig_faulty_vfs_start (JIG_VFS_PREAD, 0, EIO);
  g_assert_cmpint (jig_vfs_pread (fd, buffer, 5, 0, "file", &error), ==, -1);
  assert_error (error, JIG_ERROR_INPUT, "file.broken", "file: the disk cannot read it.");
  jig_vfs_close_input (fd);
}

static void
test_is_same (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *around = g_build_filename (fixture->folder, ".", "hello.txt", NULL);
  g_autofree char *link_path = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "none", NULL);

  g_assert_cmpint (symlink ("hello.txt", link_path), ==, 0);

  g_assert_true (jig_vfs_is_same (fixture->file, fixture->file));
  g_assert_true (jig_vfs_is_same (fixture->file, around));
  g_assert_true (jig_vfs_is_same (link_path, fixture->file));
  g_assert_true (jig_vfs_is_same (missing, missing));
  g_assert_false (jig_vfs_is_same (fixture->file, fixture->folder));
  g_assert_false (jig_vfs_is_same (fixture->file, missing));
  g_assert_false (jig_vfs_is_same ("-", "-"));
}

static void
test_stat (Fixture       *fixture,
           gconstpointer  data)
{
  struct timespec times[2] = { { 1, 0 }, { 1000, 2500 } };
  JigStat stat;

  g_assert_cmpint (g_chmod (fixture->file, 0640), ==, 0);
  g_assert_cmpint (utimensat (AT_FDCWD, fixture->file, times, 0), ==, 0);
  g_assert_cmpint (jig_vfs_get ()->stat (fixture->file, &stat), ==, 0);
  g_assert_true (stat.is_regular && !stat.is_folder && !stat.is_pipe);
  g_assert_cmpuint (stat.size, ==, 5);
  g_assert_cmpuint (stat.mode, ==, 0640);
  g_assert_cmpint (stat.mtime, ==, 1000000002);

  g_assert_cmpint (jig_vfs_get ()->stat (fixture->folder, &stat), ==, 0);
  g_assert_true (!stat.is_regular && stat.is_folder && !stat.is_pipe);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "b", "a", "c" };
  static const char *const expected[] = { "a", "b", "c", "hello.txt", NULL };
  g_auto(GStrv) list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }

  list = jig_vfs_get ()->list (fixture->folder);
  g_assert_cmpstrv (list, expected);
  g_assert_null (jig_vfs_get ()->list (fixture->file));
  g_assert_cmpint (errno, ==, ENOTDIR);
}

static void
test_sync (void)
{
  g_autoptr(GError) error = NULL;
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_false (jig_vfs_sync (fds[1], "pipe", &error));
  assert_error (error, JIG_ERROR_OUTPUT, "file.unsupported",
                "pipe: it does not know how to be written like this.");
  close (fds[0]);
  close (fds[1]);
}

static void
test_sentences (void)
{
  g_autoptr(GError) reading = NULL;
  g_autoptr(GError) writing = NULL;
  g_autoptr(GError) full = NULL;
  g_autoptr(GError) other = NULL;

  jig_vfs_set_error (&reading, JIG_ERROR_INPUT, "-", EIO);
  g_assert_cmpstr (reading->message, ==, "standard input: the disk cannot read it.");

  jig_vfs_set_error (&writing, JIG_ERROR_OUTPUT, "-", EPIPE);
  g_assert_cmpstr (writing->message, ==, "standard output: it was closed from the other side.");

  jig_vfs_set_error (&full, JIG_ERROR_OUTPUT, "a", ENOSPC);
  g_assert_cmpstr (full->message, ==, "a: the disk is full.");
  g_assert_cmpstr (jig_error_get_place (full)->hint, ==, "Make room, or choose another place.");

  jig_vfs_set_error (&other, JIG_ERROR_OUTPUT, "a", EMFILE);
  g_assert_cmpstr (other->message, ==, "a: it cannot be written: Too many open files.");
  g_assert_cmpstr (jig_error_get_place (other)->id, ==, "file.failed");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vfs/opens", test_opens);
  ADD ("/vfs/no-permission", test_no_permission);
  ADD ("/vfs/pipe", test_pipe);
  ADD ("/vfs/reads-interrupted", test_reads_interrupted);
  ADD ("/vfs/read-fails", test_read_fails);
  ADD ("/vfs/limit", test_limit);
  ADD ("/vfs/no-memory", test_no_memory);
  ADD ("/vfs/pread", test_pread);
  ADD ("/vfs/is-same", test_is_same);
  ADD ("/vfs/stat", test_stat);
  ADD ("/vfs/list", test_list);
  g_test_add_func ("/vfs/standard-input-stays", test_standard_input_stays);
  g_test_add_func ("/vfs/waits", test_waits);
  g_test_add_func ("/vfs/limit-of-pipe", test_limit_of_pipe);
  g_test_add_func ("/vfs/size-is-a-hint", test_size_is_a_hint);
  g_test_add_func ("/vfs/sync", test_sync);
  g_test_add_func ("/vfs/sentences", test_sentences);

  return g_test_run ();
}
