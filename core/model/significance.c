#include "core/model/significance.h"

#include "core/base/alloc.h"
#include "core/base/elementary.h"
#include "core/base/error.h"
#include "core/base/stats.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* The normal quantile of 0.975. */
#define Z_95 1.959963984540054

#define SQRT_PI 1.7724538509055160273

/* Continued fractions are stopped when a step changes nothing, or here. */
#define MAX_STEPS 500

/* What a denominator of 0 is replaced by (Lentz, as modified by Thompson and
 * Barnett, J. Comput. Phys. 1986). */
#define TINY 1e-300

static double
away_from_zero (double x)
{
  return fabs (x) < TINY ? TINY : x;
}

/* P (1/2, x), the regularised incomplete gamma function, by its series. */
static double
gamma_series (double x)
{
  double term = 2.0;
  double sum = term;

  for (guint i = 1; i < MAX_STEPS && term > sum * DBL_EPSILON / 4.0; i++)
    {
      term *= x / (0.5 + i);
      sum += term;
    }

  return sum * jig_exp (-x) * sqrt (x) / SQRT_PI;
}

/* 1 - P (1/2, x) by its continued fraction. */
static double
gamma_fraction (double x)
{
  double b = x + 0.5;
  double c = 1.0 / TINY;
  double d = 1.0 / b;
  double result = d;

  for (guint i = 1; i < MAX_STEPS; i++)
    {
      const double a = -(double) i * (i - 0.5);
      double change;

      b += 2.0;
      d = 1.0 / away_from_zero (a * d + b);
      c = away_from_zero (b + a / c);
      change = c * d;
      result *= change;
      if (fabs (change - 1.0) < DBL_EPSILON)
        break;
    }

  return result * jig_exp (-x) * sqrt (x) / SQRT_PI;
}

/**
 * jig_significance_normal_tail:
 * @z: a standard normal value
 *
 * Returns: how likely a value at least as far from 0 is; NaN of NaN
 */
double
jig_significance_normal_tail (double z)
{
  const double x = 0.5 * z * z;

  if (isnan (z))
    return NAN;
  if (isinf (x))
    return 0.0;

  return x < 1.5 ? 1.0 - gamma_series (x) : gamma_fraction (x);
}

/* The continued fraction of the incomplete beta function (DLMF 8.17.22). */
static double
beta_fraction (double a,
               double b,
               double x)
{
  double c = 1.0;
  double d = 1.0 / away_from_zero (1.0 - (a + b) * x / (a + 1.0));
  double result = d;

  for (guint m = 1; m < MAX_STEPS; m++)
    {
      const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
      const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
      double change;

      d = 1.0 / away_from_zero (1.0 + even * d);
      c = away_from_zero (1.0 + even / c);
      result *= d * c;
      d = 1.0 / away_from_zero (1.0 + odd * d);
      c = away_from_zero (1.0 + odd / c);
      change = d * c;
      result *= change;
      if (fabs (change - 1.0) < DBL_EPSILON)
        break;
    }

  return result;
}

/* B (n / 2, 1 / 2), from B (1/2, 1/2) = pi or B (1, 1/2) = 2 upwards. */
static double
half_beta (guint n)
{
  double result = n % 2 == 1 ? SQRT_PI * SQRT_PI : 2.0;

  for (guint i = n % 2 == 1 ? 1 : 2; i < n; i += 2)
    result *= i / (i + 1.0);

  return result;
}

/**
 * jig_significance_student_tail:
 * @t: a value
 * @n_freedom: the degrees of freedom, 1 or more
 *
 * The incomplete beta function I_x (n / 2, 1 / 2) at x = n / (n + t^2).
 *
 * Returns: how likely a value of Student's distribution at least as far from 0
 *   is; NaN of NaN
 */
double
jig_significance_student_tail (double t,
                               guint  n_freedom)
{
  const double n = n_freedom;
  const double x = n / (n + t * t);
  const double rest = t * t / (n + t * t);
  double front;

  g_return_val_if_fail (n_freedom >= 1, NAN);

  if (isnan (t))
    return NAN;
  if (t == 0.0)
    return 1.0;
  if (isinf (t * t))
    return 0.0;

  front = jig_exp (0.5 * n * (rest < 0.5 ? jig_log1p (-rest) : jig_log (x))) * sqrt (rest) /
          half_beta (n_freedom);
  if (x < (0.5 * n + 1.0) / (0.5 * n + 2.5))
    return front * beta_fraction (0.5 * n, 0.5, x) / (0.5 * n);

  return 1.0 - front * beta_fraction (0.5, 0.5 * n, rest) / 0.5;
}

/* The rank of each of some values among them, from 1; equals share the mean. */
static gboolean
rank (const double  *values,
      gsize          n_values,
      double        *ranks,
      GError       **error)
{
  jig_autofree guint32 *order = jig_alloc (n_values, sizeof *order, _("comparing models"), error);

  if (order == NULL || !jig_stats_order (values, n_values, order, error))
    return FALSE;

  for (gsize begin = 0, end; begin < n_values; begin = end)
    {
      for (end = begin + 1; end < n_values && values[order[end]] == values[order[begin]];)
        end++;
      for (gsize i = begin; i < end; i++)
        ranks[order[i]] = 0.5 * (double) (begin + end + 1);
    }

  return TRUE;
}

/* For every row the share of the rows of the other class that its score is on
 * the right side of, from the difference of two ranks (Sun and Xu, "Fast
 * implementation of DeLong's algorithm", IEEE SPL 2014). Positive rows first in
 * all arrays. */
static gboolean
place_rows (const double  *scores,
            gsize          n_positive,
            gsize          n_rows,
            double        *places,
            GError       **error)
{
  const gsize n_negative = n_rows - n_positive;
  jig_autofree double *ranks = jig_alloc (n_rows, 2 * sizeof *ranks, _("comparing models"), error);
  double *own;

  if (ranks == NULL)
    return FALSE;

  own = ranks + n_rows;
  if (!rank (scores, n_rows, ranks, error) ||
      !rank (scores, n_positive, own, error) ||
      !rank (scores + n_positive, n_negative, own + n_positive, error))
    return FALSE;

  for (gsize i = 0; i < n_positive; i++)
    places[i] = (ranks[i] - own[i]) / (double) n_negative;
  for (gsize i = n_positive; i < n_rows; i++)
    places[i] = 1.0 - (ranks[i] - own[i]) / (double) n_positive;

  return TRUE;
}

/* The variance of the mean of the differences of two lists. */
static double
spread (const double *first,
        const double *second,
        gsize         n)
{
  JigMoments moments = JIG_MOMENTS_INIT;

  for (gsize i = 0; i < n; i++)
    jig_moments_add (&moments, first[i] - second[i]);

  return moments.m2 / (moments.n - 1.0) / moments.n;
}

static double
mean (const double *values,
      gsize         n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];

  return sum / (double) n;
}

/* Copies scores so that those of the positive class come first. */
static gsize
divide (const double *scores,
        const double *targets,
        gsize         n_rows,
        double       *divided)
{
  gsize n_positive = 0;
  gsize at;

  for (gsize i = 0; i < n_rows; i++)
    if (targets[i] > 0.5)
      divided[n_positive++] = scores[i];

  at = n_positive;
  for (gsize i = 0; i < n_rows; i++)
    if (!(targets[i] > 0.5))
      divided[at++] = scores[i];

  return n_positive;
}

/**
 * jig_significance_delong:
 * @first: (n_rows,) scores of one model, on any scale; never NaN
 * @second: (n_rows,) scores of another
 * @targets: (n_rows,) 1 or 0
 * @n_rows: how many rows there are
 * @delong: (out caller-allocates): the test
 * @error: return location for %JIG_ERROR_DATA if there are fewer than two rows
 *   of a class, or %JIG_ERROR_MEMORY
 *
 * DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more
 * correlated receiver operating characteristic curves", Biometrics 1988.
 *
 * Returns: %TRUE, or %FALSE with @error set and @delong as it was
 */
gboolean
jig_significance_delong (const double  *first,
                         const double  *second,
                         const double  *targets,
                         gsize          n_rows,
                         JigDelong     *delong,
                         GError       **error)
{
  jig_autofree double *memory = jig_alloc (n_rows, 3 * sizeof *memory, _("comparing models"),
                                           error);
  double *places[2];
  JigDelong made;
  gsize n_positive = 0;

  if (memory == NULL)
    return FALSE;

  for (guint i = 0; i < 2; i++)
    {
      double *divided = memory + 2 * n_rows;

      places[i] = memory + i * n_rows;
      n_positive = divide (i == 0 ? first : second, targets, n_rows, divided);
      if (n_positive < 2 || n_rows - n_positive < 2)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                       _("DeLong's test needs two rows of each class."));
          return FALSE;
        }
      if (!place_rows (divided, n_positive, n_rows, places[i], error))
        return FALSE;
      made.auc[i] = mean (places[i], n_positive);
    }

  made.difference = made.auc[0] - made.auc[1];
  made.standard_error = sqrt (spread (places[0], places[1], n_positive) +
                              spread (places[0] + n_positive, places[1] + n_positive,
                                      n_rows - n_positive));
  made.z = made.difference == 0.0 ? 0.0 : made.difference / made.standard_error;
  made.p = jig_significance_normal_tail (made.z);
  *delong = made;

  return TRUE;
}

/* Twice the lower tail of a fair coin's throws; every step is a whole number. */
static double
coin_tail (gsize n_heads,
           gsize n_throws)
{
  double ways = 1.0;
  double sum = 1.0;

  for (gsize i = 1; i <= n_heads; i++)
    {
      ways = ways * (double) (n_throws - i + 1) / (double) i;
      sum += ways;
    }

  return fmin (1.0, ldexp (sum, 1 - (int) n_throws));
}

/**
 * jig_significance_mcnemar:
 * @only_first: how many rows the first model alone has right
 * @only_second: how many rows the second model alone has right
 *
 * McNemar, "Note on the sampling error of the difference between correlated
 * proportions", Psychometrika 1947: exact below 25 such rows, else chi-squared
 * with Edwards' correction.
 *
 * Returns: the test
 */
JigMcnemar
jig_significance_mcnemar (gsize only_first,
                          gsize only_second)
{
  const gsize n = only_first + only_second;
  const gsize gap = MAX (only_first, only_second) - MIN (only_first, only_second);
  const double over = fmax ((double) gap - 1.0, 0.0);
  JigMcnemar self = { only_first, only_second, n < JIG_MCNEMAR_EXACT, NAN, 1.0 };

  if (self.is_exact)
    {
      self.p = coin_tail (MIN (only_first, only_second), n);
      return self;
    }

  self.statistic = over * over / (double) n;
  self.p = jig_significance_normal_tail (sqrt (self.statistic));

  return self;
}

/**
 * jig_significance_corrected_t:
 * @differences: (n_differences,) one for each repetition and fold
 * @n_differences: how many there are
 * @test_to_train: how many rows were tested for each row that was learnt from
 * @p: (out) (optional): how likely so large a value is between equals, two-sided
 *
 * Nadeau and Bengio, "Inference for the generalization error", Machine Learning
 * 2003: folds share rows, so that the variance factor is 1 / n + test / train.
 *
 * Returns: t with n - 1 degrees of freedom; 0 if all differences are 0; NaN for
 *   fewer than two differences
 */
double
jig_significance_corrected_t (const double *differences,
                              gsize         n_differences,
                              double        test_to_train,
                              double       *p)
{
  JigMoments moments = JIG_MOMENTS_INIT;
  double t;

  for (gsize i = 0; i < n_differences; i++)
    jig_moments_add (&moments, differences[i]);

  t = moments.mean / (jig_moments_get_sd (&moments) * sqrt (1.0 / moments.n + test_to_train));
  if (n_differences < 2)
    t = NAN;
  else if (moments.mean == 0.0)
    t = 0.0;
  if (p != NULL)
    *p = isnan (t) ? NAN : jig_significance_student_tail (t, (guint) n_differences - 1);

  return t;
}

/**
 * jig_significance_wilson:
 * @n_hits: how often it happened, or the weight of it
 * @n_tries: how often it could have
 * @low: (out): the lower end of the 95 % interval
 * @high: (out): the upper end
 *
 * Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 1927. From no tries nothing follows: 0 to 1.
 */
void
jig_significance_wilson (double  n_hits,
                         double  n_tries,
                         double *low,
                         double *high)
{
  const double share = n_hits / n_tries;
  const double z2 = Z_95 * Z_95 / n_tries;
  const double middle = (share + 0.5 * z2) / (1.0 + z2);
  const double half = sqrt (share * (1.0 - share) * z2 + 0.25 * z2 * z2) / (1.0 + z2);

  *low = 0.0;
  *high = 1.0;
  if (!(n_tries > 0.0))
    return;

  /* The ends are exact where the formula gives them up to rounding only. */
  if (n_hits > 0.0)
    *low = fmax (0.0, middle - half);
  if (n_hits < n_tries)
    *high = fmin (1.0, middle + half);
}

/**
 * jig_significance_benjamini_hochberg:
 * @p: (n_tests,) none of them NaN
 * @n_tests: how many tests there are
 * @q: (out caller-allocates): (n_tests,) the least rate of false discoveries at
 *   which each test would be one; not @p
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 1995.
 *
 * Returns: %TRUE, or %FALSE with @error set and @q as it was
 */
gboolean
jig_significance_benjamini_hochberg (const double  *p,
                                     gsize          n_tests,
                                     double        *q,
                                     GError       **error)
{
  jig_autofree guint32 *order = jig_alloc (n_tests, sizeof *order, _("comparing models"), error);
  double least = 1.0;

  if (order == NULL || !jig_stats_order (p, n_tests, order, error))
    return FALSE;

  for (gsize i = n_tests; i > 0; i--)
    {
      least = fmin (least, p[order[i - 1]] * (double) n_tests / (double) i);
      q[order[i - 1]] = least;
    }

  return TRUE;
}
