#include "core/base/error.h"
#include "core/data/encoding.h"

#include <string.h>

/* What a text becomes in an encoding. */
static GBytes *
encode (const char *text,
        const char *encoding)
{
  g_autoptr(GError) error = NULL;
  gsize n_bytes;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &n_bytes, &error);

  g_assert_no_error (error);

  return g_bytes_new_take (g_steal_pointer (&bytes), n_bytes);
}

#define KOREAN "번호;지역;금액\n1;서울;1.234,5\n2;부산;똠방각하\n"

static void
test_names (void)
{
  g_assert_cmpstr (jig_encoding_canonical ("utf8"), ==, "UTF-8");
  g_assert_cmpstr (jig_encoding_canonical ("euc-kr"), ==, "CP949");
  g_assert_cmpstr (jig_encoding_canonical ("Cp949"), ==, "CP949");
  g_assert_cmpstr (jig_encoding_canonical ("cp1252"), ==, "windows-1252");
  g_assert_cmpstr (jig_encoding_canonical ("Shift_JIS"), ==, "Shift_JIS");
}

static void
test_unknown (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigEncoding) encoding = jig_encoding_new ("klingon-8", &error);

  g_assert_null (encoding);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "klingon-8"));
}

/* Feeds pieces and gives the unused rest again, as a reader of files does. */
static void
convert_in_pieces (JigEncoding *encoding,
                   const char  *bytes,
                   gsize        n_bytes,
                   gsize        piece,
                   JigArray    *text)
{
  gsize at = 0;
  gsize end = 0;

  while (end < n_bytes)
    {
      g_autoptr(GError) error = NULL;
      gboolean is_bad;
      gsize n_used;

      end = MIN (end + piece, n_bytes);
      g_assert_true (jig_encoding_to_utf8 (encoding, bytes + at, end - at, text, &n_used, &is_bad,
                                           &error));
      g_assert_no_error (error);
      g_assert_false (is_bad);
      at += n_used;
    }

  g_assert_cmpuint (at, ==, n_bytes);
}

static void
test_pieces (void)
{
  static const char * const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "CP949" };
  static const gsize pieces[] = { 1, 2, 3, 7, 17, 1000 };
  static const char text[] = KOREAN "가나다, \"x\"\r\n" KOREAN;

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (pieces); j++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(JigEncoding) encoding = jig_encoding_new (encodings[i], &error);
        g_autoptr(GBytes) file = encode (text, encodings[i]);
        g_auto(JigArray) out = JIG_ARRAY_INIT (char, "the text");

        g_assert_no_error (error);
        convert_in_pieces (encoding, g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                           pieces[j], &out);
        g_assert_cmpmem (out.items, out.n_items, text, strlen (text));
      }
}

static void
test_bad_bytes (void)
{
  static const struct
  {
    const char *encoding;
    const char *bytes;
    gsize       n_bytes;
    gsize       n_used;
  } rows[] = {
    { "CP949", "a\x80z", 3, 1 },
    { "CP949", "\xB0\xA1\xFFz", 4, 2 },
    { "windows-1252", "ab\x81", 3, 2 },
    { "UTF-16LE", "a\0\x00\xDC" "b\0", 6, 2 },
    { "UTF-8", "\xEA\xB0\x80\xC0\x80", 5, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigEncoding) encoding = jig_encoding_new (rows[i].encoding, &error);
      g_auto(JigArray) text = JIG_ARRAY_INIT (char, "the text");
      gboolean is_bad = FALSE;
      gsize n_used = 99;

      g_test_message ("row %zu", i);
      g_assert_true (jig_encoding_to_utf8 (encoding, rows[i].bytes, rows[i].n_bytes, &text,
                                           &n_used, &is_bad, &error));
      g_assert_true (is_bad);
      g_assert_cmpuint (n_used, ==, rows[i].n_used);
    }
}

static void
test_marks (void)
{
  static const struct
  {
    const char *encoding;
    const char *marks;
    gboolean    keeps;
  } rows[] = {
    { "CP949", ",;\t|\"\r\n#'^~", TRUE },
    { "windows-1252", ",;\t|\"\r\n", TRUE },
    { "EUC-JP", ",;\t|\"\r\n", TRUE },
    { "GB18030", ",;\t\"\r\n", TRUE },
    { "GB18030", ",|", FALSE },
    { "BIG5", "|", FALSE },
    { "UTF-16LE", ",", FALSE },
    { "ISO-2022-KR", ",", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigEncoding) encoding = jig_encoding_new (rows[i].encoding, &error);

      g_test_message ("row %zu", i);
      g_assert_no_error (error);
      g_assert_cmpint (jig_encoding_keeps_marks (encoding, rows[i].marks), ==, rows[i].keeps);
    }
}

static void
test_line_ends (void)
{
  g_autoptr(JigEncoding) bytes = jig_encoding_new ("CP949", NULL);
  g_autoptr(JigEncoding) little = jig_encoding_new ("UTF-16LE", NULL);
  g_autoptr(JigEncoding) big = jig_encoding_new ("UTF-16BE", NULL);

  g_assert_cmpuint (jig_encoding_find_line_end (bytes, "ab\nc", 4), ==, 3);
  g_assert_cmpuint (jig_encoding_find_line_end (bytes, "ab\rc", 4), ==, 3);
  g_assert_cmpuint (jig_encoding_find_line_end (bytes, "abc", 3), ==, 0);
  /* U+0A00 and U+000A differ in nothing but the order. */
  g_assert_cmpuint (jig_encoding_find_line_end (little, "\0\n\n\0", 4), ==, 4);
  g_assert_cmpuint (jig_encoding_find_line_end (big, "\n\0\0\n", 4), ==, 4);
  g_assert_cmpuint (jig_encoding_find_line_end (big, "\n\0\0", 3), ==, 0);
  g_assert_cmpuint (jig_encoding_get_unit_size (bytes), ==, 1);
  g_assert_cmpuint (jig_encoding_get_unit_size (big), ==, 2);
}

static void
test_no_memory (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigEncoding) encoding = jig_encoding_new ("CP949", NULL);
  g_auto(JigArray) text = JIG_ARRAY_INIT (char, "the text");
  gboolean is_bad;
  gsize n_used;

  jig_alloc_fail_after (0);
  g_assert_false (jig_encoding_to_utf8 (encoding, "ab", 2, &text, &n_used, &is_bad, &error));
  jig_alloc_fail_after (-1);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/encoding/names", test_names);
  g_test_add_func ("/encoding/unknown", test_unknown);
  g_test_add_func ("/encoding/pieces", test_pieces);
  g_test_add_func ("/encoding/bad-bytes", test_bad_bytes);
  g_test_add_func ("/encoding/marks", test_marks);
  g_test_add_func ("/encoding/line-ends", test_line_ends);
  g_test_add_func ("/encoding/no-memory", test_no_memory);

  return g_test_run ();
}
