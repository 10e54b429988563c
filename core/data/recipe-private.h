#pragma once

#include "core/base/error.h"
#include "core/data/recipe.h"

G_BEGIN_DECLS

/* What the files recipe*.c share. */

/**
 * JigRecipeSource:
 * @is_node: an earlier node; else a column of the input schema
 * @index: which one
 *
 * Where a node reads one of its inputs.
 */
typedef struct
{
  gboolean is_node;
  gsize    index;
} JigRecipeSource;

/**
 * JigRecipeNode:
 * @spec: what was wanted
 * @sources: (n_inputs,) where its inputs come from
 * @n_inputs: how many there are
 * @state: (nullable): what was learnt
 * @width: how many features it makes
 * @first: the number of the first of them, if they go to the model
 * @is_read: by a later node
 */
typedef struct
{
  JigNodeSpec     *spec;
  JigRecipeSource *sources;
  gsize            n_inputs;
  gpointer         state;
  gsize            width;
  gsize            first;
  gboolean         is_read;
} JigRecipeNode;

struct _JigRecipe
{
  JigSchema      *inputs;
  JigRecipeNode  *nodes;          /* (n_nodes,) */
  gsize           n_nodes;
  char          **features;       /* (n_features,) and NULL */
  gsize           n_features;
  guint32        *levels;         /* (nullable) (n_features,) 0: a number */
  guint64         n_fitted_rows;
};

/**
 * JigRecipeView:
 * @frame: a table with the columns of the input schema, in its order
 * @made: (n_nodes,) what nodes made of it; %NULL where no later node reads it
 * @n_nodes: how many nodes there are
 *
 * A table as the nodes see it.
 */
typedef struct
{
  JigFrame   *frame;
  JigColumn **made;
  gsize       n_nodes;
} JigRecipeView;

JigRecipe        *jig_recipe_new         (const GPtrArray      *specs) G_GNUC_WARN_UNUSED_RESULT;
gboolean          jig_recipe_connect     (JigRecipe            *self,
                                          const JigSchema      *schema,
                                          JigError              code,
                                          GError              **error);
gboolean          jig_recipe_measure     (JigRecipe            *self,
                                          gsize                 node,
                                          JigError              code,
                                          GError              **error);
gboolean          jig_recipe_finish      (JigRecipe            *self,
                                          GError              **error);

JigRecipeView    *jig_recipe_view_new    (const JigRecipe      *recipe,
                                          JigFrame             *frame) G_GNUC_WARN_UNUSED_RESULT;
void              jig_recipe_view_free   (JigRecipeView        *self);
const JigColumn **jig_recipe_view_gather (const JigRecipeView  *self,
                                          const JigRecipeNode  *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean          jig_recipe_view_make   (JigRecipeView        *self,
                                          const JigRecipe      *recipe,
                                          gsize                 node,
                                          const JigProgress    *progress,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigRecipeView, jig_recipe_view_free)

G_END_DECLS
