#include "core/view/tree-figures.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/stats.h"
#include "core/view/bar-list.h"
#include "core/view/percent.h"

#define FEW 15    /* features that a figure shows unless it is told otherwise */

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

static const char *
name_kind (JigTreeImportanceKind kind)
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

  return jig_tree_figures_importance (features, values, n_features, name_kind (kind), n_most,
                                      error);
}
