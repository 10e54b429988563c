#include "core/view/compare-figures.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/number.h"
#include "core/view/bar-list.h"

#define DIGITS 3

/* Whether @a is better than @b. What is best at 0 is compared by its size. */
static gboolean
is_better (const JigMetricInfo *info,
           double               a,
           double               b)
{
  if (isnan (a) || isnan (b))
    return !isnan (a);
  if (info->higher_is_better == 0)
    return fabs (a) < fabs (b);

  return info->higher_is_better > 0 ? a > b : a < b;
}

static gsize
find_best (const JigMetricInfo     *info,
           JigMetricId              metric,
           const JigNamedJudgement *models,
           gsize                    n_models)
{
  gsize best = 0;

  for (gsize i = 1; i < n_models; i++)
    if (is_better (info, models[i].judgement->values[metric],
                   models[best].judgement->values[metric]))
      best = i;

  return best;
}

/* The baseline is the same for all of them: it was judged on the same rows. */
static void
add_baseline (JigPanel           *panel,
              JigMetricId         metric,
              const JigJudgement *judgement)
{
  const double value = judgement->baseline[metric];
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  if (isnan (value))
    return;

  number = jig_number_to_display (value, DIGITS);
  name = g_strdup_printf (_("Baseline %s"), number);
  jig_panel_add_rule (panel, name, JIG_AXIS_X, value);
}

static void
add_metric (JigFigure               *figure,
            JigMetricId              metric,
            const JigNamedJudgement *models,
            gsize                    n_models,
            gboolean                 is_alone)
{
  const JigMetricInfo *info = jig_metric_get_info (metric);
  JigPanel *panel = jig_figure_add_panel (figure, is_alone ? NULL : _(info->title));
  g_autoptr(JigBarList) bars = jig_bar_list_new ();

  for (gsize i = 0; i < n_models; i++)
    jig_bar_list_add (bars, models[i].name, models[i].judgement->values[metric], JIG_TONE_NONE);

  jig_bar_list_draw (bars, panel, _(info->title), NULL);
  if (n_models > 0)
    add_baseline (panel, metric, models[0].judgement);
}

static void
append_sentence (GString                 *text,
                 JigMetricId              metric,
                 const JigNamedJudgement *models,
                 gsize                    n_models)
{
  const JigMetricInfo *info = jig_metric_get_info (metric);
  const JigNamedJudgement *best = &models[find_best (info, metric, models, n_models)];
  const double value = best->judgement->values[metric];
  const double baseline = best->judgement->baseline[metric];
  g_autofree char *said = jig_number_to_display (value, DIGITS);
  g_autofree char *below = jig_number_to_display (baseline, DIGITS);

  if (isnan (value))
    return;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (isnan (baseline))
    g_string_append_printf (text, _("Best %s: %s with %s."), _(info->title), best->name, said);
  else if (is_better (info, value, baseline))
    g_string_append_printf (text, _("Best %s: %s with %s; the baseline has %s."), _(info->title),
                            best->name, said, below);
  else
    g_string_append_printf (text, _("%s: no model is better than the baseline with %s; %s has %s."),
                            _(info->title), below, best->name, said);
}

/**
 * jig_compare_figures_metrics:
 * @metrics: (n_metrics,) what is compared
 * @n_metrics: how many there are
 * @models: (n_models,) the models, all judged on the same rows
 * @n_models: how many there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows each metric in a panel of its own, with a bar for each model and a line for
 * the baseline that looks at no feature.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_compare_figures_metrics (const JigMetricId        *metrics,
                             gsize                     n_metrics,
                             const JigNamedJudgement  *models,
                             gsize                     n_models,
                             GError                  **error)
{
  JigFigure *figure = jig_figure_new ("metrics", _("Models compared"));
  g_autoptr(GString) sentence = g_string_new (NULL);

  for (gsize i = 0; i < n_metrics; i++)
    {
      add_metric (figure, metrics[i], models, n_models, n_metrics == 1);
      if (n_models > 0)
        append_sentence (sentence, metrics[i], models, n_models);
    }

  if (sentence->len == 0)
    g_string_assign (sentence, _("No model was judged."));
  jig_figure_set_summary (figure, sentence->str);

  return jig_figure_seal (figure, error);
}

/* Only an interval on one side of 0 says who is better. */
static JigTone
find_tone (const JigMetricInfo *info,
           const JigDifference *difference)
{
  const gboolean is_above = difference->low > 0;
  const gboolean is_below = difference->high < 0;

  if (info->higher_is_better == 0 || !(is_above || is_below))
    return JIG_TONE_MUTED;

  return is_above == (info->higher_is_better > 0) ? JIG_TONE_GOOD : JIG_TONE_BAD;
}

static const char *
name_tone (JigTone tone)
{
  if (tone == JIG_TONE_GOOD)
    return _("better");
  if (tone == JIG_TONE_BAD)
    return _("worse");

  return _("not told apart");
}

/* Such as "Trees better, Linear not told apart". */
static char *
list_verdicts (const JigMetricInfo *info,
               const JigDifference *differences,
               gsize                n_differences)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_differences; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", differences[i].name,
                            name_tone (find_tone (info, &differences[i])));

  return g_string_free (text, FALSE);
}

static void
add_differences (JigPanel            *panel,
                 const JigMetricInfo *info,
                 const char          *axis,
                 const JigDifference *differences,
                 gsize                n_differences)
{
  g_autoptr(JigBarList) bars = jig_bar_list_new ();
  g_autoptr(GArray) lows = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) highs = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < n_differences; i++)
    {
      jig_bar_list_add (bars, differences[i].name, differences[i].value,
                        find_tone (info, &differences[i]));
      g_array_append_val (lows, differences[i].low);
      g_array_append_val (highs, differences[i].high);
    }

  jig_mark_set_band (jig_bar_list_draw (bars, panel, axis, NULL),
                     (const double *) (gpointer) lows->data,
                     (const double *) (gpointer) highs->data);
}

/**
 * jig_compare_figures_differences:
 * @metric: what is compared
 * @reference: the model the others are compared with
 * @differences: (n_differences,) the other models
 * @n_differences: how many there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows how far each model is from the reference, with its interval. Only one that
 * does not hold 0 is called better or worse.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_compare_figures_differences (JigMetricId           metric,
                                 const char           *reference,
                                 const JigDifference  *differences,
                                 gsize                 n_differences,
                                 GError              **error)
{
  const JigMetricInfo *info = jig_metric_get_info (metric);
  JigFigure *figure = jig_figure_new ("differences", _("Difference with its interval"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  g_autofree char *axis = g_strdup_printf (_("%s, minus that of %s"), _(info->title), reference);
  g_autofree char *verdicts = list_verdicts (info, differences, n_differences);
  g_autofree char *sentence = NULL;

  if (n_differences == 0)
    sentence = g_strdup (_("No model was compared."));
  else
    sentence = g_strdup_printf (_("%s compared with %s: %s."), _(info->title), reference, verdicts);

  jig_figure_set_summary (figure, sentence);
  add_differences (panel, info, axis, differences, n_differences);

  return jig_figure_seal (figure, error);
}
