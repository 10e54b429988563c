#include "core/base/clock.h"

static gint64
say_seven (void)
{
  return 7;
}

static gint64
say_eight (void)
{
  return 8;
}

static void
test_can_be_replaced (void)
{
  static const JigClock clock = { say_seven, say_eight };

  jig_clock_set (&clock);
  g_assert_cmpint (jig_clock_now (), ==, 7);
  g_assert_cmpint (jig_clock_monotonic (), ==, 8);

  jig_clock_set (NULL);
  g_assert_cmpint (jig_clock_now (), !=, 7);
  g_assert_cmpint (jig_clock_monotonic (), !=, 8);
}

static void
test_units (void)
{
  gint64 began = jig_clock_monotonic ();

  g_assert_cmpint (jig_clock_monotonic (), >=, began);

  /* Microseconds since 1970: after 2020, before 2200. */
  g_assert_cmpint (jig_clock_now (), >, G_GINT64_CONSTANT (1577836800000000));
  g_assert_cmpint (jig_clock_now (), <, G_GINT64_CONSTANT (7258118400000000));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/can-be-replaced", test_can_be_replaced);
  g_test_add_func ("/clock/units", test_units);

  return g_test_run ();
}
