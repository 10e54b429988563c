#pragma once

#include "core/data/recipe.h"

G_BEGIN_DECLS

/**
 * JigSkew:
 * @slip: what goes wrong
 * @node: the node of the recipe that it happens to
 * @column: the column of the input schema that is concerned
 * @amount: by how much, such as hours; may be changed
 *
 * A mistake that can be made with a certain recipe when it is served.
 */
typedef struct
{
  const JigSlip *slip;
  gsize          node;
  const char    *column;
  double         amount;
} JigSkew;

/* Every mistake that the nodes of a recipe offer; the recipe has to stay. */
GArray   *jig_skew_list      (const JigRecipe    *recipe) G_GNUC_WARN_UNUSED_RESULT;
char     *jig_skew_dup_id    (const JigSkew      *self,
                              const JigRecipe    *recipe) G_GNUC_WARN_UNUSED_RESULT;
char     *jig_skew_dup_title (const JigSkew      *self,
                              const JigRecipe    *recipe) G_GNUC_WARN_UNUSED_RESULT;

/* What is served with some mistakes at once: another recipe and another table,
 * whose features have the places of the right ones. */

gboolean  jig_skew_apply     (const JigSkew      *skews,
                              gsize               n_skews,
                              JigRecipe          *recipe,
                              JigFrame           *frame,
                              JigRecipe         **served_recipe,
                              JigFrame          **served_frame,
                              GError            **error);

G_END_DECLS
