/* Elementary functions whose bits do not depend on the C library.
 *
 * Every argument is reduced to a small one, for which the first terms of the
 * Taylor series are enough: what is left out is below 2^-57 of the result. */

#include "core/base/elementary.h"

#include <math.h>
#include <string.h>

/* ln 2 in two parts: the first has 21 zeros at its end, so that its product with
 * an exponent is exact. */
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW  0x1.a39ef35793c76p-33
#define INV_LN2  0x1.71547652b82fep+0

/* Adding and taking away this rounds to a whole number. */
#define ROUNDER 0x1.8p+52

/* Above it e^x is infinite, below its twin 0. */
#define EXP_OVERFLOW  0x1.62e42fefa39efp+9
#define EXP_UNDERFLOW (-0x1.74910d52d3051p+9)

/* Up to here the series of e^x - 1 needs no reduction. */
#define SMALL_EXPM1 0.5

/* Between these the series of ln (1 + x) needs no reduction. */
#define SMALL_LOG1P_LOW  (-0.2928)
#define SMALL_LOG1P_HIGH 0.4142

#define SQRT2 0x1.6a09e667f3bcdp+0

/* 2^exponent, for exponents from -1022 to 1023. */
static double
power_of_two (int exponent)
{
  const guint64 bits = (guint64) (exponent + 1023) << 52;
  double power;

  memcpy (&power, &bits, sizeof power);

  return power;
}

/* Horner's scheme: terms[0] + x (terms[1] + x (...)). */
static double
polynomial (const double *terms,
            gsize         n_terms,
            double        x)
{
  double sum = terms[n_terms - 1];

  for (gsize i = n_terms - 1; i-- > 0;)
    sum = sum * x + terms[i];

  return sum;
}

/* (e^x - 1 - x) / x^2 for |x| up to SMALL_EXPM1: 1/2! + x/3! + ... */
static double
exp_tail (double x)
{
  static const double terms[] = {
    1.0 / 2.0, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0, 1.0 / 40320.0,
    1.0 / 362880.0, 1.0 / 3628800.0, 1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0,
    1.0 / 87178291200.0, 1.0 / 1307674368000.0, 1.0 / 20922789888000.0,
  };

  return polynomial (terms, G_N_ELEMENTS (terms), x);
}

/* x = exponent ln 2 + rest, |rest| up to ln 2 / 2; @low is what @rest lost. */
static double
reduce (double  x,
        int    *exponent,
        double *low)
{
  const double n = (x * INV_LN2 + ROUNDER) - ROUNDER;
  const double high = x - n * LN2_HIGH;
  const double rest = high - n * LN2_LOW;

  *exponent = (int) n;
  *low = (high - rest) - n * LN2_LOW;

  return rest;
}

/* In two factors, so that results too small for a full mantissa are reached. */
static double
scale (double x,
       int    exponent)
{
  const int half = exponent / 2;

  return x * power_of_two (half) * power_of_two (exponent - half);
}

/**
 * jig_exp:
 * @x: a number
 *
 * Returns: e^@x
 */
double
jig_exp (double x)
{
  int exponent;
  double low;
  double rest;

  if (isnan (x))
    return x;
  if (x > EXP_OVERFLOW)
    return INFINITY;
  if (x < EXP_UNDERFLOW)
    return 0.0;

  rest = reduce (x, &exponent, &low);

  return scale (1.0 + (rest + (rest * rest * exp_tail (rest) + low)), exponent);
}

/**
 * jig_expm1:
 * @x: a number
 *
 * Returns: e^@x - 1, also where that is small, within 2 ulp
 */
double
jig_expm1 (double x)
{
  int exponent;
  double low;
  double rest;
  double part;

  if (isnan (x))
    return x;
  if (fabs (x) < SMALL_EXPM1)
    return x + x * x * exp_tail (x);
  if (x > EXP_OVERFLOW)
    return INFINITY;
  if (x < -50.0)
    return -1.0;

  rest = reduce (x, &exponent, &low);
  part = rest + (rest * rest * exp_tail (rest) + low);

  /* 2^k (1 + part) - 1, with the 1 taken off before scaling while it shows. */
  if (exponent > 60)
    return scale (1.0 + part, exponent);

  return scale ((1.0 - power_of_two (-exponent)) + part, exponent);
}

/* ln (1 + f) for 1 + f between 1 / sqrt 2 and sqrt 2, plus @more, which is small.
 *
 * With s = f / (2 + f) it is 2 artanh s = 2 s + s R, R = 2 s^2 / 3 + 2 s^4 / 5 + ...
 * Since 2 s = f - s f and s f = f^2 / 2 - s f^2 / 2, that is
 * f - (f^2 / 2 - s (f^2 / 2 + R)): the largest term is not rounded at all. */
static double
log_near_one (double f,
              double more)
{
  static const double terms[] = {
    2.0 / 3.0, 2.0 / 5.0, 2.0 / 7.0, 2.0 / 9.0, 2.0 / 11.0, 2.0 / 13.0, 2.0 / 15.0, 2.0 / 17.0,
    2.0 / 19.0, 2.0 / 21.0, 2.0 / 23.0,
  };
  const double s = f / (2.0 + f);
  const double square = s * s;
  const double r = square * polynomial (terms, G_N_ELEMENTS (terms), square);
  const double half = 0.5 * f * f;

  return f - (half - (s * (half + r) + more));
}

/* x = 2^exponent m, m between 1 / sqrt 2 and sqrt 2. */
static double
split (double  x,
       int    *exponent)
{
  guint64 bits;
  double mantissa;

  *exponent = 0;
  if (x < 0x1p-1022)
    {
      x *= 0x1p+54;
      *exponent = -54;
    }

  memcpy (&bits, &x, sizeof bits);
  *exponent += (int) (bits >> 52) - 1023;
  bits = (bits & G_GUINT64_CONSTANT (0x000fffffffffffff)) | G_GUINT64_CONSTANT (0x3ff0000000000000);
  memcpy (&mantissa, &bits, sizeof mantissa);

  if (mantissa > SQRT2)
    {
      mantissa *= 0.5;
      (*exponent)++;
    }

  return mantissa;
}

/* ln (x + lost), where @lost is far below @x. */
static double
log_of_sum (double x,
            double lost)
{
  int exponent;
  const double mantissa = split (x, &exponent);
  const double more = exponent * LN2_LOW + lost / x;

  return exponent * LN2_HIGH + log_near_one (mantissa - 1.0, more);
}

/**
 * jig_log:
 * @x: a number
 *
 * Returns: the natural logarithm of @x; NaN if it is negative
 */
double
jig_log (double x)
{
  if (isnan (x) || x < 0.0)
    return NAN;
  if (x == 0.0)
    return -INFINITY;
  if (isinf (x))
    return x;

  return log_of_sum (x, 0.0);
}

/**
 * jig_log1p:
 * @x: a number
 *
 * Returns: the natural logarithm of 1 + @x, also where that is small; NaN below -1
 */
double
jig_log1p (double x)
{
  double sum;

  if (isnan (x) || x < -1.0)
    return NAN;
  if (x == -1.0)
    return -INFINITY;
  if (x > SMALL_LOG1P_LOW && x < SMALL_LOG1P_HIGH)
    return log_near_one (x, 0.0);
  if (isinf (x))
    return x;

  sum = 1.0 + x;

  return log_of_sum (sum, x >= 1.0 ? 1.0 - (sum - x) : x - (sum - 1.0));
}

/**
 * jig_tanh:
 * @x: a number
 *
 * Returns: the hyperbolic tangent of @x, within 3 ulp
 */
double
jig_tanh (double x)
{
  const double size = fabs (x);
  double value;

  if (isnan (x) || x == 0.0)
    return x;

  if (size > 22.0)
    value = 1.0;
  else if (size >= 1.0)
    value = 1.0 - 2.0 / (jig_expm1 (2.0 * size) + 2.0);
  else
    {
      const double t = jig_expm1 (-2.0 * size);

      value = -t / (t + 2.0);
    }

  return x < 0.0 ? -value : value;
}

/**
 * jig_sigmoid:
 * @x: a margin
 *
 * Returns: 1 / (1 + e^-@x), within 3 ulp; exactly 1/2 at 0
 */
double
jig_sigmoid (double x)
{
  const double e = jig_exp (-fabs (x));

  return x < 0.0 ? e / (1.0 + e) : 1.0 / (1.0 + e);
}

/**
 * jig_logit:
 * @p: a probability
 *
 * Returns: ln (@p / (1 - @p)), within 4 ulp; exactly 0 at 1/2, NaN outside [0, 1]
 */
double
jig_logit (double p)
{
  if (p > 0.25 && p < 0.75)
    return jig_log1p ((2.0 * p - 1.0) / (1.0 - p));

  return jig_log (p / (1.0 - p));
}

/**
 * jig_softplus:
 * @x: a margin
 *
 * Returns: ln (1 + e^@x), within 3 ulp
 */
double
jig_softplus (double x)
{
  return (x > 0.0 ? x : 0.0) + jig_log1p (jig_exp (-fabs (x)));
}
