#pragma once

#include "patterns/transform/serving.h"

G_BEGIN_DECLS

#define TRANSFORM_N_MISTAKES 13

/* What can go wrong when features are made anew where the model serves. */
extern const JigMistake transform_mistakes[TRANSFORM_N_MISTAKES + 1];

/* The same in a word or two, for charts and lists. */
extern const JigChoice transform_mistake_choices[TRANSFORM_N_MISTAKES + 1];

gssize   transform_mistake_find    (const char        *id);
gboolean transform_mistake_applies (const GPtrArray   *specs,
                                    guint              mistake);
gboolean transform_mistake_is_sent (guint              mistake);
gboolean transform_mistake_alter   (TransformServing  *serving,
                                    guint              mistake,
                                    GError           **error);

G_END_DECLS
