#pragma once

/* Between the files of the model. */

#include "core/model/model.h"

G_BEGIN_DECLS

struct _JigModel
{
  const JigModelOps *ops;
  JigValues         *values;
  JigTask            task;
  JigLink            link;
  guint              n_classes;
  guint64            seed;
  char             **features;     /* (n_features + 1,) ended by NULL */
  gsize              n_features;
  guint32           *levels;       /* (nullable) (n_features,) 0: a number */
  JigStringTable    *labels;       /* (nullable) */
  GArray            *curve;        /* of JigCurvePoint */
  guint              best_round;   /* of the curve; 0: no rows have chosen one */
  gpointer           data;
  char              *hash;
};

JigModel *jig_model_new  (const JigModelOps *ops) G_GNUC_WARN_UNUSED_RESULT;
void      jig_model_seal (JigModel          *self);

G_END_DECLS
