#include "tests/support/golden.h"

JsonNode *
jig_test_golden (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "golden", file, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

double *
jig_test_golden_numbers (JsonObject *object,
                         const char *member,
                         gsize      *n_numbers)
{
  JsonArray *array = json_object_get_array_member (object, member);
  double *numbers;

  *n_numbers = json_array_get_length (array);
  numbers = g_new0 (double, *n_numbers + 1);
  for (gsize i = 0; i < *n_numbers; i++)
    numbers[i] = json_array_get_double_element (array, (guint) i);

  return numbers;
}
