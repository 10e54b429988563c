#include "patterns/transform/parity.h"

#include "core/base/number.h"
#include "patterns/transform/cells.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* So many columns of a table can be read at once. */
#define MAX_SHOWN 12

/**
 * transform_count_features:
 * @recipe: a recipe
 * @node: one of its nodes
 *
 * Returns: how many features of the model the node makes
 */
gsize
transform_count_features (const JigRecipe *recipe,
                          gsize            node)
{
  gsize first;

  if (!jig_recipe_get_spec (recipe, node)->is_feature)
    return 0;

  first = jig_recipe_get_first_feature (recipe, node);
  for (gsize i = node + 1; i < jig_recipe_get_n_nodes (recipe); i++)
    if (jig_recipe_get_spec (recipe, i)->is_feature)
      return jig_recipe_get_first_feature (recipe, i) - first;

  return jig_recipe_get_n_features (recipe) - first;
}

/* The part of a feature's name that says which value it stands for. */
static const char *
get_value_name (const JigRecipe *recipe,
                gsize            node,
                gsize            feature)
{
  const char *name = jig_recipe_get_features (recipe)[feature];
  const char *prefix = jig_recipe_get_spec (recipe, node)->name;
  gsize length = strlen (prefix);

  if (g_str_has_prefix (name, prefix) && name[length] == '=')
    return name + length + 1;

  return name;
}

/**
 * transform_say_features:
 * @recipe: a recipe
 * @node: a node that makes features
 * @features: (n_features,) of one row
 *
 * Returns: (transfer full): a number, or the name of the feature that is not 0
 */
char *
transform_say_features (const JigRecipe *recipe,
                        gsize            node,
                        const double    *features)
{
  gsize first = jig_recipe_get_first_feature (recipe, node);
  gsize n_features = transform_count_features (recipe, node);
  g_autoptr(GString) text = g_string_new (NULL);

  if (n_features == 1)
    return jig_number_to_display (features[first], 4);

  for (gsize i = first; i < first + n_features; i++)
    if (features[i] != 0.0)
      {
        if (text->len > 0)
          g_string_append (text, " + ");
        g_string_append (text, get_value_name (recipe, node, i));
      }

  return g_strdup (text->len > 0 ? text->str : _("none"));
}

gsize
transform_parity_n_rows (gsize n_test)
{
  return MIN (n_test, TRANSFORM_N_GOLDEN);
}

/**
 * transform_parity_get_row:
 * @n_test: how many test rows there are
 * @i: a number below transform_parity_n_rows()
 *
 * Returns: which test row is the i-th golden row
 */
gsize
transform_parity_get_row (gsize n_test,
                          gsize i)
{
  return (gsize) ((guint64) i * n_test / transform_parity_n_rows (n_test));
}

static void
compare_cell (TransformParity *self,
              const JigRecipe *recipe,
              gsize            node,
              gsize            cell,
              const double    *right,
              const double    *served)
{
  gsize first = jig_recipe_get_first_feature (recipe, node);
  gsize n_bytes = transform_count_features (recipe, node) * sizeof *right;
  g_autofree char *was = transform_say_features (recipe, node, right);
  g_autofree char *is = transform_say_features (recipe, node, served);

  self->differs[cell] = memcmp (right + first, served + first, n_bytes) != 0;
  self->cells[cell] = self->differs[cell] ? g_strdup_printf ("%s → %s", was, is)
                                          : g_steal_pointer (&was);
  self->n_cells_differ += self->differs[cell] ? 1 : 0;
}

static void
compare_rows (TransformParity *self,
              const JigRecipe *recipe,
              const double    *right,
              const double    *served,
              gsize            n_test)
{
  gsize n_features = jig_recipe_get_n_features (recipe);

  for (gsize i = 0; i < self->n_rows; i++)
    {
      gsize at = transform_parity_get_row (n_test, i) * n_features;
      gsize n_before = self->n_cells_differ;
      gsize group = 0;

      for (gsize node = 0; node < jig_recipe_get_n_nodes (recipe); node++)
        if (transform_count_features (recipe, node) > 0)
          compare_cell (self, recipe, node, i * self->n_groups + group++, right + at, served + at);
      self->n_rows_differ += self->n_cells_differ > n_before ? 1 : 0;
    }
}

/**
 * transform_parity_new:
 * @recipe: what both sides claim to do
 * @test: the test rows
 * @right: (n_test, n_features) what the recipe makes of them
 * @served: (n_test, n_features) what a server makes of them
 *
 * Compares a few rows, spread over the test rows. Two features are the same only
 * if their bits are.
 *
 * Returns: (transfer full): the comparison
 */
TransformParity *
transform_parity_new (const JigRecipe *recipe,
                      const JigRows   *test,
                      const double    *right,
                      const double    *served)
{
  TransformParity *self = g_new0 (TransformParity, 1);
  gsize n_test = jig_rows_get_size (test);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  gsize n_cells;

  for (gsize node = 0; node < jig_recipe_get_n_nodes (recipe); node++)
    if (transform_count_features (recipe, node) > 0)
      g_ptr_array_add (names, g_strdup (jig_recipe_get_spec (recipe, node)->name));

  self->n_rows = transform_parity_n_rows (n_test);
  self->n_groups = names->len;
  g_ptr_array_add (names, NULL);
  self->names = (char **) g_ptr_array_steal (names, NULL);

  n_cells = self->n_rows * self->n_groups;
  self->rows = g_new0 (guint32, self->n_rows);
  self->cells = g_new0 (char *, n_cells + 1);
  self->differs = g_new0 (gboolean, n_cells);
  for (gsize i = 0; i < self->n_rows; i++)
    self->rows[i] = jig_rows_get_ids (test)[transform_parity_get_row (n_test, i)];
  compare_rows (self, recipe, right, served, n_test);

  return self;
}

void
transform_parity_free (TransformParity *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->names);
  g_strfreev (self->cells);
  g_free (self->rows);
  g_free (self->differs);
  g_free (self);
}

static gboolean
group_differs (const TransformParity *self,
               gsize                  group)
{
  for (gsize i = 0; i < self->n_rows; i++)
    if (self->differs[i * self->n_groups + group])
      return TRUE;

  return FALSE;
}

/* The groups to show: those that differ first, then the others. */
static gsize
choose_groups (const TransformParity *self,
               gsize                 *groups)
{
  gsize n_groups = 0;

  for (int wanted = TRUE; wanted >= FALSE; wanted--)
    for (gsize group = 0; group < self->n_groups && n_groups < MAX_SHOWN; group++)
      if (group_differs (self, group) == wanted)
        groups[n_groups++] = group;

  return n_groups;
}

/**
 * transform_parity_draw:
 * @self: a comparison
 * @title: of the figure
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a table with a row for each golden row; cells that
 *   differ are marked. %NULL with @error set
 */
JigFigure *
transform_parity_draw (const TransformParity *self,
                       const char            *title,
                       GError               **error)
{
  g_auto(TransformCells) cells = { NULL };
  gsize groups[MAX_SHOWN];
  gsize n_groups = choose_groups (self, groups);
  const char *headers[MAX_SHOWN + 1] = { _("Row") };

  transform_cells_init (&cells, n_groups + 1);
  for (gsize k = 0; k < n_groups; k++)
    headers[k + 1] = self->names[groups[k]];

  for (gsize i = 0; i < self->n_rows; i++)
    {
      transform_cells_take (&cells, jig_number_to_display (self->rows[i] + 1.0, 10),
                            JIG_TONE_NONE);
      for (gsize k = 0; k < n_groups; k++)
        {
          gsize cell = i * self->n_groups + groups[k];

          transform_cells_take (&cells, g_strdup (self->cells[cell]),
                                self->differs[cell] ? JIG_TONE_BAD : JIG_TONE_NONE);
        }
    }

  return transform_cells_draw (&cells, "parity", title, headers, error);
}
