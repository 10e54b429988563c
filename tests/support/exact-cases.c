#include "tests/support/exact-cases.h"

#include "core/boost/exact.h"
#include "tests/support/golden.h"

#include <math.h>

/* What exact.py writes for it, and what it starts from. */
#define MISSING    99.0
#define BASE_SCORE 0.5

/* XGBoost's tree, level by level: children follow one another. */
typedef struct
{
  double *features;      /* (n_nodes,) -1: a leaf */
  double *sides;         /* (n_nodes,) */
  double *thresholds;    /* (n_nodes,) */
  double *values;        /* (n_nodes,) */
  double *gains;         /* (n_nodes,) */
  gsize  *left;          /* (n_nodes,) */
  gsize   n_nodes;
} Peer;

static void
read_peer (JsonObject *object,
           Peer       *peer)
{
  JsonObject *tree = json_object_get_object_member (object, "tree");
  gsize n_placed = 1;

  peer->features = jig_test_golden_numbers (tree, "feature", &peer->n_nodes);
  peer->sides = jig_test_golden_numbers (tree, "missing_left", &peer->n_nodes);
  peer->thresholds = jig_test_golden_numbers (tree, "threshold", &peer->n_nodes);
  peer->values = jig_test_golden_numbers (tree, "value", &peer->n_nodes);
  peer->gains = jig_test_golden_numbers (tree, "gain", &peer->n_nodes);
  peer->left = g_new0 (gsize, peer->n_nodes);

  for (gsize i = 0; i < peer->n_nodes; i++)
    if (peer->features[i] >= 0.0)
      {
        peer->left[i] = n_placed;
        n_placed += 2;
      }
}

static void
clear_peer (Peer *peer)
{
  g_free (peer->features);
  g_free (peer->sides);
  g_free (peer->thresholds);
  g_free (peer->values);
  g_free (peer->gains);
  g_free (peer->left);
}

static double
difference (double a,
            double b)
{
  return a == b ? 0.0 : fabs (a - b) / fmax (fabs (a), fabs (b));
}

/* Nodes below one that differs have no like. */
static void
compare_nodes (const Peer          *peer,
               gsize                at,
               const JigTree       *tree,
               gint32               index,
               JigTestExactFigures *figures)
{
  const JigTreeNode *node = &tree->nodes[index];

  if (node->feature != (gint32) peer->features[at] ||
      (node->feature >= 0 && node->threshold != peer->thresholds[at]))
    {
      g_test_message ("node %zu: feature %d below %.9g (gain %.9g), and XGBoost's is feature %g"
                      " below %.9g (gain %.9g)", at, node->feature, node->threshold, node->gain,
                      peer->features[at], peer->thresholds[at], peer->gains[at]);
      return;
    }

  figures->n_equal++;
  if (node->feature < 0)
    {
      figures->value_error = fmax (figures->value_error,
                                   difference (node->value, peer->values[at]));
      return;
    }

  figures->n_sides++;
  figures->n_equal_sides += node->missing_left == (peer->sides[at] > 0.0) ? 1 : 0;
  figures->gain_error = fmax (figures->gain_error, difference (node->gain, peer->gains[at]));
  compare_nodes (peer, peer->left[at], tree, node->left, figures);
  compare_nodes (peer, peer->left[at] + 1, tree, node->right, figures);
}

/* XGBoost's settings are floats. */
static double
read_setting (JsonObject *object,
              const char *name)
{
  return (double) (float) json_object_get_double_member (object, name);
}

static JigGrowRules
read_rules (JsonObject *object)
{
  return (JigGrowRules) {
    .split.lambda = read_setting (object, "lambda"),
    .split.alpha = read_setting (object, "alpha"),
    .split.gamma = read_setting (object, "gamma"),
    .split.min_child_weight = read_setting (object, "min_child_weight"),
    .split.max_delta_step = read_setting (object, "max_delta_step"),
    .depth = (guint) json_object_get_int_member (object, "max_depth"),
    .rate = read_setting (object, "eta"),
  };
}

/* The derivatives of the squared loss, and every row and column in its turn. */
static void
grow (const JigSamples   *samples,
      const JigGrowRules *rules,
      JigExactLike        like,
      JigTree            *tree)
{
  g_autoptr(JigExact) exact = jig_exact_new (samples, rules, like, NULL, NULL);
  g_autofree float *grad = g_new0 (float, samples->n_rows);
  g_autofree float *hess = g_new0 (float, samples->n_rows);
  g_autofree guint32 *rows = g_new0 (guint32, samples->n_rows);
  g_autofree guint32 *columns = g_new0 (guint32, samples->n_features);

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      grad[row] = (float) BASE_SCORE - (float) samples->targets[row];
      hess[row] = 1.0f;
      rows[row] = (guint32) row;
    }
  for (gsize i = 0; i < samples->n_features; i++)
    columns[i] = (guint32) i;

  g_assert_true (jig_exact_tree (exact, grad, hess, columns, samples->n_features, 1, rows,
                                 samples->n_rows, tree, NULL, NULL));
}

void
jig_test_exact_compare (JsonObject          *object,
                        JigTestExactFigures *figures)
{
  const JigGrowRules rules = read_rules (object);
  const char *version = json_object_get_string_member (object, "like");
  const JigExactLike like = g_str_equal (version, "1.7") ? JIG_EXACT_LIKE_1_7 : JIG_EXACT_LIKE_3;
  g_autofree double *targets = NULL;
  g_autofree double *features = NULL;
  g_auto(JigTree) tree = { 0 };
  JigSamples samples = { 0 };
  Peer peer = { 0 };
  gsize n_cells;

  features = jig_test_golden_numbers (object, "rows", &n_cells);
  targets = jig_test_golden_numbers (object, "labels", &samples.n_rows);
  for (gsize i = 0; i < n_cells; i++)
    if (features[i] == MISSING)
      features[i] = NAN;
  samples.features = features;
  samples.targets = targets;
  samples.n_features = n_cells / samples.n_rows;

  read_peer (object, &peer);
  grow (&samples, &rules, like, &tree);
  g_assert_true (jig_tree_check (&tree, samples.n_features, 1, 0, "a tree", NULL));
  figures->n_nodes += peer.n_nodes;
  compare_nodes (&peer, 0, &tree, 0, figures);
  clear_peer (&peer);
}
