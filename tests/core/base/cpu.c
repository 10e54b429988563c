#define _GNU_SOURCE

#include "core/base/cpu.h"

#include <sched.h>

static void
test_is_within_the_machine (void)
{
  guint n_granted = jig_cpu_get_n_granted ();

  g_assert_cmpuint (n_granted, >=, 1);
  g_assert_cmpuint (n_granted, <=, g_get_num_processors ());
}

static void
test_follows_affinity (void)
{
  cpu_set_t all;
  cpu_set_t one;
  int first = 0;

  g_assert_cmpint (sched_getaffinity (0, sizeof all, &all), ==, 0);
  while (!CPU_ISSET (first, &all))
    first++;
  CPU_ZERO (&one);
  CPU_SET (first, &one);

  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  g_assert_cmpuint (jig_cpu_get_n_granted (), ==, 1);
  g_assert_cmpint (sched_setaffinity (0, sizeof all, &all), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cpu/is-within-the-machine", test_is_within_the_machine);
  g_test_add_func ("/cpu/follows-affinity", test_follows_affinity);

  return g_test_run ();
}
