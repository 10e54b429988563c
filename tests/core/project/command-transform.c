#include "core/base/error.h"
#include "core/project/object-recipe.h"
#include "tests/support/journal.h"

static const char nodes[] =
  "nodes=[{\"kind\":\"z-score\",\"name\":\"z\",\"inputs\":[\"temp\"]}]";

static void
test_proposed (JigJournal    *journal,
               gconstpointer  data)
{
  const JigEntry *linear;
  const JigEntry *trees;

  jig_journal_ride (journal);
  linear = jig_journal_do (journal, jig_journal_action (journal, "transform", NULL, "data=data-1",
                                                        "split=split-1", NULL));
  trees = jig_journal_do (journal, jig_journal_action (journal, "transform", NULL, "data=data-1",
                                                       "split=split-1", "style=trees", NULL));
  g_assert_cmpuint (jig_recipe_get_n_features (jig_object_get_recipe (linear->result)), >,
                    jig_recipe_get_n_features (jig_object_get_recipe (trees->result)));
}

/* Only training rows are looked at. */
static void
test_fitted_rows (JigJournal    *journal,
                  gconstpointer  data)
{
  const JigEntry *some;
  const JigEntry *all;

  jig_journal_ride (journal);
  some = jig_journal_do (journal, jig_journal_action (journal, "transform", NULL, "data=data-1",
                                                      "split=split-1", nodes, NULL));
  all = jig_journal_do (journal, jig_journal_action (journal, "transform", NULL, "data=data-1",
                                                     nodes, NULL));
  g_assert_cmpuint (jig_recipe_get_n_fitted_rows (jig_object_get_recipe (some->result)), ==, 300);
  g_assert_cmpuint (jig_recipe_get_n_fitted_rows (jig_object_get_recipe (all->result)), ==, 400);
  g_assert_cmpstr (some->result_hash, !=, all->result_hash);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  static const char * const rows[] = {
    "nodes={}", "nodes=[", "nodes=[{\"kind\":\"fly\",\"name\":\"a\",\"inputs\":[\"temp\"]}]",
    "nodes=[{\"kind\":\"z-score\",\"name\":\"a\",\"inputs\":[\"none\"]}]",
  };

  jig_journal_ride (journal);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigAction) action = jig_journal_action (journal, "transform", NULL, "data=data-1",
                                                        rows[i], NULL);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", rows[i]);
      g_assert_null (jig_project_act (journal->project, action, NULL, &error));
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-transform/proposed", test_proposed);
  ADD ("/command-transform/fitted-rows", test_fitted_rows);
  ADD ("/command-transform/refused", test_refused);
#undef ADD

  return g_test_run ();
}
