#pragma once

#include "core/model/compare.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The verdict as a sentence, before any number. Acts through "compare.next-model",
 * "compare.previous-model", "compare.metric" and "compare.pin". */

#define JIG_TYPE_VERDICT_BAR (jig_verdict_bar_get_type ())
G_DECLARE_FINAL_TYPE (JigVerdictBar, jig_verdict_bar, JIG, VERDICT_BAR, GtkWidget)

void        jig_verdict_bar_show         (JigVerdictBar        *self,
                                          const JigComparison  *comparison,
                                          gsize                 focus,
                                          JigMetricId           metric);
void        jig_verdict_bar_set_narrow   (JigVerdictBar        *self,
                                          gboolean              is_narrow);
const char *jig_verdict_bar_get_sentence (JigVerdictBar        *self);

const char *jig_verdict_bar_get_mark     (JigVerdictMark        mark);
const char *jig_verdict_bar_get_word     (JigVerdictMark        mark);

G_END_DECLS
