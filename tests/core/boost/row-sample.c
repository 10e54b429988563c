#include "core/boost/row-sample.h"

#include "core/base/parallel.h"
#include "tests/support/memory.h"

#include <math.h>

#define CHUNK_ROWS 16384

static guint32 *
draw_rows (gsize    n_rows,
           double   share,
           guint64  seed,
           guint64  round,
           gsize   *n_kept)
{
  guint32 *rows = g_new0 (guint32, n_rows + 1);

  g_assert_true (jig_row_sample_rows (n_rows, share, seed, round, rows, n_kept, NULL, NULL));

  return rows;
}

/* Every row is there once, the kept ones first and rising; how many these are is
 * within five standard deviations. */
static void
check_rows (gsize  n_rows,
            double share)
{
  gsize n_kept = 0;
  g_autofree guint32 *rows = draw_rows (n_rows, share, 3, 1, &n_kept);
  g_autofree guint8 *met = g_new0 (guint8, n_rows + 1);
  const double expected = share * (double) n_rows;

  g_assert_cmpuint (n_kept, <=, n_rows);
  g_assert_cmpfloat_with_epsilon ((double) n_kept, expected,
                                  5.0 * sqrt (expected * (1.0 - share)) + 1e-9);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_assert_cmpuint (rows[i], <, n_rows);
      g_assert_cmpuint (met[rows[i]]++, ==, 0);
      if (i > 0 && i < n_kept)
        g_assert_cmpuint (rows[i - 1], <, rows[i]);
    }
}

static void
test_rows (void)
{
  static const gsize sizes[] = { 0, 1, 100, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 50000 };
  static const double shares[] = { 0.01, 0.5, 0.9, 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
      check_rows (sizes[i], shares[k]);
}

static void
test_repeatable (void)
{
  enum { N_ROWS = 3 * CHUNK_ROWS + 5 };
  static const guint n_threads[] = { 1, 2, 3, 7 };
  gsize n_first = 0;
  g_autofree guint32 *first = draw_rows (N_ROWS, 0.5, 3, 1, &n_first);

  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      gsize n_kept = 0;
      g_autofree guint32 *rows = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      rows = draw_rows (N_ROWS, 0.5, 3, 1, &n_kept);
      g_assert_cmpuint (n_kept, ==, n_first);
      g_assert_cmpmem (rows, N_ROWS * sizeof *rows, first, N_ROWS * sizeof *first);
    }
  jig_parallel_set_n_threads (0);
}

static gsize
count_common (const guint32 *a,
              gsize          n_a,
              const guint32 *b,
              gsize          n_b)
{
  gsize n_common = 0;

  for (gsize i = 0, j = 0; i < n_a && j < n_b;)
    {
      n_common += a[i] == b[j] ? 1 : 0;
      if (a[i] <= b[j])
        i++;
      else
        j++;
    }

  return n_common;
}

/* Two draws of half the rows have a quarter in common: 2500, with a standard
 * deviation of 43. So have two chunks of one draw. */
static void
test_independent (void)
{
  static const guint64 others[][2] = { { 3, 2 }, { 4, 1 }, { 1, 3 }, { 0, 0 } };
  gsize n_first = 0;
  g_autofree guint32 *first = draw_rows (10000, 0.5, 3, 1, &n_first);
  gsize n_long = 0;
  g_autofree guint32 *chunks = draw_rows (2 * CHUNK_ROWS, 0.5, 3, 1, &n_long);
  gsize n_repeated = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gsize n_kept = 0;
      g_autofree guint32 *rows = draw_rows (10000, 0.5, others[i][0], others[i][1], &n_kept);

      g_assert_cmpfloat_with_epsilon ((double) count_common (first, n_first, rows, n_kept), 2500.0,
                                      250.0);
    }

  for (gsize i = 0, j = 0; i < n_long && chunks[i] < CHUNK_ROWS; i++)
    {
      while (j < n_long && chunks[j] < chunks[i] + CHUNK_ROWS)
        j++;
      n_repeated += j < n_long && chunks[j] == chunks[i] + CHUNK_ROWS ? 1 : 0;
    }
  g_assert_cmpfloat_with_epsilon ((double) n_repeated, CHUNK_ROWS / 4.0, 300.0);
}

static void
fill_columns (guint32 *columns,
              gsize    n_columns)
{
  for (gsize i = 0; i < n_columns; i++)
    columns[i] = (guint32) i;
}

static void
test_columns (void)
{
  static const struct
  {
    gsize  n_columns;
    double share;
    gsize  n_chosen;
  } cases[] = {
    { 1, 0.01, 1 }, { 1, 1.0, 1 }, { 3, 1.0, 3 }, { 10, 0.3, 3 }, { 10, 0.31, 4 }, { 10, 0.1, 1 },
    { 10, 0.01, 1 }, { 7, 0.5, 4 }, { 1000, 0.999, 999 }, { 1000, 0.0015, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize n_columns = cases[i].n_columns;
      g_autofree guint64 *keys = g_new0 (guint64, n_columns);
      g_autofree guint32 *columns = g_new0 (guint32, n_columns);

      fill_columns (columns, n_columns);
      g_assert_cmpuint (jig_row_sample_columns (columns, n_columns, cases[i].share, 1, keys),
                        ==, cases[i].n_chosen);
      for (gsize k = 0; k < cases[i].n_chosen; k++)
        {
          g_assert_cmpuint (columns[k], <, n_columns);
          g_assert_true (k == 0 || columns[k - 1] < columns[k]);
        }
    }
}

/* Each of ten columns in 300 of 1000 trees, with a standard deviation of 14.5;
 * and the second draw of a tree is the first. */
static void
test_columns_fair (void)
{
  gsize counts[10] = { 0 };

  for (guint64 tree = 0; tree < 1000; tree++)
    {
      guint64 keys[10];
      guint32 columns[10];
      guint32 again[10];

      fill_columns (columns, 10);
      fill_columns (again, 10);
      g_assert_cmpuint (jig_row_sample_columns (columns, 10, 0.3, tree, keys), ==, 3);
      g_assert_cmpuint (jig_row_sample_columns (again, 10, 0.3, tree, keys), ==, 3);
      g_assert_cmpmem (columns, 3 * sizeof *columns, again, 3 * sizeof *again);
      for (gsize i = 0; i < 3; i++)
        counts[columns[i]]++;
    }

  for (gsize i = 0; i < 10; i++)
    g_assert_cmpfloat_with_epsilon ((double) counts[i], 300.0, 73.0);
}

/* From a set come columns of the set, and of its three always the same two: which
 * others there are changes nothing about the hashes. */
static void
test_columns_of_set (void)
{
  for (guint64 key = 0; key < 100; key++)
    {
      guint64 keys[10];
      guint32 all[10];
      guint32 columns[] = { 2, 5, 9 };
      guint32 order[2];
      gsize n_found = 0;

      g_assert_cmpuint (jig_row_sample_columns (columns, 3, 0.5, key, keys), ==, 2);
      for (double share = 0.1; n_found < 2; share += 0.1)
        {
          fill_columns (all, 10);
          n_found = 0;
          for (gsize i = jig_row_sample_columns (all, 10, share, key, keys); i-- > 0;)
            if (all[i] == 2 || all[i] == 5 || all[i] == 9)
              order[n_found++ % 2] = all[i];
        }
      g_assert_cmpuint (n_found, ==, 2);
      g_assert_cmpuint (MIN (order[0], order[1]), ==, columns[0]);
      g_assert_cmpuint (MAX (order[0], order[1]), ==, columns[1]);
    }
}

static gboolean
try_rows (gpointer   data,
          GError   **error)
{
  guint32 rows[5];
  gsize n_kept;

  return jig_row_sample_rows (5, 0.5, 1, 1, rows, &n_kept, NULL, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_rows, NULL), ==, 2);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;
  guint32 rows[5];
  gsize n_kept;

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_row_sample_rows (5, 0.5, 1, 1, rows, &n_kept, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/row-sample/rows", test_rows);
  g_test_add_func ("/row-sample/repeatable", test_repeatable);
  g_test_add_func ("/row-sample/independent", test_independent);
  g_test_add_func ("/row-sample/columns", test_columns);
  g_test_add_func ("/row-sample/columns/fair", test_columns_fair);
  g_test_add_func ("/row-sample/columns/of-set", test_columns_of_set);
  g_test_add_func ("/row-sample/out-of-memory", test_out_of_memory);
  g_test_add_func ("/row-sample/cancelled", test_cancelled);

  return g_test_run ();
}
