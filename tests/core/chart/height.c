#include "core/chart/height.h"

static const JigLayout wide = { .width = 560, .text_scale = 1 };

static JigFigure *
seal (JigFigure *figure)
{
  g_autoptr(GError) error = NULL;

  figure = jig_figure_seal (figure, &error);
  g_assert_no_error (error);

  return figure;
}

static JigFigure *
make_table (gsize n_rows)
{
  JigFigure *figure = jig_figure_new ("table", "Table");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  const char * const headers[] = { "a" };
  g_autofree const char **cells = g_new (const char *, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    cells[i] = "1";
  jig_panel_add_table (panel, "Cells", headers, cells, n_rows, 1);

  return seal (figure);
}

static JigFigure *
make_bars (guint n_names,
           guint n_series)
{
  JigFigure *figure = jig_figure_new ("bars", "Bars");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  g_autofree const char **names = g_new (const char *, n_names);
  g_autofree double *values = g_new (double, n_names);

  for (guint i = 0; i < n_names; i++)
    {
      names[i] = "name";
      values[i] = i;
    }
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, n_names);
  for (guint i = 0; i < n_series; i++)
    jig_panel_add_bars (panel, "series", values, n_names);

  return seal (figure);
}

static JigFigure *
make_panels (guint n_panels)
{
  JigFigure *figure = jig_figure_new ("panels", "Panels");
  const double values[] = { 1, 2, 3 };

  for (guint i = 0; i < n_panels; i++)
    jig_panel_add_line (jig_figure_add_panel (figure, NULL), "line", values, values, 3);

  return seal (figure);
}

static double
height_of (JigFigure       *figure,
           const JigLayout *layout)
{
  double height = jig_height_find (figure, layout);

  jig_figure_unref (figure);

  return height;
}

static void
test_rows_of_a_table (void)
{
  double three = height_of (make_table (3), &wide);
  double ten = height_of (make_table (10), &wide);
  double many = height_of (make_table (5000), &wide);

  g_assert_cmpfloat (ten, >=, 11 * 12 * 1.9);
  g_assert_cmpfloat (three, <, ten);
  g_assert_cmpfloat (many, <=, 1000);
  g_assert_cmpfloat (many, >, 800);
}

static void
test_names_at_the_axis (void)
{
  double three = height_of (make_bars (3, 1), &wide);
  double thirteen = height_of (make_bars (13, 1), &wide);
  double grouped = height_of (make_bars (13, 2), &wide);

  g_assert_cmpfloat (three, <, thirteen);
  g_assert_cmpfloat (thirteen, <, grouped);
  g_assert_cmpfloat (thirteen, >, 13 * 20);
}

static void
test_panels_below_each_other (void)
{
  const JigLayout narrow = { .width = 320, .text_scale = 1 };
  double one = height_of (make_panels (1), &narrow);

  g_assert_cmpfloat (height_of (make_panels (2), &narrow), >, 1.7 * one);
  g_assert_cmpfloat (height_of (make_panels (2), &wide), ==, height_of (make_panels (1), &wide));
}

static void
test_large_text (void)
{
  const JigLayout large = { .width = 560, .text_scale = 2 };

  g_assert_cmpfloat (height_of (make_bars (5, 1), &large), ==,
                     2 * height_of (make_bars (5, 1), &wide));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/height/table", test_rows_of_a_table);
  g_test_add_func ("/height/names", test_names_at_the_axis);
  g_test_add_func ("/height/panels", test_panels_below_each_other);
  g_test_add_func ("/height/large-text", test_large_text);

  return g_test_run ();
}
