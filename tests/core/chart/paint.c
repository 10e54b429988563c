/* Pictures differ between fonts, so they are looked at for what must be there:
 * ink in its colour, at its place, and none outside. */

#include "core/chart/paint.h"

#include <math.h>

#include "core/chart/layout.h"
#include "tests/support/figures.h"

#define WIDTH  120
#define HEIGHT 80

typedef struct
{
  cairo_surface_t *surface;
  cairo_t         *cr;
} Canvas;

static Canvas
open_canvas (int width,
             int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  return (Canvas) { surface, cairo_create (surface) };
}

static void
close_canvas (Canvas *canvas)
{
  g_assert_cmpint (cairo_status (canvas->cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
}

static guint32
pixel_at (const Canvas *canvas,
          int           x,
          int           y)
{
  const guchar *data;

  cairo_surface_flush (canvas->surface);
  data = cairo_image_surface_get_data (canvas->surface)
         + y * cairo_image_surface_get_stride (canvas->surface);

  return ((const guint32 *) (gconstpointer) data)[x];
}

static guint
count_ink (const Canvas *canvas,
           int           x_from,
           int           y_from,
           int           x_to,
           int           y_to)
{
  guint n = 0;

  for (int y = y_from; y < y_to; y++)
    for (int x = x_from; x < x_to; x++)
      n += pixel_at (canvas, x, y) != 0;

  return n;
}

static guint
paint_shape (void        (*add) (JigDrawing *drawing),
             JigRect       area)
{
  JigDrawing *building = jig_drawing_new (WIDTH, HEIGHT);
  Canvas canvas = open_canvas (WIDTH, HEIGHT);
  g_autoptr(JigDrawing) drawing = NULL;
  guint n, n_all;

  add (building);
  drawing = jig_drawing_finish (building, NULL);
  jig_paint_drawing (drawing, jig_palette_get (FALSE, FALSE), canvas.cr);
  n = count_ink (&canvas, (int) area.x, (int) area.y, (int) (area.x + area.width),
                 (int) (area.y + area.height));
  n_all = count_ink (&canvas, 0, 0, WIDTH, HEIGHT);
  g_assert_cmpuint (n, ==, n_all);
  close_canvas (&canvas);

  return n;
}

static void
add_rect (JigDrawing *drawing)
{
  jig_drawing_add_rect (drawing, (JigRect) { 10, 10, 20, 10 }, JIG_INK (JIG_TONE_BAD));
}

static void
add_round_rect (JigDrawing *drawing)
{
  JigShape *shape = jig_drawing_add_rect (drawing, (JigRect) { 10, 10, 20, 10 },
                                          JIG_INK (JIG_TONE_BAD));

  shape->radius = 5;
  shape->hatch = JIG_HATCH_CROSS;
}

static void
add_line (JigDrawing *drawing)
{
  jig_drawing_add_line (drawing, 10, 20.5, 60, 20.5, JIG_INK (JIG_TONE_ACCENT), 1);
}

static void
add_gap (JigDrawing *drawing)
{
  JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_POLYLINE);

  shape->stroke = JIG_INK (JIG_TONE_ACCENT);
  shape->width = 1;
  jig_drawing_add_point (drawing, 10, 20.5);
  jig_drawing_add_point (drawing, 20, 20.5);
  jig_drawing_add_point (drawing, NAN, NAN);
  jig_drawing_add_point (drawing, 50, 20.5);
  jig_drawing_add_point (drawing, 60, 20.5);
}

static void
add_long_line (JigDrawing *drawing)
{
  JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_POLYLINE);

  shape->stroke = JIG_INK (JIG_TONE_ACCENT);
  shape->width = 1;
  for (int i = 0; i <= 1000; i++)
    jig_drawing_add_point (drawing, 10 + i * 0.05, 20.5);
}

static void
add_polygon (JigDrawing *drawing)
{
  jig_drawing_add (drawing, JIG_SHAPE_POLYGON)->fill = JIG_INK (JIG_TONE_GOOD);
  jig_drawing_add_point (drawing, 10, 10);
  jig_drawing_add_point (drawing, 30, 10);
  jig_drawing_add_point (drawing, 30, 30);
}

static void
add_curve (JigDrawing *drawing)
{
  JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_CURVE);

  shape->stroke = JIG_INK (JIG_TONE_GOOD);
  shape->width = 1;
  jig_drawing_add_point (drawing, 10, 10);
  jig_drawing_add_point (drawing, 30, 10);
  jig_drawing_add_point (drawing, 30, 40);
  jig_drawing_add_point (drawing, 50, 40);
}

static void
add_columns (JigDrawing *drawing)
{
  JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_COLUMNS);
  JigPoint *columns;

  shape->rect.x = 10;
  shape->stroke = JIG_INK (JIG_TONE_GOOD);
  columns = jig_drawing_add_points (drawing, 3);
  columns[0] = (JigPoint) { 10, 20 };
  columns[1] = (JigPoint) { NAN, NAN };
  columns[2] = (JigPoint) { 10, 15 };
}

static void
add_stamps (JigDrawing *drawing)
{
  for (guint marker = 0; marker < JIG_N_MARKERS; marker++)
    {
      JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_STAMPS);

      shape->fill = JIG_INK (JIG_TONE_GOOD);
      shape->radius = 4;
      shape->marker = marker;
      jig_drawing_add_point (drawing, 10 + 12 * marker, 20);
      jig_drawing_add_point (drawing, NAN, 20);
    }
}

static void
add_many_stamps (JigDrawing *drawing)
{
  JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_STAMPS);

  shape->fill = JIG_INK (JIG_TONE_GOOD);
  shape->radius = 2;
  for (int i = 0; i < 2000; i++)
    jig_drawing_add_point (drawing, 10 + i % 50, 20 + i / 50);
}

static void
add_image (JigDrawing *drawing)
{
  guint8 *levels = jig_drawing_add_image (drawing, (JigRect) { 10, 10, 20, 20 }, 2, 2,
                                          JIG_INK (JIG_TONE_SEQUENTIAL));

  levels[0] = 1;
  levels[3] = 255;
}

static void
add_text (JigDrawing *drawing)
{
  const JigTextStyle style = { .size = 12 };

  jig_drawing_add_text (drawing, "Round 33", 10, 10, JIG_INK (JIG_TONE_FOREGROUND), &style);
}

static void
add_clipped (JigDrawing *drawing)
{
  jig_drawing_push_clip (drawing, (JigRect) { 10, 10, 5, 5 });
  add_rect (drawing);
  jig_drawing_pop_clip (drawing);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *name;
    void      (*add) (JigDrawing *drawing);
    JigRect     area;
    guint       least;
    guint       most;
  } rows[] = {
    { "rect", add_rect, { 10, 10, 20, 10 }, 200, 200 },
    { "round rect", add_round_rect, { 10, 10, 20, 10 }, 150, 199 },
    { "line", add_line, { 10, 20, 50, 1 }, 50, 50 },
    { "gap", add_gap, { 10, 20, 50, 1 }, 20, 20 },
    { "long line", add_long_line, { 9, 20, 52, 1 }, 50, 52 },
    { "polygon", add_polygon, { 10, 10, 20, 20 }, 180, 230 },
    { "curve", add_curve, { 8, 8, 44, 34 }, 50, 200 },
    { "columns", add_columns, { 10, 10, 3, 10 }, 15, 15 },
    { "stamps", add_stamps, { 3, 12, 100, 16 }, 250, 900 },
    { "many stamps", add_many_stamps, { 6, 16, 58, 48 }, 1800, 2600 },
    { "image", add_image, { 10, 10, 20, 20 }, 200, 200 },
    { "text", add_text, { 10, 10, 80, 24 }, 60, 1200 },
    { "clipped", add_clipped, { 10, 10, 5, 5 }, 25, 25 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const guint n = paint_shape (rows[i].add, rows[i].area);

      g_test_message ("%s: %u", rows[i].name, n);
      g_assert_cmpuint (n, >=, rows[i].least);
      g_assert_cmpuint (n, <=, rows[i].most);
    }
}

/* A tone has the colour that the palette says. */
static void
test_colors (void)
{
  g_autoptr(JigDrawing) drawing = jig_drawing_new (WIDTH, HEIGHT);
  Canvas canvas = open_canvas (WIDTH, HEIGHT);

  add_rect (drawing);
  jig_paint_background (drawing, jig_palette_get (FALSE, FALSE), canvas.cr);
  g_assert_cmphex (pixel_at (&canvas, 0, 0), ==, 0xffffffff);
  jig_paint_drawing (drawing, jig_palette_get (FALSE, FALSE), canvas.cr);
  g_assert_cmphex (pixel_at (&canvas, 15, 15), ==, 0xffc01c28);
  jig_paint_background (drawing, jig_palette_get (TRUE, FALSE), canvas.cr);
  g_assert_cmphex (pixel_at (&canvas, 0, 0), ==, 0xff1e1e1e);
  close_canvas (&canvas);
}

static guint
count_colors (const Canvas *canvas,
              int           width,
              int           height)
{
  g_autoptr(GHashTable) colors = g_hash_table_new (NULL, NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      g_hash_table_add (colors, GUINT_TO_POINTER (pixel_at (canvas, x, y)));

  return g_hash_table_size (colors);
}

/* Every figure in every look, with real fonts: something is there, and the margin
 * is free. */
static void
test_figures (gconstpointer data)
{
  const JigTestFigure *row = data;
  const JigLayout layout = { .width = 480, .height = 320 };
  g_autoptr(JigFigure) figure = row->make ();
  g_autoptr(JigDrawing) drawing = jig_layout_figure (figure, &layout, NULL);

  for (guint look = 0; look < 4; look++)
    {
      Canvas canvas = open_canvas (480, 320);

      jig_paint_drawing (drawing, jig_palette_get (look & 1, look & 2), canvas.cr);
      g_assert_cmpuint (count_ink (&canvas, 0, 0, 480, 320), >, 300);
      g_assert_cmpuint (count_colors (&canvas, 480, 320), >, 8);
      g_assert_cmpuint (count_ink (&canvas, 0, 0, 480, 6), ==, 0);
      g_assert_cmpuint (count_ink (&canvas, 0, 314, 480, 320), ==, 0);
      g_assert_cmpuint (count_ink (&canvas, 0, 0, 6, 320), ==, 0);
      g_assert_cmpuint (count_ink (&canvas, 474, 0, 480, 320), ==, 0);
      close_canvas (&canvas);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/shapes", test_shapes);
  g_test_add_func ("/paint/colors", test_colors);
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autofree char *path = g_strconcat ("/paint/figures/", row->id, NULL);

      g_test_add_data_func (path, row, test_figures);
    }

  return g_test_run ();
}
