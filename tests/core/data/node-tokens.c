#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"words\":2}", { "a x:The cat the dog|Dog, ÄPFEL the|" },
    { "a x:THE dog DOG|" }, "f:the|f:dog", "1 2|0 0" },
};

static void
test_cases (void)
{
  node_cases_run ("tokens", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-tokens/cases", test_cases);

  return g_test_run ();
}
