#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"lower\":1,\"upper\":3}", { "a n:0|2|4|?" }, { NULL }, "f", "1|2|3|nan" },
  { NULL, { "a b:0|1|?" }, { NULL }, "f", "0|1|nan" },
  { "{\"lower\":3,\"upper\":1}", { "a n:0" }, { NULL }, NULL, NULL, "greater" },
};

static const NodeState refused[] = {
  { "{\"lower\":3,\"upper\":1}", "{}", "greater" },
};

static void
test_cases (void)
{
  node_cases_run ("clip", cases, G_N_ELEMENTS (cases));
}

static void
test_refused (void)
{
  node_states_refuse ("clip", 1, refused, G_N_ELEMENTS (refused));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-clip/cases", test_cases);
  g_test_add_func ("/node-clip/refused", test_refused);

  return g_test_run ();
}
