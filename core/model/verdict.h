#pragma once

#include "core/base/json.h"
#include "core/model/metric.h"

#include <math.h>

G_BEGIN_DECLS

/**
 * JigVerdictMark:
 * @JIG_VERDICT_NONE: there is no interval to judge by
 * @JIG_VERDICT_BETTER: the whole interval is above 0, and reaches above the margin
 * @JIG_VERDICT_SAME: the whole interval is within the margin
 * @JIG_VERDICT_WORSE: the whole interval is below 0, and reaches below the margin
 * @JIG_VERDICT_UNDECIDED: too little data
 */
typedef enum
{
  JIG_VERDICT_NONE,
  JIG_VERDICT_BETTER,
  JIG_VERDICT_SAME,
  JIG_VERDICT_WORSE,
  JIG_VERDICT_UNDECIDED,
} JigVerdictMark;

/**
 * JigInterval:
 * @low: the lower end of the 95 % interval
 * @high: the upper end
 * @standard_error: the standard error
 *
 * How sure a number is. All NaN: nobody knows.
 */
typedef struct
{
  double low;
  double high;
  double standard_error;
} JigInterval;

#define JIG_INTERVAL_UNKNOWN ((JigInterval) { NAN, NAN, NAN })

/**
 * JigVerdict:
 * @metric: which metric
 * @difference: of the model to the one it is compared with, turned so that more
 *   is better; NaN if one of them cannot be had
 * @interval: of @difference
 * @margin: differences up to this are the same for practical purposes
 * @n_rows: how many rows both were judged on
 * @detectable: the smallest difference that could be seen: 2.80 standard errors
 * @rows_needed: how many rows would settle a difference of @margin; may be
 *   infinite
 * @mark: what follows
 */
typedef struct
{
  JigMetricId    metric;
  double         difference;
  JigInterval    interval;
  double         margin;
  gsize          n_rows;
  double         detectable;
  double         rows_needed;
  JigVerdictMark mark;
} JigVerdict;

JigVerdict  jig_verdict_make           (JigMetricId         metric,
                                        double              difference,
                                        const JigInterval  *interval,
                                        double              margin,
                                        gsize               n_rows);
double      jig_verdict_difference     (JigMetricId         metric,
                                        double              model,
                                        double              against);
double      jig_verdict_default_margin (JigMetricId         metric,
                                        const double       *against);

const char *jig_verdict_mark_name      (JigVerdictMark      mark);

/* A whole sentence in the user's language. */
char       *jig_verdict_to_sentence    (const JigVerdict   *self,
                                        const char         *model,
                                        const char         *against) G_GNUC_WARN_UNUSED_RESULT;

void        jig_verdict_write          (const JigVerdict   *self,
                                        JigJsonWriter      *writer);
gboolean    jig_verdict_read           (JsonObject         *object,
                                        JigMetricId         metric,
                                        gsize               n_rows,
                                        const char         *name,
                                        JigVerdict         *self,
                                        GError            **error);
void        jig_interval_write         (const JigInterval  *self,
                                        JigJsonWriter      *writer);
gboolean    jig_interval_read          (JsonObject         *object,
                                        const char         *name,
                                        JigInterval        *self,
                                        GError            **error);

G_END_DECLS
