#pragma once

#include "core/base/parallel.h"
#include "core/data/recipe-spec.h"

G_BEGIN_DECLS

/**
 * JigRecipe:
 *
 * Input schema -> ordered nodes with their fitted state -> feature schema.
 * Fitted once on training rows, then a pure function of each row; it travels
 * with the model. Immutable and ref-counted.
 */
typedef struct _JigRecipe JigRecipe;

JigRecipe          *jig_recipe_fit               (const GPtrArray    *specs,
                                                  JigFrame           *frame,
                                                  const JigSchema    *schema,
                                                  const JigRows      *rows,
                                                  const JigProgress  *progress,
                                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigRecipe          *jig_recipe_ref               (JigRecipe          *self);
void                jig_recipe_unref             (JigRecipe          *self);

const JigSchema    *jig_recipe_get_inputs        (const JigRecipe    *self);
gsize               jig_recipe_get_n_features    (const JigRecipe    *self);
const char * const *jig_recipe_get_features      (const JigRecipe    *self);
const guint32      *jig_recipe_get_levels        (const JigRecipe    *self);
gsize               jig_recipe_get_n_nodes       (const JigRecipe    *self);
const JigNodeSpec  *jig_recipe_get_spec          (const JigRecipe    *self,
                                                  gsize               node);
gconstpointer       jig_recipe_get_state         (const JigRecipe    *self,
                                                  gsize               node);
gsize               jig_recipe_get_first_feature (const JigRecipe    *self,
                                                  gsize               node);
guint64             jig_recipe_get_n_fitted_rows (const JigRecipe    *self);

/* The features of some rows (NULL: of all): (n_rows, n_features), row-major.
 * @frame needs the recipe's inputs by name, in any order. */

gboolean            jig_recipe_apply             (const JigRecipe    *self,
                                                  JigFrame           *frame,
                                                  const JigRows      *rows,
                                                  double             *features,
                                                  const JigProgress  *progress,
                                                  GError            **error);

void                jig_recipe_write             (const JigRecipe    *self,
                                                  JigJsonWriter      *writer);
JigRecipe          *jig_recipe_read              (JsonObject         *object,
                                                  const char         *name,
                                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
char               *jig_recipe_dup_hash          (const JigRecipe    *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigRecipe, jig_recipe_unref)

G_END_DECLS
