#include "core/chart/narrate.h"

#include <math.h>
#include <string.h>

#include "core/chart/mark.h"
#include "tests/support/figures.h"

/* What a user hears of each figure. */
static void
test_summaries (void)
{
  static const struct
  {
    const char *id;
    const char *summary;
  } rows[] = {
    { "line",
      "Loss while training. Training falls from 0.7 to 0.15; lowest 0.15 at Round 12. Test "
      "falls from 0.7 to 0.2967; lowest 0.295 at Round 10. Majority 0.69 at 0.69." },
    { "curve",
      "ROC curve. Trees rises from 0 to 1; highest 1 at False positive rate 1. Linear rises "
      "from 0 to 1; highest 1 at False positive rate 1." },
    { "bars",
      "RMSE of serving mistakes. Served: 4 bars; highest 1,240 (Fahrenheit), lowest 227 "
      "(none). Computed again: 4 bars; highest 1,200 (Fahrenheit), lowest 231 (none). mean of "
      "the training rows at 407." },
    { "lying-bars",
      "Importance of features. Gain: 4 bars; highest 0.41 (station), lowest -0.06 (age bucket "
      "3, from 31 to 36 years)." },
    { "stacked-bars",
      "Contracts by month. Renewed: 10 bars; highest 15 (March), lowest 9 (June). Lapsed: 10 "
      "bars; highest 10 (July), lowest 6 (April). Returned: 9 bars; highest -1 (May), lowest "
      "-4 (April)." },
    { "histogram",
      "Duration of rides. Training: 6 bars; highest 640 (500 to 750), lowest 20 (0 to 250). "
      "Serving: 6 bars; highest 700 (750 to 1,000), lowest 10 (0 to 250). mean 900 s at 900. "
      "mean 1,100 s at 1,100." },
    { "points",
      "Actual and predicted duration. Predicted: 19 points; across from 0 to 730, up from -99 "
      "to 704." },
    { "series",
      "Time by size. Series 1: 4 points; across from 1 to 1,000, up from 0.001 to 4. Series 2: "
      "4 points; across from 1 to 1,000, up from 0.002 to 8. Series 3: 4 points; across from 1 "
      "to 1,000, up from 0.003 to 12. Series 4: 4 points; across from 1 to 1,000, up from "
      "0.004 to 16. And 4 more series. 8 items have no place on the axes and are left out." },
    { "confusion",
      "Confusion matrix. Rows: 3 by 3 cells, from 40 to 1,022; highest at no, no." },
    { "heat",
      "Correlation of features. Correlation: 10 by 10 cells, from -0.8 to 1; highest at 1, 1." },
    { "graph",
      "From inputs to a prediction. Nodes: 6, in layers: 3, joined by edges: 6." },
    { "table",
      "Feature parity on golden rows. Rows: 3, columns: 4, highlighted cells: 2." },
    { "panels",
      "Requests by hour. Requests rises from 2,400,000 to 4,100,000; highest 4,700,000 at "
      "2024-03-10 09:00. Errors rises from 0.0001 to 0.221; highest 0.221 at 2024-03-11 15:00." },
    { "korean",
      "역별 대여 수. 학습: 4 bars; highest 182,000 (시청역), lowest 98,000 (항구 북쪽 출입구). 기준선: 평균 11만 at "
      "110,000." },
    { "empty",
      "Nothing yet. none has no points. baseline at 1." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigFigure) figure = jig_test_figure_find (rows[i].id);
      g_autofree char *summary = jig_narrate_summary (figure);

      g_assert_cmpstr (summary, ==, rows[i].summary);
    }
}

static void
test_items (void)
{
  static const struct
  {
    const char *id;
    JigItemId   item;
    const char *said;
  } rows[] = {
    { "line", { 0, 1, 9 },
      "Test: Round 10, Loss (bits) 0.295, Low 0.265, High 0.325" },
    { "bars", { 0, 0, 1 },
      "Served: Fahrenheit, RMSE (s) 1,240, Low 1,180, High 1,300" },
    { "lying-bars", { 0, 0, 2 },
      "Gain -0.06, age bucket 3, from 31 to 36 years, Row 13" },
    { "histogram", { 0, 0, 2 },
      "Training: Duration (s), from 500, Duration (s), to 750, Rides 640" },
    { "points", { 0, 0, 4 },
      "Actual (s) 440, Predicted (s) 506, Size 4" },
    { "confusion", { 0, 0, 1 },
      "Rows: Actual yes, Predicted no, Rows 40" },
    { "graph", { 0, 0, 1 },
      "Node start_date, Layer 1, Feeds day of week (7); hour of day (24)" },
    { "table", { 0, 0, 5 },
      "Row 2, station: Harbour" },
    { "panels", { 0, 0, 1 },
      "2024-03-09 17:00, Requests (per hour) 3,100,000" },
    { "korean", { 0, 0, 2 },
      "학습: 항구 북쪽 출입구, 대여 수 (건) 98,000" },
    { "line", { 0, 2, 0 },
      "Majority 0.69: Loss (bits) 0.69" },
    { "line", { 0, 3, 0 },
      "Label lowest 0.272, Round 10, Loss (bits) 0.295" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigFigure) figure = jig_test_figure_find (rows[i].id);
      g_autofree char *said = jig_narrate_item (figure, rows[i].item);

      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

/* What the maker says replaces what the marks would. */
static void
test_own_sentence (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  const double x[] = { 1, 2 };
  const double y[] = { 1, INFINITY };
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *summary = NULL;

  jig_figure_set_summary (building, "All is well.");
  jig_panel_add_line (jig_figure_add_panel (building, NULL), NULL, x, y, 2);
  figure = jig_figure_seal (building, NULL);
  summary = jig_narrate_summary (figure);
  g_assert_cmpstr (summary, ==, "Title. All is well. "
                   "1 item has no place on the axes and is left out.");
}

static void
test_span (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  const double x[] = { NAN, 1, 2, 3, 4, 5 };
  const double y[] = { -9, NAN, 5, 7, 5, 6 };
  JigMark *mark = jig_panel_add_line (jig_figure_add_panel (building, NULL), NULL, x, y, 6);
  g_autoptr(JigFigure) figure = jig_figure_seal (building, NULL);
  const JigSpan span = jig_narrate_span (mark, JIG_CHANNEL_Y);

  g_assert_nonnull (figure);
  g_assert_cmpuint (span.n_items, ==, 4);
  g_assert_cmpuint (span.first, ==, 2);
  g_assert_cmpuint (span.last, ==, 5);
  g_assert_cmpuint (span.least, ==, 2);
  g_assert_cmpuint (span.most, ==, 3);
}

#define N 100000

/* Few of many, in order, with ends, extremes and the row that is followed. */
static void
test_landmarks (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  g_autofree double *x = g_new (double, N);
  g_autofree double *y = g_new (double, N);
  g_autofree gint64 *keys = g_new (gint64, N);
  static const guint wanted[] = { 0, 777, 4321, 54321, N - 1 };
  guint items[200];
  gsize n;
  JigMark *mark;
  g_autoptr(JigFigure) figure = NULL;

  for (gsize i = 0; i < N; i++)
    {
      x[i] = (double) i;
      y[i] = (double) (i % 10);
      keys[i] = (gint64) i + 1000000;
    }
  y[777] = -5;
  y[4321] = 99;

  mark = jig_panel_add_line (jig_figure_add_panel (building, NULL), NULL, x, y, N);
  jig_mark_set_rows (mark, keys);
  figure = jig_figure_seal (building, NULL);
  n = jig_narrate_landmarks (figure, (JigItemId) { 0, 0, 0 }, 1054321, items, 200);

  g_assert_cmpuint (n, >, 190);
  for (gsize i = 1; i < n; i++)
    g_assert_cmpuint (items[i], >, items[i - 1]);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      gboolean is_there = FALSE;

      for (gsize j = 0; j < n; j++)
        is_there = is_there || items[j] == wanted[i];
      g_test_message ("%u", wanted[i]);
      g_assert_true (is_there);
    }
}

static void
test_few_landmarks (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("bars");
  guint items[200];

  g_assert_cmpuint (jig_narrate_landmarks (figure, (JigItemId) { 0, 0, 0 }, -1, items, 200), ==,
                    4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (items[i], ==, i);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/narrate/summaries", test_summaries);
  g_test_add_func ("/narrate/items", test_items);
  g_test_add_func ("/narrate/own-sentence", test_own_sentence);
  g_test_add_func ("/narrate/span", test_span);
  g_test_add_func ("/narrate/landmarks", test_landmarks);
  g_test_add_func ("/narrate/few-landmarks", test_few_landmarks);

  return g_test_run ();
}
