/* How a node is split.
 *
 * How many rows a side has follows from no sum of derivatives. But none adds more
 * than the largest: a side of much weight has rows enough. Only where the best
 * split leaves that open are rows counted, and only where one side turns out to be
 * too small does the node get a histogram of counts and another search. */

#include "core/base/alloc.h"
#include "core/boost/grow-private.h"

#include <glib/gi18n-lib.h>

/* Whether the weight alone says that there are rows enough. */
static gboolean
weighs_enough (const JigGrowth *growth,
               JigGradHess      side)
{
  const guint32 least = growth->grow->rules.split.min_rows;
  const double largest = growth->gradient->largest_hess;

  return (double) side.hess >= (double) least * largest;
}

/* Whether both sides of a split have rows enough. */
static gboolean
has_rows (const JigGrowth    *growth,
          const JigGrowOpen  *open,
          const JigBestSplit *split)
{
  const guint32 least = growth->grow->rules.split.min_rows;
  const JigBinnedFeature *feature =
    &growth->grow->binned->features[split->question.feature];
  gsize n_rows[2] = { 0 };

  if (weighs_enough (growth, split->left) && weighs_enough (growth, split->right))
    return TRUE;

  for (guint32 i = open->begin; i < open->end; i++)
    {
      const guint32 row = growth->rows[i];

      n_rows[jig_question_goes_left (&split->question, feature->n_bins, feature->codes[row])] +=
        growth->grow->ones->pairs[row];
    }

  return n_rows[0] >= least && n_rows[1] >= least;
}

static gboolean
count_rows (JigGrowStem        *stem,
            const JigGrowOpen  *open,
            GError            **error)
{
  JigGrowth *growth = stem->growth;
  JigGrow *grow = growth->grow;
  JigGrowBench *bench = stem->bench;

  if (bench->counts == NULL)
    bench->counts = jig_alloc (jig_histogram_get_size (grow->binned, grow->ones), 1,
                               _("the histograms"), error);

  return bench->counts != NULL &&
         jig_histogram_build (bench->room, grow->ones, growth->rows + open->begin,
                              open->end - open->begin, bench->counts, &growth->quiet, error);
}

/**
 * jig_grow_find_split:
 * @stem: a stem
 * @open: a node
 * @split: (out): the best split of it; its gain is 0 if there is none
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_find_split (JigGrowStem        *stem,
                     const JigGrowOpen  *open,
                     JigBestSplit       *split,
                     GError            **error)
{
  const JigGrowth *growth = stem->growth;
  const JigSplitRules *rules = &growth->grow->rules.split;
  JigSplitNode node = { open->histogram, NULL, open->sum, open->scope };
  const guint32 *columns;
  gsize n_columns;

  *split = (JigBestSplit) { 0 };
  if (open->histogram == NULL)
    return TRUE;
  if (!jig_grow_choose (stem, open, &columns, &n_columns, error))
    return FALSE;

  if (!(rules->path_smooth > 0.0))
    {
      jig_best_split_find (rules, growth->grow->binned, growth->gradient, &node, columns,
                           n_columns, split);
      if (rules->min_rows <= 1 || !(split->gain > 0.0) || has_rows (growth, open, split))
        return TRUE;
    }

  if (!count_rows (stem, open, error))
    return FALSE;

  node.counts = stem->bench->counts;
  jig_best_split_find (rules, growth->grow->binned, growth->gradient, &node, columns,
                       n_columns, split);

  return TRUE;
}
