/* Models while they learnt. Tested by tests/core/view/curve-figures.c. */

#include "core/view/curve-figures.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/number.h"
#include "core/model/learning.h"

#define DIGITS 3

static double
get_train (const JigCurvePoint *point)
{
  return point->train;
}

static double
get_held (const JigCurvePoint *point)
{
  return point->held;
}

static double
get_test (const JigCurvePoint *point)
{
  return point->test;
}

/* Returns the best point, NULL if these rows were not watched. */
static const JigCurvePoint *
add_scores (JigPanel          *panel,
            const char        *name,
            const JigLearning *learning,
            double           (*get) (const JigCurvePoint *point))
{
  const double sign = learning->higher_is_better ? -1.0 : 1.0;
  g_autoptr(GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  const JigCurvePoint *best = NULL;

  for (gsize i = 0; i < learning->n_points; i++)
    {
      const JigCurvePoint *point = &learning->points[i];
      const double round = point->round;
      const double score = get (point);

      g_array_append_val (x, round);
      g_array_append_val (y, score);
      if (!isnan (score) && (best == NULL || sign * score < sign * get (best)))
        best = point;
    }

  if (best != NULL)
    jig_panel_add_line (panel, name, (const double *) (gpointer) x->data,
                        (const double *) (gpointer) y->data, x->len);

  return best;
}

static char *
say_best (const char        *name,
          const JigLearning *learning,
          double             score,
          guint              round)
{
  g_autofree char *shown = jig_number_to_display (score, DIGITS);

  if (g_str_equal (learning->metric, "loss"))
    return g_strdup_printf (_("%s: lowest loss %s, in round %u."), name, shown, round);

  return g_strdup_printf (_("%s: best %s %s, in round %u."), name, _(learning->title), shown,
                          round);
}

/* Where early stopping cut the rounds off, or would have. */
static void
add_cut (JigPanel          *panel,
         const JigLearning *learning,
         GString           *sentence)
{
  g_autofree char *best = NULL;
  g_autofree char *last = NULL;

  if (learning->best == NULL)
    return;

  best = jig_number_to_display (learning->best->held, DIGITS);
  last = jig_number_to_display (learning->last->held, DIGITS);
  jig_panel_add_rule (panel, _("Best round"), JIG_AXIS_X, learning->best->round);
  g_string_append_printf (sentence, _(" Rows set aside chose round %u, with %s; the last round"
                                      " has %s."), learning->best->round, best, last);
}

/* Of one model all scores are shown, of several the one that matters. */
static void
add_model (JigPanel   *panel,
           JigModel   *model,
           const char *name,
           gboolean    is_alone,
           GString    *sentence)
{
  const JigCurvePoint *best;
  const JigCurvePoint *test;
  const char *series = name;
  double score;
  g_autofree char *said = NULL;
  JigLearning learning;

  jig_learning_read (&learning, model);
  test = jig_learning_best_test (&learning);
  if (is_alone)
    series = test != NULL ? _("Test") : _("Training");

  if (is_alone && test != NULL)
    add_scores (panel, _("Training"), &learning, get_train);
  best = add_scores (panel, series, &learning, test != NULL ? get_test : get_train);
  if (is_alone)
    add_scores (panel, _("Rows set aside"), &learning, get_held);
  if (best == NULL)
    return;

  score = test != NULL ? best->test : best->train;
  if (test != NULL)
    {
      g_autofree char *shown = jig_number_to_display (score, DIGITS);
      g_autofree char *label = g_strdup_printf (learning.higher_is_better ? _("highest %s")
                                                                           : _("lowest %s"), shown);

      jig_panel_add_label (panel, label, best->round, score);
    }
  said = say_best (series, &learning, score, best->round);
  g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? " " : "", said);
  if (is_alone)
    add_cut (panel, &learning, sentence);
}

/* What all models are measured by; different metrics have no name in common. */
static const char *
find_title (JigModel * const *models,
            gsize             n_models)
{
  const char *title = NULL;

  for (gsize i = 0; i < n_models; i++)
    {
      JigLearning learning;

      jig_learning_read (&learning, models[i]);
      if (title != NULL && !g_str_equal (title, learning.title))
        return N_("Score");
      title = learning.title;
    }

  return title != NULL ? title : N_("Loss");
}

/**
 * jig_curve_figures_learning:
 * @models: (n_models,) models
 * @names: (n_models,) what they are called
 * @n_models: how many there are, up to four
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows the loss, or the metric that was chosen, after each round: of one model on
 * the training rows, on those set aside and on those that were watched, with the
 * round that was kept; of several on the rows that were watched.
 *
 * Returns: (transfer full): a figure, which is empty if no model learnt by rounds,
 *   or %NULL with @error set
 */
JigFigure *
jig_curve_figures_learning (JigModel * const    *models,
                            const char * const  *names,
                            gsize                n_models,
                            GError             **error)
{
  JigFigure *figure = jig_figure_new ("learning", _("Loss while training"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  g_autoptr(GString) sentence = g_string_new (NULL);

  jig_panel_set_axis (panel, JIG_AXIS_X, _("Round"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _(find_title (models, n_models)), NULL,
                      JIG_SCALE_LINEAR);
  for (gsize i = 0; i < n_models; i++)
    add_model (panel, models[i], names[i], n_models == 1, sentence);

  if (sentence->len == 0)
    g_string_assign (sentence, _("No model learnt round by round."));
  jig_figure_set_summary (figure, sentence->str);

  return jig_figure_seal (figure, error);
}
