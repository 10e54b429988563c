#include "core/base/error.h"
#include "core/project/command.h"
#include "core/project/object-data.h"
#include "core/project/object-recipe.h"
#include "core/project/object-split.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const JigChoice styles[] = {
  { "linear", N_("For models that add features up") },
  { "trees", N_("For models that cut features") },
  { NULL }
};

static const JigParam params[] = {
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("The table whose columns become features"),
  },
  {
    "split", N_("Split"), JIG_PARAM_OBJECT, .unit = "split",
    .hint = N_("The transform learns from the training rows only; empty: from all rows"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "nodes", N_("Nodes"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("A list of nodes as JSON; empty: what the types of the columns suggest"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "style", N_("Style"), JIG_PARAM_CHOICE, .text = "linear", .choices = styles,
    .hint = N_("What kind of model nodes are proposed for"),
  },
  { NULL }
};

static GPtrArray *
read_nodes (const char  *text,
            GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "nodes", error);

  if (node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("The nodes must be a JSON array."));
      return NULL;
    }

  return jig_node_specs_read (json_node_get_array (node), "nodes", error);
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  const JigSplit *split = jig_object_get_split (jig_work_get_input (work, "split"));
  const char *nodes = jig_values_get_text (values, "nodes");
  JigRecipeStyle style = g_str_equal (jig_values_get_text (values, "style"), "trees")
                         ? JIG_RECIPE_TREES : JIG_RECIPE_LINEAR;
  g_autoptr(GPtrArray) specs = NULL;
  JigRecipe *recipe;

  specs = *nodes != '\0' ? read_nodes (nodes, error)
                         : jig_node_specs_propose (dataset->frame, dataset->schema, style, error);
  if (specs == NULL)
    return NULL;

  recipe = jig_recipe_fit (specs, dataset->frame, dataset->schema,
                           split != NULL ? split->train : NULL, progress, error);

  return recipe != NULL ? jig_object_new (&jig_object_recipe, recipe) : NULL;
}

const JigCommand jig_command_transform = {
  .id = "transform",
  .title = N_("Turn columns into features"),
  .object = "recipe",
  .params = params,
  .version = 1,
  .run = run,
};
