#pragma once

#include "core/model/bundle.h"

G_BEGIN_DECLS

/* Rides of City bikes, the first of them to learn from, with the nodes that make
 * 63 features and a linear model. */

JigBundle *jig_test_rides_bundle (JigFrame            *rides,
                                  gsize                n_train,
                                  const JigProgress   *progress,
                                  GError             **error);
/* Rows [begin, end) of a table. */
JigRows   *jig_test_rows         (gsize                begin,
                                  gsize                end);

/* A bundle of a small table, with the nodes that its columns decide. Numbers are
 * a regression, however few they are. */
JigBundle *jig_test_bundle       (const char * const  *table,
                                  const char          *target,
                                  const char          *kind,
                                  GError             **error);

G_END_DECLS
