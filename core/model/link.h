#pragma once

#include "core/model/task.h"

G_BEGIN_DECLS

/**
 * JigLink:
 * @JIG_LINK_VALUE: the margin itself
 * @JIG_LINK_LOGISTIC: the logistic function: of log odds a probability
 * @JIG_LINK_SOFTMAX: of a margin per class their probabilities
 * @JIG_LINK_EXP: e to the margin: a number above 0
 *
 * How margins become what people read.
 */
typedef enum
{
  JIG_LINK_VALUE,
  JIG_LINK_LOGISTIC,
  JIG_LINK_SOFTMAX,
  JIG_LINK_EXP,
} JigLink;

JigLink     jig_link_of_task   (JigTask        task);
gboolean    jig_link_fits      (JigLink        link,
                                JigTask        task);
const char *jig_link_name      (JigLink        link);
gboolean    jig_link_from_name (const char    *name,
                                JigLink       *link);
void        jig_link_apply     (JigLink        link,
                                const double  *margins,
                                gsize          n_rows,
                                guint          n_outputs,
                                double        *predictions);

G_END_DECLS
