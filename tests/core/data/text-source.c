#include "core/data/text-source.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static char *path;

static void
save (const char *bytes,
      gsize       n_bytes)
{
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
}

/* All of it, in pieces of a size. */
static GString *
read_all (JigTextSource  *source,
          gsize           size,
          GError        **error)
{
  g_autofree char *piece = g_malloc (size);
  g_autoptr(GString) text = g_string_new (NULL);
  gssize n_read;

  while ((n_read = jig_text_source_read (source, piece, size, NULL, error)) > 0)
    g_string_append_len (text, piece, n_read);

  return n_read < 0 ? NULL : g_steal_pointer (&text);
}

static void
test_encodings (void)
{
  static const char * const encodings[] = { "UTF-8", "CP949", "UTF-16", "UTF-16BE" };
  g_autoptr(GString) text = g_string_new (NULL);

  for (int row = 0; row < 30000; row++)
    g_string_append_printf (text, "%d,서울,가각%d\n", row, row % 7);

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (gsize size = 64; size < 1000000; size *= 31)
      {
        gsize length;
        g_autofree char *bytes = g_convert (text->str, -1, encodings[i], "UTF-8", NULL, &length,
                                            NULL);
        g_autofree char *wanted = jig_hash_of_bytes (bytes, length);
        g_autofree char *sha256 = NULL;
        g_autoptr(JigTextSource) source = NULL;
        g_autoptr(GString) read = NULL;

        save (bytes, length);
        source = jig_text_source_open (path, i == 3 ? "UTF-16BE" : NULL, NULL, NULL);
        read = read_all (source, size, NULL);
        sha256 = jig_text_source_dup_sha256 (source);
        g_assert_cmpuint (read->len, ==, text->len);
        g_assert_cmpstr (read->str, ==, text->str);
        g_assert_cmpstr (sha256, ==, wanted);
        g_assert_cmpuint (jig_text_source_get_n_bytes (source), ==, length);
        g_assert_cmpint (jig_text_source_has_bom (source), ==, i == 2);
      }
}

static void
test_byte_order_mark (void)
{
  g_autoptr(JigTextSource) source = NULL;
  g_autoptr(GString) read = NULL;

  save ("\xef\xbb\xbf" "a\n", 5);
  source = jig_text_source_open (path, NULL, NULL, NULL);
  read = read_all (source, 100, NULL);
  g_assert_cmpstr (read->str, ==, "a\n");
  g_assert_cmpuint (jig_text_source_get_n_before (source), ==, 3);
  g_assert_cmpuint (jig_text_source_get_size (source), ==, 5);
}

/* Plain letters for a long time, and Korean ones near the end. */
static void
test_looks_behind_the_beginning (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(JigTextSource) source = NULL;

  while (text->len < 2000000)
    g_string_append (text, "plain,letters\n");
  while (text->len < 2500000)
    g_string_append (text, "\xbc\xad\xbf\xef,\xba\xce\xbb\xea\n");
  save (text->str, text->len);
  source = jig_text_source_open (path, NULL, NULL, NULL);
  g_assert_cmpstr (jig_text_source_get_encoding (source), ==, "CP949");
}

static void
test_undecodable_byte_is_named (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(JigTextSource) source = NULL;
  g_autoptr(GError) error = NULL;

  while (text->len < 300000)
    g_string_append (text, "a,b\n");
  g_string_append (text, "\xbc\xff");
  save (text->str, text->len);
  source = jig_text_source_open (path, "CP949", NULL, NULL);
  g_assert_null (read_all (source, 1000, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpint (jig_error_get_place (error)->byte, ==, 300000);

  g_clear_error (&error);
  g_assert_null (jig_text_source_open (path, "NONE-1", NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

static void
test_file_faults_are_sentences (void)
{
  gboolean has_failed = TRUE;

  save ("a,b\n1,2\n", 8);
  for (guint n = 0; has_failed; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigTextSource) source = NULL;
      g_autoptr(GString) text = NULL;

      jig_faulty_vfs_start (JIG_VFS_ANY, n, EIO);
      source = jig_text_source_open (path, NULL, NULL, &error);
      text = source != NULL ? read_all (source, 100, &error) : NULL;
      has_failed = jig_faulty_vfs_has_failed ();
      jig_faulty_vfs_stop ();
      if (text == NULL)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
      else
        g_assert_cmpstr (text->str, ==, "a,b\n1,2\n");
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_close (g_file_open_tmp ("jig-XXXXXX", &path, NULL), NULL);

  g_test_add_func ("/text-source/encodings", test_encodings);
  g_test_add_func ("/text-source/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/text-source/looks-behind-the-beginning", test_looks_behind_the_beginning);
  g_test_add_func ("/text-source/undecodable-byte-is-named", test_undecodable_byte_is_named);
  g_test_add_func ("/text-source/file-faults-are-sentences", test_file_faults_are_sentences);

  status = g_test_run ();
  g_unlink (path);
  g_free (path);

  return status;
}
