/* Nodes in layers from left to right, joined by curves. Where a layer has more
 * nodes than room, those that come from the same node share a place that says how
 * many they are. Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"

#define NODE_PADDING  8.0
#define NODE_GAP      6.0
#define WIDEST_PITCH  2.2     /* between nodes, in node heights */
#define LEAST_GAP     18.0    /* between layers, for the curves */
#define CURVE         0.5     /* how far the ends of a curve stay level */
#define THIN          1.25    /* a curve of which nobody knows how much goes that way */
#define THICK         6.0     /* one that everything takes */
#define N_COLUMNS     3       /* of the twin, before the details */

/* Nodes of a layer that follow each other and come from the same node. */
typedef struct
{
  guint  layer;
  gsize  first;        /* the first of its nodes, by their order in the layer */
  gsize  n_nodes;
  gsize  n_shown;      /* each at a place of its own; the others share one more */
  gsize  first_place;
} Group;

typedef struct
{
  gsize  n_nodes;
  gsize  n_places;
  double x;
  double width;
  double first_y;      /* the middle of the first place */
  double pitch;
} Layer;

typedef struct
{
  const JigMark *mark;
  JigPlot       *plot;
  guint          n_layers;
  Layer         *layers;     /* (n_layers,) */
  guint         *parents;    /* (n_items,) where the first edge to a node comes from */
  guint         *ranks;      /* (n_items,) which of its layer a node is */
  guint         *groups;     /* (n_items,) which of the groups a node is in */
  Group         *list;       /* (n_groups,), at most one for each node */
  gsize          n_groups;
  double         height;     /* of a node */
} Graph;

static gboolean
allocate (Graph *self)
{
  JigDrawing *drawing = self->plot->drawing;
  const gsize n = self->mark->n_items;

  for (gsize i = 0; i < n; i++)
    self->n_layers = MAX (self->n_layers, self->mark->layers[i] + 1);

  self->layers = jig_drawing_alloc (drawing, self->n_layers, sizeof *self->layers);
  self->parents = jig_drawing_alloc (drawing, n, sizeof *self->parents);
  self->ranks = jig_drawing_alloc (drawing, n, sizeof *self->ranks);
  self->groups = jig_drawing_alloc (drawing, n, sizeof *self->groups);
  self->list = jig_drawing_alloc (drawing, n, sizeof *self->list);

  return self->layers != NULL && self->parents != NULL && self->ranks != NULL
         && self->groups != NULL && self->list != NULL;
}

static void
find_parents (Graph *self)
{
  const JigMark *mark = self->mark;

  for (gsize i = 0; i < mark->n_items; i++)
    self->parents[i] = JIG_NO_ITEM;
  for (gsize i = mark->n_edges; i-- > 0;)
    self->parents[mark->edges[i].to] = mark->edges[i].from;
}

/* Nodes are in any order, those of a layer from top to bottom. A layer that has
 * room for all of its nodes is one group, whose nodes are all shown. */
static void
find_groups (Graph *self,
             guint  layer,
             gsize  n_places)
{
  const JigMark *mark = self->mark;
  const gboolean is_full = self->layers[layer].n_nodes > n_places;
  guint last_parent = JIG_NO_ITEM;
  gsize rank = 0;

  for (gsize i = 0; i < mark->n_items; i++)
    {
      if (mark->layers[i] != layer)
        continue;

      if (rank == 0 || (is_full && self->parents[i] != last_parent))
        self->list[self->n_groups++] = (Group) { layer, rank, 0, 0, 0 };
      last_parent = self->parents[i];
      self->groups[i] = (guint) self->n_groups - 1;
      self->ranks[i] = (guint) rank++;
      self->list[self->n_groups - 1].n_nodes++;
    }
}

static gsize
places_of (const Group *group)
{
  return group->n_shown + (group->n_shown < group->n_nodes);
}

/* One more node of the group with the fewest shown, as long as there are places.
 * A place that would count one node may as well show it. */
static void
share_places (Group *groups,
              gsize  n_groups,
              gsize  n_places)
{
  gsize n_taken = 0;

  for (gsize i = 0; i < n_groups; i++)
    {
      groups[i].n_shown = groups[i].n_nodes == 1 ? 1 : 0;
      n_taken += places_of (&groups[i]);
    }

  for (;;)
    {
      Group *best = NULL;
      gsize before;

      for (gsize i = 0; i < n_groups; i++)
        if (groups[i].n_shown < groups[i].n_nodes
            && (best == NULL || groups[i].n_shown < best->n_shown))
          best = &groups[i];
      if (best == NULL)
        return;

      before = places_of (best);
      best->n_shown += best->n_shown + 2 == best->n_nodes ? 2 : 1;
      if (n_taken + places_of (best) - before > n_places)
        {
          best->n_shown -= best->n_shown == best->n_nodes ? 2 : 1;
          return;
        }
      n_taken += places_of (best) - before;
    }
}

/* More groups than places: all of them become one, and its first nodes are shown. */
static void
merge_groups (Graph *self,
              gsize  first,
              gsize  n_places)
{
  Group *merged = &self->list[first];

  for (gsize i = first + 1; i < self->n_groups; i++)
    merged->n_nodes += self->list[i].n_nodes;
  merged->n_shown = n_places - 1;
  for (gsize i = 0; i < self->mark->n_items; i++)
    if (self->mark->layers[i] == merged->layer)
      self->groups[i] = (guint) first;
  self->n_groups = first + 1;
}

static void
fill_layer (Graph *self,
            guint  layer,
            gsize  n_places)
{
  const gsize first = self->n_groups;
  gsize place = 0;

  find_groups (self, layer, n_places);
  if (self->layers[layer].n_nodes <= n_places && self->n_groups > first)
    self->list[first].n_shown = self->list[first].n_nodes;
  else if (self->n_groups - first > n_places)
    merge_groups (self, first, n_places);
  else
    share_places (&self->list[first], self->n_groups - first, n_places);

  for (gsize i = first; i < self->n_groups; i++)
    {
      self->list[i].first_place = place;
      place += places_of (&self->list[i]);
    }
  self->layers[layer].n_places = place;
}

/* What is not shown stands where the others of its group are counted. */
static gsize
place_of (const Graph *self,
          gsize        node)
{
  const Group *group = &self->list[self->groups[node]];

  return group->first_place + MIN (self->ranks[node] - group->first, group->n_shown);
}

static gboolean
is_shown (const Graph *self,
          gsize        node)
{
  const Group *group = &self->list[self->groups[node]];

  return self->ranks[node] - group->first < group->n_shown;
}

static char *
dup_more (const Group *group)
{
  const gulong n = (gulong) (group->n_nodes - group->n_shown);

  if (group->n_shown == 0)
    return g_strdup_printf (ngettext ("%lu node", "%lu nodes", n), n);

  return g_strdup_printf (ngettext ("… %lu more", "… %lu more", n), n);
}

static void
widen_layer (Graph      *self,
             guint       layer,
             const char *text)
{
  const double width = jig_measure_width (self->plot->measure, text, self->plot->text_size,
                                          FALSE);

  self->layers[layer].width = MAX (self->layers[layer].width, width + 2 * NODE_PADDING);
}

/* As wide as the widest text of the layer, if all of them have room. */
static void
measure_layers (Graph *self)
{
  const double gaps = LEAST_GAP * (self->n_layers - 1);
  double widths[JIG_MAX_LAYERS];
  double most;

  for (gsize i = 0; i < self->mark->n_items; i++)
    {
      const char *title = jig_mark_get_label (self->mark, i);

      if (is_shown (self, i) && title != NULL)
        widen_layer (self, self->mark->layers[i], title);
    }

  for (gsize i = 0; i < self->n_groups; i++)
    if (self->list[i].n_shown < self->list[i].n_nodes)
      {
        g_autofree char *more = dup_more (&self->list[i]);

        widen_layer (self, self->list[i].layer, more);
      }

  for (guint i = 0; i < self->n_layers; i++)
    widths[i] = self->layers[i].width = MAX (self->layers[i].width, 3 * NODE_PADDING);
  most = jig_plot_find_most (widths, self->n_layers, MAX (self->plot->area.width - gaps, 1));
  for (guint i = 0; i < self->n_layers; i++)
    self->layers[i].width = MIN (self->layers[i].width, most);
}

/* The first layer begins at the left, the last one ends at the right, and the gaps
 * between them are equal. */
static void
place_layers (Graph *self)
{
  const JigRect *area = &self->plot->area;
  double left = area->x;
  double gap = area->width;

  for (guint i = 0; i < self->n_layers; i++)
    gap -= self->layers[i].width;
  gap /= MAX (self->n_layers - 1, 1);

  for (guint i = 0; i < self->n_layers; i++)
    {
      Layer *layer = &self->layers[i];
      const double n_places = (double) MAX (layer->n_places, 1);

      layer->x = round (left);
      layer->pitch = MIN (self->height * WIDEST_PITCH, area->height / n_places);
      layer->first_y = area->y + area->height / 2 - layer->pitch * (n_places - 1) / 2;
      left += layer->width + gap;
    }
}

static void
arrange (Graph *self)
{
  const JigPlot *plot = self->plot;
  gsize n_places;

  for (gsize i = 0; i < self->mark->n_items; i++)
    self->layers[self->mark->layers[i]].n_nodes++;

  self->height = round (jig_measure_height (plot->measure, plot->text_size) + NODE_PADDING);
  n_places = (gsize) MAX (plot->area.height / (self->height + NODE_GAP), 1);
  find_parents (self);
  for (guint i = 0; i < self->n_layers; i++)
    fill_layer (self, i, n_places);
  measure_layers (self);
  place_layers (self);
}

static JigRect
find_rect (const Graph *self,
           guint        layer,
           gsize        place)
{
  const Layer *at = &self->layers[layer];

  return (JigRect) { at->x, round (at->first_y + at->pitch * (double) place - self->height / 2),
                     at->width, self->height };
}

static JigInk
find_ink (const Graph *self,
          gsize        node)
{
  if (self->mark->tones[node] != JIG_TONE_NONE)
    return JIG_INK (self->mark->tones[node]);

  return jig_ink_series (self->mark->layers[node], 1.0);
}

static void
add_edge (const Graph        *self,
          const JigGraphEdge *edge)
{
  const JigMark *mark = self->mark;
  const JigRect a = find_rect (self, mark->layers[edge->from], place_of (self, edge->from));
  const JigRect b = find_rect (self, mark->layers[edge->to], place_of (self, edge->to));
  const double x0 = a.x + a.width;
  const double y0 = a.y + a.height / 2;
  const double y1 = b.y + b.height / 2;
  const double reach = (b.x - x0) * CURVE;
  JigShape *shape = jig_drawing_add (self->plot->drawing, JIG_SHAPE_CURVE);

  shape->stroke = edge->tone != JIG_TONE_NONE ? JIG_INK (edge->tone)
                                              : (JigInk) { JIG_TONE_MUTED, 0.6f, 0.0f };
  shape->width = THIN + (THICK - THIN) * CLAMP (edge->share, 0.0f, 1.0f);
  jig_drawing_add_point (self->plot->drawing, x0, y0);
  jig_drawing_add_point (self->plot->drawing, x0 + reach, y0);
  jig_drawing_add_point (self->plot->drawing, b.x - reach, y1);
  jig_drawing_add_point (self->plot->drawing, b.x, y1);
}

/* Edges between the same two places are one curve. */
static void
add_edges (const Graph *self,
           gboolean     in_front)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const JigMark *mark = self->mark;

  for (gsize i = 0; i < mark->n_edges; i++)
    {
      const guint from = mark->edges[i].from;
      const guint to = mark->edges[i].to;
      const gint64 key = (gint64) (((guint64) mark->layers[from] << 48)
                                   ^ ((guint64) place_of (self, from) << 32)
                                   ^ ((guint64) mark->layers[to] << 16)
                                   ^ place_of (self, to));

      if ((mark->edges[i].tone != JIG_TONE_NONE) != in_front
          || g_hash_table_contains (seen, &key))
        continue;

      g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
      add_edge (self, &mark->edges[i]);
    }
}

static void
add_node (const Graph *self,
          JigRect      rect,
          const char  *title,
          JigInk       ink,
          JigItemId    id)
{
  JigDrawing *drawing = self->plot->drawing;
  const JigTextStyle style = { .size = self->plot->text_size, .align_x = JIG_ALIGN_MIDDLE,
                               .align_y = JIG_ALIGN_MIDDLE,
                               .max_width = rect.width - 1.5 * NODE_PADDING };
  JigShape *shape = jig_drawing_add_rect (drawing, rect, JIG_INK (JIG_TONE_SURFACE));

  shape->radius = 5;
  shape->stroke = ink;
  shape->width = 1.5;
  shape->id = id;
  if (title != NULL)
    jig_drawing_add_text (drawing, title, rect.x + rect.width / 2, rect.y + rect.height / 2,
                          JIG_INK (JIG_TONE_FOREGROUND), &style);
}

static void
add_nodes (const Graph *self)
{
  const JigMark *mark = self->mark;
  JigItemBox *boxes = jig_plot_add_items (self->plot, mark);

  for (gsize i = 0; boxes != NULL && i < mark->n_items; i++)
    {
      const JigRect rect = find_rect (self, mark->layers[i], place_of (self, i));

      boxes[i] = (JigItemBox) { (float) rect.x, (float) rect.y, (float) rect.width,
                                (float) rect.height };
      if (is_shown (self, i))
        add_node (self, rect, jig_mark_get_label (mark, i), find_ink (self, i),
                  jig_mark_get_id (mark, i));
    }

  for (gsize i = 0; i < self->n_groups; i++)
    if (self->list[i].n_shown < self->list[i].n_nodes)
      {
        const Group *group = &self->list[i];
        g_autofree char *more = dup_more (group);

        add_node (self, find_rect (self, group->layer, group->first_place + group->n_shown),
                  more, JIG_INK (JIG_TONE_MUTED), JIG_NO_ITEM_ID);
      }
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  Graph graph = { .mark = self, .plot = plot };

  if (self->n_items > 0 && allocate (&graph))
    {
      arrange (&graph);
      add_edges (&graph, FALSE);
      add_edges (&graph, TRUE);
      add_nodes (&graph);
    }

  jig_free (graph.layers);
  jig_free (graph.parents);
  jig_free (graph.ranks);
  jig_free (graph.groups);
  jig_free (graph.list);
}

static void
add_headers (const JigMark *self,
             GPtrArray     *headers)
{
  g_ptr_array_add (headers, g_strdup (_("Node")));
  g_ptr_array_add (headers, g_strdup (_("Layer")));
  g_ptr_array_add (headers, g_strdup (_("Feeds")));
  for (gsize i = 0; i < self->n_details; i++)
    g_ptr_array_add (headers, g_strdup (self->detail_titles[i]));
}

static char *
dup_targets (const JigMark *self,
             gsize          node)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < self->n_edges; i++)
    {
      const char *title = jig_mark_get_label (self, self->edges[i].to);

      if (self->edges[i].from == node && title != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", title);
    }

  return g_string_free (text, FALSE);
}

static void
get_cell (const JigMark *self,
          gsize          row,
          gsize          column,
          JigTwinCell   *cell)
{
  if (column == 0)
    cell->text = g_strdup (jig_mark_get_label (self, row));
  else if (column == 1)
    cell->number = self->layers[row] + 1.0;
  else if (column == 2)
    cell->text = dup_targets (self, row);
  else
    cell->text = g_strdup (self->details[row * self->n_details + column - N_COLUMNS]);
}

static char *
dup_sentence (const JigMark *self)
{
  guint n_layers = 0;

  for (gsize i = 0; i < self->n_items; i++)
    n_layers = MAX (n_layers, self->layers[i] + 1);

  return g_strdup_printf (_("Nodes: %lu, in layers: %u, joined by edges: %lu."),
                          (gulong) self->n_items, n_layers, (gulong) self->n_edges);
}

const JigMarkOps jig_mark_graph = {
  .id = "graph",
  .level = 0,
  .layout = layout,
  .add_headers = add_headers,
  .get_cell = get_cell,
  .dup_sentence = dup_sentence,
};
