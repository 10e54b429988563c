/* A chart: the drawing, the table that says the same, and a line below with the
 * points that the keyboard goes through. The line is a real list, because that
 * is what a screen reader reads: moving the cursor moves the focus in it. */
#include "app/chart/chart-view.h"

#include "app/chart/chart-canvas.h"
#include "app/chart/chart-save.h"
#include "app/chart/chart-style.h"
#include "app/chart/chart-table.h"
#include "app/chart/landmark-list.h"
#include "core/chart/hit.h"

#include <math.h>

struct _JigChartView
{
  GtkWidget parent;

  GtkWidget       *title;
  GtkWidget       *menu_button;
  GtkWidget       *stack;
  JigChartCanvas  *canvas;
  JigChartTable   *table;
  JigLandmarkList *line;
  GMenuModel      *menu_model;

  GtkWidget *menu;              /* where the pointer asked for it */
};

G_DEFINE_FINAL_TYPE (JigChartView, jig_chart_view, GTK_TYPE_WIDGET)

static gboolean
shows_table (JigChartView *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == GTK_WIDGET (self->table);
}

/* Moves the cursor, and the focus along if it is in the drawing or the line. */
static void
show_cursor (JigChartView *self,
             JigItemId     id,
             gboolean      moves_focus)
{
  jig_chart_canvas_set_cursor (self->canvas, id);
  gtk_widget_set_visible (GTK_WIDGET (self->line), id.item != JIG_NO_ITEM);
  jig_landmark_list_set_item (self->line, id, moves_focus);
}

static void
moved_cb (JigChartView *self,
          guint         panel,
          guint         mark,
          guint         item)
{
  jig_chart_canvas_set_cursor (self->canvas, (JigItemId) { panel, mark, item });
}

static void
picked_cb (JigChartView *self,
           guint         panel,
           guint         mark,
           guint         item)
{
  show_cursor (self, (JigItemId) { panel, mark, item }, FALSE);
}

static void
drawn_cb (JigChartView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.copy-picture",
                                 jig_chart_canvas_get_drawing (self->canvas) != NULL);
}

static gboolean
move (JigChartView *self,
      JigHitMove    how)
{
  JigDrawing *drawing = jig_chart_canvas_get_drawing (self->canvas);
  JigItemId id;

  if (drawing == NULL)
    return FALSE;

  if (jig_hit_move (drawing, jig_chart_canvas_get_cursor (self->canvas), how, &id))
    show_cursor (self, id, TRUE);

  return TRUE;
}

/* How many items the mark of an item has. */
static gsize
count_items (JigChartView *self,
             JigItemId     id)
{
  JigFigure *figure = jig_chart_canvas_get_figure (self->canvas);
  JigPanel *panel = jig_figure_get_panel (figure, id.panel);

  return jig_mark_get_n_items (jig_panel_get_mark (panel, id.mark));
}

/* Among several series, up and down go from one to the other: to the same item
 * where both have as many. */
static gboolean
move_across (JigChartView *self,
             JigHitMove    across,
             JigHitMove    within)
{
  JigDrawing *drawing = jig_chart_canvas_get_drawing (self->canvas);
  JigItemId from = jig_chart_canvas_get_cursor (self->canvas);
  JigItemId to;
  JigItemId same;
  JigItemBox box;

  if (drawing == NULL || from.item == JIG_NO_ITEM || !jig_hit_move (drawing, from, across, &to))
    return move (self, within);

  same = (JigItemId) { to.panel, to.mark, from.item };
  if (count_items (self, from) == count_items (self, to)
      && jig_drawing_find_item (drawing, same, &box) && !isnan ((double) box.x))
    to = same;
  show_cursor (self, to, TRUE);

  return TRUE;
}

/* The next landmark of the series, with a turn-around at the end. */
static gboolean
move_to_landmark (JigChartView *self)
{
  if (jig_chart_canvas_get_cursor (self->canvas).item == JIG_NO_ITEM)
    return move (self, JIG_HIT_FIRST);

  show_cursor (self, jig_landmark_list_get_next (self->line), TRUE);

  return TRUE;
}

static gboolean
leave (JigChartView *self)
{
  if (jig_chart_canvas_get_cursor (self->canvas).item == JIG_NO_ITEM)
    return FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  show_cursor (self, JIG_NO_ITEM_ID, FALSE);

  return TRUE;
}

static gboolean
go (JigChartView *self,
    guint         keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move (self, JIG_HIT_LEFT);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move (self, JIG_HIT_RIGHT);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_across (self, JIG_HIT_PREVIOUS_MARK, JIG_HIT_UP);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_across (self, JIG_HIT_NEXT_MARK, JIG_HIT_DOWN);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return move (self, JIG_HIT_FIRST);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return move (self, JIG_HIT_LAST);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return jig_chart_canvas_get_cursor (self->canvas).item == JIG_NO_ITEM
             && move (self, JIG_HIT_FIRST);
    case GDK_KEY_Escape:
      return leave (self);
    default:
      return FALSE;
    }
}

/* Before the list sees them: the arrows go through all points, not only through
 * those that are listed. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                JigChartView          *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0 || focus == NULL
      || (focus != GTK_WIDGET (self->canvas)
          && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->line))))
    return FALSE;

  return go (self, keyval);
}

static void
pop_up_menu (JigChartView *self,
             double        x,
             double        y)
{
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->menu_model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_pressed_cb (JigChartView *self,
                 int           n_presses,
                 double        x,
                 double        y)
{
  pop_up_menu (self, x, y);
}

static void
long_pressed_cb (JigChartView *self,
                 double        x,
                 double        y)
{
  pop_up_menu (self, x, y);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (JIG_CHART_VIEW (widget)->menu_button));
}

static void
table_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  JigChartView *self = JIG_CHART_VIEW (widget);
  gboolean to_table = !shows_table (self);

  show_cursor (self, JIG_NO_ITEM_ID, FALSE);
  jig_chart_table_set_figure (self->table,
                              to_table ? jig_chart_canvas_get_figure (self->canvas) : NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               to_table ? GTK_WIDGET (self->table) : GTK_WIDGET (self->canvas));
  gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  JigChartView *self = JIG_CHART_VIEW (widget);

  if (!shows_table (self))
    move_to_landmark (self);
}

static void
copy_picture_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  JigChartView *self = JIG_CHART_VIEW (widget);

  jig_chart_save_copy_picture (widget, jig_chart_canvas_get_figure (self->canvas),
                               jig_chart_style_get_layout (GTK_WIDGET (self->canvas)));
}

static void
copy_numbers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  jig_chart_save_copy_numbers (widget,
                               jig_chart_canvas_get_figure (JIG_CHART_VIEW (widget)->canvas));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  JigChartView *self = JIG_CHART_VIEW (widget);

  jig_chart_save_choose (widget, jig_chart_canvas_get_figure (self->canvas),
                         jig_chart_style_get_layout (GTK_WIDGET (self->canvas)),
                         g_variant_get_string (parameter, NULL));
}

static void
jig_chart_view_dispose (GObject *object)
{
  JigChartView *self = JIG_CHART_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->menu = NULL;

  G_OBJECT_CLASS (jig_chart_view_parent_class)->dispose (object);
}

static gboolean
jig_chart_view_grab_focus (GtkWidget *widget)
{
  JigChartView *self = JIG_CHART_VIEW (widget);

  return gtk_widget_grab_focus (shows_table (self) ? GTK_WIDGET (self->table)
                                                   : GTK_WIDGET (self->canvas));
}

static void
jig_chart_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GtkWidget *menu = JIG_CHART_VIEW (widget)->menu;

  GTK_WIDGET_CLASS (jig_chart_view_parent_class)->size_allocate (widget, width, height, baseline);
  if (menu != NULL)
    gtk_popover_present (GTK_POPOVER (menu));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.table", NULL, table_action);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "chart.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-numbers", NULL, copy_numbers_action);
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "chart.table",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "chart.copy-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "chart.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
}

static void
jig_chart_view_init (JigChartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  drawn_cb (self);
}

static void
jig_chart_view_class_init (JigChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_chart_view_dispose;
  widget_class->grab_focus = jig_chart_view_grab_focus;
  widget_class->size_allocate = jig_chart_view_size_allocate;

  install_actions (widget_class);
  g_type_ensure (JIG_TYPE_CHART_CANVAS);
  g_type_ensure (JIG_TYPE_CHART_TABLE);
  g_type_ensure (JIG_TYPE_LANDMARK_LIST);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/chart/chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, JigChartView, title);
  gtk_widget_class_bind_template_child (widget_class, JigChartView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, JigChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, JigChartView, canvas);
  gtk_widget_class_bind_template_child (widget_class, JigChartView, table);
  gtk_widget_class_bind_template_child (widget_class, JigChartView, line);
  gtk_widget_class_bind_template_child (widget_class, JigChartView, menu_model);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, drawn_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}

/**
 * jig_chart_view_new:
 *
 * Returns: a chart of nothing
 */
GtkWidget *
jig_chart_view_new (void)
{
  return g_object_new (JIG_TYPE_CHART_VIEW, NULL);
}

/**
 * jig_chart_view_get_figure:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): what it shows
 */
JigFigure *
jig_chart_view_get_figure (JigChartView *self)
{
  g_return_val_if_fail (JIG_IS_CHART_VIEW (self), NULL);

  return jig_chart_canvas_get_figure (self->canvas);
}

/**
 * jig_chart_view_get_cursor:
 * @self: a chart
 *
 * Returns: the item that the keyboard is at, or %JIG_NO_ITEM_ID
 */
JigItemId
jig_chart_view_get_cursor (JigChartView *self)
{
  g_return_val_if_fail (JIG_IS_CHART_VIEW (self), JIG_NO_ITEM_ID);

  return jig_chart_canvas_get_cursor (self->canvas);
}

/**
 * jig_chart_view_set_figure:
 * @self: a chart
 * @figure: (nullable): a sealed figure
 *
 * Shows another figure, as a picture or as the table it was shown as.
 */
void
jig_chart_view_set_figure (JigChartView *self,
                           JigFigure    *figure)
{
  g_return_if_fail (JIG_IS_CHART_VIEW (self));

  if (figure == jig_chart_canvas_get_figure (self->canvas))
    return;

  show_cursor (self, JIG_NO_ITEM_ID, FALSE);
  jig_chart_canvas_set_figure (self->canvas, figure);
  jig_landmark_list_set_figure (self->line, figure);
  if (shows_table (self))
    jig_chart_table_set_figure (self->table, figure);
  gtk_widget_set_sensitive (self->menu_button, figure != NULL);
  gtk_label_set_text (GTK_LABEL (self->title),
                      figure != NULL ? jig_figure_get_title (figure) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->title)), -1);
}

/**
 * jig_chart_view_set_cursor:
 * @self: a chart
 * @id: an item of its figure, or %JIG_NO_ITEM_ID
 *
 * Moves the cursor, and says below the chart where it is.
 */
void
jig_chart_view_set_cursor (JigChartView *self,
                           JigItemId     id)
{
  g_return_if_fail (JIG_IS_CHART_VIEW (self));

  show_cursor (self, id, FALSE);
}

/**
 * jig_chart_view_set_row:
 * @self: a chart
 * @row: the key of the row that is followed, or -1
 *
 * Marks every item that is about that row.
 */
void
jig_chart_view_set_row (JigChartView *self,
                        gint64        row)
{
  g_return_if_fail (JIG_IS_CHART_VIEW (self));

  jig_chart_canvas_set_row (self->canvas, row);
}

/**
 * jig_chart_view_set_whole:
 * @self: a chart
 * @is_whole: whether it is never lower than its figure should be
 *
 * For a chart in a page that scrolls.
 */
void
jig_chart_view_set_whole (JigChartView *self,
                          gboolean      is_whole)
{
  g_return_if_fail (JIG_IS_CHART_VIEW (self));

  jig_chart_canvas_set_fit (self->canvas, is_whole ? JIG_CHART_FIT_WHOLE : JIG_CHART_FIT_ROOM);
}
