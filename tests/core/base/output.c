#include "core/base/output.h"

#include "core/base/error.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>

static guint
count_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_dir_close (dir);

  return n_files;
}

static void
assert_content (const char *path,
                const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_saves_and_replaces (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);

  g_assert_true (jig_output_save (path, "old", 3, NULL));
  assert_content (path, "old");
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (jig_output_save (path, "new!", 4, NULL));
  assert_content (path, "new!");
  g_assert_cmpuint (count_files (folder), ==, 1);

  g_unlink (path);
  g_rmdir (folder);
}

/* Whichever operation fails, and whyever: the old file or the new one, never a
 * mixture, and nothing beside it. */
static void
test_every_fault_leaves_a_whole_file (void)
{
  static const int codes[] = { EIO, ENOSPC, EDQUOT, EACCES, EROFS };
  g_autofree char *folder = g_dir_make_tmp ("jig-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    for (guint n = 0;; n++)
      {
        g_autoptr(GError) error = NULL;
        gboolean is_saved;

        g_assert_true (g_file_set_contents (path, "old", 3, NULL));
        faulty_vfs_begin (n, codes[i]);
        is_saved = jig_output_save (path, "new!", 4, &error);
        if (!is_saved)
          g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
        assert_content (path, is_saved ? "new!" : "old");
        g_assert_cmpuint (count_files (folder), ==, 1);
        if (!faulty_vfs_end ())
          {
            g_assert_true (is_saved);
            break;
          }
      }

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_interrupted_write_goes_on (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);

  /* The first calls are stat, open, write. */
  faulty_vfs_begin (2, EINTR);
  g_assert_true (jig_output_save (path, "new!", 4, NULL));
  g_assert_true (faulty_vfs_end ());
  assert_content (path, "new!");

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_missing_folder_is_a_sentence (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_output_save ("/nowhere/out.csv", "x", 1, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
  g_assert_true (g_str_has_prefix (error->message, "/nowhere/out.csv: It cannot be written: "));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/output/saves-and-replaces", test_saves_and_replaces);
  g_test_add_func ("/output/every-fault-leaves-a-whole-file", test_every_fault_leaves_a_whole_file);
  g_test_add_func ("/output/interrupted-write-goes-on", test_interrupted_write_goes_on);
  g_test_add_func ("/output/missing-folder-is-a-sentence", test_missing_folder_is_a_sentence);

  return g_test_run ();
}
