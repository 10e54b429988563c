#include "core/chart/picture.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/output.h"
#include "core/chart/narrate.h"
#include "core/chart/paint.h"
#include "core/chart/twin.h"

#define LARGEST_SIDE      16384.0
#define POINTS_PER_PIXEL  0.75

/* Receives what cairo writes. */
typedef struct
{
  JigArray  bytes;
  GError   *error;
} Sink;

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *data,
             unsigned int         length)
{
  Sink *sink = closure;

  if (sink->error == NULL && jig_array_append (&sink->bytes, data, length, &sink->error))
    return CAIRO_STATUS_SUCCESS;

  return CAIRO_STATUS_WRITE_ERROR;
}

static GBytes *
take_bytes (Sink    *sink,
            GError **error)
{
  gsize length;
  gpointer bytes;

  if (sink->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sink->error));
      jig_array_clear (&sink->bytes);
      return NULL;
    }

  bytes = jig_array_steal (&sink->bytes, &length);
  return g_bytes_new_with_free_func (bytes, length, jig_free, bytes);
}

static gboolean
check_status (cairo_status_t   status,
              Sink            *sink)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  if (sink->error == NULL)
    g_set_error (&sink->error, JIG_ERROR,
                 status == CAIRO_STATUS_NO_MEMORY ? JIG_ERROR_MEMORY : JIG_ERROR_INTERNAL,
                 _("The picture could not be drawn: %s."), cairo_status_to_string (status));

  return FALSE;
}

static void
paint (const JigDrawing *drawing,
       const JigPicture *picture,
       cairo_surface_t  *surface)
{
  cairo_t *cr = cairo_create (surface);

  if (!picture->is_clear)
    jig_paint_background (drawing, picture->palette, cr);
  jig_paint_drawing (drawing, picture->palette, cr);
  cairo_destroy (cr);
}

/**
 * jig_picture_to_png:
 * @figure: a sealed figure
 * @picture: how it becomes a picture
 * @error: return location for %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a PNG file, or %NULL with @error set
 */
GBytes *
jig_picture_to_png (const JigFigure   *figure,
                    const JigPicture  *picture,
                    GError           **error)
{
  const double scale = picture->scale > 0 ? picture->scale : 1.0;
  const double width = ceil (picture->layout.width * scale);
  const double height = ceil (picture->layout.height * scale);
  Sink sink = { JIG_ARRAY_INIT (char, "the picture"), NULL };
  g_autoptr(JigDrawing) drawing = NULL;
  cairo_surface_t *surface;

  if (width > LARGEST_SIDE || height > LARGEST_SIDE)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("A picture of %.0f by %.0f pixels is too large: at most %.0f each way."),
                   width, height, LARGEST_SIDE);
      return NULL;
    }

  drawing = jig_layout_figure (figure, &picture->layout, error);
  if (drawing == NULL)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  if (check_status (cairo_surface_status (surface), &sink))
    {
      cairo_surface_set_device_scale (surface, scale, scale);
      paint (drawing, picture, surface);
      check_status (cairo_surface_write_to_png_stream (surface, write_bytes, &sink), &sink);
    }
  cairo_surface_destroy (surface);

  return take_bytes (&sink, error);
}

/* Title and summary, for whoever hears the file instead of seeing it. */
static gboolean
describe_svg (Sink            *sink,
              const JigFigure *figure)
{
  g_autofree char *summary = jig_narrate_summary (figure);
  g_autofree char *text = g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>",
                                                   jig_figure_get_title (figure), summary);
  const gsize length = strlen (text);
  const char *begin = g_strstr_len (sink->bytes.items, (gssize) sink->bytes.n_items, "<svg");
  const char *all = sink->bytes.items;
  const char *end = begin != NULL ? g_strstr_len (begin, all + sink->bytes.n_items - begin, ">")
                                  : NULL;
  gsize place;
  char *bytes;

  if (end == NULL)
    return TRUE;

  place = (gsize) (end + 1 - all);
  if (!jig_array_append (&sink->bytes, text, length, &sink->error))
    return FALSE;

  bytes = sink->bytes.items;
  memmove (bytes + place + length, bytes + place, sink->bytes.n_items - length - place);
  memcpy (bytes + place, text, length);
  return TRUE;
}

/**
 * jig_picture_to_svg:
 * @figure: a sealed figure
 * @picture: how it becomes a picture
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): an SVG file, with title and summary, or %NULL with @error set
 */
GBytes *
jig_picture_to_svg (const JigFigure   *figure,
                    const JigPicture  *picture,
                    GError           **error)
{
  Sink sink = { JIG_ARRAY_INIT (char, "the picture"), NULL };
  g_autoptr(JigDrawing) drawing = jig_layout_figure (figure, &picture->layout, error);
  cairo_surface_t *surface;

  if (drawing == NULL)
    return NULL;

  surface = cairo_svg_surface_create_for_stream (write_bytes, &sink, picture->layout.width,
                                                 picture->layout.height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  paint (drawing, picture, surface);
  cairo_surface_finish (surface);
  if (check_status (cairo_surface_status (surface), &sink))
    describe_svg (&sink, figure);
  cairo_surface_destroy (surface);

  return take_bytes (&sink, error);
}

/**
 * jig_picture_to_pdf:
 * @figure: a sealed figure
 * @picture: how it becomes a picture
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a PDF file of one page, or %NULL with @error set
 */
GBytes *
jig_picture_to_pdf (const JigFigure   *figure,
                    const JigPicture  *picture,
                    GError           **error)
{
  Sink sink = { JIG_ARRAY_INIT (char, "the picture"), NULL };
  g_autoptr(JigDrawing) drawing = jig_layout_figure (figure, &picture->layout, error);
  g_autofree char *summary = NULL;
  cairo_surface_t *surface;

  if (drawing == NULL)
    return NULL;

  summary = jig_narrate_summary (figure);
  surface = cairo_pdf_surface_create_for_stream (write_bytes, &sink,
                                                 picture->layout.width * POINTS_PER_PIXEL,
                                                 picture->layout.height * POINTS_PER_PIXEL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  jig_figure_get_title (figure));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, summary);
  /* The same figure makes the same file, whenever it does. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                  "2000-01-01T00:00:00Z");
  cairo_surface_set_device_scale (surface, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  paint (drawing, picture, surface);
  cairo_surface_finish (surface);
  check_status (cairo_surface_status (surface), &sink);
  cairo_surface_destroy (surface);

  return take_bytes (&sink, error);
}

static gboolean
save_csv (JigFigure   *figure,
          const char  *path,
          GError     **error)
{
  g_autoptr(JigTwin) twin = jig_twin_new (figure);
  g_autoptr(JigOutput) output = jig_output_new (path, error);

  return output != NULL && jig_twin_write_csv (twin, output, error)
         && jig_output_commit (output, error);
}

/**
 * jig_picture_save:
 * @figure: a sealed figure
 * @picture: how it becomes a picture
 * @path: a file that ends in .png, .svg, .pdf or .csv
 * @error: return location for an error that names @path
 *
 * Writes a picture, or the table twin. The file appears whole or not at all.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_picture_save (JigFigure         *figure,
                  const JigPicture  *picture,
                  const char        *path,
                  GError           **error)
{
  static const struct
  {
    const char *suffix;
    GBytes   *(*make) (const JigFigure   *figure,
                       const JigPicture  *picture,
                       GError           **error);
  } kinds[] = {
    { ".png", jig_picture_to_png },
    { ".svg", jig_picture_to_svg },
    { ".pdf", jig_picture_to_pdf },
  };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (figure != NULL && picture != NULL && path != NULL, FALSE);

  lower = g_ascii_strdown (path, -1);
  if (g_str_has_suffix (lower, ".csv"))
    return save_csv (figure, path, error);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (lower, kinds[i].suffix))
      {
        g_autoptr(GBytes) bytes = kinds[i].make (figure, picture, error);

        return bytes != NULL && jig_output_save (path, g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes), error);
      }

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("%s: a picture ends in .png, .svg, .pdf or .csv."), path);
  return FALSE;
}
