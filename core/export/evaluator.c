#include "core/export/evaluator.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/export/portable-math.inc"
#include "core/export/portable-date.inc"
#include "core/export/portable-lookup.inc"
#include "core/export/portable-nodes.inc"
#include "core/export/portable-model.inc"

#define CHUNK_ROWS 256

/**
 * jig_answers_init:
 * @self: overwritten
 * @n_rows: how many rows there are
 * @n_features: how many features each has
 * @n_outputs: how many margins each has
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing to clear
 */
gboolean
jig_answers_init (JigAnswers  *self,
                  gsize        n_rows,
                  gsize        n_features,
                  gsize        n_outputs,
                  GError     **error)
{
  const char *what = _("the answers of a model");

  *self = (JigAnswers) { .n_rows = n_rows, .n_features = n_features, .n_outputs = n_outputs };
  self->features = jig_alloc (n_rows, n_features * sizeof (double), what, error);
  if (self->features != NULL)
    self->margins = jig_alloc (n_rows, n_outputs * sizeof (double), what, error);
  if (self->margins != NULL)
    self->predictions = jig_alloc (n_rows, n_outputs * sizeof (double), what, error);

  if (self->predictions != NULL)
    return TRUE;

  jig_answers_clear (self);

  return FALSE;
}

void
jig_answers_clear (JigAnswers *self)
{
  g_clear_pointer (&self->features, jig_free);
  g_clear_pointer (&self->margins, jig_free);
  g_clear_pointer (&self->predictions, jig_free);
}

/**
 * jig_answers_of_model:
 * @self: overwritten
 * @recipe: what makes features of raw rows
 * @model: what makes margins of features
 * @frame: raw rows
 * @progress: (nullable): where to report
 * @error: return location for the errors of both
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing to clear
 */
gboolean
jig_answers_of_model (JigAnswers         *self,
                      const JigRecipe    *recipe,
                      const JigModel     *model,
                      JigFrame           *frame,
                      const JigProgress  *progress,
                      GError            **error)
{
  JigProgress first = jig_progress_slice (progress, 0.0, 0.5);
  JigProgress second = jig_progress_slice (progress, 0.5, 1.0);
  gsize n_rows = jig_frame_get_n_rows (frame);

  if (!jig_answers_init (self, n_rows, jig_recipe_get_n_features (recipe),
                         jig_model_get_n_outputs (model), error))
    return FALSE;

  if (!jig_recipe_apply (recipe, frame, NULL, self->features, &first, error) ||
      !jig_model_predict_margins (model, self->features, n_rows, self->margins, &second, error))
    {
      jig_answers_clear (self);
      return FALSE;
    }

  jig_model_link (model, self->margins, n_rows, self->predictions);

  return TRUE;
}

/* What is missing in a text column is the empty text, as it is in Jig. */
static PortableCell
get_cell (const JigColumn *column,
          gsize            row)
{
  PortableCell cell = { NULL, NAN, INT64_MIN };
  const guint32 *codes = jig_column_get_codes (column);
  const gint64 *times = jig_column_get_times (column);

  if (codes != NULL && codes[row] != JIG_CODE_MISSING)
    cell.text = jig_string_table_get (jig_column_get_levels (column), codes[row], NULL);
  else if (jig_column_get_cells (column) != NULL)
    cell.text = jig_string_table_get (jig_column_get_cells (column), row, NULL);
  else if (codes == NULL)
    cell.number = jig_column_get_number (column, row);

  if (times != NULL)
    cell.time = times[row];

  return cell;
}

typedef struct
{
  const PortableProgram *program;
  const JigFrame        *frame;
  JigAnswers            *answers;
} Run;

static void
run_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Run *run = data;
  gsize n_inputs = jig_frame_get_n_columns (run->frame);
  g_autofree PortableCell *cells = g_new (PortableCell, n_inputs + 1);
  g_autofree double *made = g_new (double, (gsize) run->program->n_nodes + 1);

  for (gsize row = begin; row < end; row++)
    {
      double *features = run->answers->features + row * run->answers->n_features;
      double *margins = run->answers->margins + row * run->answers->n_outputs;

      for (gsize i = 0; i < n_inputs; i++)
        cells[i] = get_cell (jig_frame_get_column (run->frame, i), row);

      portable_features (run->program, cells, made, features);
      portable_margins (run->program, features, margins);
      portable_link (run->program, margins,
                     run->answers->predictions + row * run->answers->n_outputs);
    }
}

/**
 * jig_answers_of_program:
 * @self: overwritten
 * @program: linked tables
 * @inputs: the columns that the tables count
 * @frame: raw rows
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MISMATCH, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing to clear
 */
gboolean
jig_answers_of_program (JigAnswers         *self,
                        const JigProgram   *program,
                        const JigSchema    *inputs,
                        JigFrame           *frame,
                        const JigProgress  *progress,
                        GError            **error)
{
  g_autoptr(JigFrame) conformed = jig_schema_conform (inputs, frame, error);
  Run run = { &program->portable, conformed, self };

  if (conformed == NULL ||
      !jig_answers_init (self, jig_frame_get_n_rows (frame), (gsize) run.program->n_features,
                         (gsize) run.program->n_outputs, error))
    return FALSE;

  if (jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, run_chunk, &run, progress,
                                _("Proving"), error))
    return TRUE;

  jig_answers_clear (self);

  return FALSE;
}
