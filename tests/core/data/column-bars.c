#include "core/data/column-bars.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "tests/support/columns.h"

#include <math.h>

static JigColumnBars
bars (JigColumn *column)
{
  g_autoptr(JigColumn) owned = column;
  JigColumnBars counted;

  g_assert_true (jig_column_bars_count (owned, &counted, NULL));
  return counted;
}

static void
test_numbers_in_bars_of_equal_width (void)
{
  double values[JIG_COLUMN_N_BARS + 3];
  JigColumnBars counted;

  for (guint i = 0; i < JIG_COLUMN_N_BARS; i++)
    values[i] = i + 0.5;
  values[JIG_COLUMN_N_BARS] = 0.0;
  values[JIG_COLUMN_N_BARS + 1] = JIG_COLUMN_N_BARS;
  values[JIG_COLUMN_N_BARS + 2] = NAN;
  counted = bars (jig_test_numbers ("n", values, G_N_ELEMENTS (values)));

  g_assert_cmpuint (counted.n_bars, ==, JIG_COLUMN_N_BARS);
  for (guint i = 0; i < JIG_COLUMN_N_BARS; i++)
    g_assert_cmpuint (counted.counts[i], ==, i == 0 || i == JIG_COLUMN_N_BARS - 1 ? 2 : 1);
}

static void
test_numbers_at_the_edges (void)
{
  const double same[] = { 7.0, 7.0 };
  const double wide[] = { -1.7e308, 1.7e308, INFINITY };
  const double none[] = { NAN };
  JigColumnBars counted = bars (jig_test_numbers ("n", same, 2));

  g_assert_cmpuint (counted.counts[0], ==, 2);

  counted = bars (jig_test_numbers ("n", wide, 3));
  g_assert_cmpuint (counted.counts[0], ==, 1);
  g_assert_cmpuint (counted.counts[JIG_COLUMN_N_BARS - 1], ==, 1);

  counted = bars (jig_test_numbers ("n", none, 1));
  g_assert_cmpuint (counted.n_bars, ==, 0);

  counted = bars (jig_test_numbers ("n", none, 0));
  g_assert_cmpuint (counted.n_bars, ==, 0);
}

static void
test_other_types (void)
{
  const char * const levels[] = { "a", "b", "c", NULL };
  const guint32 codes[] = { 1, 0, 1, JIG_CODE_MISSING, 1 };
  const guint8 booleans[] = { 0, 1, 1, JIG_BOOLEAN_MISSING };
  const gint64 times[] = { 0, 86400000000, JIG_TIME_MISSING };
  const char * const cells[] = { "x", "y" };
  JigColumnBars counted = bars (jig_test_categories ("c", codes, 5, levels));

  g_assert_cmpuint (counted.n_bars, ==, 2);
  g_assert_cmpuint (counted.counts[0], ==, 3);
  g_assert_cmpuint (counted.counts[1], ==, 1);

  counted = bars (jig_test_booleans ("b", booleans, 4));
  g_assert_cmpuint (counted.n_bars, ==, 2);
  g_assert_cmpuint (counted.counts[0], ==, 2);

  counted = bars (jig_test_times ("t", times, 3, FALSE));
  g_assert_cmpuint (counted.counts[0], ==, 1);
  g_assert_cmpuint (counted.counts[JIG_COLUMN_N_BARS - 1], ==, 1);

  counted = bars (jig_test_texts ("x", cells, 2));
  g_assert_cmpuint (counted.n_bars, ==, 0);
}

static void
test_every_allocation_may_fail (void)
{
  const char * const levels[] = { "a", "b", NULL };
  const guint32 codes[] = { 1, 0 };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_categories ("c", codes, 2, levels), NULL);
  gboolean is_done = FALSE;

  for (gssize n = 0; !is_done; n++)
    {
      g_autoptr(GError) error = NULL;
      JigColumnBars *bars;

      jig_alloc_fail_after (n);
      bars = jig_column_bars_count_all (frame, NULL, &error);
      jig_alloc_fail_after (-1);
      is_done = bars != NULL;
      if (!is_done)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
      jig_free (bars);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-bars/numbers-in-bars-of-equal-width",
                   test_numbers_in_bars_of_equal_width);
  g_test_add_func ("/column-bars/numbers-at-the-edges", test_numbers_at_the_edges);
  g_test_add_func ("/column-bars/other-types", test_other_types);
  g_test_add_func ("/column-bars/every-allocation-may-fail", test_every_allocation_may_fail);

  return g_test_run ();
}
