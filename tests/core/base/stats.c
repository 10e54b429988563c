#include "core/base/stats.h"

#include "core/base/random.h"
#include "tests/support/memory.h"

#include <stdlib.h>

static void
test_moments (void)
{
  static const double values[] = { 1234.5, 980.0, 12.75 };
  JigMoments moments = JIG_MOMENTS_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    jig_moments_add (&moments, values[i]);

  g_assert_cmpfloat_with_epsilon (moments.mean, 742.4166666666666, 1e-9);
  g_assert_cmpfloat_with_epsilon (jig_moments_get_sd (&moments), 644.5949471050276, 1e-9);
  g_assert_cmpfloat (moments.min, ==, 12.75);
  g_assert_cmpfloat (moments.max, ==, 1234.5);
}

static void
test_moments_of_few (void)
{
  JigMoments moments = JIG_MOMENTS_INIT;

  g_assert_true (isnan (moments.min));
  g_assert_true (isnan (jig_moments_get_sd (&moments)));
  jig_moments_add (&moments, 3.0);
  g_assert_cmpfloat (moments.mean, ==, 3.0);
  g_assert_true (isnan (jig_moments_get_sd (&moments)));
}

static void
test_quantiles (void)
{
  double values[] = { 1234.5, 12.75, 980.0 };
  static const struct { double share; double value; } rows[] = {
    { 0.0, 12.75 }, { 0.25, 496.375 }, { 0.5, 980.0 }, { 0.75, 1107.25 }, { 1.0, 1234.5 },
  };

  jig_stats_sort (values, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat (jig_stats_quantile (values, 3, rows[i].share), ==, rows[i].value);
  g_assert_cmpfloat (jig_stats_quantile (values, 1, 0.9), ==, 12.75);
  g_assert_true (isnan (jig_stats_quantile (values, 0, 0.5)));
}

typedef struct
{
  double value;
  gsize  i;
} Ranked;

static int
compare_ranked (const void *a,
                const void *b)
{
  const Ranked *x = a;
  const Ranked *y = b;

  if (x->value != y->value)
    return x->value < y->value ? -1 : 1;

  return x->i < y->i ? -1 : x->i > y->i;
}

/* Against the obvious way, bit for bit: equal ones keep their order. */
static void
test_sort (gconstpointer data)
{
  const gsize n = GPOINTER_TO_SIZE (data);

  for (guint kind = 0; kind < 4; kind++)
    {
      static const double special[] = { 0.0, -0.0, INFINITY, -INFINITY, 5e-324, -5e-324, 1.0 };
      g_autofree double *values = g_new0 (double, n + 1);
      g_autofree Ranked *ranked = g_new0 (Ranked, n + 1);
      JigRandom random;

      jig_random_init (&random, 1, "sort", kind);
      for (gsize i = 0; i < n; i++)
        {
          double share = jig_random_double (&random);

          values[i] = kind == 0 ? share : kind == 1 ? floor (share * 100.0) - 50.0
                      : kind == 2 ? special[(gsize) (share * 7.0)] : 3.0;
          ranked[i] = (Ranked) { values[i], i };
        }
      qsort (ranked, n, sizeof *ranked, compare_ranked);
      jig_stats_sort (values, n);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpmem (&values[i], sizeof *values, &ranked[i].value, sizeof *values);
    }
}

static void
test_order (gconstpointer data)
{
  const gsize n = GPOINTER_TO_SIZE (data);
  g_autofree double *values = g_new0 (double, n + 1);
  g_autofree guint32 *order = g_new0 (guint32, n + 1);
  g_autofree guint8 *met = g_new0 (guint8, n + 1);
  JigRandom random;

  /* Few different values, so that there are many equals. */
  jig_random_init (&random, 1, "order", n);
  for (gsize i = 0; i < n; i++)
    values[i] = floor (jig_random_double (&random) * 10.0) - 5.0;
  if (n > 2)
    {
      values[n / 2] = INFINITY;
      values[n / 3] = -INFINITY;
    }

  g_assert_true (jig_stats_order (values, n, order, NULL));
  for (gsize i = 0; i < n; i++)
    {
      g_assert_false (met[order[i]]);
      met[order[i]] = TRUE;
      if (i > 0)
        g_assert_true (values[order[i - 1]] < values[order[i]] ||
                       (values[order[i - 1]] == values[order[i]] && order[i - 1] < order[i]));
    }
}

static gboolean
try_order (gpointer   data,
           GError   **error)
{
  static const double values[] = { 2, 1 };
  guint32 order[2];

  return jig_stats_order (values, 2, order, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_order, NULL), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 64, 1000, 1001, 4095, 4096, 4097, 50000 };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stats/moments", test_moments);
  g_test_add_func ("/stats/moments-of-few", test_moments_of_few);
  g_test_add_func ("/stats/quantiles", test_quantiles);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/stats/order/%" G_GSIZE_FORMAT, sizes[i]);
      g_autofree char *sort = g_strdup_printf ("/stats/sort/%zu", sizes[i]);

      g_test_add_data_func (path, GSIZE_TO_POINTER (sizes[i]), test_order);
      g_test_add_data_func (sort, GSIZE_TO_POINTER (sizes[i]), test_sort);
    }
  g_test_add_func ("/stats/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
