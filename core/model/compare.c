#include "core/model/compare.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/bootstrap.h"
#include "core/model/tally.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A chunk of resamples goes over so many rows: a few milliseconds. */
#define CHUNK_ROWS (1 << 18)

/* Draws beyond this tell nothing new and take memory. */
#define MAX_RESAMPLES 100000

/* What the chunks of the bootstrap share. */
typedef struct
{
  const JigBootstrap *bootstrap;
  JigTally           *tallies[JIG_COMPARE_MODELS];
  gsize               n_tallies;
  double             *samples;   /* (n_resamples, n_tallies, JIG_N_METRICS) */
  GError            **errors;    /* (n_chunks,) */
  const JigProgress  *progress;
} Work;

static void
comparison_free (gpointer data)
{
  JigComparison *self = data;

  for (gsize i = 0; i < self->n_contestants; i++)
    {
      g_free (self->contestants[i].name);
      g_free (self->contestants[i].hash);
      jig_free (self->contestants[i].predictions);
    }
  g_free (self->contestants);
  g_free (self->target);
  g_clear_pointer (&self->rows, jig_rows_unref);
  jig_free (self->targets);
  jig_free (self->weights);
}

/**
 * jig_comparison_alloc:
 * @n_contestants: how many, at most %JIG_COMPARE_MODELS
 *
 * Returns: (transfer full): a comparison with nothing in it, every interval
 *   unknown
 */
JigComparison *
jig_comparison_alloc (gsize n_contestants)
{
  JigComparison *self = g_atomic_rc_box_new0 (JigComparison);
  const JigInterval unknown = JIG_INTERVAL_UNKNOWN;

  self->contestants = g_new0 (JigContestant, n_contestants);
  self->n_contestants = n_contestants;

  for (gsize i = 0; i < n_contestants; i++)
    for (guint k = 0; k < JIG_N_METRICS; k++)
      {
        self->contestants[i].intervals[k] = unknown;
        self->contestants[i].verdicts[k] = jig_verdict_make ((JigMetricId) k, NAN, &unknown, NAN,
                                                             0);
      }

  return self;
}

static double *
copy_numbers (const double  *numbers,
              gsize          n_numbers,
              GError       **error)
{
  double *copy = jig_alloc (n_numbers, sizeof *copy, _("comparing models"), error);

  if (copy != NULL)
    memcpy (copy, numbers, n_numbers * sizeof *copy);

  return copy;
}

static gboolean
check_contest (const JigContest  *contest,
               gsize              n_entrants,
               GError           **error)
{
  if (n_entrants < 1 || n_entrants > JIG_COMPARE_MODELS)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("From 1 to %d models can be compared, not %zu."),
                 JIG_COMPARE_MODELS, n_entrants);
  else if (contest->n_resamples > MAX_RESAMPLES)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("There can be no more than %d resamples."), MAX_RESAMPLES);
  else if (!(isfinite (contest->margin) && contest->margin >= 0.0))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("The margin of a comparison must be a number of 0 or more."));
  else if (jig_rows_get_size (contest->rows) == 0)
    g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                 _("There are no rows to compare models on."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_finite (const double  *predictions,
              gsize          n_rows,
              gsize          n_outputs,
              GError       **error)
{
  JigPlace place = JIG_PLACE_NOWHERE;

  for (gsize i = 0; i < n_rows * n_outputs; i++)
    if (!isfinite (predictions[i]))
      {
        place.row = i / n_outputs + 1;
        jig_error_set_at (error, JIG_ERROR_DATA, &place,
                          _("the prediction is not a number."));
        return FALSE;
      }

  return TRUE;
}

static JigComparison *
begin (const JigContest  *contest,
       gsize              n_contestants,
       GError           **error)
{
  g_autoptr(JigComparison) self = jig_comparison_alloc (n_contestants);

  self->task = contest->task;
  self->n_classes = contest->n_classes;
  self->target = g_strdup (contest->target);
  self->rows = jig_rows_ref (contest->rows);
  self->n_rows = jig_rows_get_size (contest->rows);
  self->n_resamples = contest->n_resamples;
  self->margin = contest->margin;
  self->seed = contest->seed;

  self->targets = copy_numbers (contest->targets, self->n_rows, error);
  if (self->targets == NULL)
    return NULL;

  if (contest->weights != NULL)
    {
      self->weights = copy_numbers (contest->weights, self->n_rows, error);
      if (self->weights == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
enter (const JigComparison  *self,
       const JigContest     *contest,
       const JigEntrant     *entrant,
       JigContestant        *contestant,
       GError              **error)
{
  const gsize n_outputs = jig_task_n_outputs (self->task, self->n_classes);

  if (!check_finite (entrant->predictions, self->n_rows, n_outputs, error) ||
      !jig_metric_judge (self->task, self->n_classes, entrant->predictions, self->targets,
                         self->weights, self->n_rows, contest->baseline, &contestant->judgement,
                         error))
    return FALSE;

  contestant->name = g_strdup (entrant->name);
  contestant->hash = g_strdup (entrant->hash);
  contestant->predictions = copy_numbers (entrant->predictions, self->n_rows * n_outputs, error);

  return contestant->predictions != NULL;
}

/* What the rule that looks at no feature says of every row. */
static const double *
get_constant (const JigComparison *self,
              const JigBaseline   *baseline)
{
  switch (self->task)
    {
    case JIG_TASK_REGRESSION:
      return &baseline->mean;
    case JIG_TASK_BINARY:
      return baseline->shares + 1;
    case JIG_TASK_MULTICLASS:
    default:
      return baseline->shares;
    }
}

static gboolean
enter_rule (const JigComparison  *self,
            const JigContest     *contest,
            const JigContestant  *model,
            JigContestant        *rule,
            GError              **error)
{
  const gsize n_outputs = jig_task_n_outputs (self->task, self->n_classes);
  const double *constant = get_constant (self, contest->baseline);

  rule->judgement = model->judgement;
  memcpy (rule->judgement.values, model->judgement.baseline, sizeof rule->judgement.values);
  rule->predictions = jig_alloc (self->n_rows, n_outputs * sizeof *rule->predictions,
                                 _("comparing models"), error);
  if (rule->predictions == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n_rows * n_outputs; i++)
    rule->predictions[i] = constant[i % n_outputs];

  return TRUE;
}

/* One model alone stands beside the rule that looks at no feature. */
static gboolean
enter_all (JigComparison     *self,
           const JigContest  *contest,
           const JigEntrant  *entrants,
           gsize              n_entrants,
           GError           **error)
{
  const gsize first = self->n_contestants - n_entrants;

  for (gsize i = 0; i < n_entrants; i++)
    if (!enter (self, contest, &entrants[i], &self->contestants[first + i], error))
      return FALSE;

  return first == 0 ||
         enter_rule (self, contest, &self->contestants[1], &self->contestants[0], error);
}

/* Rows of one group carry one number, counted from 0. */
static gboolean
find_groups (JigComparison     *self,
             const JigContest  *contest,
             guint32          **groups,
             GError           **error)
{
  *groups = NULL;
  if (contest->groups == NULL)
    return TRUE;

  *groups = jig_alloc (self->n_rows, sizeof **groups, _("comparing models"), error);

  return *groups != NULL &&
         jig_bootstrap_number_groups (contest->groups, self->n_rows, *groups, &self->n_groups,
                                      error);
}

static void
work_clear (Work *work)
{
  for (gsize i = 0; i < work->n_tallies; i++)
    jig_tally_free (work->tallies[i]);
  jig_free (work->samples);
  jig_free (work->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
make_tallies (const JigComparison  *self,
              Work                 *work,
              GError              **error)
{
  for (gsize i = 0; i < self->n_contestants; i++)
    {
      const JigContestant *contestant = &self->contestants[i];
      const JigJudged judged = { self->task, self->n_classes, contestant->name == NULL,
                                 contestant->predictions, self->targets, NULL, self->n_rows };

      work->tallies[i] = jig_tally_new (&judged, error);
      if (work->tallies[i] == NULL)
        return FALSE;
      work->n_tallies++;
    }

  return TRUE;
}

static void
judge_resample (const Work *work,
                gsize       resample,
                guint32    *counts,
                double     *drawn,
                double     *scratch)
{
  double *samples = work->samples + resample * work->n_tallies * JIG_N_METRICS;

  jig_bootstrap_draw (work->bootstrap, resample, counts, drawn);

  /* Of millions of rows a single resample takes long. */
  for (gsize i = 0; i < work->n_tallies && !jig_progress_is_cancelled (work->progress); i++)
    jig_tally_judge (work->tallies[i], drawn, scratch, samples + i * JIG_N_METRICS);
}

static void
judge_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Work *work = data;
  const JigBootstrap *bootstrap = work->bootstrap;
  GError **error = &work->errors[chunk];
  jig_autofree guint32 *counts = NULL;
  jig_autofree double *drawn = NULL;
  jig_autofree double *scratch = NULL;

  counts = jig_alloc (bootstrap->n_units, sizeof *counts, _("comparing models"), error);
  if (counts == NULL)
    return;
  drawn = jig_alloc (bootstrap->n_rows, sizeof *drawn, _("comparing models"), error);
  if (drawn == NULL)
    return;
  scratch = jig_alloc (jig_tally_n_scratch (work->tallies[0]), sizeof *scratch,
                       _("comparing models"), error);

  for (gsize resample = begin; resample < end && scratch != NULL; resample++)
    judge_resample (work, resample, counts, drawn, scratch);
}

/* Hands over the first error in the order of chunks, and frees the others. */
static gboolean
collect_errors (const Work  *work,
                gsize        n_chunks,
                gboolean     is_done,
                GError     **error)
{
  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    {
      GError *one = g_steal_pointer (&work->errors[chunk]);

      if (one == NULL)
        continue;
      if (is_done)
        g_propagate_error (error, one);
      else
        g_error_free (one);
      is_done = FALSE;
    }

  return is_done;
}

static gboolean
judge_resamples (const JigComparison  *self,
                 Work                 *work,
                 GError              **error)
{
  const gsize n_samples = self->n_contestants * JIG_N_METRICS;
  const gsize chunk_size = MAX (1, CHUNK_ROWS / (self->n_rows * self->n_contestants));
  const gsize n_chunks = jig_parallel_n_chunks (self->n_resamples, chunk_size);
  gboolean is_done;

  work->samples = jig_alloc (self->n_resamples, n_samples * sizeof *work->samples,
                             _("comparing models"), error);
  if (work->samples == NULL)
    return FALSE;

  work->errors = jig_alloc (n_chunks, sizeof *work->errors, _("comparing models"), error);
  if (work->errors == NULL)
    return FALSE;

  is_done = jig_parallel_for_checked (self->n_resamples, chunk_size, judge_chunk, work,
                                      work->progress, _("comparing models"), error);
  /* What was cancelled at the very end may lack a model in its last resample. */
  is_done = is_done && jig_progress_step (work->progress, 1, 1, _("comparing models"), error);

  return collect_errors (work, n_chunks, is_done, error);
}

static double
margin_of (const JigComparison *self,
           JigMetricId          metric)
{
  return self->margin > 0.0
         ? self->margin
         : jig_verdict_default_margin (metric, self->contestants[0].judgement.values);
}

/* What all resamples say of one metric of one contestant. */
static void
conclude (const JigComparison *self,
          const Work          *work,
          gsize                i,
          JigMetricId          metric,
          double              *values)
{
  const gsize n_samples = self->n_contestants * JIG_N_METRICS;
  const double *sample = work->samples;
  const double *judged = self->contestants[i].judgement.values;
  const double *against = self->contestants[0].judgement.values;
  JigInterval interval;

  for (gsize k = 0; k < self->n_resamples; k++)
    values[k] = sample[k * n_samples + i * JIG_N_METRICS + metric];
  jig_bootstrap_find_interval (values, self->n_resamples,
                               &self->contestants[i].intervals[metric]);
  if (i == 0)
    return;

  for (gsize k = 0; k < self->n_resamples; k++)
    values[k] = jig_verdict_difference (metric,
                                        sample[k * n_samples + i * JIG_N_METRICS + metric],
                                        sample[k * n_samples + metric]);
  jig_bootstrap_find_interval (values, self->n_resamples, &interval);
  self->contestants[i].verdicts[metric] =
    jig_verdict_make (metric, jig_verdict_difference (metric, judged[metric], against[metric]),
                      &interval, margin_of (self, metric), self->n_rows);
}

static gboolean
conclude_all (JigComparison  *self,
              const Work     *work,
              GError        **error)
{
  jig_autofree double *values = jig_alloc (self->n_resamples, sizeof *values,
                                           _("comparing models"), error);

  if (values == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n_contestants; i++)
    for (guint metric = 0; metric < JIG_N_METRICS; metric++)
      if (jig_metric_get_info ((JigMetricId) metric)->takes & JIG_TASK_TAKES (self->task))
        conclude (self, work, i, (JigMetricId) metric, values);

  return TRUE;
}

/**
 * jig_compare:
 * @contest: what on
 * @entrants: (n_entrants,) the models; the others are compared with the first
 * @n_entrants: from 1 to %JIG_COMPARE_MODELS; 1 is compared with the rule that
 *   looks at no feature
 * @progress: (nullable): asked between and within resamples
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA,
 *   %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * A paired bootstrap: every resample is drawn once and judges all models (Efron
 * and Tibshirani, "An Introduction to the Bootstrap", 1993). A metric that cannot
 * be had leaves the others alone.
 *
 * Returns: (transfer full): the comparison, or %NULL with @error set
 */
JigComparison *
jig_compare (const JigContest   *contest,
             const JigEntrant   *entrants,
             gsize               n_entrants,
             const JigProgress  *progress,
             GError            **error)
{
  g_autoptr(JigComparison) self = NULL;
  g_auto(Work) work = { .progress = progress };
  jig_autofree guint32 *groups = NULL;
  JigBootstrap bootstrap;

  g_return_val_if_fail (contest != NULL && contest->baseline != NULL, NULL);

  if (!check_contest (contest, n_entrants, error))
    return NULL;

  self = begin (contest, MAX (n_entrants, 2), error);
  if (self == NULL ||
      !enter_all (self, contest, entrants, n_entrants, error) ||
      !find_groups (self, contest, &groups, error) ||
      !make_tallies (self, &work, error))
    return NULL;

  bootstrap = (JigBootstrap) { self->weights, groups, self->n_rows,
                               groups != NULL ? self->n_groups : self->n_rows, self->seed };
  work.bootstrap = &bootstrap;
  if (!judge_resamples (self, &work, error) || !conclude_all (self, &work, error))
    return NULL;

  return g_steal_pointer (&self);
}

JigComparison *
jig_comparison_ref (JigComparison *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_comparison_unref (JigComparison *self)
{
  g_atomic_rc_box_release_full (self, comparison_free);
}

/**
 * jig_comparison_get_name:
 * @self: a comparison
 * @i: which contestant
 *
 * Returns: (transfer none): what the user calls it; what it is, if it is the rule
 *   that looks at no feature
 */
const char *
jig_comparison_get_name (const JigComparison *self,
                         gsize                i)
{
  g_return_val_if_fail (i < self->n_contestants, NULL);

  if (self->contestants[i].name != NULL)
    return self->contestants[i].name;

  return self->task == JIG_TASK_REGRESSION ? _("the mean") : _("the majority class");
}

/**
 * jig_comparison_dup_verdict:
 * @self: a comparison
 * @i: which contestant; not the first
 * @metric: which metric
 *
 * Returns: (transfer full): what follows, as jig_verdict_to_sentence() says it
 */
char *
jig_comparison_dup_verdict (const JigComparison *self,
                            gsize                i,
                            JigMetricId          metric)
{
  g_return_val_if_fail (i > 0 && i < self->n_contestants, NULL);

  return jig_verdict_to_sentence (&self->contestants[i].verdicts[metric],
                                  jig_comparison_get_name (self, i),
                                  jig_comparison_get_name (self, 0));
}
