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
              const JigGrowOpen *open,
              guint32           *columns,
              gsize              n_columns)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < n_columns; i++)
    if (open->sets != 0 ? (open->sets & sets[columns[i]]) != 0 : columns[i] == open->asked)
      columns[n_kept++] = columns[i];

  return n_kept;
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
  const gboolean is_constrained = rules->sets != NULL && open->depth > 0;
  JigGrowBench *bench = stem->bench;
  gsize n_chosen = growth->n_columns;

  *columns = growth->columns;
  *n_columns = growth->n_columns;
  if (!is_drawn (rules->level_share) && !is_drawn (rules->node_share) && !is_constrained)
    return TRUE;
  if (!require_room (stem, error))
    return FALSE;

  memcpy (bench->columns, growth->columns, n_chosen * sizeof *bench->columns);
  if (is_drawn (rules->level_share))
    n_chosen = jig_row_sample_columns (bench->columns, n_chosen, rules->level_share,
                                       jig_random_hash (growth->key, "level", open->depth),
                                       bench->keys);
  if (is_drawn (rules->node_share))
    n_chosen = jig_row_sample_columns (bench->columns, n_chosen, rules->node_share,
                                       jig_random_hash (open->key, "node", 0), bench->keys);
  if (is_constrained)
    n_chosen = keep_allowed (rules->sets, open, bench->columns, n_chosen);

  *columns = bench->columns;
  *n_columns = n_chosen;

  return TRUE;
}

/**
 * jig_grow_inherit:
 * @growth: the tree
 * @parent: a node
 * @feature: what it asks for
 * @is_right: whose node it is
 * @child: one of its children
 *
 * Says by what the child draws features, and which it may ask for.
 */
void
jig_grow_inherit (const JigGrowth   *growth,
                  const JigGrowOpen *parent,
                  guint32            feature,
                  gboolean           is_right,
                  JigGrowOpen       *child)
{
  const JigGrowRules *rules = &growth->grow->rules;

  child->asked = feature;
  if (is_drawn (rules->node_share))
    child->key = jig_random_hash (parent->key, "child", is_right ? 1 : 0);
  if (rules->sets != NULL)
    child->sets = parent->sets & rules->sets[feature];
}
