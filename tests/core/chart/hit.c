#include "core/chart/hit.h"

#include <math.h>

#include "tests/support/figures.h"

/* Three points in a row, a bar below the second, and one that is not there. */
static JigDrawing *
make (void)
{
  JigDrawing *drawing = jig_drawing_new (100, 100);
  JigItemBox *boxes = jig_drawing_add_group (drawing, (JigItemId) { 0, 0, 0 }, 4);

  boxes[0] = (JigItemBox) { 10, 50, 0, 0 };
  boxes[1] = (JigItemBox) { 50, 50, 0, 0 };
  boxes[2] = (JigItemBox) { NAN, NAN, 0, 0 };
  boxes[3] = (JigItemBox) { 90, 50, 0, 0 };
  boxes = jig_drawing_add_group (drawing, (JigItemId) { 0, 1, 0 }, 1);
  boxes[0] = (JigItemBox) { 40, 52, 20, 40 };

  return jig_drawing_finish (drawing, NULL);
}

static void
test_at (void)
{
  static const struct
  {
    double x;
    double y;
    guint  mark;
    guint  item;      /* JIG_NO_ITEM: nothing is there */
  } rows[] = {
    { 10, 50, 0, 0 }, { 14, 53, 0, 0 }, { 50, 48, 0, 1 }, { 50, 53, 0, 1 }, { 50, 80, 1, 0 },
    { 41, 60, 1, 0 }, { 25, 20, 0, JIG_NO_ITEM }, { 96, 50, 0, 3 }, { 99, 50, 0, JIG_NO_ITEM },
  };
  g_autoptr(JigDrawing) drawing = make ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JigItemId id = JIG_NO_ITEM_ID;

      g_test_message ("%.0f %.0f", rows[i].x, rows[i].y);
      if (rows[i].item == JIG_NO_ITEM)
        {
          g_assert_false (jig_hit_at (drawing, rows[i].x, rows[i].y, 8, &id));
          g_assert_true (jig_item_id_equal (id, JIG_NO_ITEM_ID));
          continue;
        }
      g_assert_true (jig_hit_at (drawing, rows[i].x, rows[i].y, 8, &id));
      g_assert_true (jig_item_id_equal (id, (JigItemId) { 0, rows[i].mark, rows[i].item }));
    }
}

static void
test_moves (void)
{
  static const struct
  {
    JigItemId  from;
    JigHitMove move;
    JigItemId  to;       /* the same as from: the cursor cannot go there */
  } rows[] = {
    { JIG_NO_ITEM_ID, JIG_HIT_NEXT, { 0, 0, 0 } },
    { JIG_NO_ITEM_ID, JIG_HIT_UP, { 0, 0, 0 } },
    { { 0, 0, 0 }, JIG_HIT_NEXT, { 0, 0, 1 } },
    { { 0, 0, 1 }, JIG_HIT_NEXT, { 0, 0, 3 } },
    { { 0, 0, 3 }, JIG_HIT_NEXT, { 0, 1, 0 } },
    { { 0, 1, 0 }, JIG_HIT_NEXT, { 0, 1, 0 } },
    { { 0, 1, 0 }, JIG_HIT_PREVIOUS, { 0, 0, 3 } },
    { { 0, 0, 0 }, JIG_HIT_PREVIOUS, { 0, 0, 0 } },
    { { 0, 0, 1 }, JIG_HIT_FIRST, { 0, 0, 0 } },
    { { 0, 0, 0 }, JIG_HIT_LAST, { 0, 0, 3 } },
    { { 0, 0, 1 }, JIG_HIT_LEFT, { 0, 0, 0 } },
    { { 0, 0, 1 }, JIG_HIT_RIGHT, { 0, 0, 3 } },
    { { 0, 0, 3 }, JIG_HIT_RIGHT, { 0, 0, 3 } },
    { { 0, 0, 1 }, JIG_HIT_DOWN, { 0, 1, 0 } },
    { { 0, 1, 0 }, JIG_HIT_UP, { 0, 0, 1 } },
    { { 0, 0, 1 }, JIG_HIT_UP, { 0, 0, 1 } },
    { { 0, 0, 3 }, JIG_HIT_NEXT_MARK, { 0, 1, 0 } },
    { { 0, 1, 0 }, JIG_HIT_PREVIOUS_MARK, { 0, 0, 1 } },
  };
  g_autoptr(JigDrawing) drawing = make ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JigItemId id = rows[i].from;
      const gboolean moves = !jig_item_id_equal (rows[i].from, rows[i].to);

      g_test_message ("%lu", (gulong) i);
      g_assert_cmpint (jig_hit_move (drawing, rows[i].from, rows[i].move, &id), ==, moves);
      g_assert_true (jig_item_id_equal (id, rows[i].to));
    }
}

static gsize
count_there (const JigDrawing *drawing)
{
  gsize n = 0;

  for (gsize i = 0; i < jig_drawing_get_n_groups (drawing); i++)
    {
      gsize n_items;
      const JigItemBox *boxes = jig_drawing_get_group (drawing, i, NULL, &n_items);

      for (gsize item = 0; item < n_items; item++)
        n += !isnan (boxes[item].x) && !isnan (boxes[item].y);
    }

  return n;
}

/* With one key every item of every figure is reached, once. */
static void
test_reaches_all (void)
{
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autoptr(JigFigure) figure = row->make ();
      g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 480, 320, 1);
      JigItemId id = JIG_NO_ITEM_ID;
      gsize n = 0;

      while (jig_hit_move (drawing, id, JIG_HIT_NEXT, &id))
        n++;
      g_test_message ("%s: %lu", row->id, (gulong) n);
      g_assert_cmpuint (n, ==, count_there (drawing));
    }
}

/* The middle of an item is where the item is. */
static void
test_finds_itself (void)
{
  static const char * const ids[] = { "lying-bars", "confusion", "heat", "table", "graph",
                                      "histogram" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(JigFigure) figure = jig_test_figure_find (ids[i]);
      g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 480, 320, 1);
      JigItemId first;
      gsize n_items;
      const JigItemBox *boxes = jig_drawing_get_group (drawing, 0, &first, &n_items);

      for (guint item = 0; item < n_items; item++)
        {
          JigItemId id;
          JigItemBox box;

          g_test_message ("%s, %u", ids[i], item);
          g_assert_true (jig_hit_at (drawing, (double) (boxes[item].x + boxes[item].width / 2),
                                     (double) (boxes[item].y + boxes[item].height / 2), 4, &id));
          g_assert_true (jig_drawing_find_item (drawing, id, &box));
          /* Bars of two series lie over each other, and a line may cross. */
          g_assert_cmpfloat (box.x, <=, boxes[item].x + boxes[item].width);
        }
    }
}

static void
test_rows (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("lying-bars");
  g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 480, 320, 1);
  JigItemId id = JIG_NO_ITEM_ID;

  g_assert_true (jig_hit_find_row (figure, drawing, 13, JIG_NO_ITEM_ID, &id));
  g_assert_true (jig_item_id_equal (id, (JigItemId) { 0, 0, 2 }));
  g_assert_false (jig_hit_find_row (figure, drawing, 13, id, &id));
  g_assert_false (jig_hit_find_row (figure, drawing, 99, JIG_NO_ITEM_ID, &id));
}

static void
test_empty (void)
{
  g_autoptr(JigDrawing) drawing = jig_drawing_finish (jig_drawing_new (10, 10), NULL);
  JigItemId id = JIG_NO_ITEM_ID;

  g_assert_false (jig_hit_at (drawing, 5, 5, 100, &id));
  g_assert_false (jig_hit_move (drawing, JIG_NO_ITEM_ID, JIG_HIT_NEXT, &id));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hit/at", test_at);
  g_test_add_func ("/hit/moves", test_moves);
  g_test_add_func ("/hit/reaches-all", test_reaches_all);
  g_test_add_func ("/hit/finds-itself", test_finds_itself);
  g_test_add_func ("/hit/rows", test_rows);
  g_test_add_func ("/hit/empty", test_empty);

  return g_test_run ();
}
