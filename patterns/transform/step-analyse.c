/* Step 2: fit the analyzers. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/data/cuts.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define N_BINS 24
#define MAX_PANELS 6
#define MAX_CONSTANTS 200

/* One constant of a recipe: whose it is, what it is called, its value as text. */
typedef struct
{
  char *node;
  char *name;
  char *text;
} Constant;

static void
constant_clear (gpointer data)
{
  Constant *self = data;

  g_free (self->node);
  g_free (self->name);
  g_free (self->text);
}

static void
add_constant (GArray     *constants,
              const char *node,
              char       *name,
              JsonNode   *value)
{
  Constant constant = { g_strdup (node), name, NULL };

  if (json_node_get_value_type (value) == G_TYPE_STRING)
    constant.text = g_strdup (json_node_get_string (value));
  else
    constant.text = jig_number_to_display (json_node_get_double (value), 7);

  g_array_append_val (constants, constant);
}

static void
add_list (GArray     *constants,
          const char *node,
          const char *member,
          JsonArray  *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element))
        add_constant (constants, node, g_strdup_printf ("%s %u", member, i + 1), element);
    }
}

static void
add_state (GArray     *constants,
           JsonObject *object)
{
  const char *node = json_object_get_string_member (object, "name");
  JsonObject *state = json_object_get_object_member (object, "state");
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, state);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    if (JSON_NODE_HOLDS_ARRAY (value))
      add_list (constants, node, member, json_node_get_array (value));
    else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) != G_TYPE_STRING)
      add_constant (constants, node, g_strdup (member), value);
}

/* What a recipe keeps of the rows it was fitted on, as it is written down. A
 * range of whole numbers is a setting that is written again. */
static GArray *
list_constants (const JigRecipe *recipe)
{
  GArray *constants = g_array_new (FALSE, FALSE, sizeof (Constant));
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonArray *nodes;

  g_array_set_clear_func (constants, constant_clear);
  jig_recipe_write (recipe, writer);
  text = jig_json_writer_finish (writer);
  root = jig_json_parse (text, strlen (text), "recipe", NULL);
  g_return_val_if_fail (root != NULL, constants);

  nodes = json_object_get_array_member (json_node_get_object (root), "nodes");
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    if (jig_recipe_get_spec (recipe, i)->ops->flags & JIG_NODE_ANALYZER)
      add_state (constants, json_array_get_object_element (nodes, i));

  return constants;
}

static const Constant *
find_constant (const GArray *constants,
               const char   *node,
               const char   *name)
{
  for (guint i = 0; i < constants->len; i++)
    {
      const Constant *constant = &g_array_index (constants, Constant, i);

      if (g_str_equal (constant->node, node) && g_str_equal (constant->name, name))
        return constant;
    }

  return NULL;
}

static gboolean
is_same (const Constant *a,
         const Constant *b)
{
  return b != NULL && g_str_equal (a->text, b->text);
}

static void
count_changes (TransformConstants *self)
{
  g_autoptr(GArray) constants = list_constants (self->recipe);
  g_autoptr(GArray) others = list_constants (self->other);

  self->n_constants = constants->len;
  for (guint i = 0; i < constants->len; i++)
    {
      const Constant *constant = &g_array_index (constants, Constant, i);

      if (!is_same (constant, find_constant (others, constant->node, constant->name)))
        self->n_changed++;
    }
}

/* Training and test rows together, in the order of the table. */
static JigRows *
join_rows (const JigRows  *train,
           const JigRows  *test,
           GError        **error)
{
  gsize n_train = jig_rows_get_size (train);
  gsize n_test = jig_rows_get_size (test);
  const guint32 *a = jig_rows_get_ids (train);
  const guint32 *b = jig_rows_get_ids (test);
  guint32 *ids = jig_alloc (n_train + n_test, sizeof *ids, _("the rows"), error);
  gsize i = 0;
  gsize j = 0;

  if (ids == NULL)
    return NULL;

  while (i < n_train || j < n_test)
    if (j == n_test || (i < n_train && a[i] < b[j]))
      {
        ids[i + j] = a[i];
        i++;
      }
    else
      {
        ids[i + j] = b[j];
        j++;
      }

  return jig_rows_new_take (ids, n_train + n_test);
}

/**
 * transform_new_features:
 * @plan: a plan
 * @recipe: what makes the features
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): room for the features of the test rows, from
 *   jig_alloc(), or %NULL with @error set
 */
double *
transform_new_features (const TransformPlan  *plan,
                        const JigRecipe      *recipe,
                        GError              **error)
{
  return jig_alloc (jig_rows_get_size (plan->test),
                    jig_recipe_get_n_features (recipe) * sizeof (double), _("the features"),
                    error);
}

static gboolean
make_features (TransformConstants   *self,
               const TransformPlan  *plan,
               const JigProgress    *progress,
               GError              **error)
{
  self->features = transform_new_features (plan, self->recipe, error);

  return self->features != NULL &&
         jig_recipe_apply (self->recipe, plan->frame, plan->test, self->features, progress, error);
}

gpointer
transform_run_analyse (const JigRun       *run,
                       const JigProgress  *progress,
                       GError            **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  g_autoptr(JigRows) all = join_rows (plan->train, plan->test, error);
  TransformConstants *self;
  JigRecipe *leaky;

  if (all == NULL)
    return NULL;

  leaky = jig_recipe_fit (plan->specs, plan->frame, plan->schema, all, progress, error);
  if (leaky == NULL)
    return NULL;

  self = g_new0 (TransformConstants, 1);
  if (jig_run_has_mistake (run, "analyse", "all-rows"))
    {
      self->recipe = leaky;
      self->other = jig_recipe_ref (plan->recipe);
      self->rows = jig_rows_ref (all);
    }
  else
    {
      self->recipe = jig_recipe_ref (plan->recipe);
      self->other = leaky;
      self->rows = jig_rows_ref (plan->train);
    }
  count_changes (self);

  if (!make_features (self, plan, progress, error))
    g_clear_pointer (&self, transform_free_analyse);

  return self;
}

void
transform_free_analyse (gpointer value)
{
  TransformConstants *self = value;

  g_clear_pointer (&self->recipe, jig_recipe_unref);
  g_clear_pointer (&self->other, jig_recipe_unref);
  g_clear_pointer (&self->rows, jig_rows_unref);
  jig_free (self->features);
  g_free (self);
}

static double *
pick_numbers (const TransformPlan  *plan,
              const JigRows        *rows,
              const char           *name,
              gsize                *n_numbers,
              GError              **error)
{
  const JigColumn *column = jig_frame_get_column (plan->frame,
                                                  (gsize) jig_frame_find (plan->frame, name));
  double *numbers = jig_alloc (jig_rows_get_size (rows), sizeof *numbers, _("a column"), error);

  *n_numbers = 0;
  for (gsize i = 0; numbers != NULL && i < jig_rows_get_size (rows); i++)
    {
      double number = jig_column_get_number (column, jig_rows_get_ids (rows)[i]);

      if (isfinite (number))
        numbers[(*n_numbers)++] = number;
    }
  if (numbers != NULL)
    jig_stats_sort (numbers, *n_numbers);

  return numbers;
}

static void
add_histogram (JigPanel     *panel,
               const char   *name,
               const double *sorted,
               gsize         n_numbers)
{
  double edges[N_BINS + 1];
  double counts[N_BINS] = { 0 };
  double least = sorted[0];
  double width = (sorted[n_numbers - 1] - least) / N_BINS;

  if (!(width > 0.0) || !isfinite (width))
    width = 1.0;
  for (gsize i = 0; i <= N_BINS; i++)
    edges[i] = least + (double) i * width;
  for (gsize i = 0; i < n_numbers; i++)
    counts[MIN ((gsize) ((sorted[i] - least) / width), N_BINS - 1)] += 1.0;

  jig_panel_add_histogram (panel, name, edges, counts, N_BINS);
}

static void
add_moments (JigPanel     *panel,
             const double *sorted,
             gsize         n_numbers)
{
  JigMoments moments = JIG_MOMENTS_INIT;
  double sd;

  for (gsize i = 0; i < n_numbers; i++)
    jig_moments_add (&moments, sorted[i]);
  sd = sqrt (moments.m2 / moments.n);

  jig_panel_add_rule (panel, _("mean"), JIG_AXIS_X, moments.mean);
  jig_panel_add_rule (panel, _("- sd"), JIG_AXIS_X, moments.mean - sd);
  jig_panel_add_rule (panel, _("+ sd"), JIG_AXIS_X, moments.mean + sd);
}

static void
add_cuts (JigPanel        *panel,
          const JigRecipe *recipe,
          gsize            node)
{
  gsize n_cuts;
  const double *cuts = jig_cuts_get (jig_recipe_get_state (recipe, node), &n_cuts);

  for (gsize k = 0; k < n_cuts; k++)
    jig_panel_add_rule (panel, NULL, JIG_AXIS_X, cuts[k]);
}

static gboolean
add_panel (JigFigure                 *figure,
           const TransformPlan       *plan,
           const TransformConstants  *constants,
           gsize                      node,
           GError                   **error)
{
  const JigNodeSpec *spec = g_ptr_array_index (plan->specs, node);
  const char *root = transform_get_root (plan->specs, spec);
  gsize n_numbers;
  jig_autofree double *sorted = pick_numbers (plan, constants->rows, root, &n_numbers, error);
  JigPanel *panel;

  if (sorted == NULL)
    return FALSE;
  if (n_numbers == 0)
    return TRUE;

  panel = jig_figure_add_panel (figure, root);
  jig_panel_set_axis (panel, JIG_AXIS_X, root, NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Rows"), NULL, JIG_SCALE_LINEAR);
  add_histogram (panel, _("training rows"), sorted, n_numbers);
  if (g_str_equal (spec->ops->id, "quantile-bucket"))
    add_cuts (panel, constants->recipe, node);
  else
    add_moments (panel, sorted, n_numbers);

  return TRUE;
}

/* Numbers with what is kept of them: mean and deviation, or the cuts. */
static JigFigure *
draw_numbers (const TransformPlan       *plan,
              const TransformConstants  *constants,
              GError                   **error)
{
  g_autoptr(JigFigure) figure = jig_figure_new ("numbers", _("Numbers and their constants"));
  guint n_panels = 0;

  for (guint i = 0; i < plan->specs->len && n_panels < MAX_PANELS; i++)
    {
      const char *kind = ((JigNodeSpec *) g_ptr_array_index (plan->specs, i))->ops->id;

      if (!g_str_equal (kind, "z-score") && !g_str_equal (kind, "min-max") &&
          !g_str_equal (kind, "quantile-bucket"))
        continue;
      if (!add_panel (figure, plan, constants, i, error))
        return NULL;
      n_panels++;
    }
  jig_figure_set_columns (figure, MIN (n_panels, 2));

  return jig_figure_seal (g_steal_pointer (&figure), error);
}

static JigFigure *
draw_constants (const TransformConstants  *self,
                gboolean                   is_leaky,
                GError                   **error)
{
  g_autoptr(GArray) constants = list_constants (self->recipe);
  g_autoptr(GArray) others = list_constants (self->other);
  const char *headers[] = { _("Node"), _("Constant"),
                            is_leaky ? _("All rows") : _("Training rows"),
                            is_leaky ? _("Training rows") : _("All rows") };
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, G_N_ELEMENTS (headers));
  for (gsize i = 0; i < MIN (constants->len, MAX_CONSTANTS); i++)
    {
      const Constant *constant = &g_array_index (constants, Constant, i);
      const Constant *other = find_constant (others, constant->node, constant->name);

      transform_cells_add (&cells, constant->node);
      transform_cells_add (&cells, constant->name);
      transform_cells_add (&cells, constant->text);
      transform_cells_take (&cells, other != NULL ? g_strdup (other->text) : NULL,
                            is_same (constant, other) ? JIG_TONE_NONE : JIG_TONE_WARN);
    }

  return transform_cells_draw (&cells, "constants", _("The constants that are kept"), headers,
                               error);
}

JigExhibit *
transform_show_analyse (const JigRun  *run,
                        GError       **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformConstants *self = jig_run_get (run, "recipe");
  gboolean is_leaky = jig_run_has_mistake (run, "analyse", "all-rows");
  g_autofree char *n_rows = jig_number_to_display ((double) jig_rows_get_size (self->rows), 15);
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = _("constants that travel with the model"),
    .value = (double) self->n_constants,
    .n_digits = 6,
    .baseline_name = _("those that the test rows change"),
    .baseline_value = (double) self->n_changed,
    .n_rows = jig_rows_get_size (self->rows),
    .split = is_leaky ? _("all rows") : _("training rows"),
    .seed = jig_run_get_seed (run),
  });

  jig_exhibit_set_sentence (exhibit, is_leaky
    ? _("The constants come from %s rows, test rows among them: %u of %u are not what the training "
        "rows alone say. What is measured on the test rows from now on has seen them before.")
    : _("The constants come from %s training rows. With the test rows, %u of %u would be others: "
        "that would be a leak."),
    n_rows, (guint) self->n_changed, (guint) self->n_constants);
  jig_exhibit_add_number (exhibit, "constants", (double) self->n_constants);
  jig_exhibit_add_number (exhibit, "changed", (double) self->n_changed);
  jig_exhibit_add_number (exhibit, "fitted_rows",
                          (double) jig_recipe_get_n_fitted_rows (self->recipe));

  if (!jig_exhibit_take_figure (exhibit, draw_numbers (plan, self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_constants (self, is_leaky, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* Yes: 0, no: 1. */
double
transform_right_analyse (const JigRun *run)
{
  const TransformConstants *self = jig_run_get (run, "recipe");

  return self->n_changed > 0 ? 0 : 1;
}

gboolean
transform_check_analyse (const JigRun *run)
{
  return jig_run_has_mistake (run, "analyse", "all-rows");
}
