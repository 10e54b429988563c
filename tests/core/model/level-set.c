#include "core/model/level-set.h"

#include "core/base/error.h"

#include <math.h>
#include <string.h>

static void
test_holds (void)
{
  static const struct
  {
    float    value;
    gboolean is_in;
  } cases[] = {
    { 0.0f, TRUE }, { -0.0f, TRUE }, { 0.99f, TRUE }, { 1.0f, FALSE },
    { 63.0f, TRUE }, { 64.0f, TRUE }, { 65.0f, FALSE }, { 254.0f, FALSE },
    { 255.0f, TRUE }, { 255.99f, TRUE }, { 256.0f, FALSE }, { 319.0f, FALSE },
    { -0.5f, FALSE }, { -1.0f, FALSE }, { 1e30f, FALSE }, { NAN, FALSE },
    { INFINITY, FALSE }, { -INFINITY, FALSE },
  };
  JigLevelSet set = { 0 };

  g_assert_cmpuint (jig_level_set_count (&set), ==, 0);
  jig_level_set_add (&set, 0);
  jig_level_set_add (&set, 63);
  jig_level_set_add (&set, 64);
  jig_level_set_add (&set, 255);
  jig_level_set_add (&set, 63);
  g_assert_cmpuint (jig_level_set_count (&set), ==, 4);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (jig_level_set_holds (&set, cases[i].value), ==, cases[i].is_in);
}

static gboolean
read_text (const char   *text,
           JigLevelSet  *set,
           GError      **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  return node != NULL && jig_level_set_read (node, "m.jig", set, error);
}

static void
test_round_trip (void)
{
  static const char * const texts[] = { "[0]", "[255]", "[0,1,63,64,127,128,254,255]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;
      JigLevelSet set;

      g_assert_true (read_text (texts[i], &set, &error));
      g_assert_no_error (error);
      jig_level_set_write (&set, writer);
      text = jig_json_writer_finish (writer);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "{}", "m.jig: a set of levels is not a list." },
    { "3", "m.jig: a set of levels is not a list." },
    { "[]", "m.jig: a set of levels is empty." },
    { "[\"1\"]", "m.jig: a code of a level is not a whole number." },
    { "[null]", "m.jig: a code of a level is not a whole number." },
    { "[[1]]", "m.jig: a code of a level is not a whole number." },
    { "[1.5]", "m.jig: a code of a level is not a whole number." },
    { "[-1]", "m.jig: the codes of a set of levels do not rise from 0 to 255." },
    { "[256]", "m.jig: the codes of a set of levels do not rise from 0 to 255." },
    { "[2,2]", "m.jig: the codes of a set of levels do not rise from 0 to 255." },
    { "[3,2]", "m.jig: the codes of a set of levels do not rise from 0 to 255." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JigLevelSet set = { { 7, 7, 7, 7 } };
      g_autoptr(GError) error = NULL;

      g_assert_false (read_text (cases[i].text, &set, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, cases[i].says);
      g_assert_cmpuint (set.words[0], ==, 7);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/level-set/holds", test_holds);
  g_test_add_func ("/level-set/round-trip", test_round_trip);
  g_test_add_func ("/level-set/refused", test_refused);

  return g_test_run ();
}
