#pragma once

#include "core/model/model.h"

G_BEGIN_DECLS

/**
 * JigPredictionKind:
 * @JIG_PREDICTION_VALUE: "prediction": a number, the probability of the positive
 *   class, or the name of the likeliest of several classes
 * @JIG_PREDICTION_MARGIN: "margin", one of "margin_LABEL" per class: what the
 *   model adds up before the link
 * @JIG_PREDICTION_CLASS: "class" and one "p_LABEL" per class; not for numbers
 *
 * What is wanted of a model.
 */
typedef enum
{
  JIG_PREDICTION_VALUE,
  JIG_PREDICTION_MARGIN,
  JIG_PREDICTION_CLASS,
} JigPredictionKind;

gboolean  jig_prediction_kind_from_name (const char         *name,
                                         JigPredictionKind  *kind);
gboolean  jig_prediction_check          (const JigModel     *model,
                                         JigPredictionKind   kind,
                                         GError            **error);
/* Margins (n_rows, n_outputs) as columns that people read. */
JigFrame *jig_prediction_to_frame       (const JigModel     *model,
                                         JigPredictionKind   kind,
                                         const double       *margins,
                                         gsize               n_rows,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
