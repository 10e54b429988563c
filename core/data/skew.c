#include "core/data/skew.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* An earlier node, or -1. */
static gssize
find_node (const JigRecipe *recipe,
           gsize            before,
           const char      *name)
{
  for (gsize i = 0; i < before; i++)
    if (g_str_equal (jig_recipe_get_spec (recipe, i)->name, name))
      return (gssize) i;

  return -1;
}

/* The column that a node reads first, maybe through other nodes. */
static const JigField *
find_column (const JigRecipe *recipe,
             gsize            node)
{
  const JigSchema *schema = jig_recipe_get_inputs (recipe);

  while (TRUE)
    {
      const char *input = jig_recipe_get_spec (recipe, node)->inputs[0];
      gssize column = jig_schema_find (schema, input);

      if (column >= 0)
        return jig_schema_get_field (schema, (gsize) column);
      node = (gsize) find_node (recipe, node, input);
    }
}

/* Settings as they are written. */
static JsonNode *
write_settings (const JigNodeSpec *spec)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_values_write (spec->values, writer);
  text = jig_json_writer_finish (writer);

  return jig_json_parse (text, strlen (text), "settings", NULL);
}

/* Two nodes that read a column do not send it twice. */
static gboolean
is_listed (const GArray  *skews,
           const JigSlip *slip,
           const char    *column)
{
  for (guint i = 0; i < skews->len; i++)
    {
      const JigSkew *skew = &g_array_index (skews, JigSkew, i);

      if (skew->slip == slip && slip->alter_column != NULL &&
          g_str_equal (skew->column, column))
        return TRUE;
    }

  return FALSE;
}

static void
list_node (const JigRecipe *recipe,
           gsize            node,
           GArray          *skews)
{
  const JigNodeSpec *spec = jig_recipe_get_spec (recipe, node);
  const JigField *field = find_column (recipe, node);
  g_autoptr(JsonNode) settings = write_settings (spec);

  if (spec->ops->slips == NULL || settings == NULL)
    return;

  for (const JigSlip * const *slip = spec->ops->slips; *slip != NULL; slip++)
    {
      JigSkew skew = { *slip, node, field->name, (*slip)->amount };

      if (((*slip)->fits == NULL ||
           (*slip)->fits (json_node_get_object (settings), field)) &&
          !is_listed (skews, *slip, field->name))
        g_array_append_val (skews, skew);
    }
}

/**
 * jig_skew_list:
 * @recipe: a recipe; the list borrows from it
 *
 * Returns: (transfer full) (element-type JigSkew): every mistake that its nodes
 *   offer, in the order of the nodes
 */
GArray *
jig_skew_list (const JigRecipe *recipe)
{
  GArray *skews;

  g_return_val_if_fail (recipe != NULL, NULL);

  skews = g_array_new (FALSE, FALSE, sizeof (JigSkew));
  for (gsize i = 0; i < jig_recipe_get_n_nodes (recipe); i++)
    list_node (recipe, i, skews);

  return skews;
}

/**
 * jig_skew_dup_id:
 * @self: a mistake
 * @recipe: the recipe it is made with
 *
 * Returns: (transfer full): such as "temp/fahrenheit": the node and the mistake
 */
char *
jig_skew_dup_id (const JigSkew   *self,
                 const JigRecipe *recipe)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s/%s", jig_recipe_get_spec (recipe, self->node)->name,
                          self->slip->id);
}

/**
 * jig_skew_dup_title:
 * @self: a mistake
 * @recipe: the recipe it is made with
 *
 * Returns: (transfer full): what the user reads, translated
 */
char *
jig_skew_dup_title (const JigSkew   *self,
                    const JigRecipe *recipe)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("%s: %s", jig_recipe_get_spec (recipe, self->node)->name,
                          _(self->slip->title));
}

static JigFrame *
alter_frame (const JigSkew  *skews,
             gsize           n_skews,
             JigFrame       *frame,
             GError        **error)
{
  g_autoptr(JigFrame) altered = jig_frame_ref (frame);

  for (gsize i = 0; i < n_skews; i++)
    {
      gssize at = jig_frame_find (altered, skews[i].column);
      g_autoptr(JigColumn) column = NULL;
      JigFrame *next;

      if (skews[i].slip->alter_column == NULL)
        continue;

      column = skews[i].slip->alter_column (jig_frame_get_column (altered, (gsize) at), error);
      if (column == NULL)
        return NULL;

      next = jig_frame_replace (altered, (gsize) at, column, error);
      if (next == NULL)
        return NULL;
      jig_frame_unref (altered);
      altered = next;
    }

  return g_steal_pointer (&altered);
}

static JsonNode *
write_recipe (const JigRecipe  *recipe,
              GError          **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_recipe_write (recipe, writer);
  text = jig_json_writer_finish (writer);

  return jig_json_parse (text, strlen (text), _("the transform that is served"), error);
}

/* Written, altered and read again. The names of the features are left out,
 * because a vocabulary in another order has others in their places. */
static JigRecipe *
alter_recipe (const JigSkew  *skews,
              gsize           n_skews,
              JigRecipe      *recipe,
              const JigFrame *served,
              GError        **error)
{
  g_autoptr(JsonNode) root = write_recipe (recipe, error);
  JsonObject *object;
  JsonArray *nodes;

  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);
  nodes = json_object_get_array_member (object, "nodes");
  json_object_remove_member (object, "features");

  for (gsize i = 0; i < n_skews; i++)
    if (skews[i].slip->alter_node != NULL)
      {
        gssize column = jig_frame_find (served, skews[i].column);

        skews[i].slip->alter_node (
          json_array_get_object_element (nodes, (guint) skews[i].node),
          jig_frame_get_column (served, (gsize) column), skews[i].amount);
      }

  return jig_recipe_read (object, _("the transform that is served"), error);
}

/**
 * jig_skew_apply:
 * @skews: (array length=n_skews): mistakes that are made at once
 * @n_skews: how many there are
 * @recipe: the right recipe, which they were listed for
 * @frame: the rows to serve
 * @served_recipe: (out) (transfer full): the recipe that somebody wrote
 * @served_frame: (out) (transfer full): the columns that are sent to it
 * @error: return location for %JIG_ERROR_MISMATCH if @frame is not one for the
 *   recipe, or %JIG_ERROR_MEMORY
 *
 * Features of both have the same number and the same places, so that a model can
 * be asked for its predictions, and a table shows which cells are wrong.
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing given
 */
gboolean
jig_skew_apply (const JigSkew  *skews,
                gsize           n_skews,
                JigRecipe      *recipe,
                JigFrame       *frame,
                JigRecipe     **served_recipe,
                JigFrame      **served_frame,
                GError        **error)
{
  g_autoptr(JigFrame) conformed = NULL;
  g_autoptr(JigFrame) altered = NULL;
  g_autoptr(JigRecipe) written = NULL;

  g_return_val_if_fail (recipe != NULL, FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);

  conformed = jig_schema_conform (jig_recipe_get_inputs (recipe), frame, error);
  if (conformed == NULL)
    return FALSE;

  altered = alter_frame (skews, n_skews, conformed, error);
  if (altered == NULL)
    return FALSE;

  written = alter_recipe (skews, n_skews, recipe, altered, error);
  if (written == NULL)
    return FALSE;

  *served_recipe = g_steal_pointer (&written);
  *served_frame = g_steal_pointer (&altered);

  return TRUE;
}
