#pragma once

#include "core/model/bundle.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/**
 * JigTrained:
 * @bundle: the model with its recipe and golden rows
 * @train: how good it is on the rows it learnt from
 * @test: how good it is on the others; its n_rows is 0 if there are none
 * @data_hash: of the table it learnt from
 * @split_hash: (nullable): of the rows on both sides; %NULL: all rows were learnt
 * @n_train_rows: how many rows it learnt from
 *
 * A model, and how it came out.
 */
typedef struct
{
  JigBundle    *bundle;
  JigJudgement  train;
  JigJudgement  test;
  char         *data_hash;
  char         *split_hash;
  gsize         n_train_rows;
} JigTrained;

/* A fitted model: the payload is a #JigTrained. */
extern const JigObjectKind jig_object_model;

JigObject        *jig_object_new_model   (JigTrained       *trained) G_GNUC_WARN_UNUSED_RESULT;
const JigTrained *jig_object_get_trained (const JigObject  *self);
void              jig_trained_clear      (JigTrained       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTrained, jig_trained_clear)

G_END_DECLS
