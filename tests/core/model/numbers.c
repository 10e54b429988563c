#include "core/model/numbers.h"

#include "core/base/error.h"

#include <string.h>

static gboolean
read_text (const char  *text,
           double      *numbers,
           gsize        n_numbers,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  return node != NULL &&
         jig_numbers_read (json_node_get_object (node), "list", "m.jig", numbers, n_numbers, error);
}

static void
test_round_trip (void)
{
  const double numbers[] = { 0.1, -0.0, 1e308, 5e-324, 1.0 / 3.0 };
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  double again[5];

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "list");
  jig_numbers_write (numbers, 5, writer);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);

  g_assert_true (read_text (text, again, 5, NULL));
  g_assert_cmpmem (again, sizeof again, numbers, sizeof numbers);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "{}", "list" },
    { "{\"list\":1}", "list" },
    { "{\"list\":[1]}", "1 entries and must have 2" },
    { "{\"list\":[1,2,3]}", "3 entries and must have 2" },
    { "{\"list\":[1,null]}", "entry 1 of \"list\"" },
    { "{\"list\":[\"1\",2]}", "entry 0 of \"list\"" },
    { "{\"list\":[[],2]}", "entry 0 of \"list\"" },
    { "{\"list\":[true,2]}", "entry 0 of \"list\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      double numbers[2];

      g_assert_false (read_text (cases[i].text, numbers, 2, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "m.jig"));
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/numbers/round-trip", test_round_trip);
  g_test_add_func ("/numbers/refused", test_refused);

  return g_test_run ();
}
