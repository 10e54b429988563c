#pragma once

#include "core/data/node.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

/**
 * JigRecipeStyle:
 * @JIG_RECIPE_LINEAR: for models that add features up: scaled, filled, one-hot
 * @JIG_RECIPE_TREES: for models that cut features: as they are, with what is
 *   missing left missing
 * @JIG_RECIPE_CATEGORIES: for models that part categories too: the same, with each
 *   category as one feature
 *
 * What kind of model features are proposed for.
 */
typedef enum
{
  JIG_RECIPE_LINEAR,
  JIG_RECIPE_TREES,
  JIG_RECIPE_CATEGORIES,
} JigRecipeStyle;

/**
 * JigNodeSpec:
 * @ops: the kind
 * @name: names what the node makes, for later nodes and for people
 * @inputs: columns of the input schema, or names of earlier nodes that chain
 * @values: its settings
 * @is_feature: what it makes goes to the model
 *
 * What somebody wants of one node, before it has seen any data.
 */
typedef struct
{
  const JigNodeOps  *ops;
  char              *name;
  char             **inputs;
  JigValues         *values;
  gboolean           is_feature;
} JigNodeSpec;

JigNodeSpec *jig_node_spec_new      (const JigNodeOps    *ops,
                                     const char          *name,
                                     const char * const  *inputs,
                                     gboolean             is_feature) G_GNUC_WARN_UNUSED_RESULT;
JigNodeSpec *jig_node_spec_copy     (const JigNodeSpec   *self) G_GNUC_WARN_UNUSED_RESULT;
void         jig_node_spec_free     (JigNodeSpec         *self);
/* The members of an object that is open. */
void         jig_node_spec_write    (const JigNodeSpec   *self,
                                     JigJsonWriter       *writer);

/* A list of nodes as JSON: what the window saves and `--transform` reads. */

GPtrArray   *jig_node_specs_read    (JsonArray           *array,
                                     const char          *name,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void         jig_node_specs_write   (const GPtrArray     *specs,
                                     JigJsonWriter       *writer);
/* What the column types decide. */
GPtrArray   *jig_node_specs_propose (JigFrame            *frame,
                                     const JigSchema     *schema,
                                     JigRecipeStyle       style,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigNodeSpec, jig_node_spec_free)

G_END_DECLS
