#include "core/view/curve-figures.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/view/buckets.h"
#include "core/view/percent.h"

#define DIGITS 3
#define EDGE   0.04    /* of a range, around points */

static double
trapezoids (const JigCurve *curve)
{
  double area = 0;

  for (gsize i = 1; i < curve->n_points; i++)
    area += (curve->x[i] - curve->x[i - 1]) * (curve->y[i] + curve->y[i - 1]) / 2;

  return area;
}

/* Average precision: the precision at each step of recall. */
static double
steps (const JigCurve *curve)
{
  double area = 0;

  for (gsize i = 1; i < curve->n_points; i++)
    area += (curve->x[i] - curve->x[i - 1]) * curve->y[i];

  return area;
}

/* How far prediction and truth are apart on average, over the rows. */
static double
mean_gap (const JigCurve *curve)
{
  double sum = 0;
  double weight = 0;

  for (gsize i = 0; i < curve->n_points; i++)
    {
      const double count = curve->counts != NULL ? curve->counts[i] : 1;

      sum += count * fabs (curve->x[i] - curve->y[i]);
      weight += count;
    }

  return weight > 0 ? sum / weight : NAN;
}

/* Such as "Trees 0.87, Linear 0.79". */
static char *
list_values (const JigNamedCurve *curves,
             gsize                n_curves,
             double             (*measure) (const JigCurve *curve))
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_curves; i++)
    {
      g_autofree char *value = jig_number_to_display (measure (curves[i].curve), DIGITS);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", curves[i].name, value);
    }

  return g_string_free (text, FALSE);
}

/* A square from 0 to 1 either way. */
static JigPanel *
add_unit_panel (JigFigure  *figure,
                const char *x,
                const char *y)
{
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_set_axis (panel, JIG_AXIS_X, x, NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, y, NULL, JIG_SCALE_LINEAR);
  jig_panel_set_range (panel, JIG_AXIS_X, 0, 1);
  jig_panel_set_range (panel, JIG_AXIS_Y, 0, 1);
  jig_panel_set_square (panel);

  return panel;
}

static JigMark *
add_curve (JigPanel            *panel,
           const JigNamedCurve *curve,
           double             (*measure) (const JigCurve *curve))
{
  g_autofree char *value = jig_number_to_display (measure (curve->curve), DIGITS);
  g_autofree char *name = g_strdup_printf ("%s %s", curve->name, value);

  return jig_panel_add_line (panel, name, curve->curve->x, curve->curve->y,
                             curve->curve->n_points);
}

static void
set_thresholds (JigMark        *mark,
                const JigCurve *curve)
{
  if (curve->thresholds != NULL)
    jig_mark_set_extra (mark, _("Threshold"), curve->thresholds);
}

/**
 * jig_curve_figures_roc:
 * @curves: (n_curves,) of jig_curve_roc()
 * @n_curves: how many there are, up to eight
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows which share of the positive rows is found at the price of which share of
 * the others. The legend says the area under each curve.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_curve_figures_roc (const JigNamedCurve  *curves,
                       gsize                 n_curves,
                       GError              **error)
{
  JigFigure *figure = jig_figure_new ("roc", _("ROC curve"));
  JigPanel *panel = add_unit_panel (figure, _("False positive rate"), _("True positive rate"));
  g_autofree char *values = list_values (curves, n_curves, trapezoids);
  g_autofree char *sentence = g_strdup_printf (_("Area under the curve: %s; chance is 0.5."),
                                               values);

  jig_figure_set_summary (figure, sentence);
  jig_panel_add_diagonal (panel, _("Chance"), 0, 0, 1, 1);
  for (gsize i = 0; i < n_curves; i++)
    set_thresholds (add_curve (panel, &curves[i], trapezoids), curves[i].curve);

  return jig_figure_seal (figure, error);
}

/**
 * jig_curve_figures_precision_recall:
 * @curves: (n_curves,) of jig_curve_precision_recall()
 * @n_curves: how many there are, up to eight
 * @positive_share: of the rows: the precision of calling all of them positive
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows how many of the rows that are called positive are, for each share of them
 * that is found. The legend says the average precision.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_curve_figures_precision_recall (const JigNamedCurve  *curves,
                                    gsize                 n_curves,
                                    double                positive_share,
                                    GError              **error)
{
  JigFigure *figure = jig_figure_new ("precision-recall", _("Precision and recall"));
  JigPanel *panel = add_unit_panel (figure, _("Recall"), _("Precision"));
  g_autofree char *values = list_values (curves, n_curves, steps);
  g_autofree char *share = jig_number_to_display (positive_share, DIGITS);
  g_autofree char *rule = g_strdup_printf (_("All called positive %s"), share);
  g_autofree char *sentence = g_strdup_printf (_("Average precision: %s; calling every row "
                                                 "positive has %s."), values, share);

  jig_figure_set_summary (figure, sentence);
  jig_panel_add_rule (panel, rule, JIG_AXIS_Y, positive_share);
  for (gsize i = 0; i < n_curves; i++)
    {
      JigMark *mark = add_curve (panel, &curves[i], steps);

      jig_mark_set_flags (mark, JIG_MARK_STEP);
      set_thresholds (mark, curves[i].curve);
    }

  return jig_figure_seal (figure, error);
}

/**
 * jig_curve_figures_calibration:
 * @curves: (n_curves,) of jig_curve_calibration()
 * @n_curves: how many there are, up to eight
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows whether of the rows that are predicted with 30 % really 30 % are positive.
 * The legend says how far both are apart on average.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_curve_figures_calibration (const JigNamedCurve  *curves,
                               gsize                 n_curves,
                               GError              **error)
{
  JigFigure *figure = jig_figure_new ("calibration", _("Calibration"));
  JigPanel *panel = add_unit_panel (figure, _("Mean prediction"), _("Observed share"));
  g_autofree char *values = list_values (curves, n_curves, mean_gap);
  g_autofree char *sentence = g_strdup_printf (_("Mean gap between predicted and observed "
                                                 "share: %s."), values);

  jig_figure_set_summary (figure, sentence);
  jig_panel_add_diagonal (panel, _("Perfect"), 0, 0, 1, 1);
  for (gsize i = 0; i < n_curves; i++)
    {
      JigMark *mark = add_curve (panel, &curves[i], mean_gap);

      jig_mark_set_flags (mark, JIG_MARK_POINTS);
      if (curves[i].curve->counts != NULL)
        jig_mark_set_extra (mark, _("Rows"), curves[i].curve->counts);
    }

  return jig_figure_seal (figure, error);
}

static char *
dup_confusion_sentence (const double   *confusion,
                        JigStringTable *labels)
{
  const gsize n = jig_string_table_get_size (labels);
  double sum = 0;
  double right = 0;
  gsize worst = 0;
  double most = 0;
  g_autofree char *share = NULL;
  g_autofree char *count = NULL;

  for (gsize i = 0; i < n * n; i++)
    {
      sum += confusion[i];
      if (i / n == i % n)
        {
          right += confusion[i];
        }
      else if (confusion[i] > most)
        {
          most = confusion[i];
          worst = i;
        }
    }

  if (sum == 0)
    return g_strdup (_("No rows were judged."));

  share = jig_percent_to_text (right / sum);
  if (most == 0)
    return g_strdup_printf (_("Right: %s of the rows."), share);

  count = jig_number_to_display (most, 4);
  return g_strdup_printf (_("Right: %s of the rows. The most frequent mistake: %s called %s (%s)."),
                          share, jig_string_table_get (labels, worst / n, NULL),
                          jig_string_table_get (labels, worst % n, NULL), count);
}

/**
 * jig_curve_figures_confusion:
 * @confusion: (n_classes, n_classes) of jig_curve_confusion()
 * @labels: (n_classes,) what the classes are called
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows which class was called which.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_curve_figures_confusion (const double    *confusion,
                             JigStringTable  *labels,
                             GError         **error)
{
  const gsize n = jig_string_table_get_size (labels);
  JigFigure *figure = jig_figure_new ("confusion", _("Confusion matrix"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  g_autofree char *sentence = dup_confusion_sentence (confusion, labels);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) jig_string_table_get (labels, i, NULL));

  jig_figure_set_summary (figure, sentence);
  jig_panel_set_categories (panel, JIG_AXIS_X, (const char * const *) names->pdata, n);
  jig_panel_set_categories (panel, JIG_AXIS_Y, (const char * const *) names->pdata, n);
  jig_panel_set_axis (panel, JIG_AXIS_X, _("Predicted"), NULL, JIG_SCALE_CATEGORY);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Actual"), NULL, JIG_SCALE_CATEGORY);
  jig_panel_set_square (panel);
  jig_mark_set_flags (jig_panel_add_heat (panel, _("Rows"), confusion, n, n), JIG_MARK_VALUES);

  return jig_figure_seal (figure, error);
}

/* The same range on both axes, so that the diagonal is one. */
static void
set_ranges (JigPanel     *panel,
            const double *predictions,
            const double *targets,
            gsize         n_rows)
{
  double lower = INFINITY;
  double upper = -INFINITY;
  double pad;

  for (gsize i = 0; i < n_rows; i++)
    if (fabs (predictions[i]) <= JIG_SCALE_MOST && fabs (targets[i]) <= JIG_SCALE_MOST)
      {
        lower = MIN (lower, MIN (predictions[i], targets[i]));
        upper = MAX (upper, MAX (predictions[i], targets[i]));
      }
  if (lower > upper)
    return;

  pad = upper > lower ? EDGE * (upper - lower) : MAX (fabs (lower) * 0.1, 1);
  jig_panel_set_range (panel, JIG_AXIS_X, lower - pad, upper + pad);
  jig_panel_set_range (panel, JIG_AXIS_Y, lower - pad, upper + pad);
  jig_panel_add_diagonal (panel, _("Perfect"), lower - pad, lower - pad, upper + pad, upper + pad);
}

static void
add_scatter (JigFigure    *figure,
             const char   *target,
             const double *predictions,
             const double *targets,
             const gint64 *rows,
             gsize         n_rows)
{
  JigPanel *panel = jig_figure_add_panel (figure, _("Actual and predicted"));
  g_autofree char *x = g_strdup_printf (_("%s, actual"), target);
  g_autofree char *y = g_strdup_printf (_("%s, predicted"), target);
  JigMark *mark;

  jig_panel_set_axis (panel, JIG_AXIS_X, x, NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, y, NULL, JIG_SCALE_LINEAR);
  jig_panel_set_square (panel);
  set_ranges (panel, predictions, targets, n_rows);
  mark = jig_panel_add_points (panel, NULL, targets, predictions, n_rows);
  if (rows != NULL)
    jig_mark_set_rows (mark, rows);
}

static char *
dup_errors_sentence (const double *errors,
                     gsize         n_errors,
                     double        mean)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *worst = NULL;

  if (n_errors == 0)
    return g_strdup (_("No rows were judged."));

  low = jig_number_to_display (jig_stats_quantile (errors, n_errors, 0.25), DIGITS);
  high = jig_number_to_display (jig_stats_quantile (errors, n_errors, 0.75), DIGITS);
  middle = jig_number_to_display (mean, DIGITS);
  worst = jig_number_to_display (fabs (errors[0]) > fabs (errors[n_errors - 1])
                                   ? errors[0] : errors[n_errors - 1], DIGITS);

  return g_strdup_printf (_("Half of the errors, predicted minus actual, lie between %s and %s; "
                            "their mean is %s, the largest is %s."), low, high, middle, worst);
}

static gboolean
add_errors (JigFigure     *figure,
            const double  *errors,
            gsize          n_errors,
            GError       **error)
{
  g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };
  JigPanel *panel;

  if (!jig_buckets_fill (&buckets, errors, n_errors, FALSE, error))
    return FALSE;

  panel = jig_figure_add_panel (figure, _("Errors"));
  jig_panel_set_axis (panel, JIG_AXIS_X, _("Predicted minus actual"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Rows"), NULL, JIG_SCALE_LINEAR);
  jig_panel_add_histogram (panel, NULL, buckets.edges, buckets.counts, buckets.n_buckets);
  if (n_errors > 0)
    jig_panel_add_rule (panel, NULL, JIG_AXIS_X, 0);
  if (buckets.n_outside > 0)
    {
      g_autofree char *subtitle = g_strdup_printf (_("Errors too large for the histogram: %lu"),
                                                   (gulong) buckets.n_outside);

      jig_figure_set_subtitle (figure, subtitle);
    }

  return TRUE;
}

/**
 * jig_curve_figures_residuals:
 * @target: what is predicted
 * @predictions: (n_rows,) the values
 * @targets: (n_rows,) the true values
 * @rows: (nullable): (n_rows,) the keys of the rows
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows each prediction beside the truth, and how the errors are spread.
 *
 * Returns: (transfer full): a figure of two panels, or %NULL with @error set
 */
JigFigure *
jig_curve_figures_residuals (const char    *target,
                             const double  *predictions,
                             const double  *targets,
                             const gint64  *rows,
                             gsize          n_rows,
                             GError       **error)
{
  jig_autofree double *errors = jig_alloc (MAX (n_rows, 1), sizeof *errors, "the errors", error);
  g_autofree char *sentence = NULL;
  gsize n_errors = 0;
  double mean = 0;
  JigFigure *figure;

  if (errors == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    if (fabs (predictions[i] - targets[i]) <= JIG_SCALE_MOST)
      {
        errors[n_errors++] = predictions[i] - targets[i];
        mean += (errors[n_errors - 1] - mean) / (double) n_errors;
      }
  jig_stats_sort (errors, n_errors);
  sentence = dup_errors_sentence (errors, n_errors, mean);

  figure = jig_figure_new ("residuals", _("Predictions and errors"));
  jig_figure_set_summary (figure, sentence);
  add_scatter (figure, target, predictions, targets, rows, n_rows);
  if (!add_errors (figure, errors, n_errors, error))
    {
      jig_figure_unref (figure);
      return NULL;
    }

  return jig_figure_seal (figure, error);
}
