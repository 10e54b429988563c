#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/journal.h"

static void
test_role (JigJournal    *journal,
           gconstpointer  data)
{
  const JigEntry *entry;

  jig_journal_load (journal);
  entry = jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                                       "column=fare", "role=target", NULL));
  g_assert_cmpstr (jig_schema_get_by_role (jig_object_get_dataset (entry->result)->schema,
                                           JIG_ROLE_TARGET), ==, "fare");

  /* Only one column is the target. */
  entry = jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                                       "column=paid", "role=target", NULL));
  g_assert_cmpstr (jig_schema_get_by_role (jig_object_get_dataset (entry->result)->schema,
                                           JIG_ROLE_TARGET), ==, "paid");
  g_assert_true (jig_project_get_object (journal->project, "data-1") == entry->result);
}

static void
test_type (JigJournal    *journal,
           gconstpointer  data)
{
  const JigEntry *entry;
  JigDataset *dataset;

  jig_journal_load (journal);
  entry = jig_journal_do (journal, jig_journal_action (journal, "schema", NULL, "data=data-1",
                                                       "column=fare", "type=text", NULL));
  dataset = jig_object_get_dataset (entry->result);
  g_assert_cmpint (jig_schema_get_field (dataset->schema, 0)->type, ==, JIG_COLUMN_TEXT);
  g_assert_cmpint (jig_column_get_type_id (jig_frame_get_column (dataset->frame, 0)), ==,
                   JIG_COLUMN_TEXT);
  g_assert_cmpuint (strlen (dataset->source), ==, 64);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  static const char * const rows[][2] = { { "column=fair", "role=id" },
                                          { "column=station", "type=number" } };

  jig_journal_load (journal);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigAction) action = jig_journal_action (journal, "schema", NULL, "data=data-1",
                                                        rows[i][0], rows[i][1], NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_project_act (journal->project, action, NULL, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-schema/role", test_role);
  ADD ("/command-schema/type", test_type);
  ADD ("/command-schema/refused", test_refused);
#undef ADD

  return g_test_run ();
}
