#include "app/chart/chart-canvas.h"
#include "app/chart/chart-view.h"
#include "core/chart/twin.h"
#include "tests/support/ui.h"

#include <adwaita.h>

#define N_POINTS 40
#define PATIENCE 5000

static JigFigure *
make_curves (gsize n_points)
{
  g_autoptr(GError) error = NULL;
  JigFigure *figure = jig_figure_new ("curve", "Loss by round");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  g_autofree double *x = g_new (double, n_points);
  g_autofree double *train = g_new (double, n_points);
  g_autofree double *test = g_new (double, n_points);

  for (gsize i = 0; i < n_points; i++)
    {
      double share = (double) i / (double) n_points;

      x[i] = (double) i + 1.0;
      train[i] = 0.7 - 0.6 * share;
      test[i] = 0.7 - 0.9 * share + 0.55 * share * share;
    }

  jig_panel_set_axis (panel, JIG_AXIS_X, "Round", NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "Log loss", NULL, JIG_SCALE_LINEAR);
  jig_panel_add_line (panel, "Train", x, train, n_points);
  jig_panel_add_line (panel, "Test", x, test, n_points);
  jig_figure_set_summary (figure, "Test loss falls in 40 rounds.");
  figure = jig_figure_seal (figure, &error);
  g_assert_no_error (error);

  return figure;
}

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *view = jig_chart_view_new ();
  g_autoptr(JigFigure) figure = make_curves (N_POINTS);

  jig_chart_view_set_figure (JIG_CHART_VIEW (view), figure);
  gtk_widget_set_margin_top (view, 12);
  gtk_widget_set_margin_bottom (view, 12);
  gtk_widget_set_margin_start (view, 12);
  gtk_widget_set_margin_end (view, 12);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 420);
  gtk_window_present (GTK_WINDOW (window));
}

static JigChartView *
find_view (JigUi *ui)
{
  GtkWidget *overlay = adw_application_window_get_content (ADW_APPLICATION_WINDOW (ui->window));

  return JIG_CHART_VIEW (adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (overlay)));
}

static GtkWidget *
find_child (JigUi      *ui,
            const char *id)
{
  return jig_ui_find (GTK_WIDGET (find_view (ui)), id);
}

/* What the key controllers above the focus would do. */
static gboolean
press (JigUi *ui,
       guint  keyval)
{
  g_autoptr(GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (find_view (ui)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }

  return handled;
}

static const char *
focused_line (JigUi *ui)
{
  GtkWidget *focus = gtk_window_get_focus (ui->window);

  g_assert_true (GTK_IS_LIST_BOX_ROW (focus));
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (focus))));
}

static void
test_said_to_screen_readers (JigUi         *ui,
                             gconstpointer  data)
{
  GtkWidget *canvas = find_child (ui, "canvas");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Loss by round");
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (canvas),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_child (ui, "title"))), ==,
                   "Loss by round");
}

static void
test_keys_go_through_the_points (JigUi         *ui,
                                 gconstpointer  data)
{
  JigChartView *view = find_view (ui);
  GtkWidget *line = find_child (ui, "line");

  g_assert_false (gtk_widget_get_visible (line));
  gtk_widget_grab_focus (GTK_WIDGET (view));
  g_assert_true (press (ui, GDK_KEY_Return));
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, 0);
  g_assert_true (gtk_widget_get_visible (line));
  g_assert_cmpstr (focused_line (ui), ==, "Train: Round 1, Log loss 0.7");

  g_assert_true (press (ui, GDK_KEY_Right));
  g_assert_true (press (ui, GDK_KEY_Right));
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, 2);
  g_assert_true (press (ui, GDK_KEY_End));
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, N_POINTS - 1);
  g_assert_true (press (ui, GDK_KEY_Up));
  g_assert_cmpuint (jig_chart_view_get_cursor (view).mark, ==, 1);
  g_assert_true (g_str_has_prefix (focused_line (ui), "Test: Round 40"));
  g_assert_true (press (ui, GDK_KEY_Home));
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, 0);

  g_assert_true (press (ui, GDK_KEY_Escape));
  g_assert_false (gtk_widget_get_visible (line));
  g_assert_true (gtk_window_get_focus (ui->window) == find_child (ui, "canvas"));
  g_assert_false (press (ui, GDK_KEY_Escape));
}

/* Points that are no landmark are listed while the cursor is there. */
static void
test_long_series (JigUi         *ui,
                  gconstpointer  data)
{
  JigChartView *view = find_view (ui);
  GtkListBox *list = GTK_LIST_BOX (find_child (ui, "landmarks"));
  g_autoptr(JigFigure) figure = make_curves (1500);
  int n_lines = 0;

  jig_chart_view_set_figure (view, figure);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  gtk_widget_grab_focus (GTK_WIDGET (view));
  press (ui, GDK_KEY_Home);
  while (gtk_list_box_get_row_at_index (list, n_lines) != NULL)
    n_lines++;
  g_assert_cmpint (n_lines, >, 100);
  g_assert_cmpint (n_lines, <=, 200);

  for (guint i = 1; i < 20; i++)
    {
      g_autofree char *expected = g_strdup_printf ("Train: Round %u,", i + 1);

      press (ui, GDK_KEY_Right);
      g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, i);
      g_assert_true (g_str_has_prefix (focused_line (ui), expected));
      g_assert_null (gtk_list_box_get_row_at_index (list, n_lines + 1));
    }

  gtk_widget_activate_action (GTK_WIDGET (view), "chart.next", NULL);
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, >, 19);
}

static void
test_list_moves_the_cursor (JigUi         *ui,
                            gconstpointer  data)
{
  JigChartView *view = find_view (ui);
  GtkListBox *list = GTK_LIST_BOX (find_child (ui, "landmarks"));

  gtk_widget_grab_focus (GTK_WIDGET (view));
  press (ui, GDK_KEY_Home);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 7));
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, 7);
}

static gboolean
is_painted (gpointer canvas)
{
  return jig_chart_canvas_get_drawing (canvas) != NULL;
}

static void
test_large_figures_are_painted_by_a_job (JigUi         *ui,
                                         gconstpointer  data)
{
  JigChartView *view = find_view (ui);
  GtkWidget *canvas = find_child (ui, "canvas");
  g_autoptr(JigFigure) figure = make_curves (300000);
  g_autoptr(JigFigure) other = make_curves (300001);

  /* The first is overtaken by the second: nothing of it may be seen. */
  jig_chart_view_set_figure (view, figure);
  g_assert_true (jig_chart_canvas_is_painting (JIG_CHART_CANVAS (canvas)));
  g_assert_null (jig_chart_canvas_get_drawing (JIG_CHART_CANVAS (canvas)));
  jig_chart_view_set_figure (view, other);
  g_assert_cmpint (jig_ui_longest_stall (is_painted, canvas, PATIENCE).cpu, <, 500000);
  g_assert_false (jig_chart_canvas_is_painting (JIG_CHART_CANVAS (canvas)));

  gtk_widget_grab_focus (GTK_WIDGET (view));
  press (ui, GDK_KEY_End);
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, 0);
  press (ui, GDK_KEY_End);
  g_assert_cmpuint (jig_chart_view_get_cursor (view).item, ==, 300000);
}

static void
test_table_twin (JigUi         *ui,
                 gconstpointer  data)
{
  JigChartView *view = find_view (ui);
  g_autoptr(JigFigure) figure = make_curves (3000);
  g_autoptr(JigTwin) twin = jig_twin_new (jig_chart_view_get_figure (view));
  GtkColumnView *table;
  GListModel *rows;

  gtk_widget_activate_action (GTK_WIDGET (view), "chart.table", NULL);
  table = GTK_COLUMN_VIEW (find_child (ui, "view"));
  rows = G_LIST_MODEL (gtk_column_view_get_model (table));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (table)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==,
                    jig_twin_get_n_columns (twin));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2 * N_POINTS);
  g_assert_false (gtk_widget_get_visible (find_child (ui, "thinned")));

  jig_chart_view_set_figure (view, figure);
  g_assert_true (gtk_widget_get_visible (find_child (ui, "thinned")));
  g_assert_cmpuint (g_list_model_get_n_items (rows), <=, 400);
  g_assert_cmpuint (g_list_model_get_n_items (rows), >=, 300);

  gtk_widget_activate_action (GTK_WIDGET (view), "chart.table", NULL);
  g_assert_true (gtk_widget_get_mapped (find_child (ui, "canvas")));
}

static gboolean
has_tooltip (JigUi *ui,
             int    x,
             int    y)
{
  GtkWidget *canvas = find_child (ui, "canvas");
  gboolean has = FALSE;
  g_autoptr(GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);

  g_signal_emit_by_name (canvas, "query-tooltip", x, y, FALSE, tooltip, &has);
  return has;
}

static void
test_pointer (JigUi         *ui,
              gconstpointer  data)
{
  GtkWidget *canvas = find_child (ui, "canvas");
  JigDrawing *drawing = jig_chart_canvas_get_drawing (JIG_CHART_CANVAS (canvas));
  JigItemBox box;

  g_assert_true (jig_drawing_find_item (drawing, (JigItemId) { 0, 0, 20 }, &box));
  g_assert_true (has_tooltip (ui, (int) box.x, (int) box.y));
  g_assert_false (has_tooltip (ui, 1, 1));

  g_signal_emit_by_name (canvas, "picked", 0u, 0u, 20u);
  g_assert_cmpuint (jig_chart_view_get_cursor (find_view (ui)).item, ==, 20);
  g_assert_true (gtk_widget_get_visible (find_child (ui, "line")));
}

static void
got_text_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copying (JigUi         *ui,
              gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (find_view (ui));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (view);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  gtk_widget_activate_action (view, "chart.copy-numbers", NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, got_text_cb, &text);
  g_assert_true (jig_ui_wait (has_text, &text, PATIENCE));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 2 * N_POINTS + 1);

  gtk_widget_activate_action (view, "chart.copy-picture", NULL);
  g_assert_true (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard),
                                                    GDK_TYPE_TEXTURE));
}

static void
save_picture (JigUi      *ui,
              const char *name)
{
  const char *folder = g_getenv ("JIG_PICTURES");
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  texture = jig_ui_picture (GTK_WIDGET (ui->window));
  g_assert_cmpint (gdk_texture_get_width (texture), >, 400);
  if (folder == NULL)
    return;

  file = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

/* Whether the line below the chart shows the row that is selected. */
static gboolean
shows_selected (gpointer data)
{
  GtkWidget *line = find_child (data, "scrolled");
  GtkListBox *list = GTK_LIST_BOX (find_child (data, "landmarks"));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (GTK_WIDGET (gtk_list_box_get_selected_row (list)), line,
                                    &bounds)
         && bounds.size.height > 0.0f && bounds.origin.y >= 0.0f && bounds.origin.y < 4.0f;
}

static void
test_line_follows (JigUi         *ui,
                   gconstpointer  data)
{
  gtk_widget_grab_focus (GTK_WIDGET (find_view (ui)));
  press (ui, GDK_KEY_Home);
  press (ui, GDK_KEY_Right);
  g_assert_true (jig_ui_wait (shows_selected, ui, PATIENCE));
  press (ui, GDK_KEY_Down);
  press (ui, GDK_KEY_Right);
  g_assert_true (jig_ui_wait (shows_selected, ui, PATIENCE));
}

/* A pixel at the edge of the window, which nothing is drawn on. */
static guint32
look_at_background (JigUi *ui)
{
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  gsize width;
  gsize height;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  texture = jig_ui_picture (GTK_WIDGET (ui->window));
  width = (gsize) gdk_texture_get_width (texture);
  height = (gsize) gdk_texture_get_height (texture);
  pixels = g_new (guint32, width * height);
  gdk_texture_download (texture, (guchar *) pixels, width * sizeof *pixels);

  return pixels[height / 2 * width + width - 16];
}

static void
test_dark (JigUi         *ui,
           gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  guint32 light = look_at_background (ui);

  gtk_widget_grab_focus (GTK_WIDGET (find_view (ui)));
  press (ui, GDK_KEY_Home);
  press (ui, GDK_KEY_Right);
  g_assert_true (jig_ui_wait (shows_selected, ui, PATIENCE));
  save_picture (ui, "chart-light");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  save_picture (ui, "chart-dark");
  g_assert_cmphex (look_at_background (ui), !=, light);
  gtk_widget_activate_action (GTK_WIDGET (find_view (ui)), "chart.table", NULL);
  save_picture (ui, "chart-table");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = adw_application_new ("org.jigworkbench.Jig", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  jig_ui_init (GTK_APPLICATION (application));

  jig_ui_add ("/chart-view/accessible", test_said_to_screen_readers, NULL);
  jig_ui_add ("/chart-view/keys", test_keys_go_through_the_points, NULL);
  jig_ui_add ("/chart-view/long-series", test_long_series, NULL);
  jig_ui_add ("/chart-view/list", test_list_moves_the_cursor, NULL);
  jig_ui_add ("/chart-view/job", test_large_figures_are_painted_by_a_job, NULL);
  jig_ui_add ("/chart-view/table", test_table_twin, NULL);
  jig_ui_add ("/chart-view/pointer", test_pointer, NULL);
  jig_ui_add ("/chart-view/copy", test_copying, NULL);
  jig_ui_add ("/chart-view/line", test_line_follows, NULL);
  jig_ui_add ("/chart-view/dark", test_dark, NULL);

  return g_test_run ();
}
