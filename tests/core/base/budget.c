#include "core/base/budget.h"

#include "core/base/alloc.h"

static void
test_reads_meminfo (void)
{
  static const struct { const char *text; gsize n_bytes; } rows[] = {
    { "MemTotal: 9 kB\nMemAvailable:   1024 kB\n", 1024 * 1024 },
    { "MemTotal: 9 kB\n", G_MAXSIZE },
    { "MemAvailable: none\n", G_MAXSIZE },
    { "MemAvailable: 99999999999999999999 kB\n", G_MAXSIZE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (jig_budget_parse_meminfo (rows[i].text), ==, rows[i].n_bytes);
}

static void
test_sets_what_may_be_used (void)
{
  jig_budget_read ();
  g_assert_cmpuint (jig_alloc_get_budget (), >, 1024 * 1024);
  jig_alloc_set_budget (G_MAXSIZE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/budget/reads-meminfo", test_reads_meminfo);
  g_test_add_func ("/budget/sets-what-may-be-used", test_sets_what_may_be_used);

  return g_test_run ();
}
