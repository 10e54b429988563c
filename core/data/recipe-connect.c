/* Finds what every node of a recipe reads. */

#include "core/base/text.h"
#include "core/data/recipe-private.h"

#include <glib/gi18n-lib.h>

/* What a node could have meant: the columns, and the nodes before it. */
static const char *
find_nearest (const JigRecipe *self,
              gsize            n_nodes,
              const JigSchema *schema,
              const char      *input)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new ();

  for (gsize i = 0; i < jig_schema_get_size (schema); i++)
    g_ptr_array_add (known, jig_schema_get_field (schema, i)->name);
  for (gsize i = 0; i < n_nodes; i++)
    if (self->nodes[i].spec->ops->flags & JIG_NODE_CHAINS)
      g_ptr_array_add (known, self->nodes[i].spec->name);
  g_ptr_array_add (known, NULL);

  return jig_text_nearest (input, (const char * const *) known->pdata);
}

static gboolean
refuse_unknown (const JigRecipe  *self,
                gsize             node,
                const JigSchema  *schema,
                const char       *input,
                JigError          code,
                GError          **error)
{
  const char *name = self->nodes[node].spec->name;
  const char *nearest = find_nearest (self, node, schema, input);

  if (nearest != NULL)
    g_set_error (error, JIG_ERROR, (int) code,
                 _("Node \"%s\": there is no column or earlier node \"%s\". "
                   "Did you mean \"%s\"?"), name, input, nearest);
  else
    g_set_error (error, JIG_ERROR, (int) code,
                 _("Node \"%s\": there is no column or earlier node \"%s\"."), name, input);

  return FALSE;
}

static gboolean
check_type (const JigNodeSpec  *spec,
            const char         *input,
            JigColumnType       type,
            JigError            code,
            GError            **error)
{
  g_autofree char *types = NULL;

  if (spec->ops->takes & JIG_NODE_TAKES (type))
    return TRUE;

  types = jig_node_dup_types (spec->ops);
  g_set_error (error, JIG_ERROR, (int) code,
               _("Node \"%s\": %s reads %s, but \"%s\" is %s."), spec->name, spec->ops->id, types,
               input, jig_column_type_name (type));

  return FALSE;
}

static gboolean
connect_input (JigRecipe        *self,
               gsize             i,
               gsize             k,
               const JigSchema  *schema,
               GHashTable       *nodes,
               JigError          code,
               GError          **error)
{
  const JigNodeSpec *spec = self->nodes[i].spec;
  const char *input = spec->inputs[k];
  gssize column = jig_schema_find (schema, input);
  gssize node = (gssize) GPOINTER_TO_SIZE (g_hash_table_lookup (nodes, input)) - 1;
  gboolean chains = node >= 0 && (self->nodes[node].spec->ops->flags & JIG_NODE_CHAINS);

  if (column < 0 && node < 0)
    return refuse_unknown (self, i, schema, input, code, error);

  if (column < 0 && !chains)
    {
      g_set_error (error, JIG_ERROR, (int) code,
                   _("Node \"%s\": what node \"%s\" makes cannot be read by another node."),
                   spec->name, input);
      return FALSE;
    }

  if (column >= 0 && chains)
    {
      g_set_error (error, JIG_ERROR, (int) code,
                   _("Node \"%s\": \"%s\" is both a column and an earlier node; "
                     "one of them needs another name."), spec->name, input);
      return FALSE;
    }

  if (column < 0)
    {
      self->nodes[node].is_read = TRUE;
      self->nodes[i].sources[k] = (JigRecipeSource) { TRUE, (gsize) node };
      return check_type (spec, input, JIG_COLUMN_NUMBER, code, error);
    }

  self->nodes[i].sources[k] = (JigRecipeSource) { FALSE, (gsize) column };

  return check_type (spec, input, jig_schema_get_field (schema, (gsize) column)->type, code,
                     error);
}

static gboolean
check_n_inputs (const JigRecipeNode  *node,
                JigError              code,
                GError              **error)
{
  const JigNodeOps *ops = node->spec->ops;

  if (node->n_inputs >= ops->min_inputs && node->n_inputs <= ops->max_inputs)
    return TRUE;

  if (ops->min_inputs == ops->max_inputs)
    g_set_error (error, JIG_ERROR, (int) code,
                 _("Node \"%s\": %s reads %u inputs, not %zu."), node->spec->name,
                 ops->id, ops->min_inputs, node->n_inputs);
  else
    g_set_error (error, JIG_ERROR, (int) code,
                 _("Node \"%s\": %s reads %u to %u inputs, not %zu."),
                 node->spec->name, ops->id, ops->min_inputs, ops->max_inputs, node->n_inputs);

  return FALSE;
}

/**
 * jig_recipe_connect:
 * @self: a recipe
 * @schema: the columns there are
 * @code: the kind of error it is if a node asks for what is not there
 * @error: return location for an error
 *
 * Finds out what every node reads. Only earlier nodes can be read, so that no
 * node can wait for itself.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_recipe_connect (JigRecipe        *self,
                    const JigSchema  *schema,
                    JigError          code,
                    GError          **error)
{
  g_autoptr(GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JigRecipeNode *node = &self->nodes[i];

      if (!check_n_inputs (node, code, error))
        return FALSE;

      for (gsize k = 0; k < node->n_inputs; k++)
        if (!connect_input (self, i, k, schema, nodes, code, error))
          return FALSE;

      if (!g_hash_table_insert (nodes, node->spec->name, GSIZE_TO_POINTER (i + 1)))
        {
          g_set_error (error, JIG_ERROR, (int) code, _("Two nodes have the name \"%s\"."),
                       node->spec->name);
          return FALSE;
        }
    }

  return TRUE;
}
