/* Also tests core/project/pack.c. */

#include "core/project/object-model.h"

#include "core/base/error.h"
#include "tests/support/journal.h"
#include "tests/support/memory.h"

static void
test_there_and_back (JigJournal    *journal,
                     gconstpointer  data)
{
  const JigEntry *entry;
  const JigTrained *trained;
  const JigTrained *again;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JigObject) back = NULL;

  jig_journal_ride (journal);
  entry = jig_journal_fit (journal, "linear");
  trained = jig_object_get_trained (entry->result);
  bytes = jig_object_write (entry->result, &error);
  back = jig_object_read (bytes, NULL, "p.jigproj", &error);
  g_assert_no_error (error);

  again = jig_object_get_trained (back);
  g_assert_cmpstr (jig_object_get_hash (back), ==, entry->result_hash);
  g_assert_cmpstr (jig_bundle_get_hash (again->bundle), ==, jig_bundle_get_hash (trained->bundle));
  g_assert_cmpfloat (again->test.values[JIG_METRIC_RMSE], ==,
                     trained->test.values[JIG_METRIC_RMSE]);
  g_assert_cmpuint (again->n_train_rows, ==, 300);
  g_assert_cmpstr (again->split_hash, ==, trained->split_hash);
}

/* A sample of altered bytes: none gives a model that is not the one that was written. */
static void
test_altered (JigJournal    *journal,
              gconstpointer  data)
{
  const JigEntry *entry;
  g_autoptr(GBytes) whole = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize n_bytes;

  jig_journal_ride (journal);
  entry = jig_journal_fit (journal, "constant");
  whole = jig_object_write (entry->result, NULL);
  n_bytes = g_bytes_get_size (whole);
  bytes = g_memdup2 (g_bytes_get_data (whole, NULL), n_bytes);

  for (gsize i = 0; i < n_bytes; i += 37)
    {
      g_autoptr(GBytes) altered = NULL;
      g_autoptr(JigObject) other = NULL;

      bytes[i] ^= 1;
      altered = g_bytes_new (bytes, n_bytes);
      other = jig_object_read (altered, NULL, "p.jigproj", NULL);
      g_assert_true (other == NULL || g_str_equal (jig_object_get_hash (other),
                                                   entry->result_hash));
      bytes[i] ^= 1;
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/object-model/there-and-back", test_there_and_back);
  ADD ("/object-model/altered", test_altered);
#undef ADD

  return g_test_run ();
}
