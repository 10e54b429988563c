#include "core/model/setting-need.h"

#include "core/model/model.h"

/* What is set and does nothing, by "name=value" words of boosted trees. */
static const struct
{
  const char *words;
  const char *id;        /* (nullable) */
} cases[] = {
  { "trees=5", NULL },
  { "dart_skip=0.1", "dart_skip" },
  { "dart_max=3", "dart_max" },
  { "dart_norm=forest", "dart_norm" },
  { "dart_skip=0.1 dart_max=3 dart_norm=forest dart_rate=0.1", NULL },
  { "early_delta=0.5", "early_delta" },
  { "keep_all_trees=yes", "keep_all_trees" },
  { "early_delta=0.5 keep_all_trees=yes early_stop=3", NULL },
  { "growth=leaf", "growth" },
  { "growth=leaf leaves=7", NULL },
  { "bins=63", NULL },
  { "bins=63 method=exact", "bins" },
};

static void
test_idle (void)
{
  const JigModelOps *ops = jig_model_find_ops ("boost");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (ops->params);
      g_auto(GStrv) words = g_strsplit (cases[i].words, " ", -1);
      const char *idle = NULL;

      for (gsize k = 0; words[k] != NULL; k++)
        {
          g_auto(GStrv) pair = g_strsplit (words[k], "=", 2);

          g_assert_true (jig_values_parse (values, pair[0], pair[1], NULL));
        }
      for (const JigSettingNeed *need = ops->needs; need->id != NULL; need++)
        if (jig_setting_need_is_idle (need, values))
          {
            g_assert_null (idle);
            idle = need->id;
          }
      g_assert_cmpstr (idle, ==, cases[i].id);
    }
}

/* Tables name settings that there are. */
static void
test_tables (void)
{
  for (gsize i = 0; jig_models[i] != NULL; i++)
    {
      const JigSettingNeed *need = jig_models[i]->needs;

      for (; need != NULL && need->id != NULL; need++)
        {
          g_assert_nonnull (jig_param_find (jig_models[i]->params, need->id));
          g_assert_nonnull (jig_param_find (jig_models[i]->params, need->needs));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/setting-need/idle", test_idle);
  g_test_add_func ("/setting-need/tables", test_tables);

  return g_test_run ();
}
