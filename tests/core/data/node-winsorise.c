#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"lower\":0.25,\"upper\":0.75}", { "a n:0|4|8|12|16" }, { "a n:-5|6|99|?" }, "f",
    "4|6|12|nan" },
  { "{\"lower\":0,\"upper\":1}", { "a n:?|3|1" }, { "a n:0|2|4" }, "f", "1|2|3" },
  { NULL, { "a n:?|?" }, { NULL }, NULL, NULL, "no value" },
};

static const NodeState refused[] = {
  { NULL, "{\"lower\":1}", "upper" },
  { NULL, "{\"lower\":2,\"upper\":1}", "greater" },
};

static void
test_cases (void)
{
  node_cases_run ("winsorise", cases, G_N_ELEMENTS (cases));
}

static void
test_refused (void)
{
  node_states_refuse ("winsorise", 1, refused, G_N_ELEMENTS (refused));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-winsorise/cases", test_cases);
  g_test_add_func ("/node-winsorise/refused", test_refused);

  return g_test_run ();
}
