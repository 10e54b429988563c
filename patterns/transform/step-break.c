/* Step 6: break it. Every mistake alone, and those that are switched on together. */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* A change of the error that nobody would notice, as a share of that of the mean:
 * about 2 s of City bikes. */
#define INVISIBLE 0.005

typedef struct
{
  const TransformPlan      *plan;
  const TransformConstants *constants;
  const TransformFit       *fit;
  const char               *column;
  int                       hours;
  double                   *features;   /* (n_test, n_features) of the server */
} Scene;

/* Makes the features of a server with the mistakes of @mistakes, a bit each. */
static gboolean
serve (Scene              *scene,
       guint               mistakes,
       TransformServing   *serving,
       const JigProgress  *progress,
       GError            **error)
{
  transform_serving_init (serving, scene->plan, scene->constants->recipe, scene->constants->rows,
                          scene->column, scene->hours);

  for (guint i = 0; i < TRANSFORM_N_MISTAKES; i++)
    if ((mistakes >> i & 1) != 0 && !transform_serving_make (serving, i, error))
      return FALSE;

  return transform_serving_apply (serving, scene->features, progress, error);
}

static gboolean
judge (Scene            *scene,
       const guint8     *batch,
       TransformDamage  *damage,
       GError          **error)
{
  const TransformFit *fit = scene->fit;
  jig_autofree double *predictions = transform_new_predictions (fit, scene->features, error);

  return predictions != NULL &&
         transform_judge_score (&fit->judge, predictions, batch, &damage->served, NULL, error) &&
         transform_judge_score (&fit->judge, fit->predictions, batch, &damage->right, NULL, error);
}

static gboolean
find_damage (Scene               *scene,
             guint                mistakes,
             TransformDamage     *damage,
             TransformParity    **parity,
             const JigProgress   *progress,
             GError             **error)
{
  g_auto(TransformServing) serving = { NULL };

  if (!serve (scene, mistakes, &serving, progress, error) ||
      !judge (scene, serving.batch, damage, error))
    return FALSE;

  *parity = transform_parity_new (scene->constants->recipe, scene->plan->test,
                                  scene->constants->features, scene->features);
  damage->is_possible = TRUE;
  damage->n_rows_differ = (*parity)->n_rows_differ;

  return TRUE;
}

static gboolean
find_all (TransformBreakage  *self,
          Scene              *scene,
          guint               mistakes,
          const JigProgress  *progress,
          GError            **error)
{
  for (guint i = 0; i < TRANSFORM_N_MISTAKES; i++)
    {
      TransformParity *parity = NULL;

      if (!jig_progress_step (progress, i, TRANSFORM_N_MISTAKES + 1,
                              _(transform_mistakes[i].title), error))
        return FALSE;
      if (!transform_mistake_applies (scene->plan->specs, i))
        continue;
      if (!find_damage (scene, 1u << i, &self->damages[i], &parity, NULL, error))
        return FALSE;
      transform_parity_free (parity);
    }

  return find_damage (scene, mistakes, &self->together, &self->parity, NULL, error);
}

gpointer
transform_run_break (const JigRun       *run,
                     const JigProgress  *progress,
                     GError            **error)
{
  const JigValues *values = jig_run_get_values (run, "break");
  const char *column = jig_values_get_text (values, "column");
  Scene scene = { jig_run_get (run, "plan"), jig_run_get (run, "recipe"),
                  jig_run_get (run, "model"), column != NULL && *column != '\0' ? column : NULL,
                  (int) jig_values_get_int (values, "hours") };
  TransformBreakage *self = g_new0 (TransformBreakage, 1);
  gboolean is_done = FALSE;
  guint mistakes = 0;

  for (guint i = 0; i < TRANSFORM_N_MISTAKES; i++)
    if (jig_run_has_mistake (run, "break", transform_mistakes[i].id))
      {
        mistakes |= 1u << i;
        self->n_on++;
      }

  scene.features = transform_new_features (scene.plan, scene.constants->recipe, error);
  if (scene.features != NULL)
    is_done = find_all (self, &scene, mistakes, progress, error);
  jig_free (scene.features);
  if (!is_done)
    g_clear_pointer (&self, transform_free_break);

  return self;
}

void
transform_free_break (gpointer value)
{
  TransformBreakage *self = value;

  transform_parity_free (self->parity);
  g_free (self);
}

/* The bars: each mistake that is possible, then those that are on together. */
static gsize
list_damages (const TransformBreakage  *self,
              const TransformDamage   **damages,
              const char              **names,
              gboolean                  is_brief)
{
  gsize n_damages = 0;

  for (guint i = 0; i < TRANSFORM_N_MISTAKES; i++)
    if (self->damages[i].is_possible)
      {
        damages[n_damages] = &self->damages[i];
        names[n_damages++] = is_brief ? _(transform_mistake_choices[i].title)
                                      : _(transform_mistakes[i].title);
      }

  if (self->n_on > 0)
    {
      damages[n_damages] = &self->together;
      names[n_damages++] = _("All that is switched on");
    }

  return n_damages;
}

static JigFigure *
draw_errors (const JigRun             *run,
             const TransformFit       *fit,
             const TransformBreakage  *self,
             GError                  **error)
{
  JigFigure *figure = jig_figure_new ("errors", _("The error with each mistake"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  const TransformDamage *damages[TRANSFORM_N_MISTAKES + 1];
  const char *names[TRANSFORM_N_MISTAKES + 1];
  double right[TRANSFORM_N_MISTAKES + 1];
  double served[TRANSFORM_N_MISTAKES + 1];
  gsize n_damages = list_damages (self, damages, names, TRUE);
  gboolean is_regression = fit->judge.task == JIG_TASK_REGRESSION;

  for (gsize i = 0; i < n_damages; i++)
    {
      right[i] = damages[i]->right.error;
      served[i] = damages[i]->served.error;
    }
  jig_panel_set_axis (panel, JIG_AXIS_X, transform_say_error (fit->judge.task),
                      is_regression ? transform_get_unit (run) : NULL, JIG_SCALE_LINEAR);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, n_damages);
  jig_mark_set_flags (jig_panel_add_bars (panel, _("The right way"), right, n_damages),
                      JIG_MARK_MUTED);
  jig_mark_set_flags (jig_panel_add_bars (panel, _("With the mistake"), served, n_damages),
                      JIG_MARK_VALUES);
  jig_panel_add_rule (panel, is_regression ? _("mean") : _("majority"), JIG_AXIS_X, fit->mean);
  jig_panel_add_rule (panel, _("look-up table"), JIG_AXIS_X, fit->lookup.error);

  return jig_figure_seal (figure, error);
}

static JigFigure *
draw_biases (const JigRun             *run,
             const TransformFit       *fit,
             const TransformBreakage  *self,
             GError                  **error)
{
  JigFigure *figure = jig_figure_new ("biases", _("How far predictions lean to one side"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  const TransformDamage *damages[TRANSFORM_N_MISTAKES + 1];
  const char *names[TRANSFORM_N_MISTAKES + 1];
  double biases[TRANSFORM_N_MISTAKES + 1];
  JigTone tones[TRANSFORM_N_MISTAKES + 1];
  gsize n_damages = list_damages (self, damages, names, TRUE);
  JigMark *bars;

  for (gsize i = 0; i < n_damages; i++)
    {
      biases[i] = damages[i]->served.bias;
      tones[i] = transform_is_biased (&damages[i]->served) ? JIG_TONE_BAD : JIG_TONE_MUTED;
    }
  jig_panel_set_axis (panel, JIG_AXIS_X, _("Mean of prediction minus truth"),
                      fit->judge.task == JIG_TASK_REGRESSION ? transform_get_unit (run) : NULL,
                      JIG_SCALE_LINEAR);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, n_damages);
  bars = jig_panel_add_bars (panel, _("Bias"), biases, n_damages);
  jig_mark_set_flags (bars, JIG_MARK_VALUES);
  jig_mark_set_tones (bars, tones);
  jig_panel_add_rule (panel, _("none"), JIG_AXIS_X, 0.0);

  return jig_figure_seal (figure, error);
}

static void
add_row (const TransformBreakage *self,
         const TransformDamage   *damage,
         const char              *name,
         TransformCells          *cells)
{
  gboolean is_biased = transform_is_biased (&damage->served);
  gboolean differs = damage->n_rows_differ > 0;

  transform_cells_add (cells, name);
  transform_cells_take (cells, jig_number_to_display (damage->served.error, 4), JIG_TONE_NONE);
  transform_cells_take (cells, jig_number_to_display (damage->served.error - damage->right.error,
                                                      3), JIG_TONE_NONE);
  transform_cells_take (cells, jig_number_to_display (damage->served.bias, 3), JIG_TONE_NONE);
  transform_cells_take (cells, g_strdup (is_biased ? _("rings") : _("quiet")),
                        is_biased ? JIG_TONE_BAD : JIG_TONE_NONE);
  transform_cells_take (cells, g_strdup_printf ("%zu/%zu",
                                                damage->n_rows_differ, self->parity->n_rows),
                        differs ? JIG_TONE_BAD : JIG_TONE_NONE);
}

static JigFigure *
draw_catalogue (const TransformBreakage  *self,
                GError                  **error)
{
  const TransformDamage *damages[TRANSFORM_N_MISTAKES + 1];
  const char *names[TRANSFORM_N_MISTAKES + 1];
  gsize n_damages = list_damages (self, damages, names, FALSE);
  const char *headers[] = {
    _("Mistake"), _("Error"), _("Change"), _("Bias"), _("Bias alarm"), _("Golden rows that differ"),
  };
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, G_N_ELEMENTS (headers));
  for (gsize i = 0; i < n_damages; i++)
    add_row (self, damages[i], names[i], &cells);

  return transform_cells_draw (&cells, "catalogue", _("What finds each mistake"), headers, error);
}

static void
add_numbers (const TransformBreakage *self,
             JigExhibit              *exhibit)
{
  for (guint i = 0; i < TRANSFORM_N_MISTAKES; i++)
    if (self->damages[i].is_possible)
      {
        const TransformDamage *damage = &self->damages[i];
        const char *id = transform_mistakes[i].id;
        g_autofree char *error = g_strconcat (id, ".error", NULL);
        g_autofree char *bias = g_strconcat (id, ".bias", NULL);
        g_autofree char *alarm = g_strconcat (id, ".alarm", NULL);
        g_autofree char *parity = g_strconcat (id, ".parity", NULL);

        jig_exhibit_add_number (exhibit, error, damage->served.error);
        jig_exhibit_add_number (exhibit, bias, damage->served.bias);
        jig_exhibit_add_number (exhibit, alarm, transform_is_biased (&damage->served) ? 1 : 0);
        jig_exhibit_add_number (exhibit, parity, (double) damage->n_rows_differ);
      }

  jig_exhibit_add_number (exhibit, "error", self->together.served.error);
  jig_exhibit_add_number (exhibit, "right_error", self->together.right.error);
  jig_exhibit_add_number (exhibit, "bias", self->together.served.bias);
  jig_exhibit_add_number (exhibit, "parity_rows", (double) self->parity->n_rows_differ);
  jig_exhibit_add_number (exhibit, "parity_cells", (double) self->parity->n_cells_differ);
}

static gboolean
is_invisible (const TransformBreakage *self,
              const TransformFit      *fit)
{
  double change = self->together.served.error - self->together.right.error;

  return self->n_on > 0 && self->parity->n_cells_differ > 0 &&
         fabs (change) < INVISIBLE * fit->mean;
}

static void
say_break (const TransformBreakage *self,
           const TransformFit      *fit,
           JigExhibit              *exhibit)
{
  double change = self->together.served.error - self->together.right.error;
  g_autofree char *text = jig_number_to_display (change, 3);

  if (self->n_on == 0)
    jig_exhibit_set_sentence (exhibit, _("No mistake is switched on: all golden rows are the "
                                         "same. The bars show what each mistake alone would do."));
  else if (is_invisible (self, fit))
    jig_exhibit_set_sentence (exhibit,
      _("The error changes by only %s: no metric would find this. On %u of %u golden rows a "
        "feature differs: parity does."), text, (guint) self->parity->n_rows_differ,
      (guint) self->parity->n_rows);
  else
    jig_exhibit_set_sentence (exhibit,
      _("The error changes by %s, no error message is shown, and on %u of %u golden rows a "
        "feature differs."), text, (guint) self->parity->n_rows_differ,
      (guint) self->parity->n_rows);
}

JigExhibit *
transform_show_break (const JigRun  *run,
                      GError       **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformFit *fit = jig_run_get (run, "model");
  const TransformBreakage *self = jig_run_get (run, "breakage");
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = transform_say_error (fit->judge.task),
    .value = self->together.served.error,
    .unit = fit->judge.task == JIG_TASK_REGRESSION ? transform_get_unit (run) : NULL,
    .n_digits = 4,
    .better = -1,
    .baseline_name = _("the right way"),
    .baseline_value = self->together.right.error,
    .n_rows = self->together.served.n_rows,
    .split = transform_say_split (plan),
    .seed = jig_run_get_seed (run),
  });

  say_break (self, fit, exhibit);
  add_numbers (self, exhibit);

  if (!jig_exhibit_take_figure (exhibit, draw_errors (run, fit, self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_biases (run, fit, self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_catalogue (self, error)) ||
      !jig_exhibit_take_figure (exhibit, transform_parity_draw (
        self->parity, _("Feature parity: trained → served"), error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* The worst of another unit, another first day of the week and shifted buckets;
 * 3 if none of them is possible. */
double
transform_right_break (const JigRun *run)
{
  const char * const ids[] = { "fahrenheit", "weekday-monday0", "bucket-shifted" };
  const TransformBreakage *self = jig_run_get (run, "breakage");
  double worst = -INFINITY;
  gsize right = G_N_ELEMENTS (ids);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const TransformDamage *damage = &self->damages[transform_mistake_find (ids[i])];

      if (damage->is_possible && damage->served.error > worst)
        {
          worst = damage->served.error;
          right = i;
        }
    }

  return (double) right;
}

gboolean
transform_check_break (const JigRun *run)
{
  return is_invisible (jig_run_get (run, "breakage"), jig_run_get (run, "model"));
}
