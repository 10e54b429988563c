#include "core/export/format.h"

#include "core/base/error.h"
#include "tests/support/bundles.h"
#include "tests/support/faulty-vfs.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char      *folder;
  char      *path;
  JigFrame  *rides;
  JigBundle *bundle;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("jig-format-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "모델.out", NULL);
  fixture->rides = jig_test_rides (60, 1);
  fixture->bundle = jig_test_rides_bundle (fixture->rides, 50, NULL, NULL);
  g_setenv ("PATH", "", TRUE);
}

/* No other file may have been left there. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  jig_frame_unref (fixture->rides);
  jig_bundle_unref (fixture->bundle);
}

static void
test_find (void)
{
  static const struct { const char *id; const char *message; } rows[] = {
    { "jgi", "There is no format \"jgi\"; did you mean \"jig\"?" },
    { "pickle", "There is no format \"pickle\"; there are: c, jig." },
  };

  g_assert_cmpstr (jig_format_require ("jig", NULL)->suffix, ==, ".jig");
  g_assert_null (jig_format_find (""));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_format_require (rows[i].id, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

/* Whoever lists the formats gets whole ones. */
static void
test_all (void)
{
  for (gsize i = 0; jig_formats[i] != NULL; i++)
    {
      const JigFormat *format = jig_formats[i];

      g_assert_true (format->title != NULL && format->consequence != NULL);
      g_assert_true (format->suffix[0] == '.' && format->params != NULL);
      g_assert_true (format->can != NULL && format->write != NULL && format->prove != NULL);
    }
}

/* What is in the file is what the format writes, twice the same; on the golden rows
 * or on others. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  for (gsize i = 0; jig_formats[i] != NULL; i++)
    for (gsize k = 0; k < 2; k++)
      {
        const JigFormat *format = jig_formats[i];
        g_autoptr(JigValues) values = jig_values_new (format->params);
        g_autoptr(GBytes) bytes = format->write (fixture->bundle, values, NULL);
        g_autoptr(GError) error = NULL;
        g_auto(JigProof) proof = { 0 };
        g_autofree char *written = NULL;
        gsize n_written;

        jig_format_export (format, fixture->bundle, k == 0 ? NULL : values,
                           k == 0 ? NULL : fixture->rides, fixture->path, &proof, NULL, &error);
        g_assert_no_error (error);
        g_assert_true (g_file_get_contents (fixture->path, &written, &n_written, NULL));
        g_assert_cmpmem (written, n_written, g_bytes_get_data (bytes, NULL),
                         g_bytes_get_size (bytes));
        g_assert_cmpuint (proof.n_rows, >=, k == 0 ? JIG_BUNDLE_N_GOLDEN : 60);
        g_assert_cmpfloat (proof.largest, ==, 0.0);
        g_assert_nonnull (proof.with);
      }
}

/* A format for the test: its proof fails, or its bytes do. */
static gboolean
can (const JigBundle  *bundle,
     GError          **error)
{
  return TRUE;
}

static gboolean
cannot (const JigBundle  *bundle,
        GError          **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, "It does not fit.");

  return FALSE;
}

static GBytes *
write_word (const JigBundle  *bundle,
            const JigValues  *values,
            GError          **error)
{
  return g_bytes_new_static ("word", 4);
}

static GBytes *
write_nothing (const JigBundle  *bundle,
               const JigValues  *values,
               GError          **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, "The setting is wrong.");

  return NULL;
}

static gboolean
prove (const JigBundle    *bundle,
       GBytes             *bytes,
       JigFrame           *frame,
       JigProof           *proof,
       const JigProgress  *progress,
       GError            **error)
{
  *proof = (JigProof) { .n_rows = 1, .with = g_strdup ("nothing") };

  return TRUE;
}

static gboolean
disprove (const JigBundle    *bundle,
          GBytes             *bytes,
          JigFrame           *frame,
          JigProof           *proof,
          const JigProgress  *progress,
          GError            **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_INTERNAL, "It lies.");

  return FALSE;
}

static const JigParam no_params[] = { { NULL } };

/* Whatever fails, the old file stays and no other one appears. */
static void
test_refuses (Fixture       *fixture,
              gconstpointer  data)
{
  const struct { JigFormat format; int code; const char *message; } rows[] = {
    { { .params = no_params, .can = cannot, .write = write_word, .prove = prove },
      JIG_ERROR_DATA, "It does not fit." },
    { { .params = no_params, .can = can, .write = write_nothing, .prove = prove },
      JIG_ERROR_VALUE, "The setting is wrong." },
    { { .params = no_params, .can = can, .write = write_word, .prove = disprove },
      JIG_ERROR_INTERNAL, "It lies." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      JigProof proof = { 0 };

      g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
      g_assert_false (jig_format_export (&rows[i].format, fixture->bundle, NULL, NULL,
                                         fixture->path, &proof, NULL, &error));
      g_assert_error (error, JIG_ERROR, rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
      g_assert_null (proof.with);
      g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
    }
}

/* Every operation on files fails once, and in every way: the file is the old one
 * or the new one, and says so. */
static void
test_disk (Fixture       *fixture,
           gconstpointer  data)
{
  static const JigVfsCall calls[] = {
    JIG_VFS_OPEN, JIG_VFS_WRITE, JIG_VFS_READ, JIG_VFS_SYNC, JIG_VFS_CLOSE, JIG_VFS_RENAME,
  };
  const JigFormat format = { .params = no_params, .can = can, .write = write_word, .prove = prove };
  gsize n_failures = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    for (guint n = 0; n < 4; n++)
      {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = NULL;
        g_auto(JigProof) proof = { 0 };
        gboolean done;

        g_unlink (fixture->path);
        jig_faulty_vfs_start (calls[i], n, EIO);
        done = jig_format_export (&format, fixture->bundle, NULL, NULL, fixture->path, &proof, NULL,
                                  &error);
        jig_faulty_vfs_stop ();

        g_assert_true (done == (error == NULL));
        n_failures += !done;
        if (g_file_get_contents (fixture->path, &text, NULL, NULL))
          g_assert_cmpstr (text, ==, "word");
        else
          g_assert_false (done);
      }

  g_assert_cmpuint (n_failures, >=, 6);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "model.c", NULL);
  g_autoptr(GError) error = NULL;
  JigProof proof = { 0 };

  g_assert_false (jig_format_export (jig_format_find ("c"), fixture->bundle, NULL, NULL, path,
                                     &proof, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
}

static gboolean
export (gpointer   data,
        GError   **error)
{
  const Fixture *fixture = data;
  g_auto(JigProof) first = { 0 };
  g_auto(JigProof) second = { 0 };

  return jig_format_export (jig_format_find ("jig"), fixture->bundle, NULL, NULL, fixture->path,
                            &first, NULL, error) &&
         jig_format_export (jig_format_find ("c"), fixture->bundle, NULL, NULL, fixture->path,
                            &second, NULL, error);
}

static void
test_no_memory (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (export, fixture), >=, 30);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/find", test_find);
  g_test_add_func ("/format/all", test_all);
  g_test_add ("/format/export", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/format/refuses", Fixture, NULL, set_up, test_refuses, tear_down);
  g_test_add ("/format/disk", Fixture, NULL, set_up, test_disk, tear_down);
  g_test_add ("/format/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/format/no-memory", Fixture, NULL, set_up, test_no_memory, tear_down);

  return g_test_run ();
}
