#include "core/base/error.h"
#include "core/data/schema.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>

static JigFrame *
make_frame (void)
{
  return jig_test_frame (jig_test_numbers ("hour", (double[]) { 7, NAN }, 2),
                         jig_test_texts ("나이", (const char *[]) { "31", "" }, 2),
                         jig_test_texts ("note", (const char *[]) { "a", "b" }, 2), NULL);
}

static void
test_from_frame (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autofree char *jamo = g_utf8_normalize ("나이", -1, G_NORMALIZE_NFD);

  g_assert_cmpuint (jig_schema_get_size (schema), ==, 3);
  g_assert_cmpstr (jig_schema_get_field (schema, 1)->name, ==, "나이");
  g_assert_cmpint (jig_schema_get_field (schema, 0)->type, ==, JIG_COLUMN_NUMBER);
  g_assert_cmpint (jig_schema_get_field (schema, 2)->role, ==, JIG_ROLE_FEATURE);
  g_assert_null (jig_schema_get_field (schema, 2)->why);
  g_assert_cmpint (jig_schema_find (schema, "note"), ==, 2);
  g_assert_cmpint (jig_schema_find (schema, jamo), ==, 1);
  g_assert_cmpint (jig_schema_find (schema, "age"), ==, -1);
}

static void
test_empty (void)
{
  g_autoptr(JigFrame) frame = jig_frame_new (NULL, 0, NULL);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(JigFrame) full = make_frame ();
  g_autoptr(JigFrame) conformed = jig_schema_conform (schema, full, NULL);

  g_assert_cmpuint (jig_schema_get_size (schema), ==, 0);
  g_assert_null (jig_schema_get_by_role (schema, JIG_ROLE_FEATURE));
  g_assert_cmpuint (jig_frame_get_n_columns (conformed), ==, 0);
}

static void
test_role (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autoptr(JigSchema) plain = jig_schema_from_frame (frame);
  g_autoptr(JigSchema) hour = jig_schema_with_role (plain, "hour", JIG_ROLE_TARGET, NULL);
  g_autoptr(JigSchema) note = jig_schema_with_role (hour, "note", JIG_ROLE_TARGET, NULL);
  g_autoptr(JigSchema) ids = jig_schema_with_role (note, "hour", JIG_ROLE_ID, NULL);
  g_autoptr(JigSchema) both = jig_schema_with_role (ids, "나이", JIG_ROLE_ID, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_schema_get_by_role (plain, JIG_ROLE_TARGET));
  g_assert_cmpstr (jig_schema_get_by_role (hour, JIG_ROLE_TARGET), ==, "hour");
  g_assert_cmpstr (jig_schema_get_by_role (note, JIG_ROLE_TARGET), ==, "note");
  g_assert_cmpint (jig_schema_get_field (note, 0)->role, ==, JIG_ROLE_FEATURE);
  g_assert_cmpint (jig_schema_get_field (both, 0)->role, ==, JIG_ROLE_ID);
  g_assert_cmpint (jig_schema_get_field (both, 1)->role, ==, JIG_ROLE_ID);
  g_assert_cmpint (jig_schema_get_field (both, 2)->role, ==, JIG_ROLE_TARGET);

  g_assert_null (jig_schema_with_role (plain, "age", JIG_ROLE_TARGET, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "There is no column \"age\".");
}

static void
test_conform (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autofree char *jamo = g_utf8_normalize ("나이", -1, G_NORMALIZE_NFD);
  const JigField fields[] = {
    { .name = jamo, .type = JIG_COLUMN_NUMBER },
    { .name = "hour", .type = JIG_COLUMN_CATEGORY },
  };
  g_autoptr(JigSchema) schema = jig_schema_new (fields, 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigFrame) conformed = jig_schema_conform (schema, frame, &error);
  g_autofree char *ages = NULL;
  g_autofree char *hours = NULL;

  g_assert_no_error (error);
  ages = jig_test_cells (jig_frame_get_column (conformed, 0));
  hours = jig_test_cells (jig_frame_get_column (conformed, 1));
  g_assert_cmpuint (jig_frame_get_n_columns (conformed), ==, 2);
  g_assert_cmpstr (jig_column_get_name (jig_frame_get_column (conformed, 0)), ==, jamo);
  g_assert_cmpint (jig_column_get_type_id (jig_frame_get_column (conformed, 0)), ==,
                   JIG_COLUMN_NUMBER);
  g_assert_cmpstr (ages, ==, "31|");
  g_assert_cmpstr (hours, ==, "7|");
}

static void
test_does_not_conform (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  const JigField missing[] = { { .name = "minute", .type = JIG_COLUMN_NUMBER } };
  const JigField other[] = { { .name = "note", .type = JIG_COLUMN_NUMBER } };
  g_autoptr(JigSchema) needs_missing = jig_schema_new (missing, 1);
  g_autoptr(JigSchema) needs_other = jig_schema_new (other, 1);
  g_autoptr(GError) first = NULL;
  g_autoptr(GError) second = NULL;

  g_assert_null (jig_schema_conform (needs_missing, frame, &first));
  g_assert_error (first, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_cmpstr (first->message, ==,
                   "The model needs the column \"minute\" (number); "
                   "the file has: hour, 나이, note.");

  g_assert_null (jig_schema_conform (needs_other, frame, &second));
  g_assert_error (second, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (second->message, ==, "Row 1, column \"note\": \"a\" is not a number.");
}

static void
test_role_names (void)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  JigRole role = JIG_ROLE_REWARD;

  for (int i = 0; i < JIG_N_ROLES; i++)
    {
      g_assert_true (g_hash_table_add (names, (char *) jig_role_name ((JigRole) i)));
      g_assert_true (jig_role_from_name (jig_role_name ((JigRole) i), &role));
      g_assert_cmpint (role, ==, i);
      g_assert_cmpstr (jig_role_title ((JigRole) i), !=, "");
    }

  g_assert_cmpstr (jig_role_name (JIG_ROLE_NEXT_STATE), ==, "next_state");
  g_assert_false (jig_role_from_name ("label", &role));
  g_assert_cmpint (role, ==, JIG_ROLE_IGNORE);
}

static gboolean
conform (gpointer   data,
         GError   **error)
{
  const JigField fields[] = {
    { .name = "나이", .type = JIG_COLUMN_NUMBER },
    { .name = "hour", .type = JIG_COLUMN_CATEGORY },
  };
  g_autoptr(JigSchema) schema = jig_schema_new (fields, 2);
  g_autoptr(JigFrame) conformed = jig_schema_conform (schema, data, error);

  return conformed != NULL;
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) frame = make_frame ();

  g_assert_cmpuint (jig_test_every_allocation_fails (conform, frame), >, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/from-frame", test_from_frame);
  g_test_add_func ("/schema/empty", test_empty);
  g_test_add_func ("/schema/role", test_role);
  g_test_add_func ("/schema/conform", test_conform);
  g_test_add_func ("/schema/does-not-conform", test_does_not_conform);
  g_test_add_func ("/schema/role-names", test_role_names);
  g_test_add_func ("/schema/no-memory", test_no_memory);

  return g_test_run ();
}
