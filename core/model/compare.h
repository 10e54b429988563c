#pragma once

#include "core/base/progress.h"
#include "core/data/rows.h"
#include "core/model/verdict.h"

G_BEGIN_DECLS

/* How many models stand beside each other, and how often rows are drawn unless
 * somebody says otherwise. */
#define JIG_COMPARE_MODELS    8
#define JIG_COMPARE_RESAMPLES 2000

/**
 * JigEntrant:
 * @name: what the user calls the model
 * @hash: (nullable): of the model
 * @predictions: (n_rows,) or (n_rows, n_classes), as jig_model_link() makes them
 *
 * A model that is to be compared. Borrows everything.
 */
typedef struct
{
  const char   *name;
  const char   *hash;
  const double *predictions;
} JigEntrant;

/**
 * JigContest:
 * @task: what all models predict
 * @n_classes: 1 for a regression
 * @target: the label's name
 * @rows: which rows of the table all were judged on
 * @targets: (n_rows,) the truth of these rows
 * @weights: (nullable): (n_rows,) of these rows
 * @groups: (nullable): (n_rows,) rows of one number are drawn together, such as
 *   those of one person; %JIG_CODE_MISSING belongs to nobody
 * @baseline: fitted on training rows
 * @n_resamples: how often rows are drawn; 0: no intervals and no verdicts
 * @margin: differences up to this are the same; 0: jig_verdict_default_margin()
 * @seed: where every draw comes from
 *
 * What models are compared on. Borrows everything.
 */
typedef struct
{
  JigTask            task;
  guint              n_classes;
  const char        *target;
  JigRows           *rows;
  const double      *targets;
  const double      *weights;
  const guint32     *groups;
  const JigBaseline *baseline;
  gsize              n_resamples;
  double             margin;
  guint64            seed;
} JigContest;

/**
 * JigContestant:
 * @name: (nullable): what the user calls the model; %NULL: the rule that looks
 *   at no feature
 * @hash: (nullable): of the model
 * @predictions: (n_rows,) or (n_rows, n_classes)
 * @judgement: how good it is, beside the rule that looks at no feature
 * @intervals: (JIG_N_METRICS,) how sure its values are
 * @verdicts: (JIG_N_METRICS,) against the first contestant; of the first one
 *   there is none
 */
typedef struct
{
  char         *name;
  char         *hash;
  double       *predictions;
  JigJudgement  judgement;
  JigInterval   intervals[JIG_N_METRICS];
  JigVerdict    verdicts[JIG_N_METRICS];
} JigContestant;

/**
 * JigComparison:
 * @task: what they all predict
 * @n_classes: 1 for a regression
 * @target: the label's name
 * @rows: which rows of the table all were judged on
 * @targets: (n_rows,) the truth
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @n_groups: how many groups were drawn from; 0: rows were
 * @n_resamples: how often
 * @margin: differences up to this are the same; 0: each metric has its own
 * @seed: where the draws came from
 * @contestants: (n_contestants,) the one that others are compared with first
 * @n_contestants: 2 to 8
 *
 * Models judged on the same rows. Immutable and ref-counted.
 */
typedef struct
{
  JigTask        task;
  guint          n_classes;
  char          *target;
  JigRows       *rows;
  double        *targets;
  double        *weights;
  gsize          n_rows;
  gsize          n_groups;
  gsize          n_resamples;
  double         margin;
  guint64        seed;
  JigContestant *contestants;
  gsize          n_contestants;
} JigComparison;

JigComparison *jig_compare                (const JigContest     *contest,
                                           const JigEntrant     *entrants,
                                           gsize                 n_entrants,
                                           const JigProgress    *progress,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigComparison *jig_comparison_ref         (JigComparison        *self);
void           jig_comparison_unref       (JigComparison        *self);

char          *jig_comparison_dup_hash    (const JigComparison  *self) G_GNUC_WARN_UNUSED_RESULT;
const char    *jig_comparison_get_name    (const JigComparison  *self,
                                           gsize                 i);
/* What follows for one contestant and metric, in the user's language. */
char          *jig_comparison_dup_verdict (const JigComparison  *self,
                                           gsize                 i,
                                           JigMetricId           metric) G_GNUC_WARN_UNUSED_RESULT;

void           jig_comparison_write       (const JigComparison  *self,
                                           JigJsonWriter        *writer);
JigComparison *jig_comparison_read        (JsonObject           *object,
                                           const char           *name,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* For compare-file.c: everything 0, (n_contestants,) contestants too. */
JigComparison *jig_comparison_alloc       (gsize                 n_contestants) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigComparison, jig_comparison_unref)

G_END_DECLS
