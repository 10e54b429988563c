#include "core/view/frame-figures.h"

#include <math.h>

#include "tests/support/columns.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

static JigFrame *
make_frame (void)
{
  static const double x[] = { 1, 2, 3, 4 };
  static const double y[] = { 2, 4, NAN, 8 };
  static const double z[] = { 1, -1, 1, -1 };
  static const double constant[] = { 5, 5, 5, 5 };
  static const guint32 codes[] = { 0, JIG_CODE_MISSING, JIG_CODE_MISSING, 0 };
  static const char * const levels[] = { "a", NULL };

  return jig_test_frame (jig_test_numbers ("x", x, 4), jig_test_numbers ("y", y, 4),
                         jig_test_categories ("colour", codes, 4, levels),
                         jig_test_numbers ("z", z, 4), jig_test_numbers ("c", constant, 4), NULL);
}

static void
test_missing (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autoptr(JigFigure) figure = jig_frame_figures_missing (frame, 0, NULL);
  g_autoptr(JigFigure) one = jig_frame_figures_missing (frame, 1, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *csv = jig_test_figure_to_csv (figure);
  g_autofree char *short_csv = jig_test_figure_to_csv (one);

  g_assert_cmpstr (summary, ==, "Missing values. Columns with missing values: 2 of 5; most are "
                   "missing in colour: 50 %.");
  g_assert_cmpstr (csv, ==, "Rows (%),Category\n50,colour\n25,y\n");
  g_assert_cmpstr (short_csv, ==, "Rows (%),Category\n50,colour\n");
}

static void
test_none_missing (void)
{
  static const double x[] = { 1, 2 };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("x", x, 2), NULL);
  g_autoptr(JigFigure) figure = jig_frame_figures_missing (frame, 0, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);

  g_assert_cmpstr (summary, ==, "Missing values. No column has missing values.");
}

/* By hand: x and z over all rows, with y over the three that have both. */
static void
test_correlation (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autoptr(JigFigure) figure = jig_frame_figures_correlation (frame, 0, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *csv = jig_test_figure_to_csv (figure);

  g_assert_cmpstr (summary, ==, "Correlation. Strongest correlation: x and y, 1.");
  g_assert_nonnull (g_strstr_len (csv, -1, "\nx,x,1\nx,y,1\nx,z,-0.447\n"));
  g_assert_nonnull (g_strstr_len (csv, -1, "\ny,z,-0.756\n"));
  g_assert_nonnull (g_strstr_len (csv, -1, "\nc,c,\n"));
}

static void
test_no_numbers (void)
{
  static const guint8 values[] = { 0, 1 };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_booleans ("b", values, 2), NULL);
  g_autoptr(JigFigure) figure = jig_frame_figures_correlation (frame, 0, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);

  g_assert_cmpstr (summary, ==, "Correlation. No two columns of numbers go together.");
}

static gboolean
try_figures (gpointer   data,
             GError   **error)
{
  g_autoptr(JigFigure) missing = jig_frame_figures_missing (data, 0, error);
  g_autoptr(JigFigure) correlation = NULL;

  if (missing == NULL)
    return FALSE;

  correlation = jig_frame_figures_correlation (data, 0, error);
  return correlation != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = make_frame ();

  g_assert_cmpuint (jig_test_every_allocation_fails (try_figures, frame), >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-figures/missing", test_missing);
  g_test_add_func ("/frame-figures/none-missing", test_none_missing);
  g_test_add_func ("/frame-figures/correlation", test_correlation);
  g_test_add_func ("/frame-figures/no-numbers", test_no_numbers);
  g_test_add_func ("/frame-figures/memory", test_memory);

  return g_test_run ();
}
