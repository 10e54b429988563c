#include "app/compare/slices-work.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>

/**
 * jig_slices_work_get_metric:
 * @task: what is predicted
 * @metric: the metric that is looked at
 *
 * Returns: what a single mistake costs in that spirit: not every metric is a
 *   mean over rows
 */
JigMetricId
jig_slices_work_get_metric (JigTask     task,
                            JigMetricId metric)
{
  if (task == JIG_TASK_REGRESSION)
    return JIG_METRIC_MAE;

  return metric == JIG_METRIC_LOGLOSS || metric == JIG_METRIC_BRIER ? metric : JIG_METRIC_ERROR;
}

/**
 * jig_slices_work_new:
 * @comparison: the models
 * @dataset: the table that they were compared on
 * @focus: the contestant that is looked at, not the first
 * @metric: what a mistake costs
 *
 * Returns: (transfer full): what jig_slices_work_run() needs
 */
JigSlicesWork *
jig_slices_work_new (JigComparison *comparison,
                     JigDataset    *dataset,
                     gsize          focus,
                     JigMetricId    metric)
{
  JigSlicesWork *self = g_new0 (JigSlicesWork, 1);

  self->comparison = jig_comparison_ref (comparison);
  self->dataset = jig_dataset_ref (dataset);
  self->focus = focus;
  self->metric = metric;

  return self;
}

void
jig_slices_work_free (gpointer self)
{
  JigSlicesWork *work = self;

  jig_comparison_unref (work->comparison);
  jig_dataset_unref (work->dataset);
  g_free (work);
}

void
jig_slices_result_free (gpointer self)
{
  JigSlicesResult *result = self;

  g_clear_pointer (&result->slices, jig_slices_free);
  g_free (result);
}

/* The columns that models may look at. */
static GArray *
list_columns (const JigDataset *dataset)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; i < jig_schema_get_size (dataset->schema); i++)
    {
      const JigField *field = jig_schema_get_field (dataset->schema, i);
      gssize column = jig_frame_find (dataset->frame, field->name);

      if (field->role == JIG_ROLE_FEATURE && column >= 0 && columns->len < JIG_SLICE_COLUMNS)
        g_array_append_val (columns, column);
    }

  return columns;
}

static JigSlices *
find_slices (const JigSlicesWork *work,
             const JigProgress   *progress,
             GError             **error)
{
  const JigComparison *comparison = work->comparison;
  g_autoptr(GArray) columns = list_columns (work->dataset);
  jig_autofree double *losses = jig_alloc (comparison->n_rows, sizeof *losses, _("the mistakes"),
                                           error);
  jig_autofree double *against = losses != NULL
    ? jig_alloc (comparison->n_rows, sizeof *against, _("the mistakes"), error) : NULL;
  JigSlicing slicing = {
    .frame = work->dataset->frame,
    .rows = comparison->rows,
    .columns = (const gsize *) (gpointer) columns->data,
    .n_columns = columns->len,
    .losses = losses,
    .against = against,
    .weights = comparison->weights,
    .is_rate = work->metric == JIG_METRIC_ERROR,
    .min_rows = JIG_SLICE_MIN_ROWS,
    .rate = JIG_SLICE_RATE,
  };

  if (against == NULL)
    return NULL;

  jig_comparison_fill_losses (comparison, work->focus, work->metric, losses);
  jig_comparison_fill_losses (comparison, 0, work->metric, against);

  return jig_slices_find (&slicing, progress, error);
}

/**
 * jig_slices_work_run:
 * @progress: (nullable): where to report
 * @self: a #JigSlicesWork
 * @error: return location
 *
 * Looks for the parts and the rows of the table where two models differ.
 *
 * Returns: (transfer full): a #JigSlicesResult, or %NULL with @error set
 */
gpointer
jig_slices_work_run (const JigProgress  *progress,
                     gpointer            self,
                     GError            **error)
{
  const JigSlicesWork *work = self;
  JigSlicesResult *result = g_new0 (JigSlicesResult, 1);

  result->n_rows = JIG_SLICES_WORK_ROWS;
  result->slices = find_slices (work, progress, error);
  if (result->slices != NULL
      && jig_comparison_find_disagreements (work->comparison, work->focus, result->rows,
                                            &result->n_rows, error))
    return result;

  jig_slices_result_free (result);

  return NULL;
}
