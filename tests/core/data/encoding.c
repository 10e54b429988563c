#include "core/data/encoding.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#include <string.h>

static void
test_detects (void)
{
  static const struct { const char *bytes; const char *encoding; gsize n_bom; } rows[] = {
    { "", "UTF-8", 0 }, { "plain", "UTF-8", 0 }, { "\xef\xbb\xbf" "a", "UTF-8", 3 },
    { "\xea\xb0\x80", "UTF-8", 0 }, { "\xff\xfe" "a", "UTF-16LE", 2 },
    { "\xfe\xff" "b", "UTF-16BE", 2 }, { "\xbc\xad\xbf\xef,\xb4\xeb\xb1\xb8", "CP949", 0 },
    { "caf\xe9,na\xefve\n", "WINDOWS-1252", 0 }, { "\x80 1", "WINDOWS-1252", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize n_bom;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (jig_encoding_detect (rows[i].bytes, strlen (rows[i].bytes), TRUE, &n_bom),
                       ==, rows[i].encoding);
      g_assert_cmpuint (n_bom, ==, rows[i].n_bom);
    }
}

static void
test_broken_character_is_no_other_encoding (void)
{
  static const char * const rows[][2] = { { "서울,1\n", "UTF-8" }, { "서울,1\n", "CP949" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *line = g_convert (rows[i][0], -1, rows[i][1], "UTF-8", NULL, &length, NULL);
      g_autoptr(GString) text = g_string_new (NULL);
      gsize n_bom;

      for (int j = 0; j < 100; j++)
        g_string_append_len (text, line, (gssize) length);
      g_string_append (text, "\xff,2\n");

      g_assert_cmpstr (jig_encoding_detect (text->str, text->len, TRUE, &n_bom), ==, rows[i][1]);
    }
}

/* A stack deep enough for one call per byte would not be there. */
static void
test_many_zeros (void)
{
  gsize n_bytes = 4 * 1024 * 1024;
  g_autofree char *bytes = g_malloc0 (n_bytes);
  gsize n_bom;

  g_assert_cmpstr (jig_encoding_detect (bytes, n_bytes, TRUE, &n_bom), ==, "UTF-8");
}

static void
test_cut_character_is_no_mistake (void)
{
  gsize n_bom;

  g_assert_cmpstr (jig_encoding_detect ("a\xea\xb0", 3, FALSE, &n_bom), ==, "UTF-8");
  g_assert_cmpstr (jig_encoding_detect ("a\xea\xb0", 3, TRUE, &n_bom), !=, "UTF-8");
}

static void
test_converts (void)
{
  gsize length;
  jig_autofree char *text = jig_encoding_to_utf8 ("\xbc\xad\xbf\xef", 4, "CP949", "x.csv",
                                                  &length, NULL);

  g_assert_cmpmem (text, length, "서울", strlen ("서울"));
}

static void
test_converts_more_than_a_piece (void)
{
  gsize n_bytes = 300001;
  g_autofree char *bytes = g_strnfill (n_bytes, 'a');
  gsize length;
  jig_autofree char *text = NULL;

  memset (bytes + 100000, '\xe9', 1);
  text = jig_encoding_to_utf8 (bytes, n_bytes, "WINDOWS-1252", "x.csv", &length, NULL);
  g_assert_cmpuint (length, ==, n_bytes + 1);
  g_assert_cmpmem (text + 100000, 2, "é", 2);
}

static void
test_says_where_it_fails (void)
{
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_null (jig_encoding_to_utf8 ("ab\xff\xff", 4, "CP949", "x.csv", &length, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "x.csv, byte 2: The bytes here are not CP949 text.");
  g_clear_error (&error);
  g_assert_null (jig_encoding_to_utf8 ("ab", 2, "KLINGON", "x.csv", &length, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/encoding/detects", test_detects);
  g_test_add_func ("/encoding/cut-character-is-no-mistake", test_cut_character_is_no_mistake);
  g_test_add_func ("/encoding/broken-character-is-no-other-encoding",
                   test_broken_character_is_no_other_encoding);
  g_test_add_func ("/encoding/many-zeros", test_many_zeros);
  g_test_add_func ("/encoding/converts", test_converts);
  g_test_add_func ("/encoding/converts-more-than-a-piece", test_converts_more_than_a_piece);
  g_test_add_func ("/encoding/says-where-it-fails", test_says_where_it_fails);

  return g_test_run ();
}
