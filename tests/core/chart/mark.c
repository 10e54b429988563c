/* What every kind of mark promises, found by the registry, with data of every
 * sort; and the drawings of figures, held to golden files. Those are written
 * again, to be looked at in the difference, by
 *
 *   JIG_WRITE_GOLDEN=1 meson test -C build chart/mark
 */

#include "core/chart/mark.h"

#include <math.h>

#include "core/base/alloc.h"
#include "core/chart/narrate.h"
#include "core/chart/twin.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

#define WIDTH  640.0
#define HEIGHT 400.0

/* Beyond these a drawing of this size is not thinned: it would paint too long. */
#define MOST_SHAPES 12000
#define MOST_POINTS 20000

/* The number of an item; what they are like is the name of the test. */
typedef double (*Number) (gsize i);

static double
plain (gsize i)
{
  return (double) (i * 7919 % 1000) - 300;
}

static double
constant (gsize i)
{
  return 3;
}

static double
missing (gsize i)
{
  return NAN;
}

static double
broken (gsize i)
{
  return i % 3 == 0 ? INFINITY : i % 3 == 1 ? NAN : -INFINITY;
}

static double
extreme (gsize i)
{
  return i % 2 == 0 ? 1.7e308 : -1.7e308;
}

static double
tiny (gsize i)
{
  return (double) (i % 5) * 5e-324;
}

static const struct
{
  const char *name;
  Number      number;
} sorts[] = {
  { "plain", plain }, { "constant", constant }, { "missing", missing },
  { "broken", broken }, { "extreme", extreme }, { "tiny", tiny },
};

static void
fill_numbers (JigMark *mark,
              Number   number)
{
  for (guint channel = 0; channel < JIG_N_CHANNELS; channel++)
    {
      double *values;

      if (channel == JIG_CHANNEL_BASE)
        continue;

      values = jig_figure_alloc (mark->panel->figure, mark->n_items, sizeof *values);
      for (gsize i = 0; i < mark->n_items; i++)
        values[i] = number (i) + (channel == JIG_CHANNEL_X_END || channel == JIG_CHANNEL_HIGH);
      mark->channels[channel] = values;
    }
}

static void
fill_rest (JigMark *mark)
{
  JigFigure *figure = mark->panel->figure;
  const gsize n = mark->n_items;
  const char **names = g_new (const char *, n + 4);

  for (gsize i = 0; i < n + 4; i++)
    names[i] = i % 5 == 4 ? NULL : "an item";

  mark->n_columns = n % 4 == 0 && n > 0 ? 4 : n % 2 == 0 && n > 0 ? 2 : 1;
  mark->n_rows = n / mark->n_columns;
  mark->headers = jig_figure_copy_texts (figure, names, mark->n_columns);
  mark->labels = jig_figure_copy_texts (figure, names, n);
  mark->tones = jig_figure_alloc (figure, n, 1);
  mark->rows = jig_figure_alloc (figure, n, sizeof *mark->rows);
  mark->layers = jig_figure_alloc (figure, n, sizeof *mark->layers);
  mark->edges = jig_figure_alloc (figure, n, sizeof *mark->edges);
  for (gsize i = 0; i < n; i++)
    {
      mark->rows[i] = (gint64) i;
      mark->layers[i] = (guint) (i * 3 / n);
      mark->edges[i] = (JigGraphEdge) { (guint) (i / 3), (guint) i, (float) i - 1.0f,
                                        i % 2 == 0 ? JIG_TONE_NONE : JIG_TONE_ACCENT };
    }
  mark->n_edges = n;
  mark->n_details = 1;
  mark->detail_titles = jig_figure_copy_texts (figure, names, 1);
  mark->details = jig_figure_copy_texts (figure, names, n);

  g_free (names);
}

/* A mark of any kind that has everything a mark can have. */
static JigFigure *
make_full (const JigMarkOps *ops,
           gsize             n_items,
           Number            number)
{
  JigFigure *figure = jig_figure_new ("full", "Everything");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  JigMark *mark = jig_mark_new (panel, 0, ops, "series", n_items);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (panel->marks, mark);
  fill_numbers (mark, number);
  fill_rest (mark);
  figure = jig_figure_seal (figure, &error);
  g_assert_no_error (error);

  return figure;
}

/* The same with as few numbers as the kind can do with. */
static JigFigure *
make_bare (const JigMarkOps *ops,
           gsize             n_items,
           Number            number)
{
  static const JigChannel extra[] = { JIG_CHANNEL_X_END, JIG_CHANNEL_Y_END, JIG_CHANNEL_LOW,
                                      JIG_CHANNEL_HIGH, JIG_CHANNEL_SIZE };
  JigFigure *figure = jig_figure_new ("bare", "Little");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  JigMark *mark = jig_mark_new (panel, 0, ops, NULL, n_items);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (panel->marks, mark);
  fill_numbers (mark, number);
  fill_rest (mark);
  for (guint i = 0; i < G_N_ELEMENTS (extra); i++)
    g_clear_pointer (&mark->channels[extra[i]], jig_free);
  g_clear_pointer (&mark->rows, jig_free);
  figure = jig_figure_seal (figure, &error);
  g_assert_no_error (error);

  return figure;
}

static void
check_rect (const JigShape *shape)
{
  g_assert_true (isfinite (shape->rect.x) && isfinite (shape->rect.y));
  g_assert_true (isfinite (shape->rect.width) && isfinite (shape->rect.height));
  g_assert_cmpfloat (shape->rect.width, >=, 0);
  g_assert_cmpfloat (shape->rect.height, >=, 0);
}

static void
check_shapes (const JigDrawing *drawing)
{
  gsize n_points = 0;
  int depth = 0;

  g_assert_cmpuint (jig_drawing_get_n_shapes (drawing), <=, MOST_SHAPES);
  for (gsize i = 0; i < jig_drawing_get_n_shapes (drawing); i++)
    {
      const JigShape *shape = jig_drawing_get_shape (drawing, i);
      const JigPoint *points = jig_drawing_get_points (drawing, shape);

      check_rect (shape);
      depth += shape->kind == JIG_SHAPE_CLIP;
      depth -= shape->kind == JIG_SHAPE_UNCLIP;
      g_assert_cmpint (depth, >=, 0);
      for (gsize j = 0; j < shape->n_points; j++)
        g_assert_false (isinf (points[j].x) || isinf (points[j].y));
      n_points += shape->n_points;
      if (shape->kind == JIG_SHAPE_TEXT)
        g_assert_true (g_utf8_validate (shape->text, -1, NULL));
    }

  g_assert_cmpint (depth, ==, 0);
  g_assert_cmpuint (n_points, <=, MOST_POINTS);
}

/* Every item has its box, and what has one can be said. */
static void
check_items (const JigFigure  *figure,
             const JigDrawing *drawing,
             gsize             n_items)
{
  for (gsize i = 0; i < jig_drawing_get_n_groups (drawing); i++)
    {
      JigItemId id;
      gsize n_boxes;
      const JigItemBox *boxes = jig_drawing_get_group (drawing, i, &id, &n_boxes);
      g_autofree char *said = jig_narrate_item (figure, id);

      g_assert_cmpuint (n_boxes, ==, n_items);
      g_assert_nonnull (said);
      g_assert_true (g_utf8_validate (said, -1, NULL));
      for (gsize item = 0; item < n_boxes; item++)
        g_assert_false (isinf (boxes[item].x) || isinf (boxes[item].y)
                        || isinf (boxes[item].width) || isinf (boxes[item].height));
    }
}

static void
check_words (JigFigure *figure)
{
  g_autofree char *summary = jig_narrate_summary (figure);
  g_autoptr(JigTwin) twin = jig_twin_new (figure);

  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_assert_true (g_str_has_suffix (summary, "."));

  for (gsize row = 0; row < MIN (jig_twin_get_n_rows (twin), 20); row++)
    for (gsize column = 0; column < jig_twin_get_n_columns (twin); column++)
      {
        g_autofree char *cell = jig_twin_dup_cell (twin, row, column);

        g_assert_nonnull (cell);
        g_assert_true (g_utf8_validate (cell, -1, NULL));
      }
}

static void
check_figure (JigFigure *figure,
              gsize      n_items)
{
  g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, WIDTH, HEIGHT, 1);
  g_autoptr(JigDrawing) again = jig_test_figure_lay_out (figure, WIDTH, HEIGHT, 1);
  g_autoptr(JigDrawing) small = jig_test_figure_lay_out (figure, 40, 30, 1);
  g_autofree char *text = jig_drawing_to_text (drawing);
  g_autofree char *same = jig_drawing_to_text (again);

  check_shapes (drawing);
  check_shapes (small);
  check_items (figure, drawing, n_items);
  check_words (figure);
  g_assert_cmpstr (text, ==, same);
}

static void
test_contract (gconstpointer data)
{
  const JigMarkOps *ops = data;
  static const gsize sizes[] = { 0, 1, 2, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        g_autoptr(JigFigure) full = NULL;
        g_autoptr(JigFigure) bare = NULL;

        g_test_message ("%s, %s, %lu items", ops->id, sorts[i].name, (gulong) sizes[j]);
        full = make_full (ops, sizes[j], sorts[i].number);
        bare = make_bare (ops, sizes[j], sorts[i].number);
        check_figure (full, sizes[j]);
        check_figure (bare, sizes[j]);
      }
}

static void
test_many (gconstpointer data)
{
  g_autoptr(JigFigure) full = make_full (data, 100000, plain);
  g_autoptr(JigFigure) bare = make_bare (data, 100000, plain);

  check_figure (full, 100000);
  check_figure (bare, 100000);
}

/* The rows of the table are whole: a new one that forgets a part is found here. */
static void
test_table (void)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_nonnull (jig_marks[0]);
  for (guint i = 0; jig_marks[i] != NULL; i++)
    {
      const JigMarkOps *ops = jig_marks[i];

      g_test_message ("%s", ops->id);
      g_assert_true (g_hash_table_add (ids, (gpointer) ops->id));
      g_assert_nonnull (ops->layout);
      g_assert_true ((ops->swatch != NULL) == ops->is_series);
      g_assert_true ((ops->extent != NULL) == ops->has_axes);
      g_assert_true ((ops->add_headers != NULL) == (ops->get_cell != NULL));
    }
}

/* Each kind is in some figure that has a golden drawing. */
static void
test_every_kind_is_drawn (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autoptr(JigFigure) figure = row->make ();

      for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
        {
          const JigPanel *panel = jig_figure_get_panel (figure, i);

          for (guint j = 0; j < panel->marks->len; j++)
            g_hash_table_add (seen, (gpointer) jig_panel_get_mark (panel, j)->ops);
        }
    }

  for (guint i = 0; jig_marks[i] != NULL; i++)
    {
      g_test_message ("%s", jig_marks[i]->id);
      g_assert_true (g_hash_table_contains (seen, jig_marks[i]));
    }
}

static void
test_golden (gconstpointer data)
{
  const JigTestFigure *row = data;
  g_autofree char *name = g_strdup_printf ("%s.txt", row->id);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "drawings", name, NULL);
  g_autoptr(JigFigure) figure = row->make ();
  g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 480, 320, 1);
  g_autofree char *text = jig_drawing_to_text (drawing);
  g_autofree char *golden = NULL;
  g_autoptr(GError) error = NULL;

  if (g_getenv ("JIG_WRITE_GOLDEN") != NULL)
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, golden);
}

static gboolean
try_lay_out (gpointer   data,
             GError   **error)
{
  const JigLayout layout = { .width = 480, .height = 320, .measure = jig_measure_get_fixed () };
  g_autoptr(JigDrawing) drawing = jig_layout_figure (data, &layout, error);

  return drawing != NULL;
}

static void
test_memory (gconstpointer data)
{
  const JigTestFigure *row = data;
  g_autoptr(JigFigure) figure = row->make ();

  g_assert_cmpuint (jig_test_every_allocation_fails (try_lay_out, figure), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mark/table", test_table);
  g_test_add_func ("/mark/every-kind-is-drawn", test_every_kind_is_drawn);
  for (guint i = 0; jig_marks[i] != NULL; i++)
    {
      g_autofree char *contract = g_strconcat ("/mark/contract/", jig_marks[i]->id, NULL);
      g_autofree char *many = g_strconcat ("/mark/100000-items/", jig_marks[i]->id, NULL);

      g_test_add_data_func (contract, jig_marks[i], test_contract);
      g_test_add_data_func (many, jig_marks[i], test_many);
    }
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autofree char *golden = g_strconcat ("/mark/golden/", row->id, NULL);
      g_autofree char *memory = g_strconcat ("/mark/memory/", row->id, NULL);

      g_test_add_data_func (golden, row, test_golden);
      g_test_add_data_func (memory, row, test_memory);
    }

  return g_test_run ();
}
