#include "core/base/alloc.h"
#include "core/data/sample.h"

#include <glib/gi18n-lib.h>

#define N_POINTS 12

static const JigParam params[] = {
  { NULL }
};

static const char * const roles[] = { "y", "target", NULL };

static JigFrame *
make (const JigValues  *values,
      guint64           seed,
      GError          **error)
{
  static const double heights[N_POINTS] = { 2, 3, 2, 3, 7, 8, 7, 8, 5, 6, 5, 6 };
  jig_autofree double *x = jig_alloc (N_POINTS, sizeof *x, _("the twelve points"), error);
  jig_autofree double *y = NULL;
  g_autoptr(JigColumn) x_column = NULL;
  g_autoptr(JigColumn) y_column = NULL;

  if (x != NULL)
    y = jig_alloc (N_POINTS, sizeof *y, _("the twelve points"), error);
  if (y == NULL)
    return NULL;

  for (gsize i = 0; i < N_POINTS; i++)
    {
      x[i] = (double) i + 1.0;
      y[i] = heights[i];
    }

  x_column = jig_column_new_number ("x", g_steal_pointer (&x), N_POINTS);
  y_column = jig_column_new_number ("y", g_steal_pointer (&y), N_POINTS);

  return jig_frame_new ((JigColumn * const[]) { x_column, y_column }, 2, error);
}

const JigSample jig_sample_twelve_points = {
  .id = "twelve-points",
  .title = N_("Twelve points"),
  .summary = N_("A curve with two steps, small enough to follow a tree by hand."),
  .params = params,
  .make = make,
  .roles = roles,
};
