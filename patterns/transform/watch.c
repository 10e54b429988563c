/* What the seventh step shows of the traffic that it watched. */

#include "patterns/transform/watch.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* How near to the smallest share that is noticed counts as found. */
#define NEAR 5.0

/**
 * transform_rings:
 * @self: what came of watching
 *
 * Returns: whether the alarm of some distribution rings
 */
gboolean
transform_rings (const TransformWatch *self)
{
  for (guint k = 0; k < self->watched->len; k++)
    if (self->distances[k].alarm >= 1.0)
      return TRUE;

  return FALSE;
}

/* How loud the alarm of each input and feature is: 1 is where it rings. */
static JigFigure *
draw_alarms (const TransformWatch  *self,
             GError               **error)
{
  JigFigure *figure = jig_figure_new ("alarms", _("How loud each alarm is"));

  jig_figure_set_columns (figure, 2);
  for (int wanted = TRUE; wanted >= FALSE; wanted--)
    {
      JigPanel *panel = jig_figure_add_panel (figure, wanted ? _("Inputs") : _("Features"));
      g_autofree const char **names = g_new0 (const char *, self->watched->len);
      g_autofree double *values = g_new0 (double, self->watched->len);
      g_autofree JigTone *tones = g_new0 (JigTone, self->watched->len);
      gsize n_bars = 0;
      JigMark *bars;

      for (guint k = 0; k < self->watched->len; k++)
        {
          const TransformWatched *watched = g_ptr_array_index (self->watched, k);

          if (watched->is_input != wanted)
            continue;
          names[n_bars] = watched->name;
          values[n_bars] = self->distances[k].alarm;
          tones[n_bars++] = self->distances[k].alarm >= 1.0 ? JIG_TONE_BAD : JIG_TONE_MUTED;
        }
      jig_panel_set_axis (panel, JIG_AXIS_X, _("Distance, in alarm levels"), NULL,
                          JIG_SCALE_LINEAR);
      jig_panel_set_categories (panel, JIG_AXIS_Y, names, n_bars);
      bars = jig_panel_add_bars (panel, _("Alarm"), values, n_bars);
      jig_mark_set_flags (bars, JIG_MARK_VALUES);
      jig_mark_set_tones (bars, tones);
      jig_panel_add_rule (panel, _("rings"), JIG_AXIS_X, 1.0);
    }

  return jig_figure_seal (figure, error);
}

static JigFigure *
draw_strip (const TransformWatch  *self,
            GError               **error)
{
  JigFigure *figure = jig_figure_new ("strip", self->is_file
    ? _("The loudest alarm, batch by batch")
    : _("The loudest alarm, batch by batch; the mistake begins in the middle"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double batches[TRANSFORM_N_BATCHES];

  for (gsize i = 0; i < TRANSFORM_N_BATCHES; i++)
    batches[i] = (double) i + 1.0;

  jig_panel_set_axis (panel, JIG_AXIS_X, _("Batch"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Distance, in alarm levels"), NULL, JIG_SCALE_LINEAR);
  jig_panel_add_line (panel, _("Inputs"), batches, self->strip[0], TRANSFORM_N_BATCHES);
  jig_panel_add_line (panel, _("Features"), batches, self->strip[1], TRANSFORM_N_BATCHES);
  jig_panel_add_rule (panel, _("rings"), JIG_AXIS_Y, 1.0);

  return jig_figure_seal (figure, error);
}

static JigFigure *
draw_distances (const TransformWatch  *self,
                GError               **error)
{
  const char *headers[] = { _("Watched"), _("Where"), _("Measure"), _("Distance"), _("Alarm") };
  g_auto(TransformCells) cells = { NULL };

  transform_cells_init (&cells, G_N_ELEMENTS (headers));
  for (guint k = 0; k < self->watched->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (self->watched, k);
      gboolean is_loud = self->distances[k].alarm >= 1.0;

      transform_cells_add (&cells, watched->name);
      transform_cells_add (&cells, watched->is_input ? _("input") : _("feature"));
      transform_cells_add (&cells, watched->is_number ? _("Jensen-Shannon") : _("L-infinity"));
      transform_cells_take (&cells, jig_number_to_display (self->distances[k].distance, 3),
                            JIG_TONE_NONE);
      transform_cells_take (&cells, g_strdup (is_loud ? _("rings") : _("quiet")),
                            is_loud ? JIG_TONE_BAD : JIG_TONE_NONE);
    }

  return transform_cells_draw (&cells, "distances", _("Distances from the training rows"), headers,
                               error);
}

static guint
find_loudest_watched (const TransformWatch *self)
{
  guint loudest = 0;

  for (guint k = 1; k < self->watched->len; k++)
    if (self->distances[k].alarm > self->distances[loudest].alarm)
      loudest = k;

  return loudest;
}

static void
say_watch (const TransformWatch *self,
           JigExhibit           *exhibit)
{
  const TransformWatched *loudest = g_ptr_array_index (self->watched, find_loudest_watched (self));
  const char *where = loudest->is_input ? _("input") : _("feature");
  const char *bias = "";

  if (self->has_truth)
    bias = transform_is_biased (&self->score) ? _(" The bias alarm rings once the truth is known.")
                                              : _(" The bias alarm stays quiet.");

  if (transform_rings (self))
    jig_exhibit_set_sentence (exhibit, _("The alarm rings, loudest for the %s \"%s\".%s"), where,
                              loudest->name, bias);
  else
    jig_exhibit_set_sentence (exhibit, _("No distribution has moved far enough for an alarm.%s"),
                              bias);
}

static void
add_numbers (const TransformWatch *self,
             JigExhibit           *exhibit)
{
  double inputs = 0.0;
  double features = 0.0;

  for (guint k = 0; k < self->watched->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (self->watched, k);
      g_autofree char *id = g_strdup_printf ("%s.%s", watched->is_input ? "input" : "feature",
                                             watched->name);

      if (watched->is_input)
        inputs = MAX (inputs, self->distances[k].alarm);
      else
        features = MAX (features, self->distances[k].alarm);
      jig_exhibit_add_number (exhibit, id, self->distances[k].distance);
    }
  jig_exhibit_add_number (exhibit, "affected", self->affected);
  jig_exhibit_add_number (exhibit, "loudest_input", inputs);
  jig_exhibit_add_number (exhibit, "loudest_feature", features);
  if (!isnan (self->smallest))
    jig_exhibit_add_number (exhibit, "smallest", self->smallest);
  if (self->has_truth)
    {
      jig_exhibit_add_number (exhibit, "bias", self->score.bias);
      jig_exhibit_add_number (exhibit, "bias_alarm", transform_is_biased (&self->score) ? 1 : 0);
    }
}

JigExhibit *
transform_show_watch (const JigRun  *run,
                      GError       **error)
{
  const TransformPlan *plan = jig_run_get (run, "plan");
  const TransformWatch *self = jig_run_get (run, "watch");
  g_autoptr(JigExhibit) exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = _("loudest alarm"),
    .value = self->distances[find_loudest_watched (self)].alarm,
    .n_digits = 3,
    .better = -1,
    .baseline_name = _("the level at which it rings"),
    .baseline_value = 1.0,
    .n_rows = self->n_rows,
    .split = self->is_file ? _("served rows of a file") : transform_say_split (plan),
    .seed = jig_run_get_seed (run),
  });

  say_watch (self, exhibit);
  add_numbers (self, exhibit);

  if (!jig_exhibit_take_figure (exhibit, draw_alarms (self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_strip (self, error)) ||
      !jig_exhibit_take_figure (exhibit, draw_distances (self, error)))
    return NULL;

  return g_steal_pointer (&exhibit);
}

/* The bias alarm: 0, that of a distribution: 1, both: 2, none: 3. */
double
transform_right_watch (const JigRun *run)
{
  const TransformWatch *self = jig_run_get (run, "watch");

  if (self->sorted_bias)
    return self->sorted_drift ? 2 : 0;

  return self->sorted_drift ? 1 : 3;
}

gboolean
transform_check_watch (const JigRun *run)
{
  const TransformWatch *self = jig_run_get (run, "watch");

  return transform_rings (self) && self->affected <= self->smallest + NEAR;
}
