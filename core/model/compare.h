#pragma once

#include "core/base/packer.h"
#include "core/model/bundle.h"
#include "core/model/metric.h"

G_BEGIN_DECLS

/**
 * JigVerdictMark:
 * @JIG_VERDICT_BETTER: the whole interval is above 0, and reaches above the margin
 * @JIG_VERDICT_SAME: the whole interval is within the margin
 * @JIG_VERDICT_WORSE: the whole interval is below 0, and reaches below the margin
 * @JIG_VERDICT_UNDECIDED: too little data
 */
typedef enum
{
  JIG_VERDICT_BETTER,
  JIG_VERDICT_SAME,
  JIG_VERDICT_WORSE,
  JIG_VERDICT_UNDECIDED,
} JigVerdictMark;

/**
 * JigVerdict:
 * @metric: which metric
 * @difference: of the model to the baseline model, turned so that more is better
 * @low: the lower end of the 95 % interval of the paired bootstrap
 * @high: the upper end
 * @detectable: the smallest difference that could be seen: 2.80 standard errors
 * @margin: differences up to this are the same for practical purposes
 * @rows_needed: how many rows would settle a difference of @margin
 * @mark: what follows
 */
typedef struct
{
  JigMetricId    metric;
  double         difference;
  double         low;
  double         high;
  double         detectable;
  double         margin;
  double         rows_needed;
  JigVerdictMark mark;
} JigVerdict;

/**
 * JigContestant:
 * @name: what the user calls the model
 * @bundle: the model
 * @judgement: on the common rows, with its baseline
 * @predictions: as jig_model_link() makes them, of the common rows
 * @verdict: against the first contestant; of itself for the first
 * @has_verdict: @verdict is filled in
 */
typedef struct
{
  char         *name;
  JigBundle    *bundle;
  JigJudgement  judgement;
  double       *predictions;
  JigVerdict    verdict;
  gboolean      has_verdict;
} JigContestant;

/**
 * JigComparison:
 * @contestants: (n_contestants,) the baseline model first
 * @n_contestants: 1 to 8
 * @task: what they all predict
 * @n_classes: 1 for a regression
 * @target: the label's name
 * @targets: (n_rows,) the truth
 * @rows: (n_rows,) which rows of the table were used, counted from 0
 * @n_rows: how many rows all were judged on
 *
 * Models judged on the same rows. Immutable and ref-counted.
 */
typedef struct
{
  JigContestant *contestants;
  gsize          n_contestants;
  JigTask        task;
  guint          n_classes;
  char          *target;
  double        *targets;
  guint32       *rows;
  gsize          n_rows;
} JigComparison;

JigComparison *jig_compare              (JigBundle * const      *bundles,
                                         const char * const     *names,
                                         gsize                   n_bundles,
                                         JigFrame               *frame,
                                         const JigRows          *rows,
                                         const JigRows          *train,
                                         gsize                   n_resamples,
                                         double                  margin,
                                         guint64                 seed,
                                         const JigProgress      *progress,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
JigComparison *jig_comparison_ref       (JigComparison          *self);
void           jig_comparison_unref     (JigComparison          *self);
/* The comparison as bytes, and back; each model is inside. */
void           jig_comparison_pack      (const JigComparison    *self,
                                         JigPacker              *packer);
JigComparison *jig_comparison_unpack    (JigUnpacker            *unpacker,
                                         const char             *name,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
/* A whole sentence in the user's language. */
char          *jig_verdict_to_sentence  (const JigVerdict       *self,
                                         const char             *model,
                                         const char             *against,
                                         gsize                   n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigComparison, jig_comparison_unref)

G_END_DECLS
