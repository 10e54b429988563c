#include "patterns/kit/guide.h"

#include "core/base/error.h"

static const char text[] =
  "# Ride & walk\n"
  "\n"
  "Two ways to `go`.\n"
  "\n"
  "## ride\n"
  "\n"
  "The *first* 5 < 6 **bikes** use `a<b`\n"
  "over [lines](https://example.org/?a=1&b=2).\n"
  "\n"
  "- one\n"
  "- two <b>raw</b>\n"
  "\n"
  "3. three\n"
  "4. four\n"
  "\n"
  "```\n"
  "x < y\n"
  "```\n"
  "\n"
  "### More\n"
  "\n"
  "Last.\n"
  "\n"
  "## empty\n"
  "\n"
  "## walk\n"
  "\n"
  "On foot.\n";

static JigGuide *
make_guide (void)
{
  g_autoptr(GError) error = NULL;
  JigGuide *guide = jig_guide_new (text, "guide.md", &error);

  g_assert_no_error (error);

  return guide;
}

static void
test_head (void)
{
  g_autoptr(JigGuide) guide = make_guide ();

  g_assert_cmpstr (jig_guide_get_title (guide), ==, "Ride & walk");
  g_assert_cmpstr (jig_guide_get_lead (guide), ==, "Two ways to go.");
}

static void
test_sections (void)
{
  g_autoptr(JigGuide) guide = make_guide ();
  g_autoptr(JigGuide) other = jig_guide_ref (guide);
  g_autofree char *nothing = jig_guide_dup_section_markup (guide, "fly");
  g_autofree char *walk = jig_guide_dup_section_markup (guide, "walk");

  g_assert_true (jig_guide_has_section (other, "ride"));
  g_assert_true (jig_guide_has_section (other, "walk"));
  g_assert_false (jig_guide_has_section (other, "empty"));
  g_assert_false (jig_guide_has_section (other, "More"));
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (walk, ==, "On foot.");
}

static void
test_markup (void)
{
  g_autoptr(JigGuide) guide = make_guide ();
  g_autofree char *markup = jig_guide_dup_section_markup (guide, "ride");

  g_assert_cmpstr (markup, ==,
                   "The <i>first</i> 5 &lt; 6 <b>bikes</b> use <tt>a&lt;b</tt> over "
                   "<a href=\"https://example.org/?a=1&amp;b=2\">lines</a>.\n"
                   "\n• one"
                   "\n• two &lt;b&gt;raw&lt;/b&gt;\n"
                   "\n3. three"
                   "\n4. four\n"
                   "\n<tt>x &lt; y</tt>\n"
                   "\n<b>More</b>\n"
                   "\nLast.");
}

static void
test_html (void)
{
  g_autoptr(JigGuide) guide = make_guide ();
  g_autofree char *html = jig_guide_dup_section_html (guide, "ride");
  g_autofree char *walk = jig_guide_dup_section_html (guide, "walk");

  g_assert_cmpstr (walk, ==, "<p>On foot.</p>\n");
  g_assert_nonnull (g_strstr_len (html, -1, "<p>The <em>first</em> 5 &lt; 6 "));
  g_assert_nonnull (g_strstr_len (html, -1, "<h3>More</h3>"));
  g_assert_null (g_strstr_len (html, -1, "<b>"));
  g_assert_null (g_strstr_len (html, -1, "On foot"));
}

static void
test_refused (void)
{
  const char *bad[] = { "", "Text.\n", "# Only a title\n", "## Two\n\nText.\n", "# A\n\n- list\n",
                        "# \xff\n\nText.\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("guide %" G_GSIZE_FORMAT, i);
      g_assert_null (jig_guide_new (bad[i], "guide.md", &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "guide.md: "));
    }
}

static void
test_not_there (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_guide_load ("no-such-pattern", "en", &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/head", test_head);
  g_test_add_func ("/guide/sections", test_sections);
  g_test_add_func ("/guide/markup", test_markup);
  g_test_add_func ("/guide/html", test_html);
  g_test_add_func ("/guide/refused", test_refused);
  g_test_add_func ("/guide/not-there", test_not_there);

  return g_test_run ();
}
