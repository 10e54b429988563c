/* A figure that is a table: texts in rows and columns, some cells highlighted.
 * Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/number.h"

#define CELL_PADDING   8.0
#define ROW_HEIGHT     1.9     /* in text sizes */
#define MEASURED_ROWS  200     /* the widths of columns are those of the first rows */
#define LEAST_WIDTH    36.0
#define EDGE           3.0     /* of a highlighted cell */

typedef struct
{
  const JigMark *mark;
  JigPlot       *plot;
  double        *lefts;       /* (n_columns + 1,) */
  gboolean      *is_number;   /* (n_columns,) */
  double         row_height;
  gsize          n_shown;     /* rows, without the one that says how many more there are */
} Table;

static const char *
get_text (const JigMark *self,
          gsize          row,
          gsize          column)
{
  return jig_mark_get_label (self, row * self->n_columns + column);
}

static double
measure (const Table *self,
         const char  *text,
         gboolean     is_bold)
{
  if (text == NULL)
    return 0;

  return jig_measure_width (self->plot->measure, text, self->plot->text_size, is_bold)
         + 2 * CELL_PADDING;
}

static gboolean
is_number (const char *text)
{
  double value;

  return text == NULL || jig_number_parse (text, strlen (text), '.', &value);
}

static double
measure_column (Table *self,
                gsize  column)
{
  const JigMark *mark = self->mark;
  const char *longest = NULL;

  self->is_number[column] = mark->n_rows > 0;
  for (gsize row = 0; row < MIN (mark->n_rows, MEASURED_ROWS); row++)
    {
      const char *text = get_text (mark, row, column);

      longest = jig_measure_longer (longest, text);
      self->is_number[column] = self->is_number[column] && is_number (text);
    }

  return MAX (MAX (LEAST_WIDTH, measure (self, mark->headers[column], TRUE)),
              measure (self, longest, TRUE));
}

static void
place_columns (Table  *self,
               double *widths)
{
  const gsize n_columns = self->mark->n_columns;
  const JigRect *area = &self->plot->area;
  double left = area->x;
  double most;

  for (gsize column = 0; column < n_columns; column++)
    widths[column] = measure_column (self, column);

  most = jig_plot_find_most (widths, n_columns, area->width);
  for (gsize column = 0; column < n_columns; column++)
    {
      self->lefts[column] = round (left);
      left += MIN (widths[column], most);
    }
  self->lefts[n_columns] = round (left);
}

static gsize
count_shown (const Table *self)
{
  const double room = self->plot->area.height / self->row_height;
  const gsize n_places = room > 2 ? (gsize) room - 1 : 1;

  return self->mark->n_rows <= n_places ? self->mark->n_rows : n_places - 1;
}

/* Row 0 is the header. */
static JigRect
find_rect (const Table *self,
           gsize        row,
           gsize        column)
{
  return (JigRect) { self->lefts[column],
                     self->plot->area.y + (double) row * self->row_height,
                     self->lefts[column + 1] - self->lefts[column], self->row_height };
}

static void
add_text (const Table *self,
          const char  *text,
          JigRect      rect,
          gboolean     is_number_column,
          gboolean     is_bold)
{
  const JigTextStyle style = {
    .size = self->plot->text_size, .is_bold = is_bold, .align_y = JIG_ALIGN_MIDDLE,
    .align_x = is_number_column ? JIG_ALIGN_END : JIG_ALIGN_START,
    .is_number = is_number_column, .max_width = MAX (rect.width - 1.5 * CELL_PADDING, 1),
  };

  if (text != NULL)
    jig_drawing_add_text (self->plot->drawing, text,
                          is_number_column ? rect.x + rect.width - CELL_PADDING
                                           : rect.x + CELL_PADDING,
                          rect.y + rect.height / 2, JIG_INK (JIG_TONE_FOREGROUND), &style);
}

static void
add_header (const Table *self)
{
  const JigRect *area = &self->plot->area;
  const double bottom = area->y + self->row_height;
  const gsize n_columns = self->mark->n_columns;

  jig_drawing_add_rect (self->plot->drawing,
                        (JigRect) { area->x, area->y, self->lefts[n_columns] - area->x,
                                    self->row_height },
                        JIG_INK (JIG_TONE_SURFACE));
  for (gsize column = 0; column < n_columns; column++)
    add_text (self, self->mark->headers[column], find_rect (self, 0, column),
              self->is_number[column], TRUE);
  jig_drawing_add_line (self->plot->drawing, area->x, floor (bottom) + 0.5,
                        self->lefts[n_columns], floor (bottom) + 0.5,
                        (JigInk) { JIG_TONE_MUTED, 0.7f, 0.0f }, 1);
}

/* Colour, an edge and bold letters: one of them is seen by everybody. */
static void
add_highlight (const Table *self,
               JigRect      rect,
               JigTone      tone,
               JigItemId    id)
{
  jig_drawing_add_rect (self->plot->drawing,
                        (JigRect) { rect.x, rect.y + 1, rect.width, rect.height - 1 },
                        (JigInk) { tone, 0.16f, 0.0f })->id = id;
  jig_drawing_add_rect (self->plot->drawing,
                        (JigRect) { rect.x, rect.y + 1, EDGE, rect.height - 1 },
                        JIG_INK (tone));
}

static void
add_row (const Table *self,
         gsize        row)
{
  const JigMark *mark = self->mark;
  const double bottom = self->plot->area.y + (double) (row + 2) * self->row_height;

  for (gsize column = 0; column < mark->n_columns; column++)
    {
      const gsize item = row * mark->n_columns + column;
      const JigTone tone = mark->tones != NULL ? mark->tones[item] : JIG_TONE_NONE;
      const JigRect rect = find_rect (self, row + 1, column);

      if (tone != JIG_TONE_NONE)
        add_highlight (self, rect, tone, jig_mark_get_id (mark, item));
      add_text (self, mark->labels[item], rect, self->is_number[column], tone != JIG_TONE_NONE);
    }

  jig_drawing_add_line (self->plot->drawing, self->lefts[0], floor (bottom) + 0.5,
                        self->lefts[mark->n_columns], floor (bottom) + 0.5,
                        JIG_INK (JIG_TONE_GRID), 1);
}

static void
add_more (const Table *self)
{
  const gulong n = (gulong) (self->mark->n_rows - self->n_shown);
  g_autofree char *text = g_strdup_printf (ngettext ("… %lu more row", "… %lu more rows", n), n);
  JigRect rect = find_rect (self, self->n_shown + 1, 0);
  const JigTextStyle style = { .size = self->plot->text_size, .align_y = JIG_ALIGN_MIDDLE };

  jig_drawing_add_text (self->plot->drawing, text, rect.x + CELL_PADDING,
                        rect.y + rect.height / 2, JIG_INK (JIG_TONE_MUTED), &style);
}

static void
add_items (const Table *self)
{
  const JigMark *mark = self->mark;
  JigItemBox *boxes = jig_plot_add_items (self->plot, mark);

  for (gsize i = 0; boxes != NULL && i < mark->n_items; i++)
    {
      const gsize row = MIN (i / mark->n_columns, self->n_shown);
      const JigRect rect = find_rect (self, row + 1, i % mark->n_columns);

      boxes[i] = (JigItemBox) { (float) rect.x, (float) rect.y, (float) rect.width,
                                (float) rect.height };
    }
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  Table table = { self, plot, NULL, NULL, 0, 0 };
  jig_autofree double *widths = NULL;

  if (self->n_columns == 0)
    return;

  widths = jig_drawing_alloc (plot->drawing, self->n_columns, sizeof *widths);
  table.lefts = jig_drawing_alloc (plot->drawing, self->n_columns + 1, sizeof *table.lefts);
  table.is_number = jig_drawing_alloc (plot->drawing, self->n_columns, sizeof *table.is_number);
  if (table.lefts != NULL && table.is_number != NULL)
    {
      table.row_height = round (plot->text_size * ROW_HEIGHT);
      table.n_shown = count_shown (&table);
      place_columns (&table, widths);

      add_header (&table);
      for (gsize row = 0; row < table.n_shown; row++)
        add_row (&table, row);
      if (table.n_shown < self->n_rows)
        add_more (&table);
      add_items (&table);
    }

  jig_free (table.lefts);
  jig_free (table.is_number);
}

static void
add_headers (const JigMark *self,
             GPtrArray     *headers)
{
  for (gsize column = 0; column < self->n_columns; column++)
    g_ptr_array_add (headers, g_strdup (self->headers[column] != NULL ? self->headers[column]
                                                                     : ""));
}

static gsize
get_n_rows (const JigMark *self)
{
  return self->n_rows;
}

static void
get_cell (const JigMark *self,
          gsize          row,
          gsize          column,
          JigTwinCell   *cell)
{
  cell->text = g_strdup (get_text (self, row, column));
}

static char *
dup_item (const JigMark *self,
          gsize          item)
{
  const gsize row = item / self->n_columns;
  const gsize column = item % self->n_columns;
  const char *header = self->headers[column];
  const char *text = self->labels[item];

  return g_strdup_printf (_("Row %lu, %s: %s"), (gulong) row + 1, header != NULL ? header : "",
                          text != NULL ? text : "");
}

static char *
dup_sentence (const JigMark *self)
{
  gulong n_marked = 0;

  for (gsize i = 0; self->tones != NULL && i < self->n_items; i++)
    n_marked += self->tones[i] != JIG_TONE_NONE;

  return g_strdup_printf (_("Rows: %lu, columns: %lu, highlighted cells: %lu."),
                          (gulong) self->n_rows, (gulong) self->n_columns, n_marked);
}

const JigMarkOps jig_mark_table = {
  .id = "table",
  .level = 0,
  .layout = layout,
  .add_headers = add_headers,
  .get_n_rows = get_n_rows,
  .get_cell = get_cell,
  .dup_item = dup_item,
  .dup_sentence = dup_sentence,
};
