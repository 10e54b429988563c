/* A table of any size: JigGrid paints what is on screen, this scrolls it, moves its cursor and
 * lets its columns be resized. */

#include "app/grid/grid-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* What the grid's letters are sized for, in pixels. */
#define USUAL_TEXT  14.67
#define WHEEL_ROWS  3.0
/* How much is measured before a table is shown, and how wide a column may become by that. */
#define N_FITTED_COLUMNS 30
#define N_FITTED_ROWS    20
#define LEAST_FIT        120.0
#define WIDEST_FIT       220.0
/* A scroll bar counts in doubles: beyond this many rows its last digits are lost, not the rows. */
#define LONGEST_BAR 1e15

struct _JigGridPane
{
  GtkWidget       parent_instance;

  GtkWidget      *canvas;
  GtkWidget      *bars[2];           /* by GtkOrientation */
  GtkAdjustment  *adjustments[2];

  JigGrid        *grid;              /* NULL without a source */
  JigGridView     view;
  gboolean        is_adjusting;
  guint           resize_id;

  gboolean        is_resizing;
  gsize           resized;
  double          first_width;
};

enum {
  MOVED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigGridPane, jig_grid_pane, GTK_TYPE_WIDGET)

static double
get_text_scale (JigGridPane *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= 96.0 / 72.0;

  return size > 0.0 ? CLAMP (size / USUAL_TEXT, 0.5, 4.0) : 1.0;
}

/* What the scroll bars say, after the view has moved. */
static void
update_bars (JigGridPane *self)
{
  double rows;
  double page;
  double width;

  if (self->grid == NULL)
    return;

  rows = MIN ((double) jig_grid_get_n_rows (self->grid), LONGEST_BAR);
  page = (self->view.height - jig_grid_get_header_height (self->grid))
         / jig_grid_get_row_height (self->grid);
  width = jig_grid_get_total_width (self->grid);

  self->is_adjusting = TRUE;
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_VERTICAL],
                            (double) self->view.row
                            + self->view.row_pixel / jig_grid_get_row_height (self->grid),
                            0.0, MAX (rows, page), 1.0, MAX (page - 1.0, 1.0), page);
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], self->view.x,
                            0.0, MAX (width, self->view.width), 40.0, self->view.width / 2.0,
                            self->view.width);
  gtk_widget_set_visible (self->bars[GTK_ORIENTATION_VERTICAL], rows > page);
  gtk_widget_set_visible (self->bars[GTK_ORIENTATION_HORIZONTAL], width > self->view.width);
  self->is_adjusting = FALSE;
}

static void
view_changed (JigGridPane *self)
{
  jig_grid_clamp (self->grid, &self->view);
  update_bars (self);
  gtk_widget_queue_draw (self->canvas);
}

static void
adjusted_cb (JigGridPane *self)
{
  double row = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]);

  if (self->is_adjusting || self->grid == NULL)
    return;

  self->view.row = (guint64) MAX (row, 0.0);
  self->view.row_pixel = (row - floor (row)) * jig_grid_get_row_height (self->grid);
  self->view.x = gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  view_changed (self);
}

static void
draw (GtkDrawingArea *area,
      cairo_t        *cr,
      int             width,
      int             height,
      gpointer        user_data)
{
  JigGridPane *self = user_data;
  AdwStyleManager *style = adw_style_manager_get_default ();
  const JigPalette *palette = jig_palette_get (adw_style_manager_get_dark (style),
                                               adw_style_manager_get_high_contrast (style));

  if (self->grid != NULL)
    jig_grid_paint (self->grid, &self->view, palette, cr);
}

static gboolean
resized_cb (gpointer user_data)
{
  JigGridPane *self = user_data;

  self->resize_id = 0;
  if (self->grid != NULL)
    view_changed (self);

  return G_SOURCE_REMOVE;
}

/* In the middle of an allocation no bar may come or go. */
static void
resize_cb (JigGridPane *self,
           int          width,
           int          height)
{
  self->view.width = width;
  self->view.height = height;
  if (self->resize_id == 0)
    self->resize_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, resized_cb, self, NULL);
}

static void
move (JigGridPane *self,
      guint64      row,
      gsize        column)
{
  guint64 n_rows = jig_grid_get_n_rows (self->grid);
  gsize n_columns = jig_grid_get_n_columns (self->grid);

  if (n_rows == 0 || n_columns == 0)
    return;

  self->view.cursor_row = MIN (row, n_rows - 1);
  self->view.cursor_column = MIN (column, n_columns - 1);
  jig_grid_reveal (self->grid, &self->view, self->view.cursor_row, self->view.cursor_column);
  view_changed (self);
  g_signal_emit (self, signals[MOVED], 0);
}

static guint64
step (guint64 from,
      gint64  by)
{
  if (by < 0)
    return from >= (guint64) -by ? from - (guint64) -by : 0;

  return from > G_MAXUINT64 - (guint64) by ? G_MAXUINT64 : from + (guint64) by;
}

/* The arguments: rows and columns to go, in steps, pages (10) or to the end (100). */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  JigGridPane *self = JIG_GRID_PANE (widget);
  guint64 row = self->view.cursor_row;
  gsize column = self->view.cursor_column;
  guint64 page;
  gsize first;
  gsize n_columns;
  int down;
  int right;

  if (self->grid == NULL)
    return FALSE;

  g_variant_get (arguments, "(ii)", &down, &right);
  jig_grid_get_visible (self->grid, &self->view, &page, &first, &n_columns);
  if (row == G_MAXUINT64)
    row = self->view.row;

  if (ABS (down) == 100)
    row = down < 0 ? 0 : G_MAXUINT64;
  else if (ABS (down) == 10)
    row = step (row, (down < 0 ? -1 : 1) * MAX ((gint64) page - 2, 1));
  else
    row = step (row, down);

  if (ABS (right) == 100)
    column = right < 0 ? 0 : G_MAXSIZE;
  else
    column = step (column, right);

  move (self, row, column);
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  g_signal_emit (widget, signals[ACTIVATED], 0);
  return TRUE;
}

static gboolean
scroll_cb (JigGridPane              *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  double unit = 1.0;

  if (self->grid == NULL)
    return FALSE;

  if (gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL)
    unit = WHEEL_ROWS * jig_grid_get_row_height (self->grid);
  jig_grid_scroll (self->grid, &self->view, dx * unit, dy * unit);
  view_changed (self);

  return TRUE;
}

static JigGridPart
hit (JigGridPane *self,
     double       x,
     double       y,
     guint64     *row,
     gsize       *column)
{
  return self->grid != NULL ? jig_grid_hit (self->grid, &self->view, x, y, row, column)
                            : JIG_GRID_NOTHING;
}

static void
fit_column (JigGridPane *self,
            gsize        column)
{
  guint64 n_rows;
  gsize first;
  gsize n_columns;

  jig_grid_get_visible (self->grid, &self->view, &n_rows, &first, &n_columns);
  jig_grid_fit_column (self->grid, column, self->view.row, n_rows);
  view_changed (self);
}

/* The first columns are as wide as what their first rows say, within reason. */
static void
fit_columns (JigGridPane *self)
{
  const gsize n_columns = MIN (jig_grid_get_n_columns (self->grid), N_FITTED_COLUMNS);
  const double scale = get_text_scale (self);

  for (gsize i = 0; i < n_columns; i++)
    {
      double width;

      jig_grid_fit_column (self->grid, i, 0, N_FITTED_ROWS);
      width = jig_grid_get_column_width (self->grid, i);
      jig_grid_set_column_width (self->grid, i, CLAMP (width, LEAST_FIT * scale,
                                                       WIDEST_FIT * scale));
    }
}

static void
pressed_cb (JigGridPane *self,
            int          n_press,
            double       x,
            double       y)
{
  guint64 row = self->view.cursor_row != G_MAXUINT64 ? self->view.cursor_row : self->view.row;
  gsize column = self->view.cursor_column;
  JigGridPart part = hit (self, x, y, &row, &column);

  gtk_widget_grab_focus (self->canvas);
  if (part == JIG_GRID_DIVIDER && n_press == 2)
    fit_column (self, column);
  else if (part == JIG_GRID_CELL || part == JIG_GRID_HEADER || part == JIG_GRID_GUTTER)
    move (self, row, column);

  if (part == JIG_GRID_CELL && n_press == 2)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
drag_begin_cb (JigGridPane    *self,
               double          x,
               double          y,
               GtkGestureDrag *drag)
{
  guint64 row;
  gsize column;

  if (hit (self, x, y, &row, &column) != JIG_GRID_DIVIDER)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->is_resizing = TRUE;
  self->resized = column;
  self->first_width = jig_grid_get_column_width (self->grid, column);
}

static void
drag_update_cb (JigGridPane *self,
                double       dx,
                double       dy)
{
  if (!self->is_resizing || self->grid == NULL)
    return;

  jig_grid_set_column_width (self->grid, self->resized, self->first_width + dx);
  view_changed (self);
}

static void
drag_end_cb (JigGridPane *self)
{
  self->is_resizing = FALSE;
}

static void
motion_cb (JigGridPane *self,
           double       x,
           double       y)
{
  guint64 row;
  gsize column;
  gboolean is_divider = self->is_resizing || hit (self, x, y, &row, &column) == JIG_GRID_DIVIDER;

  gtk_widget_set_cursor_from_name (self->canvas, is_divider ? "col-resize" : NULL);
}

static gboolean
jig_grid_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (JIG_GRID_PANE (widget)->canvas);
}

static void
jig_grid_pane_dispose (GObject *object)
{
  JigGridPane *self = JIG_GRID_PANE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->resize_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->grid, jig_grid_free);

  G_OBJECT_CLASS (jig_grid_pane_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    guint           keypad;
    GdkModifierType modifiers;
    int             down;
    int             right;
  } keys[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1, 0 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1, 0 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, 0, 1 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, GDK_CONTROL_MASK, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, GDK_CONTROL_MASK, 0, 1 },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, -10, 0 },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, 10, 0 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, 0, -100 },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, 0, 100 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, -100, -100 },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, 100, 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, move_cb, "(ii)",
                                    keys[i].down, keys[i].right);
      gtk_widget_class_add_binding (widget_class, keys[i].keypad, keys[i].modifiers, move_cb,
                                    "(ii)", keys[i].down, keys[i].right);
    }

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
}

static void
jig_grid_pane_class_init (JigGridPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_grid_pane_dispose;
  widget_class->grab_focus = jig_grid_pane_grab_focus;

  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  add_keys (widget_class);
}

static void
add_controllers (JigGridPane *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES
                                     | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);

  gtk_widget_add_controller (self->canvas, scroll);
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->canvas, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (self->canvas, motion);
}

static void
add_bar (JigGridPane    *self,
         GtkOrientation  orientation,
         int             column,
         int             row)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkLayoutChild *place;

  self->adjustments[orientation] = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->bars[orientation] = gtk_scrollbar_new (orientation, self->adjustments[orientation]);
  gtk_widget_set_parent (self->bars[orientation], GTK_WIDGET (self));
  place = gtk_layout_manager_get_layout_child (layout, self->bars[orientation]);
  g_object_set (place, "column", column, "row", row, NULL);
  g_signal_connect_swapped (self->adjustments[orientation], "value-changed",
                            G_CALLBACK (adjusted_cb), self);
}

static void
jig_grid_pane_init (JigGridPane *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->view.cursor_row = self->view.pinned_row = G_MAXUINT64;

  self->canvas = g_object_new (GTK_TYPE_DRAWING_AREA,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                               "focusable", TRUE,
                               "hexpand", TRUE,
                               "vexpand", TRUE,
                               NULL);
  gtk_widget_set_parent (self->canvas, GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->canvas), draw, self, NULL);
  g_signal_connect_swapped (self->canvas, "resize", G_CALLBACK (resize_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table"), -1);

  add_bar (self, GTK_ORIENTATION_VERTICAL, 1, 0);
  add_bar (self, GTK_ORIENTATION_HORIZONTAL, 0, 1);
  add_controllers (self);

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (jig_grid_pane_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (jig_grid_pane_refresh), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
jig_grid_pane_new (void)
{
  return g_object_new (JIG_TYPE_GRID_PANE, NULL);
}

guint64
jig_grid_pane_get_row (JigGridPane *self)
{
  g_return_val_if_fail (JIG_IS_GRID_PANE (self), G_MAXUINT64);

  return self->view.cursor_row;
}

gsize
jig_grid_pane_get_column (JigGridPane *self)
{
  g_return_val_if_fail (JIG_IS_GRID_PANE (self), 0);

  return self->view.cursor_column;
}

/**
 * jig_grid_pane_set_source:
 * @self: a pane
 * @source: (nullable): what to show
 * @data: handed to @source; both must outlive the pane, or the next call
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows another table, from its first cell on.
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing shown
 */
gboolean
jig_grid_pane_set_source (JigGridPane          *self,
                          const JigGridSource  *source,
                          gpointer              data,
                          GError              **error)
{
  g_return_val_if_fail (JIG_IS_GRID_PANE (self), FALSE);

  g_clear_pointer (&self->grid, jig_grid_free);
  self->view.x = self->view.row_pixel = 0.0;
  self->view.row = self->view.cursor_column = 0;
  self->view.cursor_row = self->view.pinned_row = G_MAXUINT64;
  gtk_widget_queue_draw (self->canvas);
  if (source == NULL)
    return TRUE;

  self->grid = jig_grid_new (source, data, get_text_scale (self), error);
  if (self->grid == NULL)
    return FALSE;

  fit_columns (self);
  self->view.cursor_row = 0;
  view_changed (self);
  return TRUE;
}

/**
 * jig_grid_pane_refresh:
 * @self: a pane
 *
 * Paints again: headers or cells look different.
 */
void
jig_grid_pane_refresh (JigGridPane *self)
{
  g_return_if_fail (JIG_IS_GRID_PANE (self));

  gtk_widget_queue_draw (self->canvas);
}

/**
 * jig_grid_pane_move:
 * @self: a pane
 * @row: a row; beyond the last one: the last one
 * @column: a column
 *
 * Moves the cursor there and shows it.
 */
void
jig_grid_pane_move (JigGridPane *self,
                    guint64      row,
                    gsize        column)
{
  g_return_if_fail (JIG_IS_GRID_PANE (self));

  if (self->grid != NULL)
    move (self, row, column);
}
