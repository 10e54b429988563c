#pragma once

#include "patterns/kit/run.h"

G_BEGIN_DECLS

/* Walking, where nothing may go wrong. */

void        jig_test_walk_set    (JigRun            *run,
                                  const char        *step,
                                  const char        *id,
                                  const char        *word);
void        jig_test_walk_err    (JigRun            *run,
                                  const char        *step,
                                  const char        *id);
JigExhibit *jig_test_walk_show   (JigRun            *run,
                                  gsize              step) G_GNUC_WARN_UNUSED_RESULT;
double      jig_test_walk_read   (const JigExhibit  *exhibit,
                                  const char        *id);
double      jig_test_walk_number (JigRun            *run,
                                  gsize              step,
                                  const char        *id);

G_END_DECLS
