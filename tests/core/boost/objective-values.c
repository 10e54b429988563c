/* Losses of numbers, those of objective-amounts.c included. */

#include "core/boost/objective.h"

#include <math.h>
#include <string.h>

/* Each loss with a shape and a label, of which 0 is special. */
static const struct
{
  const char *id;
  double      shape;
  double      target;
  double      loss;       /* as people read it, where the margin is 0.5 */
} shapes[] = {
  { "squared", 0.0, -1.5, 2.0 },
  { "absolute", 0.5, -1.5, 2.0 },
  { "huber", 1.0, -1.5, 1.2360679774997898 },          /* sqrt 5 - 1 */
  { "huber", 4.0, 3.25, 3.4164878389475994 },
  { "quantile", 0.9, -1.5, 0.2 },
  { "quantile", 0.9, 2.5, 1.8 },
  { "poisson", 0.7, 0.0, 3.2974425414002564 },         /* 2 e^0.5 */
  { "poisson", 0.7, 3.0, 0.8891162734089146 },
  { "poisson", 0.0, 3.0, 0.8891162734089146 },
  { "gamma", 0.0, 3.0, 0.4419593809395812 },
  { "tweedie", 1.5, 0.0, 5.136101666750965 },          /* 4 e^0.25 */
  { "tweedie", 1.5, 3.0, 0.6253046030568061 },
  { "tweedie", 1.2, 3.0, 0.7718757191733125 },
};

static double
loss_at (const JigObjective *objective,
         double              margin,
         double              target,
         double              shape)
{
  const float own = (float) margin;
  const JigLossRows rows = { &own, &target, NULL, 1, 1, NULL, NULL, shape };

  return objective->sum (&rows, 0, 1);
}

static void
test_losses (void)
{
  static const float margin = 0.5f;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const JigLossRows rows = { &margin, &shapes[i].target, NULL, 1, 1, NULL, NULL,
                                 shapes[i].shape };
      double loss = NAN;

      g_test_message ("%s %g of %g", shapes[i].id, shapes[i].shape, shapes[i].target);
      g_assert_true (jig_objective_loss (jig_objective_find (shapes[i].id), &rows, &loss, NULL,
                                         NULL));
      g_assert_cmpfloat_with_epsilon (loss, shapes[i].loss, 1e-14);
    }
}

/* A deviance is 0 where the prediction is the label. */
static void
test_perfect (void)
{
  static const char * const ids[] = { "poisson", "gamma", "tweedie" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpfloat_with_epsilon (loss_at (jig_objective_find (ids[i]), 2.0, exp (2.0), 1.5),
                                    0.0, 1e-14);
}

/* Differences over h and 2 h, with what grows as h^2 taken out: what is left is
 * below 1e-10 for steps of 2^-8, which floats add exactly, and these losses. */
static void
test_differences (void)
{
  const double h = 0x1p-8;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (double m = -2.0; m <= 2.0; m += 0.28125)
      {
        const JigObjective *objective = jig_objective_find (shapes[i].id);
        const gboolean is_smooth = !objective->is_renewed;
        const double shape = shapes[i].shape;
        const double bend_factor = g_str_equal (shapes[i].id, "poisson") ? exp (shape) : 1.0;
        const float margin = (float) m;
        double f[5];
        float grad;
        float hess;
        const JigLossRows rows = { &margin, &shapes[i].target, NULL, 1, 1, &grad, &hess, shape };
        double slope;
        double bend;

        g_test_message ("%s %g of %g at %g", shapes[i].id, shape, shapes[i].target, m);
        for (int k = 0; k < 5; k++)
          f[k] = loss_at (objective, m + (k - 2) * h, shapes[i].target, shape);
        slope = (8.0 * (f[3] - f[1]) - (f[4] - f[0])) / (12.0 * h);
        bend = is_smooth ? (16.0 * (f[3] + f[1]) - (f[4] + f[0]) - 30.0 * f[2]) / (12.0 * h * h)
                         : 1.0;
        objective->derive (&rows, 0, 1);
        g_assert_cmpfloat_with_epsilon ((double) grad, slope, 1e-6 * (1.0 + fabs (slope)));
        g_assert_cmpfloat_with_epsilon ((double) hess, bend * bend_factor,
                                        1e-6 * (1.0 + fabs (bend * bend_factor)));
      }
}

/* Where the label is the margin, absolute loss is flat. */
static void
test_kinks (void)
{
  static const float margin = 1.0f;
  static const double target = 1.0;
  float grad;
  float hess;
  const JigLossRows rows = { &margin, &target, NULL, 1, 1, &grad, &hess, 0.25 };

  jig_objective_find ("absolute")->derive (&rows, 0, 1);
  g_assert_cmpfloat ((double) grad, ==, 0.0);
  jig_objective_find ("quantile")->derive (&rows, 0, 1);
  g_assert_cmpfloat ((double) grad, ==, 0.75);
  g_assert_cmpfloat ((double) hess, ==, 1.0);
}

/* Numbers at the ends of what there is have slopes too. */
static void
test_far_huber (void)
{
  static const float margin = 0.0f;
  static const double targets[] = { 1e308, -1e308 };
  float grad[2];
  float hess[2];
  const float margins[] = { margin, margin };
  const JigLossRows rows = { margins, targets, NULL, 2, 1, grad, hess, 1e-6 };

  jig_objective_find ("huber")->derive (&rows, 0, 2);
  g_assert_cmpfloat ((double) grad[0], ==, (double) -1e-6f);
  g_assert_cmpfloat ((double) grad[1], ==, (double) 1e-6f);
  g_assert_cmpfloat ((double) hess[0], ==, 0.0);
}

/* Weights multiply both derivatives, and count in the mean. */
static void
test_weights (void)
{
  static const double targets[] = { 2, 2 };
  static const double weights[] = { 3, 1 };
  static const float margins[] = { 0.5, 0.5 };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const JigObjective *objective = jig_objective_find (shapes[i].id);
      float grad[2];
      float hess[2];
      const JigLossRows rows = { margins, targets, weights, 2, 1, grad, hess, shapes[i].shape };

      objective->derive (&rows, 0, 2);
      g_assert_cmpfloat_with_epsilon ((double) grad[0], 3.0 * (double) grad[1], 1e-6);
      g_assert_cmpfloat_with_epsilon ((double) hess[0], 3.0 * (double) hess[1], 1e-5);
      g_assert_cmpfloat_with_epsilon (objective->sum (&rows, 0, 2),
                                      4.0 * loss_at (objective, 0.5, 2.0, shapes[i].shape), 1e-13);
    }
}

/* Labels 1 2 9 with weights 1 1 2: mean 5.25, median between 2 and 9. */
static void
test_start_of_numbers (void)
{
  static const double targets[] = { 1, 2, 9 };
  static const double weights[] = { 1, 1, 2 };
  static const struct { const char *id; double shape; double margin; } cases[] = {
    { "squared", 0.0, 5.25 }, { "huber", 1.0, 5.25 }, { "absolute", 0.5, 5.5 },
    { "quantile", 0.3, 2.0 }, { "quantile", 0.9, 9.0 }, { "poisson", 0.7, 1.6582280766035324 },
    { "gamma", 0.0, 1.6582280766035324 }, { "tweedie", 1.5, 1.6582280766035324 },
  };
  const JigSamples samples = { NULL, targets, weights, 3, 0 };
  const JigFit fit = { .samples = &samples, .task = JIG_TASK_REGRESSION, .n_classes = 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double margin = NAN;

      g_test_message ("%s", cases[i].id);
      g_assert_true (jig_objective_find (cases[i].id)->start (&fit, cases[i].shape, &margin,
                                                              NULL));
      g_assert_cmpfloat_with_epsilon (margin, cases[i].margin, 4e-16);
    }
}

/* Nothing ever happened: the logarithm is that of little, not of nothing. */
static void
test_start_of_zeros (void)
{
  static const double targets[] = { 0, 0 };
  const JigSamples samples = { NULL, targets, NULL, 2, 0 };
  const JigFit fit = { .samples = &samples, .task = JIG_TASK_REGRESSION, .n_classes = 1 };
  double margin = NAN;

  g_assert_true (jig_objective_find ("poisson")->start (&fit, 0.7, &margin, NULL));
  g_assert_cmpfloat_with_epsilon (margin, -13.815510557964274, 4e-15);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/objective-values/losses", test_losses);
  g_test_add_func ("/objective-values/losses/perfect", test_perfect);
  g_test_add_func ("/objective-values/differences", test_differences);
  g_test_add_func ("/objective-values/kinks", test_kinks);
  g_test_add_func ("/objective-values/far-huber", test_far_huber);
  g_test_add_func ("/objective-values/weights", test_weights);
  g_test_add_func ("/objective-values/start/numbers", test_start_of_numbers);
  g_test_add_func ("/objective-values/start/zeros", test_start_of_zeros);

  return g_test_run ();
}
