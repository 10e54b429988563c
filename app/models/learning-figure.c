#include "app/models/learning-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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

/* Nobody watched any rows: then there is no line. */
static void
add_line (JigPanel            *panel,
          const char          *name,
          const JigCurvePoint *points,
          gsize                n_points,
          double             (*get) (const JigCurvePoint *))
{
  g_autoptr(GArray) x = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n_points);
  g_autoptr(GArray) y = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n_points);

  for (gsize i = 0; i < n_points; i++)
    {
      double round = points[i].round;
      double loss = get (&points[i]);

      if (isnan (loss))
        continue;
      g_array_append_val (x, round);
      g_array_append_val (y, loss);
    }

  if (x->len > 0)
    jig_panel_add_line (panel, name, (double *) x->data, (double *) y->data, x->len);
}

/**
 * jig_learning_figure_new:
 * @points: (array length=n_points): a learning curve, or the beginning of one
 * @n_points: how many points there are
 *
 * Returns: (transfer full) (nullable): the loss after each round on both sides;
 *   %NULL if there is nothing to show
 */
JigFigure *
jig_learning_figure_new (const JigCurvePoint *points,
                         gsize                n_points)
{
  JigFigure *figure;
  JigPanel *panel;

  if (n_points < 2)
    return NULL;

  figure = jig_figure_new ("learning", _("Learning Curve"));
  panel = jig_figure_add_panel (figure, NULL);
  jig_panel_set_axis (panel, JIG_AXIS_X, _("Round"), NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Loss"), NULL, JIG_SCALE_LINEAR);
  add_line (panel, _("Training rows"), points, n_points, get_train);
  add_line (panel, _("Rows set aside"), points, n_points, get_held);
  add_line (panel, _("Test rows"), points, n_points, get_test);

  return jig_figure_seal (figure, NULL);
}
