#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:1|3|?" }, { NULL }, "f", "-1|1|nan" },
  { "{\"center\":false}", { "a n:5|5" }, { NULL }, "f", "5|5" },
  { NULL, { "a n:?|?" }, { NULL }, NULL, NULL, "no value" },
};

static const NodeState refused[] = {
  { NULL, "{}", "mean" },
  { NULL, "{\"mean\":1,\"sd\":-1}", "negative" },
  { NULL, "{\"mean\":\"a\",\"sd\":1}", "number" },
};

static void
test_cases (void)
{
  node_cases_run ("z-score", cases, G_N_ELEMENTS (cases));
}

static void
test_refused (void)
{
  node_states_refuse ("z-score", 1, refused, G_N_ELEMENTS (refused));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-z-score/cases", test_cases);
  g_test_add_func ("/node-z-score/refused", test_refused);

  return g_test_run ();
}
