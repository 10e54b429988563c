#include "core/data/sample.h"
#include "tests/support/columns.h"

static void
test_find (void)
{
  static const char * const ids[] = { "city-bikes", "mushrooms", "twelve-points" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (jig_sample_find (ids[i])->id, ==, ids[i]);

  g_assert_null (jig_sample_find ("city bikes"));
}

/* Whoever lists the samples gets whole ones. */
static void
test_all (void)
{
  for (gsize i = 0; jig_samples[i] != NULL; i++)
    {
      const JigSample *sample = jig_samples[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(JigFrame) frame = jig_sample_make (sample, NULL, 1, &error);
      g_autoptr(JigFrame) again = jig_sample_make (sample, NULL, 1, NULL);
      g_autoptr(JigSchema) schema = NULL;

      g_assert_no_error (error);
      schema = jig_sample_dup_schema (sample, frame, &error);
      g_assert_no_error (error);

      g_assert_true (sample->title != NULL && sample->summary != NULL);
      g_assert_cmpuint (jig_frame_get_n_rows (frame), >, 0);
      g_assert_cmpstr (jig_frame_get_hash (frame), ==, jig_frame_get_hash (again));
      for (gsize k = 0; sample->roles[k] != NULL; k += 2)
        {
          gssize found = jig_schema_find (schema, sample->roles[k]);

          g_assert_cmpstr (jig_role_name (jig_schema_get_field (schema, (gsize) found)->role), ==,
                           sample->roles[k + 1]);
        }
    }
}

static void
test_values (void)
{
  const JigSample *sample = jig_sample_find ("city-bikes");
  g_autoptr(JigValues) values = jig_values_new (sample->params);
  g_autoptr(JigFrame) frame = NULL;

  g_assert_true (jig_values_set_int (values, "rows", 3, NULL));
  frame = jig_sample_make (sample, values, 1, NULL);
  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 3);
}

/* A table of another sample lacks the columns that have a role. */
static void
test_other_schema (void)
{
  g_autoptr(JigFrame) frame = jig_sample_make (jig_sample_find ("twelve-points"), NULL, 1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_sample_dup_schema (jig_sample_find ("mushrooms"), frame, &error));
  g_assert_cmpstr (error->message, ==, "There is no column \"poisonous\".");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample/find", test_find);
  g_test_add_func ("/sample/all", test_all);
  g_test_add_func ("/sample/values", test_values);
  g_test_add_func ("/sample/other-schema", test_other_schema);

  return g_test_run ();
}
