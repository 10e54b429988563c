#include "core/base/float-key.h"

#include "core/base/random.h"

#include <float.h>
#include <math.h>

static void
test_order (void)
{
  static const float values[] = {
    -INFINITY, -FLT_MAX, -2.0f, -1.0f, -FLT_MIN, -0x1p-149f, -0.0f, 0.0f, 0x1p-149f, FLT_MIN, 1.0f,
    1.5f, FLT_MAX, INFINITY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const float back = jig_float_key_value (jig_float_key (values[i]));

      g_assert_cmpmem (&back, sizeof back, &values[i], sizeof values[i]);
      if (i > 0)
        g_assert_cmpuint (jig_float_key (values[i - 1]), <, jig_float_key (values[i]));
    }
}

/* Random bits, few different values, and none that differ. */
static void
test_sort (gconstpointer data)
{
  static const guint64 n_values[] = { G_GUINT64_CONSTANT (1) << 32, 3, 1 };
  const gsize n_keys = GPOINTER_TO_SIZE (data);

  for (gsize i = 0; i < G_N_ELEMENTS (n_values); i++)
    {
      g_autofree guint64 *keys = g_new0 (guint64, n_keys + 1);
      g_autofree guint64 *other = g_new0 (guint64, n_keys + 1);
      const guint64 *sorted;
      guint64 sum = 0;
      JigRandom random;

      jig_random_init (&random, 2, "float-key", i);
      for (gsize k = 0; k < n_keys; k++)
        {
          keys[k] = jig_random_below (&random, n_values[i]) << 32 | k;
          sum += keys[k];
        }
      sorted = jig_float_key_sort (keys, other, n_keys);
      g_assert_true (sorted == keys || sorted == other);

      /* Rising in both halves: equal ones have kept their order. */
      for (gsize k = 0; k < n_keys; k++)
        {
          g_assert_true (k == 0 || sorted[k - 1] < sorted[k]);
          sum -= sorted[k];
        }
      g_assert_cmpuint (sum, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  static const gsize sizes[] = { 0, 1, 2, 100, 20000 };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/float-key/order", test_order);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/float-key/sort/%" G_GSIZE_FORMAT, sizes[i]);

      g_test_add_data_func (path, GSIZE_TO_POINTER (sizes[i]), test_sort);
    }

  return g_test_run ();
}
