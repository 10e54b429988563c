#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:-1|2|?|3", "b n:0|4|1|?" }, { NULL }, "f", "-0|8|nan|nan" },
};

static void
test_cases (void)
{
  node_cases_run ("product", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-product/cases", test_cases);

  return g_test_run ();
}
