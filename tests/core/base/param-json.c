#include "core/base/param-json.h"

static const JigParam deeper[] = {
  { "k", "K", JIG_PARAM_INTEGER, 3, 1, 9 },
  { NULL }
};

static const JigChoice choices[] = {
  { "near", "Near", deeper },
  { "far", "Far" },
  { NULL }
};

static const JigParam table[] = {
  { "rate", "Rate", JIG_PARAM_LOG, 0.1, 0.001, 1, .unit = "s", .hint = "How fast" },
  { "on", "On", JIG_PARAM_SWITCH, 1 },
  { "how", "How", JIG_PARAM_CHOICE, .text = "near", .choices = choices },
  { NULL }
};

static char *
write_table (const JigParam *params)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_param_write_table (params, writer);

  return jig_json_writer_finish (writer);
}

static void
test_table (void)
{
  g_autofree char *json = write_table (table);
  g_autofree char *nothing = write_table (NULL);

  g_assert_cmpstr (json, ==,
                   "[{\"id\":\"rate\",\"title\":\"Rate\",\"kind\":\"log\",\"default\":0.1,"
                   "\"lower\":0.001,\"upper\":1,\"unit\":\"s\",\"hint\":\"How fast\"},"
                   "{\"id\":\"on\",\"title\":\"On\",\"kind\":\"switch\",\"default\":true,"
                   "\"hint\":null},"
                   "{\"id\":\"how\",\"title\":\"How\",\"kind\":\"choice\",\"default\":\"near\","
                   "\"choices\":[{\"id\":\"near\",\"title\":\"Near\",\"params\":"
                   "[{\"id\":\"k\",\"title\":\"K\",\"kind\":\"integer\",\"default\":3,"
                   "\"lower\":1,\"upper\":9,\"hint\":null}]},"
                   "{\"id\":\"far\",\"title\":\"Far\"}],\"hint\":null}]");
  g_assert_cmpstr (nothing, ==, "[]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/param-json/table", test_table);

  return g_test_run ();
}
