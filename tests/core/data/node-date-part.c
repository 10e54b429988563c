#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"part\":\"day-of-week\",\"week\":\"sunday1\"}", { "a t:2024-03-03|2024-03-09|?" },
    { NULL }, "f", "1|7|nan" },
  { "{\"part\":\"day-of-week\",\"week\":\"monday0\"}", { "a t:2024-03-03|2024-03-04" },
    { NULL }, "f", "6|0" },
  { "{\"part\":\"day-of-week\",\"week\":\"monday1\"}", { "a t:2024-03-03|2024-03-04" },
    { NULL }, "f", "7|1" },
  { "{\"part\":\"hour\",\"zone\":540}", { "a t:2024-03-03T20:15:00" }, { NULL }, "f", "5" },
  { "{\"part\":\"day-of-year\"}", { "a t:2024-12-31" }, { NULL }, "f", "366" },
  { "{\"part\":\"days-since\",\"since\":\"2024-01-01\"}", { "a t:2024-01-02T12:00:00" },
    { NULL }, "f", "1.5" },
  { "{\"part\":\"weekend\"}", { "a t:2024-03-02|2024-03-04" }, { NULL }, "f", "1|0" },
};

static void
test_cases (void)
{
  node_cases_run ("date-part", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-date-part/cases", test_cases);

  return g_test_run ();
}
