#include "core/chart/mark.h"

#include <math.h>

#include "core/base/alloc.h"

static gboolean
is_open (const JigMark *self)
{
  return self != NULL && !jig_figure_is_sealed (self->panel->figure);
}

/**
 * jig_mark_new:
 * @panel: whose it is
 * @index: which of its marks it is
 * @ops: its kind
 * @name: (nullable): of the series
 * @n_items: how many items it has
 *
 * Returns: (transfer full): a mark without data
 */
JigMark *
jig_mark_new (JigPanel         *panel,
              guint             index,
              const JigMarkOps *ops,
              const char       *name,
              gsize             n_items)
{
  JigMark *self = g_new0 (JigMark, 1);

  self->panel = panel;
  self->index = index;
  self->ops = ops;
  self->name = g_strdup (name);
  self->n_items = n_items;

  return self;
}

void
jig_mark_free (JigMark *self)
{
  for (guint i = 0; i < JIG_N_CHANNELS; i++)
    jig_free (self->channels[i]);
  jig_free (self->rows);
  jig_free (self->labels);
  jig_free (self->tones);
  jig_free (self->headers);
  jig_free (self->layers);
  jig_free (self->edges);
  jig_free (self->detail_titles);
  jig_free (self->details);
  g_free (self->value_title);
  g_free (self->extra_title);
  g_free (self->name);
  g_free (self);
}

static void
set_channel (JigMark      *self,
             JigChannel    channel,
             const double *values)
{
  jig_free (self->channels[channel]);
  self->channels[channel] = jig_figure_copy (self->panel->figure, values, self->n_items,
                                             sizeof *values);
}

/**
 * jig_mark_set_flags:
 * @self: a mark
 * @flags: all that are wanted
 *
 * Sets how it is drawn.
 */
void
jig_mark_set_flags (JigMark      *self,
                    JigMarkFlags  flags)
{
  g_return_if_fail (is_open (self));

  self->flags = flags;
}

/**
 * jig_mark_set_tone:
 * @self: a mark
 * @tone: a tone
 *
 * Gives a mark the colour of what it means instead of that of a series.
 */
void
jig_mark_set_tone (JigMark *self,
                   JigTone  tone)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (tone < JIG_TONE_SEQUENTIAL);

  self->tone = tone;
}

/**
 * jig_mark_set_band:
 * @self: a line, points or bars
 * @low: (n_items,) the lower ends of intervals
 * @high: (n_items,) the upper ends
 *
 * Draws an interval around each value: a band around a line, a whisker at a bar.
 */
void
jig_mark_set_band (JigMark      *self,
                   const double *low,
                   const double *high)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail ((low != NULL && high != NULL) || self->n_items == 0);

  set_channel (self, JIG_CHANNEL_LOW, low);
  set_channel (self, JIG_CHANNEL_HIGH, high);
}

/**
 * jig_mark_set_sizes:
 * @self: points
 * @sizes: (n_items,) not negative; areas are proportional to them
 *
 * Lets points differ in size.
 */
void
jig_mark_set_sizes (JigMark      *self,
                    const double *sizes)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (sizes != NULL || self->n_items == 0);

  set_channel (self, JIG_CHANNEL_SIZE, sizes);
}

/**
 * jig_mark_set_values:
 * @self: points
 * @title: what the values are
 * @values: (n_items,) values
 *
 * Lets points differ in colour. A scale of colours is drawn beside the panel.
 */
void
jig_mark_set_values (JigMark      *self,
                     const char   *title,
                     const double *values)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (values != NULL || self->n_items == 0);

  g_free (self->value_title);
  self->value_title = g_strdup (title);
  set_channel (self, JIG_CHANNEL_VALUE, values);
}

/**
 * jig_mark_set_extra:
 * @self: a mark with items on axes
 * @title: what the numbers are, such as the threshold of a point
 * @values: (n_items,) numbers
 *
 * Gives items a number that is not drawn: it is said, and stands in the table.
 */
void
jig_mark_set_extra (JigMark      *self,
                    const char   *title,
                    const double *values)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (values != NULL || self->n_items == 0);

  g_free (self->extra_title);
  self->extra_title = g_strdup (title);
  set_channel (self, JIG_CHANNEL_EXTRA, values);
}

/**
 * jig_mark_set_range:
 * @self: a heat map, or points with values
 * @lower: the value at the lower end of the colours
 * @upper: the value at the upper end
 *
 * Fixes the range of the colours, instead of that of the values.
 */
void
jig_mark_set_range (JigMark *self,
                    double   lower,
                    double   upper)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (isfinite (lower) && isfinite (upper) && lower < upper);

  self->has_range = TRUE;
  self->lower = lower;
  self->upper = upper;
}

/**
 * jig_mark_set_diverging:
 * @self: a heat map, or points with values
 * @neutral: the value that is neither below nor above
 *
 * Uses two colours, one for values below @neutral and one for those above.
 */
void
jig_mark_set_diverging (JigMark *self,
                        double   neutral)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (isfinite (neutral));

  self->is_diverging = TRUE;
  self->neutral = neutral;
}

/**
 * jig_mark_set_rows:
 * @self: a mark
 * @rows: (n_items,) the key of the row that each item is about, or -1
 *
 * Lets items be found by the row they are about.
 */
void
jig_mark_set_rows (JigMark      *self,
                   const gint64 *rows)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (rows != NULL || self->n_items == 0);

  jig_free (self->rows);
  self->rows = jig_figure_copy (self->panel->figure, rows, self->n_items, sizeof *rows);
}

/**
 * jig_mark_set_labels:
 * @self: a mark
 * @labels: (n_items,) what each item is called; %NULL for one without a name
 *
 * Names the items.
 */
void
jig_mark_set_labels (JigMark            *self,
                     const char * const *labels)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (labels != NULL || self->n_items == 0);

  jig_free (self->labels);
  self->labels = jig_figure_copy_texts (self->panel->figure, labels, self->n_items);
}

/**
 * jig_mark_set_tones:
 * @self: a mark
 * @tones: (n_items,) tones; %JIG_TONE_NONE for that of the mark
 *
 * Colours items one by one by what they mean.
 */
void
jig_mark_set_tones (JigMark       *self,
                    const JigTone *tones)
{
  g_return_if_fail (is_open (self));
  g_return_if_fail (tones != NULL || self->n_items == 0);

  jig_free (self->tones);
  self->tones = jig_figure_alloc (self->panel->figure, self->n_items, sizeof *self->tones);
  for (gsize i = 0; self->tones != NULL && i < self->n_items; i++)
    self->tones[i] = tones[i] < JIG_TONE_SEQUENTIAL ? (guint8) tones[i] : JIG_TONE_NONE;
}

/**
 * jig_mark_set_details:
 * @self: a graph
 * @titles: (n_details,) what is said of its nodes beyond their titles
 * @cells: (n_items, n_details), row-major; %NULL is an empty cell
 * @n_details: how many details each node has
 *
 * Gives nodes what is not drawn: it is said, and stands in the table.
 */
void
jig_mark_set_details (JigMark            *self,
                      const char * const *titles,
                      const char * const *cells,
                      gsize               n_details)
{
  JigFigure *figure;

  g_return_if_fail (is_open (self));
  g_return_if_fail (self->ops == &jig_mark_graph);
  g_return_if_fail (cells != NULL || self->n_items * n_details == 0);

  figure = self->panel->figure;
  jig_free (self->detail_titles);
  jig_free (self->details);
  self->detail_titles = jig_figure_copy_texts (figure, titles, n_details);
  self->details = jig_figure_copy_texts (figure, cells, self->n_items * n_details);
  self->n_details = n_details;
}

const char *
jig_mark_get_name (const JigMark *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

gsize
jig_mark_get_n_items (const JigMark *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_items;
}

/**
 * jig_mark_get_row:
 * @self: a mark
 * @item: one of its items
 *
 * Returns: the key of the row that it is about, or -1
 */
gint64
jig_mark_get_row (const JigMark *self,
                  gsize          item)
{
  g_return_val_if_fail (self != NULL && item < self->n_items, -1);

  return self->rows != NULL ? self->rows[item] : -1;
}

/**
 * jig_mark_get_label:
 * @self: a mark
 * @item: one of its items
 *
 * Returns: (nullable): what it is called
 */
const char *
jig_mark_get_label (const JigMark *self,
                    gsize          item)
{
  g_return_val_if_fail (self != NULL && item < self->n_items, NULL);

  return self->labels != NULL ? self->labels[item] : NULL;
}

/**
 * jig_mark_settle:
 * @self: a mark whose figure is being sealed
 *
 * Finds the range of its colours.
 */
void
jig_mark_settle (JigMark *self)
{
  JigExtent extent = JIG_EXTENT_EMPTY;
  double reach;

  if (!self->has_range)
    {
      jig_mark_widen (self, JIG_CHANNEL_VALUE, JIG_SCALE_LINEAR, &extent);
      self->lower = extent.lower <= extent.upper ? extent.lower : 0.0;
      self->upper = extent.lower <= extent.upper ? extent.upper : 1.0;
    }

  if (self->is_diverging)
    {
      reach = MAX (fabs (self->upper - self->neutral), fabs (self->neutral - self->lower));
      self->lower = self->neutral - reach;
      self->upper = self->neutral + reach;
    }
}

static gboolean
is_lost (const JigMark *self,
         JigAxis        axis,
         JigChannel     channel,
         gsize          item)
{
  const double *values = self->channels[channel];

  return values != NULL && !isnan (values[item])
         && !jig_scale_can_show (self->panel->axes[axis].kind, values[item]);
}

/**
 * jig_mark_count_dropped:
 * @self: a mark
 *
 * Returns: how many items are infinite or, on a logarithmic axis, not above zero
 */
gsize
jig_mark_count_dropped (const JigMark *self)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_items; i++)
    if (is_lost (self, JIG_AXIS_X, JIG_CHANNEL_X, i)
        || is_lost (self, JIG_AXIS_Y, JIG_CHANNEL_Y, i)
        || (self->channels[JIG_CHANNEL_VALUE] != NULL
            && isinf (self->channels[JIG_CHANNEL_VALUE][i])))
      n++;

  return n;
}

static gboolean
has_place (const JigMark *self,
           JigAxis        axis,
           JigChannel     channel,
           gsize          item)
{
  const double *values = self->channels[channel];

  return values == NULL || jig_scale_can_show (self->panel->axes[axis].kind, values[item]);
}

/**
 * jig_mark_has_something:
 * @self: a mark
 *
 * Returns: whether any of its items has a place on the axes
 */
gboolean
jig_mark_has_something (const JigMark *self)
{
  for (gsize i = 0; i < self->n_items; i++)
    if (has_place (self, JIG_AXIS_X, JIG_CHANNEL_X, i)
        && has_place (self, JIG_AXIS_Y, JIG_CHANNEL_Y, i))
      return TRUE;

  return self->n_items == 0 && self->n_columns > 0 && self->headers != NULL;
}

/**
 * jig_mark_widen:
 * @self: a mark
 * @channel: one of its channels
 * @kind: how the axis spreads values
 * @extent: (inout): widened to what has a place on such an axis
 *
 * Looks for the least and the greatest value.
 */
void
jig_mark_widen (const JigMark *self,
                JigChannel     channel,
                JigScaleKind   kind,
                JigExtent     *extent)
{
  const double *values = self->channels[channel];

  if (values == NULL)
    return;

  for (gsize i = 0; i < self->n_items; i++)
    if (jig_scale_can_show (kind, values[i]))
      {
        extent->lower = MIN (extent->lower, values[i]);
        extent->upper = MAX (extent->upper, values[i]);
      }
}

/**
 * jig_mark_get:
 * @self: a mark
 * @channel: a channel
 * @item: one of its items
 *
 * Returns: its number, or NaN if it has none
 */
double
jig_mark_get (const JigMark *self,
              JigChannel     channel,
              gsize          item)
{
  return self->channels[channel] != NULL ? self->channels[channel][item] : NAN;
}

/**
 * jig_mark_get_ink:
 * @self: a mark
 * @item: one of its items, or %JIG_NO_ITEM for all of it
 * @alpha: how opaque
 *
 * Returns: the ink of its tone, or of its series
 */
JigInk
jig_mark_get_ink (const JigMark *self,
                  gsize          item,
                  double         alpha)
{
  JigTone tone = self->tone;

  if (item != JIG_NO_ITEM && self->tones != NULL && self->tones[item] != JIG_TONE_NONE)
    tone = self->tones[item];
  else if (tone == JIG_TONE_NONE && (self->flags & JIG_MARK_MUTED))
    tone = JIG_TONE_MUTED;

  if (tone == JIG_TONE_NONE)
    return jig_ink_series (self->series, alpha);

  return (JigInk) { tone, (float) alpha, 0.0f };
}

JigTone
jig_mark_get_ramp (const JigMark *self)
{
  return self->is_diverging ? JIG_TONE_DIVERGING : JIG_TONE_SEQUENTIAL;
}

/**
 * jig_mark_get_at:
 * @self: a mark with values
 * @value: a value
 *
 * Returns: where it is on the ramp of colours, from 0 to 1
 */
double
jig_mark_get_at (const JigMark *self,
                 double         value)
{
  if (self->upper <= self->lower)
    return 0.5;

  return CLAMP ((value - self->lower) / (self->upper - self->lower), 0.0, 1.0);
}

/**
 * jig_mark_is_upright:
 * @self: bars
 *
 * Returns: whether they stand on the axis x rather than on the axis y
 */
gboolean
jig_mark_is_upright (const JigMark *self)
{
  return self->channels[JIG_CHANNEL_X_END] != NULL
         || self->panel->axes[JIG_AXIS_Y].kind != JIG_SCALE_CATEGORY;
}

JigItemId
jig_mark_get_id (const JigMark *self,
                 gsize          item)
{
  return (JigItemId) { self->panel->index, self->index, (guint) item };
}
