#include "core/base/error.h"
#include "core/base/text.h"

#include <string.h>

static const struct
{
  const char *text;
  gsize       length;
  gssize      bad_byte;   /* -1 if there is none */
} bytes[] = {
  { "", 0, -1 },
  { "abc", 3, -1 },
  { "a\0b", 3, -1 },
  { "\0", 1, -1 },
  { "나이", 6, -1 },
  { "나이", 5, 3 },
  { "\0\0나", 4, 2 },
  { "ab\xff", 3, 2 },
  { "\xc0\x80", 2, 0 },                /* too long a form */
  { "a\xed\xa0\x80", 4, 1 },           /* half of a surrogate pair */
  { "\xf4\x90\x80\x80", 4, 0 },        /* beyond U+10FFFF */
  { "\xf0\x9f\x98\x80", 4, -1 },
  { "x\0\x80", 3, 2 },
};

static void
test_utf8 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      gsize bad_byte = 99;
      gboolean is_fine = jig_text_is_utf8 (bytes[i].text, bytes[i].length, &bad_byte);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (is_fine, ==, bytes[i].bad_byte < 0);
      g_assert_cmpuint (bad_byte, ==, is_fine ? 99 : (gsize) bytes[i].bad_byte);
      g_assert_cmpint (jig_text_is_utf8 (bytes[i].text, bytes[i].length, NULL), ==, is_fine);
    }
}

static void
test_nfc (void)
{
  g_autofree char *accent = jig_text_to_nfc ("cafe\xcc\x81");
  g_autofree char *syllable = jig_text_to_nfc ("\xe1\x84\x82\xe1\x85\xa1");

  g_assert_cmpstr (accent, ==, "café");
  g_assert_cmpstr (syllable, ==, "나");
  g_assert_true (jig_text_equal_nfc ("cafe\xcc\x81", "café"));
  g_assert_true (jig_text_equal_nfc ("a", "a"));
  g_assert_false (jig_text_equal_nfc ("a", "b"));
  g_assert_false (jig_text_equal_nfc ("ﬁ", "fi"));
}

static void
test_escape (void)
{
  static const struct
  {
    const char *text;
    gssize      length;
    const char *shown;
  } cases[] = {
    { "", -1, "" },
    { "나이 <b>\\n", -1, "나이 <b>\\n" },
    { "\033[31mred", -1, "\\u{1B}[31mred" },
    { "a\nb\tc\r", -1, "a\\u{A}b\\u{9}c\\u{D}" },
    { "a\0b", 3, "a\\u{0}b" },
    { "\x7f\xc2\x80\xc2\x9f\xc2\xa0", -1, "\\u{7F}\\u{80}\\u{9F}\xc2\xa0" },
    { "x\xe2\x80\xaey", -1, "x\\u{202E}y" },
    { "\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa", -1, "\\u{2028}\\u{2029}\\u{202A}" },
    { "\xe2\x81\xa5\xe2\x81\xa6\xe2\x81\xa9\xe2\x81\xaa", -1,
      "\xe2\x81\xa5\\u{2066}\\u{2069}\xe2\x81\xaa" },
    { "a\xff\xe2\x80", -1, "a\\x{FF}\\x{E2}\\x{80}" },
    { "abcdef", 2, "ab" },
    { "나", 2, "\\x{EB}\\x{82}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = jig_text_escape_display (cases[i].text, cases[i].length);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_quote_shell (void)
{
  static const struct
  {
    const char *text;
    const char *quoted;
  } cases[] = {
    { "", "''" },
    { "plain-1.csv", "plain-1.csv" },
    { "a/b_c,d=e:f@g%h+i", "a/b_c,d=e:f@g%h+i" },
    { "two words", "'two words'" },
    { "it's", "'it'\\''s'" },
    { "$HOME", "'$HOME'" },
    { "~", "'~'" },
    { "a;b", "'a;b'" },
    { "나이", "'나이'" },
    { "a\nb", "'a\nb'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = jig_text_quote_shell (cases[i].text);

      g_assert_cmpstr (quoted, ==, cases[i].quoted);
    }
}

/* GLib's reader of shell words is somebody else's idea of the same rules. */
static void
test_shell_reads_it (void)
{
  for (int c = 1; c < 128; c++)
    {
      const char text[] = { 'a', (char) c, 'b', '\0' };
      g_autofree char *quoted = jig_text_quote_shell (text);
      g_autofree char *read = g_shell_unquote (quoted, NULL);

      g_assert_cmpstr (read, ==, text);
    }
}

static void
test_distance (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gsize       distance;
  } cases[] = {
    { "", "", 0 },
    { "", "abc", 3 },
    { "abc", "abc", 0 },
    { "dept", "depth", 1 },
    { "dpeth", "depth", 1 },
    { "kitten", "sitting", 3 },
    { "ca", "abc", 3 },          /* no letter is touched twice; 2 if it could be */
    { "나이", "나아", 1 },
    { "a\xff", "a\xfe", 1 },
    { "abcdef", "badcfe", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (jig_text_distance (cases[i].a, cases[i].b), ==, cases[i].distance);
      g_assert_cmpuint (jig_text_distance (cases[i].b, cases[i].a), ==, cases[i].distance);
    }
}

static void
test_distance_is_bounded (void)
{
  g_autofree char *a = g_strnfill (100000, 'a');
  g_autofree char *b = g_strnfill (100000, 'b');

  g_assert_cmpuint (jig_text_distance (a, a), ==, 0);
  g_assert_cmpuint (jig_text_distance (a, b), ==, 128);
}

static void
test_nearest (void)
{
  static const char * const known[] = { "depth", "rate", "rates", "loss", "l2", NULL };
  static const char * const none[] = { NULL };

  g_assert_cmpstr (jig_text_nearest ("dept", known), ==, "depth");
  g_assert_cmpstr (jig_text_nearest ("dpethh", known), ==, "depth");
  g_assert_cmpstr (jig_text_nearest ("rae", known), ==, "rate");
  g_assert_cmpstr (jig_text_nearest ("rates", known), ==, "rates");
  g_assert_cmpstr (jig_text_nearest ("l1", known), ==, "l2");
  g_assert_null (jig_text_nearest ("xy", known));
  g_assert_null (jig_text_nearest ("temperature", known));
  g_assert_null (jig_text_nearest ("", known));
  g_assert_null (jig_text_nearest ("depth", none));
}

static void
test_split_list (void)
{
  static const struct
  {
    const char *text;
    const char *items;   /* separated by "|"; NULL: refused */
  } cases[] = {
    { "", "" },
    { "  ", "" },
    { "a", "a" },
    { "a,b", "a|b" },
    { " a , b c\t, 나이", "a|b c|나이" },
    { "\"a,b\",c", "a,b|c" },
    { " \" a\" , \"say \"\"hi\"\"\"", " a|say \"hi\"" },
    { "6\" disk", "6\" disk" },
    { "\"\",a", "|a" },
    { ",", NULL },
    { "a,", NULL },
    { "a,,b", NULL },
    { ",a", NULL },
    { "\"a", NULL },
    { "\"a\"b", NULL },
    { "\"", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) items = jig_text_split_list (cases[i].text, &error);
      g_autofree char *joined = items != NULL ? g_strjoinv ("|", items) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (joined, ==, cases[i].items);
      if (items == NULL)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
    }
}

static void
test_join_list (void)
{
  static const char * const items[] = {
    "plain", "two words", "a,b", " a", "a\t", "say \"hi\"", "\"", "", "나이", NULL
  };
  static const char * const none[] = { NULL };
  g_autofree char *list = jig_text_join_list (items);
  g_autofree char *empty = jig_text_join_list (none);
  g_auto(GStrv) again = jig_text_split_list (list, NULL);

  g_assert_cmpstr (list, ==, "plain,two words,\"a,b\",\" a\",\"a\t\",\"say \"\"hi\"\"\","
                             "\"\"\"\",\"\",나이");
  g_assert_cmpstrv (again, items);
  g_assert_cmpstr (empty, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/utf8", test_utf8);
  g_test_add_func ("/text/nfc", test_nfc);
  g_test_add_func ("/text/escape", test_escape);
  g_test_add_func ("/text/quote-shell", test_quote_shell);
  g_test_add_func ("/text/shell-reads-it", test_shell_reads_it);
  g_test_add_func ("/text/distance", test_distance);
  g_test_add_func ("/text/distance-is-bounded", test_distance_is_bounded);
  g_test_add_func ("/text/nearest", test_nearest);
  g_test_add_func ("/text/split-list", test_split_list);
  g_test_add_func ("/text/join-list", test_join_list);

  return g_test_run ();
}
