#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/journal.h"

static void
test_makes (JigJournal    *journal,
            gconstpointer  data)
{
  const JigEntry *entry =
    jig_journal_do (journal, jig_journal_action (journal, "generate", NULL, "sample=city-bikes",
                                                 "settings=rows=50", "seed=3", NULL));
  const JigDataset *dataset = jig_object_get_dataset (entry->result);

  g_assert_cmpuint (jig_frame_get_n_rows (dataset->frame), ==, 50);
  g_assert_cmpstr (jig_schema_get_by_role (dataset->schema, JIG_ROLE_TARGET), ==, "duration");
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  static const char * const rows[][3] = {
    { "sample=city-bike", "settings=", "city-bikes" },
    { "sample=xyzzyxyzzy", "settings=", "xyzzyxyzzy" },
    { "sample=city-bikes", "settings=row=5", "rows" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigAction) action = jig_journal_action (journal, "generate", NULL, rows[i][0],
                                                        rows[i][1], NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_project_act (journal->project, action, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, rows[i][2]));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-generate/makes", test_makes);
  ADD ("/command-generate/refused", test_refused);
#undef ADD

  return g_test_run ();
}
