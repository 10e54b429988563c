#include "core/boost/exact-lists.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

#define N_ROWS     400
#define N_FEATURES 3

/* Few values, a fifth missing, every fifth row weighs nothing. */
typedef struct
{
  JigSamples samples;
  double     features[N_ROWS * N_FEATURES];
  double     weights[N_ROWS];
} Table;

static void
draw (Table *table)
{
  JigRandom random;

  jig_random_init (&random, 1, "exact-lists", 0);
  for (gsize i = 0; i < N_ROWS * N_FEATURES; i++)
    {
      const guint32 draw = jig_random_uint32 (&random) % 10;

      table->features[i] = draw < 2 ? NAN : draw == 2 ? -0.0 : (double) draw - 5.0;
    }
  for (gsize row = 0; row < N_ROWS; row++)
    table->weights[row] = row % 5 == 3 ? 0.0 : 1.0;
  table->samples = (JigSamples) { table->features, NULL, table->weights, N_ROWS, N_FEATURES };
}

static float
value_of (const Table *table,
          guint32      row,
          gsize        feature)
{
  return (float) table->features[row * N_FEATURES + feature];
}

/* Sorted by value, then by row; rows without a value last. */
static void
check_list (const Table         *table,
            const JigExactLists *lists,
            gsize                index,
            gsize                feature,
            guint                depth,
            guint32              begin,
            guint32              end)
{
  const guint32 *list = jig_exact_lists_get (lists, index, depth);

  for (guint32 i = begin + 1; i < end; i++)
    {
      const float before = value_of (table, list[i - 1], feature);
      const float own = value_of (table, list[i], feature);

      g_assert_true (before < own || (isnan (own) && !isnan (before)) ||
                     ((before == own || (isnan (before) && isnan (own))) &&
                      list[i - 1] < list[i]));
    }
}

static void
check_rows (const JigExactLists *lists,
            gsize                index,
            guint                depth,
            guint32              begin,
            guint32              end,
            guint8              *counts)
{
  const guint32 *list = jig_exact_lists_get (lists, index, depth);

  memset (counts, 0, N_ROWS);
  for (guint32 i = begin; i < end; i++)
    counts[list[i]]++;
}

/* Half of the rows, the last and the first feature: the same rows in every list. */
static void
test_fill_and_part (void)
{
  static const guint32 columns[] = { 0, 2 };
  const JigExactSplit split = { .feature = 2, .threshold = 0.5f, .missing_left = TRUE };
  g_autofree Table *table = g_new0 (Table, 1);
  g_auto(JigExactLists) lists = { 0 };
  JigExactRange range = { 0 };
  guint32 rows[N_ROWS];
  guint32 middle;
  guint8 counts[N_FEATURES][N_ROWS];

  draw (table);
  for (guint32 i = 0; i < N_ROWS; i++)
    rows[i] = N_ROWS - 1 - i;
  g_assert_true (jig_exact_lists_init (&lists, &table->samples, NULL, NULL));
  g_assert_cmpuint (lists.n_weighing, ==, N_ROWS * 4 / 5);

  range.end = jig_exact_lists_fill (&lists, columns, 2, rows, N_ROWS / 2);
  g_assert_cmpuint (range.end, ==, N_ROWS * 2 / 5);
  for (gsize i = 0; i < 2; i++)
    check_list (table, &lists, i, columns[i], 0, 0, range.end);

  middle = jig_exact_lists_part (&lists, 2, &range, &split);
  g_assert_cmpuint (middle, >, 0);
  g_assert_cmpuint (middle, <, range.end);
  for (gsize i = 0; i < 3; i++)
    check_rows (&lists, i, 1, 0, middle, counts[i]);
  for (guint32 row = 0; row < N_ROWS; row++)
    {
      const float value = value_of (table, row, 2);
      const guint8 is_left = row >= N_ROWS / 2 && row % 5 != 3 && !(value >= 0.5f) ? 1 : 0;

      for (gsize i = 0; i < 3; i++)
        g_assert_cmpuint (counts[i][row], ==, is_left);
    }
  for (gsize i = 0; i < 2; i++)
    {
      check_list (table, &lists, i, columns[i], 1, 0, middle);
      check_list (table, &lists, i, columns[i], 1, middle, range.end);
    }
}

static void
test_missing_side (void)
{
  static const double features[] = {
    1, 2, NAN, 4,
    1, 3, NAN, 4,
    1, NAN, NAN, 4,
    1, 2, NAN, NAN,
  };
  const JigSamples samples = { features, NULL, NULL, 4, 4 };
  g_auto(JigExactLists) lists = { 0 };

  g_assert_true (jig_exact_lists_init (&lists, &samples, NULL, NULL));
  g_assert_false (lists.tries_right[0]);
  g_assert_true (lists.tries_right[1]);
  g_assert_false (lists.tries_right[2]);
  g_assert_false (lists.tries_right[3]);
}

static gboolean
try_init (gpointer   data,
          GError   **error)
{
  const Table *table = data;
  g_auto(JigExactLists) lists = { 0 };

  return jig_exact_lists_init (&lists, &table->samples, NULL, error);
}

static void
test_memory (void)
{
  g_autofree Table *table = g_new0 (Table, 1);

  draw (table);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_init, table), >=, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exact-lists/fill-and-part", test_fill_and_part);
  g_test_add_func ("/exact-lists/missing-side", test_missing_side);
  g_test_add_func ("/exact-lists/memory", test_memory);

  return g_test_run ();
}
