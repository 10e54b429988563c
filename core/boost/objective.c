#include "core/boost/objective-private.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 4096

static const JigObjective * const objectives[] = {
  &jig_objective_squared, &jig_objective_absolute, &jig_objective_huber,
  &jig_objective_quantile, &jig_objective_poisson, &jig_objective_gamma,
  &jig_objective_tweedie, &jig_objective_logistic, &jig_objective_softmax,
};

/**
 * jig_objective_find:
 * @id: what a loss is called
 *
 * Returns: (nullable): the loss of that name
 */
const JigObjective *
jig_objective_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (objectives); i++)
    if (g_str_equal (objectives[i]->id, id))
      return objectives[i];

  return NULL;
}

/**
 * jig_objective_of_task:
 * @task: what is to be predicted
 *
 * Returns: squared loss for numbers, logistic loss for two classes, softmax loss
 *   for several
 */
const JigObjective *
jig_objective_of_task (JigTask task)
{
  for (gsize i = 0; i < G_N_ELEMENTS (objectives); i++)
    if (objectives[i]->task == task)
      return objectives[i];

  g_return_val_if_reached (NULL);
}

static gboolean
refuse_label (const JigObjective  *self,
              const JigSamples    *samples,
              gsize                row,
              GError             **error)
{
  g_autofree char *text = jig_number_to_string (samples->targets[row]);
  JigPlace place = JIG_PLACE_NOWHERE;

  place.row = jig_samples_get_row (samples, row);
  if (self->labels == JIG_LABELS_POSITIVE)
    jig_error_set_at (error, JIG_ERROR_DATA, &place,
                      _("the label must be above 0 for the objective \"%s\", not %s."),
                      self->id, text);
  else
    jig_error_set_at (error, JIG_ERROR_DATA, &place,
                      _("the label must be 0 or more for the objective \"%s\", not %s."),
                      self->id, text);

  return FALSE;
}

static gboolean
check_labels (const JigObjective  *self,
              const JigSamples    *samples,
              GError             **error)
{
  for (gsize row = 0; row < samples->n_rows; row++)
    {
      const double label = samples->targets[row];

      if (label < 0.0 || (label == 0.0 && self->labels == JIG_LABELS_POSITIVE))
        return refuse_label (self, samples, row, error);
    }

  return TRUE;
}

/**
 * jig_objective_check:
 * @self: a loss
 * @fit: what is to be learnt
 * @error: return location for %JIG_ERROR_VALUE if the loss is for another task,
 *   %JIG_ERROR_DATA naming the row whose label it does not take
 *
 * Watched rows are asked too: their loss is part of the curve.
 *
 * Returns: %TRUE if @fit can be learnt with it
 */
gboolean
jig_objective_check (const JigObjective  *self,
                     const JigFit        *fit,
                     GError             **error)
{
  if (self->task != fit->task)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The objective \"%s\" is for the task %s, and the task here is %s: choose"
                     " another objective, or say which task it is."),
                   self->id, jig_task_name (self->task), jig_task_name (fit->task));
      return FALSE;
    }
  if (self->labels == JIG_LABELS_ALL)
    return TRUE;

  return check_labels (self, fit->samples, error) &&
         (fit->watched == NULL || check_labels (self, fit->watched, error));
}

typedef struct
{
  const JigObjective *objective;
  const JigLossRows  *rows;
  double             *sums;       /* (n_chunks,) */
} Pass;

static void
derive_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Pass *pass = data;

  pass->objective->derive (pass->rows, begin, end);
}

/**
 * jig_objective_derive:
 * @self: a loss
 * @rows: the rows; their derivatives are set, times the rows' weights
 * @progress: (nullable): asked whether to stop
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_objective_derive (const JigObjective  *self,
                      const JigLossRows   *rows,
                      const JigProgress   *progress,
                      GError             **error)
{
  Pass pass = { self, rows };

  return jig_parallel_for_checked (rows->n_rows, CHUNK_ROWS, derive_chunk, &pass, progress,
                                   NULL, error);
}

static void
sum_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Pass *pass = data;

  pass->sums[chunk] = pass->objective->sum (pass->rows, begin, end);
}

static double
total_weight (const JigLossRows *rows)
{
  double total = 0.0;

  if (rows->weights == NULL)
    return (double) rows->n_rows;

  for (gsize begin = 0; begin < rows->n_rows; begin += CHUNK_ROWS)
    {
      double part = 0.0;

      for (gsize row = begin; row < MIN (begin + CHUNK_ROWS, rows->n_rows); row++)
        part += rows->weights[row];
      total += part;
    }

  return total;
}

/**
 * jig_objective_loss:
 * @self: a loss
 * @rows: the rows
 * @loss: (out): the weighted mean as people read it: RMSE, log-loss, a mean
 *   deviance; NaN if nothing weighs anything
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and @loss as it was
 */
gboolean
jig_objective_loss (const JigObjective  *self,
                    const JigLossRows   *rows,
                    double              *loss,
                    const JigProgress   *progress,
                    GError             **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (rows->n_rows, CHUNK_ROWS);
  jig_autofree double *sums = jig_alloc (n_chunks, sizeof *sums, _("the loss"), error);
  Pass pass = { self, rows, sums };
  double sum = 0.0;

  if (sums == NULL ||
      !jig_parallel_for_checked (rows->n_rows, CHUNK_ROWS, sum_chunk, &pass, progress, NULL,
                                 error))
    return FALSE;

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    sum += sums[chunk];
  *loss = self->read (sum / total_weight (rows));

  return TRUE;
}
