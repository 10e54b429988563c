#include "core/export/program.h"

#include "core/base/error.h"
#include "core/boost/booster.h"
#include "core/model/linear.h"

#include <glib/gi18n-lib.h>

#define WHOLE(table_name, n) { table_name, "int32_t", n, 0, sizeof (gint32) }
#define REAL(table_name) { table_name, "double", 0, 1, sizeof (double) }

const JigProgramLayout jig_program_layouts[JIG_N_PROGRAM_TABLES] = {
  [JIG_PROGRAM_NODES] = { "nodes", "PortableNode", 9, 0, sizeof (PortableNode) },
  [JIG_PROGRAM_SOURCES] = WHOLE ("sources", 1),
  [JIG_PROGRAM_NUMBERS] = REAL ("numbers"),
  [JIG_PROGRAM_LOOKUPS] = { "lookups", "PortableLookup", 5, 0, sizeof (PortableLookup) },
  [JIG_PROGRAM_TEXTS] = { "texts", "char * const", 0, 0, sizeof (char *) },
  [JIG_PROGRAM_TEXT_SLOTS] = WHOLE ("text_slots", 1),
  [JIG_PROGRAM_KEYS] = REAL ("keys"),
  [JIG_PROGRAM_KEY_SLOTS] = WHOLE ("key_slots", 1),
  [JIG_PROGRAM_LETTERS] = { "letters", "PortableLetters", 3, 0, sizeof (PortableLetters) },
  [JIG_PROGRAM_BASE] = REAL ("base"),
  [JIG_PROGRAM_MEANS] = REAL ("means"),
  [JIG_PROGRAM_WEIGHTS] = REAL ("weights"),
  [JIG_PROGRAM_TREE_NODES] = { "tree_nodes", "PortableTreeNode", 4, 1, sizeof (PortableTreeNode) },
  [JIG_PROGRAM_TREE_BEGINS] = WHOLE ("tree_begins", 1),
  [JIG_PROGRAM_TREE_OUTPUTS] = WHOLE ("tree_outputs", 1),
  [JIG_PROGRAM_TREE_SETS] = WHOLE ("tree_sets", 1),
};

/* A set of levels in 32-bit numbers. */
#define SET_WORDS (JIG_LEVEL_SET_CODES / 16)

/* The items are printed and read as their numbers, one behind the other. */
G_STATIC_ASSERT (sizeof (PortableNode) == 9 * sizeof (gint32));
G_STATIC_ASSERT (sizeof (PortableLookup) == 5 * sizeof (gint32));
G_STATIC_ASSERT (sizeof (PortableLetters) == 3 * sizeof (gint32));
G_STATIC_ASSERT (sizeof (PortableTreeNode) == 4 * sizeof (gint32) + sizeof (double));

/**
 * jig_program_new_empty:
 *
 * Returns: (transfer full): a program without any item
 */
JigProgram *
jig_program_new_empty (void)
{
  JigProgram *self = g_new0 (JigProgram, 1);

  for (gsize i = 0; i < JIG_N_PROGRAM_TABLES; i++)
    self->tables[i] = (JigArray) { .item_size = jig_program_layouts[i].item_size,
                                   .what = _("the tables of a program") };

  return self;
}

void
jig_program_free (JigProgram *self)
{
  JigArray *texts;

  if (self == NULL)
    return;

  texts = &self->tables[JIG_PROGRAM_TEXTS];
  for (gsize i = 0; i < texts->n_items; i++)
    g_free (jig_array_index (texts, char *, i));
  for (gsize i = 0; i < JIG_N_PROGRAM_TABLES; i++)
    jig_array_clear (&self->tables[i]);
  g_free (self);
}

/**
 * jig_program_append:
 * @self: a program
 * @table: one of its tables
 * @items: (array length=n_items): copied; texts themselves are taken over
 * @n_items: how many there are
 * @error: return location for %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_program_append (JigProgram       *self,
                    JigProgramTable   table,
                    gconstpointer     items,
                    gsize             n_items,
                    GError          **error)
{
  JigArray *array = &self->tables[table];

  if (n_items > JIG_PROGRAM_MAX_ITEMS - array->n_items)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("The model is too large to be compiled: its table of %s would have more than"
                     " %d items. The format \"jig\" can hold it."),
                   jig_program_layouts[table].name, JIG_PROGRAM_MAX_ITEMS);
      return FALSE;
    }

  return jig_array_append (array, items, n_items, error);
}

/**
 * jig_program_get_size:
 * @self: a program
 * @table: one of its tables
 *
 * Returns: how many items it has
 */
gint32
jig_program_get_size (const JigProgram *self,
                      JigProgramTable   table)
{
  return (gint32) self->tables[table].n_items;
}

/**
 * jig_program_link:
 * @self: a program that is complete
 *
 * Lets @self->portable point to the tables. The counts of features and outputs,
 * and what the model is, are not touched.
 */
void
jig_program_link (JigProgram *self)
{
  PortableProgram *portable = &self->portable;

  portable->nodes = self->tables[JIG_PROGRAM_NODES].items;
  portable->sources = self->tables[JIG_PROGRAM_SOURCES].items;
  portable->numbers = self->tables[JIG_PROGRAM_NUMBERS].items;
  portable->lookups = self->tables[JIG_PROGRAM_LOOKUPS].items;
  portable->texts = self->tables[JIG_PROGRAM_TEXTS].items;
  portable->text_slots = self->tables[JIG_PROGRAM_TEXT_SLOTS].items;
  portable->keys = self->tables[JIG_PROGRAM_KEYS].items;
  portable->key_slots = self->tables[JIG_PROGRAM_KEY_SLOTS].items;
  portable->letters = self->tables[JIG_PROGRAM_LETTERS].items;
  portable->base = self->tables[JIG_PROGRAM_BASE].items;
  portable->means = self->tables[JIG_PROGRAM_MEANS].items;
  portable->weights = self->tables[JIG_PROGRAM_WEIGHTS].items;
  portable->tree_nodes = self->tables[JIG_PROGRAM_TREE_NODES].items;
  portable->tree_begins = self->tables[JIG_PROGRAM_TREE_BEGINS].items;
  portable->tree_outputs = self->tables[JIG_PROGRAM_TREE_OUTPUTS].items;
  portable->tree_sets = self->tables[JIG_PROGRAM_TREE_SETS].items;

  portable->n_nodes = jig_program_get_size (self, JIG_PROGRAM_NODES);
  portable->n_letters = jig_program_get_size (self, JIG_PROGRAM_LETTERS);
  portable->n_trees = jig_program_get_size (self, JIG_PROGRAM_TREE_BEGINS);
}

static gboolean
add_linear (JigProgram      *self,
            const JigLinear *linear,
            GError         **error)
{
  self->portable.is_linear = TRUE;

  return jig_program_append (self, JIG_PROGRAM_MEANS, linear->means, linear->n_features, error) &&
         jig_program_append (self, JIG_PROGRAM_WEIGHTS, linear->weights,
                             linear->n_outputs * (linear->n_features + 1), error);
}

/* Sixteen levels in a word. */
static gboolean
add_sets (JigProgram     *self,
          const JigTree  *tree,
          GError        **error)
{
  for (gsize i = 0; i < tree->n_sets; i++)
    {
      gint32 words[SET_WORDS];

      for (guint k = 0; k < SET_WORDS; k++)
        words[k] = (gint32) (tree->sets[i].words[k / 4] >> k % 4 * 16 & 0xffff);
      if (!jig_program_append (self, JIG_PROGRAM_TREE_SETS, words, SET_WORDS, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_tree (JigProgram     *self,
          const JigTree  *tree,
          GError        **error)
{
  gint32 begin = jig_program_get_size (self, JIG_PROGRAM_TREE_NODES);
  gint32 output = (gint32) tree->output;
  gint32 first_set = jig_program_get_size (self, JIG_PROGRAM_TREE_SETS) / SET_WORDS;

  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[i];
      gboolean is_leaf = node->feature < 0;
      PortableTreeNode item = {
        .feature = is_leaf ? -1 : node->feature,
        .left = is_leaf ? 0 : node->left,
        .right = is_leaf ? 0 : node->right,
        .missing_left = !is_leaf && node->missing_left,
        .number = is_leaf ? node->value : node->threshold,
      };

      if (node->set != 0)
        {
          item.missing_left = 2;
          item.number = first_set + (gint32) node->set - 1;
        }

      if (!jig_program_append (self, JIG_PROGRAM_TREE_NODES, &item, 1, error))
        return FALSE;
    }

  return add_sets (self, tree, error) &&
         jig_program_append (self, JIG_PROGRAM_TREE_BEGINS, &begin, 1, error) &&
         jig_program_append (self, JIG_PROGRAM_TREE_OUTPUTS, &output, 1, error);
}

static gboolean
add_booster (JigProgram        *self,
             const JigBooster  *booster,
             GError           **error)
{
  if (!jig_program_append (self, JIG_PROGRAM_BASE, booster->base, booster->n_outputs, error))
    return FALSE;

  for (gsize t = 0; t < booster->n_trees; t++)
    if (!add_tree (self, &booster->trees[t], error))
      return FALSE;

  return TRUE;
}

/* What it says of any row, it says of this one. */
static gboolean
add_constant (JigProgram      *self,
              const JigModel  *model,
              GError         **error)
{
  gsize n_features = jig_model_get_n_features (model);
  guint n_outputs = jig_model_get_n_outputs (model);
  jig_autofree double *features = jig_alloc (n_features, sizeof *features, _("a row"), error);
  jig_autofree double *margins = NULL;

  if (features != NULL)
    margins = jig_alloc (n_outputs, sizeof *margins, _("a row"), error);
  if (margins == NULL)
    return FALSE;

  for (gsize i = 0; i < n_features; i++)
    features[i] = 0.0;

  return jig_model_predict_margins (model, features, 1, margins, NULL, error) &&
         jig_program_append (self, JIG_PROGRAM_BASE, margins, n_outputs, error);
}

static PortableLink
portable_link_of (JigLink link)
{
  switch (link)
    {
    case JIG_LINK_LOGISTIC:
      return PORTABLE_LOGISTIC;
    case JIG_LINK_SOFTMAX:
      return PORTABLE_SOFTMAX;
    case JIG_LINK_EXP:
      return PORTABLE_EXP;
    case JIG_LINK_VALUE:
    default:
      return PORTABLE_VALUE;
    }
}

static gboolean
add_model (JigProgram      *self,
           const JigModel  *model,
           GError         **error)
{
  const JigModelOps *ops = jig_model_get_ops (model);

  self->portable.n_features = (gint32) jig_model_get_n_features (model);
  self->portable.n_outputs = (gint32) jig_model_get_n_outputs (model);
  self->portable.link = portable_link_of (jig_model_get_link (model));

  if (g_str_equal (ops->id, "linear"))
    return add_linear (self, jig_model_get_data (model), error);
  if (g_str_equal (ops->id, "boost"))
    return add_booster (self, jig_model_get_data (model), error);
  if (g_str_equal (ops->id, "constant"))
    return add_constant (self, model, error);

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("A model of the kind \"%s\" cannot be written as C; the format \"jig\" can hold"
                 " it."), ops->id);

  return FALSE;
}

/**
 * jig_program_new:
 * @recipe: what makes features of raw rows
 * @model: what makes margins of features
 * @error: return location for %JIG_ERROR_DATA if a node or the model cannot be
 *   said in tables, %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): both as tables, or %NULL with @error set, which
 *   names the node and the format that can hold it
 */
JigProgram *
jig_program_new (const JigRecipe  *recipe,
                 const JigModel   *model,
                 GError          **error)
{
  g_autoptr(JigProgram) self = NULL;

  g_return_val_if_fail (recipe != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = jig_program_new_empty ();
  if (!jig_program_add_nodes (self, recipe, error) || !add_model (self, model, error))
    return NULL;

  jig_program_link (self);

  return g_steal_pointer (&self);
}
