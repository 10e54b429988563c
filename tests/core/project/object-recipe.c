#include "core/project/object-recipe.h"

#include "tests/support/journal.h"

static void
test_there_and_back (JigJournal    *journal,
                     gconstpointer  data)
{
  const JigEntry *entry;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JigObject) back = NULL;

  jig_journal_ride (journal);
  entry = jig_journal_do (journal, jig_journal_action (journal, "transform", NULL, "data=data-1",
                                                       "split=split-1", NULL));
  bytes = jig_object_write (entry->result, &error);
  back = jig_object_read (bytes, NULL, "p.jigproj", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_hash (back), ==, entry->result_hash);
  g_assert_cmpuint (jig_recipe_get_n_features (jig_object_get_recipe (back)), ==,
                    jig_recipe_get_n_features (jig_object_get_recipe (entry->result)));
  g_assert_null (jig_object_get_recipe (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/object-recipe/there-and-back", JigJournal, NULL, jig_journal_set_up,
              test_there_and_back, jig_journal_tear_down);

  return g_test_run ();
}
