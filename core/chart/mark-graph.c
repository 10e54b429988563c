/* Nodes in layers from left to right, joined by curves. Where a layer has more
 * nodes than room, its last place says how many there are besides. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"

#define NODE_PADDING  8.0
#define NODE_GAP      6.0
#define WIDEST_PITCH  2.2     /* between nodes, in node heights */
#define LAYER_SHARE   0.62    /* of the width of a layer that nodes may take */
#define CURVE         0.5     /* how far the ends of a curve stay level */

typedef struct
{
  gsize   n_nodes;
  gsize   n_shown;      /* without the place that says how many more there are */
  double  x;
  double  width;
  double  first_y;      /* the middle of the first node */
  double  pitch;
} Layer;

typedef struct
{
  const JigMark *mark;
  JigPlot       *plot;
  guint          n_layers;
  Layer         *layers;     /* (n_layers,) */
  guint         *ranks;      /* (n_items,) which of its layer a node is */
  double         height;     /* of a node */
} Graph;

static gboolean
count_layers (Graph *self)
{
  const JigMark *mark = self->mark;

  for (gsize i = 0; i < mark->n_items; i++)
    self->n_layers = MAX (self->n_layers, mark->layers[i] + 1);

  self->layers = jig_drawing_alloc (self->plot->drawing, self->n_layers, sizeof *self->layers);
  self->ranks = jig_drawing_alloc (self->plot->drawing, mark->n_items, sizeof *self->ranks);
  if (self->layers == NULL || self->ranks == NULL)
    return FALSE;

  for (gsize i = 0; i < mark->n_items; i++)
    self->ranks[i] = (guint) self->layers[mark->layers[i]].n_nodes++;

  return TRUE;
}

static gboolean
is_shown (const Graph *self,
          gsize        node)
{
  return self->ranks[node] < self->layers[self->mark->layers[node]].n_shown;
}

static char *
dup_more (const Layer *layer)
{
  const gulong n = (gulong) (layer->n_nodes - layer->n_shown);

  return g_strdup_printf (ngettext ("… %lu more", "… %lu more", n), n);
}

/* As wide as its widest shown title. */
static void
measure_layers (Graph *self)
{
  const JigRect *area = &self->plot->area;
  const double share = area->width / self->n_layers;

  for (gsize i = 0; i < self->mark->n_items; i++)
    {
      Layer *layer = &self->layers[self->mark->layers[i]];
      const char *title = jig_mark_get_label (self->mark, i);

      if (is_shown (self, i) && title != NULL)
        layer->width = MAX (layer->width,
                            jig_measure_width (self->plot->measure, title,
                                               self->plot->text_size, FALSE)
                            + 2 * NODE_PADDING);
    }

  for (guint i = 0; i < self->n_layers; i++)
    {
      Layer *layer = &self->layers[i];

      if (layer->n_shown < layer->n_nodes)
        {
          g_autofree char *more = dup_more (layer);

          layer->width = MAX (layer->width,
                              jig_measure_width (self->plot->measure, more,
                                                 self->plot->text_size, FALSE)
                              + 2 * NODE_PADDING);
        }
      layer->width = CLAMP (layer->width, 3 * NODE_PADDING, MAX (share * LAYER_SHARE, 24));
    }
}

/* The first layer begins at the left, the last one ends at the right. */
static void
place_layers (Graph *self)
{
  const JigRect *area = &self->plot->area;
  const double first = self->layers[0].width / 2;
  const double last = area->width - self->layers[self->n_layers - 1].width / 2;

  for (guint i = 0; i < self->n_layers; i++)
    {
      Layer *layer = &self->layers[i];
      const gsize n_places = layer->n_shown + (layer->n_shown < layer->n_nodes);
      const double share = self->n_layers > 1 ? (double) i / (self->n_layers - 1) : 0;
      const double middle = first + share * (last - first);

      layer->x = round (area->x + middle - layer->width / 2);
      layer->pitch = MIN (self->height * WIDEST_PITCH,
                          area->height / (double) MAX (n_places, 1));
      layer->first_y = area->y + area->height / 2
                       - layer->pitch * ((double) MAX (n_places, 1) - 1) / 2;
    }
}

static void
arrange (Graph *self)
{
  const JigPlot *plot = self->plot;
  gsize n_places;

  self->height = round (jig_measure_height (plot->measure, plot->text_size) + NODE_PADDING);
  n_places = (gsize) MAX (plot->area.height / (self->height + NODE_GAP), 1);
  for (guint i = 0; i < self->n_layers; i++)
    self->layers[i].n_shown = self->layers[i].n_nodes <= n_places ? self->layers[i].n_nodes
                                                                  : n_places - 1;
  measure_layers (self);
  place_layers (self);
}

/* What is not shown stands where the others are counted. */
static gsize
place_of (const Graph *self,
          gsize        node)
{
  return MIN (self->ranks[node], self->layers[self->mark->layers[node]].n_shown);
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
add_edge (const Graph *self,
          gsize        from,
          gsize        to)
{
  const JigMark *mark = self->mark;
  const JigRect a = find_rect (self, mark->layers[from], place_of (self, from));
  const JigRect b = find_rect (self, mark->layers[to], place_of (self, to));
  const double x0 = a.x + a.width;
  const double y0 = a.y + a.height / 2;
  const double y1 = b.y + b.height / 2;
  const double reach = (b.x - x0) * CURVE;
  JigShape *shape = jig_drawing_add (self->plot->drawing, JIG_SHAPE_CURVE);

  shape->stroke = (JigInk) { JIG_TONE_MUTED, 0.6f, 0.0f };
  shape->width = 1.25;
  jig_drawing_add_point (self->plot->drawing, x0, y0);
  jig_drawing_add_point (self->plot->drawing, x0 + reach, y0);
  jig_drawing_add_point (self->plot->drawing, b.x - reach, y1);
  jig_drawing_add_point (self->plot->drawing, b.x, y1);
}

/* Edges between the same two places are one curve. */
static void
add_edges (const Graph *self)
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

      if (g_hash_table_contains (seen, &key))
        continue;

      g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
      add_edge (self, from, to);
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

  for (guint i = 0; i < self->n_layers; i++)
    if (self->layers[i].n_shown < self->layers[i].n_nodes)
      {
        g_autofree char *more = dup_more (&self->layers[i]);

        add_node (self, find_rect (self, i, self->layers[i].n_shown), more,
                  JIG_INK (JIG_TONE_MUTED), JIG_NO_ITEM_ID);
      }
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  Graph graph = { self, plot, 0, NULL, NULL, 0 };

  if (self->n_items > 0 && count_layers (&graph))
    {
      arrange (&graph);
      add_edges (&graph);
      add_nodes (&graph);
    }

  jig_free (graph.layers);
  jig_free (graph.ranks);
}

static void
add_headers (const JigMark *self,
             GPtrArray     *headers)
{
  g_ptr_array_add (headers, g_strdup (_("Node")));
  g_ptr_array_add (headers, g_strdup (_("Layer")));
  g_ptr_array_add (headers, g_strdup (_("Feeds")));
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
  else
    cell->text = dup_targets (self, row);
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
