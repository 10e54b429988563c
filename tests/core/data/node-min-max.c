#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:2|4|?" }, { "a n:1|3|6|?" }, "f", "-0.5|0.5|2|nan" },
  { "{\"clip\":true}", { "a n:2|4" }, { "a n:1|3|6|?" }, "f", "0|0.5|1|nan" },
  { NULL, { "a n:7|7" }, { "a n:7|9" }, "f", "0|2" },
  { NULL, { "a n:?" }, { NULL }, NULL, NULL, "no value" },
  { NULL, { "a n:-1e308|1e308" }, { NULL }, NULL, NULL, "too large" },
};

static const NodeState refused[] = {
  { NULL, "{\"min\":1}", "max" },
  { NULL, "{\"min\":2,\"max\":1}", "greater" },
  { NULL, "{\"min\":null,\"max\":1}", "min" },
};

static void
test_cases (void)
{
  node_cases_run ("min-max", cases, G_N_ELEMENTS (cases));
}

static void
test_refused (void)
{
  node_states_refuse ("min-max", 1, refused, G_N_ELEMENTS (refused));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-min-max/cases", test_cases);
  g_test_add_func ("/node-min-max/refused", test_refused);

  return g_test_run ();
}
