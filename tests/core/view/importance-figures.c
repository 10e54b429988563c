#include "core/view/importance-figures.h"

#include "tests/support/figures.h"
#include "tests/support/memory.h"

static const char * const features[] = { "station", "hour", "age", "noise" };
static const double splits[] = { 12, 30, 12, 0 };
static const double gains[] = { 5.25, 123.5, 0.015, 0 };
static const double mixed[] = { 0.5, 0.25, -0.125, 0 };

static const JigImportanceMeasure measures[] = {
  { "Splits", splits }, { "Total gain", gains }, { "Mixed up", mixed },
};

static void
test_beside (void)
{
  g_autoptr(JigFigure) figure = jig_importance_figures_beside (features, 4, measures, 3, 0, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *csv = jig_test_figure_to_csv (figure);

  g_assert_cmpstr (summary, ==, "Importances Side by Side. What comes first: hour (Splits, Total "
                   "gain); station (Mixed up). Features never used: 1 of 4.");
  g_assert_cmpstr (csv, ==, "Feature,Splits,Total gain,Mixed up\n"
                   "hour,55.6,95.9,33.3\n"
                   "station,22.2,4.08,66.7\n"
                   "age,22.2,0.0116,-16.7\n"
                   "noise,0,0,0\n");
}

static void
test_sorted (void)
{
  static const char * const firsts[] = { "hour,", "hour,", "station," };

  for (gsize k = 0; k < G_N_ELEMENTS (measures); k++)
    {
      g_autoptr(JigFigure) figure = jig_importance_figures_beside (features, 4, measures, 3, k,
                                                                   NULL);
      g_autofree char *csv = jig_test_figure_to_csv (figure);
      g_auto(GStrv) lines = g_strsplit (csv, "\n", -1);

      g_assert_true (g_str_has_prefix (lines[1], firsts[k]));
      g_assert_true (g_str_has_prefix (lines[4], k == 2 ? "age," : "noise,"));
    }
}

static void
test_sentences (void)
{
  static const double none[] = { 0, 0, 0, 0 };
  static const double nothing[] = { -1, 0, -2, 0 };
  const JigImportanceMeasure unused[] = { { "Splits", none }, { "Mixed up", nothing } };
  g_autoptr(JigFigure) agreed = jig_importance_figures_beside (features, 4, measures, 2, 1, NULL);
  g_autoptr(JigFigure) empty = jig_importance_figures_beside (features, 4, unused, 2, 0, NULL);

  g_assert_cmpstr (jig_figure_get_summary (agreed), ==,
                   "hour comes first by every measure. Features never used: 1 of 4.");
  g_assert_cmpstr (jig_figure_get_summary (empty), ==, "The model looks at no feature.");
}

static gboolean
try_figure (gpointer   data,
            GError   **error)
{
  g_autoptr(JigFigure) figure = jig_importance_figures_beside (features, 4, measures, 3, 0, error);

  return figure != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_figure, NULL), >, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/importance-figures/beside", test_beside);
  g_test_add_func ("/importance-figures/sorted", test_sorted);
  g_test_add_func ("/importance-figures/sentences", test_sentences);
  g_test_add_func ("/importance-figures/memory", test_memory);

  return g_test_run ();
}
