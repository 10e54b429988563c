#include "core/boost/boost-settings.h"

#include "core/base/error.h"

#include <math.h>
#include <string.h>

static void
read_words (const char      *words,
            JigBoosterRules *rules)
{
  g_autoptr(JigValues) values = jig_values_new (jig_boost_settings);
  g_auto(GStrv) pairs = g_strsplit (words, " ", -1);
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (pairs[i], "=", 2);

      jig_values_parse (values, pair[0], pair[1], &error);
      g_assert_no_error (error);
    }

  g_assert_true (jig_boost_settings_read (values, rules, &error));
  g_assert_no_error (error);
}

static void
test_defaults (void)
{
  static const struct
  {
    const char *id;
    double      value;
  } defaults[] = {
    { "trees", 200 }, { "depth", 6 }, { "rate", 0.1 }, { "lambda", 1 }, { "gamma", 0 },
    { "min_child_weight", 1 }, { "rows", 1 }, { "columns", 1 }, { "bins", 255 },
    { "early_stop", 0 }, { "leaves", 0 },
    { "alpha", 0 }, { "max_delta_step", 0 }, { "path_smooth", 0 }, { "min_rows", 1 },
    { "columns_level", 1 }, { "columns_node", 1 },
  };
  g_autoptr(JigValues) values = jig_values_new (jig_boost_settings);
  JigBoosterRules rules;

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    g_assert_cmpfloat (jig_values_get_number (values, defaults[i].id), ==, defaults[i].value);

  g_assert_true (jig_boost_settings_read (values, &rules, NULL));
  g_assert_true (isnan (rules.base_score));
  g_assert_false (rules.grow.by_gain);
}

/* Every setting arrives where it belongs. */
static void
test_read (void)
{
  JigBoosterRules rules;

  read_words ("early_delta=0.5 keep_all_trees=yes metric=auc", &rules);
  g_assert_cmpfloat (rules.early_delta, ==, 0.5);
  g_assert_true (rules.keep_all_trees);
  g_assert_true (rules.has_metric);
  g_assert_cmpuint (rules.metric, ==, JIG_METRIC_AUC);
  read_words ("metric=auto", &rules);
  g_assert_false (rules.has_metric);
  read_words ("dart_rate=0.25 dart_skip=0.125 dart_max=7 dart_norm=forest", &rules);
  g_assert_cmpfloat (rules.dart.rate, ==, 0.25);
  g_assert_cmpfloat (rules.dart.skip, ==, 0.125);
  g_assert_cmpuint (rules.dart.most, ==, 7);
  g_assert_true (rules.dart.by_forest);
  read_words ("goss_top=0.25 goss_other=0.125", &rules);
  g_assert_cmpfloat (rules.gradient_sample.top, ==, 0.25);
  g_assert_cmpfloat (rules.gradient_sample.other, ==, 0.125);
  read_words ("trees=7 depth=5 growth=leaf leaves=11 rate=0.25 lambda=2 gamma=3 min_child_weight=4"
              " rows=0.5 columns=0.75 bins=63 base_score=0.125 early_stop=9 alpha=6"
              " max_delta_step=8 path_smooth=10 min_rows=12 columns_level=0.625 columns_node=0.875",
              &rules);
  g_assert_cmpuint (rules.n_rounds, ==, 7);
  g_assert_cmpuint (rules.grow.depth, ==, 5);
  g_assert_true (rules.grow.by_gain);
  g_assert_cmpuint (rules.grow.leaves, ==, 11);
  g_assert_cmpfloat (rules.grow.rate, ==, 0.25);
  g_assert_cmpfloat (rules.grow.split.lambda, ==, 2);
  g_assert_cmpfloat (rules.grow.split.gamma, ==, 3);
  g_assert_cmpfloat (rules.grow.split.min_child_weight, ==, 4);
  g_assert_cmpfloat (rules.grow.split.alpha, ==, 6);
  g_assert_cmpfloat (rules.grow.split.max_delta_step, ==, 8);
  g_assert_cmpfloat (rules.grow.split.path_smooth, ==, 10);
  g_assert_cmpuint (rules.grow.split.min_rows, ==, 12);
  g_assert_cmpfloat (rules.grow.level_share, ==, 0.625);
  g_assert_cmpfloat (rules.grow.node_share, ==, 0.875);
  g_assert_cmpfloat (rules.row_share, ==, 0.5);
  g_assert_cmpfloat (rules.column_share, ==, 0.75);
  g_assert_cmpuint (rules.max_bins, ==, 63);
  g_assert_cmpfloat (rules.base_score, ==, 0.125);
  g_assert_cmpuint (rules.early_stop, ==, 9);
}

static void
test_methods (void)
{
  JigBoosterRules rules;

  read_words ("trees=1", &rules);
  g_assert_false (rules.is_exact);
  g_assert_cmpint (rules.exact_like, ==, JIG_EXACT_LIKE_3);
  g_assert_cmpint (rules.gradients, ==, JIG_GRADIENT_PACKED);
  read_words ("method=exact exact_like=1.7 gradients=wide", &rules);
  g_assert_true (rules.is_exact);
  g_assert_cmpint (rules.exact_like, ==, JIG_EXACT_LIKE_1_7);
  g_assert_cmpint (rules.gradients, ==, JIG_GRADIENT_WIDE);
  read_words ("gradients=coarse", &rules);
  g_assert_cmpint (rules.gradients, ==, JIG_GRADIENT_COARSE);
  read_words ("gradients=float", &rules);
  g_assert_cmpint (rules.gradients, ==, JIG_GRADIENT_FLOAT);
}

/* What may not stand together says what to leave out. */
static void
test_shares_refused (void)
{
  static const struct
  {
    const char *id;
    double      top;
    const char *other_id;
    double      other;
    const char *says;
  } cases[] = {
    { "goss_top", 0.6, "goss_other", 0.5, "together at most 1" },
    { "goss_top", 0.2, "rows", 0.5, "leave one of the two out" },
    { "goss_other", 0.2, "rows", 0.5, "leave one of the two out" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (jig_boost_settings);
      g_autoptr(GError) error = NULL;
      JigBoosterRules rules;

      g_assert_true (jig_values_set_number (values, cases[i].id, cases[i].top, NULL));
      g_assert_true (jig_values_set_number (values, cases[i].other_id, cases[i].other, NULL));
      g_assert_false (jig_boost_settings_read (values, &rules, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Every choice but the first is a metric. */
static void
test_metrics (void)
{
  const JigParam *param = jig_param_find (jig_boost_settings, "metric");

  for (gsize i = 1; param->choices[i].id != NULL; i++)
    {
      JigMetricId metric;

      g_assert_true (jig_metric_from_id (param->choices[i].id, &metric));
      g_assert_cmpint (jig_metric_get_info (metric)->higher_is_better, !=, 0);
      g_assert_cmpstr (param->choices[i].title, ==, jig_metric_get_info (metric)->title);
    }
}

static void
test_base_score_refused (void)
{
  static const char * const words[] = { "half", "nan", "inf", "0,5", "1e999" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (jig_boost_settings);
      g_autoptr(GError) error = NULL;
      JigBoosterRules rules;

      g_assert_true (jig_values_parse (values, "base_score", words[i], NULL));
      g_assert_false (jig_boost_settings_read (values, &rules, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_true (g_str_has_prefix (error->message, "base_score must be a number or "));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boost-settings/defaults", test_defaults);
  g_test_add_func ("/boost-settings/methods", test_methods);
  g_test_add_func ("/boost-settings/read", test_read);
  g_test_add_func ("/boost-settings/shares", test_shares_refused);
  g_test_add_func ("/boost-settings/metrics", test_metrics);
  g_test_add_func ("/boost-settings/base-score", test_base_score_refused);

  return g_test_run ();
}
