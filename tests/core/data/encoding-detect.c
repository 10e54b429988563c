#include "core/data/encoding.h"

#include <string.h>

/* What a text becomes in an encoding, with a mark in front if there is one. */
static GBytes *
encode (const char *text,
        const char *encoding,
        const char *bom)
{
  GByteArray *all = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  gsize n_bytes;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &n_bytes, &error);

  g_assert_no_error (error);
  g_byte_array_append (all, (const guint8 *) bom, (guint) strlen (bom));
  g_byte_array_append (all, (const guint8 *) bytes, (guint) n_bytes);

  return g_byte_array_free_to_bytes (all);
}

#define KOREAN "번호;지역;금액\n1;서울;1.234,5\n2;부산;똠방각하\n"
#define LATIN  "name,city\nRené,Genève\nJürgen,Köln\nZoë,Århus\n"

static const struct
{
  const char *what;
  const char *text;
  const char *written_as;
  const char *bom;
  const char *expected;
  gsize       bom_length;
} files[] = {
  { "ascii", "a,b\n1,2\n", "UTF-8", "", "UTF-8", 0 },
  { "nothing", "", "UTF-8", "", "UTF-8", 0 },
  { "utf-8", KOREAN, "UTF-8", "", "UTF-8", 0 },
  { "utf-8 with a mark", "a,b\n", "UTF-8", "\xEF\xBB\xBF", "UTF-8", 3 },
  { "utf-16le with a mark", KOREAN, "UTF-16LE", "\xFF\xFE", "UTF-16LE", 2 },
  { "utf-16be with a mark", KOREAN, "UTF-16BE", "\xFE\xFF", "UTF-16BE", 2 },
  { "utf-16le without", "name,value\nalpha,1\n", "UTF-16LE", "", "UTF-16LE", 0 },
  { "utf-16be without", "name,value\nalpha,1\n", "UTF-16BE", "", "UTF-16BE", 0 },
  { "cp949", KOREAN, "CP949", "", "CP949", 0 },
  { "euc-kr", "지역,금액\n서울,1\n대구,2\n", "EUC-KR", "", "CP949", 0 },
  { "windows-1252", LATIN, "WINDOWS-1252", "", "windows-1252", 0 },
};

static void
test_detect (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) file = encode (files[i].text, files[i].written_as, files[i].bom);
      g_auto(JigEncodingGuess) guess = { NULL };
      gsize n_bytes;
      const char *bytes = g_bytes_get_data (file, &n_bytes);

      g_test_message ("%s", files[i].what);
      jig_encoding_detect (bytes, n_bytes, TRUE, &guess);
      g_assert_cmpstr (guess.name, ==, files[i].expected);
      g_assert_cmpuint (guess.bom_length, ==, files[i].bom_length);
      g_assert_cmpuint (jig_encoding_bom_length (guess.name, bytes, n_bytes), ==, guess.bom_length);
      g_assert_cmpfloat (guess.confidence, >=, 0.5);
      g_assert_cmpfloat (guess.confidence, <=, 1.0);
      g_assert_nonnull (guess.reason);
    }
}

/* A sample that ends in the middle of a character is no other encoding's. */
static void
test_detect_cut (void)
{
  static const char * const encodings[] = { "UTF-8", "CP949" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr(GBytes) file = encode (KOREAN, encodings[i], "");
      const char *bytes = g_bytes_get_data (file, NULL);

      for (gsize n = 1; n <= g_bytes_get_size (file); n++)
        {
          g_auto(JigEncodingGuess) guess = { NULL };

          jig_encoding_detect (bytes, n, FALSE, &guess);
          /* One byte of Korean alone could be anything. */
          g_assert_true (g_str_equal (guess.name, encodings[i]) || n < 3);
        }
    }
}

/* One broken character in a thousand is a broken row, not another encoding. */
static void
test_detect_broken (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(JigEncodingGuess) guess = { NULL };

  for (int i = 0; i < 100; i++)
    g_string_append (text, "서울,대구\n");
  text->str[300] = '\xFF';

  jig_encoding_detect (text->str, text->len, TRUE, &guess);
  g_assert_cmpstr (guess.name, ==, "UTF-8");
  g_assert_cmpfloat (guess.confidence, <, 1.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/encoding-detect/order", test_detect);
  g_test_add_func ("/encoding-detect/cut", test_detect_cut);
  g_test_add_func ("/encoding-detect/broken", test_detect_broken);

  return g_test_run ();
}
