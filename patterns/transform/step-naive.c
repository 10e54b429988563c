/* Step 4: serve the naive way. A form asks for features, and each caller fills it
 * in with their own idea of them. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* A prediction that moves by so much of the label's error has gone astray. */
#define ASTRAY 0.25

/* What a caller may get wrong without any raw value being wrong. */
static const char * const conventions[] = {
  "weekday-monday0", "weekday-iso", "hour-zone", "scaler-forgotten", "vocabulary-sorted",
  "boolean-flipped", "bucket-shifted", NULL
};

typedef struct
{
  const JigRun             *run;
  const TransformPlan      *plan;
  const TransformConstants *constants;
  const TransformFit       *fit;        /* (nullable) */
  double                   *features;   /* (n_test, n_features) as the caller makes them */
  double                   *predictions;
  gsize                     row;        /* of the test rows */
} Scene;

static gboolean
make_features (Scene              *scene,
               gssize              mistake,
               const JigProgress  *progress,
               GError            **error)
{
  g_auto(TransformServing) serving = { NULL };
  gsize n_bytes = jig_rows_get_size (scene->plan->test) *
                  jig_recipe_get_n_features (scene->constants->recipe) * sizeof (double);

  if (mistake < 0)
    {
      memcpy (scene->features, scene->constants->features, n_bytes);
      return TRUE;
    }

  transform_serving_init (&serving, scene->plan, scene->constants->recipe, scene->constants->rows,
                          NULL, 9);

  return transform_serving_make (&serving, (guint) mistake, error) &&
         transform_serving_apply (&serving, scene->features, progress, error);
}

/* On how many golden rows the model says the same as it should. */
static gsize
count_same (const Scene *scene)
{
  gsize n_test = jig_rows_get_size (scene->plan->test);
  gsize n_features = jig_recipe_get_n_features (scene->constants->recipe);
  gsize n_same = 0;

  for (gsize i = 0; i < transform_parity_n_rows (n_test); i++)
    {
      gsize row = transform_parity_get_row (n_test, i);

      if (scene->fit == NULL)
        n_same += memcmp (scene->features + row * n_features,
                          scene->constants->features + row * n_features,
                          n_features * sizeof (double)) == 0 ? 1 : 0;
      else
        {
          guint width = transform_judge_width (&scene->fit->judge);

          n_same += memcmp (scene->predictions + row * width,
                            scene->fit->predictions + row * width,
                            width * sizeof (double)) == 0 ? 1 : 0;
        }
    }

  return n_same;
}

/* The value of a regression, else the probability of the last class. */
static double
get_prediction (const Scene  *scene,
                const double *predictions,
                gsize         row)
{
  guint width = transform_judge_width (&scene->fit->judge);

  return predictions[row * width + width - 1];
}

static gboolean
predict (Scene   *scene,
         GError **error)
{
  if (scene->fit == NULL)
    return TRUE;

  jig_free (scene->predictions);
  scene->predictions = transform_new_predictions (scene->fit, scene->features, error);

  return scene->predictions != NULL;
}

/* The golden row that the convention moves most: where it can be seen. */
static gsize
find_moved_row (const Scene *scene)
{
  gsize n_test = jig_rows_get_size (scene->plan->test);
  gsize moved = 0;
  double most = -1.0;

  for (gsize i = 0; scene->fit != NULL && i < transform_parity_n_rows (n_test); i++)
    {
      gsize row = transform_parity_get_row (n_test, i);
      double distance = fabs (get_prediction (scene, scene->predictions, row) -
                              get_prediction (scene, scene->fit->predictions, row));

      if (distance > most)
        {
          most = distance;
          moved = row;
        }
    }

  return moved;
}

static gboolean
add_reading (TransformForm      *self,
             Scene              *scene,
             gssize              mistake,
             const JigProgress  *progress,
             GError            **error)
{
  TransformReading *reading = &self->readings[self->n_readings];
  gsize n_features = jig_recipe_get_n_features (scene->constants->recipe);

  if (!make_features (scene, mistake, progress, error) || !predict (scene, error))
    return FALSE;

  reading->features = jig_alloc (n_features, sizeof *reading->features, _("the features"), error);
  if (reading->features == NULL)
    return FALSE;

  self->n_readings++;
  reading->mistake = mistake;
  reading->prediction = NAN;
  memcpy (reading->features, scene->features + scene->row * n_features,
          n_features * sizeof *reading->features);

  if (scene->fit != NULL)
    reading->prediction = get_prediction (scene, scene->predictions, scene->row);
  self->n_same[self->n_readings - 1] = count_same (scene);

  return TRUE;
}

static gboolean
add_readings (TransformForm      *self,
              Scene              *scene,
              const JigProgress  *progress,
              GError            **error)
{
  const char *chosen = jig_values_get_text (jig_run_get_values (scene->run, "naive"),
                                            "convention");

  if (!add_reading (self, scene, -1, progress, error))
    return FALSE;

  for (gsize i = 0; conventions[i] != NULL; i++)
    {
      gssize mistake = transform_mistake_find (conventions[i]);

      if (!transform_mistake_applies (scene->plan->specs, (guint) mistake))
        continue;
      if (!jig_progress_step (progress, i, G_N_ELEMENTS (conventions), NULL, error) ||
          !add_reading (self, scene, mistake, NULL, error))
        return FALSE;
      if (g_str_equal (conventions[i], chosen))
        self->chosen = self->n_readings - 1;
    }

  return TRUE;
}

/* The first convention that is possible, or the one that was chosen. */
static gssize
find_mistake (const Scene *scene,
              const char  *chosen)
{
  gssize first = -1;

  for (gsize i = G_N_ELEMENTS (conventions) - 1; i-- > 0; )
    {
      gssize mistake = transform_mistake_find (conventions[i]);

      if (!transform_mistake_applies (scene->plan->specs, (guint) mistake))
        continue;
      first = mistake;
      if (g_str_equal (conventions[i], chosen))
        return mistake;
    }

  return first;
}

static gboolean
find_row (Scene              *scene,
          const JigProgress  *progress,
          GError            **error)
{
  const JigValues *values = jig_run_get_values (scene->run, "naive");
  gssize mistake = find_mistake (scene, jig_values_get_text (values, "convention"));
  gsize row = (gsize) jig_values_get_int (values, "row");

  if (row > 0)
    {
      scene->row = (row - 1) % jig_rows_get_size (scene->plan->test);
      return TRUE;
    }

  if (!make_features (scene, mistake, progress, error) || !predict (scene, error))
    return FALSE;

  scene->row = find_moved_row (scene);

  return TRUE;
}

gpointer
transform_run_naive (const JigRun       *run,
                     const JigProgress  *progress,
                     GError            **error)
{
  Scene scene = { run, jig_run_get (run, "plan"), jig_run_get (run, "recipe"),
                  jig_run_get (run, "model") };
  TransformForm *self = g_new0 (TransformForm, 1);
  gsize n_test = jig_rows_get_size (scene.plan->test);
  gboolean is_done;

  self->n_golden = transform_parity_n_rows (n_test);
  scene.features = transform_new_features (scene.plan, scene.constants->recipe, error);
  is_done = scene.features != NULL && find_row (&scene, progress, error) &&
            add_readings (self, &scene, progress, error);
  self->row = jig_rows_get_ids (scene.plan->test)[scene.row];
  self->truth = scene.fit != NULL ? scene.fit->judge.targets[scene.row] : NAN;
  jig_free (scene.features);
  jig_free (scene.predictions);
  if (!is_done)
    g_clear_pointer (&self, transform_free_naive);

  return self;
}

void
transform_free_naive (gpointer value)
{
  TransformForm *self = value;

  for (gsize i = 0; i < self->n_readings; i++)
    jig_free (self->readings[i].features);
  g_free (self);
}

static const char *
say_reading (const TransformReading *reading)
{
  return reading->mistake < 0 ? _("As the training meant it")
                              : _(transform_mistakes[reading->mistake].title);
}

/* The form: what it asks for, what was meant, what is typed. */
static JigFigure *
draw_form (const TransformConstants  *constants,
           const TransformForm       *self,
           GError                   **error)
{
  const JigRecipe *recipe = constants->recipe;
  const double *meant = self->readings[0].features;
  const double *typed = self->readings[self->chosen].features;
  const char *headers[] = { _("Feature"), _("Meant"), _("Typed") };
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, G_N_ELEMENTS (headers));
  for (gsize node = 0; node < jig_recipe_get_n_nodes (recipe); node++)
    {
      gsize n_features = transform_count_features (recipe, node);
      gsize first;
      gboolean differs;

      if (n_features == 0)
        continue;

      first = jig_recipe_get_first_feature (recipe, node);
      differs = memcmp (meant + first, typed + first, n_features * sizeof *meant) != 0;
      transform_cells_add (&cells, jig_recipe_get_spec (recipe, node)->name);
      transform_cells_take (&cells, transform_say_features (recipe, node, meant), JIG_TONE_NONE);
      transform_cells_take (&cells, transform_say_features (recipe, node, typed),
                            differs ? JIG_TONE_BAD : JIG_TONE_NONE);
    }

  return transform_cells_draw (&cells, "form", _("A form that asks for features"), headers,
                               error);
}

static double
count_different (const TransformForm *self,
                 gsize                reading,
                 gsize                n_features)
{
  gsize n_different = 0;

  for (gsize i = 0; i < n_features; i++)
    n_different += self->readings[reading].features[i] != self->readings[0].features[i] ? 1 : 0;

  return (double) n_different;
}

/* One bar for each idea of the features: the prediction, or without a model how
 * many features are others. */
static JigFigure *
draw_readings (const JigRun              *run,
               const TransformConstants  *constants,
               const TransformForm       *self,
               GError                   **error)
{
  gboolean has_model = !isnan (self->readings[0].prediction);
  JigFigure *figure = jig_figure_new ("callers", _("The same row, typed by different callers"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  const char *names[TRANSFORM_N_MISTAKES + 1];
  double values[TRANSFORM_N_MISTAKES + 1];
  JigTone tones[TRANSFORM_N_MISTAKES + 1] = { JIG_TONE_GOOD };
  JigMark *bars;

  for (gsize i = 0; i < self->n_readings; i++)
    {
      names[i] = self->readings[i].mistake < 0
                 ? _("As meant") : _(transform_mistake_choices[self->readings[i].mistake].title);
      values[i] = has_model ? self->readings[i].prediction
                            : count_different (self, i,
                                               jig_recipe_get_n_features (constants->recipe));
    }
  tones[self->chosen] = self->chosen == 0 ? JIG_TONE_GOOD : JIG_TONE_BAD;

  jig_panel_set_axis (panel, JIG_AXIS_X, has_model ? _("Prediction") : _("Other features"),
                      has_model ? transform_get_unit (run) : NULL, JIG_SCALE_LINEAR);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, self->n_readings);
  bars = jig_panel_add_bars (panel, _("Prediction"), values, self->n_readings);
  jig_mark_set_flags (bars, JIG_MARK_VALUES);
  jig_mark_set_tones (bars, tones);
  if (has_model)
    jig_panel_add_rule (panel, _("meant"), JIG_AXIS_X, values[0]);

  return jig_figure_seal (figure, error);
}

static void
say_naive (const TransformForm *self,
           JigExhibit          *exhibit)
{
  const TransformReading *chosen = &self->readings[self->chosen];
  g_autofree char *moved = jig_number_to_display (fabs (chosen->prediction -
                                                        self->readings[0].prediction), 4);

  if (self->n_readings == 1)
    jig_exhibit_set_sentence (exhibit, _("None of these features can be read in two ways."));
  else if (self->chosen == 0)
    jig_exhibit_set_sentence (exhibit,
      _("The form does not say which convention it means, and %u readings are possible. Choose "
        "another one."), (guint) self->n_readings);
  else if (isnan (chosen->prediction))
    jig_exhibit_set_sentence (exhibit, _("%s: the same row has other features, and nobody is "
                                         "told."), say_reading (chosen));
  else
    jig_exhibit_set_sentence (exhibit, _("%s: the prediction for the same row moves by %s, and "
                                         "nobody is told."), say_reading (chosen), moved);
}

JigExhibit *
transform_show_naive (const JigRun  *run,
                      GError       **error)
{
  const TransformConstants *constants = jig_run_get (run, "recipe");
  const TransformForm *self = jig_run_get (run, "form");
  gsize n_features = jig_recipe_get_n_features (constants->recipe);
  gboolean has_model = !isnan (self->readings[0].prediction);
  double value = has_model ? self->readings[self->chosen].prediction
                           : count_different (self, self->chosen, n_features);
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = has_model ? _("prediction as typed") : _("features that are others"),
    .value = value,
    .unit = has_model ? transform_get_unit (run) : NULL,
    .n_digits = 5,
    .baseline_name = has_model ? _("as meant") : _("meant"),
    .baseline_value = has_model ? self->readings[0].prediction : 0.0,
    .n_rows = 1,
    .split = _("one of the test rows"),
    .seed = jig_run_get_seed (run),
  });

  say_naive (self, exhibit);
  jig_exhibit_add_number (exhibit, "readings", (double) self->n_readings);
  jig_exhibit_add_number (exhibit, "row", self->row + 1.0);
  jig_exhibit_add_number (exhibit, "different_features",
                          count_different (self, self->chosen, n_features));
  if (has_model)
    jig_exhibit_add_number (exhibit, "truth", self->truth);

  if (!jig_exhibit_take_figure (exhibit, draw_form (constants, self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_readings (run, constants, self, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* The day that "3" is by a convention, counted from Monday = 0: Sunday = 1,
 * Monday = 1, Monday = 0. The choices are these days and "nobody can know". */
double
transform_right_naive (const JigRun *run)
{
  const int firsts[] = { -1 - 1, -1, 0 };
  int days[G_N_ELEMENTS (firsts)];

  for (gsize i = 0; i < G_N_ELEMENTS (firsts); i++)
    days[i] = (3 + firsts[i] + 7) % 7;

  if (days[0] != days[1] || days[1] != days[2])
    return 3;

  return days[0] - 1;
}

gboolean
transform_check_naive (const JigRun *run)
{
  const TransformForm *self = jig_run_get (run, "form");
  const TransformReading *chosen = &self->readings[self->chosen];
  const TransformFit *fit;

  if (self->chosen == 0)
    return FALSE;
  if (isnan (chosen->prediction))
    return TRUE;

  fit = jig_run_get (run, "model");
  if (fit->judge.task != JIG_TASK_REGRESSION)
    return fabs (chosen->prediction - self->readings[0].prediction) > 0.1;

  return fabs (chosen->prediction - self->readings[0].prediction) > ASTRAY * fit->mean;
}
