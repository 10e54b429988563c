#include "app/compare/charts-work.h"

#include "core/base/alloc.h"
#include "core/view/compare-figures.h"
#include "core/view/curve-figures.h"

#include <glib/gi18n-lib.h>

#define N_CALIBRATION_BINS 10

typedef JigCurve  *(*MakeCurve) (const JigComparison  *comparison,
                                 const double         *scores,
                                 GError              **error);

/**
 * jig_charts_work_new:
 * @comparison: what is drawn
 * @labels: (nullable): what its classes are called
 * @focus: the contestant that is looked at
 * @metric: the metric that is looked at
 * @threshold: the probability from which on a row is called positive
 *
 * Returns: (transfer full): what jig_charts_work_run() needs
 */
JigChartsWork *
jig_charts_work_new (JigComparison  *comparison,
                     JigStringTable *labels,
                     gsize           focus,
                     JigMetricId     metric,
                     double          threshold)
{
  JigChartsWork *self = g_new0 (JigChartsWork, 1);

  self->comparison = jig_comparison_ref (comparison);
  self->labels = labels != NULL ? jig_string_table_ref (labels) : NULL;
  self->focus = focus;
  self->metric = metric;
  self->threshold = threshold;

  return self;
}

void
jig_charts_work_free (gpointer self)
{
  JigChartsWork *work = self;

  jig_comparison_unref (work->comparison);
  g_clear_pointer (&work->labels, jig_string_table_unref);
  g_free (work);
}

static JigCurve *
make_roc (const JigComparison  *comparison,
          const double         *scores,
          GError              **error)
{
  return jig_curve_roc (scores, comparison->targets, comparison->weights, comparison->n_rows,
                        error);
}

static JigCurve *
make_precision_recall (const JigComparison  *comparison,
                       const double         *scores,
                       GError              **error)
{
  return jig_curve_precision_recall (scores, comparison->targets, comparison->weights,
                                     comparison->n_rows, error);
}

static JigCurve *
make_calibration (const JigComparison  *comparison,
                  const double         *scores,
                  GError              **error)
{
  return jig_curve_calibration (scores, comparison->targets, comparison->weights,
                                comparison->n_rows, N_CALIBRATION_BINS, error);
}

/* The rule that looks at no feature has one point: every chart draws its line anyway. */
static gsize
make_curves (const JigComparison  *comparison,
             MakeCurve             make,
             JigNamedCurve        *named,
             GError              **error)
{
  gsize n_curves = 0;

  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      const JigContestant *contestant = &comparison->contestants[i];
      JigCurve *curve;

      if (contestant->name == NULL)
        continue;
      curve = make (comparison, contestant->predictions, error);
      if (curve == NULL)
        return n_curves;
      named[n_curves++] = (JigNamedCurve) { contestant->name, curve };
    }

  return n_curves;
}

static void
free_curves (JigNamedCurve *named,
             gsize          n_curves)
{
  for (gsize i = 0; i < n_curves; i++)
    jig_curve_free ((JigCurve *) named[i].curve);
}

static double
positive_share (const JigComparison *comparison)
{
  double positive = 0.0;
  double total = 0.0;

  for (gsize i = 0; i < comparison->n_rows; i++)
    {
      double weight = comparison->weights != NULL ? comparison->weights[i] : 1.0;

      total += weight;
      positive += weight * comparison->targets[i];
    }

  return total > 0.0 ? positive / total : 0.0;
}

/* A chart that cannot be drawn is left out: its metric says why. */
static void
add (GPtrArray *figures,
     JigFigure *figure)
{
  if (figure != NULL)
    g_ptr_array_add (figures, figure);
}

static void
add_curves (GPtrArray           *figures,
            const JigComparison *comparison)
{
  MakeCurve makes[] = { make_roc, make_precision_recall, make_calibration };

  for (gsize i = 0; i < G_N_ELEMENTS (makes); i++)
    {
      g_autoptr(GError) error = NULL;
      JigNamedCurve named[JIG_COMPARE_MODELS];
      gsize n_curves = make_curves (comparison, makes[i], named, &error);

      if (error == NULL && i == 0)
        add (figures, jig_curve_figures_roc (named, n_curves, NULL));
      else if (error == NULL && i == 1)
        add (figures, jig_curve_figures_precision_recall (named, n_curves,
                                                          positive_share (comparison), NULL));
      else if (error == NULL)
        add (figures, jig_curve_figures_calibration (named, n_curves, NULL));
      free_curves (named, n_curves);
    }
}

static void
add_confusion (GPtrArray           *figures,
               const JigChartsWork *work)
{
  const JigComparison *comparison = work->comparison;
  const JigContestant *contestant = &comparison->contestants[work->focus];
  guint n_classes = comparison->n_classes;
  jig_autofree double *confusion = NULL;

  if (work->labels == NULL)
    return;

  confusion = jig_alloc (n_classes, n_classes * sizeof *confusion, _("the mistakes"), NULL);
  if (confusion != NULL
      && jig_curve_confusion (contestant->predictions, comparison->targets, comparison->weights,
                              comparison->n_rows, n_classes, work->threshold, confusion, NULL))
    add (figures, jig_curve_figures_confusion (confusion, work->labels, NULL));
}

static void
add_residuals (GPtrArray           *figures,
               const JigChartsWork *work)
{
  const JigComparison *comparison = work->comparison;
  const JigContestant *contestant = &comparison->contestants[work->focus];
  jig_autofree gint64 *rows = jig_alloc (comparison->n_rows, sizeof *rows, _("the rows"), NULL);

  if (rows == NULL)
    return;

  for (gsize i = 0; i < comparison->n_rows; i++)
    rows[i] = jig_rows_get_ids (comparison->rows)[i];
  add (figures, jig_curve_figures_residuals (comparison->target, contestant->predictions,
                                             comparison->targets, rows, comparison->n_rows, NULL));
}

/* A verdict is turned so that more is better; the axis is not. */
static void
add_differences (GPtrArray           *figures,
                 const JigChartsWork *work)
{
  const JigComparison *comparison = work->comparison;
  gboolean is_turned = jig_metric_get_info (work->metric)->higher_is_better < 0;
  JigDifference differences[JIG_COMPARE_MODELS];
  gsize n_differences = 0;

  for (gsize i = 1; i < comparison->n_contestants; i++)
    {
      const JigVerdict *verdict = &comparison->contestants[i].verdicts[work->metric];
      const char *name = jig_comparison_get_name (comparison, i);

      differences[n_differences++] = is_turned
        ? (JigDifference) { name, -verdict->difference, -verdict->interval.high,
                            -verdict->interval.low }
        : (JigDifference) { name, verdict->difference, verdict->interval.low,
                            verdict->interval.high };
    }

  add (figures, jig_compare_figures_differences (work->metric,
                                                 jig_comparison_get_name (comparison, 0),
                                                 differences, n_differences, NULL));
}

/**
 * jig_charts_work_run:
 * @progress: (nullable): where to report
 * @self: a #JigChartsWork
 * @error: return location for an error: it was stopped
 *
 * Makes the charts of a comparison: what suits the task.
 *
 * Returns: (transfer full) (element-type JigFigure): the charts
 */
gpointer
jig_charts_work_run (const JigProgress  *progress,
                     gpointer            self,
                     GError            **error)
{
  const JigChartsWork *work = self;
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_figure_unref);

  add_differences (figures, work);
  if (work->comparison->task == JIG_TASK_BINARY)
    add_curves (figures, work->comparison);
  if (work->comparison->task == JIG_TASK_REGRESSION)
    add_residuals (figures, work);
  else
    add_confusion (figures, work);

  return figures;
}
