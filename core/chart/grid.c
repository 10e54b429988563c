#include "core/chart/grid.h"

#include <math.h>

#include "core/base/alloc.h"
#include "core/chart/measure.h"

#define TEXT_SIZE      13.0
#define ROW_HEIGHT     28.0
#define HEADER_HEIGHT  66.0
#define CELL_PADDING   10.0
#define NARROW         112.0    /* of a column that nobody has resized */
#define WIDE           240.0
#define WIDEST_FIT     600.0    /* of a column fitted to its texts */
#define DIVIDER        4.0      /* on both sides of the edge of a header */

struct _JigGrid
{
  const JigGridSource *source;
  gpointer             data;
  double               scale;        /* of text */
  guint64              n_rows;
  gsize                n_columns;
  double               gutter;
  double              *offsets;      /* (n_columns + 1,) where columns begin */
};

/* Measured by counting: thousands of titles must not be shaped to open a file. */
static double
first_width (const JigGrid *self,
             gsize          column)
{
  JigGridColumn look = { 0 };
  double width;

  jig_grid_describe_column (self, column, &look);
  width = jig_measure_width (jig_measure_get_fixed (), look.title != NULL ? look.title : "",
                             1.12 * TEXT_SIZE, TRUE) + 2 * CELL_PADDING;

  return round (CLAMP (width, NARROW, WIDE) * self->scale);
}

static double
find_gutter (const JigGrid *self)
{
  g_autofree char *last = g_strdup_printf ("%" G_GUINT64_FORMAT, MAX (self->n_rows, 99));

  return round (jig_measure_width (jig_measure_get_fixed (), last, TEXT_SIZE * self->scale, FALSE)
                + 2 * CELL_PADDING * self->scale);
}

/**
 * jig_grid_new:
 * @source: what is shown; must outlive the grid
 * @data: handed to @source
 * @text_scale: how much larger than usual text is; 0 stands for 1
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a grid whose columns are as wide as their titles
 */
JigGrid *
jig_grid_new (const JigGridSource  *source,
              gpointer              data,
              double                text_scale,
              GError              **error)
{
  JigGrid *self;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (JigGrid, 1);
  self->source = source;
  self->data = data;
  self->scale = text_scale > 0 ? text_scale : 1.0;
  self->n_rows = source->get_n_rows (data);
  self->n_columns = source->get_n_columns (data);
  self->gutter = find_gutter (self);
  self->offsets = jig_alloc (self->n_columns + 1, sizeof *self->offsets, "the columns", error);
  if (self->offsets == NULL)
    {
      g_free (self);
      return NULL;
    }

  for (gsize i = 0; i < self->n_columns; i++)
    self->offsets[i + 1] = self->offsets[i] + first_width (self, i);

  return self;
}

void
jig_grid_free (JigGrid *self)
{
  jig_free (self->offsets);
  g_free (self);
}

double
jig_grid_get_text_size (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return TEXT_SIZE * self->scale;
}

double
jig_grid_get_header_height (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return round (HEADER_HEIGHT * self->scale);
}

double
jig_grid_get_row_height (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return round (ROW_HEIGHT * self->scale);
}

/**
 * jig_grid_get_gutter_width:
 * @self: a grid
 *
 * Returns: how wide the numbers of the rows are, in pixels
 */
double
jig_grid_get_gutter_width (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->gutter;
}

/**
 * jig_grid_get_total_width:
 * @self: a grid
 *
 * Returns: how wide gutter and columns are together, in pixels
 */
double
jig_grid_get_total_width (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->gutter + self->offsets[self->n_columns];
}

guint64
jig_grid_get_n_rows (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

gsize
jig_grid_get_n_columns (const JigGrid *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

double
jig_grid_get_column_width (const JigGrid *self,
                           gsize          column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, 0);

  return self->offsets[column + 1] - self->offsets[column];
}

/**
 * jig_grid_set_column_width:
 * @self: a grid
 * @column: a column
 * @width: in pixels
 *
 * Makes a column wider or narrower; those right of it move.
 */
void
jig_grid_set_column_width (JigGrid *self,
                           gsize    column,
                           double   width)
{
  double change;

  g_return_if_fail (self != NULL && column < self->n_columns);

  change = MAX (round (width), JIG_GRID_LEAST_WIDTH) - jig_grid_get_column_width (self, column);
  for (gsize i = column + 1; i <= self->n_columns; i++)
    self->offsets[i] += change;
}

/**
 * jig_grid_fit_column:
 * @self: a grid
 * @column: a column
 * @first_row: the first row looked at
 * @n_rows: how many are, such as those on screen
 *
 * Makes a column as wide as what it says.
 */
void
jig_grid_fit_column (JigGrid *self,
                     gsize    column,
                     guint64  first_row,
                     guint64  n_rows)
{
  const JigMeasure *measure = jig_measure_get_pango ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) longest = NULL;
  const double size = jig_grid_get_text_size (self);
  JigGridColumn header = { 0 };
  double width;

  g_return_if_fail (self != NULL && column < self->n_columns);

  jig_grid_describe_column (self, column, &header);
  width = jig_measure_width (measure, header.title != NULL ? header.title : "", size, TRUE);
  width = MAX (width, jig_grid_get_facts_width (self, &header));
  longest = g_string_new (NULL);
  for (guint64 row = first_row; row < self->n_rows && row - first_row < n_rows; row++)
    {
      JigGridCell look;

      jig_grid_describe_cell (self, row, column, text, &look);
      if (jig_measure_longer (longest->str, text->str) == text->str)
        g_string_assign (longest, text->str);
    }
  width = MAX (width, jig_measure_width (measure, longest->str, size, FALSE));

  jig_grid_set_column_width (self, column,
                             MIN (ceil (width) + 2 * CELL_PADDING * self->scale, WIDEST_FIT));
}

/**
 * jig_grid_describe_column:
 * @self: a grid
 * @column: a column
 * @look: (out): what its header shows
 *
 * Asks the source.
 */
void
jig_grid_describe_column (const JigGrid *self,
                          gsize          column,
                          JigGridColumn *look)
{
  *look = (JigGridColumn) { 0 };
  self->source->get_column (self->data, column, look);
}

/**
 * jig_grid_describe_cell:
 * @self: a grid
 * @row: a row
 * @column: a column
 * @text: overwritten with what the cell says
 * @look: (out): how
 *
 * Asks the source.
 */
void
jig_grid_describe_cell (const JigGrid *self,
                        guint64        row,
                        gsize          column,
                        GString       *text,
                        JigGridCell   *look)
{
  *look = (JigGridCell) { JIG_INK (JIG_TONE_FOREGROUND), JIG_INK_NONE };
  g_string_truncate (text, 0);
  self->source->get_cell (self->data, row, column, text, look);
}

/* The column that covers @x, which is at or behind the first and before the end. */
static gsize
find_column (const JigGrid *self,
             double         x)
{
  gsize begin = 0;
  gsize end = self->n_columns;

  while (end - begin > 1)
    {
      const gsize middle = begin + (end - begin) / 2;

      if (self->offsets[middle] <= x)
        begin = middle;
      else
        end = middle;
    }

  return begin;
}

/**
 * jig_grid_get_visible:
 * @self: a grid
 * @view: which part is on screen
 * @n_rows: (out): how many rows are, from the one of @view on
 * @first_column: (out): the first column that is, perhaps in part
 * @n_columns: (out): how many are
 *
 * Finds what has to be painted, in the time of a binary search.
 */
void
jig_grid_get_visible (const JigGrid     *self,
                      const JigGridView *view,
                      guint64           *n_rows,
                      gsize             *first_column,
                      gsize             *n_columns)
{
  const double height = view->height - jig_grid_get_header_height (self) + view->row_pixel;
  const double width = view->width - self->gutter;
  gsize end;

  g_return_if_fail (self != NULL && view != NULL);

  *n_rows = 0;
  if (height > 0 && view->row < self->n_rows)
    *n_rows = MIN ((guint64) ceil (height / jig_grid_get_row_height (self)),
                   self->n_rows - view->row);

  *first_column = *n_columns = 0;
  if (width <= 0 || self->n_columns == 0 || view->x >= self->offsets[self->n_columns])
    return;

  *first_column = find_column (self, view->x);
  end = *first_column;
  while (end < self->n_columns && self->offsets[end] < view->x + width)
    end++;
  *n_columns = end - *first_column;
}

/**
 * jig_grid_get_cell_rect:
 * @self: a grid
 * @view: which part is on screen
 * @row: a row
 * @column: a column
 *
 * Returns: where the cell is; outside of the view if it is not on screen
 */
JigRect
jig_grid_get_cell_rect (const JigGrid     *self,
                        const JigGridView *view,
                        guint64            row,
                        gsize              column)
{
  const double height = jig_grid_get_row_height (self);
  const double rows = row >= view->row ? (double) (row - view->row)
                                       : -(double) (view->row - row);

  g_return_val_if_fail (self != NULL && column < self->n_columns, ((JigRect) { 0, 0, 0, 0 }));

  return (JigRect) {
    self->gutter + self->offsets[column] - view->x,
    jig_grid_get_header_height (self) + rows * height - view->row_pixel,
    self->offsets[column + 1] - self->offsets[column], height,
  };
}

static JigGridPart
hit_header (const JigGrid *self,
            double         x,
            gsize         *column)
{
  *column = find_column (self, x);
  if (*column > 0 && x - self->offsets[*column] <= DIVIDER)
    {
      (*column)--;
      return JIG_GRID_DIVIDER;
    }

  return self->offsets[*column + 1] - x <= DIVIDER ? JIG_GRID_DIVIDER : JIG_GRID_HEADER;
}

/**
 * jig_grid_hit:
 * @self: a grid
 * @view: which part is on screen
 * @x: of the pointer
 * @y: of the pointer
 * @row: (out): of a cell or of the gutter
 * @column: (out): of a cell, a header or a divider
 *
 * Returns: what is at that point
 */
JigGridPart
jig_grid_hit (const JigGrid     *self,
              const JigGridView *view,
              double             x,
              double             y,
              guint64           *row,
              gsize             *column)
{
  const double header = jig_grid_get_header_height (self);
  const double at = x - self->gutter + view->x;
  const gboolean is_on_column = x >= self->gutter && at < self->offsets[self->n_columns] + DIVIDER
                                && self->n_columns > 0;
  double rows;

  g_return_val_if_fail (self != NULL && view != NULL, JIG_GRID_NOTHING);

  if (x < 0 || y < 0 || x >= view->width || y >= view->height)
    return JIG_GRID_NOTHING;
  if (y < header)
    return is_on_column ? hit_header (self, at, column) : JIG_GRID_NOTHING;

  rows = floor ((y - header + view->row_pixel) / jig_grid_get_row_height (self));
  if (view->row >= self->n_rows || rows >= (double) (self->n_rows - view->row))
    return JIG_GRID_NOTHING;

  *row = view->row + (guint64) rows;
  if (x < self->gutter)
    return JIG_GRID_GUTTER;
  if (at >= self->offsets[self->n_columns])
    return JIG_GRID_NOTHING;

  *column = find_column (self, at);
  return JIG_GRID_CELL;
}

/* How far down one may scroll: until the last row stands at the bottom. */
static void
find_last_row (const JigGrid     *self,
               const JigGridView *view,
               guint64           *row,
               double            *row_pixel)
{
  const double height = jig_grid_get_row_height (self);
  const double room = MAX (view->height - jig_grid_get_header_height (self), height);
  const guint64 n_whole = (guint64) ceil (room / height);

  *row = 0;
  *row_pixel = 0;
  if (self->n_rows < n_whole || (double) self->n_rows * height <= room)
    return;

  *row = self->n_rows - n_whole;
  *row_pixel = (double) n_whole * height - room;
}

/**
 * jig_grid_clamp:
 * @self: a grid
 * @view: (inout): which part is on screen
 *
 * Keeps the view on the table, after the window or the table has changed.
 */
void
jig_grid_clamp (const JigGrid *self,
                JigGridView   *view)
{
  const double most = jig_grid_get_total_width (self) - view->width;
  guint64 row;
  double row_pixel;

  g_return_if_fail (self != NULL && view != NULL);

  view->x = CLAMP (view->x, 0, MAX (most, 0));
  find_last_row (self, view, &row, &row_pixel);
  if (view->row > row || (view->row == row && view->row_pixel > row_pixel))
    {
      view->row = row;
      view->row_pixel = row_pixel;
    }
}

/**
 * jig_grid_scroll:
 * @self: a grid
 * @view: (inout): which part is on screen
 * @dx: to the right, in pixels
 * @dy: down, in pixels
 *
 * Scrolls as far as there is something to see.
 */
void
jig_grid_scroll (const JigGrid *self,
                 JigGridView   *view,
                 double         dx,
                 double         dy)
{
  const double height = jig_grid_get_row_height (self);
  double rows;

  g_return_if_fail (self != NULL && view != NULL);

  view->x += dx;
  rows = floor ((view->row_pixel + dy) / height);
  view->row_pixel += dy - rows * height;
  if (rows < 0 && -rows > (double) view->row)
    {
      view->row = 0;
      view->row_pixel = 0;
    }
  else if (rows < 0)
    view->row -= (guint64) -rows;
  else if (rows >= (double) (self->n_rows - MIN (view->row, self->n_rows)))
    view->row = self->n_rows;
  else
    view->row += (guint64) rows;

  jig_grid_clamp (self, view);
}

/**
 * jig_grid_reveal:
 * @self: a grid
 * @view: (inout): which part is on screen
 * @row: a row
 * @column: a column
 *
 * Scrolls no further than it takes to see all of a cell.
 */
void
jig_grid_reveal (const JigGrid *self,
                 JigGridView   *view,
                 guint64        row,
                 gsize          column)
{
  const double height = jig_grid_get_row_height (self);
  const double room = view->height - jig_grid_get_header_height (self);
  const double width = view->width - self->gutter;

  g_return_if_fail (self != NULL && row < self->n_rows && column < self->n_columns);

  if (self->offsets[column + 1] > view->x + width)
    view->x = self->offsets[column + 1] - width;
  if (self->offsets[column] < view->x)
    view->x = self->offsets[column];

  if (row <= view->row)
    {
      view->row = row;
      view->row_pixel = 0;
    }
  else if ((double) (row - view->row + 1) * height - view->row_pixel > room)
    {
      const double above = MAX (room - height, 0);
      const guint64 n_above = (guint64) ceil (above / height);

      view->row = row - MIN (n_above, row);
      view->row_pixel = (double) n_above * height - above;
    }

  jig_grid_clamp (self, view);
}
