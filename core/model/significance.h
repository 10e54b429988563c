#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigDelong:
 * @auc: of the first scores and of the second
 * @difference: the first minus the second
 * @standard_error: of @difference
 * @z: @difference in standard errors; 0 if the scores rank alike
 * @p: how likely a difference this large is between equals, two-sided
 */
typedef struct
{
  double auc[2];
  double difference;
  double standard_error;
  double z;
  double p;
} JigDelong;

/**
 * JigMcnemar:
 * @only_first: how many rows the first model alone has right
 * @only_second: how many rows the second model alone has right
 * @is_exact: the binomial distribution was counted out
 * @statistic: chi-squared, with the continuity correction; NaN if exact
 * @p: two-sided
 */
typedef struct
{
  gsize    only_first;
  gsize    only_second;
  gboolean is_exact;
  double   statistic;
  double   p;
} JigMcnemar;

/* Below this many rows on which two models disagree the test is exact. */
#define JIG_MCNEMAR_EXACT 25

gboolean   jig_significance_delong             (const double  *first,
                                                const double  *second,
                                                const double  *targets,
                                                gsize          n_rows,
                                                JigDelong     *delong,
                                                GError       **error);
JigMcnemar jig_significance_mcnemar            (gsize          only_first,
                                                gsize          only_second);
double     jig_significance_corrected_t        (const double  *differences,
                                                gsize          n_differences,
                                                double         test_to_train,
                                                double        *p);
void       jig_significance_wilson             (double         n_hits,
                                                double         n_tries,
                                                double        *low,
                                                double        *high);
gboolean   jig_significance_benjamini_hochberg (const double  *p,
                                                gsize          n_tests,
                                                double        *q,
                                                GError       **error);

/* Two-sided tails. */

double     jig_significance_normal_tail        (double         z);
double     jig_significance_student_tail       (double         t,
                                                guint          n_freedom);

G_END_DECLS
