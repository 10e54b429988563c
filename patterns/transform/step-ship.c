/* Step 8: ship. One file, two schemas: what it asks for and what the model sees. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/data/frame-json.h"
#include "core/model/bundle.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* A copy may not say anything else: 1e-12 allows for nothing but how it is told. */
#define TOLERANCE 1e-12

/**
 * TransformShip: "ship"
 * @bundle: what came out of the bytes of the file
 * @n_bytes: how large the file is
 * @request: the first golden row, as a request would bring it
 * @difference: the largest difference between what the file says about the
 *   golden rows that came in as JSON and what was said here
 * @by_hand: the same, if callers send features in the convention of step 4
 * @n_rows: how many golden rows there are
 */
typedef struct
{
  JigBundle *bundle;
  gsize      n_bytes;
  char      *request;
  double     difference;
  double     by_hand;
  gsize      n_rows;
} TransformShip;

/* The walk learns from rows without weights. */
static JigSchema *
dup_schema (const TransformPlan  *plan,
            GError              **error)
{
  const char *weight = jig_schema_get_by_role (plan->schema, JIG_ROLE_WEIGHT);

  return weight != NULL ? jig_schema_with_role (plan->schema, weight, JIG_ROLE_IGNORE, error)
                        : jig_schema_ref (plan->schema);
}

static JigBundle *
fit_bundle (const JigRun       *run,
            const JigProgress  *progress,
            GError            **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformFit *fit = jig_run_get (run, "model");
  g_autoptr(JigSchema) schema = dup_schema (plan, error);
  JigBundlePlan bundle = {
    .frame = plan->frame,
    .schema = schema,
    .target = jig_run_get_target (run),
    .train = plan->train,
    .watched = plan->test,
    .specs = plan->specs,
    .ops = jig_model_get_ops (fit->model),
    .values = jig_model_get_values (fit->model),
    .task = &fit->judge.task,
    .seed = jig_run_get_seed (run),
    .n_golden = JIG_BUNDLE_N_GOLDEN,
  };

  return schema != NULL ? jig_bundle_fit (&bundle, progress, error) : NULL;
}

static char *
write_rows (const JigFrame *frame)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_frame_write_json (frame, writer);

  return jig_json_writer_finish (writer);
}

/* The rows as a request would bring them. */
static JigFrame *
send_rows (const JigBundle  *bundle,
           const char       *text,
           gsize             n_rows,
           GError          **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), _("the request"), error);

  return node != NULL ? jig_frame_read_json (jig_recipe_get_inputs (jig_bundle_get_recipe (bundle)),
                                             json_node_get_array (node), n_rows, _("the request"),
                                             error)
                      : NULL;
}

static double
find_difference (const double *a,
                 const double *b,
                 gsize         n_numbers)
{
  double most = 0.0;

  for (gsize i = 0; i < n_numbers; i++)
    most = MAX (most, fabs (a[i] - b[i]));

  return most;
}

static gboolean
call (TransformShip    *self,
      const JigBundle  *here,
      GError          **error)
{
  const JigGolden *golden = jig_bundle_get_golden (here);
  gsize n_outputs = jig_model_get_n_outputs (jig_bundle_get_model (here));
  jig_autofree double *margins = jig_alloc (golden->n_rows, n_outputs * sizeof *margins,
                                            _("the predictions"), error);
  g_autofree char *text = write_rows (golden->inputs);
  g_autoptr(JigFrame) rows = NULL;

  if (margins == NULL)
    return FALSE;

  rows = send_rows (self->bundle, text, golden->n_rows, error);
  if (rows == NULL || !jig_bundle_predict (self->bundle, rows, NULL, margins, NULL, error))
    return FALSE;

  self->n_rows = golden->n_rows;
  self->difference = find_difference (margins, golden->margins, golden->n_rows * n_outputs);

  return TRUE;
}

static gboolean
write_request (TransformShip  *self,
               GError        **error)
{
  const guint32 first = 0;
  g_autoptr(JigRows) rows = jig_rows_new_copy (&first, 1, error);
  g_autoptr(JigFrame) frame = NULL;

  if (rows == NULL)
    return FALSE;

  frame = jig_frame_select (jig_bundle_get_golden (self->bundle)->inputs, rows, error);
  if (frame == NULL)
    return FALSE;

  self->request = write_rows (frame);

  return TRUE;
}

/* How far the predictions of a row lie apart that callers asked for by features. */
static double
find_spread (const TransformForm *form)
{
  double most = 0.0;

  for (gsize i = 1; i < form->n_readings; i++)
    most = MAX (most, fabs (form->readings[i].prediction - form->readings[0].prediction));

  return most;
}

gpointer
transform_run_ship (const JigRun       *run,
                    const JigProgress  *progress,
                    GError            **error)
{
  g_autoptr(JigBundle) here = fit_bundle (run, progress, error);
  g_autoptr(GBytes) bytes = NULL;
  TransformShip *self;

  if (here == NULL)
    return NULL;

  self = g_new0 (TransformShip, 1);
  bytes = jig_bundle_to_bytes (here);
  self->n_bytes = g_bytes_get_size (bytes);
  self->by_hand = find_spread (jig_run_get (run, "form"));
  self->bundle = jig_bundle_from_bytes (bytes, "transform.jig", error);
  if (self->bundle == NULL || !call (self, here, error) || !write_request (self, error))
    g_clear_pointer (&self, transform_free_ship);

  return self;
}

void
transform_free_ship (gpointer value)
{
  TransformShip *self = value;

  g_clear_pointer (&self->bundle, jig_bundle_unref);
  g_free (self->request);
  g_free (self);
}

typedef struct
{
  GArray    *nodes;
  GArray    *edges;
  GPtrArray *titles;
} Tree;

/* Adds a leaf or a branch; returns its index. */
static guint
add_node (Tree       *tree,
          guint       layer,
          guint       parent,
          const char *format,
          ...) G_GNUC_PRINTF (4, 5);

static guint
add_node (Tree       *tree,
          guint       layer,
          guint       parent,
          const char *format,
          ...)
{
  JigGraphNode node = { NULL, layer, JIG_TONE_NONE, -1 };
  JigGraphEdge edge = { parent, tree->nodes->len };
  va_list arguments;
  char *title;

  va_start (arguments, format);
  title = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_ptr_array_add (tree->titles, title);
  node.title = title;
  g_array_append_val (tree->nodes, node);
  if (layer > 0)
    g_array_append_val (tree->edges, edge);

  return tree->nodes->len - 1;
}

/* What is in the file, in its order. */
static void
fill_tree (Tree                *tree,
           const TransformShip *self)
{
  const JigBundle *bundle = self->bundle;
  const JigRecipe *recipe = jig_bundle_get_recipe (bundle);
  const JigModel *model = jig_bundle_get_model (bundle);
  g_autofree char *size = jig_alloc_format_size (self->n_bytes);
  guint file = add_node (tree, 0, 0, "transform.jig (%s)", size);
  guint inputs = add_node (tree, 1, file, _("inputs"));
  guint nodes = add_node (tree, 1, file, _("transform"));
  gsize n_inputs;
  const JigBundleInput *input = jig_bundle_get_inputs (bundle, &n_inputs);

  for (gsize i = 0; i < n_inputs; i++)
    add_node (tree, 2, inputs, "%s: %s", input[i].field->name,
              jig_column_type_name (input[i].field->type));
  for (gsize i = 0; i < jig_recipe_get_n_nodes (recipe); i++)
    add_node (tree, 2, nodes, "%s: %s", jig_recipe_get_spec (recipe, i)->name,
              _(jig_recipe_get_spec (recipe, i)->ops->title));

  add_node (tree, 2, add_node (tree, 1, file, _("model")),
            _("%s, reads %u features"), _(jig_model_get_ops (model)->title),
            (guint) jig_model_get_n_features (model));
  add_node (tree, 2, add_node (tree, 1, file, _("statistics")),
            _("of %u inputs and %u features"), (guint) n_inputs,
            (guint) jig_recipe_get_n_features (recipe));
  add_node (tree, 2, add_node (tree, 1, file, _("golden rows")),
            _("%u rows, from input to prediction"), (guint) self->n_rows);
  add_node (tree, 2, add_node (tree, 1, file, _("hashes")), "%.16s…",
            jig_bundle_get_hash (bundle));
}

static JigFigure *
draw_tree (const TransformShip  *self,
           GError              **error)
{
  JigFigure *figure = jig_figure_new ("tree", _("What is in the file"));
  g_autoptr(GArray) nodes = g_array_new (FALSE, FALSE, sizeof (JigGraphNode));
  g_autoptr(GArray) edges = g_array_new (FALSE, FALSE, sizeof (JigGraphEdge));
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  Tree tree = { nodes, edges, titles };

  fill_tree (&tree, self);
  jig_panel_add_graph (jig_figure_add_panel (figure, NULL), _("File"),
                       (const JigGraphNode *) (void *) nodes->data, nodes->len,
                       (const JigGraphEdge *) (void *) edges->data, edges->len);

  return jig_figure_seal (figure, error);
}

static JigFigure *
draw_inputs (const TransformShip  *self,
             GError              **error)
{
  const char *headers[] = { _("Input"), _("Type"), _("Required"), _("Example") };
  gsize n_inputs;
  const JigBundleInput *inputs = jig_bundle_get_inputs (self->bundle, &n_inputs);
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, G_N_ELEMENTS (headers));
  for (gsize i = 0; i < n_inputs; i++)
    {
      transform_cells_add (&cells, inputs[i].field->name);
      transform_cells_add (&cells, jig_column_type_name (inputs[i].field->type));
      transform_cells_add (&cells, inputs[i].is_required ? _("yes") : _("no"));
      transform_cells_add (&cells, inputs[i].example);
    }

  return transform_cells_draw (&cells, "inputs", _("What the file asks for"), headers, error);
}

JigExhibit *
transform_show_ship (const JigRun  *run,
                     GError       **error)
{
  const TransformShip *self = jig_run_get (run, "ship");
  const TransformFit *fit = jig_run_get (run, "model");
  gboolean is_regression = fit->judge.task == JIG_TASK_REGRESSION;
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = _("largest difference between the file and here"),
    .value = self->difference,
    .unit = is_regression ? transform_get_unit (run) : NULL,
    .n_digits = 4,
    .better = -1,
    .baseline_name = _("a caller who makes the features"),
    .baseline_value = self->by_hand,
    .n_rows = self->n_rows,
    .split = _("golden rows"),
    .seed = jig_run_get_seed (run),
  });

  jig_exhibit_set_sentence (exhibit,
    _("One file with a schema for callers and one for the model. Sent as raw JSON, a row such as "
      "%s gets the number that it got here."), self->request);
  jig_exhibit_add_number (exhibit, "difference", self->difference);
  jig_exhibit_add_number (exhibit, "by_hand", self->by_hand);
  jig_exhibit_add_number (exhibit, "bytes", (double) self->n_bytes);
  jig_exhibit_add_number (exhibit, "golden", (double) self->n_rows);

  if (!jig_exhibit_take_figure (exhibit, draw_tree (self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_inputs (self, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* Yes: 0, no: 1. */
double
transform_right_ship (const JigRun *run)
{
  const TransformShip *self = jig_run_get (run, "ship");

  return self->difference <= TOLERANCE ? 0 : 1;
}

gboolean
transform_check_ship (const JigRun *run)
{
  const TransformShip *self = jig_run_get (run, "ship");

  return self->difference <= TOLERANCE;
}
