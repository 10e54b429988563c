#pragma once

#include "core/chart/palette.h"

G_BEGIN_DECLS

#define JIG_NO_ITEM G_MAXUINT32

typedef struct
{
  float x;
  float y;
} JigPoint;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} JigRect;

/**
 * JigItemId:
 * @panel: the panel of the figure
 * @mark: the mark of the panel
 * @item: the item of the mark
 *
 * Which item of a figure. %JIG_NO_ITEM_ID is none.
 */
typedef struct
{
  guint panel;
  guint mark;
  guint item;
} JigItemId;

#define JIG_NO_ITEM_ID ((JigItemId) { G_MAXUINT, G_MAXUINT, JIG_NO_ITEM })

/**
 * JigShapeKind:
 * @JIG_SHAPE_RECT: a filled or outlined rectangle, with rounded corners
 * @JIG_SHAPE_POLYLINE: a line through points; NaN lifts the pen
 * @JIG_SHAPE_POLYGON: a closed area
 * @JIG_SHAPE_CURVE: a cubic Bézier through four points
 * @JIG_SHAPE_COLUMNS: a line too dense to stroke: (top, bottom) of each pixel column
 * @JIG_SHAPE_STAMPS: the same marker at many points
 * @JIG_SHAPE_IMAGE: levels from 0 (clear) to 255, scaled to the rectangle
 * @JIG_SHAPE_TEXT: one line of text
 * @JIG_SHAPE_CLIP: what follows is cut off at the rectangle
 * @JIG_SHAPE_UNCLIP: not any more
 */
typedef enum
{
  JIG_SHAPE_RECT,
  JIG_SHAPE_POLYLINE,
  JIG_SHAPE_POLYGON,
  JIG_SHAPE_CURVE,
  JIG_SHAPE_COLUMNS,
  JIG_SHAPE_STAMPS,
  JIG_SHAPE_IMAGE,
  JIG_SHAPE_TEXT,
  JIG_SHAPE_CLIP,
  JIG_SHAPE_UNCLIP,
} JigShapeKind;

typedef enum
{
  JIG_ALIGN_START,
  JIG_ALIGN_MIDDLE,
  JIG_ALIGN_END,
} JigAlign;

/**
 * JigTextStyle:
 * @size: the height of the letters, in pixels
 * @is_bold: whether it is
 * @is_number: it is laid out from left to right whatever stands around
 * @has_halo: it stands on a soft edge of the background, over lines
 * @align_x: which part of it stands at x
 * @align_y: which part of it stands at y
 * @angle: turned clockwise around (x, y), in degrees
 * @max_width: ends in "…" beyond it; 0: as wide as it likes
 */
typedef struct
{
  double   size;
  gboolean is_bold;
  gboolean is_number;
  gboolean has_halo;
  JigAlign align_x;
  JigAlign align_y;
  double   angle;
  double   max_width;
} JigTextStyle;

/**
 * JigShape:
 * @kind: decides which of the members mean something
 * @rect: of rectangles, images and clips; x and y of a text
 * @radius: of the corners of a rectangle, or of a stamp
 * @fill: what is inside, or the text
 * @stroke: what is around
 * @width: of the stroke, in pixels
 * @dash: see jig_dash_lengths()
 * @hatch: over @fill
 * @marker: of stamps
 * @first_point: where its points begin in those of the drawing
 * @n_points: how many it has
 * @text: (nullable): what is written
 * @style: how @text is written
 * @levels: (nullable): (n_rows, n_columns) of an image
 * @n_rows: of an image
 * @n_columns: of an image
 * @id: the item it belongs to, or %JIG_NO_ITEM_ID
 *
 * One thing to draw.
 */
typedef struct
{
  JigShapeKind  kind;
  JigRect       rect;
  double        radius;
  JigInk        fill;
  JigInk        stroke;
  double        width;
  guint         dash;
  JigHatch      hatch;
  JigMarker     marker;
  gsize         first_point;
  gsize         n_points;
  char         *text;
  JigTextStyle  style;
  guint8       *levels;
  gsize         n_rows;
  gsize         n_columns;
  JigItemId     id;
} JigShape;

/**
 * JigItemBox:
 *
 * Where an item is: the box that a cursor is drawn around. Points have no
 * extent; what is not on the drawing has NaN for @x.
 */
typedef struct
{
  float x;
  float y;
  float width;
  float height;
} JigItemBox;

/**
 * JigDrawing:
 *
 * A figure laid out at one size: a flat list of shapes, and where each item is,
 * in reading order. Immutable once finished, and ref-counted. It knows tones,
 * not colours: the same drawing is painted light and dark.
 */
typedef struct _JigDrawing JigDrawing;

JigDrawing       *jig_drawing_new           (double              width,
                                             double              height) G_GNUC_WARN_UNUSED_RESULT;
JigDrawing       *jig_drawing_ref           (JigDrawing         *self);
void              jig_drawing_unref         (JigDrawing         *self);

double            jig_drawing_get_width     (const JigDrawing   *self);
double            jig_drawing_get_height    (const JigDrawing   *self);
gsize             jig_drawing_get_n_shapes  (const JigDrawing   *self);
const JigShape   *jig_drawing_get_shape     (const JigDrawing   *self,
                                             gsize               i);
const JigPoint   *jig_drawing_get_points    (const JigDrawing   *self,
                                             const JigShape     *shape);
gsize             jig_drawing_get_n_groups  (const JigDrawing   *self);
const JigItemBox *jig_drawing_get_group     (const JigDrawing   *self,
                                             gsize               i,
                                             JigItemId          *first,
                                             gsize              *n_items);
gboolean          jig_drawing_find_item     (const JigDrawing   *self,
                                             JigItemId           id,
                                             JigItemBox         *box);
char             *jig_drawing_to_text       (const JigDrawing   *self) G_GNUC_WARN_UNUSED_RESULT;

/* Building. A failure is remembered and reported by jig_drawing_finish(). */

JigShape         *jig_drawing_add           (JigDrawing         *self,
                                             JigShapeKind        kind);
JigShape         *jig_drawing_add_rect      (JigDrawing         *self,
                                             JigRect             rect,
                                             JigInk              fill);
JigShape         *jig_drawing_add_line      (JigDrawing         *self,
                                             double              x_from,
                                             double              y_from,
                                             double              x_to,
                                             double              y_to,
                                             JigInk              stroke,
                                             double              width);
JigShape         *jig_drawing_add_text      (JigDrawing         *self,
                                             const char         *text,
                                             double              x,
                                             double              y,
                                             JigInk              ink,
                                             const JigTextStyle *style);
void              jig_drawing_add_point     (JigDrawing         *self,
                                             double              x,
                                             double              y);
JigPoint         *jig_drawing_add_points    (JigDrawing         *self,
                                             gsize               n_points);
void              jig_drawing_push_clip     (JigDrawing         *self,
                                             JigRect             rect);
void              jig_drawing_pop_clip      (JigDrawing         *self);
guint8           *jig_drawing_add_image     (JigDrawing         *self,
                                             JigRect             rect,
                                             gsize               n_rows,
                                             gsize               n_columns,
                                             JigInk              ink);
JigItemBox       *jig_drawing_add_group     (JigDrawing         *self,
                                             JigItemId           first,
                                             gsize               n_items);
gpointer          jig_drawing_alloc         (JigDrawing         *self,
                                             gsize               n_items,
                                             gsize               item_size);
JigDrawing       *jig_drawing_finish        (JigDrawing         *self,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean          jig_item_id_equal         (JigItemId           a,
                                             JigItemId           b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDrawing, jig_drawing_unref)

G_END_DECLS
