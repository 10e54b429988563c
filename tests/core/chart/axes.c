#include "core/chart/axes.h"

#include "tests/support/figures.h"

typedef struct
{
  JigFigure  *figure;
  JigDrawing *drawing;
  JigLayout   layout;
  JigPlot     plot;
  JigAxes     axes;
} Fixture;

static void
fit (Fixture    *fixture,
     JigFigure  *figure,
     double      width,
     double      height)
{
  fixture->figure = figure;
  fixture->drawing = jig_drawing_new (width, height);
  fixture->layout = (JigLayout) { .width = width, .height = height };
  fixture->plot = (JigPlot) { .drawing = fixture->drawing, .layout = &fixture->layout,
                              .panel = jig_figure_get_panel (figure, 0),
                              .measure = jig_measure_get_fixed (), .text_size = 12 };
  jig_axes_fit (&fixture->axes, &fixture->plot, (JigRect) { 0, 0, width, height });
}

static void
clear (Fixture *fixture)
{
  jig_drawing_unref (fixture->drawing);
  jig_figure_unref (fixture->figure);
}

static JigFigure *
make_bars (const char * const *names,
           gsize               n_names,
           JigAxis             axis)
{
  JigFigure *figure = jig_figure_new ("bars", "Bars");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double values[64];

  for (gsize i = 0; i < n_names; i++)
    values[i] = (double) i + 1;
  jig_panel_set_categories (panel, axis, names, n_names);
  jig_panel_add_bars (panel, NULL, values, n_names);

  return jig_figure_seal (figure, NULL);
}

/* Names stand side by side, take two lines, or stand at a slant. */
static void
test_names (void)
{
  static const char * const names[] = { "first name", "second name", "third name" };
  static const struct
  {
    double   width;
    gboolean is_wrapped;
    gboolean is_slanted;
  } rows[] = {
    { 600, FALSE, FALSE }, { 240, TRUE, FALSE }, { 130, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture fixture;

      fit (&fixture, make_bars (names, 3, JIG_AXIS_X), rows[i].width, 200);
      g_test_message ("%.0f", rows[i].width);
      g_assert_cmpint (fixture.axes.labels[JIG_AXIS_X].is_wrapped, ==, rows[i].is_wrapped);
      g_assert_cmpint (fixture.axes.labels[JIG_AXIS_X].is_slanted, ==, rows[i].is_slanted);
      clear (&fixture);
    }
}

static void
test_many_names (void)
{
  const char *names[64];
  Fixture fixture;

  for (gsize i = 0; i < 64; i++)
    names[i] = "a name";
  fit (&fixture, make_bars (names, 64, JIG_AXIS_X), 300, 200);
  g_assert_cmpuint (fixture.axes.labels[JIG_AXIS_X].every, >, 1);
  clear (&fixture);

  fit (&fixture, make_bars (names, 64, JIG_AXIS_Y), 300, 200);
  g_assert_cmpuint (fixture.axes.labels[JIG_AXIS_Y].every, >, 1);
  clear (&fixture);
}

static void
test_break (void)
{
  static const struct
  {
    const char *name;
    double      room;
    const char *first;
    const char *second;    /* NULL: two lines are not enough */
  } rows[] = {
    { "day of week", 100, "day of week", "" },
    { "day of week", 50, "day of", "week" },
    { "day of week", 30, "day of week", NULL },
    { "temperature", 40, "temperature", NULL },
    { "", 10, "", "" },
  };
  Fixture fixture;

  fit (&fixture, jig_test_figure_find ("bars"), 300, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup (rows[i].name);
      const char *second = jig_axes_break (&fixture.plot, name, rows[i].room);

      g_test_message ("%s in %.0f", rows[i].name, rows[i].room);
      g_assert_cmpstr (second, ==, rows[i].second);
      g_assert_cmpstr (name, ==, rows[i].first);
    }
  clear (&fixture);
}

/* Bars begin at zero; lines and points get air around them. */
static void
test_ranges (void)
{
  Fixture fixture;
  const JigScale *y = &fixture.plot.scales[JIG_AXIS_Y];

  fit (&fixture, jig_test_figure_find ("bars"), 400, 300);
  g_assert_cmpfloat (y->lower, ==, 0);
  g_assert_cmpfloat (y->upper, >, 1300);
  clear (&fixture);

  fit (&fixture, jig_test_figure_find ("line"), 400, 300);
  g_assert_cmpfloat (y->lower, <, 0.15);
  g_assert_cmpfloat (y->upper, >, 0.73);
  clear (&fixture);

  fit (&fixture, jig_test_figure_find ("curve"), 400, 300);
  g_assert_cmpfloat (y->lower, ==, 0);
  g_assert_cmpfloat (y->upper, ==, 1);
  g_assert_cmpfloat (fixture.plot.area.width, ==, fixture.plot.area.height);
  clear (&fixture);
}

/* Numbers grow upwards, names are read downwards. */
static void
test_directions (void)
{
  Fixture fixture;

  fit (&fixture, jig_test_figure_find ("line"), 400, 300);
  g_assert_cmpfloat (jig_plot_y (&fixture.plot, 0.2), >, jig_plot_y (&fixture.plot, 0.6));
  clear (&fixture);

  fit (&fixture, jig_test_figure_find ("lying-bars"), 400, 300);
  g_assert_cmpfloat (jig_plot_y (&fixture.plot, 0), <, jig_plot_y (&fixture.plot, 3));
  clear (&fixture);
}

static void
test_draw (void)
{
  Fixture fixture;
  g_autofree char *text = NULL;

  fit (&fixture, jig_test_figure_find ("curve"), 400, 300);
  jig_axes_draw (&fixture.axes, &fixture.plot);
  text = jig_drawing_to_text (fixture.drawing);
  g_assert_nonnull (g_strstr_len (text, -1, "\"False positive rate\""));
  g_assert_nonnull (g_strstr_len (text, -1, "\"True positive rate\""));
  g_assert_nonnull (g_strstr_len (text, -1, "\"1.0\""));
  g_assert_nonnull (g_strstr_len (text, -1, "stroke grid"));
  clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/axes/names", test_names);
  g_test_add_func ("/axes/many-names", test_many_names);
  g_test_add_func ("/axes/break", test_break);
  g_test_add_func ("/axes/ranges", test_ranges);
  g_test_add_func ("/axes/directions", test_directions);
  g_test_add_func ("/axes/draw", test_draw);

  return g_test_run ();
}
