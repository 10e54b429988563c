/* How a chart leaves the window: as a picture or as numbers, to the clipboard or
 * into a file. Files show the title and are light, whatever the window looks like. */
#include "app/chart/chart-save.h"

#include "app/job/job.h"
#include "core/base/alloc.h"
#include "core/chart/picture.h"
#include "core/chart/twin.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define SCALE 2.0      /* pixels of a file for one of the window */

/* What a worker gets. */
typedef struct
{
  JigFigure  *figure;
  JigPicture  picture;
  char       *path;
} Order;

/* What waits for the answer of the file chooser. */
typedef struct
{
  GtkWidget *widget;
  JigFigure *figure;
  JigLayout  layout;
} Choice;

static void
free_order (Order *order)
{
  jig_figure_unref (order->figure);
  g_free (order->path);
  g_free (order);
}

static void
free_choice (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->widget);
  jig_figure_unref (choice->figure);
  g_free (choice);
}

static JigPicture
make_picture (JigLayout layout)
{
  layout.hides_title = FALSE;

  return (JigPicture) {
    .layout = layout,
    .palette = jig_palette_get (FALSE, FALSE),
    .scale = SCALE,
  };
}

static void
say (GtkWidget  *widget,
     const char *sentence)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;

  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, gtk_label_new (sentence));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* Worker thread. */
static gpointer
save_job (const JigProgress *progress,
          gpointer           data,
          GError           **error)
{
  Order *order = data;

  if (!jig_picture_save (order->figure, &order->picture, order->path, error))
    return NULL;

  return g_strdup (order->path);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GtkWidget) widget = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = jig_job_run_finish (JIG_JOB (source), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (path == NULL)
    {
      say (widget, error->message);
      return;
    }

  name = g_filename_display_basename (path);
  /* Translators: the name of a file follows. */
  sentence = g_strdup_printf (_("Saved: %s"), name);
  say (widget, sentence);
}

static void
save (GtkWidget *widget,
      JigFigure *figure,
      JigLayout  layout,
      char      *path)
{
  g_autoptr(JigJob) job = jig_job_new (_("Saving the chart"));
  Order *order = g_new0 (Order, 1);

  order->figure = jig_figure_ref (figure);
  order->picture = make_picture (layout);
  order->path = path;
  jig_job_run_async (job, save_job, order, (GDestroyNotify) free_order, g_free, saved_cb,
                     g_object_ref (widget));
}

static void
response_cb (GtkNativeDialog *chooser,
             int              response,
             Choice          *choice)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL)
    save (choice->widget, choice->figure, choice->layout, g_steal_pointer (&path));

  /* The signal holds what it was given until the chooser goes. */
  g_object_unref (chooser);
}

/**
 * jig_chart_save_choose:
 * @widget: what shows the figure
 * @figure: a sealed figure
 * @layout: how it is laid out there
 * @format: `png`, `svg`, `pdf` or `csv`
 *
 * Asks for a file and writes the figure into it.
 */
void
jig_chart_save_choose (GtkWidget  *widget,
                       JigFigure  *figure,
                       JigLayout   layout,
                       const char *format)
{
  GtkWindow *window;
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;
  Choice *choice;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (format != NULL);

  if (figure == NULL)
    return;

  window = GTK_WINDOW (gtk_widget_get_root (widget));
  chooser = gtk_file_chooser_native_new (_("Save the Chart"), window,
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  name = g_strdup_printf ("%s.%s", jig_figure_get_id (figure), format);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  choice = g_new0 (Choice, 1);
  choice->widget = g_object_ref (widget);
  choice->figure = jig_figure_ref (figure);
  choice->layout = layout;
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), choice, free_choice, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * jig_chart_save_copy_picture:
 * @widget: what shows the figure
 * @figure: (nullable): a sealed figure
 * @layout: how it is laid out there
 *
 * Puts a picture of the figure on the clipboard.
 */
void
jig_chart_save_copy_picture (GtkWidget *widget,
                             JigFigure *figure,
                             JigLayout  layout)
{
  JigPicture picture = make_picture (layout);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (figure == NULL)
    return;

  bytes = jig_picture_to_png (figure, &picture, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  say (widget, texture != NULL ? _("Picture copied") : error->message);
}

/**
 * jig_chart_save_copy_numbers:
 * @widget: what shows the figure
 * @figure: (nullable): a sealed figure
 *
 * Puts the table twin on the clipboard, as CSV.
 */
void
jig_chart_save_copy_numbers (GtkWidget *widget,
                             JigFigure *figure)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigTwin) twin = NULL;
  jig_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (figure == NULL)
    return;

  twin = jig_twin_new (figure);
  text = jig_twin_to_csv (twin, &error);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  say (widget, text != NULL ? _("Numbers copied") : error->message);
}
