#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"buckets\":2}", { "a n:1|2|3|4" }, { "a n:2|3|?" }, "f=0: <3|f=1: >=3", "1 0|0 1|0 0" },
};

static void
test_cases (void)
{
  node_cases_run ("quantile-bucket", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-quantile-bucket/cases", test_cases);

  return g_test_run ();
}
