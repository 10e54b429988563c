#pragma once

#include "core/chart/drawing.h"

G_BEGIN_DECLS

/**
 * JigOccupancy:
 * @area: what is looked at
 * @n_rows: of cells
 * @n_columns: of cells
 * @cells: (nullable): (n_rows, n_columns) whether something is drawn there; %NULL if
 *   nobody asks
 *
 * Which part of a plot its marks cover, in cells of a few pixels: where a label
 * may stand without hiding what it is about.
 */
typedef struct
{
  JigRect  area;
  gsize    n_rows;
  gsize    n_columns;
  guint8  *cells;
} JigOccupancy;

void     jig_occupancy_open      (JigOccupancy       *self,
                                  JigDrawing         *drawing,
                                  JigRect             area);
void     jig_occupancy_clear     (JigOccupancy       *self);
void     jig_occupancy_add_rect  (JigOccupancy       *self,
                                  JigRect             rect);
void     jig_occupancy_add_line  (JigOccupancy       *self,
                                  double              x_from,
                                  double              y_from,
                                  double              x_to,
                                  double              y_to);
gboolean jig_occupancy_is_free   (const JigOccupancy *self,
                                  JigRect             rect);

G_END_DECLS
