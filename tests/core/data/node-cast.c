#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a c:12|1,234|?" }, { NULL }, "f", "12|nan|nan" },
  { "{\"to\":\"integer\"}", { "a n:-1.7|2.9" }, { NULL }, "f", "-1|2" },
};

static void
test_cases (void)
{
  node_cases_run ("cast", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-cast/cases", test_cases);

  return g_test_run ();
}
