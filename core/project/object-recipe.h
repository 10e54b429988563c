#pragma once

#include "core/data/recipe.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/* A fitted transform: the payload is a #JigRecipe. */
extern const JigObjectKind jig_object_recipe;

JigRecipe *jig_object_get_recipe (const JigObject *self);

G_END_DECLS
