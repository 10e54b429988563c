#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"table\":\"2 2\\ncat 1 2\\ndog 3 -4\"}", { "a c:dog|emu|cat" },
    { NULL }, "f[0]|f[1]", "3 -4|0 0|1 2" },
  { "{\"table\":\"cat,1,2\\ndog,3\"}", { "a c:dog" }, { NULL }, NULL, NULL, "instead of" },
};

static void
test_cases (void)
{
  node_cases_run ("embedding", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-embedding/cases", test_cases);

  return g_test_run ();
}
