#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"output\":\"both\"}", { "a n:1|?|3" }, { NULL }, "f|f missing", "1 0|2 1|3 0" },
  { "{\"method\":\"mode\"}", { "a n:2|1|2|1|?" }, { NULL }, "f", "2|1|2|1|1" },
};

static void
test_cases (void)
{
  node_cases_run ("impute", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-impute/cases", test_cases);

  return g_test_run ();
}
