#include "core/base/weighted-quantile.h"

#include "core/base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
test_table (void)
{
  static const struct
  {
    const char *name;
    gsize       n_items;
    JigWeighted items[5];
    double      share;
    double      quantile;
  } cases[] = {
    { "one", 1, { { 7, 1 } }, 0.5, 7 },
    { "odd", 3, { { 3, 1 }, { 1, 1 }, { 2, 1 } }, 0.5, 2 },
    { "even", 4, { { 4, 1 }, { 1, 1 }, { 3, 1 }, { 2, 1 } }, 0.5, 2.5 },
    { "low", 4, { { 4, 1 }, { 1, 1 }, { 3, 1 }, { 2, 1 } }, 0.25, 1.5 },
    { "between", 4, { { 4, 1 }, { 1, 1 }, { 3, 1 }, { 2, 1 } }, 0.3, 2 },
    { "high", 4, { { 4, 1 }, { 1, 1 }, { 3, 1 }, { 2, 1 } }, 0.9, 4 },
    { "heavy", 3, { { 3, 1 }, { 1, 5 }, { 2, 1 } }, 0.5, 1 },
    { "half", 3, { { 3, 1 }, { 1, 2 }, { 2, 1 } }, 0.5, 1.5 },
    { "equal", 5, { { 2, 1 }, { 2, 1 }, { 2, 1 }, { 2, 1 }, { 2, 1 } }, 0.5, 2 },
    { "weightless", 4, { { 9, 0 }, { 1, 1 }, { -9, 0 }, { 2, 1 } }, 0.5, 1.5 },
    { "weightless between", 3, { { 1, 1 }, { 2, 0 }, { 3, 1 } }, 0.5, 2 },
    { "far apart", 2, { { -1e308, 1 }, { 1.5e308, 1 } }, 0.5, 0.25e308 },
    { "infinite", 3, { { -INFINITY, 1 }, { 5, 1 }, { INFINITY, 1 } }, 0.5, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JigWeighted items[5];

      g_test_message ("%s", cases[i].name);
      memcpy (items, cases[i].items, sizeof items);
      g_assert_cmpfloat (jig_weighted_quantile (items, cases[i].n_items, cases[i].share), ==,
                         cases[i].quantile);
    }
}

static void
test_nothing (void)
{
  JigWeighted weightless[] = { { 1, 0 }, { 2, 0 } };

  g_assert_true (isnan (jig_weighted_quantile (NULL, 0, 0.5)));
  g_assert_true (isnan (jig_weighted_quantile (weightless, 2, 0.5)));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double first = ((const JigWeighted *) a)->value;
  const double second = ((const JigWeighted *) b)->value;

  return (first > second) - (first < second);
}

/* Sorted, and added up from the least on; weights are whole, so that sums are exact. */
static double
reference (JigWeighted *items,
           gsize        n_items,
           double       share)
{
  double total = 0.0;
  double sum = 0.0;
  gsize next;

  qsort (items, n_items, sizeof *items, compare);
  for (gsize i = 0; i < n_items; i++)
    total += items[i].weight;
  for (gsize i = 0; i < n_items; i++)
    {
      sum += items[i].weight;
      if (sum < share * total || items[i].weight == 0.0)
        continue;
      for (next = i + 1; next < n_items && items[next].weight == 0.0;)
        next++;
      return sum > share * total || next == n_items
             ? items[i].value : 0.5 * items[i].value + 0.5 * items[next].value;
    }

  return NAN;
}

/* Many equal ones, rising ones, falling ones, and any. */
static void
test_reference (void)
{
  static const gsize sizes[] = { 1, 2, 3, 10, 100, 1001 };
  static const double shares[] = { 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999 };
  JigWeighted items[1001];
  JigWeighted sorted[1001];
  JigRandom random;

  jig_random_init (&random, 1, "weighted-quantile", 0);
  for (guint shape = 0; shape < 4; shape++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
        {
          for (gsize n = 0; n < sizes[i]; n++)
            {
              const double values[] = { (double) (n % 7), (double) n, -(double) n,
                                        jig_random_double (&random) };

              items[n] = (JigWeighted) { values[shape], (double) jig_random_below (&random, 4) };
            }
          items[0].weight += 1.0;
          memcpy (sorted, items, sizeof items);
          g_assert_cmpfloat (jig_weighted_quantile (items, sizes[i], shares[k]), ==,
                             reference (sorted, sizes[i], shares[k]));
        }
}

/* A weight of 3 is three rows. */
static void
test_copies (void)
{
  JigWeighted heavy[20];
  JigWeighted copies[60];
  gsize n_copies = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (heavy); i++)
    {
      heavy[i] = (JigWeighted) { (double) (i * 7 % 20), (double) (i % 4) };
      for (gsize k = 0; k < i % 4; k++)
        copies[n_copies++] = (JigWeighted) { heavy[i].value, 1.0 };
    }

  for (guint percent = 10; percent < 100; percent += 10)
    g_assert_cmpfloat (jig_weighted_quantile (heavy, G_N_ELEMENTS (heavy), percent / 100.0), ==,
                       jig_weighted_quantile (copies, n_copies, percent / 100.0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/weighted-quantile/table", test_table);
  g_test_add_func ("/weighted-quantile/nothing", test_nothing);
  g_test_add_func ("/weighted-quantile/reference", test_reference);
  g_test_add_func ("/weighted-quantile/copies", test_copies);

  return g_test_run ();
}
