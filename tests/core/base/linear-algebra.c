#include "core/base/linear-algebra.h"

#include "core/base/error.h"
#include "core/base/random.h"

#include <math.h>

static void
test_known_factor (void)
{
  double matrix[] = { 4, 99, 99, 2, 5, 99, -2, 3, 14 };
  static const double factor[] = { 2, 99, 99, 1, 2, 99, -1, 2, 3 };

  g_assert_true (jig_cholesky_factor (matrix, 3, NULL));
  for (gsize i = 0; i < 3; i++)
    for (gsize j = 0; j <= i; j++)
      g_assert_cmpfloat (matrix[i * 3 + j], ==, factor[i * 3 + j]);
}

/* B Bᵀ + n 1, times a known solution. */
static void
test_solve (gconstpointer data)
{
  const gsize n = GPOINTER_TO_SIZE (data);
  g_autofree double *b = g_new0 (double, n * n);
  g_autofree double *matrix = g_new0 (double, n * n);
  g_autofree double *rhs = g_new0 (double, n);
  JigRandom random;

  jig_random_init (&random, 1, "cholesky", n);
  for (gsize i = 0; i < n * n; i++)
    b[i] = jig_random_double (&random) - 0.5;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        matrix[i * n + j] = i == j ? (double) n : 0.0;
        for (gsize k = 0; k < n; k++)
          matrix[i * n + j] += b[i * n + k] * b[j * n + k];
        rhs[i] += matrix[i * n + j] * (double) (j + 1);
      }

  g_assert_true (jig_cholesky_factor (matrix, n, NULL));
  jig_cholesky_solve (matrix, n, rhs);

  /* The condition number is below 3, so a few ulp of the largest entry. */
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (rhs[i], (double) (i + 1), 1e-12);
}

static void
test_not_positive_definite (void)
{
  double matrices[][4] = {
    { 0, 0, 0, 1 }, { 1, 2, 2, 1 }, { 1, 1, 1, 1 }, { -1, 0, 0, 1 },
    { NAN, 0, 0, 1 }, { 1, 0, NAN, 1 }, { INFINITY, 0, 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (matrices); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (jig_cholesky_factor (matrices[i], 2, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
    }
}

int
main (int    argc,
      char **argv)
{
  static const gsize sizes[] = { 0, 1, 7, 8, 9, 50 };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/linear-algebra/known-factor", test_known_factor);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/linear-algebra/solve/%" G_GSIZE_FORMAT, sizes[i]);

      g_test_add_data_func (path, GSIZE_TO_POINTER (sizes[i]), test_solve);
    }
  g_test_add_func ("/linear-algebra/not-positive-definite", test_not_positive_definite);

  return g_test_run ();
}
