#include "core/boost/gradient.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/memory.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define CHUNK_ROWS 8192

typedef struct
{
  gsize  n_rows;
  float *grad;    /* (n_rows,) */
  float *hess;    /* (n_rows,) */
} Values;

static void
clear_values (Values *self)
{
  g_free (self->grad);
  g_free (self->hess);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, clear_values)

static void
make_values (Values *self,
             gsize   n_rows)
{
  JigRandom random;

  self->n_rows = n_rows;
  self->grad = g_new0 (float, n_rows + 1);
  self->hess = g_new0 (float, n_rows + 1);
  jig_random_init (&random, 4, "gradient", n_rows);
  for (gsize i = 0; i < n_rows; i++)
    {
      self->grad[i] = (float) (jig_random_double (&random) * 4.0 - 2.0);
      self->hess[i] = (float) jig_random_double (&random);
    }
}

static JigGradient *
round_values (const Values    *values,
              JigGradientKind  kind)
{
  JigGradient *gradient = jig_gradient_new (values->n_rows, NULL);

  g_assert_true (jig_gradient_round (gradient, values->grad, values->hess, kind, 5, NULL, NULL));

  return gradient;
}

static JigGradHess
pair_of (const JigGradient *gradient,
         gsize              row)
{
  return (JigGradHess) { (gint32) (gradient->pairs[row] >> 32),
                         (gint64) (gradient->pairs[row] & G_MAXUINT32) };
}

static JigGradHess
sum_of (const JigGradient *gradient)
{
  g_autofree guint32 *leaves = g_new0 (guint32, gradient->n_rows + 1);
  JigGradHess sum = { 0 };

  jig_gradient_add (gradient, leaves, 0, gradient->n_rows, &sum);

  return sum;
}

static gboolean
is_power_of_two (double value)
{
  int exponent;

  return frexp (value, &exponent) == 0.5;
}

/* A pair is off by less than a unit, and a wide one by half a unit. */
static void
test_close (gconstpointer data)
{
  const gsize n_rows = GPOINTER_TO_SIZE (data);
  g_auto(Values) values = { 0 };

  make_values (&values, n_rows);
  for (gint wide = 0; wide < 2; wide++)
    {
      g_autoptr(JigGradient) gradient = round_values (&values, wide ? JIG_GRADIENT_WIDE
                                                                    : JIG_GRADIENT_PACKED);
      const double off = wide ? 0.500001 : 1.0;

      g_assert_true (is_power_of_two (gradient->grad_unit));
      g_assert_true (is_power_of_two (gradient->hess_unit));
      for (gsize i = 0; i < n_rows; i++)
        {
          const JigGradHess pair = pair_of (gradient, i);

          g_assert_cmpfloat_with_epsilon ((double) pair.grad * gradient->grad_unit,
                                          (double) values.grad[i],
                                          off * gradient->grad_unit + 1e-30);
          g_assert_cmpfloat_with_epsilon ((double) pair.hess * gradient->hess_unit,
                                          (double) values.hess[i],
                                          off * gradient->hess_unit + 1e-30);
        }
      if (n_rows > 0)
        g_assert_cmpfloat (gradient->grad_unit, <=, wide ? 0x1p-28 : 0x1p-13);
    }
}

/* As many bits as an exact sum has, of either sign: sums are the exact ones. */
static void
test_float (void)
{
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = NULL;
  JigGradHess sum = { 0 };
  JigGradHess exact;

  make_values (&values, 3000);
  for (gsize i = 0; i < values.n_rows; i += 3)
    values.hess[i] = -4.0f * values.hess[i];
  gradient = jig_gradient_new (values.n_rows, NULL);
  g_assert_true (jig_gradient_round (gradient, values.grad, values.hess, JIG_GRADIENT_FLOAT, 5,
                                     NULL, NULL));
  g_assert_true (gradient->is_wide);
  g_assert_cmpfloat (gradient->largest_hess * gradient->hess_unit, >=, 3.9);
  g_assert_cmpfloat (gradient->hess_unit, <, 0x1p-46);

  for (gsize i = 0; i < values.n_rows; i++)
    {
      /* A float below the largest by less than 2^25 is exact. */
      g_assert_cmpfloat_with_epsilon ((double) gradient->fine[i].grad * gradient->grad_unit,
                                      (double) values.grad[i], gradient->grad_unit / 2.0);
      g_assert_cmpfloat_with_epsilon ((double) gradient->fine[i].hess * gradient->hess_unit,
                                      (double) values.hess[i], gradient->hess_unit / 2.0);
      sum.grad += gradient->fine[i].grad;
      sum.hess += gradient->fine[i].hess;
    }
  exact = sum_of (gradient);
  g_assert_cmpint (sum.grad, ==, exact.grad);
  g_assert_cmpint (sum.hess, ==, exact.hess);

  g_assert_true (jig_gradient_round (gradient, values.grad, values.grad, JIG_GRADIENT_PACKED, 5,
                                     NULL, NULL));
  g_assert_null (gradient->fine);
}

/* Rounding at random keeps the mean: of 100,000 values with an error of less than
 * a unit each, whose standard deviation is below 1/2, the sum is off by less than
 * five standard deviations. */
static void
test_keeps_the_mean (gconstpointer data)
{
  enum { N_ROWS = 100000 };
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = NULL;
  double grad = 0.0;
  double hess = 0.0;

  make_values (&values, N_ROWS);
  gradient = round_values (&values, (JigGradientKind) GPOINTER_TO_INT (data));
  g_assert_false (gradient->is_wide);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      const JigGradHess pair = pair_of (gradient, i);

      grad += (double) pair.grad - (double) values.grad[i] / gradient->grad_unit;
      hess += (double) pair.hess - (double) values.hess[i] / gradient->hess_unit;
    }
  g_assert_cmpfloat (fabs (grad), <, 5.0 * 0.5 * sqrt (N_ROWS));
  g_assert_cmpfloat (fabs (hess), <, 5.0 * 0.5 * sqrt (N_ROWS));
}

/* Units are shares of the largest derivative, and exact sums know nothing of them. */
static void
test_coarse (void)
{
  enum { N_ROWS = 10000 };
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = NULL;
  g_autoptr(JigGradient) packed = NULL;
  gint64 levels[5] = { 0 };

  make_values (&values, N_ROWS);
  gradient = round_values (&values, JIG_GRADIENT_COARSE);
  packed = round_values (&values, JIG_GRADIENT_PACKED);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      const JigGradHess pair = pair_of (gradient, i);

      g_assert_cmpint (ABS (pair.grad), <=, 2);
      g_assert_cmpint (pair.hess, >=, 0);
      g_assert_cmpint (pair.hess, <=, 4);
      levels[pair.grad + 2]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    g_assert_cmpint (levels[i], >, 0);
  g_assert_cmpint (sum_of (gradient).grad, ==, sum_of (packed).grad);
  g_assert_cmpint (sum_of (gradient).hess, ==, sum_of (packed).hess);
}

/* One derivative that dwarfs the others: packed, they would all be 0 or 1 unit. */
static void
test_wide_where_packed_is_too_coarse (void)
{
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) even = NULL;
  g_autoptr(JigGradient) uneven = NULL;

  make_values (&values, 10000);
  even = round_values (&values, JIG_GRADIENT_PACKED);
  g_assert_false (even->is_wide);

  values.grad[17] = 1e6f;
  uneven = round_values (&values, JIG_GRADIENT_PACKED);
  g_assert_true (uneven->is_wide);
}

/* Whole numbers are exact, alone and added up. */
static void
test_exact (void)
{
  enum { N_ROWS = 3 * CHUNK_ROWS };
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = NULL;
  double grad = 0.0;
  double hess = 0.0;

  make_values (&values, N_ROWS);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      values.grad[i] = rintf (values.grad[i] * 1000.0f);
      values.hess[i] = (float) (i % 5);
      grad += (double) values.grad[i];
      hess += (double) values.hess[i];
    }

  gradient = round_values (&values, JIG_GRADIENT_PACKED);
  g_assert_cmpfloat ((double) sum_of (gradient).grad * gradient->fine_grad_unit, ==, grad);
  g_assert_cmpfloat ((double) sum_of (gradient).hess * gradient->fine_hess_unit, ==, hess);
  for (gsize i = 0; i < N_ROWS; i++)
    g_assert_cmpfloat ((double) pair_of (gradient, i).hess * gradient->hess_unit, ==,
                       (double) values.hess[i]);
}

/* A sum of n_rows of the largest value has at most 62 bits, whatever its size. */
static void
test_no_overflow (void)
{
  static const float sizes[] = { FLT_MAX / 4096, 1.0f, 0.75f, 1e-20f, FLT_MIN, 0x1p-149f };
  enum { N_ROWS = 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto(Values) values = { 0 };
      g_autoptr(JigGradient) gradient = NULL;
      JigGradHess sum;

      make_values (&values, N_ROWS);
      for (gsize row = 0; row < N_ROWS; row++)
        {
          values.grad[row] = -sizes[i];
          values.hess[row] = sizes[i];
        }
      gradient = round_values (&values, JIG_GRADIENT_PACKED);
      sum = sum_of (gradient);

      g_assert_cmpint (sum.grad, ==, -sum.hess);
      g_assert_cmpint (sum.hess, <=, G_GINT64_CONSTANT (1) << 62);
      g_assert_cmpfloat ((double) sum.hess * gradient->fine_hess_unit, ==,
                         (double) sizes[i] * N_ROWS);
    }
}

static void
test_zeros (void)
{
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = NULL;

  make_values (&values, 3);
  memset (values.grad, 0, 3 * sizeof *values.grad);
  memset (values.hess, 0, 3 * sizeof *values.hess);
  gradient = round_values (&values, JIG_GRADIENT_PACKED);
  g_assert_cmpfloat (gradient->grad_unit, ==, 1.0);
  g_assert_cmpfloat (gradient->hess_unit, ==, 1.0);
  g_assert_cmpint (sum_of (gradient).grad, ==, 0);
}

static void
test_same_bits (void)
{
  enum { N_ROWS = 5 * CHUNK_ROWS + 3 };
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) first = NULL;

  make_values (&values, N_ROWS);
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigGradient) gradient = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      gradient = round_values (&values, JIG_GRADIENT_PACKED);
      if (first == NULL)
        first = g_steal_pointer (&gradient);
      else
        g_assert_cmpmem (gradient->pairs, N_ROWS * sizeof *gradient->pairs,
                         first->pairs, N_ROWS * sizeof *first->pairs);
    }
  jig_parallel_set_n_threads (0);
}

/* One bad value, wherever it is, in either list. */
static void
test_refused (void)
{
  enum { N_ROWS = 2 * CHUNK_ROWS };
  static const gsize places[] = { 0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, N_ROWS - 1 };
  static const float bad[] = { NAN, INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (bad) * 2; i++)
    {
      g_auto(Values) values = { 0 };
      g_autoptr(JigGradient) gradient = jig_gradient_new (N_ROWS, NULL);
      g_autoptr(GError) error = NULL;

      make_values (&values, N_ROWS);
      (i % 2 == 0 ? values.grad : values.hess)[places[i / 2 % G_N_ELEMENTS (places)]] =
        bad[i / 2 / G_N_ELEMENTS (places)];

      g_assert_false (jig_gradient_round (gradient, values.grad, values.hess, FALSE, 5, NULL,
                                          &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==,
                       "The labels or weights are too large: the loss cannot be computed.");
    }
}

static gboolean
try_rounding (gpointer   data,
              GError   **error)
{
  static const float numbers[] = { 1, 2, 3 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (3, error);

  return gradient != NULL &&
         jig_gradient_round (gradient, numbers, numbers, FALSE, 5, NULL, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_rounding, NULL), ==, 2);
}

static void
test_cancelled (void)
{
  const float numbers[] = { 1, 2, 3 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (3, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_gradient_round (gradient, numbers, numbers, FALSE, 5, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  static const gsize sizes[] = { 0, 1, 2, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1 };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gradient/close/%" G_GSIZE_FORMAT, sizes[i]);

      g_test_add_data_func (path, GSIZE_TO_POINTER (sizes[i]), test_close);
    }
  g_test_add_func ("/gradient/exact", test_exact);
  g_test_add_func ("/gradient/float", test_float);
  g_test_add_data_func ("/gradient/keeps-the-mean/packed",
                        GINT_TO_POINTER (JIG_GRADIENT_PACKED), test_keeps_the_mean);
  g_test_add_data_func ("/gradient/keeps-the-mean/coarse",
                        GINT_TO_POINTER (JIG_GRADIENT_COARSE), test_keeps_the_mean);
  g_test_add_func ("/gradient/coarse", test_coarse);
  g_test_add_func ("/gradient/wide-where-packed-is-too-coarse",
                   test_wide_where_packed_is_too_coarse);
  g_test_add_func ("/gradient/no-overflow", test_no_overflow);
  g_test_add_func ("/gradient/zeros", test_zeros);
  g_test_add_func ("/gradient/same-bits", test_same_bits);
  g_test_add_func ("/gradient/refused", test_refused);
  g_test_add_func ("/gradient/out-of-memory", test_out_of_memory);
  g_test_add_func ("/gradient/cancelled", test_cancelled);

  return g_test_run ();
}
