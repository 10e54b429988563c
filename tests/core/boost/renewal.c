#include "core/boost/renewal.h"

#include <math.h>

/* Residuals 9 1 -4 2 0 of rows 0 to 4. */
static const float margins[] = { 1, 1, 1, 1, 1 };
static const double targets[] = { 10, 2, -3, 3, 1 };
static const float ones[] = { 1, 1, 1, 1, 1 };
static const float weights[] = { 1, 4, 1, 0, 1 };

/* Two leaves, of rows 4 2 1 and of rows 0 3. */
static const guint32 rows[] = { 4, 2, 1, 0, 3 };

static void
test_leaves (void)
{
  static const struct
  {
    double       share;
    const float *weights;
    double       first;
    double       second;
  } cases[] = {
    { 0.5, ones, 0.0, 5.5 },
    { 0.5, weights, 1.0, 9.0 },
    { 0.1, ones, -4.0, 2.0 },
    { 0.9, ones, 1.0, 9.0 },
  };
  JigWeighted room[G_N_ELEMENTS (rows)];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigRenewal renewal = { margins, targets, cases[i].weights, cases[i].share, room };

      g_assert_cmpfloat (jig_renewal_get (&renewal, rows, 0, 3), ==, cases[i].first);
      g_assert_cmpfloat (jig_renewal_get (&renewal, rows, 3, 5), ==, cases[i].second);
    }
}

/* A leaf of rows that weigh nothing, or of none, changes nothing. */
static void
test_nothing (void)
{
  JigWeighted room[G_N_ELEMENTS (rows)];
  const JigRenewal renewal = { margins, targets, weights, 0.5, room };

  g_assert_cmpfloat (jig_renewal_get (&renewal, rows, 4, 5), ==, 0.0);
  g_assert_cmpfloat (jig_renewal_get (&renewal, rows, 2, 2), ==, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/renewal/leaves", test_leaves);
  g_test_add_func ("/renewal/nothing", test_nothing);

  return g_test_run ();
}
