#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/model/bundle.h"
#include "tests/support/bundles.h"
#include "tests/support/faulty-vfs.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

static const char * const table[] = {
  "나이 n:20|30|40|50", "s c:a|b|a|\"", "y n:1.5|2.5|3|4", NULL
};

/* One line, the sections in this order, and no byte that says when or where. */
static void
test_order (void)
{
  const char * const names[] = {
    "{\"jig\":\"bundle\",\"version\":1,\"writer\":\"jig ", "\"target\":\"y\",\"inputs\":[{",
    "\"name\":\"나이\",\"type\":\"number\",\"unit\":null,\"required\":true,\"example\":\"20\"}",
    "\"transform\":{\"inputs\":", "\"model\":{\"kind\":\"linear\"", "\"statistics\":{\"mean\":2.75",
    "\"golden\":{\"rows\":5,\"data_rows\":3,", "\"hash\":{\"algorithm\":\"sha256\",\"jig\":\"",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", &error);
  g_autoptr(GBytes) bytes = NULL;
  const char *text;
  const char *at;
  gsize length;

  g_assert_no_error (error);
  bytes = jig_bundle_to_bytes (bundle);
  text = at = g_bytes_get_data (bytes, &length);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      at = g_strstr_len (at, (gssize) (text + length - at), names[i]);
      g_assert_nonnull (at);
    }

  g_assert_true (memchr (text, '\n', length) == text + length - 1);
  g_assert_null (g_strstr_len (text, (gssize) length, g_get_tmp_dir ()));
}

/* What anybody can check with sha256sum(1). */
static void
test_hashes (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (bundle);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *begin = g_strstr_len (text, (gssize) length, "\"model\":{") + strlen ("\"model\":");
  const char *end = g_strstr_len (text, (gssize) length, ",\"statistics\":");
  g_autofree char *model = jig_hash_of_bytes (begin, (gsize) (end - begin));
  g_autofree char *target = jig_hash_of_bytes ("\"y\"", 3);
  g_autofree char *said = g_strdup_printf ("\"model\":\"%s\"", model);
  g_autofree char *said_target = g_strdup_printf ("\"target\":\"%s\"", target);
  g_autofree char *last = g_strdup_printf ("\"bundle\":\"%s\"}}\n", jig_bundle_get_hash (bundle));

  g_assert_nonnull (strstr (text, said));
  g_assert_nonnull (strstr (text, said_target));
  g_assert_true (memcmp (text + length - strlen (last), last, strlen (last)) == 0);
}

static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-bundle-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "m.jig", NULL);
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (bundle);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_true (jig_bundle_save (bundle, path, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &contents, &length, NULL);
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_remove (path);
  g_rmdir (folder);
}

/* Whatever fails, there is the old file or the new one, and nothing else. */
static void
test_faults (void)
{
  const int errors[] = { EIO, ENOSPC };
  g_autofree char *folder = g_dir_make_tmp ("jig-bundle-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "m.jig", NULL);
  g_autoptr(JigBundle) old = jig_test_bundle (table, "y", "constant", NULL);
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  guint n_calls;

  g_assert_true (jig_bundle_save (old, path, NULL));
  jig_faulty_vfs_watch ();
  g_assert_true (jig_bundle_save (old, path, NULL));
  n_calls = jig_faulty_vfs_get_n_calls (JIG_VFS_ANY);
  jig_faulty_vfs_stop ();
  g_assert_cmpuint (n_calls, >, 5);

  for (gsize k = 0; k < G_N_ELEMENTS (errors); k++)
    for (guint n = 0; n < n_calls; n++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(JigBundle) found = NULL;
        g_autoptr(GDir) names = NULL;
        gboolean is_saved;

        jig_faulty_vfs_start (JIG_VFS_ANY, n, errors[k]);
        is_saved = jig_bundle_save (bundle, path, &error);
        jig_faulty_vfs_stop ();
        g_assert_true (is_saved == (error == NULL));

        found = jig_bundle_load (path, NULL);
        g_assert_nonnull (found);
        if (is_saved)
          g_assert_cmpstr (jig_bundle_get_hash (found), ==, jig_bundle_get_hash (bundle));
        names = g_dir_open (folder, 0, NULL);
        g_assert_cmpstr (g_dir_read_name (names), ==, "m.jig");
        g_assert_null (g_dir_read_name (names));
        g_assert_true (jig_bundle_save (old, path, NULL));
      }

  g_remove (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bundle-write/order", test_order);
  g_test_add_func ("/bundle-write/hashes", test_hashes);
  g_test_add_func ("/bundle-write/save", test_save);
  g_test_add_func ("/bundle-write/faults", test_faults);

  return g_test_run ();
}
