#include "core/chart/narrate.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "core/base/number.h"
#include "core/chart/mark.h"
#include "core/chart/thin.h"

#define MOST_SENTENCES 4
#define DIGITS         4

/* The numbers that a mark is about. */
static JigChannel
main_channel (const JigMark *self)
{
  if (self->channels[JIG_CHANNEL_Y] == NULL)
    return self->channels[JIG_CHANNEL_X] != NULL ? JIG_CHANNEL_X : JIG_CHANNEL_VALUE;
  if (self->ops == &jig_mark_bar && !jig_mark_is_upright (self))
    return JIG_CHANNEL_X;

  return JIG_CHANNEL_Y;
}

static gboolean
has_place (const JigMark *self,
           gsize          item)
{
  const double *x = self->channels[JIG_CHANNEL_X];
  const double *y = self->channels[JIG_CHANNEL_Y];

  return (x == NULL || jig_scale_can_show (self->panel->axes[JIG_AXIS_X].kind, x[item]))
         && (y == NULL || jig_scale_can_show (self->panel->axes[JIG_AXIS_Y].kind, y[item]));
}

/**
 * jig_narrate_span:
 * @self: a mark
 * @channel: one of its channels
 *
 * Returns: where it begins, ends and has its extremes
 */
JigSpan
jig_narrate_span (const JigMark *self,
                  JigChannel     channel)
{
  const double *values = self->channels[channel];
  JigSpan span = { 0, 0, 0, 0, 0 };

  for (gsize i = 0; values != NULL && i < self->n_items; i++)
    {
      if (!has_place (self, i) || !isfinite (values[i]))
        continue;

      if (span.n_items == 0)
        span.first = span.least = span.most = i;
      if (values[i] < values[span.least])
        span.least = i;
      if (values[i] > values[span.most])
        span.most = i;
      span.last = i;
      span.n_items++;
    }

  return span;
}

/**
 * jig_narrate_name:
 * @self: a mark
 *
 * Returns: (transfer full): what it is called: its series, what the axis shows,
 *   or the title of the figure
 */
char *
jig_narrate_name (const JigMark *self)
{
  const JigAxis axis = main_channel (self) == JIG_CHANNEL_X ? JIG_AXIS_X : JIG_AXIS_Y;

  if (self->name != NULL)
    return g_strdup (self->name);
  if (self->panel->axes[axis].title != NULL)
    return g_strdup (self->panel->axes[axis].title);
  if (self->panel->title != NULL)
    return g_strdup (self->panel->title);

  return g_strdup (jig_figure_get_title (self->panel->figure));
}

/**
 * jig_narrate_place:
 * @panel: a panel
 * @axis: one of its axes
 * @value: a value on it
 *
 * Returns: (transfer full): its name, its date or its number
 */
char *
jig_narrate_place (const JigPanel *panel,
                   JigAxis         axis,
                   double          value)
{
  const JigAxisSpec *spec = &panel->axes[axis];

  if (spec->kind == JIG_SCALE_CATEGORY && value >= 0 && value < (double) spec->n_names
      && spec->names[(gsize) value] != NULL)
    return g_strdup (spec->names[(gsize) value]);
  if (spec->kind == JIG_SCALE_CATEGORY)
    return jig_number_to_display (value + 1, DIGITS);
  if (spec->kind == JIG_SCALE_TIME && isfinite (value))
    return jig_ticks_dup_time (value);

  return jig_number_to_display (value, DIGITS);
}

/**
 * jig_narrate_value:
 * @self: a mark
 * @channel: one of its channels
 * @item: one of its items
 *
 * Returns: (transfer full): the number of the item, as it is said
 */
char *
jig_narrate_value (const JigMark *self,
                   JigChannel     channel,
                   gsize          item)
{
  const double value = jig_mark_get (self, channel, item);

  if (channel == JIG_CHANNEL_X || channel == JIG_CHANNEL_X_END)
    return jig_narrate_place (self->panel, JIG_AXIS_X, value);
  if (channel == JIG_CHANNEL_VALUE || channel == JIG_CHANNEL_SIZE
      || channel == JIG_CHANNEL_EXTRA)
    return jig_number_to_display (value, DIGITS);

  return jig_narrate_place (self->panel, JIG_AXIS_Y, value);
}

/**
 * jig_narrate_where:
 * @self: a mark
 * @item: one of its items
 *
 * Returns: (transfer full): its place on the axis x, such as "Round 33" or a date
 */
char *
jig_narrate_where (const JigMark *self,
                   gsize          item)
{
  const JigAxisSpec *spec = &self->panel->axes[JIG_AXIS_X];
  g_autofree char *value = jig_narrate_value (self, JIG_CHANNEL_X, item);

  if (spec->title == NULL || spec->kind == JIG_SCALE_TIME || spec->kind == JIG_SCALE_CATEGORY)
    return g_steal_pointer (&value);

  return g_strdup_printf ("%s %s", spec->title, value);
}

static void
append_marks (const JigFigure *figure,
              GString         *text)
{
  guint n_said = 0;
  guint n_left = 0;

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    {
      const JigPanel *panel = jig_figure_get_panel (figure, i);

      for (guint j = 0; j < panel->marks->len; j++)
        {
          const JigMark *mark = g_ptr_array_index (panel->marks, j);
          g_autofree char *sentence = NULL;

          if (mark->ops->dup_sentence == NULL)
            continue;
          if (n_said == MOST_SENTENCES)
            {
              n_left++;
              continue;
            }

          sentence = mark->ops->dup_sentence (mark);
          if (sentence == NULL)
            continue;
          g_string_append_printf (text, " %s", sentence);
          n_said++;
        }
    }

  if (n_left > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("And %u more series.", "And %u more series.", n_left),
                              n_left);
    }
  if (n_said == 0)
    g_string_append_printf (text, " %s", _("There is nothing to show."));
}

/**
 * jig_narrate_summary:
 * @figure: a sealed figure
 *
 * Says what there is to see, in the language of the process: the title, then the
 * sentence its maker gave or one for each of the first marks.
 *
 * Returns: (transfer full): a few sentences
 */
char *
jig_narrate_summary (const JigFigure *figure)
{
  GString *text;
  gsize n_dropped;

  g_return_val_if_fail (figure != NULL && jig_figure_is_sealed (figure), NULL);

  text = g_string_new (jig_figure_get_title (figure));
  g_string_append_c (text, '.');
  if (jig_figure_get_summary (figure) != NULL)
    g_string_append_printf (text, " %s", jig_figure_get_summary (figure));
  else
    append_marks (figure, text);

  n_dropped = jig_figure_get_n_dropped (figure);
  if (n_dropped > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%lu item has no place on the axes and is left out.",
                                        "%lu items have no place on the axes and are left out.",
                                        n_dropped),
                              (gulong) n_dropped);
    }

  return g_string_free (text, FALSE);
}

static const JigMark *
find_mark (const JigFigure *figure,
           JigItemId        id)
{
  if (id.panel >= jig_figure_get_n_panels (figure)
      || id.mark >= jig_panel_get_n_marks (jig_figure_get_panel (figure, id.panel)))
    return NULL;

  return jig_panel_get_mark (jig_figure_get_panel (figure, id.panel), id.mark);
}

/**
 * jig_narrate_item:
 * @figure: a sealed figure
 * @id: one of its items
 *
 * Returns: (transfer full): the item in words, such as "Test: Round 33, Loss 0.137"
 */
char *
jig_narrate_item (const JigFigure *figure,
                  JigItemId        id)
{
  const JigMark *mark = find_mark (figure, id);

  g_return_val_if_fail (mark != NULL && id.item < mark->n_items, NULL);

  if (mark->ops->dup_item != NULL)
    return mark->ops->dup_item (mark, id.item);

  return jig_twin_dup_item (mark, id.item);
}

static int
compare_items (const void *a,
               const void *b)
{
  const guint first = *(const guint *) a;
  const guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

static gsize
sort_items (guint *items,
            gsize  n_items)
{
  gsize n = 0;

  qsort (items, n_items, sizeof *items, compare_items);
  for (gsize i = 0; i < n_items; i++)
    if (i == 0 || items[i] != items[i - 1])
      items[n++] = items[i];

  return n;
}

static gsize
add_pinned (const JigMark *self,
            gint64         row,
            guint         *items)
{
  if (self->rows == NULL || row < 0)
    return 0;

  for (gsize i = 0; i < self->n_items; i++)
    if (self->rows[i] == row)
      {
        items[0] = (guint) i;
        return 1;
      }

  return 0;
}

/**
 * jig_narrate_landmarks:
 * @figure: a sealed figure
 * @mark: any item of a mark
 * @pinned_row: the row that is followed, or -1
 * @items: (out caller-allocates) (array length=n_items): the landmarks, in order
 * @n_items: how many there may be, at least 5
 *
 * Chooses which items of a mark are read out: its ends, its extremes and the
 * pinned row, filled up with evenly spaced ones.
 *
 * Returns: how many were chosen
 */
gsize
jig_narrate_landmarks (const JigFigure *figure,
                       JigItemId        mark,
                       gint64           pinned_row,
                       guint           *items,
                       gsize            n_items)
{
  const JigMark *self = find_mark (figure, mark);
  JigSpan span;
  gsize n = 0;
  gsize n_even;

  g_return_val_if_fail (self != NULL && n_items >= 5, 0);

  if (self->n_items <= n_items)
    {
      for (gsize i = 0; i < self->n_items; i++)
        items[i] = (guint) i;
      return self->n_items;
    }

  span = jig_narrate_span (self, main_channel (self));
  if (span.n_items > 0)
    {
      items[n++] = (guint) span.first;
      items[n++] = (guint) span.last;
      items[n++] = (guint) span.least;
      items[n++] = (guint) span.most;
    }
  n += add_pinned (self, pinned_row, items + n);

  n_even = n_items - n;
  for (gsize i = 0; i < n_even; i++)
    items[n++] = (guint) jig_thin_even (self->n_items, n_even, i);

  return sort_items (items, n);
}
