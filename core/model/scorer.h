#pragma once

#include "core/base/output.h"
#include "core/data/csv-stream.h"
#include "core/model/bundle.h"
#include "core/model/prediction.h"

G_BEGIN_DECLS

/* Keys that are remembered to find one that comes again. */
#define JIG_SCORER_MOST_KEYS 500000

/**
 * JigScorerPlan:
 * @kind: what is wanted of the model
 * @wants_leaves: not @kind, but to which leaf of each tree a row comes
 * @key: (nullable): the column that names the rows; %NULL: they are numbered
 * @pass: (nullable): columns that go along unchanged, ended by %NULL
 * @refuses_unseen: a category that no training row had is an error
 * @counts_keys: whether keys that come again are to be counted
 *
 * What is to be written about every row.
 */
typedef struct
{
  JigPredictionKind    kind;
  gboolean             wants_leaves;
  const char          *key;
  const char * const  *pass;
  gboolean             refuses_unseen;
  gboolean             counts_keys;
} JigScorerPlan;

/**
 * JigScorer:
 *
 * Predicts the rows of a stream and writes them in their order, in little memory
 * whatever the length of the stream.
 */
typedef struct _JigScorer JigScorer;

JigScorer *jig_scorer_new                (JigBundle             *bundle,
                                          const JigScorerPlan   *plan,
                                          JigCsvStream          *stream,
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void       jig_scorer_free               (JigScorer             *self);
gboolean   jig_scorer_run                (JigScorer             *self,
                                          JigOutput             *output,
                                          JigOutput             *rejects,
                                          const JigProgress     *progress,
                                          GError               **error);

/* What came of it: rows with a category that is new, by input; keys that came
 * again, or a negative number if there were too many keys to tell. */

guint64    jig_scorer_get_n_written      (const JigScorer       *self);
guint64    jig_scorer_get_n_unseen       (const JigScorer       *self,
                                          gsize                  input);
gint64     jig_scorer_get_n_repeated     (const JigScorer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigScorer, jig_scorer_free)

G_END_DECLS
