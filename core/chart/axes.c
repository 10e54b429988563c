#include "core/chart/axes.h"

#include <math.h>
#include <string.h>

#define WIDEST_NAME  0.38   /* of the width of the room */
#define CLOSE        1.1    /* lines of names, in text sizes */
#define LETTER_WIDTH 0.62   /* of a digit, in text sizes */
#define LINE_HEIGHT  1.5    /* of a number over a bar, in text sizes */

static JigExtent
find_extent (const JigPanel *panel,
             JigAxis         axis)
{
  JigExtent extent = JIG_EXTENT_EMPTY;

  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->ops->extent != NULL)
        mark->ops->extent (mark, axis, &extent);
    }

  return extent;
}

static gsize
count_names (const JigPanel *panel,
             JigAxis         axis)
{
  const JigExtent extent = find_extent (panel, axis);
  const gsize n_used = extent.upper >= 0 ? (gsize) extent.upper + 1 : 0;

  return MAX (panel->axes[axis].n_names, n_used);
}

static void
pad_log (JigExtent *extent)
{
  const double factor = extent->upper > extent->lower
                          ? pow (extent->upper / extent->lower, extent->pad) : 2.0;

  extent->lower /= factor;
  extent->upper *= factor;
}

/* Numbers beyond the ends of bars take pixels, not a share of the range. */
static double
find_pad (const JigExtent *extent,
          const JigPlot   *plot,
          JigAxis          axis,
          guint            n_ends,
          double           length)
{
  const double letters = axis == JIG_AXIS_X ? LETTER_WIDTH * (double) extent->n_letters + 1
                                            : LINE_HEIGHT;
  const double needed = letters * plot->text_size;

  if (extent->n_letters == 0)
    return extent->pad;

  return MAX (extent->pad, needed / MAX (length - n_ends * needed, needed));
}

/* A bar that ends at zero needs no air there. */
static void
pad_linear (JigExtent     *extent,
            const JigPlot *plot,
            JigAxis        axis,
            double         length)
{
  const gboolean has_lower = !(extent->has_zero && extent->lower == 0);
  const gboolean has_upper = !(extent->has_zero && extent->upper == 0);
  const double pad = (extent->upper - extent->lower)
                     * find_pad (extent, plot, axis, has_lower + has_upper, length);

  if (has_lower)
    extent->lower -= pad;
  if (has_upper)
    extent->upper += pad;
}

static void
find_range (const JigPlot *plot,
            JigAxis        axis,
            double         length,
            double        *lower,
            double        *upper)
{
  const JigAxisSpec *spec = &plot->panel->axes[axis];
  JigExtent extent = find_extent (plot->panel, axis);

  if (extent.lower > extent.upper)
    extent.lower = extent.upper = spec->kind == JIG_SCALE_LOG ? 1 : 0;

  if (spec->kind == JIG_SCALE_LOG)
    {
      if (extent.pad > 0 || extent.lower == extent.upper)
        pad_log (&extent);
    }
  else
    {
      if (extent.has_zero)
        {
          extent.lower = MIN (extent.lower, 0);
          extent.upper = MAX (extent.upper, 0);
        }
      if (extent.lower == extent.upper)
        {
          const double reach = extent.lower == 0 ? 1 : fabs (extent.lower) * 0.1;

          extent.lower -= extent.has_zero || extent.lower == 0 ? 0 : reach;
          extent.upper += reach;
        }
      pad_linear (&extent, plot, axis, length);
    }

  *lower = extent.lower;
  *upper = extent.upper;
}

static void
set_scale (JigPlot *plot,
           JigAxis  axis,
           gsize    n_names,
           double   length)
{
  const JigAxisSpec *spec = &plot->panel->axes[axis];
  JigScale *scale = &plot->scales[axis];

  scale->kind = spec->kind;
  if (spec->has_range)
    {
      scale->lower = spec->lower;
      scale->upper = spec->upper;
    }
  else if (spec->kind == JIG_SCALE_CATEGORY)
    {
      scale->lower = -0.5;
      scale->upper = MAX ((double) n_names, 1.0) - 0.5;
    }
  else
    {
      find_range (plot, axis, length, &scale->lower, &scale->upper);
    }
}

static double
label_width (const JigPlot *plot,
             const char    *text)
{
  return jig_measure_width (plot->measure, text, plot->text_size, FALSE);
}

/**
 * jig_axes_dup_name:
 * @plot: a plot
 * @axis: an axis of categories
 * @i: one of them
 *
 * Returns: (transfer full): its name, or its number counted from 1
 */
char *
jig_axes_dup_name (const JigPlot *plot,
                   JigAxis        axis,
                   gsize          i)
{
  const JigAxisSpec *spec = &plot->panel->axes[axis];

  if (i < spec->n_names && spec->names[i] != NULL)
    return g_strdup (spec->names[i]);

  return g_strdup_printf ("%zu", i + 1);
}

/* Only names that will be written are measured: there may be very many. */
static void
measure_names (JigAxisLabels *labels,
               const JigPlot *plot,
               JigAxis        axis)
{
  labels->width = 0;
  for (gsize i = 0; i < labels->n_names; i += labels->every)
    {
      g_autofree char *name = jig_axes_dup_name (plot, axis, i);

      labels->width = MAX (labels->width, label_width (plot, name));
    }
}

static void
measure_ticks (JigAxisLabels *labels,
               const JigPlot *plot)
{
  labels->width = 0;
  for (guint i = 0; i < labels->ticks.n_items; i++)
    labels->width = MAX (labels->width, label_width (plot, labels->ticks.items[i].label));
}

static void
find_ticks (JigAxisLabels *labels,
            const JigPlot *plot,
            JigAxis        axis,
            guint          n_wanted)
{
  const JigScale *scale = &plot->scales[axis];

  jig_ticks_find (&labels->ticks, scale->kind, scale->lower, scale->upper, n_wanted,
                  plot->layout->language);
  measure_ticks (labels, plot);
}

/* How many labels an axis x of that length has room for. */
static guint
count_wanted_x (const JigPlot *plot,
                double         length)
{
  return (guint) CLAMP (length / (plot->text_size * 5), 2, 12);
}

static void
label_y (JigAxes *self,
         JigPlot *plot,
         double   length)
{
  JigAxisLabels *labels = &self->labels[JIG_AXIS_Y];
  const double room = length / self->line_height;
  guint n_wanted = (guint) CLAMP (room / 1.8, 3, 10);

  if (plot->scales[JIG_AXIS_Y].kind == JIG_SCALE_CATEGORY)
    {
      /* Letters have air above and below: lines of names may stand closer. */
      labels->every = (gsize) MAX (ceil ((double) labels->n_names * CLOSE * plot->text_size
                                         / MAX (length, 1)), 1);
      measure_names (labels, plot, JIG_AXIS_Y);
    }
  else
    {
      /* Equal quantities get equal steps. */
      if (plot->panel->is_square)
        n_wanted = MIN (n_wanted, count_wanted_x (plot, length));
      find_ticks (labels, plot, JIG_AXIS_Y, n_wanted);
    }
}

/* The last space before @end, or %NULL. */
static char *
find_space (char *name,
            char *end)
{
  while (end > name)
    if (*--end == ' ')
      return end;

  return NULL;
}

/**
 * jig_axes_break:
 * @plot: a plot
 * @name: a name; ends at the break afterwards, if there is one
 * @room: how wide a line may be, in pixels
 *
 * Breaks a name that is too long for one line.
 *
 * Returns: (transfer none): the second line, empty if one is enough; %NULL if two
 *   are not
 */
char *
jig_axes_break (const JigPlot *plot,
                char          *name,
                double         room)
{
  if (label_width (plot, name) <= room)
    return name + strlen (name);

  /* The first line takes as many words as it can. */
  for (char *space = find_space (name, name + strlen (name)); space != NULL;
       space = find_space (name, space))
    {
      *space = '\0';
      if (label_width (plot, name) <= room && label_width (plot, space + 1) <= room)
        return space + 1;
      *space = ' ';
    }

  return NULL;
}

static gboolean
can_wrap (const JigAxisLabels *labels,
          const JigPlot       *plot,
          double               room)
{
  for (gsize i = 0; i < labels->n_names; i++)
    {
      g_autofree char *name = jig_axes_dup_name (plot, JIG_AXIS_X, i);

      if (jig_axes_break (plot, name, room) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
label_names_x (JigAxes *self,
               JigPlot *plot,
               double   length)
{
  JigAxisLabels *labels = &self->labels[JIG_AXIS_X];
  const double band = length / (double) MAX (labels->n_names, 1);

  /* Slanted names stand one line apart. */
  labels->is_slanted = FALSE;
  labels->every = (gsize) MAX (ceil (self->line_height * 1.15 / MAX (band, 1e-3)), 1);
  measure_names (labels, plot, JIG_AXIS_X);
  labels->is_slanted = labels->every > 1 || labels->width + JIG_AXES_GAP (plot) > band;
  labels->is_wrapped = labels->is_slanted && labels->every == 1 && band >= 4 * plot->text_size
                       && can_wrap (labels, plot, band - JIG_AXES_GAP (plot));
  if (labels->is_wrapped)
    labels->is_slanted = FALSE;

  /* Three short names in a narrow panel need no slant, only a cut. */
  if (labels->is_slanted && labels->every == 1 && band >= 5 * plot->text_size
      && labels->width < 1.4 * band)
    labels->is_slanted = FALSE;
}

static void
label_x (JigAxes *self,
         JigPlot *plot,
         double   length)
{
  JigAxisLabels *labels = &self->labels[JIG_AXIS_X];
  guint n_wanted = count_wanted_x (plot, length);

  if (plot->scales[JIG_AXIS_X].kind == JIG_SCALE_CATEGORY)
    {
      label_names_x (self, plot, length);
      return;
    }

  do
    find_ticks (labels, plot, JIG_AXIS_X, n_wanted);
  while (labels->ticks.n_items > 2
         && (labels->width + 1.5 * plot->text_size) * labels->ticks.n_items > length
         && --n_wanted >= 1);
}

static double
height_below (const JigAxes *self,
              const JigPlot *plot)
{
  const JigAxisLabels *labels = &self->labels[JIG_AXIS_X];
  const double slant = -JIG_AXES_SLANT * G_PI / 180;

  if (labels->is_slanted)
    return JIG_AXES_GAP (plot) + MIN (labels->width, JIG_AXES_LONGEST) * sin (slant)
           + self->line_height * cos (slant);

  return JIG_AXES_GAP (plot) + self->line_height * (labels->is_wrapped ? 2 : 1);
}

static double
width_beside (const JigAxes *self,
              const JigPlot *plot,
              double         room)
{
  return MIN (self->labels[JIG_AXIS_Y].width, WIDEST_NAME * room) + JIG_AXES_GAP (plot);
}

/* The last label of the axis x stands half beyond its end. */
static double
overhang (const JigAxes *self,
          const JigPlot *plot)
{
  const JigTicks *ticks = &self->labels[JIG_AXIS_X].ticks;

  if (plot->scales[JIG_AXIS_X].kind == JIG_SCALE_CATEGORY || ticks->n_items == 0)
    return 0;

  return label_width (plot, ticks->items[ticks->n_items - 1].label) / 2;
}

static void
make_square (const JigAxes *self,
             JigPlot       *plot)
{
  const gsize n_x = self->labels[JIG_AXIS_X].n_names;
  const gsize n_y = self->labels[JIG_AXIS_Y].n_names;
  JigRect *area = &plot->area;
  double side = MIN (area->width, area->height);

  if (n_x > 0 && n_y > 0)
    {
      side = MIN (area->width / (double) n_x, area->height / (double) n_y);
      area->width = side * (double) n_x;
      area->height = side * (double) n_y;
      return;
    }

  area->width = area->height = side;
}

static void
place_scales (JigPlot *plot)
{
  JigScale *x = &plot->scales[JIG_AXIS_X];
  JigScale *y = &plot->scales[JIG_AXIS_Y];

  x->from = plot->area.x;
  x->to = plot->area.x + plot->area.width;

  /* Numbers grow upwards, names are read downwards. */
  y->from = plot->area.y + plot->area.height;
  y->to = plot->area.y;
  if (y->kind == JIG_SCALE_CATEGORY)
    {
      y->from = plot->area.y;
      y->to = plot->area.y + plot->area.height;
    }
}

/* How long the axis x will be, for its labels. */
static double
find_length (const JigPlot *plot,
             double         width,
             double         height)
{
  const gboolean is_square = plot->panel->is_square
                             && plot->panel->axes[JIG_AXIS_X].kind != JIG_SCALE_CATEGORY;

  return is_square ? MIN (width, height) : width;
}

static double
name_height (const JigAxes *self,
             const JigPlot *plot,
             JigAxis        axis)
{
  g_autofree char *name = jig_panel_dup_axis_name (plot->panel, axis);

  return name != NULL ? self->line_height + 2 : 0;
}

/* Bars leave no room for the names of the rules across them: they get a line. */
static double
find_headroom (const JigAxes  *self,
               const JigPanel *panel)
{
  gboolean has_bars = FALSE;
  gboolean has_names = FALSE;

  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      has_bars = has_bars || mark->ops == &jig_mark_bar;
      has_names = has_names || (mark->ops == &jig_mark_rule && mark->name != NULL
                                && mark->channels[JIG_CHANNEL_Y] == NULL);
    }

  return has_bars && has_names ? self->line_height + 2 : 0;
}

/**
 * jig_axes_fit:
 * @self: (out): the axes
 * @plot: what they are for; its area and scales are set
 * @room: what axes, labels and area share
 *
 * Decides which labels there are, and which room is left inside the axes.
 */
void
jig_axes_fit (JigAxes *self,
              JigPlot *plot,
              JigRect  room)
{
  const double above = plot->text_size / 2;
  double top, below, right, length;

  *self = (JigAxes) { 0 };
  plot->room = room;
  self->line_height = jig_measure_height (plot->measure, plot->text_size);
  for (guint axis = 0; axis < JIG_N_AXES; axis++)
    if (plot->panel->axes[axis].kind == JIG_SCALE_CATEGORY)
      self->labels[axis].n_names = count_names (plot->panel, axis);

  /* How high the area is depends on the labels below, how wide on those beside,
   * and which those are on its size: two rounds settle it. */
  top = room.y + above;
  if (name_height (self, plot, JIG_AXIS_Y) > 0)
    top = room.y + self->line_height + JIG_AXES_ABOVE (plot);
  plot->headroom = find_headroom (self, plot->panel);
  top += plot->headroom;
  below = JIG_AXES_GAP (plot) + self->line_height + name_height (self, plot, JIG_AXIS_X);
  for (guint round = 0; round < 2; round++)
    {
      const double height = room.y + room.height - below - top;

      set_scale (plot, JIG_AXIS_Y, self->labels[JIG_AXIS_Y].n_names, height);
      label_y (self, plot, height);
      self->beside = width_beside (self, plot, room.width);
      length = find_length (plot, room.width - self->beside - 8, height);
      set_scale (plot, JIG_AXIS_X, self->labels[JIG_AXIS_X].n_names, length);
      label_x (self, plot, length);
      self->below = height_below (self, plot);
      below = self->below + name_height (self, plot, JIG_AXIS_X);
    }

  right = MIN (overhang (self, plot), room.width / 4);
  plot->area.x = round (room.x + self->beside);
  plot->area.y = round (top);
  plot->area.width = MAX (floor (room.width - self->beside - right), 1);
  plot->area.height = MAX (floor (room.y + room.height - below - top), 1);
  if (plot->panel->is_square)
    make_square (self, plot);
  place_scales (plot);
}
