#pragma once

#include "core/model/model.h"

G_BEGIN_DECLS

/**
 * JigTestSamples:
 * @view: the rows, borrowed from the arrays below
 * @task: what can be predicted
 * @n_classes: 1 for a regression
 * @features: (n_rows, n_features)
 * @targets: (n_rows,)
 * @weights: (n_rows,) whole numbers from 1 to 3
 * @names: what the features are called, ended by %NULL
 *
 * Rows to learn from. The first feature is a number, the second a step, the
 * third has few values, others are noise; the label depends on the first three.
 */
typedef struct
{
  JigSamples  view;
  JigTask     task;
  guint       n_classes;
  double     *features;
  double     *targets;
  double     *weights;
  char      **names;
} JigTestSamples;

void      jig_test_samples_init  (JigTestSamples        *self,
                                  JigTask                task,
                                  gsize                  n_rows,
                                  gsize                  n_features,
                                  double                 missing,
                                  guint64                seed);
void      jig_test_samples_clear (JigTestSamples        *self);

/* A fit of these rows with some settings, as "name=value" words. */
JigModel *jig_test_samples_fit   (const JigTestSamples  *self,
                                  const char            *kind,
                                  const char            *settings,
                                  const JigProgress     *progress,
                                  GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTestSamples, jig_test_samples_clear)

G_END_DECLS
