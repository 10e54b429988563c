#include "core/chart/twin.h"

#include <math.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/chart/mark.h"
#include "core/chart/narrate.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

static char *
to_csv (JigFigure *figure)
{
  g_autoptr(JigTwin) twin = jig_twin_new (figure);
  g_autoptr(GError) error = NULL;
  jig_autofree char *csv = jig_twin_to_csv (twin, &error);

  g_assert_no_error (error);
  return g_strdup (csv);
}

static const struct
{
  const char *id;
  const char *csv;
} tables[] = {
  { "curve",
    "Series,False positive rate,True positive rate\n"
    "Trees,0,0\n"
    "Trees,0.1,0.6\n"
    "Trees,0.3,0.8\n"
    "Trees,0.6,0.95\n"
    "Trees,1,1\n"
    "Linear,0,0\n"
    "Linear,0.1,0.3\n"
    "Linear,0.3,0.6\n"
    "Linear,0.6,0.85\n"
    "Linear,1,1\n" },
  { "bars",
    "Series,Category,RMSE (s),Low,High\n"
    "Served,none,227,220,236\n"
    "Served,Fahrenheit,1240,1180,1300\n"
    "Served,Hour in UTC,352,340,363\n"
    "Served,Age unscaled,288,280,295\n"
    "Computed again,none,231,,\n"
    "Computed again,Fahrenheit,1200,,\n"
    "Computed again,Hour in UTC,340,,\n"
    "Computed again,Age unscaled,270,,\n"
    "mean of the training rows,,407,,\n" },
  { "lying-bars",
    "Gain,Category,Row\n"
    "0.41,station,11\n"
    "0.22,hour of day,12\n"
    "-0.06,\"age bucket 3, from 31 to 36 years\",13\n"
    "0.02,member,14\n" },
  { "histogram",
    "Series,\"Duration (s), from\",\"Duration (s), to\",Rides,Duration (s)\n"
    "Training,0,250,20,\n"
    "Training,250,500,180,\n"
    "Training,500,750,640,\n"
    "Training,750,1000,520,\n"
    "Training,1000,1250,150,\n"
    "Training,1250,1500,30,\n"
    "Serving,0,250,10,\n"
    "Serving,250,500,90,\n"
    "Serving,500,750,300,\n"
    "Serving,750,1000,700,\n"
    "Serving,1000,1250,310,\n"
    "Serving,1250,1500,80,\n"
    "mean 900 s,,,,900\n"
    "\"mean 1,100 s\",,,,1100\n" },
  { "confusion",
    "Actual,Predicted,Rows\n"
    "yes,yes,820\n"
    "yes,no,40\n"
    "yes,neutral,61\n"
    "no,yes,55\n"
    "no,no,1022\n"
    "no,neutral,80\n"
    "neutral,yes,70\n"
    "neutral,no,\n"
    "neutral,neutral,310\n" },
  { "graph",
    "Node,Layer,Feeds\n"
    "station,1,one-hot (20)\n"
    "start_date,1,day of week (7); hour of day (24)\n"
    "one-hot (20),2,prediction\n"
    "day of week (7),2,prediction\n"
    "hour of day (24),2,prediction\n"
    "prediction,3,\n" },
  { "table",
    "row,station,temperature,prediction\n"
    "1,Market,0.412,911.2\n"
    "2,Harbour,,1204.5\n"
    "3,Old Town,-2.2,640.9\n" },
  { "korean",
    "Series,Category,대여 수 (건)\n"
    "학습,시청역,182000\n"
    "학습,중앙시장,123000\n"
    "학습,항구 북쪽 출입구,98000\n"
    "학습,구시가지,151000\n"
    "기준선: 평균 11만,,110000\n" },
  { "empty",
    "y\n"
    "1\n" },
};

/* What is said of nodes beyond their titles. */
static void
test_details (void)
{
  static const JigGraphNode nodes[] = { { "a", 0, JIG_TONE_NONE, -1 },
                                        { "b", 1, JIG_TONE_NONE, -1 } };
  static const JigGraphEdge edge = { 0, 1, 0.5f, JIG_TONE_ACCENT };
  static const char * const headers[] = { "Gain", "Cover" };
  static const char * const cells[] = { "12.5", "100", NULL, "50" };
  JigFigure *open = jig_figure_new ("graph", "Two nodes");
  JigMark *mark = jig_panel_add_graph (jig_figure_add_panel (open, NULL), NULL, nodes, 2, &edge,
                                       1);
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *said = NULL;

  jig_mark_set_details (mark, headers, cells, 2);
  figure = jig_figure_seal (open, NULL);
  csv = jig_test_figure_to_csv (figure);
  said = jig_narrate_item (figure, (JigItemId) { 0, 0, 0 });

  g_assert_cmpstr (csv, ==, "Node,Layer,Feeds,Gain,Cover\na,1,b,12.5,100\nb,2,,,50\n");
  g_assert_cmpstr (said, ==, "Node a, Layer 1, Feeds b, Gain 12.5, Cover 100");
}

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr(JigFigure) figure = jig_test_figure_find (tables[i].id);
      g_autofree char *csv = to_csv (figure);

      g_assert_cmpstr (csv, ==, tables[i].csv);
    }
}

/* Numbers are read back as they were, times as people write them. */
static void
test_exact (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  JigPanel *panel = jig_figure_add_panel (building, NULL);
  const double x[] = { 1710428966 };
  const double y[] = { 0.1 + 0.2 };
  g_autoptr(JigFigure) figure = NULL;
  g_autoptr(JigTwin) twin = NULL;
  g_autofree char *time = NULL;
  g_autofree char *number = NULL;
  double value;

  jig_panel_set_axis (panel, JIG_AXIS_X, "When", NULL, JIG_SCALE_TIME);
  jig_panel_add_line (panel, NULL, x, y, 1);
  figure = jig_figure_seal (building, NULL);
  twin = jig_twin_new (figure);
  time = jig_twin_dup_cell (twin, 0, 0);
  number = jig_twin_dup_cell (twin, 0, 1);

  g_assert_cmpstr (jig_twin_get_header (twin, 0), ==, "When");
  g_assert_cmpstr (time, ==, "2024-03-14 15:09:26");
  g_assert_true (jig_number_parse (number, strlen (number), '.', &value));
  g_assert_cmpfloat (value, ==, 0.1 + 0.2);
}

static void
test_extra (void)
{
  JigFigure *building = jig_figure_new ("id", "Title");
  const double x[] = { 0, 1 };
  const double thresholds[] = { INFINITY, 0.25 };
  JigMark *mark = jig_panel_add_line (jig_figure_add_panel (building, NULL), NULL, x, x, 2);
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *said = NULL;

  jig_mark_set_extra (mark, "Threshold", thresholds);
  figure = jig_figure_seal (building, NULL);
  csv = to_csv (figure);
  said = jig_twin_dup_item (mark, 1);
  g_assert_cmpstr (csv, ==, "x,y,Threshold\n0,0,inf\n1,1,0.25\n");
  g_assert_cmpstr (said, ==, "x 1, y 1, Threshold 0.25");
}

static void
test_quotes (void)
{
  static const char * const headers[] = { "a,b", "plain", "quo\"te" };
  static const char * const cells[] = { "1,5", "two\nlines", NULL };
  JigFigure *building = jig_figure_new ("id", "Title");
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *csv = NULL;

  jig_panel_add_table (jig_figure_add_panel (building, NULL), NULL, headers, cells, 1, 3);
  figure = jig_figure_seal (building, NULL);
  csv = to_csv (figure);
  g_assert_cmpstr (csv, ==, "\"a,b\",plain,\"quo\"\"te\"\n\"1,5\",\"two\nlines\",\n");
}

/* Every line knows its item, in every figure. */
static void
test_items (void)
{
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      g_autoptr(JigFigure) figure = row->make ();
      g_autoptr(JigTwin) twin = jig_twin_new (figure);

      for (gsize i = 0; i < jig_twin_get_n_rows (twin); i++)
        {
          const JigItemId id = jig_twin_get_item (twin, i);
          const JigPanel *panel = jig_figure_get_panel (figure, id.panel);

          g_assert_cmpuint (id.item, <, jig_mark_get_n_items (jig_panel_get_mark (panel, id.mark)));
        }
    }
}

static gboolean
try_csv (gpointer   data,
         GError   **error)
{
  g_autoptr(JigTwin) twin = jig_twin_new (data);
  jig_autofree char *csv = jig_twin_to_csv (twin, error);

  return csv != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("heat");

  g_assert_cmpuint (jig_test_every_allocation_fails (try_csv, figure), >, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/twin/tables", test_tables);
  g_test_add_func ("/twin/details", test_details);
  g_test_add_func ("/twin/exact", test_exact);
  g_test_add_func ("/twin/extra", test_extra);
  g_test_add_func ("/twin/quotes", test_quotes);
  g_test_add_func ("/twin/items", test_items);
  g_test_add_func ("/twin/memory", test_memory);

  return g_test_run ();
}
