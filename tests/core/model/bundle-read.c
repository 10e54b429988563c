#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/model/bundle.h"
#include "core/model/bundle-private.h"
#include "tests/support/bundles.h"
#include "tests/support/faulty-vfs.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

static const char * const table[] = { "x n:20|30|?|50", "s c:a|b|a|c", "y n:1.5|2.5|3|4", NULL };

static JigBundle *
read_text (const char  *text,
           gsize        length,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);

  return jig_bundle_from_bytes (bytes, "m.jig", error);
}

static char *
make_text (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (bundle);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_there_and_back (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (500, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 400, NULL, NULL);
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (bundle);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) again = jig_bundle_from_bytes (bytes, "m.jig", &error);
  g_autoptr(GBytes) bytes_again = NULL;
  double expected[500];
  double margins[500];

  g_assert_no_error (error);
  g_assert_true (jig_bundle_predict (bundle, rides, NULL, expected, NULL, NULL));
  g_assert_true (jig_bundle_predict (again, rides, NULL, margins, NULL, NULL));
  g_assert_cmpmem (margins, sizeof margins, expected, sizeof expected);

  g_assert_cmpstr (jig_bundle_get_hash (again), ==, jig_bundle_get_hash (bundle));
  g_assert_cmpstr (jig_bundle_get_target (again), ==, "duration");
  g_assert_cmpfloat (jig_bundle_get_baseline (again)->mean, ==,
                     jig_bundle_get_baseline (bundle)->mean);

  /* Written once more, from what was read. */
  g_clear_pointer (&again->bytes, g_bytes_unref);
  g_clear_pointer (&again->hash, g_free);
  g_assert_true (jig_bundle_seal (again, NULL));
  bytes_again = jig_bundle_to_bytes (again);
  g_assert_true (g_bytes_equal (bytes, bytes_again));
}

/* Every byte counts, whatever it becomes. */
static void
test_altered (void)
{
  g_autofree char *text = make_text ();
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      char old = text[i];
      g_autoptr(GError) error = NULL;

      text[i] = (char) (old ^ (1 << (i % 7)));
      g_assert_null (read_text (text, length, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "m.jig: "));
      text[i] = old;
    }
}

static void
test_cut_off (void)
{
  g_autofree char *text = make_text ();
  g_autofree char *longer = g_strconcat (text, "\n", NULL);
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (text, i, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
    }
  g_assert_null (read_text (longer, length + 1, NULL));
}

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  g_auto(GStrv) pieces = g_strsplit (text, old, 2);

  g_test_message ("%s -> %s", old, new);
  g_assert_cmpuint (g_strv_length (pieces), ==, 2);

  return g_strjoinv (new, pieces);
}

static const struct
{
  const char *old;
  const char *new;
  const char *message;
} altered[] = {
  { "{\"jig\":\"bundle\"", "{\"pig\":\"bundle\"", "m.jig: This is not a model of Jig." },
  { "\"version\":1", "\"version\":2",
    "m.jig: This is a model of version 2; this program reads version 1." },
  { "\"target\":\"y\"", "\"target\":\"z\"",
    "m.jig: It was changed after it was written, section \"target\"." },
  { "\"kind\":\"linear\"", "\"kind\":\"Linear\"",
    "m.jig: It was changed after it was written, section \"model\"." },
  { "\"data_rows\":3", "\"data_rows\":2",
    "m.jig: It was changed after it was written, section \"golden\"." },
  { "\"algorithm\"", "\"algorithms\"",
    "m.jig: It was changed after it was written, section \"hash\"." },
  { "\"model\":", " \"model\":",
    "m.jig: It was changed after it was written, or a part of it is missing." },
};

static void
test_sentences (void)
{
  g_autofree char *text = make_text ();

  for (gsize i = 0; i < G_N_ELEMENTS (altered); i++)
    {
      g_autofree char *changed = replace (text, altered[i].old, altered[i].new);
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (changed, strlen (changed), &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, altered[i].message);
    }
}

/* New hashes for what was altered: somebody who wants to be believed. NULL if a
 * section is not found any more. */
static char *
hash_again (const char *text)
{
  const char *hashes = strstr (text, ",\"hash\":{\"algorithm\"");
  JigBundleSlice slices[JIG_BUNDLE_N_SECTIONS];
  g_autofree char *head = g_strndup (text, (gsize) (hashes - text));
  g_autofree char *bundle = NULL;
  g_autofree char *made = NULL;
  const char *from = text;

  for (gsize i = 0; i < JIG_BUNDLE_N_SECTIONS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s\"%s\":", i == 0 ? "{" : ",",
                                              jig_bundle_sections[i]);
      const char *found = strstr (from, key);

      /* The hashes are listed by the same names. */
      if (found == NULL || found >= hashes)
        return NULL;
      if (i > 0)
        slices[i - 1].length = (gsize) (found - from);
      from = found + strlen (key);
      slices[i].begin = from;
    }
  slices[JIG_BUNDLE_N_SECTIONS - 1].length =
    (gsize) (hashes - slices[JIG_BUNDLE_N_SECTIONS - 1].begin);
  made = jig_bundle_make_hashes (slices, &bundle);

  return g_strdup_printf ("%s,\"hash\":%s" JIG_BUNDLE_END, head, made);
}

static const struct
{
  const char *old;
  const char *new;
  JigError    code;
  const char *message;
} forged[] = {
  { "\"target\":\"y\"", "\"target\":7", JIG_ERROR_FORMAT, "\"target\"" },
  { "\"kind\":\"linear\"", "\"kind\":\"lineal\"", JIG_ERROR_FORMAT,
    "m.jig: \"lineal\" is no kind of model" },
  { "\"kind\":\"impute\"", "\"kind\":\"input\"", JIG_ERROR_FORMAT,
    "There is no kind \"input\"." },
  { "\"required\":false", "\"required\":0", JIG_ERROR_FORMAT,
    "m.jig: Section \"inputs\" does not fit the others." },
  { "\"example\":\"20\"", "\"example\":20", JIG_ERROR_FORMAT, "Section \"inputs\"" },
  { "\"unit\":null", "\"unit\":\"m\"", JIG_ERROR_FORMAT, "Section \"inputs\"" },
  { "\"mean\":2.75", "\"mean\":null", JIG_ERROR_FORMAT, "\"mean\"" },
  { "\"columns\":[{", "\"columns\":[{},{", JIG_ERROR_FORMAT, "Section \"statistics\"" },
  { "\"data_rows\":3", "\"data_rows\":9", JIG_ERROR_FORMAT, "\"data_rows\"" },
  { "\"golden\":{\"rows\":5", "\"golden\":{\"rows\":512", JIG_ERROR_FORMAT, "512" },
  { "\"golden\":{\"rows\":5", "\"golden\":{\"rows\":513", JIG_ERROR_FORMAT, "\"rows\"" },
  { "\"margins\":[[", "\"margins\":[[1],[", JIG_ERROR_FORMAT,
    "m.jig: \"margins\" of the golden rows is not 5 lists of 1 numbers." },
  { "\"margins\":[[", "\"margins\":[[8", JIG_ERROR_MISMATCH,
    "m.jig: golden row 1, prediction: the file says 8" },
  { "\"features\":[[0,", "\"features\":[[1,", JIG_ERROR_MISMATCH,
    "m.jig: golden row 1, x missing: the file says 1, but the model makes 0 of it." },
};

static void
test_forged (void)
{
  g_autofree char *text = make_text ();
  g_autofree char *same = hash_again (text);

  g_assert_cmpstr (same, ==, text);
  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autofree char *changed = replace (text, forged[i].old, forged[i].new);
      g_autofree char *believable = hash_again (changed);
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (believable, strlen (believable), &error));
      g_assert_error (error, JIG_ERROR, (int) forged[i].code);
      g_assert_cmpstr (strstr (error->message, forged[i].message), !=, NULL);
    }
}

/* Bytes that are lost or doubled, with right hashes: a sentence or a bundle. */
static void
test_mangled (void)
{
  g_autofree char *text = make_text ();
  gsize end = (gsize) (strstr (text, ",\"hash\":{\"algorithm\"") - text);
  gsize begin = (gsize) (strstr (text, "\"transform\":{") - text) + strlen ("\"transform\":{");

  for (gsize i = begin; i < end; i += 3)
    {
      g_autofree char *lost = g_strdup_printf ("%.*s%s", (int) i, text, text + i + 1);
      g_autofree char *doubled = g_strdup_printf ("%.*s%s", (int) i + 1, text, text + i);
      char *tries[] = { lost, doubled };

      for (gsize k = 0; k < G_N_ELEMENTS (tries); k++)
        {
          g_autofree char *believable = NULL;
          g_autoptr(JigBundle) bundle = NULL;
          g_autoptr(GError) error = NULL;

          /* Not where a key of a section was hit. */
          believable = hash_again (tries[k]);
          if (believable == NULL)
            continue;
          bundle = read_text (believable, strlen (believable), &error);
          g_assert_true ((bundle == NULL) == (error != NULL));
        }
    }
}

static gboolean
try_read (gpointer   data,
          GError   **error)
{
  g_autoptr(JigBundle) bundle = read_text (data, strlen (data), error);

  return bundle != NULL;
}

static void
test_memory (void)
{
  g_autofree char *text = make_text ();

  g_assert_cmpuint (jig_test_every_allocation_fails (try_read, text), >, 15);
}

/* Each call that fails is a sentence. */
static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-bundle-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "m.jig", NULL);
  g_autofree char *text = make_text ();
  g_autoptr(JigBundle) bundle = NULL;
  g_autoptr(GError) missing = NULL;
  guint n_calls;

  g_assert_null (jig_bundle_load (path, &missing));
  g_assert_error (missing, JIG_ERROR, JIG_ERROR_INPUT);

  g_file_set_contents (path, text, -1, NULL);
  jig_faulty_vfs_watch ();
  bundle = jig_bundle_load (path, NULL);
  g_assert_nonnull (bundle);
  n_calls = jig_faulty_vfs_get_n_calls (JIG_VFS_ANY);
  jig_faulty_vfs_stop ();

  for (guint n = 0; n < n_calls; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigBundle) tried = NULL;

      jig_faulty_vfs_start (JIG_VFS_ANY, n, EIO);
      tried = jig_bundle_load (path, &error);
      jig_faulty_vfs_stop ();
      g_assert_true ((tried == NULL) == (error != NULL));
      if (tried == NULL)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
    }

  g_remove (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bundle-read/there-and-back", test_there_and_back);
  g_test_add_func ("/bundle-read/altered", test_altered);
  g_test_add_func ("/bundle-read/cut-off", test_cut_off);
  g_test_add_func ("/bundle-read/sentences", test_sentences);
  g_test_add_func ("/bundle-read/forged", test_forged);
  g_test_add_func ("/bundle-read/mangled", test_mangled);
  g_test_add_func ("/bundle-read/memory", test_memory);
  g_test_add_func ("/bundle-read/load", test_load);

  return g_test_run ();
}
