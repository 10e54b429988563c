#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a c:b|a|b" }, { "a c:a|c|?|b" }, "f=b|f=a", "0 1|0 0|0 0|1 0" },
  { "{\"order\":\"sorted\",\"other\":true}", { "a c:b|a|b" },
    { "a c:a|c|?|b" }, "f=a|f=b|f=(other)", "1 0 0|0 0 1|0 0 1|0 1 0" },
  { "{\"range\":\"1..3\"}", { "a n:1|1" },
    { "a n:3|0|1.5" }, "f=1|f=2|f=3", "0 0 1|0 0 0|0 0 0" },
  { "{\"range\":\"3..1\"}", { "a n:1|1" }, { NULL }, NULL, NULL, "range" },
};

static void
test_cases (void)
{
  node_cases_run ("one-hot", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-one-hot/cases", test_cases);

  return g_test_run ();
}
