#pragma once

#include "core/data/recipe.h"

G_BEGIN_DECLS

/* Recipes from JSON lists of nodes, with ' for ". */

GPtrArray *jig_test_specs  (const char  *json,
                            GError     **error);
JigRecipe *jig_test_recipe (const char  *json,
                            JigFrame    *frame);

/* What a recipe makes of all rows: a blank between features, | between rows. */
char      *jig_test_apply  (const JigRecipe *recipe,
                            JigFrame        *frame);
char      *jig_test_write  (const JigRecipe *recipe);

/* City bikes, and the nodes that make 63 features of their 5 inputs. */
extern const char jig_test_rides_nodes[];

JigFrame  *jig_test_rides  (gsize            n_rows,
                            guint64          seed);

G_END_DECLS
