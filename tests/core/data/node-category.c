#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a c:hello|world|world" }, { "a c:hello|world|moon|?" }, "f", "1|0|nan|nan" },
  { NULL, { "a c:b|a|c|c|?" }, { "a c:a|b|c" }, "f", "1|2|0" },
  { NULL, { "a c:?|?" }, { NULL }, NULL, NULL, "no value" },
};

static const NodeState refused[] = {
  { NULL, "{}", "values" },
  { NULL, "{\"values\":[\"a\"]}", "other" },
  { NULL, "{\"values\":\"0..3\",\"other\":false}", "values" },
  { NULL, "{\"values\":[\"a\",\"a\"],\"other\":false}", "twice" },
  { NULL, "{\"values\":[1],\"other\":true}", "not a text" },
};

static void
test_cases (void)
{
  node_cases_run ("category", cases, G_N_ELEMENTS (cases));
}

static void
test_refused (void)
{
  node_states_refuse ("category", 1, refused, G_N_ELEMENTS (refused));
}

/* The most frequent 254 have codes of their own; the others share one. */
static void
test_many (void)
{
  g_autoptr(GString) training = g_string_new ("a c:?");

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (training, "|v%03u", i);
      if (i >= 46)
        g_string_append_printf (training, "|v%03u", i);
    }

  {
    const NodeCase many = { NULL, { training->str }, { "a c:v000|v045|v046|v299|new|?" }, "f",
                            "254|254|0|253|254|nan" };

    node_cases_run ("category", &many, 1);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-category/cases", test_cases);
  g_test_add_func ("/node-category/refused", test_refused);
  g_test_add_func ("/node-category/many", test_many);

  return g_test_run ();
}
