#pragma once

#include "core/chart/mark.h"

G_BEGIN_DECLS

#define JIG_AXES_GAP(plot) ((plot)->text_size / 2)   /* between a label and the axis */
#define JIG_AXES_ABOVE(plot) (0.8 * (plot)->text_size)   /* of the area, below its title */
#define JIG_AXES_SLANT     -40.0   /* of names that do not fit side by side, in degrees */
#define JIG_AXES_LONGEST   110.0   /* of a slanted name, in pixels */

/**
 * JigAxisLabels:
 * @ticks: of numbers and times
 * @n_names: how many categories there are
 * @every: every which of them is named
 * @is_slanted: names are written at a slant
 * @is_wrapped: names take up to two lines
 * @width: of the widest label, in pixels
 *
 * What is written along an axis.
 */
typedef struct
{
  JigTicks ticks;
  gsize    n_names;
  gsize    every;
  gboolean is_slanted;
  gboolean is_wrapped;
  double   width;
} JigAxisLabels;

/**
 * JigAxes:
 * @labels: of both axes
 * @line_height: of a label, in pixels
 * @below: how high the labels of the axis x are
 * @beside: how wide those of the axis y are
 *
 * The axes of a panel, fitted into the room it has.
 */
typedef struct
{
  JigAxisLabels labels[JIG_N_AXES];
  double        line_height;
  double        below;
  double        beside;
} JigAxes;

void  jig_axes_fit      (JigAxes       *self,
                         JigPlot       *plot,
                         JigRect        room);
void  jig_axes_draw     (const JigAxes *self,
                         JigPlot       *plot);
char *jig_axes_dup_name (const JigPlot *plot,
                         JigAxis        axis,
                         gsize          i) G_GNUC_WARN_UNUSED_RESULT;
char *jig_axes_break    (const JigPlot *plot,
                         char          *name,
                         double         room);

G_END_DECLS
