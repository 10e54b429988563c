#include "core/view/bar-list.h"

#include <math.h>

#include "tests/support/figures.h"

static void
test_draw (void)
{
  g_autoptr(JigBarList) bars = jig_bar_list_new ();
  JigFigure *building = jig_figure_new ("id", "Title");
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *csv = NULL;
  char name[] = "first";
  JigMark *mark;

  jig_bar_list_add (bars, name, 3, JIG_TONE_NONE);
  jig_bar_list_add (bars, "second", NAN, JIG_TONE_MUTED);
  name[0] = 'X';
  mark = jig_bar_list_draw (bars, jig_figure_add_panel (building, NULL), "Length", "m");
  figure = jig_figure_seal (building, NULL);
  csv = jig_test_figure_to_csv (figure);

  g_assert_cmpuint (jig_mark_get_n_items (mark), ==, 2);
  g_assert_cmpstr (csv, ==, "Length (m),Category\n3,first\n,second\n");
}

static void
test_empty (void)
{
  g_autoptr(JigBarList) bars = jig_bar_list_new ();
  JigFigure *building = jig_figure_new ("id", "Title");
  g_autoptr(JigFigure) figure = NULL;

  jig_bar_list_draw (bars, jig_figure_add_panel (building, NULL), "Length", NULL);
  jig_figure_set_summary (building, "Nothing.");
  figure = jig_figure_seal (building, NULL);
  g_free (jig_test_figure_check (figure));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bar-list/draw", test_draw);
  g_test_add_func ("/bar-list/empty", test_empty);

  return g_test_run ();
}
