#pragma once

#include <cairo.h>

#include "core/chart/drawing.h"

G_BEGIN_DECLS

/**
 * JigGridColumn:
 * @title: the name of the column
 * @type: (nullable): its kind in a word, shown as a chip
 * @missing: the share of its cells that are missing, from 0 to 1
 * @counts: (nullable): (n_counts,) a small histogram of its values
 * @n_counts: how many bars that has
 * @is_number: its cells end at the right
 *
 * What a header shows.
 */
typedef struct
{
  const char    *title;
  const char    *type;
  double         missing;
  const guint32 *counts;
  gsize          n_counts;
  gboolean       is_number;
} JigGridColumn;

/**
 * JigGridCell:
 * @ink: of the text
 * @fill: behind it; %JIG_INK_NONE for nothing
 *
 * How a cell looks.
 */
typedef struct
{
  JigInk ink;
  JigInk fill;
} JigGridCell;

/**
 * JigGridSource:
 * @get_n_rows: how many rows there are
 * @get_n_columns: how many columns there are
 * @get_column: fills in a column that is all zero
 * @get_cell: appends the text of a cell to an empty string; the look starts as
 *   plain text
 *
 * A table of any size, asked only for what is on screen.
 */
typedef struct
{
  guint64 (*get_n_rows)    (gpointer       data);
  gsize   (*get_n_columns) (gpointer       data);
  void    (*get_column)    (gpointer       data,
                            gsize          column,
                            JigGridColumn *look);
  void    (*get_cell)      (gpointer       data,
                            guint64        row,
                            gsize          column,
                            GString       *text,
                            JigGridCell   *look);
} JigGridSource;

/**
 * JigGridView:
 * @width: of the whole grid, in pixels
 * @height: of the whole grid, in pixels
 * @x: how far the columns are scrolled, in pixels
 * @row: the first row on screen
 * @row_pixel: how much of that row is scrolled away, in pixels
 * @cursor_row: the row of the cursor, or %G_MAXUINT64
 * @cursor_column: the column of the cursor
 * @pinned_row: the row that is followed, or %G_MAXUINT64
 *
 * Which part of a grid is on screen. A row and pixels, not one number of
 * pixels, so that the last of 2^40 rows scrolls as smoothly as the first.
 */
typedef struct
{
  double  width;
  double  height;
  double  x;
  guint64 row;
  double  row_pixel;
  guint64 cursor_row;
  gsize   cursor_column;
  guint64 pinned_row;
} JigGridView;

/**
 * JigGridPart:
 * @JIG_GRID_NOTHING: beyond the last row or column
 * @JIG_GRID_CELL: a cell
 * @JIG_GRID_HEADER: the header of a column
 * @JIG_GRID_DIVIDER: the right edge of a header, to drag
 * @JIG_GRID_GUTTER: the number of a row
 */
typedef enum
{
  JIG_GRID_NOTHING,
  JIG_GRID_CELL,
  JIG_GRID_HEADER,
  JIG_GRID_DIVIDER,
  JIG_GRID_GUTTER,
} JigGridPart;

/**
 * JigGrid:
 *
 * The layout of a table of any size: where its columns are. It finds what is on
 * screen by binary search and paints only that.
 */
typedef struct _JigGrid JigGrid;

/* Nobody drags a column narrower than this. */
#define JIG_GRID_LEAST_WIDTH 32.0

JigGrid     *jig_grid_new               (const JigGridSource  *source,
                                         gpointer              data,
                                         double                text_scale,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void         jig_grid_free              (JigGrid              *self);

double       jig_grid_get_header_height (const JigGrid        *self);
double       jig_grid_get_row_height    (const JigGrid        *self);
double       jig_grid_get_gutter_width  (const JigGrid        *self);
double       jig_grid_get_total_width   (const JigGrid        *self);
guint64      jig_grid_get_n_rows        (const JigGrid        *self);
gsize        jig_grid_get_n_columns     (const JigGrid        *self);
double       jig_grid_get_column_width  (const JigGrid        *self,
                                         gsize                 column);
void         jig_grid_set_column_width  (JigGrid              *self,
                                         gsize                 column,
                                         double                width);
void         jig_grid_fit_column        (JigGrid              *self,
                                         gsize                 column,
                                         guint64               first_row,
                                         guint64               n_rows);

void         jig_grid_get_visible       (const JigGrid        *self,
                                         const JigGridView    *view,
                                         guint64              *n_rows,
                                         gsize                *first_column,
                                         gsize                *n_columns);
void         jig_grid_describe_column   (const JigGrid        *self,
                                         gsize                 column,
                                         JigGridColumn        *look);
void         jig_grid_describe_cell     (const JigGrid        *self,
                                         guint64               row,
                                         gsize                 column,
                                         GString              *text,
                                         JigGridCell          *look);
double       jig_grid_get_text_size     (const JigGrid        *self);
double       jig_grid_get_facts_width   (const JigGrid        *self,
                                         const JigGridColumn  *look);
JigRect      jig_grid_get_cell_rect     (const JigGrid        *self,
                                         const JigGridView    *view,
                                         guint64               row,
                                         gsize                 column);
JigGridPart  jig_grid_hit               (const JigGrid        *self,
                                         const JigGridView    *view,
                                         double                x,
                                         double                y,
                                         guint64              *row,
                                         gsize                *column);
void         jig_grid_clamp             (const JigGrid        *self,
                                         JigGridView          *view);
void         jig_grid_scroll            (const JigGrid        *self,
                                         JigGridView          *view,
                                         double                dx,
                                         double                dy);
void         jig_grid_reveal            (const JigGrid        *self,
                                         JigGridView          *view,
                                         guint64               row,
                                         gsize                 column);
void         jig_grid_paint             (const JigGrid        *self,
                                         const JigGridView    *view,
                                         const JigPalette     *palette,
                                         cairo_t              *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGrid, jig_grid_free)

G_END_DECLS
