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

static gint64
say_nine (void)
{
  return 9;
}

static gint64
say_ten (void)
{
  return 10;
}

static void
test_can_be_replaced (void)
{
  static const JigClock clock = { say_seven, say_eight, say_nine, say_ten };

  jig_clock_set (&clock);
  g_assert_cmpint (jig_clock_now (), ==, 7);
  g_assert_cmpint (jig_clock_monotonic (), ==, 8);
  g_assert_cmpint (jig_clock_busy (), ==, 9);
  g_assert_cmpint (jig_clock_queued (), ==, 10);

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

/* Whatever else the machine does, the parts of a time are no longer than the whole. */
static void
test_a_thread_has_a_time_of_its_own (void)
{
  gint64 began = jig_clock_monotonic ();
  gint64 busy = jig_clock_busy ();
  gint64 queued = jig_clock_queued ();
  gint64 spent;

  while (jig_clock_busy () < busy + 2000)
    continue;

  spent = jig_clock_busy () - busy + jig_clock_queued () - queued;
  g_assert_cmpint (jig_clock_queued (), >=, queued);
  g_assert_cmpint (spent, >=, 2000);
  g_assert_cmpint (spent, <=, jig_clock_monotonic () - began + 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/can-be-replaced", test_can_be_replaced);
  g_test_add_func ("/clock/units", test_units);
  g_test_add_func ("/clock/a-thread-has-a-time-of-its-own", test_a_thread_has_a_time_of_its_own);

  return g_test_run ();
}
