/* The drawn area of a chart. What is quick to draw is laid out and painted with
 * the window; what is not is painted by a job into an image, and the picture
 * before stays until it is there. */
#include "app/chart/chart-canvas.h"

#include "app/chart/chart-image.h"
#include "app/chart/chart-ring.h"
#include "app/chart/chart-style.h"
#include "core/chart/height.h"
#include "core/chart/hit.h"
#include "core/chart/narrate.h"
#include "core/chart/paint.h"

/* Items that are laid out and painted in 8 ms. */
#define QUICK_ITEMS 4000

#define REACH          12.0     /* pixels between the pointer and what it means */
#define MIN_WIDTH      160
#define NATURAL_WIDTH  480
#define MIN_HEIGHT     140

struct _JigChartCanvas
{
  GtkWidget parent;

  JigFigure     *figure;
  JigFigure     *drawn;         /* whose drawing it is: a new figure may still be painted */
  JigDrawing    *drawing;
  GskRenderNode *node;          /* @drawing painted with the window, or... */
  GdkTexture    *texture;       /* ...by a job */
  JigJob        *job;           /* the one whose picture is wanted */
  char          *problem;       /* why there is no drawing */

  JigItemId      cursor;
  JigItemId      hover;
  gint64         row;           /* the row that is followed, or -1 */
  double         text_scale;    /* what it was laid out for */
  JigChartFit    fit;
};

enum
{
  PICKED,
  DRAWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigChartCanvas, jig_chart_canvas, GTK_TYPE_WIDGET)

static gsize
count_items (const JigFigure *figure)
{
  gsize n_items = 0;

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    {
      const JigPanel *panel = jig_figure_get_panel (figure, i);

      for (guint j = 0; j < jig_panel_get_n_marks (panel); j++)
        n_items += jig_mark_get_n_items (jig_panel_get_mark (panel, j));
    }

  return n_items;
}

/* Whether the items on the canvas are those of the figure. */
static gboolean
is_current (JigChartCanvas *self)
{
  return self->drawing != NULL && self->drawn == self->figure;
}

static void
take_drawing (JigChartCanvas *self,
              JigDrawing     *drawing)
{
  g_clear_pointer (&self->drawn, jig_figure_unref);
  self->drawn = drawing != NULL ? jig_figure_ref (self->figure) : NULL;
  g_clear_pointer (&self->drawing, jig_drawing_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->problem, g_free);
  self->drawing = drawing;
  self->hover = JIG_NO_ITEM_ID;
}

static void
painted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(JigChartCanvas) self = data;
  g_autoptr(GError) error = NULL;
  JigChartImage *image = jig_chart_image_finish (JIG_JOB (source), result, &error);

  if (JIG_JOB (source) != self->job)
    {
      g_clear_pointer (&image, jig_chart_image_free);
      return;
    }

  g_clear_object (&self->job);
  take_drawing (self, image != NULL ? jig_drawing_ref (image->drawing) : NULL);
  if (image != NULL)
    self->texture = g_object_ref (image->texture);
  else
    self->problem = g_strdup (error->message);
  g_clear_pointer (&image, jig_chart_image_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[DRAWN], 0);
}

static void
stop_painting (JigChartCanvas *self)
{
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
start_painting (JigChartCanvas *self)
{
  JigLayout layout = jig_chart_style_get_layout (GTK_WIDGET (self));

  stop_painting (self);
  self->job = jig_chart_image_make_async (self->figure, &layout, jig_chart_style_get_palette (),
                                          gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                          painted_cb, g_object_ref (self));
}

static void
lay_out (JigChartCanvas *self)
{
  JigLayout layout = jig_chart_style_get_layout (GTK_WIDGET (self));
  g_autoptr(GError) error = NULL;
  JigDrawing *drawing;

  stop_painting (self);
  self->text_scale = layout.text_scale;
  if (self->figure == NULL || layout.width < 1.0 || layout.height < 1.0)
    return;

  if (count_items (self->figure) > QUICK_ITEMS)
    {
      start_painting (self);
      return;
    }

  drawing = jig_layout_figure (self->figure, &layout, &error);
  take_drawing (self, drawing);
  if (drawing == NULL)
    self->problem = g_strdup (error->message);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[DRAWN], 0);
}

static void
paint_rings (JigChartCanvas        *self,
             const graphene_rect_t *bounds,
             GtkSnapshot           *snapshot)
{
  const JigPalette *palette = jig_chart_style_get_palette ();
  JigItemId id = JIG_NO_ITEM_ID;
  cairo_t *cr;

  if (!is_current (self))
    return;
  if (self->row < 0 && self->cursor.item == JIG_NO_ITEM && self->hover.item == JIG_NO_ITEM)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  while (self->row >= 0 && jig_hit_find_row (self->figure, self->drawing, self->row, id, &id))
    jig_chart_ring_paint (self->drawing, id, palette, JIG_TONE_ACCENT, cr);
  jig_chart_ring_paint (self->drawing, self->hover, palette, JIG_TONE_MUTED, cr);
  jig_chart_ring_paint (self->drawing, self->cursor, palette, JIG_TONE_FOREGROUND, cr);
  cairo_destroy (cr);
}

static void
paint_problem (JigChartCanvas *self,
               GtkSnapshot    *snapshot)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self),
                                                                  self->problem);

  pango_layout_set_width (layout, gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (GTK_WIDGET (self)),
                              0.0, 0.0, layout);
}

static void
paint_drawing (JigChartCanvas        *self,
               const graphene_rect_t *bounds)
{
  cairo_t *cr;

  self->node = gsk_cairo_node_new (bounds);
  cr = gsk_cairo_node_get_draw_context (self->node);
  jig_paint_drawing (self->drawing, jig_chart_style_get_palette (), cr);
  cairo_destroy (cr);
}

static void
jig_chart_canvas_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));

  if (self->problem != NULL)
    paint_problem (self, snapshot);
  if (self->drawing == NULL)
    return;

  if (self->texture == NULL && self->node == NULL)
    paint_drawing (self, &bounds);

  /* As large as when it was painted, should the window have changed since. */
  bounds.size.width = (float) jig_drawing_get_width (self->drawing);
  bounds.size.height = (float) jig_drawing_get_height (self->drawing);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  else
    gtk_snapshot_append_node (snapshot, self->node);

  paint_rings (self, &bounds, snapshot);
}

static GtkSizeRequestMode
jig_chart_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
jig_chart_canvas_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (widget);
  JigLayout layout;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = self->fit == JIG_CHART_FIT_SMALL ? MIN_WIDTH : NATURAL_WIDTH;
      return;
    }

  *minimum = *natural = MIN_HEIGHT;
  if (self->fit == JIG_CHART_FIT_SMALL || self->figure == NULL)
    return;

  layout = jig_chart_style_get_layout (widget);
  layout.width = for_size >= 0 ? for_size : NATURAL_WIDTH;
  *natural = (int) jig_height_find (self->figure, &layout);
  if (self->fit == JIG_CHART_FIT_WHOLE)
    *minimum = *natural;
}

static void
jig_chart_canvas_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (widget);

  if (self->job == NULL && self->drawing != NULL
      && (int) jig_drawing_get_width (self->drawing) == width
      && (int) jig_drawing_get_height (self->drawing) == height)
    return;

  lay_out (self);
}

static void
jig_chart_canvas_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (widget);

  GTK_WIDGET_CLASS (jig_chart_canvas_parent_class)->css_changed (widget, change);

  /* Letters only: the focus changes the style too. */
  if (self->drawing != NULL && gtk_widget_get_realized (widget)
      && jig_chart_style_get_layout (widget).text_scale != self->text_scale)
    lay_out (self);
}

static JigItemId
find_at (JigChartCanvas *self,
         double          x,
         double          y)
{
  JigItemId id = JIG_NO_ITEM_ID;

  if (is_current (self))
    jig_hit_at (self->drawing, x, y, REACH, &id);

  return id;
}

static void
set_hover (JigChartCanvas *self,
           JigItemId       id)
{
  if (!jig_item_id_equal (id, self->hover))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->hover = id;
}

static void
motion_cb (JigChartCanvas *self,
           double          x,
           double          y)
{
  set_hover (self, find_at (self, x, y));
}

static void
leave_cb (JigChartCanvas *self)
{
  set_hover (self, JIG_NO_ITEM_ID);
}

static void
pressed_cb (JigChartCanvas *self,
            int             n_presses,
            double          x,
            double          y)
{
  JigItemId id = find_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (id.item != JIG_NO_ITEM)
    g_signal_emit (self, signals[PICKED], 0, id.panel, id.mark, id.item);
}

static gboolean
jig_chart_canvas_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    is_keyboard,
                                GtkTooltip *tooltip)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (widget);
  JigItemId id = is_keyboard ? self->cursor : find_at (self, x, y);
  g_autofree char *text = NULL;
  JigItemBox box;

  if (id.item == JIG_NO_ITEM || !is_current (self)
      || !jig_drawing_find_item (self->drawing, id, &box))
    return FALSE;

  text = jig_narrate_item (self->figure, id);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) {
                              (int) (box.x - (float) JIG_CHART_RING),
                              (int) (box.y - (float) JIG_CHART_RING),
                              (int) (box.width + 2.0f * (float) JIG_CHART_RING),
                              (int) (box.height + 2.0f * (float) JIG_CHART_RING) });

  return TRUE;
}

static void
jig_chart_canvas_dispose (GObject *object)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (object);

  stop_painting (self);

  G_OBJECT_CLASS (jig_chart_canvas_parent_class)->dispose (object);
}

static void
jig_chart_canvas_finalize (GObject *object)
{
  JigChartCanvas *self = JIG_CHART_CANVAS (object);

  take_drawing (self, NULL);
  g_clear_pointer (&self->figure, jig_figure_unref);

  G_OBJECT_CLASS (jig_chart_canvas_parent_class)->finalize (object);
}

static void
jig_chart_canvas_init (JigChartCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->cursor = JIG_NO_ITEM_ID;
  self->hover = JIG_NO_ITEM_ID;
  self->row = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  jig_chart_style_watch (GTK_WIDGET (self), G_CALLBACK (lay_out));
}

static void
jig_chart_canvas_class_init (JigChartCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_chart_canvas_dispose;
  object_class->finalize = jig_chart_canvas_finalize;
  widget_class->snapshot = jig_chart_canvas_snapshot;
  widget_class->get_request_mode = jig_chart_canvas_get_request_mode;
  widget_class->measure = jig_chart_canvas_measure;
  widget_class->size_allocate = jig_chart_canvas_size_allocate;
  widget_class->css_changed = jig_chart_canvas_css_changed;
  widget_class->query_tooltip = jig_chart_canvas_query_tooltip;

  /**
   * JigChartCanvas::picked:
   * @self: a canvas
   * @panel: the panel of an item
   * @mark: its mark
   * @item: the item
   *
   * Somebody clicked on an item.
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 3,
                                  G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  /**
   * JigChartCanvas::drawn:
   * @self: a canvas
   *
   * There is another drawing.
   */
  signals[DRAWN] = g_signal_new ("drawn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

JigFigure *
jig_chart_canvas_get_figure (JigChartCanvas *self)
{
  g_return_val_if_fail (JIG_IS_CHART_CANVAS (self), NULL);

  return self->figure;
}

/**
 * jig_chart_canvas_get_drawing:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): its figure laid out; %NULL until there is
 *   room for it, or while a job does
 */
JigDrawing *
jig_chart_canvas_get_drawing (JigChartCanvas *self)
{
  g_return_val_if_fail (JIG_IS_CHART_CANVAS (self), NULL);

  return is_current (self) ? self->drawing : NULL;
}

/**
 * jig_chart_canvas_get_cursor:
 * @self: a canvas
 *
 * Returns: the item under the keyboard's cursor, or %JIG_NO_ITEM_ID
 */
JigItemId
jig_chart_canvas_get_cursor (JigChartCanvas *self)
{
  g_return_val_if_fail (JIG_IS_CHART_CANVAS (self), JIG_NO_ITEM_ID);

  return self->cursor;
}

/**
 * jig_chart_canvas_is_painting:
 * @self: a canvas
 *
 * Returns: %TRUE while a job paints what it will show
 */
gboolean
jig_chart_canvas_is_painting (JigChartCanvas *self)
{
  g_return_val_if_fail (JIG_IS_CHART_CANVAS (self), FALSE);

  return self->job != NULL;
}

/**
 * jig_chart_canvas_set_figure:
 * @self: a canvas
 * @figure: (nullable): what to show
 *
 * Shows another figure, called by its title and described by its summary. The
 * cursor is nowhere then.
 */
void
jig_chart_canvas_set_figure (JigChartCanvas *self,
                             JigFigure      *figure)
{
  g_autofree char *summary = NULL;

  g_return_if_fail (JIG_IS_CHART_CANVAS (self));

  if (figure == self->figure)
    return;

  if (figure != NULL)
    jig_figure_ref (figure);
  g_clear_pointer (&self->figure, jig_figure_unref);
  self->figure = figure;
  self->cursor = JIG_NO_ITEM_ID;
  if (figure == NULL)
    {
      take_drawing (self, NULL);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  summary = jig_narrate_summary (figure);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, jig_figure_get_title (figure),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  lay_out (self);
}

/**
 * jig_chart_canvas_set_cursor:
 * @self: a canvas
 * @id: an item of its figure, or %JIG_NO_ITEM_ID
 *
 * Draws a ring around the item.
 */
void
jig_chart_canvas_set_cursor (JigChartCanvas *self,
                             JigItemId       id)
{
  g_return_if_fail (JIG_IS_CHART_CANVAS (self));

  self->cursor = id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * jig_chart_canvas_set_fit:
 * @self: a canvas
 * @fit: how much room it asks for
 */
void
jig_chart_canvas_set_fit (JigChartCanvas *self,
                          JigChartFit     fit)
{
  g_return_if_fail (JIG_IS_CHART_CANVAS (self));

  self->fit = fit;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * jig_chart_canvas_set_row:
 * @self: a canvas
 * @row: the key of a row, or -1
 *
 * Draws a ring around every item that is about the row.
 */
void
jig_chart_canvas_set_row (JigChartCanvas *self,
                          gint64          row)
{
  g_return_if_fail (JIG_IS_CHART_CANVAS (self));

  self->row = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
