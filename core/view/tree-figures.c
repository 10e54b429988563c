#include "core/view/tree-figures.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/view/bar-list.h"
#include "core/view/percent.h"

#define FEW     15    /* features that a figure shows unless it is told otherwise */
#define DEPTH   3     /* questions one after the other, likewise */
#define DIGITS  4

#define N_DETAILS     3    /* gain, cover, where missing values go */
#define DETAIL_DIGITS 6
#define MOST_CODES    4

/* Features in the order of how much they matter. */
typedef struct
{
  const char * const *names;        /* (n_features,) */
  const double       *importances;  /* (n_features,) */
  const guint32      *order;        /* (n_features,) the most important first */
  gsize               n_features;
  double              sum;
} Ranking;

static double
nth (const Ranking *ranking,
     gsize          i)
{
  return ranking->importances[ranking->order[i]];
}

static gsize
count_used (const Ranking *ranking)
{
  gsize n = 0;

  for (gsize i = 0; i < ranking->n_features; i++)
    n += ranking->importances[i] > 0;

  return n;
}

static char *
dup_sentence (const Ranking *ranking,
              const char    *what)
{
  const gsize n_used = count_used (ranking);
  const char *first;
  g_autofree char *share = NULL;
  g_autofree char *shares = NULL;

  if (n_used == 0)
    return g_strdup (_("The model looks at no feature."));

  first = ranking->names[ranking->order[0]];
  share = jig_percent_to_text (nth (ranking, 0) / ranking->sum);
  if (n_used < 3)
    return g_strdup_printf (_("Most of it (%s) comes from %s: %s. Features used: %lu of %lu."),
                            what, first, share, (gulong) n_used, (gulong) ranking->n_features);

  shares = jig_percent_to_text ((nth (ranking, 0) + nth (ranking, 1) + nth (ranking, 2))
                                / ranking->sum);
  return g_strdup_printf (_("Most of it (%s) comes from %s: %s; the first three features have %s. "
                            "Features used: %lu of %lu."), what, first, share, shares,
                          (gulong) n_used, (gulong) ranking->n_features);
}

static void
draw_bars (JigPanel      *panel,
           const Ranking *ranking,
           const char    *what,
           gsize          n_shown)
{
  g_autoptr(JigBarList) bars = jig_bar_list_new ();

  for (gsize i = 0; i < n_shown; i++)
    jig_bar_list_add (bars, ranking->names[ranking->order[i]],
                      ranking->importances[ranking->order[i]], JIG_TONE_NONE);

  jig_bar_list_draw (bars, panel, what, NULL);
}

static guint32 *
rank (const double  *importances,
      gsize          n_features,
      GError       **error)
{
  jig_autofree guint32 *order = jig_alloc (MAX (n_features, 1), sizeof *order, "an order", error);
  jig_autofree double *falling = NULL;

  if (order == NULL)
    return NULL;
  falling = jig_alloc (MAX (n_features, 1), sizeof *falling, "an order", error);
  if (falling == NULL)
    return NULL;

  for (gsize i = 0; i < n_features; i++)
    falling[i] = -importances[i];
  if (!jig_stats_order (falling, n_features, order, error))
    return NULL;

  return g_steal_pointer (&order);
}

/**
 * jig_tree_figures_importance:
 * @features: (n_features,) what they are called
 * @importances: (n_features,) how much each matters, not negative
 * @n_features: how many there are
 * @what: what that measures, such as "Total gain"
 * @n_most: how many are shown at most; 0: 15
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows the features that matter most, from the top down. Ties stay in their order.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_tree_figures_importance (const char * const  *features,
                             const double        *importances,
                             gsize                n_features,
                             const char          *what,
                             gsize                n_most,
                             GError             **error)
{
  jig_autofree guint32 *order = rank (importances, n_features, error);
  Ranking ranking = { features, importances, order, n_features, 0 };
  const gsize n_wanted = n_most > 0 ? n_most : FEW;
  g_autofree char *sentence = NULL;
  JigFigure *figure;
  gsize n_used;

  if (order == NULL)
    return NULL;

  for (gsize i = 0; i < n_features; i++)
    ranking.sum += importances[i];
  n_used = count_used (&ranking);

  figure = jig_figure_new ("importance", _("Importance of features"));
  sentence = dup_sentence (&ranking, what);
  jig_figure_set_summary (figure, sentence);
  if (n_used > n_wanted)
    {
      g_autofree char *subtitle = g_strdup_printf (_("The first %lu of %lu features"),
                                                   (gulong) n_wanted, (gulong) n_features);

      jig_figure_set_subtitle (figure, subtitle);
    }
  draw_bars (jig_figure_add_panel (figure, NULL), &ranking, what, MIN (n_used, n_wanted));

  return jig_figure_seal (figure, error);
}

/**
 * jig_tree_figures_model:
 * @model: a model
 * @n_most: how many features are shown at most; 0: 15
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows the features that matter most to a model, by its own measure.
 *
 * Returns: (transfer full): a figure, which is empty if its kind has no such measure,
 *   or %NULL with @error set
 */
JigFigure *
jig_tree_figures_model (const JigModel  *model,
                        gsize            n_most,
                        GError         **error)
{
  const JigModelOps *ops = jig_model_get_ops (model);
  const gsize n_features = jig_model_get_n_features (model);
  jig_autofree double *importances = jig_alloc (MAX (n_features, 1), sizeof *importances,
                                                "the importances", error);

  if (importances == NULL)
    return NULL;

  if (ops->get_importances == NULL)
    return jig_tree_figures_importance (jig_model_get_features (model), importances, n_features,
                                        _("Importance"), n_most, error);

  ops->get_importances (jig_model_get_data (model), importances);
  return jig_tree_figures_importance (jig_model_get_features (model), importances, n_features,
                                      _(ops->importance_title), n_most, error);
}

/**
 * jig_tree_figures_name:
 * @kind: a measure of trees
 *
 * Returns: what it is called, translated
 */
const char *
jig_tree_figures_name (JigTreeImportanceKind kind)
{
  switch (kind)
    {
    case JIG_TREE_IMPORTANCE_WEIGHT:
      return _("Splits");

    case JIG_TREE_IMPORTANCE_GAIN:
      return _("Mean gain");

    case JIG_TREE_IMPORTANCE_COVER:
      return _("Mean cover");

    case JIG_TREE_IMPORTANCE_TOTAL_COVER:
      return _("Total cover");

    case JIG_TREE_IMPORTANCE_TOTAL_GAIN:
    default:
      return _("Total gain");
    }
}

/**
 * jig_tree_figures_trees:
 * @features: (n_features,) what they are called
 * @importances: (n_features,) of jig_tree_importance_measure()
 * @n_features: how many there are
 * @kind: which of the measures
 * @n_most: how many are shown at most; 0: 15
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows the features that trees use most.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_tree_figures_trees (const char * const       *features,
                        const JigTreeImportance  *importances,
                        gsize                     n_features,
                        JigTreeImportanceKind     kind,
                        gsize                     n_most,
                        GError                  **error)
{
  jig_autofree double *values = jig_alloc (MAX (n_features, 1), sizeof *values,
                                           "the importances", error);

  if (values == NULL)
    return NULL;

  for (gsize i = 0; i < n_features; i++)
    values[i] = jig_tree_importance_get (&importances[i], kind);

  return jig_tree_figures_importance (features, values, n_features, jig_tree_figures_name (kind),
                                      n_most, error);
}

/* What the graph of a tree is made of. Nodes of a layer stand from top to bottom, since
 * children are visited in that order. */
typedef struct
{
  const JigTree      *tree;
  const char * const *features;
  const gsize        *n_leaves;  /* (n_nodes,) below each node */
  const guint8       *is_passed; /* (n_nodes,) whether the row comes through */
  guint               depth;     /* layers of questions */
  GArray             *nodes;     /* of JigGraphNode, whose titles are owned by @texts */
  GArray             *edges;     /* of JigGraphEdge */
  GPtrArray          *details;   /* (n_nodes, N_DETAILS) owned by @texts */
  GPtrArray          *texts;
} Sketch;

static void
sketch_clear (Sketch *self)
{
  g_clear_pointer (&self->nodes, g_array_unref);
  g_clear_pointer (&self->edges, g_array_unref);
  g_clear_pointer (&self->details, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sketch, sketch_clear)

/* Below each node. Children come after their parent: from the last to the first. */
static gsize *
count_leaves (const JigTree  *tree,
              GError        **error)
{
  gsize *n_leaves = jig_alloc (tree->n_nodes, sizeof *n_leaves, "the tree", error);

  for (gsize i = tree->n_nodes; n_leaves != NULL && i-- > 0;)
    n_leaves[i] = tree->nodes[i].feature < 0
                    ? 1 : n_leaves[tree->nodes[i].left] + n_leaves[tree->nodes[i].right];

  return n_leaves;
}

/* All nodes from the root to the leaf that a row comes to. */
static guint8 *
find_passed (const JigTree  *tree,
             const double   *row,
             GError        **error)
{
  guint8 *is_passed = jig_alloc (tree->n_nodes, sizeof *is_passed, "the tree", error);
  const gsize leaf = row != NULL ? jig_tree_leaf (tree, row) : tree->n_nodes;

  for (gsize i = tree->n_nodes; is_passed != NULL && i-- > 0;)
    is_passed[i] = i == leaf || (tree->nodes[i].feature >= 0
                                 && (is_passed[tree->nodes[i].left]
                                     || is_passed[tree->nodes[i].right]));

  return is_passed;
}

/* Who is in the set goes right, which is a no: "town ∉ {3, 7, …}". */
static char *
dup_set_title (const char        *feature,
               const JigLevelSet *set)
{
  g_autoptr(GString) codes = g_string_new (NULL);
  guint n_told = 0;

  for (guint code = 0; code < JIG_LEVEL_SET_CODES && n_told <= MOST_CODES; code++)
    if (jig_level_set_holds (set, (float) code))
      {
        g_string_append (codes, n_told > 0 ? ", " : "");
        if (n_told++ == MOST_CODES)
          g_string_append (codes, "…");
        else
          g_string_append_printf (codes, "%u", code);
      }

  return g_strdup_printf ("%s ∉ {%s}", feature, codes->str);
}

/* Such as "temp < 12.5", or what a leaf adds: "+0.31". */
static char *
dup_node_title (const Sketch *self,
                gint32        node,
                gboolean      is_cut)
{
  const JigTreeNode *at = &self->tree->nodes[node];
  g_autofree char *number = NULL;

  if (is_cut)
    {
      const gsize n = self->n_leaves[node];

      return g_strdup_printf (ngettext ("… %lu answer", "… %lu answers", n), (gulong) n);
    }

  if (at->feature >= 0 && at->set != 0)
    return dup_set_title (self->features[at->feature], &self->tree->sets[at->set - 1]);

  number = jig_number_to_display (at->feature < 0 ? at->value : at->threshold, DIGITS);
  if (at->feature >= 0)
    return g_strdup_printf ("%s < %s", self->features[at->feature], number);

  return g_strdup_printf ("%s%s", at->value > 0 ? "+" : "", number);
}

/* Beside the way of a row everything stays in the background. */
static JigTone
find_node_tone (const Sketch *self,
                gint32        node,
                gboolean      is_cut)
{
  const JigTreeNode *at = &self->tree->nodes[node];

  if (self->is_passed[node])
    return JIG_TONE_ACCENT;
  if (is_cut || self->is_passed[0])
    return JIG_TONE_MUTED;
  if (at->feature >= 0)
    return JIG_TONE_SERIES;

  return at->value < 0 ? JIG_TONE_SERIES + 1 : JIG_TONE_SERIES + 2;
}

static const char *
keep (Sketch *self,
      char   *text)
{
  g_ptr_array_add (self->texts, text);

  return text;
}

static void
add_details (Sketch            *self,
             const JigTreeNode *node)
{
  const gboolean asks = node->feature >= 0;
  const char *cover = keep (self, jig_number_to_display (node->cover, DETAIL_DIGITS));
  const char *gain = asks ? keep (self, jig_number_to_display (node->gain, DETAIL_DIGITS)) : NULL;

  g_ptr_array_add (self->details, (gpointer) gain);
  g_ptr_array_add (self->details, (gpointer) cover);
  g_ptr_array_add (self->details, !asks ? NULL
                                  : node->set != 0 || node->missing_left ? _("yes") : _("no"));
}

static void
add_edge (Sketch *self,
          guint   from,
          guint   to,
          gint32  child)
{
  const JigTreeNode *nodes = self->tree->nodes;
  const double share = nodes[0].cover > 0 ? nodes[child].cover / nodes[0].cover : 0;
  const JigGraphEdge edge = { from, to, (float) CLAMP (share, 0, 1),
                              self->is_passed[child] ? JIG_TONE_ACCENT : JIG_TONE_NONE };

  g_array_append_val (self->edges, edge);
}

static guint
add_node (Sketch *self,
          gint32  node,
          guint   layer)
{
  const JigTreeNode *at = &self->tree->nodes[node];
  const gboolean is_cut = at->feature >= 0 && layer == self->depth;
  const guint index = self->nodes->len;
  const JigGraphNode added = { keep (self, dup_node_title (self, node, is_cut)), layer,
                               find_node_tone (self, node, is_cut), -1 };

  g_array_append_val (self->nodes, added);
  add_details (self, at);
  if (at->feature < 0 || is_cut)
    return index;

  add_edge (self, index, add_node (self, at->left, layer + 1), at->left);
  add_edge (self, index, add_node (self, at->right, layer + 1), at->right);

  return index;
}

static char *
dup_tree_sentence (const Sketch *self)
{
  const gsize n_leaves = self->n_leaves[0];
  g_autofree char *question = dup_node_title (self, 0, FALSE);

  if (self->tree->nodes[0].feature < 0)
    return g_strdup_printf (_("The tree asks nothing and always adds %s."), question);

  return g_strdup_printf (_("The first question is whether %s. Questions: %lu, answers: %lu, "
                            "at most one after the other: %u."), question, (gulong) n_leaves - 1,
                          (gulong) n_leaves, jig_tree_depth (self->tree));
}

/* With what the row gets, if there is one. */
static void
set_summary (JigFigure    *figure,
             const Sketch *self,
             const double *row)
{
  g_autofree char *sentence = dup_tree_sentence (self);
  g_autofree char *answer = NULL;
  g_autofree char *both = NULL;

  if (row == NULL || self->tree->nodes[0].feature < 0)
    {
      jig_figure_set_summary (figure, sentence);
      return;
    }

  answer = dup_node_title (self, (gint32) jig_tree_leaf (self->tree, row), FALSE);
  /* Translators: a sentence about a tree, and what a leaf of it adds */
  both = g_strdup_printf (_("%s The row comes to %s."), sentence, answer);
  jig_figure_set_summary (figure, both);
}

static void
draw_tree (const Sketch *self,
           JigPanel     *panel)
{
  const char * const headers[N_DETAILS] = { _("Gain"), _("Cover"), _("Missing is a yes") };
  JigMark *mark = jig_panel_add_graph (panel, NULL,
                                       (const JigGraphNode *) (gpointer) self->nodes->data,
                                       self->nodes->len,
                                       (const JigGraphEdge *) (gpointer) self->edges->data,
                                       self->edges->len);

  jig_mark_set_details (mark, headers, (const char * const *) self->details->pdata, N_DETAILS);
}

/**
 * jig_tree_figures_tree:
 * @features: (n_features,) what they are called
 * @tree: a tree that asks for them
 * @title: which tree it is
 * @depth: how many questions one after the other are drawn, at most
 *   %JIG_TREE_FIGURES_DEEPEST; 0: 3
 * @row: (nullable): (n_features,) a row whose way is drawn over the others
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Draws a tree from left to right: from a question the upper way is yes, the lower
 * one no, and the thicker one is taken more often. What lies deeper is counted.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_tree_figures_tree (const char * const  *features,
                       const JigTree       *tree,
                       const char          *title,
                       guint                depth,
                       const double        *row,
                       GError             **error)
{
  jig_autofree gsize *n_leaves = count_leaves (tree, error);
  jig_autofree guint8 *is_passed = n_leaves != NULL ? find_passed (tree, row, error) : NULL;
  g_auto(Sketch) sketch = { tree, features, n_leaves, is_passed };
  JigFigure *figure;

  if (is_passed == NULL)
    return NULL;

  sketch.depth = MIN (depth > 0 ? depth : DEPTH, JIG_TREE_FIGURES_DEEPEST);
  sketch.nodes = g_array_new (FALSE, FALSE, sizeof (JigGraphNode));
  sketch.edges = g_array_new (FALSE, FALSE, sizeof (JigGraphEdge));
  sketch.details = g_ptr_array_new ();
  sketch.texts = g_ptr_array_new_with_free_func (g_free);
  add_node (&sketch, 0, 0);

  figure = jig_figure_new ("tree", title);
  set_summary (figure, &sketch, row);
  jig_figure_set_subtitle (figure, _("Upper way: yes. Lower way: no."));
  draw_tree (&sketch, jig_figure_add_panel (figure, NULL));

  return jig_figure_seal (figure, error);
}

static void
count_nodes (const JigTree *tree,
             gint32         node,
             guint          layer,
             guint          depth,
             gsize         *counts)
{
  counts[layer]++;
  if (tree->nodes[node].feature < 0 || layer == depth)
    return;

  count_nodes (tree, tree->nodes[node].left, layer + 1, depth, counts);
  count_nodes (tree, tree->nodes[node].right, layer + 1, depth, counts);
}

/**
 * jig_tree_figures_count:
 * @tree: a tree
 * @depth: as for jig_tree_figures_tree()
 *
 * Returns: how many nodes stand over each other in its picture
 */
gsize
jig_tree_figures_count (const JigTree *tree,
                        guint          depth)
{
  gsize counts[JIG_TREE_FIGURES_DEEPEST + 1] = { 0 };
  gsize most = 0;

  count_nodes (tree, 0, 0, MIN (depth > 0 ? depth : DEPTH, JIG_TREE_FIGURES_DEEPEST), counts);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    most = MAX (most, counts[i]);

  return most;
}
