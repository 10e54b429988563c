#include "core/boost/boost-settings.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/boost/binning.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define AUTOMATIC "auto"

#define BY_GAIN "leaf"

#define EXACT    "exact"
#define LIKE_1_7 "1.7"

#define STEP "max_delta_step"

#define BY_FOREST "forest"

static const JigChoice growths[] = {
  { "depth", N_("Level by level") },
  { BY_GAIN, N_("Where it gains most") },
  { NULL }
};

static const JigParam huber_params[] = {
  { .id = "huber_delta", .title = N_("Delta"), .kind = JIG_PARAM_LOG,
    .value = 1, .lower = 1e-6, .upper = 1e9, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("Errors beyond this, in units of the label, count by their size, smaller ones by"
               " their square.") },
  { NULL }
};

static const JigParam quantile_params[] = {
  { .id = "quantile", .title = N_("Quantile"), .kind = JIG_PARAM_REAL,
    .value = 0.5, .lower = 0.001, .upper = 0.999,
    .hint = N_("What share of the labels lies below the prediction; 0.5 is the median.") },
  { NULL }
};

static const JigParam tweedie_params[] = {
  { .id = "tweedie_power", .title = N_("Variance power"), .kind = JIG_PARAM_REAL,
    .value = 1.5, .lower = 1.01, .upper = 1.99, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("The variance grows with this power of the mean: near 1 as for counts, near 2 as"
               " for amounts.") },
  { NULL }
};

static const JigChoice objectives[] = {
  { AUTOMATIC, N_("What the task suggests") },
  { "squared", N_("Number: squared error") },
  { "absolute", N_("Number: absolute error") },
  { "huber", N_("Number: squared near, absolute far"), huber_params },
  { "quantile", N_("Number: a quantile"), quantile_params },
  { "poisson", N_("Count: Poisson") },
  { "gamma", N_("Amount: gamma") },
  { "tweedie", N_("Amount or none: Tweedie"), tweedie_params },
  { "logistic", N_("Two classes: logistic") },
  { "softmax", N_("Several classes: softmax") },
  { NULL }
};

static const JigChoice likes[] = {
  { "3.x", N_("XGBoost 3.x") },
  { LIKE_1_7, N_("XGBoost 1.7") },
  { NULL }
};

static const JigParam exact_params[] = {
  { .id = "exact_like", .title = N_("Like"), .kind = JIG_PARAM_CHOICE, .text = "3.x",
    .choices = likes, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("Whose trees come out, where versions of XGBoost differ: with a largest step, and"
               " with fewer rows than a child needs.") },
  { NULL }
};

static const JigChoice methods[] = {
  { "hist", N_("Histograms") },
  { EXACT, N_("Every value"), exact_params },
  { NULL }
};

static const JigChoice gradients[] = {
  [JIG_GRADIENT_PACKED] = { "packed", N_("Packed") },
  [JIG_GRADIENT_COARSE] = { "coarse", N_("Coarse") },
  [JIG_GRADIENT_WIDE] = { "wide", N_("Wide") },
  [JIG_GRADIENT_FLOAT] = { "float", N_("As exact as floats") },
  { NULL }
};

static const JigChoice norms[] = {
  { "tree", N_("As much as each of them") },
  { BY_FOREST, N_("As much as all of them") },
  { NULL }
};

static const JigChoice metrics[] = {
  { AUTOMATIC, N_("Loss") },
  { "rmse", N_("RMSE") },
  { "mae", N_("Mean absolute error") },
  { "error", N_("Error rate") },
  { "logloss", N_("Log-loss") },
  { "auc", N_("AUC") },
  { "average_precision", N_("Average precision") },
  { "brier", N_("Brier score") },
  { NULL }
};

static const JigChoice categories[] = {
  { "numbers", N_("Numbers") },
  { "native", N_("Sets of levels") },
  { NULL }
};

/**
 * jig_boost_settings:
 *
 * The settings of boosted trees.
 */
const JigParam jig_boost_settings[] = {
  { .id = "objective", .title = N_("Objective"), .kind = JIG_PARAM_CHOICE,
    .text = AUTOMATIC, .choices = objectives,
    .hint = N_("What is made small. Poisson, gamma and Tweedie learn the logarithm of the"
               " prediction, for labels that are not negative.") },
  { .id = "trees", .title = N_("Trees"), .kind = JIG_PARAM_INTEGER,
    .value = 200, .lower = 1, .upper = JIG_LIMIT_TREES, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many rounds; with several classes each round grows a tree per class.") },
  { .id = "depth", .title = N_("Depth"), .kind = JIG_PARAM_INTEGER,
    .value = 6, .lower = 1, .upper = 64, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many questions in a row a tree may ask.") },
  { .id = "growth", .title = N_("Growth"), .kind = JIG_PARAM_CHOICE,
    .text = "depth", .choices = growths, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("With a limit of leaves: level by level, or first where it gains most.") },
  { .id = "leaves", .title = N_("Leaves"), .kind = JIG_PARAM_INTEGER,
    .value = 0, .lower = 0, .upper = 65536, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("How many leaves a tree may have; 0: as many as the depth allows.") },
  { .id = "rate", .title = N_("Learning rate"), .kind = JIG_PARAM_LOG,
    .value = 0.1, .lower = 0.001, .upper = 1, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("What part of each tree's advice is taken.") },
  { .id = "lambda", .title = N_("L2 on leaves"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0, .upper = 1000, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("Keeps leaves with little evidence small.") },
  { .id = "alpha", .title = N_("L1 on leaves"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("Taken off the size of every sum of first derivatives: a leaf of less is worth"
               " nothing.") },
  { .id = "gamma", .title = N_("Least gain"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("A split must lower the loss by this much. The gain is without 1/2, so this is"
               " twice the gamma of the paper.") },
  { .id = "min_child_weight", .title = N_("Least child weight"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("The least sum of second derivatives on either side of a split.") },
  { .id = "min_rows", .title = N_("Least rows"), .kind = JIG_PARAM_INTEGER,
    .value = 1, .lower = 1, .upper = 2147483647, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("How many rows there must be on either side of a split. Rows that weigh nothing do"
               " not count.") },
  { .id = STEP, .title = N_("Largest step"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("The most a leaf may be worth before the learning rate; 0: there is no limit, but"
               " 0.7 for Poisson.") },
  { .id = "path_smooth", .title = N_("Smoothing"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("For how many rows of a node the value of the node above counts.") },
  { .id = "rows", .title = N_("Share of rows"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0.01, .upper = 1, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many of the rows each round sees.") },
  { .id = "goss_top", .title = N_("Share of large gradients"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("After the first 1/rate rounds: this share of the rows is seen by its large"
               " gradients; 0 with \"goss_other\" 0: all rows are.") },
  { .id = "goss_other", .title = N_("Share of other rows"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("How many of all rows are drawn among those of small gradients; each counts for"
               " several.") },
  { .id = "columns", .title = N_("Share of features"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0.01, .upper = 1, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many of the features each tree may ask for.") },
  { .id = "columns_level", .title = N_("Share of features per level"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0.01, .upper = 1, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("How many of a tree's features each of its levels may ask for.") },
  { .id = "columns_node", .title = N_("Share of features per node"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0.01, .upper = 1, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("How many of a level's features each of its nodes may ask for.") },
  { .id = "monotone", .title = N_("Directions"), .kind = JIG_PARAM_TEXT, .text = "",
    .flags = JIG_PARAM_ADVANCED | JIG_PARAM_OPTIONAL,
    .hint = N_("Features with which the prediction may only rise (+1) or fall (-1), such as"
               " \"age:+1,price:-1\".") },
  { .id = "interactions", .title = N_("Interactions"), .kind = JIG_PARAM_TEXT, .text = "",
    .flags = JIG_PARAM_ADVANCED | JIG_PARAM_OPTIONAL,
    .hint = N_("Sets of features that may meet on one path of a tree, such as \"a,b;b,c\". A"
               " feature of no set stays alone; empty: all may meet.") },
  { .id = "dart_rate", .title = N_("Dropout of rounds"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("With what probability an earlier round is left out while a new one is grown"
               " (DART); 0: none is.") },
  { .id = "dart_skip", .title = N_("Rounds without dropout"), .kind = JIG_PARAM_REAL,
    .value = 0.5, .lower = 0, .upper = 1, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("With what probability a round leaves none out. Only with \"dart_rate\".") },
  { .id = "dart_max", .title = N_("Most rounds left out"), .kind = JIG_PARAM_INTEGER,
    .value = 50, .lower = 0, .upper = JIG_LIMIT_TREES, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("How many rounds are left out at most; 0: as many as it happens. Only with"
               " \"dart_rate\".") },
  { .id = "dart_norm", .title = N_("Weight after dropout"), .kind = JIG_PARAM_CHOICE,
    .text = "tree", .choices = norms, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("What a new round weighs beside those left out. Only with \"dart_rate\".") },
  { .id = "bins", .title = N_("Bins"), .kind = JIG_PARAM_INTEGER,
    .value = JIG_BINNING_MAX_BINS, .lower = 2, .upper = JIG_BINNING_MAX_BINS,
    .flags = JIG_PARAM_ADVANCED,
    .hint = N_("Into how many parts the values of a feature are cut before trees see them.") },
  { .id = "method", .title = N_("Method"), .kind = JIG_PARAM_CHOICE,
    .text = "hist", .choices = methods, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("Histograms of bins, or every value of every feature: slower, for small tables and"
               " to compare with.") },
  { .id = "gradients", .title = N_("Derivatives"), .kind = JIG_PARAM_CHOICE,
    .text = "packed", .choices = gradients, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("How histograms round them. Packed ones are fastest and become wide by themselves"
               " where it would show. Coarse ones are as fast; their noise keeps trees from all"
               " making the same choices, which often learns better.") },
  { .id = "categories", .title = N_("Categories"), .kind = JIG_PARAM_CHOICE,
    .text = "numbers", .choices = categories, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("How columns of categories become features, unless the transform says so: numbers"
               " in any order, or levels that trees ask for in sets.") },
  { .id = "max_onehot", .title = N_("Levels held one by one"), .kind = JIG_PARAM_INTEGER,
    .value = 4, .lower = 0, .upper = 255, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("Up to so many levels of a category are held one by one against the others; of"
               " more, any can go one way together.") },
  { .id = "max_cat", .title = N_("Levels of a set"), .kind = JIG_PARAM_INTEGER,
    .value = 64, .lower = 1, .upper = 255, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("How many levels of a category may go one way together, against the rest.") },
  { .id = "cat_l2", .title = N_("L2 on sets of levels"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("Added to the L2 on leaves where a question about levels is weighed.") },
  { .id = "cat_smooth", .title = N_("Smoothing of levels"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("Draws levels of few rows to the middle of the order in which sets are looked"
               " for.") },
  { .id = "base_score", .title = N_("Base score"), .kind = JIG_PARAM_TEXT, .text = AUTOMATIC,
    .flags = JIG_PARAM_ADVANCED,
    .hint = N_("What every row starts from: a number, of two classes a probability; \"auto\" is"
               " what suits the objective: the mean, the median or the quantile.") },
  { .id = "scale_pos_weight", .title = N_("Weight of the second class"), .kind = JIG_PARAM_LOG,
    .value = 1, .lower = 1e-6, .upper = 1e6, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("Of two classes: how many rows each row of the second one counts for.") },
  { .id = "class_weights", .title = N_("Class weights"), .kind = JIG_PARAM_TEXT, .text = "",
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
    .hint = N_("How many rows each row of a class counts for, such as no=1, yes=5; \"balanced\":"
               " all classes count the same.") },
  { .id = "early_stop", .title = N_("Early stopping"), .kind = JIG_PARAM_INTEGER,
    .value = 0, .lower = 0, .upper = 10000,
    .hint = N_("After how many rounds without a better loss on rows set aside training ends;"
               " 0 never.") },
  { .id = "early_delta", .title = N_("Least improvement"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("By how much a round must be better to count. Only with \"early_stop\".") },
  { .id = "keep_all_trees", .title = N_("Keep all trees"), .kind = JIG_PARAM_SWITCH,
    .flags = JIG_PARAM_ADVANCED,
    .hint = N_("Rounds after the best one stay in the model. Only with \"early_stop\".") },
  { .id = "metric", .title = N_("Metric of the rounds"), .kind = JIG_PARAM_CHOICE,
    .text = AUTOMATIC, .choices = metrics, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("What the learning curve shows and early stopping decides by; \"auto\" is the"
               " loss.") },
  { NULL }
};

/**
 * jig_boost_settings_needs:
 *
 * Which of jig_boost_settings do nothing without others.
 */
const JigSettingNeed jig_boost_settings_needs[] = {
  { "growth", "leaves" },
  { "dart_skip", "dart_rate" },
  { "dart_max", "dart_rate" },
  { "dart_norm", "dart_rate" },
  { "bins", "method", "hist" },
  { "gradients", "method", "hist" },
  { "early_delta", "early_stop" },
  { "keep_all_trees", "early_stop" },
  { NULL }
};

static gboolean
read_base_score (const char  *text,
                 double      *score,
                 GError     **error)
{
  *score = NAN;
  if (g_str_equal (text, AUTOMATIC) ||
      (jig_number_parse (text, strlen (text), '.', score) && isfinite (*score)))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("base_score must be a number or \"%s\", not \"%s\"."), AUTOMATIC, text);

  return FALSE;
}

/* Two ways of choosing rows at once would be neither. */
static gboolean
check_shares (const JigBoosterRules  *rules,
              GError                **error)
{
  const JigGradientSampleRules *sample = &rules->gradient_sample;

  if (sample->top + sample->other > 1.0 + 1e-9)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("goss_top and goss_other are shares of the same rows: together at most 1."));
  else if ((sample->top > 0.0 || sample->other > 0.0) && rules->row_share < 1.0)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("Rows are chosen at random (rows) or by their gradients (goss_top, goss_other):"
                   " leave one of the two out."));
  else
    return TRUE;

  return FALSE;
}

static const JigObjective *
find_objective (const JigValues *values)
{
  return jig_objective_find (jig_values_get_text (values, "objective"));
}

static double
get_shape (const JigValues    *values,
           const JigObjective *objective)
{
  double chosen = 0.0;

  if (objective == NULL)
    return 0.0;
  if (objective->setting != NULL)
    chosen = jig_values_get_number (values, objective->setting);

  return chosen > 0.0 ? chosen : objective->shape;
}

/* Leaves of Poisson loss have a limit, whether somebody asks for it or not. */
static double
get_step (const JigBoosterRules *rules,
          const JigValues       *values)
{
  if (rules->objective != NULL && g_strcmp0 (rules->objective->setting, STEP) == 0)
    return rules->shape;

  return jig_values_get_number (values, STEP);
}

/* Quantiles of residuals are not drawn anywhere. */
static gboolean
check_renewed (const JigBoosterRules  *rules,
               GError                **error)
{
  if (rules->objective == NULL || !rules->objective->is_renewed ||
      rules->grow.split.path_smooth == 0.0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("Leaves of the objective \"%s\" are quantiles, which are not smoothed: choose"
                 " another objective, such as huber, or leave smoothing out."),
               rules->objective->id);

  return FALSE;
}

static gboolean
is_exact (const JigValues *values)
{
  return g_str_equal (jig_values_get_text (values, "method"), EXACT);
}

/* There is such a setting only where every value is looked at. */
static JigExactLike
find_like (const JigValues *values)
{
  if (is_exact (values) && g_str_equal (jig_values_get_text (values, "exact_like"), LIKE_1_7))
    return JIG_EXACT_LIKE_1_7;

  return JIG_EXACT_LIKE_3;
}

static JigGradientKind
find_gradients (const JigValues *values)
{
  const char *id = jig_values_get_text (values, "gradients");
  JigGradientKind kind = JIG_GRADIENT_PACKED;

  while (kind < JIG_GRADIENT_FLOAT && !g_str_equal (gradients[kind].id, id))
    kind++;

  return kind;
}

/**
 * jig_boost_settings_link:
 * @values: values of jig_boost_settings
 * @task: what is predicted
 *
 * Returns: how the margins of such a model become predictions
 */
JigLink
jig_boost_settings_link (const JigValues *values,
                         JigTask          task)
{
  const JigObjective *objective = find_objective (values);

  return objective != NULL ? objective->link : jig_link_of_task (task);
}

/**
 * jig_boost_settings_read:
 * @values: values of jig_boost_settings
 * @rules: (out): what they mean
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_settings_read (const JigValues  *values,
                         JigBoosterRules  *rules,
                         GError          **error)
{
  const JigObjective *objective = find_objective (values);

  *rules = (JigBoosterRules) {
    .objective = objective,
    .shape = get_shape (values, objective),
    .is_exact = is_exact (values),
    .exact_like = find_like (values),
    .gradients = find_gradients (values),
    .n_rounds = (guint) jig_values_get_int (values, "trees"),
    .grow.depth = (guint) jig_values_get_int (values, "depth"),
    .grow.leaves = (guint) jig_values_get_int (values, "leaves"),
    .grow.by_gain = g_str_equal (jig_values_get_text (values, "growth"), BY_GAIN),
    .grow.rate = jig_values_get_number (values, "rate"),
    .grow.level_share = jig_values_get_number (values, "columns_level"),
    .grow.node_share = jig_values_get_number (values, "columns_node"),
    .grow.split.lambda = jig_values_get_number (values, "lambda"),
    .grow.split.gamma = jig_values_get_number (values, "gamma"),
    .grow.split.alpha = jig_values_get_number (values, "alpha"),
    .grow.split.path_smooth = jig_values_get_number (values, "path_smooth"),
    .grow.split.min_rows = (guint32) jig_values_get_int (values, "min_rows"),
    .grow.split.category = {
      .max_single = (guint) jig_values_get_int (values, "max_onehot"),
      .max_levels = (guint) jig_values_get_int (values, "max_cat"),
      .l2 = jig_values_get_number (values, "cat_l2"),
      .smooth = jig_values_get_number (values, "cat_smooth"),
    },
    .grow.split.min_child_weight = jig_values_get_number (values, "min_child_weight"),
    .row_share = jig_values_get_number (values, "rows"),
    .gradient_sample.top = jig_values_get_number (values, "goss_top"),
    .gradient_sample.other = jig_values_get_number (values, "goss_other"),
    .column_share = jig_values_get_number (values, "columns"),
    .dart.rate = jig_values_get_number (values, "dart_rate"),
    .dart.skip = jig_values_get_number (values, "dart_skip"),
    .dart.most = (guint) jig_values_get_int (values, "dart_max"),
    .dart.by_forest = g_str_equal (jig_values_get_text (values, "dart_norm"), BY_FOREST),
    .max_bins = (guint) jig_values_get_int (values, "bins"),
    .early_stop = (guint) jig_values_get_int (values, "early_stop"),
    .early_delta = jig_values_get_number (values, "early_delta"),
    .keep_all_trees = jig_values_get_switch (values, "keep_all_trees"),
  };
  rules->has_metric = jig_metric_from_id (jig_values_get_text (values, "metric"), &rules->metric);

  rules->grow.split.max_delta_step = get_step (rules, values);

  return check_shares (rules, error) && check_renewed (rules, error) &&
         read_base_score (jig_values_get_text (values, "base_score"), &rules->base_score, error);
}
