#include "tests/support/figures.h"

#include <math.h>

#include "core/base/alloc.h"
#include "core/chart/layout.h"
#include "core/chart/mark.h"
#include "core/chart/narrate.h"
#include "core/chart/twin.h"

static JigFigure *
seal (JigFigure *figure)
{
  g_autoptr(GError) error = NULL;
  JigFigure *sealed = jig_figure_seal (figure, &error);

  g_assert_no_error (error);
  return sealed;
}

static JigFigure *
make_line (void)
{
  JigFigure *figure = jig_figure_new ("loss", "Loss while training");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double x[12], training[12], test[12], low[12], high[12];

  for (int i = 0; i < 12; i++)
    {
      x[i] = i + 1;
      training[i] = 0.1 + 0.6 / (i + 1);
      test[i] = 0.2 + 0.5 / (i + 1) + 0.005 * i;
      low[i] = test[i] - 0.03;
      high[i] = test[i] + 0.03;
    }

  jig_figure_set_subtitle (figure, "City bikes, 4,000 training and 2,000 test rows");
  jig_panel_set_axis (panel, JIG_AXIS_X, "Round", NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Loss", "bits", JIG_SCALE_LINEAR);
  jig_panel_add_line (panel, "Training", x, training, 12);
  jig_mark_set_band (jig_panel_add_line (panel, "Test", x, test, 12), low, high);
  jig_panel_add_rule (panel, "Majority 0.69", JIG_AXIS_Y, 0.69);
  jig_panel_add_label (panel, "lowest 0.272", 10, test[9]);

  return seal (figure);
}

static JigFigure *
make_curve (void)
{
  JigFigure *figure = jig_figure_new ("roc", "ROC curve");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  static const double x[] = { 0, 0.1, 0.3, 0.6, 1 };
  static const double first[] = { 0, 0.6, 0.8, 0.95, 1 };
  static const double second[] = { 0, 0.3, 0.6, 0.85, 1 };

  jig_panel_set_axis (panel, JIG_AXIS_X, "False positive rate", NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "True positive rate", NULL, JIG_SCALE_LINEAR);
  jig_panel_set_range (panel, JIG_AXIS_X, 0, 1);
  jig_panel_set_range (panel, JIG_AXIS_Y, 0, 1);
  jig_panel_set_square (panel);
  jig_panel_add_diagonal (panel, "Chance", 0, 0, 1, 1);
  jig_mark_set_flags (jig_panel_add_line (panel, "Trees", x, first, 5), JIG_MARK_STEP);
  jig_mark_set_flags (jig_panel_add_line (panel, "Linear", x, second, 5),
                      JIG_MARK_POINTS | JIG_MARK_AREA);

  return seal (figure);
}

static JigFigure *
make_bars (void)
{
  static const char * const names[] = { "none", "Fahrenheit", "Hour in UTC", "Age unscaled" };
  static const double served[] = { 227, 1240, 352, 288 };
  static const double again[] = { 231, 1200, 340, 270 };
  static const double low[] = { 220, 1180, 340, 280 };
  static const double high[] = { 236, 1300, 363, 295 };
  JigFigure *figure = jig_figure_new ("bars", "RMSE of serving mistakes");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  JigMark *mark;

  jig_panel_set_categories (panel, JIG_AXIS_X, names, 4);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "RMSE", "s", JIG_SCALE_LINEAR);
  mark = jig_panel_add_bars (panel, "Served", served, 4);
  jig_mark_set_band (mark, low, high);
  jig_mark_set_flags (mark, JIG_MARK_VALUES);
  jig_panel_add_bars (panel, "Computed again", again, 4);
  jig_panel_add_rule (panel, "mean of the training rows", JIG_AXIS_Y, 407);

  return seal (figure);
}

static JigFigure *
make_lying_bars (void)
{
  static const char * const names[] = { "station", "hour of day",
                                        "age bucket 3, from 31 to 36 years", "member" };
  static const double gains[] = { 0.41, 0.22, -0.06, 0.02 };
  static const JigTone tones[] = { JIG_TONE_NONE, JIG_TONE_NONE, JIG_TONE_BAD, JIG_TONE_NONE };
  static const gint64 rows[] = { 11, 12, 13, 14 };
  JigFigure *figure = jig_figure_new ("importance", "Importance of features");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  JigMark *mark;

  jig_panel_set_categories (panel, JIG_AXIS_Y, names, 4);
  jig_panel_set_axis (panel, JIG_AXIS_X, "Gain", NULL, JIG_SCALE_LINEAR);
  mark = jig_panel_add_bars (panel, NULL, gains, 4);
  jig_mark_set_flags (mark, JIG_MARK_VALUES);
  jig_mark_set_tones (mark, tones);
  jig_mark_set_rows (mark, rows);

  return seal (figure);
}

static JigFigure *
make_stacked_bars (void)
{
  static const char * const names[] = { "January", "February", "March", "April", "May", "June",
                                        "July", "August", "September", "October" };
  static const double renewed[] = { 12, 14, 15, 12, 10, 9, 11, 15, 14, 12 };
  static const double lapsed[] = { 8, 9, 7, 6, 6, 8, 10, 10, 8, 7 };
  static const double returned[] = { -3, -2, NAN, -4, -1, -2, -3, -1, -2, -2 };
  JigFigure *figure = jig_figure_new ("stacked", "Contracts by month");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_set_categories (panel, JIG_AXIS_X, names, 10);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Contracts", NULL, JIG_SCALE_LINEAR);
  jig_panel_set_stacked (panel);
  jig_panel_add_bars (panel, "Renewed", renewed, 10);
  jig_panel_add_bars (panel, "Lapsed", lapsed, 10);
  jig_panel_add_bars (panel, "Returned", returned, 10);

  return seal (figure);
}

static JigFigure *
make_histogram (void)
{
  static const double edges[] = { 0, 250, 500, 750, 1000, 1250, 1500 };
  static const double training[] = { 20, 180, 640, 520, 150, 30 };
  static const double serving[] = { 10, 90, 300, 700, 310, 80 };
  JigFigure *figure = jig_figure_new ("histogram", "Duration of rides");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_set_axis (panel, JIG_AXIS_X, "Duration", "s", JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Rides", NULL, JIG_SCALE_LINEAR);
  jig_panel_add_histogram (panel, "Training", edges, training, 6);
  jig_panel_add_histogram (panel, "Serving", edges, serving, 6);
  jig_panel_add_rule (panel, "mean 900 s", JIG_AXIS_X, 900);
  jig_panel_add_rule (panel, "mean 1,100 s", JIG_AXIS_X, 1100);

  return seal (figure);
}

static JigFigure *
make_points (void)
{
  JigFigure *figure = jig_figure_new ("points", "Actual and predicted duration");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double x[20], y[20], errors[20], sizes[20];
  JigMark *mark;

  for (int i = 0; i < 20; i++)
    {
      x[i] = 100 * (i % 7) + 10 * i;
      errors[i] = (i * 37 % 19 - 9) * 11;
      y[i] = x[i] + errors[i];
      sizes[i] = i;
    }
  y[3] = NAN;
  errors[4] = NAN;

  jig_panel_set_axis (panel, JIG_AXIS_X, "Actual", "s", JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Predicted", "s", JIG_SCALE_LINEAR);
  mark = jig_panel_add_points (panel, NULL, x, y, 20);
  jig_mark_set_values (mark, "Error (s)", errors);
  jig_mark_set_diverging (mark, 0);
  jig_mark_set_sizes (mark, sizes);

  return seal (figure);
}

static JigFigure *
make_series (void)
{
  static const double x[] = { 1, 10, 100, 1000, 20000 };
  static const double y[] = { 0.001, 0.02, 0.3, 4, 0 };
  JigFigure *figure = jig_figure_new ("series", "Time by size");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_set_axis (panel, JIG_AXIS_X, "Rows", NULL, JIG_SCALE_LOG);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Time", "s", JIG_SCALE_LOG);
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("Series %d", i + 1);
      double scaled[5];

      for (int j = 0; j < 5; j++)
        scaled[j] = y[j] * (i + 1);
      jig_panel_add_points (panel, name, x, scaled, 5);
    }

  return seal (figure);
}

static JigFigure *
make_confusion (void)
{
  static const char * const names[] = { "yes", "no", "neutral" };
  static const double rows[] = { 820, 40, 61, 55, 1022, 80, 70, NAN, 310 };
  JigFigure *figure = jig_figure_new ("confusion", "Confusion matrix");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_set_categories (panel, JIG_AXIS_X, names, 3);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, 3);
  jig_panel_set_axis (panel, JIG_AXIS_X, "Predicted", NULL, JIG_SCALE_CATEGORY);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Actual", NULL, JIG_SCALE_CATEGORY);
  jig_panel_set_square (panel);
  jig_mark_set_flags (jig_panel_add_heat (panel, "Rows", rows, 3, 3), JIG_MARK_VALUES);

  return seal (figure);
}

static JigFigure *
make_heat (void)
{
  JigFigure *figure = jig_figure_new ("correlation", "Correlation of features");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double values[100];
  JigMark *mark;

  for (int i = 0; i < 100; i++)
    values[i] = 1 - 0.2 * ABS (i / 10 - i % 10);
  mark = jig_panel_add_heat (panel, "Correlation", values, 10, 10);
  jig_mark_set_diverging (mark, 0);
  jig_mark_set_range (mark, -1, 1);

  return seal (figure);
}

static JigFigure *
make_graph (void)
{
  static const JigGraphNode nodes[] = {
    { "station", 0, JIG_TONE_NONE, -1 }, { "start_date", 0, JIG_TONE_NONE, -1 },
    { "one-hot (20)", 1, JIG_TONE_NONE, -1 }, { "day of week (7)", 1, JIG_TONE_WARN, -1 },
    { "hour of day (24)", 1, JIG_TONE_NONE, 7 }, { "prediction", 2, JIG_TONE_ACCENT, -1 },
  };
  static const JigGraphEdge edges[] = { { 0, 2 }, { 1, 3 }, { 1, 4 }, { 2, 5 }, { 3, 5 },
                                        { 4, 5 } };
  JigFigure *figure = jig_figure_new ("graph", "From inputs to a prediction");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_add_graph (panel, NULL, nodes, 6, edges, 6);

  return seal (figure);
}

static JigFigure *
make_table (void)
{
  static const char * const headers[] = { "row", "station", "temperature", "prediction" };
  static const char * const cells[] = { "1", "Market", "0.412", "911.2",
                                        "2", "Harbour", NULL, "1204.5",
                                        "3", "Old Town", "-2.2", "640.9" };
  JigTone tones[12] = { JIG_TONE_NONE };
  JigFigure *figure = jig_figure_new ("parity", "Feature parity on golden rows");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  tones[6] = JIG_TONE_BAD;
  tones[11] = JIG_TONE_WARN;
  jig_mark_set_tones (jig_panel_add_table (panel, NULL, headers, cells, 3, 4), tones);

  return seal (figure);
}

static JigFigure *
make_panels (void)
{
  JigFigure *figure = jig_figure_new ("requests", "Requests by hour");
  JigPanel *requests = jig_figure_add_panel (figure, "Requests");
  JigPanel *errors = jig_figure_add_panel (figure, "Rate of errors");
  double x[48], y[48], rates[48];

  for (int i = 0; i < 48; i++)
    {
      x[i] = 1710000000.0 + i * 3600;
      y[i] = i >= 20 && i < 24 ? NAN : 2.4e6 + 1e5 * (i * 7 % 24);
      rates[i] = 1e-4 * (1 + i * i);
    }

  jig_panel_set_axis (requests, JIG_AXIS_X, NULL, NULL, JIG_SCALE_TIME);
  jig_panel_set_axis (requests, JIG_AXIS_Y, "Requests", "per hour", JIG_SCALE_LINEAR);
  jig_panel_set_axis (errors, JIG_AXIS_X, NULL, NULL, JIG_SCALE_TIME);
  jig_panel_set_axis (errors, JIG_AXIS_Y, "Errors", NULL, JIG_SCALE_LOG);
  jig_mark_set_flags (jig_panel_add_line (requests, NULL, x, y, 48), JIG_MARK_AREA);
  jig_panel_add_line (errors, NULL, x, rates, 48);

  return seal (figure);
}

static JigFigure *
make_korean (void)
{
  static const char * const names[] = { "시청역", "중앙시장", "항구 북쪽 출입구", "구시가지" };
  static const double values[] = { 182000, 123000, 98000, 151000 };
  JigFigure *figure = jig_figure_new ("korean", "역별 대여 수");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_set_categories (panel, JIG_AXIS_X, names, 4);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "대여 수", "건", JIG_SCALE_LINEAR);
  jig_mark_set_flags (jig_panel_add_bars (panel, "학습", values, 4), JIG_MARK_VALUES);
  jig_panel_add_rule (panel, "기준선: 평균 11만", JIG_AXIS_Y, 110000);

  return seal (figure);
}

static JigFigure *
make_empty (void)
{
  JigFigure *figure = jig_figure_new ("empty", "Nothing yet");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);

  jig_panel_add_line (panel, "none", NULL, NULL, 0);
  jig_panel_add_rule (panel, "baseline", JIG_AXIS_Y, 1);

  return seal (figure);
}

const JigTestFigure jig_test_figures[] = {
  { "line", make_line },
  { "curve", make_curve },
  { "bars", make_bars },
  { "lying-bars", make_lying_bars },
  { "stacked-bars", make_stacked_bars },
  { "histogram", make_histogram },
  { "points", make_points },
  { "series", make_series },
  { "confusion", make_confusion },
  { "heat", make_heat },
  { "graph", make_graph },
  { "table", make_table },
  { "panels", make_panels },
  { "korean", make_korean },
  { "empty", make_empty },
  { NULL, NULL },
};

JigFigure *
jig_test_figure_find (const char *id)
{
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    if (g_str_equal (row->id, id))
      return row->make ();

  g_assert_not_reached ();
}

static void
check_axes (const JigPanel *panel)
{
  for (guint axis = 0; axis < JIG_N_AXES; axis++)
    if (jig_panel_has_axes (panel) && panel->axes[axis].kind != JIG_SCALE_CATEGORY)
      g_assert_nonnull (panel->axes[axis].title);
}

char *
jig_test_figure_check (JigFigure *figure)
{
  char *summary = jig_narrate_summary (figure);
  g_autoptr(JigTwin) twin = jig_twin_new (figure);

  g_assert_cmpstr (jig_figure_get_title (figure), !=, "");
  g_assert_nonnull (jig_figure_get_summary (figure));
  g_assert_true (g_str_has_suffix (summary, "."));
  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_assert_cmpuint (jig_figure_get_n_panels (figure), >, 0);

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    check_axes (jig_figure_get_panel (figure, i));
  for (gsize row = 0; row < jig_twin_get_n_rows (twin); row++)
    g_assert_cmpuint (jig_twin_get_item (twin, row).panel, <, jig_figure_get_n_panels (figure));

  for (double width = 20; width < 1000; width *= 2)
    {
      g_autoptr(JigDrawing) drawing = jig_test_figure_lay_out (figure, width, 300, 1);

      g_assert_nonnull (drawing);
    }

  return summary;
}

char *
jig_test_figure_to_csv (JigFigure *figure)
{
  g_autoptr(JigTwin) twin = jig_twin_new (figure);
  g_autoptr(GError) error = NULL;
  jig_autofree char *csv = jig_twin_to_csv (twin, &error);

  g_assert_no_error (error);
  return g_strdup (csv);
}

JigDrawing *
jig_test_figure_lay_out (const JigFigure *figure,
                         double           width,
                         double           height,
                         double           text_scale)
{
  const JigLayout layout = { .width = width, .height = height, .text_scale = text_scale,
                             .measure = jig_measure_get_fixed () };
  g_autoptr(GError) error = NULL;
  JigDrawing *drawing = jig_layout_figure (figure, &layout, &error);

  g_assert_no_error (error);
  return drawing;
}
