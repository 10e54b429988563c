#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"cuts\":\"18, 30\",\"output\":\"index\"}", { "a n:17|18|30|?" },
    { NULL }, "f", "0|1|2|nan" },
  { "{\"cuts\":\"3,1\"}", { "a n:17" }, { NULL }, NULL, NULL, "rising" },
};

static void
test_cases (void)
{
  node_cases_run ("fixed-bucket", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-fixed-bucket/cases", test_cases);

  return g_test_run ();
}
