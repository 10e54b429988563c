#pragma once

#include "core/chart/mark.h"

G_BEGIN_DECLS

/**
 * JigAxisLabels:
 * @ticks: of numbers and times
 * @n_names: how many categories there are
 * @every: every which of them is named
 * @is_slanted: names are written at a slant
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
  double   width;
} JigAxisLabels;

/**
 * JigAxes:
 * @labels: of both axes
 * @line_height: of a label, in pixels
 *
 * The axes of a panel, fitted into the room it has.
 */
typedef struct
{
  JigAxisLabels labels[JIG_N_AXES];
  double        line_height;
} JigAxes;

void jig_axes_fit  (JigAxes       *self,
                    JigPlot       *plot,
                    JigRect        room);
void jig_axes_draw (const JigAxes *self,
                    JigPlot       *plot);

G_END_DECLS
