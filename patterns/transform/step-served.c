/* Step 5: serve with the transform. The form asks for raw inputs, and what makes
 * features of them came along with the model. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

static JsonNode *
read_back (JigJsonWriter  *writer,
           const char     *name,
           GError        **error)
{
  g_autofree char *text = jig_json_writer_finish (writer);

  return jig_json_parse (text, strlen (text), name, error);
}

/* Written down and read again, as a file would bring it to a server. */
static JigRecipe *
carry_recipe (const JigRecipe  *recipe,
              GError          **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JsonNode) node = NULL;

  jig_recipe_write (recipe, writer);
  node = read_back (writer, _("the transform"), error);

  return node != NULL ? jig_recipe_read (json_node_get_object (node), _("the transform"), error)
                      : NULL;
}

static JigModel *
carry_model (const JigModel  *model,
             GError         **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JsonNode) node = NULL;

  jig_model_write (model, writer);
  node = read_back (writer, _("the model"), error);

  return node != NULL ? jig_model_read (json_node_get_object (node), _("the model"), error)
                      : NULL;
}

static JigRows *
dup_golden_rows (const TransformPlan  *plan,
                 GError              **error)
{
  guint32 ids[TRANSFORM_N_GOLDEN];
  gsize n_test = jig_rows_get_size (plan->test);
  gsize n_golden = transform_parity_n_rows (n_test);

  for (gsize i = 0; i < n_golden; i++)
    ids[i] = jig_rows_get_ids (plan->test)[transform_parity_get_row (n_test, i)];

  return jig_rows_new_copy (ids, n_golden, error);
}

/* Whether a golden row has the features and the prediction that it had where the
 * model was trained. */
static gboolean
is_same (const TransformPlan      *plan,
         const TransformConstants *constants,
         const TransformFit       *fit,
         gsize                     i,
         const double             *features,
         const double             *predictions)
{
  gsize row = transform_parity_get_row (jig_rows_get_size (plan->test), i);
  gsize n_features = jig_recipe_get_n_features (constants->recipe);
  guint width = transform_judge_width (&fit->judge);

  return memcmp (features + i * n_features, constants->features + row * n_features,
                 n_features * sizeof *features) == 0 &&
         memcmp (predictions + i * width, fit->predictions + row * width,
                 width * sizeof *predictions) == 0;
}

static gboolean
serve (TransformPromise          *self,
       const TransformPlan       *plan,
       const TransformConstants  *constants,
       const TransformFit        *fit,
       const JigRows             *golden,
       GError                   **error)
{
  g_autoptr(JigRecipe) recipe = carry_recipe (constants->recipe, error);
  g_autoptr(JigModel) model = NULL;
  jig_autofree double *features = NULL;
  jig_autofree double *predictions = NULL;

  if (recipe == NULL)
    return FALSE;

  model = carry_model (fit->model, error);
  if (model == NULL)
    return FALSE;

  features = jig_alloc (self->n_golden, jig_recipe_get_n_features (recipe) * sizeof *features,
                        _("the features"), error);
  if (features == NULL)
    return FALSE;

  predictions = jig_alloc (self->n_golden,
                           transform_judge_width (&fit->judge) * sizeof *predictions,
                           _("the predictions"), error);
  if (predictions == NULL ||
      !jig_recipe_apply (recipe, plan->frame, golden, features, NULL, error) ||
      !transform_predict (&fit->judge, model, features, self->n_golden, predictions, error))
    return FALSE;

  for (gsize i = 0; i < self->n_golden; i++)
    self->n_same += is_same (plan, constants, fit, i, features, predictions) ? 1 : 0;

  return TRUE;
}

static void
read_inputs (TransformPromise    *self,
             const TransformPlan *plan,
             guint32              row)
{
  const JigSchema *inputs = jig_recipe_get_inputs (plan->recipe);
  gsize n_inputs = jig_schema_get_size (inputs);

  self->inputs = g_new0 (char *, n_inputs + 1);
  for (gsize i = 0; i < n_inputs; i++)
    {
      gssize column = jig_frame_find (plan->frame, jig_schema_get_field (inputs, i)->name);

      self->inputs[i] = jig_column_dup_text (jig_frame_get_column (plan->frame, (gsize) column),
                                             row);
    }
}

gpointer
transform_run_served (const JigRun       *run,
                      const JigProgress  *progress,
                      GError            **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformFit *fit = jig_run_get (run, "model");
  const TransformForm *form = jig_run_get (run, "form");
  g_autoptr(JigRows) golden = dup_golden_rows (plan, error);
  TransformPromise *self;

  if (golden == NULL)
    return NULL;

  self = g_new0 (TransformPromise, 1);
  self->n_golden = jig_rows_get_size (golden);
  self->prediction = form->readings[0].prediction;
  self->n_by_hand = form->n_same[form->chosen > 0 ? form->chosen : form->n_readings > 1 ? 1 : 0];
  read_inputs (self, plan, form->row);
  if (!serve (self, plan, jig_run_get (run, "recipe"), fit, golden, error))
    g_clear_pointer (&self, transform_free_served);

  return self;
}

void
transform_free_served (gpointer value)
{
  TransformPromise *self = value;

  g_strfreev (self->inputs);
  g_free (self);
}

static JigFigure *
draw_form (const TransformPlan     *plan,
           const TransformPromise  *self,
           GError                 **error)
{
  const JigSchema *inputs = jig_recipe_get_inputs (plan->recipe);
  const char *headers[] = { _("Input"), _("Type"), _("Typed") };
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, G_N_ELEMENTS (headers));
  for (gsize i = 0; i < jig_schema_get_size (inputs); i++)
    {
      const JigField *field = jig_schema_get_field (inputs, i);

      transform_cells_add (&cells, field->name);
      transform_cells_add (&cells, jig_column_type_name (field->type));
      transform_cells_add (&cells, self->inputs[i]);
    }

  return transform_cells_draw (&cells, "form", _("A form that asks for inputs"), headers, error);
}

static JigFigure *
draw_golden (const TransformPromise  *self,
             GError                 **error)
{
  JigFigure *figure = jig_figure_new ("golden", _("Golden rows that come back the same"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  const char * const names[] = { _("Features typed by hand"), _("Transform served along") };
  const double values[] = { (double) self->n_by_hand, (double) self->n_same };
  const JigTone tones[] = { JIG_TONE_BAD, JIG_TONE_GOOD };
  JigMark *bars;

  jig_panel_set_axis (panel, JIG_AXIS_X, _("Golden rows"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_range (panel, JIG_AXIS_X, 0.0, (double) self->n_golden + 2.0);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, G_N_ELEMENTS (names));
  bars = jig_panel_add_bars (panel, _("Same"), values, G_N_ELEMENTS (values));
  jig_mark_set_flags (bars, JIG_MARK_VALUES);
  jig_mark_set_tones (bars, tones);

  return jig_figure_seal (figure, error);
}

JigExhibit *
transform_show_served (const JigRun  *run,
                       GError       **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformPromise *self = jig_run_get (run, "promise");
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = _("golden rows that are the same to the bit"),
    .value = (double) self->n_same,
    .n_digits = 4,
    .better = 1,
    .baseline_name = _("features typed by hand"),
    .baseline_value = (double) self->n_by_hand,
    .n_rows = self->n_golden,
    .split = transform_say_split (plan),
    .seed = jig_run_get_seed (run),
  });

  jig_exhibit_set_sentence (exhibit,
    _("Golden rows %u/%u identical: the caller sends what happened, and the transform that came "
      "with the model makes the features."), (guint) self->n_same, (guint) self->n_golden);
  jig_exhibit_add_number (exhibit, "same", (double) self->n_same);
  jig_exhibit_add_number (exhibit, "golden", (double) self->n_golden);
  jig_exhibit_add_number (exhibit, "by_hand", (double) self->n_by_hand);
  jig_exhibit_add_number (exhibit, "prediction", self->prediction);

  if (!jig_exhibit_take_figure (exhibit, draw_form (plan, self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_golden (self, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* Yes: 0, no: 1. */
double
transform_right_served (const JigRun *run)
{
  const TransformPromise *self = jig_run_get (run, "promise");

  return self->n_same == self->n_golden ? 1 : 0;
}

gboolean
transform_check_served (const JigRun *run)
{
  const TransformPromise *self = jig_run_get (run, "promise");

  return self->n_same == self->n_golden;
}
