#include "core/model/significance.h"

#include "core/base/error.h"
#include "tests/support/memory.h"

#include <math.h>

/* Expected numbers are written down to seven digits. */
#define WRITTEN 1e-6

/* A few hundred roundings at most. */
#define TOLERANCE 1e-13

static const double delong_targets[] = { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 };
static const double delong_first[] = { .9, .8, .7, .3, .6, .5, .4, .3, .2, .1 };
static const double delong_second[] = { .9, .7, .4, .35, .8, .5, .45, .3, .2, .1 };

/* From interface.md 13: made with an independent implementation of the paper. */
static void
test_delong (void)
{
  g_autoptr(GError) error = NULL;
  JigDelong delong;

  g_assert_true (jig_significance_delong (delong_first, delong_second, delong_targets, 10,
                                          &delong, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (delong.auc[0], 0.8541667, WRITTEN);
  g_assert_cmpfloat_with_epsilon (delong.auc[1], 0.7083333, WRITTEN);
  g_assert_cmpfloat_with_epsilon (delong.difference, 0.1458333, WRITTEN);
  g_assert_cmpfloat_with_epsilon (delong.standard_error, 0.1593898, WRITTEN);
  g_assert_cmpfloat_with_epsilon (delong.z, 0.9149479, WRITTEN);
  g_assert_cmpfloat_with_epsilon (delong.p, 0.3602189, WRITTEN);
}

/* The order of rows and what the scores are measured in do not matter. */
static void
test_delong_is_about_ranks (void)
{
  double first[10];
  double second[10];
  double targets[10];
  JigDelong delong;
  JigDelong again;

  for (guint i = 0; i < 10; i++)
    {
      first[9 - i] = exp (3.0 * delong_first[i]);
      second[9 - i] = delong_second[i] - 7.0;
      targets[9 - i] = delong_targets[i];
    }

  g_assert_true (jig_significance_delong (delong_first, delong_second, delong_targets, 10,
                                          &delong, NULL));
  g_assert_true (jig_significance_delong (first, second, targets, 10, &again, NULL));
  g_assert_cmpfloat_with_epsilon (again.difference, delong.difference, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (again.standard_error, delong.standard_error, TOLERANCE);

  g_assert_true (jig_significance_delong (delong_second, delong_first, delong_targets, 10,
                                          &again, NULL));
  g_assert_cmpfloat_with_epsilon (again.z, -delong.z, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (again.p, delong.p, TOLERANCE);
}

static void
test_delong_of_itself (void)
{
  JigDelong delong;

  g_assert_true (jig_significance_delong (delong_first, delong_first, delong_targets, 10,
                                          &delong, NULL));
  g_assert_cmpfloat (delong.difference, ==, 0.0);
  g_assert_cmpfloat (delong.standard_error, ==, 0.0);
  g_assert_cmpfloat (delong.z, ==, 0.0);
  g_assert_cmpfloat (delong.p, ==, 1.0);
}

static void
test_delong_needs_two_of_each (void)
{
  static const double one_positive[] = { 1, 0, 0, 0 };
  static const double one_negative[] = { 1, 1, 1, 0 };
  g_autoptr(GError) few_positive = NULL;
  g_autoptr(GError) few_negative = NULL;
  JigDelong delong = { .p = 7.0 };

  g_assert_false (jig_significance_delong (delong_first, delong_second, one_positive, 4, &delong,
                                           &few_positive));
  g_assert_error (few_positive, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_false (jig_significance_delong (delong_first, delong_second, one_negative, 4, &delong,
                                           &few_negative));
  g_assert_error (few_negative, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpfloat (delong.p, ==, 7.0);
}

/* 2 (1 + 12 + 66) / 2^12; the others counted out in the same way. */
static void
test_mcnemar_exact (void)
{
  static const struct
  {
    gsize  only_first;
    gsize  only_second;
    double p;
  } cases[] = {
    { 10, 2, 158.0 / 4096.0 },
    { 2, 10, 158.0 / 4096.0 },
    { 0, 0, 1.0 },
    { 3, 3, 1.0 },
    { 1, 0, 1.0 },
    { 0, 6, 2.0 / 64.0 },
    { 24, 0, 2.0 / 16777216.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JigMcnemar test = jig_significance_mcnemar (cases[i].only_first, cases[i].only_second);

      g_test_message ("%" G_GSIZE_FORMAT " : %" G_GSIZE_FORMAT, cases[i].only_first,
                      cases[i].only_second);
      g_assert_true (test.is_exact);
      g_assert_true (isnan (test.statistic));
      g_assert_cmpfloat (test.p, ==, cases[i].p);
    }
}

/* 25 rows are the first that are not counted out: (18 - 7 - 1)^2 / 25 = 4, whose
 * tail is erfc (sqrt 2) = 0.0455002638963584. */
static void
test_mcnemar_chi_squared (void)
{
  const JigMcnemar test = jig_significance_mcnemar (18, 7);
  const JigMcnemar even = jig_significance_mcnemar (20, 20);

  g_assert_false (test.is_exact);
  g_assert_cmpfloat (test.statistic, ==, 4.0);
  g_assert_cmpfloat_with_epsilon (test.p, 0.0455002638963584, TOLERANCE);
  g_assert_cmpfloat (even.statistic, ==, 0.0);
  g_assert_cmpfloat (even.p, ==, 1.0);
}

static void
test_corrected_t (void)
{
  static const double differences[] = { .02, .01, .03, 0, .02, .01, .02, .03, .01, .02 };
  static const double equal[] = { 0, 0, 0 };
  double p;

  g_assert_cmpfloat_with_epsilon (jig_significance_corrected_t (differences, 10, 1.0 / 9.0, &p),
                                  3.9000675, WRITTEN);
  g_assert_cmpfloat_with_epsilon (p, jig_significance_student_tail (3.9000675, 9), 1e-8);
  g_assert_cmpfloat_with_epsilon (jig_significance_corrected_t (differences, 10, 0.0, NULL),
                                  5.6666667, WRITTEN);

  g_assert_cmpfloat (jig_significance_corrected_t (equal, 3, 0.1, &p), ==, 0.0);
  g_assert_cmpfloat (p, ==, 1.0);
  g_assert_true (isnan (jig_significance_corrected_t (differences, 1, 0.1, &p)));
  g_assert_true (isnan (p));
}

static void
test_wilson (void)
{
  static const struct
  {
    double n_hits;
    double n_tries;
    double low;
    double high;
  } cases[] = {
    { 8, 10, 0.4901625, 0.9433178 },
    { 2, 10, 0.0566822, 0.5098375 },
    { 0, 20, 0.0, 0.1611251 },
    { 20, 20, 0.8388749, 1.0 },
    { 0, 0, 0.0, 1.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double low;
      double high;

      g_test_message ("%g of %g", cases[i].n_hits, cases[i].n_tries);
      jig_significance_wilson (cases[i].n_hits, cases[i].n_tries, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, cases[i].low, WRITTEN);
      g_assert_cmpfloat_with_epsilon (high, cases[i].high, WRITTEN);
    }
}

/* By hand: the least of p n / i over this rank and all above it. */
static void
test_benjamini_hochberg (void)
{
  static const double p[] = { .216, .008, .039, .001, .042, .06, .074, .205, .212, .041 };
  static const double expected[] = { .216, .04, .084, .01, .084, .1, .74 / 7.0, .216, .216, .084 };
  double q[10];
  guint n_rejected = 0;

  g_assert_true (jig_significance_benjamini_hochberg (p, 10, q, NULL));
  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpfloat_with_epsilon (q[i], expected[i], TOLERANCE);
      n_rejected += q[i] <= 0.05;
    }
  g_assert_cmpuint (n_rejected, ==, 2);

  g_assert_true (jig_significance_benjamini_hochberg (p, 0, q, NULL));
}

/* erfc() of the C library knows the same: relative, as far as tails have all
 * their digits. */
static void
test_normal_tail (void)
{
  for (double z = -37.0; z <= 37.0; z += 0.0625)
    {
      const double expected = erfc (fabs (z) / sqrt (2.0));

      g_test_message ("%g", z);
      /* The series ends in 1 - P, which costs digits where P is near 1; exp (-x)
       * of the fraction has x wrong by half an ulp. */
      g_assert_cmpfloat_with_epsilon (jig_significance_normal_tail (z) / expected, 1.0, 1e-12);
    }

  g_assert_cmpfloat (jig_significance_normal_tail (0.0), ==, 1.0);
  g_assert_cmpfloat (jig_significance_normal_tail (INFINITY), ==, 0.0);
  g_assert_true (isnan (jig_significance_normal_tail (NAN)));
}

/* Abramowitz and Stegun 26.7.3 and 26.7.4: sums for whole degrees of freedom. */
static double
reference_student (double t,
                   guint  n)
{
  const double angle = atan (fabs (t) / sqrt (n));
  const double cosine = cos (angle);
  double term = n % 2 == 1 ? cosine : 1.0;
  double sum = n == 1 ? 0.0 : term;

  for (guint i = n % 2 == 1 ? 3 : 2; i + 1 < n; i += 2)
    {
      term *= cosine * cosine * (i - 1.0) / i;
      sum += term;
    }

  return n % 2 == 1 ? 1.0 - (angle + sin (angle) * sum) * M_2_PI : 1.0 - sin (angle) * sum;
}

static void
test_student_tail (void)
{
  for (guint n = 1; n <= 40; n++)
    for (double t = -12.0; t <= 12.0; t += 0.375)
      {
        g_test_message ("%g with %u", t, n);
        g_assert_cmpfloat_with_epsilon (jig_significance_student_tail (t, n),
                                        reference_student (t, n), 1e-14 * (10 + n));
      }

  /* Nearly normal. */
  g_assert_cmpfloat_with_epsilon (jig_significance_student_tail (1.96, 100000000), 0.0499957903,
                                  1e-8);
  g_assert_cmpfloat (jig_significance_student_tail (0.0, 3), ==, 1.0);
  g_assert_cmpfloat (jig_significance_student_tail (-INFINITY, 3), ==, 0.0);
  g_assert_true (isnan (jig_significance_student_tail (NAN, 3)));
}

static gboolean
try_all (gpointer   data,
         GError   **error)
{
  static const double p[] = { 0.5, 0.25 };
  JigDelong delong;
  double q[2];

  return jig_significance_delong (delong_first, delong_second, delong_targets, 10, &delong,
                                  error) &&
         jig_significance_benjamini_hochberg (p, 2, q, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_all, NULL), >=, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/significance/delong", test_delong);
  g_test_add_func ("/significance/delong/ranks", test_delong_is_about_ranks);
  g_test_add_func ("/significance/delong/itself", test_delong_of_itself);
  g_test_add_func ("/significance/delong/needs-two-of-each", test_delong_needs_two_of_each);
  g_test_add_func ("/significance/mcnemar/exact", test_mcnemar_exact);
  g_test_add_func ("/significance/mcnemar/chi-squared", test_mcnemar_chi_squared);
  g_test_add_func ("/significance/corrected-t", test_corrected_t);
  g_test_add_func ("/significance/wilson", test_wilson);
  g_test_add_func ("/significance/benjamini-hochberg", test_benjamini_hochberg);
  g_test_add_func ("/significance/normal-tail", test_normal_tail);
  g_test_add_func ("/significance/student-tail", test_student_tail);
  g_test_add_func ("/significance/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
