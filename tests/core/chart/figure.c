#include "core/chart/figure.h"

#include <math.h>

#include "core/base/error.h"
#include "core/chart/mark.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

static void
test_owns_its_data (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  JigPanel *panel = jig_figure_add_panel (building, "Panel");
  double x[] = { 1, 2, 3 };
  double y[] = { 4, 5, 6 };
  char name[] = "series";
  JigMark *mark = jig_panel_add_line (panel, name, x, y, 3);
  g_autoptr(JigFigure) figure = jig_figure_seal (building, NULL);

  y[1] = -1;
  name[0] = 'X';
  g_assert_cmpfloat (jig_mark_get (mark, JIG_CHANNEL_Y, 1), ==, 5);
  g_assert_cmpstr (jig_mark_get_name (mark), ==, "series");
  g_assert_cmpstr (jig_figure_get_id (figure), ==, "id");
  g_assert_cmpstr (jig_figure_get_title (figure), ==, "Title");
  g_assert_cmpstr (jig_panel_get_title (jig_figure_get_panel (figure, 0)), ==, "Panel");
  g_assert_cmpuint (jig_mark_get_n_items (mark), ==, 3);
  g_assert_cmpint (jig_mark_get_row (mark, 0), ==, -1);
  g_assert_null (jig_mark_get_label (mark, 0));
}

/* The colour of a series is that of its name, in whichever panel it is. */
static void
test_series (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  const double values[] = { 1, 2 };
  static const char * const names[] = { "trees", "linear", "trees", "muted", "toned", "other" };
  static const guint series[] = { 0, 1, 0, 0, 0, 2 };
  JigMark *marks[6];
  g_autoptr(JigFigure) figure = NULL;

  for (guint i = 0; i < 6; i++)
    marks[i] = jig_panel_add_line (jig_figure_add_panel (building, NULL), names[i], values,
                                   values, 2);
  jig_mark_set_flags (marks[3], JIG_MARK_MUTED);
  jig_mark_set_tone (marks[4], JIG_TONE_BAD);
  figure = jig_figure_seal (building, NULL);

  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (marks[i]->series, ==, series[i]);
  g_assert_cmpuint (jig_figure_get_n_series (figure), ==, 3);
  g_assert_cmpuint (jig_mark_get_ink (marks[3], JIG_NO_ITEM, 1).tone, ==, JIG_TONE_MUTED);
  g_assert_cmpuint (jig_mark_get_ink (marks[4], JIG_NO_ITEM, 1).tone, ==, JIG_TONE_BAD);
  g_assert_cmpuint (jig_mark_get_ink (marks[5], JIG_NO_ITEM, 1).tone, ==, JIG_TONE_SERIES + 2);
}

static void
test_dropped (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  JigPanel *panel = jig_figure_add_panel (building, NULL);
  const double x[] = { 1, 2, 3, 4, 5 };
  const double y[] = { 1, 0, NAN, INFINITY, -3 };
  g_autoptr(JigFigure) figure = NULL;

  jig_panel_set_axis (panel, JIG_AXIS_Y, NULL, NULL, JIG_SCALE_LOG);
  jig_panel_add_line (panel, NULL, x, y, 5);
  figure = jig_figure_seal (building, NULL);
  g_assert_cmpuint (jig_figure_get_n_dropped (figure), ==, 3);
}

static void
test_stacking (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  JigPanel *panel = jig_figure_add_panel (building, NULL);
  const double first[] = { 1, 2, NAN };
  const double second[] = { 3, -4, 5 };
  const double third[] = { 1, -1, 1 };
  JigMark *last;
  g_autoptr(JigFigure) figure = NULL;

  jig_panel_set_stacked (panel);
  jig_panel_add_bars (panel, "a", first, 3);
  jig_panel_add_bars (panel, "b", second, 3);
  last = jig_panel_add_bars (panel, "c", third, 3);
  figure = jig_figure_seal (building, NULL);

  g_assert_cmpfloat (jig_mark_get (last, JIG_CHANNEL_BASE, 0), ==, 4);
  g_assert_cmpfloat (jig_mark_get (last, JIG_CHANNEL_BASE, 1), ==, -4);
  g_assert_cmpfloat (jig_mark_get (last, JIG_CHANNEL_BASE, 2), ==, 5);
}

static void
test_diverging_range (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  JigPanel *panel = jig_figure_add_panel (building, NULL);
  const double values[] = { -2, 0, 1, NAN };
  JigMark *mark = jig_panel_add_heat (panel, "v", values, 2, 2);
  g_autoptr(JigFigure) figure = NULL;

  jig_mark_set_diverging (mark, 0);
  figure = jig_figure_seal (building, NULL);
  g_assert_cmpfloat (jig_mark_get_at (mark, -2), ==, 0);
  g_assert_cmpfloat (jig_mark_get_at (mark, 0), ==, 0.5);
  g_assert_cmpfloat (jig_mark_get_at (mark, 1), ==, 0.75);
  g_assert_cmpfloat (jig_mark_get_at (mark, 100), ==, 1);
}

/* What is sealed stays as it is. */
static void
test_sealed (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("line");

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*sealed*");
  g_assert_null (jig_figure_add_panel (figure, NULL));
  g_test_assert_expected_messages ();

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*is_open*");
  jig_mark_set_flags (jig_panel_get_mark (jig_figure_get_panel (figure, 0), 0), 0);
  g_test_assert_expected_messages ();
}

static gboolean
try_build (gpointer   data,
           GError   **error)
{
  static const char * const names[] = { "a", "b" };
  static const double values[] = { 1, 2, 3, 4 };
  static const JigTone tones[] = { JIG_TONE_BAD, JIG_TONE_GOOD };
  static const gint64 rows[] = { 1, 2 };
  static const JigGraphNode nodes[] = { { "a", 0, JIG_TONE_NONE, 1 }, { "b", 1, JIG_TONE_BAD, 2 } };
  static const JigGraphEdge edges[] = { { 0, 1 } };
  JigFigure *building = jig_figure_new ("id", "Title");
  JigPanel *panel = jig_figure_add_panel (building, NULL);
  JigMark *mark;
  g_autoptr(JigFigure) figure = NULL;

  jig_panel_set_categories (panel, JIG_AXIS_X, names, 2);
  jig_panel_set_stacked (panel);
  mark = jig_panel_add_bars (panel, "bars", values, 2);
  jig_mark_set_band (mark, values, values);
  jig_mark_set_tones (mark, tones);
  jig_mark_set_rows (mark, rows);
  mark = jig_panel_add_points (panel, "points", values, values, 2);
  jig_mark_set_sizes (mark, values);
  jig_mark_set_values (mark, "value", values);
  jig_panel_add_histogram (panel, "histogram", values, values, 3);
  jig_panel_add_heat (panel, "heat", values, 2, 2);
  jig_panel_add_diagonal (panel, "diagonal", 0, 0, 1, 1);
  jig_panel_add_label (panel, "label", 0, 0);
  panel = jig_figure_add_panel (building, NULL);
  jig_panel_add_graph (panel, "graph", nodes, 2, edges, 1);
  jig_panel_add_table (panel, "table", names, names, 1, 2);

  figure = jig_figure_seal (building, error);
  return figure != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_build, NULL), >, 20);
}

static gpointer
lay_out_often (gpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr(JigFigure) figure = jig_figure_ref (data);
      g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, 300, 200, 1);

      g_assert_cmpuint (jig_drawing_get_n_shapes (drawing), >, 10);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("line");
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("layout", lay_out_often, figure);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figure/owns-its-data", test_owns_its_data);
  g_test_add_func ("/figure/series", test_series);
  g_test_add_func ("/figure/dropped", test_dropped);
  g_test_add_func ("/figure/stacking", test_stacking);
  g_test_add_func ("/figure/diverging-range", test_diverging_range);
  g_test_add_func ("/figure/sealed", test_sealed);
  g_test_add_func ("/figure/memory", test_memory);
  g_test_add_func ("/figure/threads", test_threads);

  return g_test_run ();
}
