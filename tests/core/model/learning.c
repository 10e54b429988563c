#include "core/model/learning.h"

#include "tests/support/samples.h"

#include <math.h>

static JigModel *
fit (const char *kind,
     const char *settings)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GError) error = NULL;
  JigModel *model;

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 200, 3, 0.0, 1);
  model = jig_test_samples_fit (&samples, kind, settings, NULL, &error);
  g_assert_no_error (error);

  return model;
}

static void
test_loss (void)
{
  g_autoptr(JigModel) model = fit ("boost", "trees=4");
  JigLearning learning;

  jig_learning_read (&learning, model);
  g_assert_cmpuint (learning.n_points, ==, 4);
  g_assert_cmpstr (learning.metric, ==, "loss");
  g_assert_cmpstr (learning.title, ==, "Loss");
  g_assert_false (learning.higher_is_better);
  g_assert_null (learning.best);
  g_assert_true (learning.last == &learning.points[3]);
  g_assert_null (jig_learning_best_test (&learning));
}

/* Rows set aside have chosen a round before the last one. */
static void
test_early_stop (void)
{
  g_autoptr(JigModel) model = fit ("boost", "trees=300 early_stop=3 metric=auc");
  JigLearning learning;

  jig_learning_read (&learning, model);
  g_assert_cmpstr (learning.metric, ==, "auc");
  g_assert_cmpstr (learning.title, ==, "AUC");
  g_assert_true (learning.higher_is_better);
  g_assert_cmpuint (learning.best->round, ==, jig_model_get_best_round (model));
  g_assert_cmpuint (learning.last->round, ==, learning.best->round + 3);
  g_assert_cmpfloat (learning.best->held, >=, learning.last->held);
}

static void
test_no_curve (void)
{
  g_autoptr(JigModel) model = fit ("constant", "");
  JigLearning learning;

  jig_learning_read (&learning, model);
  g_assert_cmpuint (learning.n_points, ==, 0);
  g_assert_null (learning.best);
  g_assert_null (learning.last);
  g_assert_null (jig_learning_best_test (&learning));
}

/* The first of the best ones, whichever way is up. */
static void
test_best_test (void)
{
  const JigCurvePoint points[] = {
    { 1, 0, NAN, NAN }, { 2, 0, 0.5, NAN }, { 3, 0, 0.25, NAN }, { 4, 0, 0.25, NAN },
    { 5, 0, 0.75, NAN }, { 6, 0, 0.75, NAN },
  };
  JigLearning learning = { points, G_N_ELEMENTS (points) };

  g_assert_cmpuint (jig_learning_best_test (&learning)->round, ==, 3);
  learning.higher_is_better = TRUE;
  g_assert_cmpuint (jig_learning_best_test (&learning)->round, ==, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/learning/loss", test_loss);
  g_test_add_func ("/learning/early-stop", test_early_stop);
  g_test_add_func ("/learning/no-curve", test_no_curve);
  g_test_add_func ("/learning/best-test", test_best_test);

  return g_test_run ();
}
