#include "core/base/elementary.h"

#include "core/base/hash.h"
#include "core/base/random.h"

#include <math.h>

#define N_POINTS 200000

/* What the C library computes in a longer format, and how far we may be from it.
 * Half an ulp is for machines whose longer format is no longer. */
typedef struct
{
  const char  *name;
  double     (*ours)      (double x);
  long double (*reference) (long double x);
  double       lower;
  double       upper;
  double       ulps;
} Function;

static long double
reference_sigmoid (long double x)
{
  return 1.0L / (1.0L + expl (-x));
}

static long double
reference_logit (long double p)
{
  return p > 0.25L && p < 0.75L ? log1pl ((2.0L * p - 1.0L) / (1.0L - p)) : logl (p / (1.0L - p));
}

static long double
reference_softplus (long double x)
{
  return x > 0.0L ? x + log1pl (expl (-x)) : log1pl (expl (x));
}

static const Function functions[] = {
  { "exp/all", jig_exp, expl, -708, 709, 1.5 },
  { "exp/near-0", jig_exp, expl, -1, 1, 1.5 },
  { "expm1/all", jig_expm1, expm1l, -60, 709, 2.5 },
  { "expm1/near-0", jig_expm1, expm1l, -1, 1, 2.5 },
  { "expm1/tiny", jig_expm1, expm1l, -1e-10, 1e-10, 2.5 },
  { "log/all", jig_log, logl, 1e-300, 1e300, 1.5 },
  { "log/near-0", jig_log, logl, 1e-10, 0.5, 1.5 },
  { "log/near-1", jig_log, logl, 0.5, 2, 1.5 },
  { "log1p/near-0", jig_log1p, log1pl, -0.9, 2, 1.5 },
  { "log1p/tiny", jig_log1p, log1pl, -1e-10, 1e-10, 1.5 },
  { "log1p/large", jig_log1p, log1pl, 1, 1e10, 1.5 },
  { "tanh/all", jig_tanh, tanhl, -25, 25, 3.5 },
  { "tanh/near-0", jig_tanh, tanhl, -1, 1, 3.5 },
  { "sigmoid/all", jig_sigmoid, reference_sigmoid, -700, 700, 3.5 },
  { "sigmoid/near-0", jig_sigmoid, reference_sigmoid, -5, 5, 3.5 },
  { "logit/all", jig_logit, reference_logit, 1e-12, 1 - 1e-12, 4.5 },
  { "logit/near-half", jig_logit, reference_logit, 0.499, 0.501, 4.5 },
  { "softplus/all", jig_softplus, reference_softplus, -700, 700, 3.5 },
  { "softplus/near-0", jig_softplus, reference_softplus, -5, 5, 3.5 },
};

/* Half of the points lie evenly, half evenly by their logarithm. */
static double
draw (const Function *function,
      JigRandom      *random)
{
  const double u = jig_random_double (random);

  if (function->lower > 0.0 && jig_random_double (random) < 0.5)
    return function->lower * pow (function->upper / function->lower, u);

  return function->lower + u * (function->upper - function->lower);
}

static void
test_reference (gconstpointer data)
{
  const Function *function = data;
  double worst = 0.0;
  JigRandom random;

  jig_random_init (&random, 1, function->name, 0);
  for (guint i = 0; i < N_POINTS; i++)
    {
      const double x = draw (function, &random);
      const double value = function->ours (x);
      const long double expected = function->reference (x);
      const double ulp = fabs (nextafter ((double) expected, INFINITY) - (double) expected);

      worst = fmax (worst, fabs ((double) (((long double) value - expected) / ulp)));
    }

  g_test_message ("%s: %.3f ulp", function->name, worst);
  g_assert_cmpfloat (worst, <, function->ulps);
}

static void
test_ends (void)
{
  g_assert_cmpfloat (jig_exp (0.0), ==, 1.0);
  g_assert_cmpfloat (jig_exp (1000.0), ==, INFINITY);
  g_assert_cmpfloat (jig_exp (-1000.0), ==, 0.0);
  g_assert_cmpfloat (jig_exp (INFINITY), ==, INFINITY);
  g_assert_cmpfloat (jig_exp (-INFINITY), ==, 0.0);
  g_assert_cmpfloat (jig_exp (709.782712893384), <, INFINITY);
  g_assert_cmpfloat (jig_exp (709.7827128933841), ==, INFINITY);
  g_assert_cmpfloat (jig_exp (-745.1332191019411), ==, 0x1p-1074);
  g_assert_cmpfloat (jig_exp (-745.1332191019412), ==, 0.0);

  g_assert_cmpfloat (jig_expm1 (0.0), ==, 0.0);
  g_assert_cmpfloat (jig_expm1 (-1000.0), ==, -1.0);
  g_assert_cmpfloat (jig_expm1 (1000.0), ==, INFINITY);

  g_assert_cmpfloat (jig_log (1.0), ==, 0.0);
  g_assert_cmpfloat (jig_log (0.0), ==, -INFINITY);
  g_assert_cmpfloat (jig_log (INFINITY), ==, INFINITY);
  g_assert_cmpfloat_with_epsilon (jig_log (0x1p-1074), -744.4400719213812, 1e-12);
  g_assert_true (isnan (jig_log (-1.0)));

  g_assert_cmpfloat (jig_log1p (0.0), ==, 0.0);
  g_assert_cmpfloat (jig_log1p (-1.0), ==, -INFINITY);
  g_assert_cmpfloat (jig_log1p (INFINITY), ==, INFINITY);
  g_assert_true (isnan (jig_log1p (-1.5)));
}

static void
test_ends_of_the_others (void)
{
  g_assert_cmpfloat (jig_tanh (0.0), ==, 0.0);
  g_assert_cmpfloat (jig_tanh (100.0), ==, 1.0);
  g_assert_cmpfloat (jig_tanh (-INFINITY), ==, -1.0);

  g_assert_cmpfloat (jig_sigmoid (0.0), ==, 0.5);
  g_assert_cmpfloat (jig_sigmoid (INFINITY), ==, 1.0);
  g_assert_cmpfloat (jig_sigmoid (-INFINITY), ==, 0.0);

  g_assert_cmpfloat (jig_logit (0.5), ==, 0.0);
  g_assert_cmpfloat (jig_logit (0.0), ==, -INFINITY);
  g_assert_cmpfloat (jig_logit (1.0), ==, INFINITY);
  g_assert_true (isnan (jig_logit (1.5)));

  g_assert_cmpfloat (jig_softplus (-INFINITY), ==, 0.0);
  g_assert_cmpfloat (jig_softplus (INFINITY), ==, INFINITY);
  g_assert_cmpfloat (jig_softplus (1e300), ==, 1e300);
}

static void
test_nan_stays (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    g_assert_true (isnan (functions[i].ours (NAN)));
}

/* What these bits are is in every stored model: they may never change, on any
 * machine. */
static void
test_bits_stay (void)
{
  g_autoptr(JigHash) hash = jig_hash_new ();
  g_autofree char *text = NULL;
  JigRandom random;

  jig_random_init (&random, 20240229, "elementary", 0);
  for (guint i = 0; i < 2000; i++)
    for (gsize f = 0; f < G_N_ELEMENTS (functions); f++)
      {
        const double u = jig_random_double (&random);
        const double x = functions[f].lower + u * (functions[f].upper - functions[f].lower);

        jig_hash_add_double (hash, functions[f].ours (x));
      }

  text = jig_hash_finish (g_steal_pointer (&hash));
  g_assert_cmpstr (text, ==,
                   "aca6dacd3bd61ba70652974e2c6b9e18f136b5fa82c85a4f18074f917c43045e");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/elementary/reference/%s", functions[i].name);

      g_test_add_data_func (path, &functions[i], test_reference);
    }
  g_test_add_func ("/elementary/ends", test_ends);
  g_test_add_func ("/elementary/ends-of-the-others", test_ends_of_the_others);
  g_test_add_func ("/elementary/nan-stays", test_nan_stays);
  g_test_add_func ("/elementary/bits-stay", test_bits_stay);

  return g_test_run ();
}
