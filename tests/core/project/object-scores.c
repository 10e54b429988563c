#include "core/project/object-scores.h"

#include "tests/support/columns.h"

static JigObject *
make (double              last,
      const JigJudgement *judgement)
{
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("prediction",
                                                                (double[]) { 1, last }, 2), NULL);

  return jig_object_new_scores (jig_dataset_new ("rides", frame, NULL), judgement);
}

static void
test_hash (void)
{
  g_autoptr(JigObject) object = make (2.0, NULL);
  g_autoptr(JigObject) same = make (2.0, NULL);
  g_autoptr(JigObject) other = make (3.0, NULL);

  g_assert_cmpstr (jig_object_get_hash (object), ==, jig_object_get_hash (same));
  g_assert_cmpstr (jig_object_get_hash (object), !=, jig_object_get_hash (other));
}

static void
check_back (const JigJudgement *judgement)
{
  g_autoptr(JigObject) object = make (2.0, judgement);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jig_object_write (object, &error);
  g_autoptr(JigObject) back = jig_object_read (bytes, NULL, "p.jigproj", &error);
  const JigScores *scores = jig_object_get_scores (back);

  g_assert_no_error (error);
  g_assert_cmpuint (jig_frame_get_n_rows (scores->table->frame), ==, 2);
  g_assert_cmpuint (scores->judgement.n_rows, ==, judgement != NULL ? 2 : 0);
  if (judgement != NULL)
    g_assert_cmpfloat (scores->judgement.values[JIG_METRIC_RMSE], ==, 0.5);
}

static void
test_there_and_back (void)
{
  JigJudgement judgement = {
    .task = JIG_TASK_REGRESSION, .n_rows = 2, .weight = 2, .baseline_kind = "mean",
  };

  judgement.values[JIG_METRIC_RMSE] = 0.5;
  check_back (NULL);
  check_back (&judgement);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-scores/hash", test_hash);
  g_test_add_func ("/object-scores/there-and-back", test_there_and_back);

  return g_test_run ();
}
