#include "core/boost/tree-shap-private.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/boost/tree-shap-kernels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_TREES 8

/* How tables come from shares. */
typedef struct
{
  const JigTreeShap *self;
  const double      *row;      /* (nullable) of the background; NULL: by cover */
  double            *shares;   /* (n_shares,) */
  gpointer           table;    /* (n_numbers,) */
} Filling;

/* Rows of the background go one way, covers both. Where no row ever came, both
 * ways are as good. */
static double
get_left_share (const JigTree *tree,
                const double  *row,
                gsize          at)
{
  const JigTreeNode *node = &tree->nodes[at];
  const double left = tree->nodes[node->left].cover;
  const double both = left + tree->nodes[node->right].cover;

  if (row != NULL)
    return jig_tree_goes_left (tree, node, row[node->feature]) ? 1.0 : 0.0;

  return both > 0.0 ? left / both : 0.5;
}

static void
fill_shares (const JigTree *tree,
             const double  *row,
             double        *shares)
{
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[i];

      if (node->feature < 0)
        continue;
      shares[node->left] = get_left_share (tree, row, i);
      shares[node->right] = 1.0 - shares[node->left];
    }
}

static void
fill_trees (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Filling *filling = data;
  const JigTreeShap *self = filling->self;

  for (gsize t = begin; t < end; t++)
    {
      const JigTreeShapPart *part = &self->parts[t];
      double *shares = filling->shares + part->shares;
      float *singles = (float *) filling->table + part->table;
      double *doubles = (double *) filling->table + part->table;

      fill_shares (&self->trees[t], filling->row, shares);
      if (part->plan.n_steps == 0)
        continue;
      if (self->precision == JIG_TREE_SHAP_SINGLE)
        jig_tree_shap_plan_fill_single (&part->plan, shares, singles);
      else
        jig_tree_shap_plan_fill_double (&part->plan, shares, doubles);
    }
}

/* What a tree gives that knows nothing of the row. Parents come before children. */
static double
get_mean (const JigTree *tree,
          const double  *shares,
          double        *reached)
{
  double mean = 0.0;

  reached[0] = 1.0;
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[i];

      if (node->feature < 0)
        {
          mean += reached[i] * node->value;
          continue;
        }
      reached[node->left] = reached[i] * shares[node->left];
      reached[node->right] = reached[i] * shares[node->right];
    }

  return mean;
}

static double
get_leaf_value (const JigTree *tree,
                const double  *row)
{
  const JigTreeNode *node = tree->nodes;

  while (node->feature >= 0)
    {
      const gboolean is_left = jig_tree_goes_left (tree, node, row[node->feature]);

      node = tree->nodes + (is_left ? node->left : node->right);
    }

  return node->value;
}

static gboolean
add_cover_means (JigTreeShap  *self,
                 GError      **error)
{
  gsize most_nodes = 1;
  jig_autofree double *reached = NULL;

  for (gsize t = 0; t < self->n_trees; t++)
    most_nodes = MAX (most_nodes, self->trees[t].n_nodes);
  reached = jig_alloc (most_nodes, sizeof *reached, _("SHAP values"), error);
  if (reached == NULL)
    return FALSE;

  for (gsize t = 0; t < self->n_trees; t++)
    self->expected[self->trees[t].output] +=
      get_mean (&self->trees[t], self->shares + self->parts[t].shares, reached);

  return TRUE;
}

static void
add_background_means (JigTreeShap *self)
{
  for (gsize t = 0; t < self->n_trees; t++)
    {
      double sum = 0.0;

      for (gsize i = 0; i < self->n_background; i++)
        sum += get_leaf_value (&self->trees[t], self->background + i * self->n_features);
      self->expected[self->trees[t].output] += sum / (double) self->n_background;
    }
}

/* Which features any tree asks for, and where each stands among them. */
static gboolean
collect_columns (JigTreeShap  *self,
                 GError      **error)
{
  jig_autofree guint32 *places = jig_alloc (self->n_features + 1, sizeof *places,
                                            _("SHAP values"), error);
  guint32 *next;
  gsize n_places = 0;

  if (places == NULL)
    return FALSE;

  for (gsize t = 0; t < self->n_trees; t++)
    {
      const JigTreeShapPlan *plan = &self->parts[t].plan;

      n_places += plan->n_columns;
      for (gsize i = 0; i < plan->n_columns; i++)
        places[plan->columns[i]] = 1;
    }

  self->columns = jig_alloc (self->n_features + 1, sizeof *self->columns, _("SHAP values"), error);
  self->places = jig_alloc (n_places + 1, sizeof *self->places, _("SHAP values"), error);
  if (self->columns == NULL || self->places == NULL)
    return FALSE;

  for (gsize j = 0; j < self->n_features; j++)
    if (places[j] != 0)
      {
        places[j] = (guint32) self->n_columns;
        self->columns[self->n_columns++] = (guint32) j;
      }

  next = self->places;
  for (gsize t = 0; t < self->n_trees; t++)
    {
      self->parts[t].places = next;
      for (gsize i = 0; i < self->parts[t].plan.n_columns; i++)
        *next++ = places[self->parts[t].plan.columns[i]];
    }

  return TRUE;
}

static void
measure (JigTreeShap *self)
{
  for (gsize t = 0; t < self->n_trees; t++)
    {
      JigTreeShapPart *part = &self->parts[t];
      const gsize n_scratch = jig_tree_shap_n_scratch (&part->plan);
      const gsize n_pairs = jig_tree_shap_n_pairs (part->plan.n_columns);

      part->table = self->n_numbers;
      part->shares = self->n_shares;
      self->n_numbers += jig_tree_shap_plan_get_n_numbers (&part->plan);
      self->n_shares += self->trees[t].n_nodes;
      self->n_scratch = MAX (self->n_scratch, n_scratch);
      self->n_pair_scratch = MAX (self->n_pair_scratch, n_scratch + n_pairs);
      self->n_steps += part->plan.n_steps * part->plan.n_points;
    }
}

static JigTreeShap *
make (const JigTree         *trees,
      gsize                  n_trees,
      const double          *base,
      guint                  n_outputs,
      gsize                  n_features,
      JigTreeShapPrecision   precision,
      GError               **error)
{
  g_autoptr(JigTreeShap) self = g_new0 (JigTreeShap, 1);

  self->trees = trees;
  self->n_outputs = n_outputs;
  self->n_features = n_features;
  self->precision = precision;
  self->expected = jig_alloc (n_outputs, sizeof *self->expected, _("SHAP values"), error);
  if (self->expected == NULL)
    return NULL;
  memcpy (self->expected, base, n_outputs * sizeof *base);

  self->parts = jig_alloc (n_trees + 1, sizeof *self->parts, _("SHAP values"), error);
  if (self->parts == NULL)
    return NULL;
  for (gsize t = 0; t < n_trees; t++)
    {
      if (!jig_tree_shap_plan_init (&self->parts[t].plan, &trees[t], error))
        return NULL;
      self->n_trees++;
    }

  measure (self);

  return collect_columns (self, error) ? g_steal_pointer (&self) : NULL;
}

gsize
jig_tree_shap_get_number_size (const JigTreeShap *self)
{
  return self->precision == JIG_TREE_SHAP_SINGLE ? sizeof (float) : sizeof (double);
}

gboolean
jig_tree_shap_allocate_tables (const JigTreeShap  *self,
                               double            **shares,
                               gpointer           *table,
                               GError            **error)
{
  *shares = jig_alloc (self->n_shares + 1, sizeof **shares, _("SHAP values"), error);
  if (*shares == NULL)
    return FALSE;
  *table = jig_alloc (self->n_numbers + 1, jig_tree_shap_get_number_size (self),
                      _("SHAP values"), error);

  return *table != NULL;
}

void
jig_tree_shap_fill_tables (const JigTreeShap *self,
                           const double      *row,
                           double            *shares,
                           gpointer           table)
{
  Filling filling = { self, row, shares, table };

  jig_parallel_for (self->n_trees, CHUNK_TREES, fill_trees, &filling);
}

/* Whoever trained the trees may not have said how many rows came where. */
static gboolean
check_covers (const JigTreeShap  *self,
              GError            **error)
{
  for (gsize t = 0; t < self->n_trees; t++)
    if (self->parts[t].plan.n_steps > 0 && !(self->trees[t].nodes[0].cover > 0.0))
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                     _("Tree %zu does not say how many rows reached its nodes, so its answers can"
                       " only be explained against background rows."), t);
        return FALSE;
      }

  return TRUE;
}

/**
 * jig_tree_shap_new:
 * @trees: (n_trees,) trees that jig_tree_check() has accepted; they must stay
 * @n_trees: how many there are
 * @base: (n_outputs,) the margins every row starts from
 * @n_outputs: how many margins each row has
 * @n_features: how many features each row has
 * @precision: what the values are calculated in
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Path-dependent values: a tree that must not know a feature goes both ways at a
 * question about it, by the covers of the two sides (Lundberg, Erion and Lee,
 * "Consistent individualized feature attribution for tree ensembles", 2018).
 *
 * Returns: (transfer full): the trees, ready, or %NULL with @error set, for
 *   example because they have no covers
 */
JigTreeShap *
jig_tree_shap_new (const JigTree         *trees,
                   gsize                  n_trees,
                   const double          *base,
                   guint                  n_outputs,
                   gsize                  n_features,
                   JigTreeShapPrecision   precision,
                   GError               **error)
{
  g_autoptr(JigTreeShap) self = make (trees, n_trees, base, n_outputs, n_features, precision,
                                      error);

  if (self == NULL || !check_covers (self, error) ||
      !jig_tree_shap_allocate_tables (self, &self->shares, &self->table, error))
    return NULL;

  jig_tree_shap_fill_tables (self, NULL, self->shares, self->table);

  return add_cover_means (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_tree_shap_new_background:
 * @trees: (n_trees,) trees that jig_tree_check() has accepted; they must stay
 * @n_trees: how many there are
 * @base: (n_outputs,) the margins every row starts from
 * @n_outputs: how many margins each row has
 * @n_features: how many features each row has
 * @precision: what the values are calculated in
 * @background: (n_background, n_features) row-major; NaN is missing; they must stay
 * @n_background: how many rows these are, at least 1
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Interventional values: a feature that must not be known has the value of a row
 * of the background, and the values are the mean over these rows.
 *
 * Returns: (transfer full): the trees, ready, or %NULL with @error set
 */
JigTreeShap *
jig_tree_shap_new_background (const JigTree         *trees,
                              gsize                  n_trees,
                              const double          *base,
                              guint                  n_outputs,
                              gsize                  n_features,
                              JigTreeShapPrecision   precision,
                              const double          *background,
                              gsize                  n_background,
                              GError               **error)
{
  JigTreeShap *self;

  g_return_val_if_fail (background != NULL && n_background > 0, NULL);

  self = make (trees, n_trees, base, n_outputs, n_features, precision, error);
  if (self == NULL)
    return NULL;

  self->background = background;
  self->n_background = n_background;
  add_background_means (self);

  return self;
}

/**
 * jig_tree_shap_free:
 * @self: (transfer full) (nullable): trees, ready
 */
void
jig_tree_shap_free (JigTreeShap *self)
{
  if (self == NULL)
    return;

  for (gsize t = 0; t < self->n_trees; t++)
    jig_tree_shap_plan_clear (&self->parts[t].plan);
  jig_free (self->parts);
  jig_free (self->expected);
  jig_free (self->columns);
  jig_free (self->places);
  jig_free (self->shares);
  jig_free (self->table);
  g_free (self);
}

/**
 * jig_tree_shap_get_expected:
 * @self: trees, ready
 *
 * Returns: (transfer none): (n_outputs,) the margins before anything is known of
 *   a row. With the contributions of a row they add up to its margins
 */
const double *
jig_tree_shap_get_expected (const JigTreeShap *self)
{
  return self->expected;
}

/**
 * jig_tree_shap_dup_assumption:
 * @self: trees, ready
 *
 * Returns: (transfer full): what "not known" means, for people
 */
char *
jig_tree_shap_dup_assumption (const JigTreeShap *self)
{
  return self->background == NULL
         ? g_strdup (_("path-dependent"))
         : g_strdup_printf (ngettext ("interventional, %zu background row",
                                      "interventional, %zu background rows",
                                      self->n_background), self->n_background);
}
