#include "core/model/linear.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/likelihood.h"
#include "core/model/normal-equations.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CHUNK_ROWS   2048
#define BLOCK_CELLS  65536
#define MAX_STEPS    100
#define MAX_HALVINGS 30

/* A step that promises less than this part of the loss is the last one. */
#define ENOUGH 1e-12

typedef struct
{
  const JigFit       *fit;
  JigLinear          *model;
  double              lambda;
  JigNormalEquations *equations;
  double             *step;        /* (n_weights,) */
  double             *trial;       /* (n_weights,) */
  double             *margins;     /* (n_rows, n_outputs) at the model's weights */
  double             *rows;        /* (block_rows, n_features + 1) */
  double             *slopes;      /* (block_rows, n_outputs) */
  double             *bends;       /* (block_rows, n_outputs, n_outputs) */
  double             *sums;        /* (n_chunks,) */
  gsize               block_rows;
  JigProgress         quiet;       /* can be cancelled, tells nobody */
} Descent;

static gsize
count_weights (const JigLinear *model)
{
  return model->n_outputs * (model->n_features + 1);
}

/**
 * jig_linear_new:
 * @n_features: how many features each row has
 * @n_outputs: how many margins each row has
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a model whose numbers are all 0, or %NULL with
 *   @error set
 */
JigLinear *
jig_linear_new (gsize    n_features,
                guint    n_outputs,
                GError **error)
{
  g_autoptr(JigLinear) self = g_new0 (JigLinear, 1);

  self->n_features = n_features;
  self->n_outputs = n_outputs;
  self->means = jig_alloc (n_features, sizeof (double), _("a model"), error);
  if (self->means == NULL)
    return NULL;
  self->spreads = jig_alloc (n_features, sizeof (double), _("a model"), error);
  if (self->spreads == NULL)
    return NULL;
  self->weights = jig_alloc (n_features + 1, n_outputs * sizeof (double), _("a model"), error);

  return self->weights != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_linear_free:
 * @self: (transfer full) (nullable): a model
 */
void
jig_linear_free (JigLinear *self)
{
  if (self == NULL)
    return;

  jig_free (self->means);
  jig_free (self->spreads);
  jig_free (self->weights);
  g_free (self);
}

static inline double
fill_in (const JigLinear *self,
         const double    *features,
         gsize            i)
{
  return isfinite (features[i]) ? features[i] : self->means[i];
}

static void
predict_with (const JigLinear *self,
              const double    *weights,
              const double    *features,
              gsize            n_rows,
              double          *margins)
{
  for (gsize row = 0; row < n_rows; row++)
    for (gsize k = 0; k < self->n_outputs; k++)
      {
        const double *own = weights + k * (self->n_features + 1);
        double sum = 0.0;

        for (gsize i = 0; i < self->n_features; i++)
          sum += own[i] * fill_in (self, features + row * self->n_features, i);
        margins[row * self->n_outputs + k] = sum + own[self->n_features];
      }
}

/**
 * jig_linear_predict:
 * @self: a model
 * @features: (n_rows, n_features), row-major
 * @n_rows: how many rows there are
 * @margins: (out caller-allocates): (n_rows, n_outputs), row-major
 */
void
jig_linear_predict (const JigLinear *self,
                    const double    *features,
                    gsize            n_rows,
                    double          *margins)
{
  predict_with (self, self->weights, features, n_rows, margins);
}

static inline double
weight_of (const JigSamples *samples,
           gsize             row)
{
  return samples->weights != NULL ? samples->weights[row] : 1.0;
}

typedef struct
{
  const Descent    *descent;
  const JigSamples *samples;
  const double     *weights;   /* (n_weights,) */
  double           *margins;   /* (nullable) (n_rows, n_outputs) kept if there is room */
} Evaluation;

static void
evaluate_chunk (gsize    chunk,
                gsize    begin,
                gsize    end,
                gpointer data)
{
  const Evaluation *evaluation = data;
  const Descent *descent = evaluation->descent;
  const JigLinear *model = descent->model;
  const JigSamples *samples = evaluation->samples;
  double own[JIG_LINEAR_MAX_WEIGHTS];
  double sum = 0.0;

  for (gsize row = begin; row < end; row++)
    {
      predict_with (model, evaluation->weights, samples->features + row * model->n_features, 1,
                    own);
      sum += weight_of (samples, row) *
             jig_likelihood_loss (descent->fit->task, own, model->n_outputs,
                                  samples->targets[row]);
      if (evaluation->margins != NULL)
        memcpy (evaluation->margins + row * model->n_outputs, own, model->n_outputs * sizeof *own);
    }

  descent->sums[chunk] = sum;
}

/* The loss of all rows with some weights, without the penalty. */
static gboolean
evaluate (const Descent     *descent,
          const JigSamples  *samples,
          const double      *weights,
          double            *margins,
          double            *loss,
          GError           **error)
{
  Evaluation evaluation = { descent, samples, weights, margins };

  if (!jig_parallel_for_checked (samples->n_rows, CHUNK_ROWS, evaluate_chunk, &evaluation,
                                 &descent->quiet, NULL, error))
    return FALSE;

  *loss = 0.0;
  for (gsize chunk = 0; chunk < jig_parallel_n_chunks (samples->n_rows, CHUNK_ROWS); chunk++)
    *loss += descent->sums[chunk];

  return TRUE;
}

static double
penalty (const Descent *descent,
         const double  *weights)
{
  double sum = 0.0;

  for (gsize i = 0; i < count_weights (descent->model); i++)
    sum += weights[i] * weights[i];

  return 0.5 * descent->lambda * sum;
}

typedef struct
{
  const Descent *descent;
  gsize          first;     /* the row that the block begins with */
} Filling;

static void
fill_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Filling *filling = data;
  const Descent *descent = filling->descent;
  const JigLinear *model = descent->model;
  const JigSamples *samples = descent->fit->samples;
  const gsize n_outputs = model->n_outputs;

  for (gsize r = begin; r < end; r++)
    {
      const gsize row = filling->first + r;
      const double weight = weight_of (samples, row);
      double *filled = descent->rows + r * (model->n_features + 1);
      double *slopes = descent->slopes + r * n_outputs;
      double *bends = descent->bends + r * n_outputs * n_outputs;

      for (gsize i = 0; i < model->n_features; i++)
        filled[i] = fill_in (model, samples->features + row * model->n_features, i);
      filled[model->n_features] = 1.0;

      jig_likelihood_derive (descent->fit->task, descent->margins + row * n_outputs, n_outputs,
                             samples->targets[row], slopes, bends);
      for (gsize k = 0; k < n_outputs; k++)
        slopes[k] *= weight;
      for (gsize k = 0; k < n_outputs * n_outputs; k++)
        bends[k] *= weight;
    }
}

/* The equations at the model's weights, block by block. */
static gboolean
set_up (const Descent  *descent,
        GError        **error)
{
  const gsize n_rows = descent->fit->samples->n_rows;

  jig_normal_equations_start (descent->equations, descent->model->weights, descent->lambda);

  for (gsize begin = 0; begin < n_rows; begin += descent->block_rows)
    {
      const JigNormalBlock block = { descent->rows, descent->slopes, descent->bends,
                                     MIN (descent->block_rows, n_rows - begin) };
      Filling filling = { descent, begin };

      if (!jig_parallel_for_checked (block.n_rows, CHUNK_ROWS, fill_chunk, &filling,
                                     &descent->quiet, NULL, error) ||
          !jig_normal_equations_add (descent->equations, &block, &descent->quiet, error))
        return FALSE;
    }

  return TRUE;
}

/* Takes the step, halved until the loss does not rise. */
static gboolean
walk (const Descent  *descent,
      double         *loss,
      GError        **error)
{
  const gsize n_weights = count_weights (descent->model);
  const double before = *loss + penalty (descent, descent->model->weights);
  double share = 1.0;

  for (guint i = 0; i <= MAX_HALVINGS; i++, share *= 0.5)
    {
      double after;

      for (gsize j = 0; j < n_weights; j++)
        descent->trial[j] = descent->model->weights[j] + share * descent->step[j];
      if (!evaluate (descent, descent->fit->samples, descent->trial, NULL, &after, error))
        return FALSE;
      if (!(after + penalty (descent, descent->trial) <= before))
        continue;

      memcpy (descent->model->weights, descent->trial, n_weights * sizeof (double));
      break;
    }

  return evaluate (descent, descent->fit->samples, descent->model->weights, descent->margins, loss,
                   error);
}

static double
total_weight (const JigSamples *samples)
{
  double total = 0.0;

  for (gsize row = 0; row < samples->n_rows; row++)
    total += weight_of (samples, row);

  return total;
}

static gboolean
add_point (const Descent  *descent,
           guint           round,
           double          loss,
           GArray         *curve,
           GError        **error)
{
  const JigFit *fit = descent->fit;
  JigCurvePoint point = { round, NAN, NAN, NAN };
  double watched;

  point.train = jig_likelihood_read (fit->task, loss / total_weight (fit->samples));
  if (fit->watched != NULL)
    {
      if (!evaluate (descent, fit->watched, descent->model->weights, NULL, &watched, error))
        return FALSE;
      point.test = jig_likelihood_read (fit->task, watched / total_weight (fit->watched));
    }
  jig_fit_add_point (fit, curve, &point);

  return TRUE;
}

/* Newton's method. For squared loss the first step is the solution. */
static gboolean
descend (const Descent      *descent,
         GArray             *curve,
         const JigProgress  *progress,
         GError            **error)
{
  const guint n_steps = descent->fit->task == JIG_TASK_REGRESSION ? 1 : MAX_STEPS;
  double loss;

  if (!evaluate (descent, descent->fit->samples, descent->model->weights, descent->margins, &loss,
                 error))
    return FALSE;

  for (guint i = 1; i <= n_steps; i++)
    {
      const double before = loss + penalty (descent, descent->model->weights);
      double decrease;

      if (!set_up (descent, error) ||
          !jig_normal_equations_solve (descent->equations, descent->step, &decrease, error) ||
          !walk (descent, &loss, error) ||
          !add_point (descent, i, loss, curve, error) ||
          !jig_progress_step (progress, i, n_steps, _("Solving"), error))
        return FALSE;
      if (decrease <= ENOUGH * (before + 1.0))
        break;
    }

  return TRUE;
}

/* Weighted running moments of one feature (West 1979). */
typedef struct
{
  double weight;
  double mean;
  double m2;
} Moments;

typedef struct
{
  const JigSamples *samples;
  Moments          *moments;   /* (n_features,) */
  gsize             begin;     /* rows */
  gsize             end;
} Measuring;

static void
measure_value (Moments *moments,
               double   value,
               double   weight)
{
  const double deviation = value - moments->mean;

  moments->weight += weight;
  moments->mean += deviation * (weight / moments->weight);
  moments->m2 += weight * deviation * (value - moments->mean);
}

static void
measure_chunk (gsize    chunk,
               gsize    begin,
               gsize    end,
               gpointer data)
{
  const Measuring *measuring = data;
  const JigSamples *samples = measuring->samples;

  for (gsize row = measuring->begin; row < measuring->end; row++)
    for (gsize i = begin; i < end; i++)
      {
        const double value = samples->features[row * samples->n_features + i];

        if (isfinite (value) && weight_of (samples, row) > 0.0)
          measure_value (&measuring->moments[i], value, weight_of (samples, row));
      }
}

/* Means and spreads of what there is. */
static gboolean
measure (const Descent  *descent,
         GError        **error)
{
  const JigSamples *samples = descent->fit->samples;
  JigLinear *model = descent->model;
  jig_autofree Moments *moments = jig_alloc (model->n_features, sizeof *moments, _("a model"),
                                             error);
  Measuring measuring = { samples, moments };

  if (moments == NULL)
    return FALSE;

  for (; measuring.begin < samples->n_rows; measuring.begin += BLOCK_CELLS)
    {
      measuring.end = MIN (measuring.begin + BLOCK_CELLS, samples->n_rows);
      if (!jig_parallel_for_checked (model->n_features, 8, measure_chunk, &measuring,
                                     &descent->quiet, NULL, error))
        return FALSE;
    }

  for (gsize i = 0; i < model->n_features; i++)
    {
      model->means[i] = moments[i].mean;
      model->spreads[i] = moments[i].weight > 0.0
                          ? sqrt (moments[i].m2 / moments[i].weight) : 0.0;
    }

  return TRUE;
}

static void
clear_descent (Descent *self)
{
  g_clear_pointer (&self->model, jig_linear_free);
  g_clear_pointer (&self->equations, jig_normal_equations_free);
  jig_free (self->step);
  jig_free (self->trial);
  jig_free (self->margins);
  jig_free (self->rows);
  jig_free (self->slopes);
  jig_free (self->bends);
  jig_free (self->sums);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Descent, clear_descent)

static gboolean
make_room (Descent  *self,
           GError  **error)
{
  const gsize n_rows = self->fit->samples->n_rows;
  const gsize n_watched = self->fit->watched != NULL ? self->fit->watched->n_rows : 0;
  const gsize n_columns = self->model->n_features + 1;
  const gsize n_outputs = self->model->n_outputs;
  const gsize n_chunks = jig_parallel_n_chunks (MAX (n_rows, n_watched), CHUNK_ROWS);
  const struct
  {
    double **place;
    gsize    n_items;
    gsize    n_numbers;
  } rooms[] = {
    { &self->step, n_columns, n_outputs },
    { &self->trial, n_columns, n_outputs },
    { &self->margins, n_rows, n_outputs },
    { &self->rows, self->block_rows, n_columns },
    { &self->slopes, self->block_rows, n_outputs },
    { &self->bends, self->block_rows, n_outputs * n_outputs },
    { &self->sums, n_chunks, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      *rooms[i].place = jig_alloc (rooms[i].n_items, rooms[i].n_numbers * sizeof (double),
                                   _("training"), error);
      if (*rooms[i].place == NULL)
        return FALSE;
    }

  self->equations = jig_normal_equations_new (n_columns, n_outputs, error);

  return self->equations != NULL;
}

/**
 * jig_linear_fit:
 * @fit: what to learn from
 * @lambda: half of it times the sum of all squared weights, the intercept too, is
 *   added to the loss
 * @curve: of #JigCurvePoint, to be added to
 * @progress: (nullable): told after each step
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_LIMIT,
 *   %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Ridge regression by its normal equations, logistic and softmax regression by
 * Newton's method with steps halved where they would climb.
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
JigLinear *
jig_linear_fit (const JigFit       *fit,
                double              lambda,
                GArray             *curve,
                const JigProgress  *progress,
                GError            **error)
{
  const gsize n_features = fit->samples->n_features;
  const guint n_outputs = jig_task_n_outputs (fit->task, fit->n_classes);
  g_auto(Descent) descent = { fit, .lambda = lambda };

  if (n_features >= JIG_LINEAR_MAX_WEIGHTS / n_outputs)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("A linear model has at most %d weights; %zu features and %u"
                     " outputs need %zu."),
                   JIG_LINEAR_MAX_WEIGHTS, n_features, n_outputs, (n_features + 1) * n_outputs);
      return NULL;
    }

  if (progress != NULL)
    descent.quiet.cancellable = progress->cancellable;
  descent.block_rows = CLAMP (BLOCK_CELLS / (n_features + 1), 16, fit->samples->n_rows + 16);
  descent.model = jig_linear_new (n_features, n_outputs, error);
  if (descent.model == NULL ||
      !make_room (&descent, error) ||
      !measure (&descent, error) ||
      !descend (&descent, curve, progress, error))
    return NULL;

  return g_steal_pointer (&descent.model);
}
