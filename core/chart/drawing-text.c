/* A drawing written down as text. Tested by tests/core/chart/drawing.c. */

#include "core/chart/drawing.h"

#include <math.h>

#include "core/base/hash.h"

/* Points beyond these are summed up instead of listed. */
#define LISTED_POINTS 24

static const char * const kind_names[] = {
  [JIG_SHAPE_RECT] = "rect",
  [JIG_SHAPE_POLYLINE] = "polyline",
  [JIG_SHAPE_POLYGON] = "polygon",
  [JIG_SHAPE_CURVE] = "curve",
  [JIG_SHAPE_COLUMNS] = "columns",
  [JIG_SHAPE_STAMPS] = "stamps",
  [JIG_SHAPE_IMAGE] = "image",
  [JIG_SHAPE_TEXT] = "text",
  [JIG_SHAPE_CLIP] = "clip",
  [JIG_SHAPE_UNCLIP] = "unclip",
};

static void
append_number (GString *text,
               double   value)
{
  char buffer[32];

  if (isnan (value))
    {
      g_string_append (text, " -");
      return;
    }

  /* A tenth of a pixel, and never "-0.0". */
  value = round (value * 10) / 10 + 0.0;
  g_string_append_printf (text, " %s", g_ascii_formatd (buffer, sizeof buffer, "%.1f", value));
}

static void
append_ink (GString    *text,
            const char *what,
            JigInk      ink)
{
  char buffer[32];

  if (ink.tone == JIG_TONE_NONE)
    return;

  g_string_append_printf (text, " %s %s", what, jig_ink_tone_name (ink.tone));
  if (ink.tone >= JIG_TONE_SEQUENTIAL)
    g_string_append_printf (text, "@%s",
                            g_ascii_formatd (buffer, sizeof buffer, "%.3f", (double) ink.at));
  if (ink.alpha < 1.0f)
    g_string_append_printf (text, "*%s",
                            g_ascii_formatd (buffer, sizeof buffer, "%.2f", (double) ink.alpha));
}

static void
append_points (GString        *text,
               const JigPoint *points,
               gsize           n_points)
{
  g_string_append_printf (text, " n %zu", n_points);

  for (gsize i = 0; i < MIN (n_points, LISTED_POINTS); i++)
    {
      append_number (text, (double) points[i].x);
      append_number (text, (double) points[i].y);
    }

  if (n_points > LISTED_POINTS)
    {
      g_autoptr(GString) rest = g_string_new (NULL);

      for (gsize i = LISTED_POINTS; i < n_points; i++)
        {
          append_number (rest, (double) points[i].x);
          append_number (rest, (double) points[i].y);
        }
      g_string_append_printf (text, " ... %08x", jig_hash_crc32c (0, rest->str, rest->len));
    }
}

static void
append_text (GString        *text,
             const JigShape *shape)
{
  static const char * const aligns[] = { "start", "middle", "end" };
  const JigTextStyle *style = &shape->style;

  g_string_append_printf (text, " \"%s\" %s %s size", shape->text, aligns[style->align_x],
                          aligns[style->align_y]);
  append_number (text, style->size);
  if (style->is_bold)
    g_string_append (text, " bold");
  if (style->is_number)
    g_string_append (text, " number");
  if (style->has_halo)
    g_string_append (text, " halo");
  if (style->angle != 0)
    {
      g_string_append (text, " angle");
      append_number (text, style->angle);
    }
  if (style->max_width > 0)
    {
      g_string_append (text, " within");
      append_number (text, style->max_width);
    }
}

static void
append_look (GString        *text,
             const JigShape *shape)
{
  append_ink (text, "fill", shape->fill);
  append_ink (text, "stroke", shape->stroke);
  if (shape->width > 0)
    {
      g_string_append (text, " width");
      append_number (text, shape->width);
    }
  if (shape->radius > 0)
    {
      g_string_append (text, " radius");
      append_number (text, shape->radius);
    }
  if (shape->dash != JIG_DASH_SOLID)
    g_string_append_printf (text, " dash %u", shape->dash);
  if (shape->hatch != JIG_HATCH_NONE)
    g_string_append_printf (text, " hatch %d", (int) shape->hatch);
  if (shape->kind == JIG_SHAPE_STAMPS)
    g_string_append_printf (text, " marker %d", (int) shape->marker);
}

static void
append_shape (GString          *text,
              const JigDrawing *self,
              const JigShape   *shape)
{
  g_string_append (text, kind_names[shape->kind]);

  if (shape->kind == JIG_SHAPE_RECT || shape->kind == JIG_SHAPE_IMAGE
      || shape->kind == JIG_SHAPE_CLIP || shape->kind == JIG_SHAPE_TEXT)
    {
      append_number (text, shape->rect.x);
      append_number (text, shape->rect.y);
      if (shape->kind == JIG_SHAPE_TEXT)
        {
          append_text (text, shape);
        }
      else
        {
          append_number (text, shape->rect.width);
          append_number (text, shape->rect.height);
        }
    }

  append_look (text, shape);
  if (shape->n_points > 0)
    append_points (text, jig_drawing_get_points (self, shape), shape->n_points);
  if (shape->levels != NULL)
    g_string_append_printf (text, " levels %zux%zu %08x",
                            shape->n_rows, shape->n_columns,
                            jig_hash_crc32c (0, shape->levels, shape->n_rows * shape->n_columns));
  if (shape->id.item != JIG_NO_ITEM)
    g_string_append_printf (text, " item %u/%u/%u",
                            shape->id.panel, shape->id.mark, shape->id.item);
  g_string_append_c (text, '\n');
}

static void
append_group (GString          *text,
              const JigDrawing *self,
              gsize             i)
{
  JigItemId first;
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (self, i, &first, &n_items);

  g_string_append_printf (text, "items %u/%u/%u n %zu",
                          first.panel, first.mark, first.item, n_items);

  for (gsize item = 0; item < MIN (n_items, LISTED_POINTS); item++)
    {
      append_number (text, (double) boxes[item].x);
      append_number (text, (double) boxes[item].y);
      append_number (text, (double) boxes[item].width);
      append_number (text, (double) boxes[item].height);
    }
  g_string_append_c (text, '\n');
}

/**
 * jig_drawing_to_text:
 * @self: a drawing
 *
 * Writes the drawing down, a line for each shape and then one for each group of
 * items, rounded to tenths of a pixel. Equal drawings have equal texts.
 *
 * Returns: (transfer full): many lines
 */
char *
jig_drawing_to_text (const JigDrawing *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new ("drawing");
  append_number (text, jig_drawing_get_width (self));
  append_number (text, jig_drawing_get_height (self));
  g_string_append_c (text, '\n');

  for (gsize i = 0; i < jig_drawing_get_n_shapes (self); i++)
    append_shape (text, self, jig_drawing_get_shape (self, i));
  for (gsize i = 0; i < jig_drawing_get_n_groups (self); i++)
    append_group (text, self, i);

  return g_string_free (text, FALSE);
}
