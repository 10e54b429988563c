#pragma once

#include "core/model/bundle.h"

G_BEGIN_DECLS

/**
 * JigAttributionPlan:
 * @bundle: the model, of boosted trees
 * @frame: a table with its inputs, by name
 * @rows: (nullable): the rows to explain; %NULL: all of them
 * @background: (nullable): a table whose rows stand for what is not known; %NULL:
 *   the trees' own covers do
 * @by_feature: keep the features of one raw column apart
 *
 * What is to be explained, and how.
 */
typedef struct
{
  const JigBundle *bundle;
  JigFrame        *frame;
  const JigRows   *rows;
  JigFrame        *background;
  gboolean         by_feature;
} JigAttributionPlan;

/**
 * JigAttribution:
 * @parts: (n_parts,) what the margins are split among, ended by %NULL: raw
 *   columns, or features that come from several of them
 * @n_parts: how many there are
 * @n_rows: how many rows were explained
 * @n_outputs: how many margins each has
 * @base: (n_outputs,) the margins before anything is known of a row
 * @margins: (n_rows, n_outputs) what the model says
 * @values: (n_rows, n_outputs, n_parts) they add up to a margin with its base
 * @importances: (n_parts,) mean of |value| over rows, added over outputs
 * @sum_error: the most by which the values of a row miss what its leaves add up to
 * @assumption: what "not known" means, for people
 *
 * What every explainer returns.
 */
typedef struct
{
  char   **parts;
  gsize    n_parts;
  gsize    n_rows;
  guint    n_outputs;
  double  *base;
  double  *margins;
  double  *values;
  double  *importances;
  double   sum_error;
  char    *assumption;
} JigAttribution;

JigAttribution *jig_attribution_new  (const JigAttributionPlan  *plan,
                                      const JigProgress         *progress,
                                      GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void            jig_attribution_free (JigAttribution            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigAttribution, jig_attribution_free)

G_END_DECLS
