/* Step 7: watch for skew. Part of the traffic is served wrong; who notices? */

#include "patterns/transform/steps.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/random.h"
#include "core/data/csv-reader.h"
#include "patterns/transform/drift.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define N_BATCHES 20
/* How near to the smallest share that is noticed counts as found. */
#define NEAR 5.0

/**
 * TransformWatch: "watch"
 * @watched: (element-type TransformWatched): what is watched
 * @distances: (n_watched,) of the traffic
 * @strip: (2, N_BATCHES) the loudest alarm of inputs, then of features, batch by
 *   batch; the mistake begins in the middle
 * @n_rows: how many rows the traffic has
 * @is_file: it comes from a file, and nobody knows what is wrong with it
 * @affected: which share of it is served wrong, in percent
 * @smallest: the smallest share that some alarm notices, in percent; NaN: none
 * @has_truth: the truth came in, so that a bias can be seen
 * @score: of the traffic
 * @sorted_bias: whether a sorted vocabulary on all traffic rings the bias alarm
 * @sorted_drift: whether it rings any other
 */
typedef struct
{
  GPtrArray         *watched;
  TransformDistance *distances;
  double             strip[2][N_BATCHES];
  gsize              n_rows;
  gboolean           is_file;
  double             affected;
  double             smallest;
  gboolean           has_truth;
  TransformScore     score;
  gboolean           sorted_bias;
  gboolean           sorted_drift;
} TransformWatch;

typedef struct
{
  const TransformPlan      *plan;
  const TransformConstants *constants;
  const TransformFit       *fit;         /* (nullable) */
  double                    threshold;
  guint32                  *ranks;       /* (n_test,) in which order rows are affected */
} Scene;

/* Counts of a mixture: rows whose rank is below @n_affected are served wrong. */
static void
count_mixture (const TransformWatched *watched,
               const guint32          *ranks,
               gsize                   n_affected,
               gsize                   begin,
               gsize                   end,
               double                 *counts)
{
  memset (counts, 0, watched->n_bins * sizeof *counts);
  for (gsize i = begin; i < end; i++)
    counts[ranks[i] < n_affected ? watched->served[i] : watched->right[i]] += 1.0;
}

static double *
new_counts (const GPtrArray  *list,
            GError          **error)
{
  gsize n_bins = 1;

  for (guint i = 0; i < list->len; i++)
    n_bins = MAX (n_bins, ((const TransformWatched *) g_ptr_array_index (list, i))->n_bins);

  return jig_alloc (n_bins, sizeof (double), _("the watched rows"), error);
}

/* The loudest alarm of inputs (0) and of features (1). */
static void
find_loudest (const GPtrArray *list,
              const Scene     *scene,
              gsize            n_affected,
              gsize            begin,
              gsize            end,
              double          *counts,
              double           loudest[2])
{
  loudest[0] = loudest[1] = 0.0;
  for (guint k = 0; k < list->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (list, k);
      gsize side = watched->is_input ? 0 : 1;
      TransformDistance distance;

      count_mixture (watched, scene->ranks, n_affected, begin, end, counts);
      distance = transform_watch_measure (watched, counts, end - begin, scene->threshold);
      loudest[side] = MAX (loudest[side], distance.alarm);
    }
}

static gsize
count_affected (gsize  n_rows,
                double percent)
{
  return (gsize) floor ((double) n_rows * percent / 100.0 + 0.5);
}

static void
find_smallest (TransformWatch *self,
               const Scene    *scene,
               double         *counts)
{
  self->smallest = NAN;
  for (int percent = 1; percent <= 100 && isnan (self->smallest); percent++)
    {
      double loudest[2];

      find_loudest (self->watched, scene, count_affected (self->n_rows, percent), 0, self->n_rows,
                    counts, loudest);
      if (MAX (loudest[0], loudest[1]) >= 1.0)
        self->smallest = percent;
    }
}

static void
find_strip (TransformWatch *self,
            const Scene    *scene,
            double         *counts)
{
  for (gsize batch = 0; batch < N_BATCHES; batch++)
    {
      gsize begin = batch * self->n_rows / N_BATCHES;
      gsize end = (batch + 1) * self->n_rows / N_BATCHES;
      gboolean is_fine = batch < N_BATCHES / 2 && !self->is_file;
      gsize n_affected = is_fine ? 0 : count_affected (self->n_rows, self->affected);
      double loudest[2] = { 0.0, 0.0 };

      if (begin < end)
        find_loudest (self->watched, scene, n_affected, begin, end, counts, loudest);
      self->strip[0][batch] = loudest[0];
      self->strip[1][batch] = loudest[1];
    }
}

static gboolean
measure (TransformWatch  *self,
         const Scene     *scene,
         GError         **error)
{
  jig_autofree double *counts = new_counts (self->watched, error);
  gsize n_affected = count_affected (self->n_rows, self->affected);

  if (counts == NULL)
    return FALSE;

  self->distances = g_new0 (TransformDistance, self->watched->len);
  for (guint k = 0; k < self->watched->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (self->watched, k);

      count_mixture (watched, scene->ranks, n_affected, 0, self->n_rows, counts);
      self->distances[k] = transform_watch_measure (watched, counts, self->n_rows,
                                                    scene->threshold);
    }
  find_strip (self, scene, counts);
  if (!self->is_file)
    find_smallest (self, scene, counts);

  return TRUE;
}

/* The truth comes in later, or never. */
static gboolean
judge (TransformWatch  *self,
       const Scene     *scene,
       const double    *features,
       GError         **error)
{
  jig_autofree double *predictions = NULL;
  gsize n_affected = count_affected (self->n_rows, self->affected);
  guint width;

  if (scene->fit == NULL)
    return TRUE;

  predictions = transform_new_predictions (scene->fit, features, error);
  if (predictions == NULL)
    return FALSE;

  width = transform_judge_width (&scene->fit->judge);
  for (gsize i = 0; i < self->n_rows; i++)
    if (scene->ranks[i] >= n_affected)
      memcpy (predictions + i * width, scene->fit->predictions + i * width,
              width * sizeof *predictions);
  self->has_truth = TRUE;

  return transform_judge_score (&scene->fit->judge, predictions, NULL, &self->score, NULL, error);
}

/* Serves the test rows with one mistake and measures what comes of it. */
static gboolean
watch_mistake (TransformWatch     *self,
               const Scene        *scene,
               gssize              mistake,
               const JigProgress  *progress,
               GError            **error)
{
  const TransformPlan *plan = scene->plan;
  g_auto(TransformServing) serving = { NULL };
  jig_autofree double *features = transform_new_features (plan, scene->constants->recipe, error);

  if (features == NULL)
    return FALSE;

  transform_serving_init (&serving, plan, scene->constants->recipe, scene->constants->rows, NULL,
                          9);
  if (!transform_serving_make (&serving, (guint) mistake, error) ||
      !transform_serving_apply (&serving, features, progress, error))
    return FALSE;

  self->n_rows = jig_rows_get_size (plan->test);
  self->watched = transform_watch_new (plan, scene->constants->recipe, scene->constants->features,
                                       serving.sent, plan->test, features, error);

  return self->watched != NULL && measure (self, scene, error) &&
         judge (self, scene, features, error);
}

static JigFrame *
read_file (const TransformPlan  *plan,
           const char           *path,
           const JigProgress    *progress,
           GError              **error)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigReading) reading = jig_csv_read_file (path, sheet, progress, error);

  return reading != NULL ? jig_schema_conform (jig_recipe_get_inputs (plan->recipe),
                                               reading->frame, error) : NULL;
}

/* All of a file is traffic: there is no right side of it. */
static gboolean
watch_file (TransformWatch     *self,
            Scene              *scene,
            const char         *path,
            const JigProgress  *progress,
            GError            **error)
{
  const JigRecipe *recipe = scene->constants->recipe;
  g_autoptr(JigFrame) frame = read_file (scene->plan, path, progress, error);
  g_autoptr(JigRows) rows = NULL;
  jig_autofree double *features = NULL;

  if (frame == NULL)
    return FALSE;

  self->is_file = TRUE;
  self->affected = 100.0;
  self->n_rows = jig_frame_get_n_rows (frame);
  self->smallest = NAN;
  rows = jig_rows_new_all (self->n_rows, error);
  if (rows == NULL)
    return FALSE;

  features = jig_alloc (self->n_rows, jig_recipe_get_n_features (recipe) * sizeof *features,
                        _("the features"), error);
  jig_free (scene->ranks);
  scene->ranks = jig_alloc (self->n_rows, sizeof *scene->ranks, _("the rows"), error);
  if (features == NULL || scene->ranks == NULL ||
      !jig_recipe_apply (recipe, frame, rows, features, progress, error))
    return FALSE;

  self->watched = transform_watch_new (scene->plan, recipe, scene->constants->features, frame, rows,
                                       features, error);

  return self->watched != NULL && measure (self, scene, error);
}

static guint32 *
draw_ranks (const JigRun  *run,
            gsize          n_rows,
            GError       **error)
{
  guint32 *ranks = jig_alloc (n_rows, sizeof *ranks, _("the rows"), error);
  JigRandom random;

  if (ranks == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    ranks[i] = (guint32) i;
  jig_random_init (&random, jig_run_get_seed (run), "transform-traffic", 0);
  jig_random_shuffle (&random, ranks, n_rows);

  return ranks;
}

static gboolean
rings (const TransformWatch *self)
{
  for (guint k = 0; k < self->watched->len; k++)
    if (self->distances[k].alarm >= 1.0)
      return TRUE;

  return FALSE;
}

/* What the prompt asks for, whatever mistake is looked at. */
static gboolean
try_sorted (TransformWatch     *self,
            const Scene        *scene,
            const JigProgress  *progress,
            GError            **error)
{
  gssize sorted = transform_mistake_find ("vocabulary-sorted");
  TransformWatch *other;
  gboolean is_done;

  if (!transform_mistake_applies (scene->plan->specs, (guint) sorted))
    return TRUE;

  other = g_new0 (TransformWatch, 1);
  other->affected = 100.0;
  is_done = watch_mistake (other, scene, sorted, progress, error);
  if (is_done)
    {
      self->sorted_bias = other->has_truth && transform_is_biased (&other->score);
      self->sorted_drift = rings (other);
    }
  transform_free_watch (other);

  return is_done;
}

gpointer
transform_run_watch (const JigRun       *run,
                     const JigProgress  *progress,
                     GError            **error)
{
  const JigValues *values = jig_run_get_values (run, "watch");
  const char *path = jig_values_get_text (values, "serving");
  gssize mistake = transform_mistake_find (jig_values_get_text (values, "mistake"));
  Scene scene = { jig_run_get (run, "plan"), jig_run_get (run, "recipe"),
                  jig_run_get (run, "model"), jig_values_get_number (values, "threshold") };
  TransformWatch *self = g_new0 (TransformWatch, 1);
  gboolean is_done = FALSE;

  self->affected = jig_values_get_number (values, "affected");
  scene.ranks = draw_ranks (run, jig_rows_get_size (scene.plan->test), error);
  if (scene.ranks != NULL && try_sorted (self, &scene, progress, error))
    is_done = path != NULL && *path != '\0'
              ? watch_file (self, &scene, path, progress, error)
              : watch_mistake (self, &scene, mistake, progress, error);
  jig_free (scene.ranks);
  if (!is_done)
    g_clear_pointer (&self, transform_free_watch);

  return self;
}

void
transform_free_watch (gpointer value)
{
  TransformWatch *self = value;

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_free (self->distances);
  g_free (self);
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
  double batches[N_BATCHES];

  for (gsize i = 0; i < N_BATCHES; i++)
    batches[i] = (double) i + 1.0;

  jig_panel_set_axis (panel, JIG_AXIS_X, _("Batch"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Distance, in alarm levels"), NULL, JIG_SCALE_LINEAR);
  jig_panel_add_line (panel, _("Inputs"), batches, self->strip[0], N_BATCHES);
  jig_panel_add_line (panel, _("Features"), batches, self->strip[1], N_BATCHES);
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

  if (rings (self))
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
    .baseline_name = _("level at which it rings"),
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

  return rings (self) && self->affected <= self->smallest + NEAR;
}
