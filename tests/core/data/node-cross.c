#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"ranges\":\"0..1,5..6\"}", { "a b:0|1", "b n:5|6" },
    { "a b:1|0|1", "b n:5|6|9" }, "f=0 x 5|f=0 x 6|f=1 x 5|f=1 x 6", "0 0 1 0|0 1 0 0|0 0 0 0" },
  { "{\"buckets\":1}", { "a c:x|?", "b c:y|z" }, { NULL }, "f", "1|0" },
  { NULL, { "a c:x|y", "b c:u|v" },
    { "a c:y|x", "b c:u|w" }, "f=x x u|f=x x v|f=y x u|f=y x v", "0 0 1 0|0 0 0 0" },
};

static void
test_cases (void)
{
  node_cases_run ("cross", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-cross/cases", test_cases);

  return g_test_run ();
}
