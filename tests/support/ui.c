#include "tests/support/ui.h"

#include <string.h>

#define PATIENCE 5000      /* milliseconds; only a failing test waits this long */

static GtkApplication *the_application;

static gboolean
expired_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @check holds; FALSE if it never did. Sleeps between events. */
gboolean
jig_ui_wait (JigUiCheck check,
             gpointer   data,
             guint      milliseconds)
{
  gboolean expired = FALSE;
  guint timer = g_timeout_add (milliseconds, expired_cb, &expired);
  gboolean holds;

  while (!(holds = check (data)) && !expired)
    g_main_context_iteration (NULL, TRUE);

  if (!expired)
    g_source_remove (timer);

  return holds;
}

/* What the main loop did instead of waiting until @check held, measured as the trace does. */
JigTraceStall
jig_ui_longest_stall (JigUiCheck check,
                      gpointer   data,
                      guint      milliseconds)
{
  JigTraceStall stall;
  guint span;

  g_assert_true (jig_trace_open ("/dev/null", NULL));
  jig_trace_watch ();
  span = jig_trace_begin ("wait");
  g_assert_true (jig_ui_wait (check, data, milliseconds));
  stall = jig_trace_get_stall (span);
  jig_trace_close ();

  return stall;
}

static gboolean
gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
set_up (JigUi         *ui,
        gconstpointer  data)
{
  ui->application = the_application;
  g_application_activate (G_APPLICATION (ui->application));
  ui->window = gtk_application_get_active_window (ui->application);
  g_assert_nonnull (ui->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
}

/* A window that somebody still holds fails the test that made it. */
static void
tear_down (JigUi         *ui,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (ui->window), (gpointer *) &ui->window);
  gtk_window_destroy (ui->window);
  g_assert_true (jig_ui_wait (gone, &ui->window, PATIENCE));
}

void
jig_ui_init (GtkApplication *application)
{
  g_autoptr(GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_hold (G_APPLICATION (application));
  the_application = application;
}

void
jig_ui_add (const char    *path,
            JigUiTest      test,
            gconstpointer  data)
{
  g_test_add (path, JigUi, data, set_up, test, tear_down);
}

typedef struct
{
  GtkWidget  *label;
  const char *part;
} Text;

static gboolean
has_text (gpointer data)
{
  Text *text = data;

  return strstr (gtk_label_get_text (GTK_LABEL (text->label)), text->part) != NULL;
}

void
jig_ui_wait_text (GtkWidget  *label,
                  const char *part)
{
  Text text = { label, part };

  if (!jig_ui_wait (has_text, &text, PATIENCE))
    g_error ("\"%s\" was to contain \"%s\"", gtk_label_get_text (GTK_LABEL (label)), part);
}

static GtkWindow *
mapped_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
window_is_there (gpointer data)
{
  return mapped_window (data) != NULL;
}

static gboolean
window_is_gone (gpointer data)
{
  return mapped_window (data) == NULL;
}

GtkWindow *
jig_ui_wait_window (const char *title)
{
  g_assert_true (jig_ui_wait (window_is_there, (gpointer) title, PATIENCE));
  return mapped_window (title);
}

void
jig_ui_wait_no_window (const char *title)
{
  g_assert_true (jig_ui_wait (window_is_gone, (gpointer) title, PATIENCE));
}

/* The descendant with this id in its .ui file; a test that names a wrong one fails here. */
static GtkWidget *
find (GtkWidget  *root,
      const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
jig_ui_find (GtkWidget  *root,
             const char *id)
{
  GtkWidget *found = find (root, id);

  if (found == NULL)
    g_error ("There is no \"%s\" here.", id);

  return found;
}

/* "win.page::chart" and "win.page('chart')" are detailed actions. */
void
jig_ui_act (JigUi      *ui,
            const char *detailed_action)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) target = NULL;
  g_autofree char *action = NULL;

  g_action_parse_detailed_name (detailed_action, &action, &target, &error);
  g_assert_no_error (error);
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (ui->window), action, target));
}

/* What the keys would do, without a keyboard or the focus. */
void
jig_ui_press (JigUi      *ui,
              const char *accelerator)
{
  g_auto(GStrv) actions = gtk_application_get_actions_for_accel (ui->application, accelerator);

  g_assert_cmpuint (g_strv_length (actions), ==, 1);
  jig_ui_act (ui, actions[0]);
}

void
jig_ui_click (GtkWidget *button)
{
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Hands every drop target of @widget the value that a file manager would. */
gboolean
jig_ui_drop (GtkWidget *widget,
             GFile     *file)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      GSList files = { file, NULL };
      g_auto(GValue) value = G_VALUE_INIT;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;

      g_value_init (&value, GDK_TYPE_FILE_LIST);
      g_value_set_boxed (&value, &files);
      g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }

  return taken;
}

static GdkTexture *
take_picture (GtkWidget *widget)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr(GdkPaintable) live = gtk_widget_paintable_new (widget);
  g_autoptr(GdkPaintable) still = gdk_paintable_get_current_image (live);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  gdk_paintable_snapshot (still, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;

  return gsk_renderer_render_texture (renderer, node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

/* What @widget looks like, through the renderer of its own window. On a busy machine it may not
 * have been painted yet. */
GdkTexture *
jig_ui_picture (GtkWidget *widget)
{
  for (int i = 0; i < 20; i++)
    {
      GdkTexture *picture;

      gtk_widget_queue_draw (widget);
      gtk_test_widget_wait_for_draw (widget);
      picture = take_picture (widget);
      if (picture != NULL)
        return picture;
    }

  g_assert_not_reached ();
}
