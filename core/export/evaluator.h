#pragma once

#include "core/base/progress.h"
#include "core/export/program.h"

G_BEGIN_DECLS

/**
 * JigAnswers:
 * @features: (n_rows, n_features) row-major
 * @margins: (n_rows, n_outputs) row-major
 * @predictions: (n_rows, n_outputs) row-major: what people read
 * @n_rows: how many rows there are
 * @n_features: how many features each has
 * @n_outputs: how many margins each has
 *
 * What a model says of some rows.
 */
typedef struct
{
  double *features;
  double *margins;
  double *predictions;
  gsize   n_rows;
  gsize   n_features;
  gsize   n_outputs;
} JigAnswers;

gboolean jig_answers_init        (JigAnswers         *self,
                                  gsize               n_rows,
                                  gsize               n_features,
                                  gsize               n_outputs,
                                  GError            **error);
void     jig_answers_clear       (JigAnswers         *self);
/* By the recipe and the model themselves. */
gboolean jig_answers_of_model    (JigAnswers         *self,
                                  const JigRecipe    *recipe,
                                  const JigModel     *model,
                                  JigFrame           *frame,
                                  const JigProgress  *progress,
                                  GError            **error);
/* By the tables of a program and the functions that go into C files. */
gboolean jig_answers_of_program  (JigAnswers         *self,
                                  const JigProgram   *program,
                                  const JigSchema    *inputs,
                                  JigFrame           *frame,
                                  const JigProgress  *progress,
                                  GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigAnswers, jig_answers_clear)

G_END_DECLS
