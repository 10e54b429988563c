#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a c:hello|world|hello" }, { "a c:world|moon|?" }, "f", "1|nan|nan" },
  { "{\"other\":true}", { "a c:b|a" }, { "a c:a|c|?" }, "f", "1|2|2" },
  { "{\"order\":\"sorted\"}", { "a n:10|9|10" }, { "a n:9|10|11" }, "f", "0|1|nan" },
  { NULL, { "a c:?|?" }, { NULL }, NULL, NULL, "no value" },
};

static const NodeState refused[] = {
  { NULL, "{}", "vocabulary" },
  { NULL, "{\"values\":[\"a\",\"a\"]}", "twice" },
  { NULL, "{\"values\":[1]}", "not a text" },
};

static void
test_cases (void)
{
  node_cases_run ("vocabulary", cases, G_N_ELEMENTS (cases));
}

static void
test_refused (void)
{
  node_states_refuse ("vocabulary", 1, refused, G_N_ELEMENTS (refused));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-vocabulary/cases", test_cases);
  g_test_add_func ("/node-vocabulary/refused", test_refused);

  return g_test_run ();
}
