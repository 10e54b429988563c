#include "core/chart/drawing.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "tests/support/memory.h"

static JigDrawing *
make (void)
{
  const JigTextStyle style = { .size = 12, .align_x = JIG_ALIGN_END, .is_bold = TRUE,
                               .angle = -40, .max_width = 99.5 };
  JigDrawing *drawing = jig_drawing_new (100, 50);
  JigShape *shape;
  guint8 *levels;
  JigItemBox *boxes;

  shape = jig_drawing_add_rect (drawing, (JigRect) { 1, 2, 3.25, 4 }, JIG_INK (JIG_TONE_BAD));
  shape->id = (JigItemId) { 0, 1, 2 };
  shape->hatch = JIG_HATCH_DOTS;
  jig_drawing_push_clip (drawing, (JigRect) { 0, 0, 10, 10 });
  jig_drawing_add_line (drawing, 0, -0.01, NAN, 8, jig_ink_series (1, 0.5), 2)->dash = 1;
  jig_drawing_pop_clip (drawing);
  jig_drawing_add_text (drawing, "text", 5, 6, jig_ink_ramp (JIG_TONE_SEQUENTIAL, 0.25), &style);
  levels = jig_drawing_add_image (drawing, (JigRect) { 0, 0, 2, 2 }, 2, 2,
                                  JIG_INK (JIG_TONE_ACCENT));
  memset (levels, 7, 4);
  boxes = jig_drawing_add_group (drawing, (JigItemId) { 0, 1, 0 }, 2);
  boxes[0] = (JigItemBox) { 1, 2, 3, 4 };
  boxes[1] = (JigItemBox) { NAN, NAN, 0, 0 };

  return jig_drawing_finish (drawing, NULL);
}

static void
test_text (void)
{
  g_autoptr(JigDrawing) drawing = make ();
  g_autofree char *text = jig_drawing_to_text (drawing);

  g_assert_cmpstr (text, ==,
                   "drawing 100.0 50.0\n"
                   "rect 1.0 2.0 3.3 4.0 fill bad hatch 5 item 0/1/2\n"
                   "clip 0.0 0.0 10.0 10.0\n"
                   "polyline stroke series-2*0.50 width 2.0 dash 1 n 2 0.0 0.0 - 8.0\n"
                   "unclip\n"
                   "text 5.0 6.0 \"text\" end start size 12.0 bold angle -40.0 within 99.5"
                   " fill sequential@0.250\n"
                   "image 0.0 0.0 2.0 2.0 fill accent levels 2x2 8b303aca\n"
                   "items 0/1/0 n 2 1.0 2.0 3.0 4.0 - - 0.0 0.0\n");
}

/* Long lists are summed up, and the sum tells a change of the last point. */
static void
test_long_text (void)
{
  g_auto(GStrv) texts = g_new0 (char *, 3);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(JigDrawing) drawing = jig_drawing_new (10, 10);

      jig_drawing_add (drawing, JIG_SHAPE_POLYLINE);
      for (int j = 0; j < 100; j++)
        jig_drawing_add_point (drawing, j, j == 99 ? i : 0);
      texts[i] = jig_drawing_to_text (drawing);
      g_assert_cmpuint (strlen (texts[i]), <, 400);
    }

  g_assert_cmpstr (texts[0], !=, texts[1]);
}

static void
test_items (void)
{
  g_autoptr(JigDrawing) drawing = make ();
  JigItemBox box;
  JigItemId first;
  gsize n_items;

  g_assert_true (jig_drawing_find_item (drawing, (JigItemId) { 0, 1, 0 }, &box));
  g_assert_cmpfloat (box.width, ==, 3);
  g_assert_false (jig_drawing_find_item (drawing, (JigItemId) { 0, 1, 1 }, &box));
  g_assert_false (jig_drawing_find_item (drawing, (JigItemId) { 0, 1, 2 }, &box));
  g_assert_false (jig_drawing_find_item (drawing, (JigItemId) { 1, 1, 0 }, &box));
  g_assert_false (jig_drawing_find_item (drawing, JIG_NO_ITEM_ID, &box));
  g_assert_cmpuint (jig_drawing_get_n_groups (drawing), ==, 1);
  jig_drawing_get_group (drawing, 0, &first, &n_items);
  g_assert_true (jig_item_id_equal (first, (JigItemId) { 0, 1, 0 }));
  g_assert_cmpuint (n_items, ==, 2);
}

static gboolean
try_build (gpointer   data,
           GError   **error)
{
  const JigTextStyle style = { .size = 12 };
  JigDrawing *building = jig_drawing_new (100, 50);
  g_autoptr(JigDrawing) drawing = NULL;

  jig_drawing_add_rect (building, (JigRect) { 0, 0, 1, 1 }, JIG_INK_NONE);
  jig_drawing_add_line (building, 0, 0, 1, 1, JIG_INK_NONE, 1);
  jig_drawing_add_text (building, "text", 0, 0, JIG_INK_NONE, &style);
  jig_drawing_add_text (building, "again", 0, 0, JIG_INK_NONE, &style);
  jig_drawing_add_image (building, (JigRect) { 0, 0, 1, 1 }, 3, 3, JIG_INK_NONE);
  jig_drawing_add_group (building, (JigItemId) { 0, 0, 0 }, 4);

  drawing = jig_drawing_finish (building, error);
  return drawing != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_build, NULL), >=, 4);
}

static void
test_empty (void)
{
  g_autoptr(JigDrawing) drawing = jig_drawing_finish (jig_drawing_new (7, 8), NULL);
  g_autoptr(JigDrawing) again = jig_drawing_ref (drawing);
  g_autofree char *text = jig_drawing_to_text (again);

  g_assert_cmpstr (text, ==, "drawing 7.0 8.0\n");
  g_assert_cmpfloat (jig_drawing_get_width (again), ==, 7);
  g_assert_cmpfloat (jig_drawing_get_height (again), ==, 8);
  g_assert_cmpuint (jig_drawing_get_n_shapes (again), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drawing/text", test_text);
  g_test_add_func ("/drawing/long-text", test_long_text);
  g_test_add_func ("/drawing/items", test_items);
  g_test_add_func ("/drawing/memory", test_memory);
  g_test_add_func ("/drawing/empty", test_empty);

  return g_test_run ();
}
