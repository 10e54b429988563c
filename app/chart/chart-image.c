#include "app/chart/chart-image.h"

#include "core/chart/paint.h"

#include <glib/gi18n-lib.h>

/* What a worker gets. */
typedef struct
{
  JigFigure        *figure;
  JigLayout         layout;
  const JigPalette *palette;
  int               scale;
} Order;

static void
free_order (Order *order)
{
  jig_figure_unref (order->figure);
  g_free (order);
}

/* The bytes of the surface, which go with the texture. */
static GdkTexture *
take_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Worker thread. */
static gpointer
paint_job (const JigProgress *progress,
           gpointer           data,
           GError           **error)
{
  const Order *order = data;
  g_autoptr(JigDrawing) drawing = jig_layout_figure (order->figure, &order->layout, error);
  cairo_surface_t *surface;
  JigChartImage *image;
  cairo_t *cr;

  if (drawing == NULL || !jig_progress_step (progress, 1, 2, NULL, error))
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        (int) order->layout.width * order->scale,
                                        (int) order->layout.height * order->scale);
  cairo_surface_set_device_scale (surface, order->scale, order->scale);
  cr = cairo_create (surface);
  jig_paint_drawing (drawing, order->palette, cr);
  cairo_destroy (cr);

  image = g_new0 (JigChartImage, 1);
  image->drawing = g_steal_pointer (&drawing);
  image->texture = take_texture (surface);

  return image;
}

/**
 * jig_chart_image_make_async:
 * @figure: a sealed figure
 * @layout: for what it is laid out
 * @palette: its colours
 * @scale: pixels of the texture for one of the layout
 * @callback: told on the main loop
 * @user_data: for @callback
 *
 * Lays out and paints a figure on a worker thread.
 *
 * Returns: (transfer full): the job that does
 */
JigJob *
jig_chart_image_make_async (JigFigure          *figure,
                            const JigLayout    *layout,
                            const JigPalette   *palette,
                            int                 scale,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  JigJob *job = jig_job_new (_("Drawing"));
  Order *order = g_new0 (Order, 1);

  order->figure = jig_figure_ref (figure);
  order->layout = *layout;
  order->palette = palette;
  order->scale = scale;
  jig_job_run_async (job, paint_job, order, (GDestroyNotify) free_order,
                     (GDestroyNotify) jig_chart_image_free, callback, user_data);

  return job;
}

/**
 * jig_chart_image_finish:
 * @job: what jig_chart_image_make_async() returned
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the image, or %NULL with @error set
 */
JigChartImage *
jig_chart_image_finish (JigJob       *job,
                        GAsyncResult *result,
                        GError      **error)
{
  return jig_job_run_finish (job, result, error);
}

void
jig_chart_image_free (JigChartImage *self)
{
  jig_drawing_unref (self->drawing);
  g_object_unref (self->texture);
  g_free (self);
}
