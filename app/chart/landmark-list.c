/* The points of one series of a chart, in words. It is a real list, one line
 * high: what has the focus in it is what a screen reader says. */
#include "app/chart/landmark-list.h"

#include "core/chart/narrate.h"

#define MAX_LANDMARKS 200
#define N_TICKS       3      /* new rows know where they are after so many frames */

struct _JigLandmarkList
{
  GtkWidget parent;

  GtkWidget *scrolled;
  GtkWidget *landmarks;

  JigFigure *figure;
  GArray    *items;             /* of guint: the items of the lines, in order */
  JigItemId  listed;            /* an item of the mark whose landmarks are listed */
  guint      extra;             /* the item that is listed only while the cursor is there */
  guint      n_ticks;           /* frames to wait for before scrolling */
  gboolean   is_listing;
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (JigLandmarkList, jig_landmark_list, GTK_TYPE_WIDGET)

/* The line of an item, or where it would be. */
static guint
find_line (JigLandmarkList *self,
           guint            item)
{
  guint i = 0;

  while (i < self->items->len && g_array_index (self->items, guint, i) < item)
    i++;

  return i;
}

static void
insert_line (JigLandmarkList *self,
             guint            i,
             guint            item)
{
  JigItemId id = { self->listed.panel, self->listed.mark, item };
  g_autofree char *text = jig_narrate_item (self->figure, id);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_insert (GTK_LIST_BOX (self->landmarks), row, (int) i);
  g_array_insert_val (self->items, i, item);
}

static void
remove_line (JigLandmarkList *self,
             guint            i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->landmarks), (int) i);

  gtk_list_box_remove (GTK_LIST_BOX (self->landmarks), GTK_WIDGET (row));
  g_array_remove_index (self->items, i);
}

static void
list_landmarks (JigLandmarkList *self,
                JigItemId        mark)
{
  guint items[MAX_LANDMARKS];
  gsize n_items;

  while (self->items->len > 0)
    remove_line (self, self->items->len - 1);

  self->listed = mark;
  self->extra = JIG_NO_ITEM;
  if (mark.item == JIG_NO_ITEM)
    return;

  n_items = jig_narrate_landmarks (self->figure, mark, -1, items,
                                   MAX_LANDMARKS);
  for (gsize i = 0; i < n_items; i++)
    insert_line (self, (guint) i, items[i]);
}

/* Lists the item too if it is no landmark, and not the one before any more. */
static guint
list_item (JigLandmarkList *self,
           guint            item)
{
  guint i;

  if (self->extra != JIG_NO_ITEM && self->extra != item)
    {
      remove_line (self, find_line (self, self->extra));
      self->extra = JIG_NO_ITEM;
    }

  i = find_line (self, item);
  if (i == self->items->len || g_array_index (self->items, guint, i) != item)
    {
      insert_line (self, i, item);
      self->extra = item;
    }

  return i;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  JigLandmarkList *self = JIG_LANDMARK_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->landmarks));
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), self->landmarks, &bounds))
    gtk_adjustment_set_value (adjustment, (double) bounds.origin.y);

  return --self->n_ticks > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
scroll_later (JigLandmarkList *self)
{
  if (self->n_ticks == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  self->n_ticks = N_TICKS;
}

static void
row_selected_cb (JigLandmarkList *self,
                 GtkListBoxRow   *row)
{
  if (self->is_listing || row == NULL)
    return;

  self->listed.item = g_array_index (self->items, guint, gtk_list_box_row_get_index (row));
  g_signal_emit (self, moved_signal, 0, self->listed.panel, self->listed.mark,
                 self->listed.item);
}

static void
jig_landmark_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_landmark_list_parent_class)->dispose (object);
}

static void
jig_landmark_list_finalize (GObject *object)
{
  JigLandmarkList *self = JIG_LANDMARK_LIST (object);

  g_clear_pointer (&self->figure, jig_figure_unref);
  g_array_unref (self->items);

  G_OBJECT_CLASS (jig_landmark_list_parent_class)->finalize (object);
}

static void
jig_landmark_list_init (JigLandmarkList *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (guint));
  self->listed = JIG_NO_ITEM_ID;
  self->extra = JIG_NO_ITEM;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_landmark_list_class_init (JigLandmarkListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_landmark_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = jig_landmark_list_finalize;

  /**
   * JigLandmarkList::moved:
   * @self: a list
   * @panel: the panel of an item
   * @mark: its mark
   * @item: the item
   *
   * Somebody went to another line.
   */
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 3,
                               G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/chart/landmark-list.ui");
  gtk_widget_class_bind_template_child (widget_class, JigLandmarkList, scrolled);
  gtk_widget_class_bind_template_child (widget_class, JigLandmarkList, landmarks);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

/**
 * jig_landmark_list_set_figure:
 * @self: a list
 * @figure: (nullable): whose items it will be told
 *
 * Lists nothing, until it is told an item.
 */
void
jig_landmark_list_set_figure (JigLandmarkList *self,
                              JigFigure       *figure)
{
  g_return_if_fail (JIG_IS_LANDMARK_LIST (self));

  jig_landmark_list_set_item (self, JIG_NO_ITEM_ID, FALSE);
  if (figure != NULL)
    jig_figure_ref (figure);
  g_clear_pointer (&self->figure, jig_figure_unref);
  self->figure = figure;
}

/**
 * jig_landmark_list_set_item:
 * @self: a list
 * @id: an item of the figure, or %JIG_NO_ITEM_ID
 * @takes_focus: whether the focus moves to its line
 *
 * Shows the line of an item, among the landmarks of its series.
 */
void
jig_landmark_list_set_item (JigLandmarkList *self,
                            JigItemId        id,
                            gboolean         takes_focus)
{
  GtkListBoxRow *row;

  g_return_if_fail (JIG_IS_LANDMARK_LIST (self));

  self->is_listing = TRUE;
  if (id.item == JIG_NO_ITEM || self->listed.item == JIG_NO_ITEM
      || self->listed.panel != id.panel || self->listed.mark != id.mark)
    list_landmarks (self, id);

  if (id.item != JIG_NO_ITEM)
    {
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->landmarks),
                                           (int) list_item (self, id.item));
      self->listed.item = id.item;
      gtk_list_box_select_row (GTK_LIST_BOX (self->landmarks), row);
      if (takes_focus)
        gtk_widget_grab_focus (GTK_WIDGET (row));
      scroll_later (self);
    }
  self->is_listing = FALSE;
}

/**
 * jig_landmark_list_get_next:
 * @self: a list that shows an item
 *
 * Returns: the landmark after it; after the last one, the first
 */
JigItemId
jig_landmark_list_get_next (JigLandmarkList *self)
{
  JigItemId id;
  guint i;

  g_return_val_if_fail (JIG_IS_LANDMARK_LIST (self), JIG_NO_ITEM_ID);
  g_return_val_if_fail (self->items->len > 0, JIG_NO_ITEM_ID);

  i = (find_line (self, self->listed.item) + 1) % self->items->len;
  id = self->listed;
  id.item = g_array_index (self->items, guint, i);

  return id;
}
