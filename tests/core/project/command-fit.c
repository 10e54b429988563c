#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/project/object-model.h"
#include "tests/support/journal.h"

#include <string.h>

static void
test_models (JigJournal    *journal,
             gconstpointer  data)
{
  jig_journal_ride (journal);
  for (gsize i = 0; jig_models[i] != NULL; i++)
    {
      const JigEntry *entry = jig_journal_fit (journal, jig_models[i]->id);
      const JigTrained *trained = jig_object_get_trained (entry->result);

      g_test_message ("%s", jig_models[i]->id);
      g_assert_cmpuint (trained->train.n_rows, ==, 300);
      g_assert_cmpuint (trained->test.n_rows, ==, 100);
      g_assert_cmpfloat (trained->test.values[JIG_METRIC_RMSE], <=,
                         1.0001 * trained->test.baseline[JIG_METRIC_RMSE]);
    }
}

static void
test_settings (JigJournal    *journal,
               gconstpointer  data)
{
  const JigEntry *entry;
  const JigModel *model;

  jig_journal_ride (journal);
  entry = jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1",
                                                       "model=boost", "trees=3", "seed=9", NULL));
  model = jig_bundle_get_model (jig_object_get_trained (entry->result)->bundle);
  g_assert_cmpint (jig_values_get_int (jig_model_get_values (model), "trees"), ==, 3);
  g_assert_cmpuint (jig_model_get_seed (model), ==, 9);
  g_assert_cmpuint (jig_object_get_trained (entry->result)->test.n_rows, ==, 0);
}

static void
test_recipe (JigJournal    *journal,
             gconstpointer  data)
{
  const JigEntry *entry;

  jig_journal_ride (journal);
  jig_journal_do (journal,
                  jig_journal_action (journal, "transform", NULL, "data=data-1", "split=split-1",
                                      "nodes=[{\"kind\":\"z-score\",\"name\":\"z\","
                                      "\"inputs\":[\"temp\"]}]", NULL));
  entry = jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1",
                                                       "split=split-1", "recipe=recipe-1", NULL));
  g_assert_cmpuint (jig_model_get_n_features (jig_bundle_get_model (
                      jig_object_get_trained (entry->result)->bundle)), ==, 1);
}

/* The bytes of the model do not depend on the number of threads. */
static void
test_threads (JigJournal    *journal,
              gconstpointer  data)
{
  static const guint counts[] = { 1, 2, 3, 7 };
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(JigProject) project = jig_project_new (jig_commands, 1);
      JigJournal fresh = { .folder = journal->folder, .project = project };
      const JigEntry *entry;

      jig_parallel_set_n_threads (counts[i]);
      jig_journal_ride (&fresh);
      entry = jig_journal_fit (&fresh, "boost");
      if (first == NULL)
        first = g_strdup (entry->result_hash);
      g_assert_cmpstr (entry->result_hash, ==, first);
    }
  jig_parallel_set_n_threads (0);
}

/* The same rows: more rounds are as if they had been asked for at once. */
static void
test_continue (JigJournal    *journal,
               gconstpointer  data)
{
  const JigEntry *straight;
  const JigEntry *continued;

  jig_journal_ride (journal);
  straight = jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1",
                                                          "split=split-1", "model=boost",
                                                          "trees=9", NULL));
  jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1",
                                               "split=split-1", "model=boost", "trees=4", NULL));
  continued = jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1",
                                                           "split=split-1", "model=boost",
                                                           "trees=9", "continue=model-2", NULL));
  g_assert_cmpstr (jig_bundle_get_hash (jig_object_get_trained (continued->result)->bundle), ==,
                   jig_bundle_get_hash (jig_object_get_trained (straight->result)->bundle));
}

static void
test_continue_refused (JigJournal    *journal,
                       gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_ride (journal);
  jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1", "model=boost",
                                               "trees=2", NULL));
  jig_journal_do (journal,
                  jig_journal_action (journal, "transform", NULL, "data=data-1", "split=split-1",
                                      "nodes=[{\"kind\":\"z-score\",\"name\":\"z\","
                                      "\"inputs\":[\"temp\"]}]", NULL));
  action = jig_journal_action (journal, "fit", NULL, "data=data-1", "model=boost", "trees=300",
                               "recipe=recipe-1", "continue=model-1", NULL);
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "its own transform"));
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_load (journal);
  action = jig_journal_action (journal, "fit", NULL, "data=data-1", NULL);
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "target"));
}

static void
stop (double      fraction,
      const char *what,
      gpointer    user_data)
{
  if (fraction > 0.3)
    g_cancellable_cancel (user_data);
}

static void
test_cancelled (JigJournal    *journal,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { cancellable, stop, cancellable, 0.0, 1.0 };
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_ride (journal);
  action = jig_journal_action (journal, "fit", NULL, "data=data-1", "model=boost", NULL);
  g_assert_null (jig_project_act (journal->project, action, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (jig_project_get_object (journal->project, "model-1"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-fit/models", test_models);
  ADD ("/command-fit/settings", test_settings);
  ADD ("/command-fit/recipe", test_recipe);
  ADD ("/command-fit/threads", test_threads);
  ADD ("/command-fit/continue", test_continue);
  ADD ("/command-fit/continue/refused", test_continue_refused);
  ADD ("/command-fit/refused", test_refused);
  ADD ("/command-fit/cancelled", test_cancelled);
#undef ADD

  return g_test_run ();
}
