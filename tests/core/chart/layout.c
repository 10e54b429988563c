#include "core/chart/layout.h"

#include <math.h>

#include "tests/support/figures.h"

static const struct
{
  double width;
  double height;
  double text_scale;
} sizes[] = {
  { 720, 420, 1 }, { 480, 320, 1 }, { 360, 280, 1 }, { 720, 480, 2 }, { 1600, 300, 1 },
  { 300, 600, 1 },
};

/* A text that is not turned, as the fixed measure has it. */
static JigRect
find_text_rect (const JigShape *shape)
{
  const JigMeasure *fixed = jig_measure_get_fixed ();
  const JigTextStyle *style = &shape->style;
  double width = jig_measure_width (fixed, shape->text, style->size, style->is_bold);
  const double height = jig_measure_height (fixed, style->size);

  if (style->max_width > 0)
    width = MIN (width, style->max_width);

  return (JigRect) { shape->rect.x - width * style->align_x / 2,
                     shape->rect.y - height * style->align_y / 2, width, height };
}

static GArray *
find_texts (const JigDrawing *drawing)
{
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (JigRect));

  for (gsize i = 0; i < jig_drawing_get_n_shapes (drawing); i++)
    {
      const JigShape *shape = jig_drawing_get_shape (drawing, i);
      JigRect rect;

      if (shape->kind != JIG_SHAPE_TEXT || shape->style.angle != 0)
        continue;
      rect = find_text_rect (shape);
      g_test_message ("%u: %s at %.1f %.1f, %.1f wide", rects->len, shape->text, rect.x, rect.y,
                      rect.width);
      g_array_append_val (rects, rect);
    }

  return rects;
}

static void
check_inside (const JigDrawing *drawing,
              const GArray     *rects)
{
  for (guint i = 0; i < rects->len; i++)
    {
      const JigRect *rect = &g_array_index (rects, JigRect, i);

      g_assert_cmpfloat (rect->x, >=, 0);
      g_assert_cmpfloat (rect->y, >=, 0);
      g_assert_cmpfloat (rect->x + rect->width, <=, jig_drawing_get_width (drawing));
      g_assert_cmpfloat (rect->y + rect->height, <=, jig_drawing_get_height (drawing));
    }
}

/* Lines of text may touch, not cover each other: a line has air above and below. */
static void
check_apart (const GArray *rects)
{
  for (guint i = 0; i < rects->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const JigRect *a = &g_array_index (rects, JigRect, i);
        const JigRect *b = &g_array_index (rects, JigRect, j);
        const double across = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
        const double down = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

        if (across > 0.5 && down > 0.25 * MIN (a->height, b->height))
          {
            g_test_message ("%u and %u share %.1f by %.1f", i, j, across, down);
            g_test_fail ();
          }
      }
}

static void
test_labels (gconstpointer data)
{
  const JigTestFigure *row = data;
  g_autoptr(JigFigure) figure = row->make ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, sizes[i].width,
                                                               sizes[i].height,
                                                               sizes[i].text_scale);
      g_autoptr(GArray) rects = NULL;

      g_test_message ("%s, %.0f by %.0f", row->id, sizes[i].width, sizes[i].height);
      rects = find_texts (drawing);
      g_assert_cmpuint (rects->len, >=, 2);
      check_inside (drawing, rects);
      check_apart (rects);
    }
}

static gboolean
has_text (const JigDrawing *drawing,
          const char       *text)
{
  for (gsize i = 0; i < jig_drawing_get_n_shapes (drawing); i++)
    {
      const JigShape *shape = jig_drawing_get_shape (drawing, i);

      if (shape->kind == JIG_SHAPE_TEXT && g_str_equal (shape->text, text))
        return TRUE;
    }

  return FALSE;
}

static void
test_title (void)
{
  JigLayout layout = { .width = 480, .height = 320, .measure = jig_measure_get_fixed () };
  g_autoptr(JigFigure) figure = jig_test_figure_find ("line");
  g_autoptr(JigDrawing) with = jig_layout_figure (figure, &layout, NULL);
  g_autoptr(JigDrawing) without = NULL;

  layout.hides_title = TRUE;
  without = jig_layout_figure (figure, &layout, NULL);
  g_assert_true (has_text (with, "Loss while training"));
  g_assert_false (has_text (without, "Loss while training"));
  g_assert_true (has_text (without, "City bikes, 4,000 training and 2,000 test rows"));
}

static void
test_language (void)
{
  JigLayout layout = { .width = 480, .height = 320, .measure = jig_measure_get_fixed () };
  g_autoptr(JigFigure) figure = jig_test_figure_find ("korean");
  g_autoptr(JigDrawing) english = jig_layout_figure (figure, &layout, NULL);
  g_autoptr(JigDrawing) korean = NULL;

  layout.language = "ko";
  korean = jig_layout_figure (figure, &layout, NULL);
  g_assert_true (has_text (english, "100K"));
  g_assert_true (has_text (korean, "10만"));
}

/* Reference lines alone are nothing to see, and so are axes without data. */
static void
test_nothing (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("empty");
  g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 400, 300, 1);

  g_assert_true (has_text (drawing, "There is nothing to show."));
  g_assert_cmpuint (jig_drawing_get_n_groups (drawing), ==, 0);
}

/* Panels stand beside each other while they are wide enough, then below. */
static void
test_columns (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("panels");
  g_autoptr(JigDrawing) wide = jig_test_figure_lay_out (figure, 900, 300, 1);
  g_autoptr(JigDrawing) narrow = jig_test_figure_lay_out (figure, 360, 600, 1);
  JigItemBox first, second;

  g_assert_true (jig_drawing_find_item (wide, (JigItemId) { 0, 0, 0 }, &first));
  g_assert_true (jig_drawing_find_item (wide, (JigItemId) { 1, 0, 0 }, &second));
  g_assert_cmpfloat (second.x, >, first.x + 300);
  g_assert_true (jig_drawing_find_item (narrow, (JigItemId) { 0, 0, 0 }, &first));
  g_assert_true (jig_drawing_find_item (narrow, (JigItemId) { 1, 0, 0 }, &second));
  g_assert_cmpfloat (second.x, <, first.x + 50);
  g_assert_cmpfloat (second.y, >, first.y + 100);
}

static void
test_any_size (void)
{
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autoptr(JigFigure) figure = row->make ();

      for (double side = 1; side < 300; side *= 1.7)
        {
          g_autoptr(JigDrawing) flat = jig_test_figure_lay_out (figure, 300, side, 1);
          g_autoptr(JigDrawing) thin = jig_test_figure_lay_out (figure, side, 300, 1);

          g_assert_nonnull (flat);
          g_assert_nonnull (thin);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autofree char *path = g_strconcat ("/layout/labels/", row->id, NULL);

      g_test_add_data_func (path, row, test_labels);
    }
  g_test_add_func ("/layout/title", test_title);
  g_test_add_func ("/layout/language", test_language);
  g_test_add_func ("/layout/nothing", test_nothing);
  g_test_add_func ("/layout/columns", test_columns);
  g_test_add_func ("/layout/any-size", test_any_size);

  return g_test_run ();
}
