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

static void
test_every_machine_is_portable (void)
{
  g_assert_true (jig_cpu_has_isa (JIG_ISA_PORTABLE));
  g_assert_true (jig_cpu_has_isa (jig_cpu_get_isa ()));
  for (JigIsa isa = JIG_ISA_AVX2; isa < JIG_N_ISAS; isa++)
    g_assert_true (!jig_cpu_has_isa (isa) || jig_cpu_has_isa (isa - 1));
}

static void
test_goes_by_the_environment (void)
{
  if (g_test_subprocess ())
    {
      g_assert_cmpint (jig_cpu_get_isa (), ==, JIG_ISA_PORTABLE);
      return;
    }

  g_setenv ("JIG_ISA", "portable", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("JIG_ISA");
  g_test_trap_assert_passed ();
}

static void
test_goes_by_what_is_set (void)
{
  const JigIsa before = jig_cpu_get_isa ();

  jig_cpu_set_isa (JIG_ISA_PORTABLE);
  g_assert_cmpint (jig_cpu_get_isa (), ==, JIG_ISA_PORTABLE);
  g_assert_cmpstr (jig_cpu_get_isa_name (JIG_ISA_PORTABLE), ==, "portable");
  jig_cpu_set_isa (before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cpu/is-within-the-machine", test_is_within_the_machine);
  g_test_add_func ("/cpu/follows-affinity", test_follows_affinity);

  g_test_add_func ("/cpu/every-machine-is-portable", test_every_machine_is_portable);
  g_test_add_func ("/cpu/goes-by-the-environment", test_goes_by_the_environment);
  g_test_add_func ("/cpu/goes-by-what-is-set", test_goes_by_what_is_set);

  return g_test_run ();
}
