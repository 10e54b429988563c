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
  gsize   n_rows;
  double *grad;    /* (n_rows,) */
  double *hess;    /* (n_rows,) */
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
  self->grad = g_new0 (double, n_rows + 1);
  self->hess = g_new0 (double, n_rows + 1);
  jig_random_init (&random, 4, "gradient", n_rows);
  for (gsize i = 0; i < n_rows; i++)
    {
      self->grad[i] = jig_random_double (&random) * 4.0 - 2.0;
      self->hess[i] = jig_random_double (&random);
    }
}

static JigGradHess
sum_of (const JigGradient *gradient)
{
  JigGradHess sum = { 0 };

  for (gsize i = 0; i < gradient->n_rows; i++)
    {
      sum.grad += gradient->pairs[i].grad;
      sum.hess += gradient->pairs[i].hess;
    }

  return sum;
}

static gboolean
is_power_of_two (double value)
{
  int exponent;

  return frexp (value, &exponent) == 0.5;
}

/* Each value is off by half a unit, and a unit is at most 2^-61 of what n_rows of
 * the largest value would add up to. */
static void
test_close (gconstpointer data)
{
  const gsize n_rows = GPOINTER_TO_SIZE (data);
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (n_rows, NULL);
  double largest_grad = 0.0;
  double largest_hess = 0.0;

  make_values (&values, n_rows);
  g_assert_true (jig_gradient_round (gradient, values.grad, values.hess, NULL, NULL));
  g_assert_true (is_power_of_two (gradient->grad_unit) && is_power_of_two (gradient->hess_unit));

  for (gsize i = 0; i < n_rows; i++)
    {
      const double grad = jig_gradient_get_grad (gradient, gradient->pairs[i]);
      const double hess = jig_gradient_get_hess (gradient, gradient->pairs[i]);

      g_assert_cmpfloat_with_epsilon (grad, values.grad[i], 0.5 * gradient->grad_unit + 1e-16);
      g_assert_cmpfloat_with_epsilon (hess, values.hess[i], 0.5 * gradient->hess_unit + 1e-16);
      largest_grad = fmax (largest_grad, fabs (grad));
      largest_hess = fmax (largest_hess, hess);
    }

  if (n_rows == 0)
    return;
  g_assert_cmpfloat (gradient->grad_unit, <=, 0x1p-61 * largest_grad * (double) n_rows);
  g_assert_cmpfloat (gradient->hess_unit, <=, 0x1p-61 * largest_hess * (double) n_rows);
}

/* Whole numbers are exact, alone and added up. */
static void
test_exact (void)
{
  enum { N_ROWS = 3 * CHUNK_ROWS };
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (N_ROWS, NULL);
  double grad = 0.0;
  double hess = 0.0;

  make_values (&values, N_ROWS);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      values.grad[i] = rint (values.grad[i] * 1000.0);
      values.hess[i] = (double) (i % 5);
      grad += values.grad[i];
      hess += values.hess[i];
    }

  g_assert_true (jig_gradient_round (gradient, values.grad, values.hess, NULL, NULL));
  g_assert_cmpfloat (jig_gradient_get_grad (gradient, sum_of (gradient)), ==, grad);
  g_assert_cmpfloat (jig_gradient_get_hess (gradient, sum_of (gradient)), ==, hess);
}

static void
test_any_order (void)
{
  enum { N_ROWS = 2 * CHUNK_ROWS + 1 };
  g_auto(Values) values = { 0 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (N_ROWS, NULL);
  g_autoptr(JigGradient) backwards = jig_gradient_new (N_ROWS, NULL);
  JigGradHess sum;
  JigGradHess other;

  make_values (&values, N_ROWS);
  g_assert_true (jig_gradient_round (gradient, values.grad, values.hess, NULL, NULL));
  sum = sum_of (gradient);

  for (gsize i = 0; i < N_ROWS / 2; i++)
    {
      const double grad = values.grad[i];
      const double hess = values.hess[i];

      values.grad[i] = values.grad[N_ROWS - 1 - i];
      values.hess[i] = values.hess[N_ROWS - 1 - i];
      values.grad[N_ROWS - 1 - i] = grad;
      values.hess[N_ROWS - 1 - i] = hess;
    }
  g_assert_true (jig_gradient_round (backwards, values.grad, values.hess, NULL, NULL));
  other = sum_of (backwards);

  g_assert_cmpfloat (gradient->grad_unit, ==, backwards->grad_unit);
  g_assert_cmpmem (&sum, sizeof sum, &other, sizeof other);
}

/* A sum of n_rows of the largest value has at most 62 bits, whatever its size. */
static void
test_no_overflow (void)
{
  static const double sizes[] = { DBL_MAX / 4096, 1.0, 0.75, 1e-100, DBL_MIN, 5e-324 };
  enum { N_ROWS = 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(JigGradient) gradient = jig_gradient_new (N_ROWS, NULL);
      double grad[N_ROWS];
      double hess[N_ROWS];
      JigGradHess sum;

      for (gsize row = 0; row < N_ROWS; row++)
        {
          grad[row] = -sizes[i];
          hess[row] = sizes[i];
        }
      g_assert_true (jig_gradient_round (gradient, grad, hess, NULL, NULL));
      sum = sum_of (gradient);

      g_assert_cmpint (sum.grad, ==, -sum.hess);
      g_assert_cmpint (sum.hess, <=, G_GINT64_CONSTANT (1) << 62);
      /* Numbers below 2^-1000 / 2^62 have fewer bits themselves. */
      if (sizes[i] > 1e-200)
        g_assert_cmpint (sum.hess, >=, G_GINT64_CONSTANT (1) << 60);
    }
}

static void
test_zeros (void)
{
  const double zeros[3] = { 0 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (3, NULL);

  g_assert_true (jig_gradient_round (gradient, zeros, zeros, NULL, NULL));
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
      g_autoptr(JigGradient) gradient = jig_gradient_new (N_ROWS, NULL);

      jig_parallel_set_n_threads (n_threads[i]);
      g_assert_true (jig_gradient_round (gradient, values.grad, values.hess, NULL, NULL));
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
  static const double bad[] = { NAN, INFINITY, DBL_MAX };

  for (gsize i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (bad) * 2; i++)
    {
      g_auto(Values) values = { 0 };
      g_autoptr(JigGradient) gradient = jig_gradient_new (N_ROWS, NULL);
      g_autoptr(GError) error = NULL;

      make_values (&values, N_ROWS);
      (i % 2 == 0 ? values.grad : values.hess)[places[i / 2 % G_N_ELEMENTS (places)]] =
        bad[i / 2 / G_N_ELEMENTS (places)];

      g_assert_false (jig_gradient_round (gradient, values.grad, values.hess, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==,
                       "The labels or weights are too large: the loss cannot be computed.");
      g_assert_cmpfloat (gradient->grad_unit, ==, 1.0);
      g_assert_cmpfloat (gradient->hess_unit, ==, 1.0);
    }
}

static gboolean
try_rounding (gpointer   data,
              GError   **error)
{
  static const double numbers[] = { 1, 2, 3 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (3, error);

  return gradient != NULL && jig_gradient_round (gradient, numbers, numbers, NULL, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_rounding, NULL), ==, 2);
}

static void
test_cancelled (void)
{
  const double numbers[] = { 1, 2, 3 };
  g_autoptr(JigGradient) gradient = jig_gradient_new (3, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_gradient_round (gradient, numbers, numbers, &progress, &error));
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
  g_test_add_func ("/gradient/any-order", test_any_order);
  g_test_add_func ("/gradient/no-overflow", test_no_overflow);
  g_test_add_func ("/gradient/zeros", test_zeros);
  g_test_add_func ("/gradient/same-bits", test_same_bits);
  g_test_add_func ("/gradient/refused", test_refused);
  g_test_add_func ("/gradient/out-of-memory", test_out_of_memory);
  g_test_add_func ("/gradient/cancelled", test_cancelled);

  return g_test_run ();
}
