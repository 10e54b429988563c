#include "tests/support/node-cases.h"

/* The buckets were computed by another program: FNV-1a, 64 bits, modulo 8. */
static const NodeCase cases[] = {
  { "{\"buckets\":8,\"output\":\"index\"}", { "a c:hello|강남|?" },
    { "a x:world|hello|" }, "f", "4|4|nan" },
  { "{\"buckets\":8,\"output\":\"index\"}", { "a n:12|0.5|?" }, { NULL }, "f", "7|7|nan" },
  { "{\"buckets\":8,\"output\":\"index\"}", { "a b:1" }, { NULL }, "f", "1" },
  { "{\"buckets\":2}", { "a n:12|?|1" }, { NULL }, "f#0|f#1", "0 1|0 0|0 1" },
};

static void
test_cases (void)
{
  node_cases_run ("hash", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-hash/cases", test_cases);

  return g_test_run ();
}
