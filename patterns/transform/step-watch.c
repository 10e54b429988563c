/* Step 7: watch for skew. Part of the traffic is served wrong; who notices? */

#include "patterns/transform/watch.h"

#include "core/base/alloc.h"
#include "core/base/random.h"
#include "core/data/csv-reader.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

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

/* The bins of all things, one after the other: more than enough for any of them. */
static double *
new_counts (const GPtrArray  *list,
            GError          **error)
{
  gsize n_bins = 0;

  for (guint i = 0; i < list->len; i++)
    n_bins += ((const TransformWatched *) g_ptr_array_index (list, i))->n_bins;

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

/* Serves one row more of every watched thing wrong. */
static void
spoil_row (const GPtrArray *list,
           gsize            row,
           double          *counts)
{
  for (guint k = 0; k < list->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (list, k);

      counts[watched->right[row]] -= 1.0;
      counts[watched->served[row]] += 1.0;
      counts += watched->n_bins;
    }
}

static gboolean
is_loud (const GPtrArray *list,
         const double    *counts,
         gsize            n_rows,
         double           threshold)
{
  for (guint k = 0; k < list->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (list, k);

      if (transform_watch_measure (watched, counts, n_rows, threshold).alarm >= 1.0)
        return TRUE;
      counts += watched->n_bins;
    }

  return FALSE;
}

/* Goes from the right side to the wrong one, row by row in the order of ranks. */
static gboolean
find_smallest (TransformWatch  *self,
               const Scene     *scene,
               GError         **error)
{
  jig_autofree double *counts = new_counts (self->watched, error);
  jig_autofree guint32 *order = NULL;
  double *at = counts;
  gsize n_spoilt = 0;

  if (counts == NULL)
    return FALSE;

  order = jig_alloc (self->n_rows, sizeof *order, _("the rows"), error);
  if (order == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n_rows; i++)
    order[scene->ranks[i]] = (guint32) i;
  for (guint k = 0; k < self->watched->len; k++)
    {
      const TransformWatched *watched = g_ptr_array_index (self->watched, k);

      count_mixture (watched, scene->ranks, 0, 0, self->n_rows, at);
      at += watched->n_bins;
    }

  for (int percent = 1; percent <= 100 && isnan (self->smallest); percent++)
    {
      while (n_spoilt < count_affected (self->n_rows, percent))
        spoil_row (self->watched, order[n_spoilt++], counts);
      if (is_loud (self->watched, counts, self->n_rows, scene->threshold))
        self->smallest = percent;
    }

  return TRUE;
}

static void
find_strip (TransformWatch *self,
            const Scene    *scene,
            double         *counts)
{
  for (gsize batch = 0; batch < TRANSFORM_N_BATCHES; batch++)
    {
      gsize begin = batch * self->n_rows / TRANSFORM_N_BATCHES;
      gsize end = (batch + 1) * self->n_rows / TRANSFORM_N_BATCHES;
      gboolean is_fine = batch < TRANSFORM_N_BATCHES / 2 && !self->is_file;
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
      self->sorted_drift = transform_rings (other);
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
  self->smallest = NAN;
  scene.ranks = draw_ranks (run, jig_rows_get_size (scene.plan->test), error);
  if (scene.ranks != NULL && try_sorted (self, &scene, progress, error))
    is_done = path != NULL && *path != '\0'
              ? watch_file (self, &scene, path, progress, error)
              : watch_mistake (self, &scene, mistake, progress, error) &&
                find_smallest (self, &scene, error);
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
