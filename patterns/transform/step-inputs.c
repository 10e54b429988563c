/* Step 1: inputs are not features. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>

/* A table shows so many rows; there are never fewer to learn from. */
#define N_SHOWN 5

gpointer
transform_run_inputs (const JigRun       *run,
                      const JigProgress  *progress,
                      GError            **error)
{
  return transform_plan_new (run, progress, error);
}

/**
 * transform_say_split:
 * @plan: a plan
 *
 * Returns: how the test rows were chosen
 */
const char *
transform_say_split (const TransformPlan *plan)
{
  if (g_str_has_prefix (plan->method, "hash"))
    return _("test rows by hash");

  return g_str_has_prefix (plan->method, "random") ? _("test rows by chance")
                                              : _("the last rows");
}

static guint
find_node (const TransformPlan *plan,
           const char          *name,
           guint                first)
{
  for (guint i = 0; i < plan->specs->len; i++)
    if (g_str_equal (((JigNodeSpec *) g_ptr_array_index (plan->specs, i))->name, name))
      return first + i;

  g_return_val_if_reached (0);
}

/* What a node does, in a word or two. */
static char *
say_node (const JigNodeSpec *spec)
{
  const JigParam *part = jig_values_find_param (spec->values, "part");

  if (part == NULL)
    return g_strdup (_(spec->ops->title));

  return g_strdup (_(jig_param_find_choice (part, jig_values_get_text (spec->values,
                                                                       "part"))->title));
}

/* Inputs, nodes that later nodes read, nodes that make features, features. */
static void
add_nodes (const TransformPlan *plan,
           GArray              *nodes,
           GPtrArray           *titles)
{
  const JigSchema *inputs = jig_recipe_get_inputs (plan->recipe);

  for (gsize i = 0; i < jig_schema_get_size (inputs); i++)
    {
      JigGraphNode node = { jig_schema_get_field (inputs, i)->name, 0, JIG_TONE_NONE, -1 };

      g_array_append_val (nodes, node);
    }

  for (guint i = 0; i < plan->specs->len; i++)
    {
      const JigNodeSpec *spec = g_ptr_array_index (plan->specs, i);
      JigGraphNode node = { NULL, spec->is_feature ? 2 : 1, JIG_TONE_NONE, -1 };
      char *title = say_node (spec);

      g_ptr_array_add (titles, title);
      node.title = title;
      g_array_append_val (nodes, node);
    }
}

static void
add_edge (GArray *edges,
          guint   from,
          guint   to)
{
  JigGraphEdge edge = { from, to };

  g_array_append_val (edges, edge);
}

static void
add_edges (const TransformPlan *plan,
           GArray              *edges)
{
  const JigSchema *inputs = jig_recipe_get_inputs (plan->recipe);
  guint first = (guint) jig_schema_get_size (inputs);

  for (guint i = 0; i < plan->specs->len; i++)
    {
      const JigNodeSpec *spec = g_ptr_array_index (plan->specs, i);

      for (gsize k = 0; spec->inputs[k] != NULL; k++)
        {
          gssize column = jig_schema_find (inputs, spec->inputs[k]);

          add_edge (edges, column >= 0 ? (guint) column : find_node (plan, spec->inputs[k], first),
                    first + i);
        }
    }
}

/* One box for all features of a node. */
static void
add_features (const TransformPlan *plan,
              GArray              *nodes,
              GArray              *edges,
              GPtrArray           *titles)
{
  guint first = (guint) jig_schema_get_size (jig_recipe_get_inputs (plan->recipe));

  for (guint i = 0; i < plan->specs->len; i++)
    {
      gsize n_features = transform_count_features (plan->recipe, i);
      JigGraphNode node = { NULL, 3, JIG_TONE_NONE, -1 };
      char *title;

      if (n_features == 0)
        continue;

      title = g_strdup_printf (ngettext ("%u feature", "%u features", n_features),
                               (guint) n_features);
      g_ptr_array_add (titles, title);
      node.title = title;
      g_array_append_val (nodes, node);
      add_edge (edges, first + i, nodes->len - 1);
    }
}

static JigFigure *
draw_graph (const TransformPlan  *plan,
            GError              **error)
{
  JigFigure *figure = jig_figure_new ("graph", _("From inputs to features"));
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (JigGraphNode));
  g_autoptr(GArray) edges = g_array_new (FALSE, FALSE, sizeof (JigGraphEdge));
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  add_nodes (plan, nodes, titles);
  add_edges (plan, edges);
  add_features (plan, nodes, edges, titles);
  jig_panel_add_graph (jig_figure_add_panel (figure, NULL), _("Transform"),
                       (const JigGraphNode *) (void *) nodes->data, nodes->len,
                       (const JigGraphEdge *) (void *) edges->data, edges->len);

  return jig_figure_seal (figure, error);
}

static void
draw_before (const TransformPlan *plan,
             JigFigure           *figure)
{
  const JigSchema *inputs = jig_recipe_get_inputs (plan->recipe);
  gsize n_inputs = jig_schema_get_size (inputs);
  g_autofree const char **headers = g_new0 (const char *, n_inputs);
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, n_inputs);
  for (gsize k = 0; k < n_inputs; k++)
    headers[k] = jig_schema_get_field (inputs, k)->name;

  for (gsize i = 0; i < N_SHOWN; i++)
    for (gsize k = 0; k < n_inputs; k++)
      {
        gssize place = jig_frame_find (plan->frame, headers[k]);
        const JigColumn *column = jig_frame_get_column (plan->frame, (gsize) place);

        transform_cells_take (&cells,
                              jig_column_dup_text (column, jig_rows_get_ids (plan->train)[i]),
                              JIG_TONE_NONE);
      }

  transform_cells_panel (&cells, figure, _("Before: the inputs"), headers);
}

/* A column for each node, not for each of its features. */
static void
draw_after (const TransformPlan *plan,
            const double        *features,
            JigFigure           *figure)
{
  const JigRecipe *recipe = plan->recipe;
  gsize n_nodes = jig_recipe_get_n_nodes (recipe);
  g_autoptr(GPtrArray) headers = g_ptr_array_new ();
  g_auto(TransformCells) cells = { NULL };

  for (gsize node = 0; node < n_nodes; node++)
    if (transform_count_features (recipe, node) > 0)
      g_ptr_array_add (headers, jig_recipe_get_spec (recipe, node)->name);

  transform_cells_init (&cells, headers->len);
  for (gsize i = 0; i < N_SHOWN; i++)
    for (gsize node = 0; node < n_nodes; node++)
      if (transform_count_features (recipe, node) > 0)
        transform_cells_take (&cells, transform_say_features (
          recipe, node, features + i * jig_recipe_get_n_features (recipe)), JIG_TONE_NONE);

  transform_cells_panel (&cells, figure, _("After: the features that are not 0"),
                         (const char * const *) headers->pdata);
}

static JigFigure *
draw_table (const TransformPlan  *plan,
            GError              **error)
{
  jig_autofree double *features = jig_alloc (N_SHOWN, jig_recipe_get_n_features (plan->recipe) *
                                             sizeof *features, _("the features"), error);
  g_autoptr(JigRows) rows = NULL;
  JigFigure *figure;

  if (features == NULL)
    return NULL;

  rows = jig_rows_new_copy (jig_rows_get_ids (plan->train), N_SHOWN, error);
  if (rows == NULL || !jig_recipe_apply (plan->recipe, plan->frame, rows, features, NULL, error))
    return NULL;

  figure = jig_figure_new ("rows", _("The first rows, before and after"));
  jig_figure_set_columns (figure, 1);
  draw_before (plan, figure);
  draw_after (plan, features, figure);

  return jig_figure_seal (figure, error);
}

static void
say_inputs (const TransformPlan *plan,
            JigExhibit          *exhibit)
{
  const char *warning = "";

  if (plan->is_in_order)
    warning = _(" The rows stand in the order of a column, so the last ones are unlike the first: "
                "another split is fairer.");
  else if (plan->is_thinned)
    warning = _(" There are more rows than a walk takes; it goes on with some of them, evenly "
                "spread.");

  jig_exhibit_set_sentence (exhibit,
                            _("%u columns become %u numbers. The model sees only those; it never "
                              "sees what the columns were called.%s"), plan->n_inputs,
                            (guint) jig_recipe_get_n_features (plan->recipe), warning);
}

JigExhibit *
transform_show_inputs (const JigRun  *run,
                       GError       **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = _("features"),
    .value = (double) jig_recipe_get_n_features (plan->recipe),
    .n_digits = 6,
    .baseline_name = _("inputs"),
    .baseline_value = plan->n_inputs,
    .n_rows = jig_rows_get_size (plan->train),
    .split = _("training rows"),
    .seed = jig_run_get_seed (run),
  });

  say_inputs (plan, exhibit);
  jig_exhibit_add_number (exhibit, "inputs", plan->n_inputs);
  jig_exhibit_add_number (exhibit, "features", (double) jig_recipe_get_n_features (plan->recipe));
  jig_exhibit_add_number (exhibit, "train_rows", (double) jig_rows_get_size (plan->train));
  jig_exhibit_add_number (exhibit, "test_rows", (double) jig_rows_get_size (plan->test));

  if (!jig_exhibit_take_figure (exhibit, draw_graph (plan, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_table (plan, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

double
transform_right_inputs (const JigRun *run)
{
  const TransformPlan *plan = jig_run_get (run, "plan");

  return (double) jig_recipe_get_n_features (plan->recipe);
}

/* Begins an action and its settings. */
static JigJsonWriter *
begin_action (const char *command,
              const char *name,
              const char *data)
{
  JigJsonWriter *writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "do");
  jig_json_writer_string (writer, command);
  jig_json_writer_name (writer, "as");
  jig_json_writer_string (writer, name);
  jig_json_writer_name (writer, "with");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "data");
  jig_json_writer_string (writer, data);

  return writer;
}

static void
add_setting (JigJsonWriter *writer,
             const char    *name,
             const char    *value)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_string (writer, value);
}

static void
end_action (JigJsonWriter *writer,
            GPtrArray     *actions)
{
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
  g_ptr_array_add (actions, jig_json_writer_finish (writer));
  jig_json_writer_free (writer);
}

/* The rows and the nodes; the analyzers are fitted with them. */
void
transform_list_inputs (const JigRun *run,
                       const char   *data,
                       GPtrArray    *actions)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  JigJsonWriter *writer = begin_action ("split", "transform-split", data);
  g_autoptr(JigJsonWriter) nodes = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  add_setting (writer, "method", plan->method);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) jig_run_get_seed (run));
  end_action (writer, actions);

  jig_node_specs_write (plan->specs, nodes);
  text = jig_json_writer_finish (nodes);
  writer = begin_action ("transform", "transform-recipe", data);
  add_setting (writer, "split", "transform-split");
  add_setting (writer, "nodes", text);
  end_action (writer, actions);
}

void
transform_list_train (const JigRun *run,
                      const char   *data,
                      GPtrArray    *actions)
{
  const TransformFit *fit = jig_run_get (run, "model");
  JigJsonWriter *writer = begin_action ("fit", "transform-model", data);

  add_setting (writer, "split", "transform-split");
  add_setting (writer, "recipe", "transform-recipe");
  add_setting (writer, "task", jig_task_name (fit->judge.task));
  add_setting (writer, "model", jig_model_get_ops (fit->model)->id);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) jig_run_get_seed (run));
  end_action (writer, actions);
}

/* A date part, a one-hot and a scaler are placed; those that the columns allow. */
gboolean
transform_check_inputs (const JigRun *run)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const JigSchema *inputs = plan->schema;

  for (gsize i = 0; i < jig_schema_get_size (inputs); i++)
    {
      const JigField *field = jig_schema_get_field (inputs, i);
      gboolean is_fine = TRUE;

      if (field->role != JIG_ROLE_FEATURE)
        continue;
      if (field->type == JIG_COLUMN_TIME)
        is_fine = transform_find (plan->specs, TRANSFORM_WEEKDAY, NULL) != NULL;
      else if (field->type == JIG_COLUMN_CATEGORY)
        is_fine = transform_find (plan->specs, TRANSFORM_CATEGORY, NULL) != NULL;
      else if (field->type == JIG_COLUMN_NUMBER)
        is_fine = transform_find (plan->specs, TRANSFORM_SCALER, NULL) != NULL ||
                  transform_find (plan->specs, TRANSFORM_BUCKETS, NULL) != NULL;
      if (!is_fine)
        return FALSE;
    }

  return TRUE;
}
