#include "core/view/buckets.h"

#include <math.h>

#include "core/base/stats.h"
#include "tests/support/memory.h"

#define MOST 100

static void
test_cases (void)
{
  static const struct
  {
    double   values[8];
    gsize    n_values;
    gboolean are_times;
    double   first;
    double   width;
    gsize    n_buckets;
  } rows[] = {
    { { 5 }, 1, FALSE, 4.5, 1, 1 },
    { { 0.25, 0.25 }, 2, FALSE, -0.25, 1, 1 },
    { { 1e20, 1e20 }, 2, FALSE, 9.995e19, 1e17, 1 },
    { { 1, 2, 2, 4 }, 4, FALSE, 0.5, 1, 4 },
    { { -1, 0, 1 }, 3, FALSE, -1.5, 1, 3 },
    { { 0, 0.5, 1, 1.5, 2 }, 5, FALSE, 0, 0.2, 11 },
    { { 0, 59 }, 2, TRUE, 0, 15, 4 },
    { { 0, 86400 * 3 }, 2, TRUE, 0, 86400, 4 },
    { { 0, 3600 * 3 }, 2, TRUE, 0, 3600, 4 },
    { { 86400 * 4, 86400 * 300.0 }, 2, TRUE, 86400 * 4, 91 * 86400, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };

      g_test_message ("%lu", (gulong) i);
      g_assert_true (jig_buckets_fill (&buckets, rows[i].values, rows[i].n_values,
                                       rows[i].are_times, NULL));
      g_assert_cmpuint (buckets.n_buckets, ==, rows[i].n_buckets);
      g_assert_cmpfloat_with_epsilon (buckets.edges[0], rows[i].first,
                                      1e-9 * MAX (fabs (rows[i].first), 1));
      g_assert_cmpfloat_with_epsilon (buckets.edges[1] - buckets.edges[0], rows[i].width,
                                      1e-9 * rows[i].width);
    }
}

static void
test_empty (void)
{
  g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };

  g_assert_true (jig_buckets_fill (&buckets, NULL, 0, FALSE, NULL));
  g_assert_cmpuint (buckets.n_buckets, ==, 0);
}

/* Every value is in the bucket whose edges hold it, and none is lost. */
static void
check (const double *sorted,
       gsize         n_values,
       gboolean      are_times)
{
  g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };
  double sum = 0;

  g_assert_true (jig_buckets_fill (&buckets, sorted, n_values, are_times, NULL));
  g_assert_cmpuint (buckets.n_buckets, >, 0);
  g_assert_cmpuint (buckets.n_buckets, <=, MOST);
  for (gsize i = 0; i < buckets.n_buckets; i++)
    {
      g_assert_cmpfloat (buckets.edges[i + 1], >, buckets.edges[i]);
      sum += buckets.counts[i];
    }
  g_assert_cmpfloat (sum + (double) buckets.n_outside, ==, (double) n_values);
  g_assert_cmpfloat (buckets.counts[0], >, 0);
  g_assert_cmpfloat (buckets.counts[buckets.n_buckets - 1], >, 0);
}

static void
test_any_values (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  double values[2000];

  for (int i = 0; i < 500; i++)
    {
      const gsize n = (gsize) g_rand_int_range (random, 1, 2000);
      const double size = pow (10, g_rand_double_range (random, -200, 200));
      const gboolean are_times = i % 3 == 0;

      for (gsize j = 0; j < n; j++)
        {
          values[j] = g_rand_double_range (random, -1, 1) * (are_times ? 3e9 : size);
          if (i % 5 == 0)
            values[j] = floor (fmod (values[j], 1e6));
        }
      jig_stats_sort (values, n);
      check (values, n, are_times);
    }
}

/* One value in the far distance does not press the others together. */
static void
test_far_away (void)
{
  double values[1000];
  g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };

  for (gsize i = 0; i < 999; i++)
    values[i] = (double) i / 100;
  values[999] = 1e9;
  g_assert_true (jig_buckets_fill (&buckets, values, 1000, FALSE, NULL));
  g_assert_cmpuint (buckets.n_outside, ==, 1);
  g_assert_cmpuint (buckets.n_buckets, >=, 8);
  g_assert_cmpfloat (buckets.edges[buckets.n_buckets], <, 12);
}

static gboolean
try_fill (gpointer   data,
          GError   **error)
{
  g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };
  const double values[] = { 1, 2, 3 };

  return jig_buckets_fill (&buckets, values, 3, FALSE, error);
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fill, NULL), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/buckets/cases", test_cases);
  g_test_add_func ("/buckets/empty", test_empty);
  g_test_add_func ("/buckets/any-values", test_any_values);
  g_test_add_func ("/buckets/far-away", test_far_away);
  g_test_add_func ("/buckets/memory", test_memory);

  return g_test_run ();
}
