/* Which features a node may ask for.
 *
 * A level draws from those of its tree and a node from those of its level, by
 * hashes of where they are: who comes first makes no difference. Of these remain
 * the ones that may meet those asked for on the way. */

#include "core/base/alloc.h"
#include "core/base/random.h"
#include "core/boost/grow-private.h"
#include "core/boost/row-sample.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_drawn (double share)
{
  return share > 0.0 && share < 1.0;
}

static gboolean
require_room (JigGrowStem  *stem,
              GError      **error)
{
  const gsize n_features = stem->growth->grow->binned->binning->n_features;
  JigGrowBench *bench = stem->bench;

  if (bench->columns == NULL)
    bench->columns = jig_alloc (n_features, sizeof *bench->columns, _("growing a tree"), error);
  if (bench->columns == NULL)
    return FALSE;
  if (bench->keys == NULL)
    bench->keys = jig_alloc (n_features, sizeof *bench->keys, _("growing a tree"), error);

  return bench->keys != NULL;
}

/* A feature of no set meets nothing but itself. */
static gsize
keep_allowed (const guint64     *sets,
              const JigGrowPath *path,
              guint32           *columns,
              gsize              n_columns)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < n_columns; i++)
    if (path->sets != 0 ? (path->sets & sets[columns[i]]) != 0 : columns[i] == path->asked)
      columns[n_kept++] = columns[i];

  return n_kept;
}

/**
 * jig_grow_columns_are_all:
 * @rules: how trees grow
 * @depth: how many questions lead to a node
 *
 * Returns: whether such a node may ask for any feature of its tree
 */
gboolean
jig_grow_columns_are_all (const JigGrowRules *rules,
                          guint               depth)
{
  return !is_drawn (rules->level_share) && !is_drawn (rules->node_share) &&
         (rules->sets == NULL || depth == 0);
}

/**
 * jig_grow_columns_choose:
 * @rules: how trees grow
 * @tree: the key of the tree
 * @path: how the node came to be
 * @depth: how many questions lead to it
 * @columns: (inout) (n_columns,) the tree's features, rising; those that the node may
 *   ask for come first
 * @n_columns: how many features the tree has
 * @keys: (n_columns,) overwritten
 *
 * Returns: how many features the node may ask for
 */
gsize
jig_grow_columns_choose (const JigGrowRules *rules,
                         guint64             tree,
                         const JigGrowPath  *path,
                         guint               depth,
                         guint32            *columns,
                         gsize               n_columns,
                         guint64            *keys)
{
  gsize n_chosen = n_columns;

  if (is_drawn (rules->level_share))
    n_chosen = jig_row_sample_columns (columns, n_chosen, rules->level_share,
                                       jig_random_hash (tree, "level", depth), keys);
  if (is_drawn (rules->node_share))
    n_chosen = jig_row_sample_columns (columns, n_chosen, rules->node_share,
                                       jig_random_hash (path->key, "node", 0), keys);
  if (rules->sets != NULL && depth > 0)
    n_chosen = keep_allowed (rules->sets, path, columns, n_chosen);

  return n_chosen;
}

/**
 * jig_grow_columns_go:
 * @rules: how trees grow
 * @path: that of a node
 * @feature: what it asks for
 * @is_right: which child is meant
 *
 * Returns: the path of the child
 */
JigGrowPath
jig_grow_columns_go (const JigGrowRules *rules,
                     const JigGrowPath  *path,
                     guint32             feature,
                     gboolean            is_right)
{
  JigGrowPath child = { path->key, path->sets, feature };

  if (is_drawn (rules->node_share))
    child.key = jig_random_hash (path->key, "child", is_right ? 1 : 0);
  if (rules->sets != NULL)
    child.sets = path->sets & rules->sets[feature];

  return child;
}

/**
 * jig_grow_choose:
 * @stem: a stem
 * @open: a node
 * @columns: (out) (transfer none): (n_columns,) the features it may ask for, rising;
 *   until the next node
 * @n_columns: (out): how many these are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_choose (JigGrowStem        *stem,
                 const JigGrowOpen  *open,
                 const guint32     **columns,
                 gsize              *n_columns,
                 GError            **error)
{
  const JigGrowth *growth = stem->growth;
  const JigGrowRules *rules = &growth->grow->rules;
  JigGrowBench *bench = stem->bench;

  *columns = growth->columns;
  *n_columns = growth->n_columns;
  if (jig_grow_columns_are_all (rules, open->depth))
    return TRUE;
  if (!require_room (stem, error))
    return FALSE;

  memcpy (bench->columns, growth->columns, growth->n_columns * sizeof *bench->columns);
  *columns = bench->columns;
  *n_columns = jig_grow_columns_choose (rules, growth->key, &open->path, open->depth,
                                        bench->columns, growth->n_columns, bench->keys);

  return TRUE;
}
