#include "core/chart/picture.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

static JigPicture
make_picture (double scale)
{
  return (JigPicture) { .layout = { .width = 480, .height = 320 },
                        .palette = jig_palette_get (FALSE, FALSE), .scale = scale };
}

typedef struct
{
  const guchar *bytes;
  gsize         length;
} Source;

static cairo_status_t
read_bytes (void          *closure,
            unsigned char *data,
            unsigned int   length)
{
  Source *source = closure;

  if (length > source->length)
    return CAIRO_STATUS_READ_ERROR;

  memcpy (data, source->bytes, length);
  source->bytes += length;
  source->length -= length;
  return CAIRO_STATUS_SUCCESS;
}

static void
test_png (void)
{
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      const JigPicture picture = make_picture (2);
      g_autoptr(JigFigure) figure = row->make ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) png = jig_picture_to_png (figure, &picture, &error);
      Source source;
      cairo_surface_t *surface;

      g_assert_no_error (error);
      source.bytes = g_bytes_get_data (png, &source.length);
      surface = cairo_image_surface_create_from_png_stream (read_bytes, &source);
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 960);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 640);
      /* A white picture of this size is 3 kB. */
      g_assert_cmpuint (g_bytes_get_size (png), >, 4000);
      cairo_surface_destroy (surface);
    }
}

static void
count_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **attributes,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  guint *n = data;

  (*n)++;
}

static void
test_svg (void)
{
  static const GMarkupParser parser = { .start_element = count_element };

  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      const JigPicture picture = make_picture (1);
      g_autoptr(JigFigure) figure = row->make ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) svg = jig_picture_to_svg (figure, &picture, &error);
      guint n = 0;
      g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &n, NULL);
      const char *text;
      gsize length;
      g_autofree char *title = g_strdup_printf ("<title>%s</title>", jig_figure_get_title (figure));

      g_assert_no_error (error);
      text = g_bytes_get_data (svg, &length);
      g_markup_parse_context_parse (context, text, (gssize) length, &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n, >, 20);
      g_assert_nonnull (g_strstr_len (text, (gssize) length, title));
      g_assert_nonnull (g_strstr_len (text, (gssize) length, "<desc>"));
    }
}

static void
test_pdf (void)
{
  for (const JigTestFigure *row = jig_test_figures; row->id != NULL; row++)
    {
      /* Cairo 1.16 itself leaks 768 bytes for each CFF font that it embeds. */
      const gboolean is_latin = !g_str_equal (row->id, "korean");
      const JigPicture picture = make_picture (1);
      g_autoptr(JigFigure) figure = is_latin ? row->make () : jig_test_figure_find ("bars");
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) pdf = jig_picture_to_pdf (figure, &picture, &error);
      const char *text;
      gsize length;

      g_assert_no_error (error);
      text = g_bytes_get_data (pdf, &length);
      g_assert_cmpuint (length, >, 1500);
      g_assert_true (g_str_has_prefix (text, "%PDF-1."));
      g_assert_cmpmem (text + length - 6, 6, "%%EOF\n", 6);
    }
}

static void
test_same_bytes (void)
{
  static GBytes *(* const makers[]) (const JigFigure   *figure,
                                     const JigPicture  *picture,
                                     GError           **error) = {
    jig_picture_to_png, jig_picture_to_pdf,
  };
  g_autoptr(JigFigure) figure = jig_test_figure_find ("bars");
  const JigPicture picture = make_picture (1);

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr(GBytes) first = makers[i] (figure, &picture, NULL);
      g_autoptr(GBytes) again = makers[i] (figure, &picture, NULL);

      g_assert_true (g_bytes_equal (first, again));
    }
}

static void
test_save (void)
{
  static const struct
  {
    const char *name;
    const char *begins;
  } rows[] = {
    { "a.png", "\x89PNG" }, { "a.SVG", "<?xml" }, { "a.pdf", "%PDF" }, { "a.csv", "Series," },
  };
  g_autoptr(JigFigure) figure = jig_test_figure_find ("bars");
  const JigPicture picture = make_picture (1);
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("jig-picture-XXXXXX", &error);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (jig_picture_save (figure, &picture, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, rows[i].begins));
      g_remove (path);
    }

  g_rmdir (folder);
}

static void
test_errors (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("bars");
  JigPicture picture = make_picture (1);
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_picture_save (figure, &picture, "a.bmp", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "a.bmp: a picture ends in .png, .svg, .pdf or .csv.");
  g_clear_error (&error);

  picture.layout.width = 20000;
  g_assert_null (jig_picture_to_png (figure, &picture, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_nonnull (g_strstr_len (error->message, -1, "20000 by 320"));
}

static gboolean
try_png (gpointer   data,
         GError   **error)
{
  const JigPicture picture = make_picture (1);
  g_autoptr(GBytes) bytes = jig_picture_to_png (data, &picture, error);

  return bytes != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigFigure) figure = jig_test_figure_find ("table");

  g_assert_cmpuint (jig_test_every_allocation_fails (try_png, figure), >, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture/png", test_png);
  g_test_add_func ("/picture/svg", test_svg);
  g_test_add_func ("/picture/pdf", test_pdf);
  g_test_add_func ("/picture/same-bytes", test_same_bytes);
  g_test_add_func ("/picture/save", test_save);
  g_test_add_func ("/picture/errors", test_errors);
  g_test_add_func ("/picture/memory", test_memory);

  return g_test_run ();
}
