#include "core/chart/drawing.h"

#include <math.h>

#include "core/base/array.h"

typedef struct
{
  JigItemId   first;
  gsize       n_items;
  JigItemBox *boxes;    /* (n_items,) */
} Group;

struct _JigDrawing
{
  double  width;
  double  height;
  JigArray shapes;      /* of JigShape */
  JigArray points;      /* of JigPoint */
  JigArray groups;      /* of Group */
  GError *error;        /* the first thing that did not fit into memory */
  JigShape spare;       /* what callers fill in after a failure */
};

static void
drawing_clear (gpointer data)
{
  JigDrawing *self = data;

  for (gsize i = 0; i < self->shapes.n_items; i++)
    {
      JigShape *shape = &jig_array_index (&self->shapes, JigShape, i);

      g_free (shape->text);
      jig_free (shape->levels);
    }
  for (gsize i = 0; i < self->groups.n_items; i++)
    jig_free (jig_array_index (&self->groups, Group, i).boxes);

  jig_array_clear (&self->shapes);
  jig_array_clear (&self->points);
  jig_array_clear (&self->groups);
  g_free (self->spare.text);
  g_clear_error (&self->error);
}

/**
 * jig_drawing_new:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): an empty drawing, to be filled and finished
 */
JigDrawing *
jig_drawing_new (double width,
                 double height)
{
  JigDrawing *self = g_atomic_rc_box_new0 (JigDrawing);

  self->width = width;
  self->height = height;
  self->shapes = JIG_ARRAY_INIT (JigShape, "the drawing");
  self->points = JIG_ARRAY_INIT (JigPoint, "the drawing");
  self->groups = JIG_ARRAY_INIT (Group, "the drawing");

  return self;
}

JigDrawing *
jig_drawing_ref (JigDrawing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_drawing_unref (JigDrawing *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, drawing_clear);
}

double
jig_drawing_get_width (const JigDrawing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

double
jig_drawing_get_height (const JigDrawing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

gsize
jig_drawing_get_n_shapes (const JigDrawing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->shapes.n_items;
}

const JigShape *
jig_drawing_get_shape (const JigDrawing *self,
                       gsize             i)
{
  g_return_val_if_fail (self != NULL && i < self->shapes.n_items, NULL);

  return &jig_array_index (&self->shapes, JigShape, i);
}

/**
 * jig_drawing_get_points:
 * @self: a drawing
 * @shape: one of its shapes
 *
 * Returns: (array) (nullable): the points of the shape
 */
const JigPoint *
jig_drawing_get_points (const JigDrawing *self,
                        const JigShape   *shape)
{
  g_return_val_if_fail (self != NULL && shape != NULL, NULL);

  if (shape->n_points == 0)
    return NULL;

  return &jig_array_index (&self->points, JigPoint, shape->first_point);
}

gsize
jig_drawing_get_n_groups (const JigDrawing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->groups.n_items;
}

/**
 * jig_drawing_get_group:
 * @self: a drawing
 * @i: which group
 * @first: (out) (optional): the first item of it; the others follow
 * @n_items: (out): how many items it has
 *
 * Looks at the items of one mark. Groups stand in reading order.
 *
 * Returns: (array length=n_items): where they are
 */
const JigItemBox *
jig_drawing_get_group (const JigDrawing *self,
                       gsize             i,
                       JigItemId        *first,
                       gsize            *n_items)
{
  const Group *group;

  g_return_val_if_fail (self != NULL && i < self->groups.n_items, NULL);

  group = &jig_array_index (&self->groups, Group, i);
  if (first != NULL)
    *first = group->first;
  *n_items = group->n_items;

  return group->boxes;
}

/**
 * jig_drawing_find_item:
 * @self: a drawing
 * @id: an item
 * @box: (out): where it is
 *
 * Returns: whether the item is on the drawing
 */
gboolean
jig_drawing_find_item (const JigDrawing *self,
                       JigItemId         id,
                       JigItemBox       *box)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < self->groups.n_items; i++)
    {
      const Group *group = &jig_array_index (&self->groups, Group, i);

      if (group->first.panel == id.panel && group->first.mark == id.mark
          && id.item >= group->first.item && id.item - group->first.item < group->n_items
          && !isnan (group->boxes[id.item - group->first.item].x))
        {
          *box = group->boxes[id.item - group->first.item];
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * jig_drawing_add:
 * @self: a drawing that is being built
 * @kind: of the shape
 *
 * Returns: (transfer none): a new shape, to be filled in at once
 */
JigShape *
jig_drawing_add (JigDrawing   *self,
                 JigShapeKind  kind)
{
  JigShape shape = { .kind = kind, .id = JIG_NO_ITEM_ID };

  if (self->error == NULL && jig_array_append (&self->shapes, &shape, 1, &self->error))
    {
      JigShape *added = &jig_array_index (&self->shapes, JigShape, self->shapes.n_items - 1);

      added->first_point = self->points.n_items;
      return added;
    }

  g_clear_pointer (&self->spare.text, g_free);
  self->spare = shape;
  return &self->spare;
}

/**
 * jig_drawing_add_rect:
 * @self: a drawing that is being built
 * @rect: where
 * @fill: its ink
 *
 * Returns: (transfer none): a filled rectangle
 */
JigShape *
jig_drawing_add_rect (JigDrawing *self,
                      JigRect     rect,
                      JigInk      fill)
{
  JigShape *shape = jig_drawing_add (self, JIG_SHAPE_RECT);

  shape->rect = rect;
  shape->fill = fill;

  return shape;
}

/**
 * jig_drawing_add_line:
 * @self: a drawing that is being built
 * @x_from: where it begins
 * @y_from: where it begins
 * @x_to: where it ends
 * @y_to: where it ends
 * @stroke: its ink
 * @width: its width, in pixels
 *
 * Returns: (transfer none): a straight line
 */
JigShape *
jig_drawing_add_line (JigDrawing *self,
                      double      x_from,
                      double      y_from,
                      double      x_to,
                      double      y_to,
                      JigInk      stroke,
                      double      width)
{
  JigShape *shape = jig_drawing_add (self, JIG_SHAPE_POLYLINE);

  shape->stroke = stroke;
  shape->width = width;
  jig_drawing_add_point (self, x_from, y_from);
  jig_drawing_add_point (self, x_to, y_to);

  return shape;
}

/**
 * jig_drawing_add_text:
 * @self: a drawing that is being built
 * @text: one line
 * @x: where its anchor is
 * @y: where its anchor is
 * @ink: its ink
 * @style: how it is written
 *
 * Returns: (transfer none): a text
 */
JigShape *
jig_drawing_add_text (JigDrawing         *self,
                      const char         *text,
                      double              x,
                      double              y,
                      JigInk              ink,
                      const JigTextStyle *style)
{
  JigShape *shape = jig_drawing_add (self, JIG_SHAPE_TEXT);

  shape->rect.x = x;
  shape->rect.y = y;
  shape->fill = ink;
  shape->style = *style;
  shape->text = g_strdup (text);

  return shape;
}

/**
 * jig_drawing_add_points:
 * @self: a drawing that is being built
 * @n_points: how many points the shape added last gets
 *
 * Returns: (array length=n_points) (nullable): the points, to be filled in at
 *   once; %NULL if there is no memory for them
 */
JigPoint *
jig_drawing_add_points (JigDrawing *self,
                        gsize       n_points)
{
  if (self->error != NULL || n_points == 0
      || !jig_array_reserve (&self->points, n_points, &self->error))
    return NULL;

  jig_array_index (&self->shapes, JigShape, self->shapes.n_items - 1).n_points += n_points;
  self->points.n_items += n_points;

  return &jig_array_index (&self->points, JigPoint, self->points.n_items - n_points);
}

/**
 * jig_drawing_add_point:
 * @self: a drawing that is being built
 * @x: where
 * @y: where
 *
 * Gives the shape added last one more point.
 */
void
jig_drawing_add_point (JigDrawing *self,
                       double      x,
                       double      y)
{
  JigPoint *point = jig_drawing_add_points (self, 1);

  if (point != NULL)
    *point = (JigPoint) { (float) x, (float) y };
}

void
jig_drawing_push_clip (JigDrawing *self,
                       JigRect     rect)
{
  jig_drawing_add (self, JIG_SHAPE_CLIP)->rect = rect;
}

void
jig_drawing_pop_clip (JigDrawing *self)
{
  jig_drawing_add (self, JIG_SHAPE_UNCLIP);
}

/**
 * jig_drawing_add_image:
 * @self: a drawing that is being built
 * @rect: where
 * @n_rows: how many rows of pixels it has
 * @n_columns: how many columns
 * @ink: what the levels mean: where on a ramp, or how opaque another tone is
 *
 * Returns: (array) (nullable): (n_rows, n_columns) levels, to be filled in; 0 is clear
 */
guint8 *
jig_drawing_add_image (JigDrawing *self,
                       JigRect     rect,
                       gsize       n_rows,
                       gsize       n_columns,
                       JigInk      ink)
{
  guint8 *levels = jig_drawing_alloc (self, n_rows, n_columns);
  JigShape *shape;

  if (levels == NULL)
    return NULL;

  shape = jig_drawing_add (self, JIG_SHAPE_IMAGE);
  if (self->error != NULL)
    {
      jig_free (levels);
      return NULL;
    }

  shape->rect = rect;
  shape->fill = ink;
  shape->n_rows = n_rows;
  shape->n_columns = n_columns;
  shape->levels = levels;

  return levels;
}

/**
 * jig_drawing_add_group:
 * @self: a drawing that is being built
 * @first: the first item
 * @n_items: how many items there are
 *
 * Returns: (array length=n_items) (nullable): where they are, to be filled in
 */
JigItemBox *
jig_drawing_add_group (JigDrawing *self,
                       JigItemId   first,
                       gsize       n_items)
{
  Group group = { first, n_items, NULL };

  if (n_items == 0)
    return NULL;

  group.boxes = jig_drawing_alloc (self, n_items, sizeof (JigItemBox));
  if (group.boxes == NULL || !jig_array_append (&self->groups, &group, 1, &self->error))
    g_clear_pointer (&group.boxes, jig_free);

  return group.boxes;
}

/**
 * jig_drawing_alloc:
 * @self: a drawing that is being built
 * @n_items: how many items
 * @item_size: how large one is
 *
 * Like jig_alloc(), with the failure remembered for jig_drawing_finish().
 *
 * Returns: (transfer full) (nullable): zeroed memory, for jig_free()
 */
gpointer
jig_drawing_alloc (JigDrawing *self,
                   gsize       n_items,
                   gsize       item_size)
{
  if (self->error != NULL)
    return NULL;

  return jig_alloc (MAX (n_items, 1), MAX (item_size, 1), "the drawing", &self->error);
}

/**
 * jig_drawing_finish:
 * @self: (transfer full): a drawing
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Ends the building: from now on the drawing never changes.
 *
 * Returns: (transfer full): @self, or %NULL if some of it did not fit into memory
 */
JigDrawing *
jig_drawing_finish (JigDrawing  *self,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->error == NULL)
    return self;

  g_propagate_error (error, g_steal_pointer (&self->error));
  jig_drawing_unref (self);
  return NULL;
}

gboolean
jig_item_id_equal (JigItemId a,
                   JigItemId b)
{
  return a.panel == b.panel && a.mark == b.mark && a.item == b.item;
}
