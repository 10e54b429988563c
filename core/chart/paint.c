#include "core/chart/paint.h"

#include <math.h>

#include "core/chart/glyphs.h"

/* Cairo's stroker takes more than linear time in what crosses itself. */
#define SEGMENTS_PER_STROKE 100

/* Above this, a marker is drawn once and stamped. */
#define MOST_OUTLINES 1000

typedef struct
{
  const JigDrawing *drawing;
  const JigPalette *palette;
  cairo_t          *cr;
  PangoLayout      *text;      /* made when the first text is painted */
  double            weight;
} Painter;

static void
rounded_rect (cairo_t *cr,
              JigRect  rect,
              double   radius)
{
  const double r = MIN (radius, MIN (rect.width, rect.height) / 2);
  const double right = rect.x + rect.width;
  const double bottom = rect.y + rect.height;

  if (r <= 0)
    {
      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      return;
    }

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, rect.y + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, rect.x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, rect.x + r, rect.y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Over the area of the current path. Lines, not a tiled image: files stay sharp. */
static void
paint_hatch (Painter  *self,
             JigHatch  hatch)
{
  double x0, y0, x1, y1;

  cairo_path_extents (self->cr, &x0, &y0, &x1, &y1);
  if (x1 - x0 < 3 || y1 - y0 < 3)
    return;

  cairo_save (self->cr);
  cairo_clip_preserve (self->cr);
  cairo_new_path (self->cr);
  jig_glyphs_add_hatch (self->cr, hatch, x0, y0, x1, y1);
  jig_paint_set_ink (self->cr, self->palette, (JigInk) { JIG_TONE_BACKGROUND, 0.6f, 0 });
  cairo_set_line_width (self->cr, hatch == JIG_HATCH_DOTS ? 2.0 : 1.2);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

static void
set_stroke (Painter        *self,
            const JigShape *shape)
{
  double lengths[6];
  const double width = shape->width * self->weight;
  const guint n = jig_dash_lengths (shape->dash, width, lengths);

  jig_paint_set_ink (self->cr, self->palette, shape->stroke);
  cairo_set_line_width (self->cr, width);
  cairo_set_dash (self->cr, lengths, (int) n, 0);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (self->cr, n > 0 || width <= 1.0 ? CAIRO_LINE_CAP_BUTT
                                                      : CAIRO_LINE_CAP_ROUND);
}

/* Fills and strokes the current path. */
static void
paint_path (Painter        *self,
            const JigShape *shape)
{
  if (shape->fill.tone != JIG_TONE_NONE)
    {
      jig_paint_set_ink (self->cr, self->palette, shape->fill);
      cairo_fill_preserve (self->cr);
    }
  if (shape->hatch != JIG_HATCH_NONE)
    {
      cairo_path_t *path = cairo_copy_path (self->cr);

      paint_hatch (self, shape->hatch);
      cairo_new_path (self->cr);
      cairo_append_path (self->cr, path);
      cairo_path_destroy (path);
    }
  if (shape->stroke.tone != JIG_TONE_NONE && shape->width > 0)
    {
      set_stroke (self, shape);
      cairo_stroke_preserve (self->cr);
    }
  cairo_new_path (self->cr);
}

static void
paint_rect (Painter        *self,
            const JigShape *shape)
{
  rounded_rect (self->cr, shape->rect, shape->radius);
  paint_path (self, shape);
}

static void
move_dash (Painter        *self,
           const JigShape *shape,
           double          length)
{
  double lengths[6];
  const guint n = jig_dash_lengths (shape->dash, shape->width * self->weight, lengths);

  if (n > 0)
    cairo_set_dash (self->cr, lengths, (int) n, length);
}

static void
paint_polyline (Painter        *self,
                const JigShape *shape)
{
  const JigPoint *points = jig_drawing_get_points (self->drawing, shape);
  gboolean is_down = FALSE;
  gsize n_segments = 0;
  double length = 0;

  set_stroke (self, shape);

  for (gsize i = 0; i < shape->n_points; i++)
    {
      const double x = (double) points[i].x;
      const double y = (double) points[i].y;

      if (isnan (x) || isnan (y))
        {
          is_down = FALSE;
          continue;
        }

      if (!is_down)
        cairo_move_to (self->cr, x, y);
      /* To itself as well: a point between two gaps is a dot. */
      if (!is_down || i > 0)
        cairo_line_to (self->cr, x, y);
      if (is_down)
        length += hypot (x - (double) points[i - 1].x, y - (double) points[i - 1].y);
      is_down = TRUE;

      if (++n_segments % SEGMENTS_PER_STROKE == 0)
        {
          cairo_stroke (self->cr);
          move_dash (self, shape, length);
          cairo_move_to (self->cr, x, y);
        }
    }
  cairo_stroke (self->cr);
}

static void
paint_polygon (Painter        *self,
               const JigShape *shape)
{
  const JigPoint *points = jig_drawing_get_points (self->drawing, shape);

  for (gsize i = 0; i < shape->n_points; i++)
    cairo_line_to (self->cr, (double) points[i].x, (double) points[i].y);
  cairo_close_path (self->cr);
  paint_path (self, shape);
}

static void
paint_curve (Painter        *self,
             const JigShape *shape)
{
  const JigPoint *p = jig_drawing_get_points (self->drawing, shape);

  if (shape->n_points != 4)
    return;

  cairo_move_to (self->cr, (double) p[0].x, (double) p[0].y);
  cairo_curve_to (self->cr, (double) p[1].x, (double) p[1].y, (double) p[2].x, (double) p[2].y,
                  (double) p[3].x, (double) p[3].y);
  set_stroke (self, shape);
  cairo_stroke (self->cr);
}

static void
paint_columns (Painter        *self,
               const JigShape *shape)
{
  const JigPoint *columns = jig_drawing_get_points (self->drawing, shape);
  const double width = shape->width * self->weight;

  /* On whole pixels nothing has to be smoothed. */
  for (gsize i = 0; i < shape->n_points; i++)
    if (!isnan (columns[i].x))
      {
        const double top = round ((double) columns[i].x - width / 2);
        const double bottom = round ((double) columns[i].y + width / 2);

        cairo_rectangle (self->cr, shape->rect.x + (double) i, top, 1.0, bottom - top);
      }

  jig_paint_set_ink (self->cr, self->palette, shape->stroke);
  cairo_fill (self->cr);
}

static void
paint_outlines (Painter        *self,
                const JigShape *shape,
                const JigPoint *points)
{
  for (gsize i = 0; i < shape->n_points; i++)
    {
      if (isnan (points[i].x) || isnan (points[i].y))
        continue;

      jig_glyphs_add_marker (self->cr, shape->marker, (double) points[i].x, (double) points[i].y,
                   shape->radius);
      paint_path (self, shape);
    }
}

static cairo_surface_t *
make_stamp (const JigShape *shape,
            double          half,
            double          scale)
{
  const int side = (int) ceil (2 * half * scale);
  cairo_surface_t *stamp = cairo_image_surface_create (CAIRO_FORMAT_A8, side, side);
  cairo_t *cr;

  cairo_surface_set_device_scale (stamp, scale, scale);
  cr = cairo_create (stamp);
  jig_glyphs_add_marker (cr, shape->marker, half, half, shape->radius);
  cairo_fill (cr);
  cairo_destroy (cr);

  return stamp;
}

static void
paint_stamped (Painter        *self,
               const JigShape *shape,
               const JigPoint *points)
{
  const double half = ceil (shape->radius * 1.5) + 0.5;
  double scale, scale_y;
  cairo_surface_t *stamp;

  cairo_surface_get_device_scale (cairo_get_target (self->cr), &scale, &scale_y);
  stamp = make_stamp (shape, half, scale);
  jig_paint_set_ink (self->cr, self->palette, shape->fill);

  /* On whole pixels of the device nothing has to be interpolated. */
  for (gsize i = 0; i < shape->n_points; i++)
    if (!isnan (points[i].x) && !isnan (points[i].y))
      cairo_mask_surface (self->cr, stamp,
                          round (((double) points[i].x - half) * scale) / scale,
                          round (((double) points[i].y - half) * scale) / scale);

  cairo_surface_destroy (stamp);
}

static gboolean
is_image (cairo_t *cr)
{
  return cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE;
}

static void
paint_stamps (Painter        *self,
              const JigShape *shape)
{
  const JigPoint *points = jig_drawing_get_points (self->drawing, shape);

  if (shape->n_points > MOST_OUTLINES && is_image (self->cr))
    paint_stamped (self, shape, points);
  else
    paint_outlines (self, shape, points);
}

static guint32
premultiply (JigColor color)
{
  const guint32 alpha = (guint32) (color.alpha * 255.0f + 0.5f);
  const guint32 red = (guint32) (color.red * color.alpha * 255.0f + 0.5f);
  const guint32 green = (guint32) (color.green * color.alpha * 255.0f + 0.5f);
  const guint32 blue = (guint32) (color.blue * color.alpha * 255.0f + 0.5f);

  return alpha << 24 | red << 16 | green << 8 | blue;
}

static void
fill_colors (const JigPalette *palette,
             JigInk            ink,
             guint32           colors[256])
{
  const gboolean is_ramp = ink.tone == JIG_TONE_SEQUENTIAL || ink.tone == JIG_TONE_DIVERGING;

  colors[0] = 0;
  for (guint i = 1; i < 256; i++)
    {
      JigInk at = ink;

      if (is_ramp)
        at.at = (float) (i - 1) / 254.0f;
      else
        at.alpha = ink.alpha * (float) i / 255.0f;
      colors[i] = premultiply (jig_palette_get_color (palette, at));
    }
}

static void
paint_image (Painter        *self,
             const JigShape *shape)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         (int) shape->n_columns,
                                                         (int) shape->n_rows);
  guint32 colors[256];
  const double x_scale = shape->rect.width / (double) shape->n_columns;
  const double y_scale = shape->rect.height / (double) shape->n_rows;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return;
    }

  fill_colors (self->palette, shape->fill, colors);
  for (gsize row = 0; row < shape->n_rows; row++)
    {
      guint32 *line = (guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                       + row * (gsize) cairo_image_surface_get_stride (surface));

      for (gsize column = 0; column < shape->n_columns; column++)
        line[column] = colors[shape->levels[row * shape->n_columns + column]];
    }
  cairo_surface_mark_dirty (surface);

  cairo_save (self->cr);
  cairo_translate (self->cr, shape->rect.x, shape->rect.y);
  cairo_scale (self->cr, x_scale, y_scale);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (self->cr),
                            MIN (x_scale, y_scale) >= 1 ? CAIRO_FILTER_NEAREST
                                                        : CAIRO_FILTER_GOOD);
  cairo_rectangle (self->cr, 0, 0, (double) shape->n_columns, (double) shape->n_rows);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
  cairo_surface_destroy (surface);
}

static void
set_text (PangoLayout        *layout,
          const char         *text,
          const JigTextStyle *style)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, style->is_bold ? PANGO_WEIGHT_BOLD
                                                          : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  /* "-2.81" must not become "2.81-" among letters that run the other way. */
  pango_layout_set_auto_dir (layout, !style->is_number);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, style->max_width > 0 ? PANGO_ELLIPSIZE_END
                                                           : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_width (layout, style->max_width > 0 ? (int) (style->max_width * PANGO_SCALE)
                                                       : -1);
  pango_layout_set_text (layout, text, -1);
}

static void
show_text (cairo_t            *cr,
           PangoLayout        *layout,
           const JigPalette   *palette,
           const JigTextStyle *style)
{
  cairo_pattern_t *ink = cairo_pattern_reference (cairo_get_source (cr));

  if (style->has_halo && palette != NULL)
    {
      pango_cairo_layout_path (cr, layout);
      jig_paint_set_ink (cr, palette, (JigInk) { JIG_TONE_BACKGROUND, 0.85f, 0 });
      cairo_set_line_width (cr, 4);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_stroke (cr);
      cairo_set_source (cr, ink);
      cairo_new_path (cr);
      cairo_move_to (cr, 0, 0);
    }
  pango_cairo_show_layout (cr, layout);
  cairo_pattern_destroy (ink);
}

static void
place_text (cairo_t            *cr,
            PangoLayout        *layout,
            const JigPalette   *palette,
            double              x,
            double              y,
            const JigTextStyle *style)
{
  PangoRectangle logical;
  double width, height;

  pango_layout_get_extents (layout, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  height = (double) logical.height / PANGO_SCALE;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  if (style->angle != 0)
    cairo_rotate (cr, style->angle * G_PI / 180);
  cairo_translate (cr, -(double) logical.x / PANGO_SCALE - width * style->align_x / 2,
                   -height * style->align_y / 2);
  cairo_move_to (cr, 0, 0);
  show_text (cr, layout, palette, style);
  cairo_restore (cr);
  cairo_new_path (cr);
}

static void
paint_text (Painter        *self,
            const JigShape *shape)
{
  if (self->text == NULL)
    self->text = pango_cairo_create_layout (self->cr);

  jig_paint_set_ink (self->cr, self->palette, shape->fill);
  set_text (self->text, shape->text, &shape->style);
  place_text (self->cr, self->text, self->palette, shape->rect.x, shape->rect.y, &shape->style);
}

static void
paint_clip (Painter        *self,
            const JigShape *shape)
{
  cairo_save (self->cr);
  cairo_rectangle (self->cr, shape->rect.x, shape->rect.y, shape->rect.width,
                   shape->rect.height);
  cairo_clip (self->cr);
}

static void
paint_unclip (Painter        *self,
              const JigShape *shape)
{
  cairo_restore (self->cr);
}

static void (* const painters[]) (Painter        *self,
                                  const JigShape *shape) = {
  [JIG_SHAPE_RECT] = paint_rect,
  [JIG_SHAPE_POLYLINE] = paint_polyline,
  [JIG_SHAPE_POLYGON] = paint_polygon,
  [JIG_SHAPE_CURVE] = paint_curve,
  [JIG_SHAPE_COLUMNS] = paint_columns,
  [JIG_SHAPE_STAMPS] = paint_stamps,
  [JIG_SHAPE_IMAGE] = paint_image,
  [JIG_SHAPE_TEXT] = paint_text,
  [JIG_SHAPE_CLIP] = paint_clip,
  [JIG_SHAPE_UNCLIP] = paint_unclip,
};

/**
 * jig_paint_drawing:
 * @drawing: a finished drawing
 * @palette: its colours
 * @cr: where to
 *
 * Paints the drawing with its top left corner at the origin. What was there
 * stays around it; see jig_paint_background().
 */
void
jig_paint_drawing (const JigDrawing *drawing,
                   const JigPalette *palette,
                   cairo_t          *cr)
{
  Painter self = { drawing, palette, cr, NULL, 1.0 };

  g_return_if_fail (drawing != NULL && palette != NULL && cr != NULL);

  self.weight = jig_palette_get_weight (palette);
  cairo_save (cr);
  cairo_new_path (cr);
  for (gsize i = 0; i < jig_drawing_get_n_shapes (drawing); i++)
    {
      const JigShape *shape = jig_drawing_get_shape (drawing, i);

      painters[shape->kind] (&self, shape);
    }
  cairo_restore (cr);

  g_clear_object (&self.text);
}

/**
 * jig_paint_background:
 * @drawing: a drawing
 * @palette: its colours
 * @cr: where to
 *
 * Fills the extent of the drawing with the background of the palette.
 */
void
jig_paint_background (const JigDrawing *drawing,
                      const JigPalette *palette,
                      cairo_t          *cr)
{
  g_return_if_fail (drawing != NULL && palette != NULL && cr != NULL);

  jig_paint_set_ink (cr, palette, JIG_INK (JIG_TONE_BACKGROUND));
  cairo_rectangle (cr, 0, 0, jig_drawing_get_width (drawing), jig_drawing_get_height (drawing));
  cairo_fill (cr);
}

/**
 * jig_paint_text:
 * @cr: where to; its source is the ink
 * @layout: a layout that is used again and again
 * @text: one line
 * @x: where its anchor is
 * @y: where its anchor is
 * @style: how it is written; without halo
 *
 * Paints a text that is not part of a drawing.
 */
void
jig_paint_text (cairo_t            *cr,
                PangoLayout        *layout,
                const char         *text,
                double              x,
                double              y,
                const JigTextStyle *style)
{
  g_return_if_fail (cr != NULL && layout != NULL && text != NULL && style != NULL);

  set_text (layout, text, style);
  place_text (cr, layout, NULL, x, y, style);
}

void
jig_paint_set_ink (cairo_t          *cr,
                   const JigPalette *palette,
                   JigInk            ink)
{
  const JigColor color = jig_palette_get_color (palette, ink);

  cairo_set_source_rgba (cr, (double) color.red, (double) color.green, (double) color.blue,
                         (double) color.alpha);
}
