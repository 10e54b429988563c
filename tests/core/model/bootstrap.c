#include "core/model/bootstrap.h"

#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

#define N_ROWS 1000

static double
sum (const double *values,
     gsize         n_values)
{
  double total = 0.0;

  for (gsize i = 0; i < n_values; i++)
    total += values[i];

  return total;
}

/* Each resample has as many rows as there are, and is the same when it is drawn
 * again; another one, or another seed, is another. */
static void
test_draw (void)
{
  JigBootstrap bootstrap = { NULL, NULL, N_ROWS, N_ROWS, 5 };
  guint32 counts[N_ROWS];
  double first[N_ROWS];
  double other[N_ROWS];

  jig_bootstrap_draw (&bootstrap, 3, counts, first);
  g_assert_cmpfloat (sum (first, N_ROWS), ==, N_ROWS);

  jig_bootstrap_draw (&bootstrap, 4, counts, other);
  g_assert_false (memcmp (first, other, sizeof first) == 0);
  jig_bootstrap_draw (&bootstrap, 3, counts, other);
  g_assert_cmpmem (first, sizeof first, other, sizeof other);

  bootstrap.seed = 6;
  jig_bootstrap_draw (&bootstrap, 3, counts, other);
  g_assert_false (memcmp (first, other, sizeof first) == 0);
}

/* A row is in 2,000 draws of 10 rows 2,000 times, give or take 4 standard errors:
 * sqrt (20,000 x 0.1 x 0.9) = 42.4. */
static void
test_all_rows_alike (void)
{
  const JigBootstrap bootstrap = { NULL, NULL, 10, 10, 1 };
  double totals[10] = { 0.0 };

  for (guint64 resample = 0; resample < 2000; resample++)
    {
      guint32 counts[10];
      double drawn[10];

      jig_bootstrap_draw (&bootstrap, resample, counts, drawn);
      for (guint i = 0; i < 10; i++)
        totals[i] += drawn[i];
    }

  for (guint i = 0; i < 10; i++)
    g_assert_cmpfloat_with_epsilon (totals[i], 2000.0, 170.0);
}

static void
test_groups_stay_together (void)
{
  static const guint32 groups[] = { 1, 0, 1, 2, 0, 1 };
  static const double weights[] = { 1.0, 2.0, 0.5, 1.0, 3.0, 0.0 };
  const JigBootstrap bootstrap = { weights, groups, 6, 3, 9 };

  for (guint64 resample = 0; resample < 50; resample++)
    {
      guint32 counts[3];
      double drawn[6];

      jig_bootstrap_draw (&bootstrap, resample, counts, drawn);
      g_assert_cmpuint (counts[0] + counts[1] + counts[2], ==, 3);
      for (guint i = 0; i < 6; i++)
        g_assert_cmpfloat (drawn[i], ==, counts[groups[i]] * weights[i]);
    }
}

/* 0 to 100 in any order: the percentiles are the numbers themselves. */
static void
test_interval (void)
{
  double values[103];
  JigInterval interval;

  for (guint i = 0; i <= 100; i++)
    values[i] = (i * 37) % 101;
  values[101] = NAN;
  values[102] = INFINITY;

  jig_bootstrap_find_interval (values, 103, &interval);
  g_assert_cmpfloat_with_epsilon (interval.low, 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (interval.high, 97.5, 1e-12);
  /* The variance of 0 to 100 is 101 x 102 / 12. */
  g_assert_cmpfloat_with_epsilon (interval.standard_error, sqrt (858.5), 1e-12);
}

static void
test_interval_of_little (void)
{
  double half[] = { 1.0, NAN, 2.0, NAN };
  double less[] = { 1.0, NAN, 2.0, NAN, NAN };
  double one[] = { 1.0 };
  JigInterval interval;

  jig_bootstrap_find_interval (half, 4, &interval);
  g_assert_cmpfloat_with_epsilon (interval.low, 1.025, 1e-15);
  jig_bootstrap_find_interval (less, 5, &interval);
  g_assert_true (isnan (interval.low) && isnan (interval.high));
  g_assert_true (isnan (interval.standard_error));
  jig_bootstrap_find_interval (one, 1, &interval);
  g_assert_true (isnan (interval.low));
  jig_bootstrap_find_interval (one, 0, &interval);
  g_assert_true (isnan (interval.low));
}

static void
test_number_groups (void)
{
  static const guint32 codes[] = { 70, JIG_CODE_MISSING, 3, 70, JIG_CODE_MISSING, 3, 0 };
  static const guint32 expected[] = { 2, 3, 1, 2, 4, 1, 0 };
  guint32 groups[7];
  gsize n_groups;

  g_assert_true (jig_bootstrap_number_groups (codes, 7, groups, &n_groups, NULL));
  g_assert_cmpuint (n_groups, ==, 5);
  g_assert_cmpmem (groups, sizeof groups, expected, sizeof expected);
  g_assert_true (jig_bootstrap_number_groups (codes, 0, groups, &n_groups, NULL));
  g_assert_cmpuint (n_groups, ==, 0);
}

/* Cells that are equal, whatever the type, have equal codes. */
static void
test_codes (void)
{
  static const char * const texts[] = { "who c:kim|lee|?|kim", "who x:kim|lee||kim",
                                        "who n:7|8.5|?|7" };
  static const guint32 ids[] = { 3, 2, 1, 0 };
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 4, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JigColumn) column = jig_test_column (texts[i]);
      guint32 codes[4];

      g_test_message ("%s", texts[i]);
      g_assert_true (jig_bootstrap_get_codes (column, rows, codes, NULL));
      g_assert_cmpuint (codes[0], ==, codes[3]);
      g_assert_cmpuint (codes[0], !=, codes[2]);
      g_assert_cmpuint (codes[1], ==, JIG_CODE_MISSING);
    }
}

static gboolean
try_codes (gpointer   data,
           GError   **error)
{
  gpointer *both = data;
  guint32 codes[4];

  return jig_bootstrap_get_codes (both[0], both[1], codes, error);
}

static gboolean
try_groups (gpointer   data,
            GError   **error)
{
  static const guint32 codes[] = { 1, 0 };
  guint32 groups[2];
  gsize n_groups;

  return jig_bootstrap_number_groups (codes, 2, groups, &n_groups, error);
}

static void
test_out_of_memory (void)
{
  g_autoptr(JigColumn) column = jig_test_column ("who n:7|8.5|?|7");
  g_autoptr(JigRows) rows = jig_rows_new_all (4, NULL);
  gpointer both[] = { column, rows };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_groups, NULL), ==, 3);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_codes, both), >=, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bootstrap/draw", test_draw);
  g_test_add_func ("/bootstrap/all-rows-alike", test_all_rows_alike);
  g_test_add_func ("/bootstrap/groups-stay-together", test_groups_stay_together);
  g_test_add_func ("/bootstrap/interval", test_interval);
  g_test_add_func ("/bootstrap/interval/of-little", test_interval_of_little);
  g_test_add_func ("/bootstrap/number-groups", test_number_groups);
  g_test_add_func ("/bootstrap/codes", test_codes);
  g_test_add_func ("/bootstrap/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
