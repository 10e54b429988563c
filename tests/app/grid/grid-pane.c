#include "app/grid/grid-pane.h"

#include "tests/support/ui.h"

#include <adwaita.h>

#define N_ROWS    1000000
#define N_COLUMNS 300

static guint n_asked;

static guint64
get_n_rows (gpointer data)
{
  return N_ROWS;
}

static gsize
get_n_columns (gpointer data)
{
  return N_COLUMNS;
}

static void
get_column (gpointer       data,
            gsize          column,
            JigGridColumn *look)
{
  look->title = "column";
  look->type = "number";
}

static void
get_cell (gpointer     data,
          guint64      row,
          gsize        column,
          GString     *text,
          JigGridCell *look)
{
  n_asked++;
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, row * column);
}

static const JigGridSource source = { get_n_rows, get_n_columns, get_column, get_cell };

typedef struct
{
  GtkWidget   *window;
  JigGridPane *pane;
  guint        n_moved;
} Fixture;

static void
moved_cb (Fixture *fixture)
{
  fixture->n_moved++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->pane = JIG_GRID_PANE (jig_grid_pane_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  g_assert_true (jig_grid_pane_set_source (fixture->pane, &source, NULL, NULL));
  g_signal_connect_swapped (fixture->pane, "moved", G_CALLBACK (moved_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
test_only_what_is_on_screen_is_asked_for (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(GdkTexture) picture = NULL;
  gint64 begin;

  n_asked = 0;
  begin = g_get_monotonic_time ();
  jig_grid_pane_move (fixture->pane, N_ROWS - 1, N_COLUMNS - 1);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_test_message ("%u cells in %.1f ms, frame clock included", n_asked,
                  (double) (g_get_monotonic_time () - begin) / 1000.0);
  picture = jig_ui_picture (GTK_WIDGET (fixture->pane));
  g_assert_cmpint (gdk_texture_get_width (picture), ==, 800);
  g_assert_cmpuint (n_asked, >, 0);
  g_assert_cmpuint (n_asked, <, 2000);
}

static void
test_the_cursor_stays_inside (Fixture       *fixture,
                              gconstpointer  data)
{
  g_assert_cmpuint (jig_grid_pane_get_row (fixture->pane), ==, 0);

  jig_grid_pane_move (fixture->pane, G_MAXUINT64, G_MAXSIZE);
  g_assert_cmpuint (jig_grid_pane_get_row (fixture->pane), ==, N_ROWS - 1);
  g_assert_cmpuint (jig_grid_pane_get_column (fixture->pane), ==, N_COLUMNS - 1);

  jig_grid_pane_move (fixture->pane, 5, 7);
  g_assert_cmpuint (jig_grid_pane_get_row (fixture->pane), ==, 5);
  g_assert_cmpuint (jig_grid_pane_get_column (fixture->pane), ==, 7);
  g_assert_cmpuint (fixture->n_moved, ==, 2);
}

static void
test_it_can_be_empty (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_true (jig_grid_pane_set_source (fixture->pane, NULL, NULL, NULL));
  jig_grid_pane_move (fixture->pane, 1, 1);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_cmpuint (fixture->n_moved, ==, 0);
}

static void
test_it_has_the_role_of_a_picture (Fixture       *fixture,
                                   gconstpointer  data)
{
  GtkAccessible *canvas = GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (fixture->pane)));

  gtk_test_accessible_assert_role (canvas, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->pane)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/grid-pane/only-what-is-on-screen-is-asked-for", Fixture, NULL, set_up,
              test_only_what_is_on_screen_is_asked_for, tear_down);
  g_test_add ("/grid-pane/the-cursor-stays-inside", Fixture, NULL, set_up,
              test_the_cursor_stays_inside, tear_down);
  g_test_add ("/grid-pane/it-can-be-empty", Fixture, NULL, set_up, test_it_can_be_empty,
              tear_down);
  g_test_add ("/grid-pane/it-has-the-role-of-a-picture", Fixture, NULL, set_up,
              test_it_has_the_role_of_a_picture, tear_down);

  return g_test_run ();
}
