#include "core/model/likelihood.h"

#include <math.h>

/* Central differences with a step of 1e-5 are right to about 1e-10 of the
 * function and lose five digits to the division. */
#define STEP      1e-5
#define TOLERANCE 1e-6

static void
test_known_losses (void)
{
  const double margins[] = { 0.0, 0.0, 0.0 };
  const double value = 3.0;

  g_assert_cmpfloat (jig_likelihood_loss (JIG_TASK_REGRESSION, &value, 1, 1.0), ==, 2.0);
  g_assert_cmpfloat_with_epsilon (jig_likelihood_loss (JIG_TASK_BINARY, margins, 1, 1.0), log (2.0),
                                  1e-15);
  g_assert_cmpfloat_with_epsilon (jig_likelihood_loss (JIG_TASK_MULTICLASS, margins, 3, 2.0),
                                  log (3.0), 1e-15);
}

static double
slope_at (JigTask       task,
          const double *margins,
          gsize         n_outputs,
          double        target,
          gsize         k)
{
  double slopes[3];
  double bends[9];

  jig_likelihood_derive (task, margins, n_outputs, target, slopes, bends);

  return slopes[k];
}

static void
check_derivatives (JigTask       task,
                   const double *margins,
                   gsize         n_outputs,
                   double        target)
{
  double slopes[3];
  double bends[9];

  jig_likelihood_derive (task, margins, n_outputs, target, slopes, bends);

  for (gsize k = 0; k < n_outputs; k++)
    {
      double above[] = { margins[0], margins[1], margins[2] };
      double below[] = { margins[0], margins[1], margins[2] };
      double slope;

      above[k] += STEP;
      below[k] -= STEP;
      slope = (jig_likelihood_loss (task, above, n_outputs, target) -
               jig_likelihood_loss (task, below, n_outputs, target)) / (2 * STEP);
      g_assert_cmpfloat_with_epsilon (slopes[k], slope, TOLERANCE);

      for (gsize l = 0; l < n_outputs; l++)
        g_assert_cmpfloat_with_epsilon (bends[k * n_outputs + l],
                                        (slope_at (task, above, n_outputs, target, l) -
                                         slope_at (task, below, n_outputs, target, l)) / (2 * STEP),
                                        TOLERANCE);
    }
}

static void
test_derivatives (void)
{
  static const double margins[][3] = {
    { 0.0, 0.0, 0.0 }, { 1.5, -0.25, 3.0 }, { -4.0, 2.0, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (margins); i++)
    {
      check_derivatives (JIG_TASK_REGRESSION, margins[i], 1, 2.5);
      check_derivatives (JIG_TASK_BINARY, margins[i], 1, 0.0);
      check_derivatives (JIG_TASK_BINARY, margins[i], 1, 1.0);
      for (gsize k = 0; k < 3; k++)
        check_derivatives (JIG_TASK_MULTICLASS, margins[i], 3, (double) k);
    }
}

static void
test_as_people_read_it (void)
{
  g_assert_cmpfloat (jig_likelihood_read (JIG_TASK_REGRESSION, 8.0), ==, 4.0);
  g_assert_cmpfloat (jig_likelihood_read (JIG_TASK_BINARY, 0.25), ==, 0.25);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/likelihood/known-losses", test_known_losses);
  g_test_add_func ("/likelihood/derivatives", test_derivatives);
  g_test_add_func ("/likelihood/as-people-read-it", test_as_people_read_it);

  return g_test_run ();
}
