#include "core/chart/hit.h"

#include <math.h>

/* What lies across counts this much more than what lies ahead. */
#define ASIDE 3.0

/* From the middle of one box to that of another. */
typedef struct
{
  double dx;       /* between the middles */
  double dy;
  double gap_x;    /* between the edges; 0 where they overlap */
  double gap_y;
} Way;

static gboolean
is_there (const JigItemBox *box)
{
  return !isnan (box->x) && !isnan (box->y);
}

static double
middle_x (const JigItemBox *box)
{
  return (double) box->x + (double) box->width / 2;
}

static double
middle_y (const JigItemBox *box)
{
  return (double) box->y + (double) box->height / 2;
}

static gboolean
is_near (const JigItemBox *box,
         double            x,
         double            y,
         double            reach)
{
  return (double) box->x <= x + reach && (double) (box->x + box->width) >= x - reach
         && (double) box->y <= y + reach && (double) (box->y + box->height) >= y - reach;
}

static double
distance_to (const JigItemBox *box,
             double            x,
             double            y)
{
  const double dx = MAX (MAX ((double) box->x - x, x - (double) box->x - (double) box->width), 0);
  const double dy = MAX (MAX ((double) box->y - y, y - (double) box->y - (double) box->height), 0);

  return hypot (dx, dy);
}

/**
 * jig_hit_at:
 * @drawing: a drawing
 * @x: of the pointer
 * @y: of the pointer
 * @reach: how far from an item it may be, in pixels
 * @id: (out): the item
 *
 * Finds the item at a point. A point near by wins over the bar or the cell that
 * lies under both.
 *
 * Returns: whether there is one
 */
gboolean
jig_hit_at (const JigDrawing *drawing,
            double            x,
            double            y,
            double            reach,
            JigItemId        *id)
{
  double least = INFINITY;

  g_return_val_if_fail (drawing != NULL && id != NULL, FALSE);

  for (gsize i = 0; i < jig_drawing_get_n_groups (drawing); i++)
    {
      JigItemId first;
      gsize n_items;
      const JigItemBox *boxes = jig_drawing_get_group (drawing, i, &first, &n_items);

      for (gsize item = 0; item < n_items; item++)
        {
          const gboolean has_area = boxes[item].width > 0 && boxes[item].height > 0;
          double distance;

          /* What is not there is not near either: nearly all of a million points end here. */
          if (!is_near (&boxes[item], x, y, reach))
            continue;

          distance = distance_to (&boxes[item], x, y);
          if (distance > reach)
            continue;
          if (has_area)
            distance += reach / 2;
          if (distance <= least)
            {
              least = distance;
              *id = (JigItemId) { first.panel, first.mark, first.item + (guint) item };
            }
        }
    }

  return isfinite (least);
}

/* Which group an item is in; their number if it is in none. */
static gsize
find_group (const JigDrawing *drawing,
            JigItemId         id)
{
  const gsize n_groups = jig_drawing_get_n_groups (drawing);

  for (gsize i = 0; i < n_groups; i++)
    {
      JigItemId first;
      gsize n_items;

      jig_drawing_get_group (drawing, i, &first, &n_items);
      if (first.panel == id.panel && first.mark == id.mark && id.item >= first.item
          && id.item - first.item < n_items)
        return i;
    }

  return n_groups;
}

static JigItemId
make_id (const JigDrawing *drawing,
         gsize             group,
         gsize             item)
{
  JigItemId first;
  gsize n_items;

  jig_drawing_get_group (drawing, group, &first, &n_items);
  first.item += (guint) item;

  return first;
}

/* The first item that is there from @item on, towards the end of the group. */
static gboolean
find_onwards (const JigDrawing *drawing,
              gsize             group,
              gsize             item,
              JigItemId        *id)
{
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);

  for (; item < n_items; item++)
    if (is_there (&boxes[item]))
      {
        *id = make_id (drawing, group, item);
        return TRUE;
      }

  return FALSE;
}

/* The last item that is there before @item, towards the beginning. */
static gboolean
find_backwards (const JigDrawing *drawing,
                gsize             group,
                gsize             item,
                JigItemId        *id)
{
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);

  for (item = MIN (item, n_items); item-- > 0;)
    if (is_there (&boxes[item]))
      {
        *id = make_id (drawing, group, item);
        return TRUE;
      }

  return FALSE;
}

static gboolean
move_next (const JigDrawing *drawing,
           gsize             group,
           gsize             item,
           JigItemId        *id)
{
  if (find_onwards (drawing, group, item + 1, id))
    return TRUE;

  while (++group < jig_drawing_get_n_groups (drawing))
    if (find_onwards (drawing, group, 0, id))
      return TRUE;

  return FALSE;
}

static gboolean
move_previous (const JigDrawing *drawing,
               gsize             group,
               gsize             item,
               JigItemId        *id)
{
  if (find_backwards (drawing, group, item, id))
    return TRUE;

  while (group-- > 0)
    if (find_backwards (drawing, group, G_MAXSIZE, id))
      return TRUE;

  return FALSE;
}

static Way
measure_way (const JigItemBox *from,
             const JigItemBox *to)
{
  const double dx = middle_x (to) - middle_x (from);
  const double dy = middle_y (to) - middle_y (from);

  return (Way) {
    dx, dy,
    MAX (fabs (dx) - ((double) from->width + (double) to->width) / 2, 0),
    MAX (fabs (dy) - ((double) from->height + (double) to->height) / 2, 0),
  };
}

/* How far it is in that direction; infinite if it lies in another one. */
static double
cost_of (const Way  *way,
         JigHitMove  move)
{
  if (move == JIG_HIT_LEFT || move == JIG_HIT_RIGHT)
    {
      const double ahead = move == JIG_HIT_LEFT ? -way->dx : way->dx;

      return ahead > 0.5 ? ahead + ASIDE * way->gap_y : INFINITY;
    }
  if (move == JIG_HIT_UP || move == JIG_HIT_DOWN)
    {
      const double ahead = move == JIG_HIT_UP ? -way->dy : way->dy;

      return ahead > 0.5 ? ahead + ASIDE * way->gap_x : INFINITY;
    }

  return hypot (way->dx, way->dy);
}

static double
find_nearest (const JigDrawing *drawing,
              gsize             group,
              const JigItemBox *from,
              JigHitMove        move,
              double            least,
              JigItemId        *id)
{
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);

  for (gsize i = 0; i < n_items; i++)
    {
      const Way way = measure_way (from, &boxes[i]);
      double cost;

      if (!is_there (&boxes[i]))
        continue;

      cost = cost_of (&way, move);
      if (cost < least)
        {
          least = cost;
          *id = make_id (drawing, group, i);
        }
    }

  return least;
}

/* Items in order from left to right: a line, upright bars. */
static gboolean
is_sequence (const JigDrawing *drawing,
             gsize             group)
{
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);
  double last = -INFINITY;

  for (gsize i = 0; i < n_items; i++)
    {
      if (!is_there (&boxes[i]))
        continue;
      if (middle_x (&boxes[i]) <= last)
        return FALSE;
      last = middle_x (&boxes[i]);
    }

  return TRUE;
}

static gboolean
move_aside (const JigDrawing *drawing,
            gsize             group,
            gsize             item,
            JigHitMove        move,
            JigItemId        *id)
{
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);

  if (is_sequence (drawing, group))
    return move == JIG_HIT_LEFT ? find_backwards (drawing, group, item, id)
                                : find_onwards (drawing, group, item + 1, id);

  return isfinite (find_nearest (drawing, group, &boxes[item], move, INFINITY, id));
}

static gboolean
move_up_or_down (const JigDrawing *drawing,
                 gsize             group,
                 gsize             item,
                 JigHitMove        move,
                 JigItemId        *id)
{
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);
  double least = INFINITY;

  for (gsize i = 0; i < jig_drawing_get_n_groups (drawing); i++)
    least = find_nearest (drawing, i, &boxes[item], move, least, id);

  return isfinite (least);
}

static gboolean
move_mark (const JigDrawing *drawing,
           gsize             group,
           gsize             item,
           JigHitMove        move,
           JigItemId        *id)
{
  const gsize n_groups = jig_drawing_get_n_groups (drawing);
  gsize n_items;
  const JigItemBox *boxes = jig_drawing_get_group (drawing, group, NULL, &n_items);

  for (gsize i = 1; i < n_groups; i++)
    {
      const gsize other = (group + (move == JIG_HIT_NEXT_MARK ? i : n_groups - i)) % n_groups;

      if (isfinite (find_nearest (drawing, other, &boxes[item], move, INFINITY, id)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
move_from (const JigDrawing *drawing,
           gsize             group,
           gsize             item,
           JigHitMove        move,
           JigItemId        *id)
{
  switch (move)
    {
    case JIG_HIT_NEXT:
      return move_next (drawing, group, item, id);

    case JIG_HIT_PREVIOUS:
      return move_previous (drawing, group, item, id);

    case JIG_HIT_FIRST:
      return find_onwards (drawing, group, 0, id);

    case JIG_HIT_LAST:
      return find_backwards (drawing, group, G_MAXSIZE, id);

    case JIG_HIT_LEFT:
    case JIG_HIT_RIGHT:
      return move_aside (drawing, group, item, move, id);

    case JIG_HIT_UP:
    case JIG_HIT_DOWN:
      return move_up_or_down (drawing, group, item, move, id);

    case JIG_HIT_NEXT_MARK:
    case JIG_HIT_PREVIOUS_MARK:
    default:
      return move_mark (drawing, group, item, move, id);
    }
}

/**
 * jig_hit_move:
 * @drawing: a drawing
 * @from: where the cursor is; %JIG_NO_ITEM_ID if it is nowhere yet
 * @move: where it goes
 * @id: (out): where it is then; untouched if it cannot go there
 *
 * Moves a keyboard cursor. From nowhere, every move goes to the first item.
 *
 * Returns: whether there is an item in that direction
 */
gboolean
jig_hit_move (const JigDrawing *drawing,
              JigItemId         from,
              JigHitMove        move,
              JigItemId        *id)
{
  gsize group;
  JigItemId first, found;
  gsize n_items;

  g_return_val_if_fail (drawing != NULL && id != NULL, FALSE);

  group = find_group (drawing, from);
  if (group == jig_drawing_get_n_groups (drawing))
    {
      for (gsize i = 0; i < group; i++)
        if (find_onwards (drawing, i, 0, id))
          return TRUE;
      return FALSE;
    }

  jig_drawing_get_group (drawing, group, &first, &n_items);
  if (!move_from (drawing, group, from.item - first.item, move, &found))
    return FALSE;

  *id = found;
  return TRUE;
}

/**
 * jig_hit_find_row:
 * @figure: the figure that was laid out
 * @drawing: the drawing it became
 * @row: the key of a row
 * @after: the item found before, or %JIG_NO_ITEM_ID
 * @id: (out): the item
 *
 * Finds the items that are about one row, one after the other.
 *
 * Returns: whether there is another one
 */
gboolean
jig_hit_find_row (const JigFigure  *figure,
                  const JigDrawing *drawing,
                  gint64            row,
                  JigItemId         after,
                  JigItemId        *id)
{
  gboolean is_after = after.item == JIG_NO_ITEM;

  g_return_val_if_fail (figure != NULL && drawing != NULL && id != NULL, FALSE);

  for (gsize i = 0; i < jig_drawing_get_n_groups (drawing); i++)
    {
      JigItemId at;
      gsize n_items;
      const JigItemBox *boxes = jig_drawing_get_group (drawing, i, &at, &n_items);
      const JigMark *mark = jig_panel_get_mark (jig_figure_get_panel (figure, at.panel), at.mark);

      for (gsize item = 0; item < n_items; item++, at.item++)
        {
          if (is_after && is_there (&boxes[item]) && jig_mark_get_row (mark, at.item) == row)
            {
              *id = at;
              return TRUE;
            }
          is_after = is_after || jig_item_id_equal (at, after);
        }
    }

  return FALSE;
}
