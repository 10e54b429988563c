#include "core/model/normal-equations.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define N_COLUMNS 5
#define N_OUTPUTS 3
#define N         (N_COLUMNS * N_OUTPUTS)
#define N_ROWS    70

typedef struct
{
  double rows[N_ROWS * N_COLUMNS];
  double slopes[N_ROWS * N_OUTPUTS];
  double bends[N_ROWS * N_OUTPUTS * N_OUTPUTS];
} Block;

/* Bends are b bᵀ + 1, so that the equations can be solved. */
static Block *
make_block (void)
{
  Block *block = g_new0 (Block, 1);
  JigRandom random;

  jig_random_init (&random, 1, "normal-equations", 0);
  for (gsize r = 0; r < N_ROWS; r++)
    {
      double own[N_OUTPUTS];

      for (gsize i = 0; i < N_COLUMNS; i++)
        block->rows[r * N_COLUMNS + i] = i == 2 && r % 2 == 0
                                         ? 0.0 : jig_random_double (&random) - 0.5;
      for (gsize k = 0; k < N_OUTPUTS; k++)
        {
          own[k] = jig_random_double (&random);
          block->slopes[r * N_OUTPUTS + k] = jig_random_double (&random) - 0.5;
        }
      for (gsize k = 0; k < N_OUTPUTS; k++)
        for (gsize l = 0; l < N_OUTPUTS; l++)
          block->bends[(r * N_OUTPUTS + k) * N_OUTPUTS + l] = own[k] * own[l] +
                                                              (k == l ? 1.0 : 0.0);
    }

  return block;
}

static void
add_all (JigNormalEquations *equations,
         const Block        *data,
         gsize               block_rows)
{
  for (gsize begin = 0; begin < N_ROWS; begin += block_rows)
    {
      const JigNormalBlock block = {
        data->rows + begin * N_COLUMNS,
        data->slopes + begin * N_OUTPUTS,
        data->bends + begin * N_OUTPUTS * N_OUTPUTS,
        MIN (block_rows, N_ROWS - begin),
      };

      g_assert_true (jig_normal_equations_add (equations, &block, NULL, NULL));
    }
}

static void
test_agrees_with_reference (void)
{
  g_autofree Block *data = make_block ();
  g_autoptr(JigNormalEquations) equations = jig_normal_equations_new (N_COLUMNS, N_OUTPUTS, NULL);
  double weights[N] = { 0 };

  weights[4] = 2.0;
  jig_normal_equations_start (equations, weights, 0.5);
  add_all (equations, data, N_ROWS);

  for (gsize i = 0; i < N; i++)
    for (gsize j = i; j < N; j++)
      {
        double sum = i == j ? 0.5 : 0.0;

        for (gsize r = 0; r < N_ROWS; r++)
          sum += data->bends[(r * N_OUTPUTS + i / N_COLUMNS) * N_OUTPUTS + j / N_COLUMNS] *
                 data->rows[r * N_COLUMNS + i % N_COLUMNS] *
                 data->rows[r * N_COLUMNS + j % N_COLUMNS];
        /* Factors of a term are multiplied in another order: 70 roundings. */
        g_assert_cmpfloat_with_epsilon (equations->matrix[i * N + j], sum, 1e-13);
      }

  for (gsize i = 0; i < N; i++)
    {
      double sum = 0.5 * weights[i];

      for (gsize r = 0; r < N_ROWS; r++)
        sum += data->slopes[r * N_OUTPUTS + i / N_COLUMNS] *
               data->rows[r * N_COLUMNS + i % N_COLUMNS];
      g_assert_cmpfloat (equations->slope[i], ==, sum);
    }
}

/* How rows are cut into blocks and who adds them cannot be seen. */
static void
test_same_bits (void)
{
  static const gsize blocks[] = { 1, 7, 69, 70 };
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_autofree Block *data = make_block ();
  g_autoptr(JigNormalEquations) first = jig_normal_equations_new (N_COLUMNS, N_OUTPUTS, NULL);
  const double weights[N] = { 0 };

  jig_normal_equations_start (first, weights, 1.0);
  add_all (first, data, N_ROWS);

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr(JigNormalEquations) again = jig_normal_equations_new (N_COLUMNS, N_OUTPUTS, NULL);

      jig_parallel_set_n_threads (n_threads[i]);
      jig_normal_equations_start (again, weights, 1.0);
      add_all (again, data, blocks[i]);
      g_assert_cmpmem (again->matrix, N * N * sizeof (double),
                       first->matrix, N * N * sizeof (double));
      g_assert_cmpmem (again->slope, N * sizeof (double), first->slope, N * sizeof (double));
    }
  jig_parallel_set_n_threads (0);
}

static void
test_solve (void)
{
  g_autofree Block *data = make_block ();
  g_autoptr(JigNormalEquations) equations = jig_normal_equations_new (N_COLUMNS, N_OUTPUTS, NULL);
  g_autofree double *matrix = g_new0 (double, N * N);
  const double weights[N] = { 0 };
  double slope[N];
  double step[N];
  double decrease;
  double expected = 0.0;

  jig_normal_equations_start (equations, weights, 1.0);
  add_all (equations, data, N_ROWS);
  memcpy (matrix, equations->matrix, N * N * sizeof *matrix);
  memcpy (slope, equations->slope, sizeof slope);
  g_assert_true (jig_normal_equations_solve (equations, step, &decrease, NULL));

  for (gsize i = 0; i < N; i++)
    {
      double sum = slope[i];

      for (gsize j = 0; j < N; j++)
        sum += (j < i ? matrix[j * N + i] : matrix[i * N + j]) * step[j];
      g_assert_cmpfloat_with_epsilon (sum, 0.0, 1e-12);
      expected -= 0.5 * slope[i] * step[i];
    }
  g_assert_cmpfloat (decrease, ==, expected);
  g_assert_cmpfloat (decrease, >, 0.0);
}

static void
test_no_single_solution (void)
{
  g_autoptr(JigNormalEquations) equations = jig_normal_equations_new (2, 1, NULL);
  g_autoptr(GError) error = NULL;
  const double weights[2] = { 0 };
  double step[2];
  double decrease;

  jig_normal_equations_start (equations, weights, 0.0);
  g_assert_false (jig_normal_equations_solve (equations, step, &decrease, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_cancelled (void)
{
  g_autofree Block *data = make_block ();
  g_autoptr(JigNormalEquations) equations = jig_normal_equations_new (N_COLUMNS, N_OUTPUTS, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  const JigNormalBlock block = { data->rows, data->slopes, data->bends, N_ROWS };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_normal_equations_add (equations, &block, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/normal-equations/reference", test_agrees_with_reference);
  g_test_add_func ("/normal-equations/same-bits", test_same_bits);
  g_test_add_func ("/normal-equations/solve", test_solve);
  g_test_add_func ("/normal-equations/no-single-solution", test_no_single_solution);
  g_test_add_func ("/normal-equations/cancelled", test_cancelled);

  return g_test_run ();
}
