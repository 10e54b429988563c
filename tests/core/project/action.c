/* Also tests core/project/command.c. */

#include "core/project/action.h"

#include "core/base/error.h"
#include "core/project/command.h"

static void
test_json (void)
{
  g_autoptr(JigAction) action = jig_action_new (jig_command_find (jig_commands, "schema"),
                                                "data-2");
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autoptr(JigAction) back = NULL;

  g_assert_true (jig_action_set (action, "data", "data-1", &error));
  g_assert_true (jig_action_set (action, "column", "요금", &error));
  g_assert_true (jig_action_set (action, "role", "target", &error));
  json = jig_action_to_json (action);
  g_assert_cmpstr (json, ==, "{\"do\":\"schema\",\"as\":\"data-2\",\"with\":{\"data\":\"data-1\","
                             "\"column\":\"요금\",\"role\":\"target\",\"type\":\"keep\"}}");

  back = jig_action_from_json (json, -1, jig_commands, "journal", &error);
  g_assert_no_error (error);
  again = jig_action_to_json (back);
  g_assert_cmpstr (again, ==, json);
}

static void
test_defaults (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigAction) action = jig_action_from_json ("{\"do\":\"load\",\"with\":"
                                                      "{\"file\":\"a.csv\"}}", -1, jig_commands,
                                                      "journal", &error);

  g_assert_no_error (error);
  g_assert_null (jig_action_get_as (action));
  g_assert_cmpstr (jig_values_get_text (jig_action_get_values (action), "header"), ==, "auto");

  jig_action_set_as (action, "data-9");
  jig_action_set_as (action, jig_action_get_as (action));
  g_assert_cmpstr (jig_action_get_as (action), ==, "data-9");
}

static void
test_refused (void)
{
  static const struct { const char *json; int code; const char *says; } rows[] = {
    { "[1]", JIG_ERROR_FORMAT, "not an action" },
    { "{\"as\":\"x\"}", JIG_ERROR_FORMAT, "do" },
    { "{\"do\":\"fly\"}", JIG_ERROR_VALUE, "fly" },
    { "{\"do\":\"load\",\"as\":7}", JIG_ERROR_FORMAT, "as" },
    { "{\"do\":\"load\",\"with\":[]}", JIG_ERROR_FORMAT, "with" },
    { "{\"do\":\"load\",\"with\":{\"fiel\":\"a\"}}", JIG_ERROR_VALUE, "file" },
    { "{\"do\":", JIG_ERROR_FORMAT, "journal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", rows[i].json);
      g_assert_null (jig_action_from_json (rows[i].json, -1, jig_commands, "journal", &error));
      g_assert_error (error, JIG_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

/* Every command says what it is. */
static void
test_commands (void)
{
  g_assert_nonnull (jig_commands[0]);
  for (gsize i = 0; jig_commands[i] != NULL; i++)
    {
      const JigCommand *command = jig_commands[i];

      g_test_message ("%s", command->id);
      g_assert_true (jig_command_find (jig_commands, command->id) == command);
      g_assert_nonnull (command->title);
      g_assert_nonnull (command->object);
      g_assert_cmpuint (command->version, >=, 1);
      for (const JigParam *param = jig_command_get_params (command); param->id != NULL; param++)
        {
          g_assert_nonnull (param->title);
          g_assert_nonnull (param->hint);
        }
    }
  g_assert_null (jig_command_find (jig_commands, "fly"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/action/json", test_json);
  g_test_add_func ("/action/defaults", test_defaults);
  g_test_add_func ("/action/refused", test_refused);
  g_test_add_func ("/action/commands", test_commands);

  return g_test_run ();
}
