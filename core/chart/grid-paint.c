/* The painting of a grid. Tested by tests/core/chart/grid.c. */

#include "core/chart/grid.h"

#include <math.h>

#include <pango/pangocairo.h>

#include "core/chart/measure.h"
#include "core/chart/paint.h"

#define PADDING     10.0
#define SMALL       0.82    /* of the text in a header that is not the title */
#define FACTS_GAP   6.0
#define CHIP_HEIGHT 1.5     /* of a chip, in sizes of its text */
#define BARS_SHARE  0.24    /* of the header that its histogram takes */

typedef struct
{
  const JigGrid     *grid;
  const JigGridView *view;
  const JigPalette  *palette;
  cairo_t           *cr;
  PangoLayout       *layout;
  double             header;
  double             gutter;
  double             row_height;
  double             size;        /* of text */
  guint64            n_rows;      /* on screen */
  gsize              first_column;
  gsize              n_columns;   /* on screen */
} Painter;

static void
fill_rect (Painter *self,
           JigRect  rect,
           JigInk   ink)
{
  jig_paint_set_ink (self->cr, self->palette, ink);
  cairo_rectangle (self->cr, rect.x, rect.y, rect.width, rect.height);
  cairo_fill (self->cr);
}

static void
write_text (Painter    *self,
            const char *text,
            double      x,
            double      y,
            JigInk      ink,
            double      size,
            gboolean    is_bold,
            JigAlign    align,
            double      max_width)
{
  const JigTextStyle style = { .size = size, .is_bold = is_bold, .align_x = align,
                               .align_y = JIG_ALIGN_MIDDLE, .max_width = MAX (max_width, 1),
                               .is_number = align == JIG_ALIGN_END };

  if (*text == '\0' || max_width < size)
    return;

  jig_paint_set_ink (self->cr, self->palette, ink);
  jig_paint_text (self->cr, self->layout, text, x, y, &style);
}

static void
clip_to (Painter *self,
         JigRect  rect)
{
  cairo_save (self->cr);
  cairo_rectangle (self->cr, rect.x, rect.y, rect.width, rect.height);
  cairo_clip (self->cr);
}

static void
paint_cell (Painter  *self,
            guint64   row,
            gsize     column,
            gboolean  is_number,
            GString  *text)
{
  const JigRect rect = jig_grid_get_cell_rect (self->grid, self->view, row, column);
  JigGridCell look;

  jig_grid_describe_cell (self->grid, row, column, text, &look);
  if (look.fill.tone != JIG_TONE_NONE)
    fill_rect (self, rect, look.fill);
  write_text (self, text->str,
              is_number ? rect.x + rect.width - PADDING : rect.x + PADDING,
              rect.y + rect.height / 2, look.ink, self->size, FALSE,
              is_number ? JIG_ALIGN_END : JIG_ALIGN_START, rect.width - 1.6 * PADDING);
}

static void
paint_cells (Painter *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  /* Column by column: the source's columns lie together in memory. */
  for (gsize i = 0; i < self->n_columns; i++)
    {
      const gsize column = self->first_column + i;
      JigGridColumn look;

      jig_grid_describe_column (self->grid, column, &look);
      for (guint64 row = 0; row < self->n_rows; row++)
        paint_cell (self, self->view->row + row, column, look.is_number, text);
    }
}

static double
row_top (const Painter *self,
         guint64        row)
{
  return self->header + (double) (row - self->view->row) * self->row_height
         - self->view->row_pixel;
}

static void
paint_lines (Painter *self)
{
  const double right = MIN (jig_grid_get_total_width (self->grid) - self->view->x,
                            self->view->width);

  for (guint64 row = 1; row <= self->n_rows; row++)
    fill_rect (self,
               (JigRect) { 0, floor (row_top (self, self->view->row + row)) - 1, right, 1 },
               (JigInk) { JIG_TONE_GRID, 0.7f, 0.0f });
}

static void
paint_pinned_row (Painter *self)
{
  const guint64 row = self->view->pinned_row;

  if (row < self->view->row || row - self->view->row >= self->n_rows)
    return;

  fill_rect (self, (JigRect) { 0, row_top (self, row), self->view->width, self->row_height },
             (JigInk) { JIG_TONE_ACCENT, 0.16f, 0.0f });
  fill_rect (self, (JigRect) { 0, row_top (self, row), 3, self->row_height },
             JIG_INK (JIG_TONE_ACCENT));
}

static void
paint_cursor (Painter *self)
{
  const guint64 row = self->view->cursor_row;
  JigRect rect;

  if (row < self->view->row || row - self->view->row >= self->n_rows
      || self->view->cursor_column >= jig_grid_get_n_columns (self->grid))
    return;

  rect = jig_grid_get_cell_rect (self->grid, self->view, row, self->view->cursor_column);
  jig_paint_set_ink (self->cr, self->palette, JIG_INK (JIG_TONE_ACCENT));
  cairo_set_line_width (self->cr, 2);
  cairo_rectangle (self->cr, rect.x + 1, rect.y, rect.width - 2, rect.height - 2);
  cairo_stroke (self->cr);
}

static void
paint_gutter (Painter *self)
{
  fill_rect (self, (JigRect) { 0, self->header, self->gutter, self->view->height },
             JIG_INK (JIG_TONE_SURFACE));
  paint_pinned_row (self);

  for (guint64 i = 0; i < self->n_rows; i++)
    {
      const guint64 row = self->view->row + i;
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, row + 1);

      write_text (self, number, self->gutter - PADDING,
                  row_top (self, row) + self->row_height / 2, JIG_INK (JIG_TONE_MUTED),
                  self->size * SMALL, FALSE, JIG_ALIGN_END, self->gutter);
    }
}

/* Counted, not shaped: a header is described for every column that is fitted. */
static double
estimate_width (const JigGrid *self,
                const char    *text)
{
  return jig_measure_width (jig_measure_get_fixed (), text, jig_grid_get_text_size (self) * SMALL,
                            FALSE);
}

static char *
dup_missing (const JigGridColumn *look)
{
  const double percent = look->missing * 100;

  if (!(look->missing > 0))
    return NULL;
  if (percent < 0.1)
    return g_strdup ("<0.1 %");

  return g_strdup_printf ("%d.%d %%", (int) percent, (int) (percent * 10) % 10);
}

static double
chip_width (const JigGrid *self,
            const char    *type)
{
  return round (estimate_width (self, type) + PADDING);
}

/**
 * jig_grid_get_facts_width:
 * @self: a grid
 * @look: a column
 *
 * Returns: how wide the second line of its header is, in pixels
 */
double
jig_grid_get_facts_width (const JigGrid       *self,
                          const JigGridColumn *look)
{
  g_autofree char *missing = dup_missing (look);
  double width = 0;

  g_return_val_if_fail (self != NULL && look != NULL, 0);

  if (look->type != NULL)
    width += chip_width (self, look->type);
  if (missing != NULL)
    width += FACTS_GAP + estimate_width (self, missing);

  return width;
}

/* The kind of the column on a chip, then how much of it is missing, if that has room:
 * a part of a number would be another number. */
static void
paint_facts (Painter             *self,
             const JigGridColumn *look,
             JigRect              rect)
{
  const double size = self->size * SMALL;
  const double middle = rect.y + rect.height / 2;
  g_autofree char *missing = dup_missing (look);
  double x = rect.x;

  if (look->type != NULL)
    {
      const double chip = MIN (rect.width, chip_width (self->grid, look->type));

      fill_rect (self, (JigRect) { x, round (middle - size * CHIP_HEIGHT / 2), chip,
                                   round (size * CHIP_HEIGHT) },
                 (JigInk) { JIG_TONE_MUTED, 0.16f, 0.0f });
      write_text (self, look->type, x + chip / 2, middle, JIG_INK (JIG_TONE_FOREGROUND), size,
                  FALSE, JIG_ALIGN_MIDDLE, chip);
      x += chip + FACTS_GAP;
    }

  if (missing != NULL && x + estimate_width (self->grid, missing) <= rect.x + rect.width + 1)
    write_text (self, missing, x, middle, JIG_INK (JIG_TONE_WARN), size, FALSE, JIG_ALIGN_START,
                rect.x + rect.width - x + PADDING / 2);
}

static void
paint_bars (Painter             *self,
            const JigGridColumn *look,
            JigRect              rect)
{
  const double width = look->n_counts > 0 ? rect.width / (double) look->n_counts : 0;
  guint32 most = 0;

  for (gsize i = 0; i < look->n_counts; i++)
    most = MAX (most, look->counts[i]);
  if (most == 0)
    return;

  jig_paint_set_ink (self->cr, self->palette, (JigInk) { JIG_TONE_MUTED, 0.7f, 0.0f });
  for (gsize i = 0; i < look->n_counts; i++)
    {
      const double left = round (rect.x + (double) i * width);
      const double right = round (rect.x + (double) (i + 1) * width);
      const double height = ceil (rect.height * (double) look->counts[i] / (double) most);

      cairo_rectangle (self->cr, left, rect.y + rect.height - height,
                       MAX (right - left - (width > 3 ? 1 : 0), 1), height);
    }
  cairo_fill (self->cr);
}

static void
paint_header (Painter *self,
              gsize    column)
{
  const JigRect cell = jig_grid_get_cell_rect (self->grid, self->view, self->view->row, column);
  const double left = cell.x + PADDING;
  const double width = cell.width - 2 * PADDING;
  const double line = self->size * 1.6;
  const double bars = round (self->header * BARS_SHARE);
  JigGridColumn look;

  jig_grid_describe_column (self->grid, column, &look);
  clip_to (self, (JigRect) { MAX (cell.x, self->gutter), 0, cell.width, self->header });
  write_text (self, look.title != NULL ? look.title : "", left, 4 + line / 2,
              JIG_INK (JIG_TONE_FOREGROUND), self->size, TRUE, JIG_ALIGN_START, width);
  paint_facts (self, &look, (JigRect) { left, 4 + line, width, line });
  if (look.counts != NULL)
    paint_bars (self, &look, (JigRect) { left, self->header - bars - 3, width, bars });
  fill_rect (self, (JigRect) { floor (cell.x + cell.width) - 1, 8, 1, self->header - 16 },
             JIG_INK (JIG_TONE_GRID));
  cairo_restore (self->cr);
}

static void
paint_headers (Painter *self)
{
  fill_rect (self, (JigRect) { 0, 0, self->view->width, self->header },
             JIG_INK (JIG_TONE_SURFACE));
  for (gsize i = 0; i < self->n_columns; i++)
    paint_header (self, self->first_column + i);
  fill_rect (self, (JigRect) { 0, self->header - 1, self->view->width, 1 },
             (JigInk) { JIG_TONE_MUTED, 0.5f, 0.0f });
}

/**
 * jig_grid_paint:
 * @self: a grid
 * @view: which part is on screen
 * @palette: its colours
 * @cr: where to
 *
 * Paints what is on screen and nothing else: headers, row numbers, cells, the
 * pinned row and the cursor.
 */
void
jig_grid_paint (const JigGrid     *self,
                const JigGridView *view,
                const JigPalette  *palette,
                cairo_t           *cr)
{
  Painter painter = { .grid = self, .view = view, .palette = palette, .cr = cr };

  g_return_if_fail (self != NULL && view != NULL && palette != NULL && cr != NULL);

  painter.layout = pango_cairo_create_layout (cr);
  painter.header = jig_grid_get_header_height (self);
  painter.gutter = jig_grid_get_gutter_width (self);
  painter.row_height = jig_grid_get_row_height (self);
  painter.size = jig_grid_get_text_size (self);
  jig_grid_get_visible (self, view, &painter.n_rows, &painter.first_column, &painter.n_columns);

  clip_to (&painter, (JigRect) { 0, 0, view->width, view->height });
  fill_rect (&painter, (JigRect) { 0, 0, view->width, view->height },
             JIG_INK (JIG_TONE_BACKGROUND));

  clip_to (&painter, (JigRect) { painter.gutter, painter.header, view->width, view->height });
  paint_pinned_row (&painter);
  paint_cells (&painter);
  paint_lines (&painter);
  paint_cursor (&painter);
  cairo_restore (cr);

  clip_to (&painter, (JigRect) { 0, painter.header, painter.gutter, view->height });
  paint_gutter (&painter);
  cairo_restore (cr);
  paint_headers (&painter);
  cairo_restore (cr);

  g_object_unref (painter.layout);
}
