/* A panel: its axes and its marks. Tested by tests/core/chart/figure.c. */

#include "core/chart/figure.h"

#include <math.h>

#include "core/base/alloc.h"
#include "core/chart/mark.h"

/**
 * jig_panel_new:
 * @figure: whose it is
 * @index: which of its panels it is
 * @title: (nullable): what tells it from the others
 *
 * Returns: (transfer full): a panel without marks
 */
JigPanel *
jig_panel_new (JigFigure  *figure,
               guint       index,
               const char *title)
{
  JigPanel *self = g_new0 (JigPanel, 1);

  self->figure = figure;
  self->index = index;
  self->title = g_strdup (title);
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_mark_free);

  return self;
}

void
jig_panel_free (JigPanel *self)
{
  g_ptr_array_unref (self->marks);
  for (guint i = 0; i < JIG_N_AXES; i++)
    {
      g_free (self->axes[i].title);
      g_free (self->axes[i].unit);
      jig_free (self->axes[i].names);
    }
  g_free (self->title);
  g_free (self);
}

/**
 * jig_panel_set_axis:
 * @self: a panel
 * @axis: which one
 * @title: (nullable): what it shows
 * @unit: (nullable): such as "s" or "%"
 * @kind: how values are spread
 *
 * Says what an axis shows. A kind of categories is taken from
 * jig_panel_set_categories() as well.
 */
void
jig_panel_set_axis (JigPanel     *self,
                    JigAxis       axis,
                    const char   *title,
                    const char   *unit,
                    JigScaleKind  kind)
{
  JigAxisSpec *spec;

  g_return_if_fail (self != NULL && !jig_figure_is_sealed (self->figure));
  g_return_if_fail (axis < JIG_N_AXES);

  spec = &self->axes[axis];
  g_free (spec->title);
  g_free (spec->unit);
  spec->title = g_strdup (title);
  spec->unit = g_strdup (unit);
  spec->kind = kind;
}

/**
 * jig_panel_set_categories:
 * @self: a panel
 * @axis: which axis
 * @names: (n_names,) the names of 0, 1, 2, ...
 * @n_names: how many there are
 *
 * Makes an axis one of categories. On the axis y the first one is on top.
 */
void
jig_panel_set_categories (JigPanel            *self,
                          JigAxis              axis,
                          const char * const  *names,
                          gsize                n_names)
{
  JigAxisSpec *spec;

  g_return_if_fail (self != NULL && !jig_figure_is_sealed (self->figure));
  g_return_if_fail (axis < JIG_N_AXES);
  g_return_if_fail (names != NULL || n_names == 0);

  spec = &self->axes[axis];
  jig_free (spec->names);
  spec->names = jig_figure_copy_texts (self->figure, names, n_names);
  spec->n_names = n_names;
  spec->kind = JIG_SCALE_CATEGORY;
}

/**
 * jig_panel_set_range:
 * @self: a panel
 * @axis: which axis
 * @lower: where it begins
 * @upper: where it ends
 *
 * Fixes the range of an axis, instead of that of its data.
 */
void
jig_panel_set_range (JigPanel *self,
                     JigAxis   axis,
                     double    lower,
                     double    upper)
{
  g_return_if_fail (self != NULL && !jig_figure_is_sealed (self->figure));
  g_return_if_fail (axis < JIG_N_AXES);
  g_return_if_fail (isfinite (lower) && isfinite (upper) && lower < upper);

  self->axes[axis].has_range = TRUE;
  self->axes[axis].lower = lower;
  self->axes[axis].upper = upper;
}

/**
 * jig_panel_set_square:
 * @self: a panel
 *
 * Makes the area inside the axes a square, or its cells if both axes are of
 * categories.
 */
void
jig_panel_set_square (JigPanel *self)
{
  g_return_if_fail (self != NULL && !jig_figure_is_sealed (self->figure));

  self->is_square = TRUE;
}

/**
 * jig_panel_set_stacked:
 * @self: a panel
 *
 * Lets bars stand on each other instead of side by side.
 */
void
jig_panel_set_stacked (JigPanel *self)
{
  g_return_if_fail (self != NULL && !jig_figure_is_sealed (self->figure));

  self->is_stacked = TRUE;
}

const char *
jig_panel_get_title (const JigPanel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

guint
jig_panel_get_n_marks (const JigPanel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->marks->len;
}

JigMark *
jig_panel_get_mark (const JigPanel *self,
                    guint           mark)
{
  g_return_val_if_fail (self != NULL && mark < self->marks->len, NULL);

  return g_ptr_array_index (self->marks, mark);
}

/* Bars are added upright. They lie down where the axis y has the categories. */
static void
lay_down (JigMark *mark)
{
  double *values = mark->channels[JIG_CHANNEL_Y];

  mark->channels[JIG_CHANNEL_Y] = mark->channels[JIG_CHANNEL_X];
  mark->channels[JIG_CHANNEL_X] = values;
}

/* Positive values pile up above zero, negative ones below. */
static void
stack_mark (const JigMark *mark,
            double        *base,
            double        *above,
            double        *below)
{
  const double *values = mark->channels[jig_mark_is_upright (mark) ? JIG_CHANNEL_Y
                                                                   : JIG_CHANNEL_X];

  for (gsize i = 0; i < mark->n_items; i++)
    {
      double *side = values[i] < 0 ? below : above;

      base[i] = side[i];
      if (isfinite (values[i]))
        side[i] += values[i];
    }
}

static void
stack_bars (JigPanel *self)
{
  gsize n_items = 0;
  jig_autofree double *sums = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    n_items = MAX (n_items, jig_panel_get_mark (self, i)->n_items);

  sums = jig_figure_alloc (self->figure, n_items, 2 * sizeof *sums);

  for (guint i = 0; sums != NULL && i < self->marks->len; i++)
    {
      JigMark *mark = jig_panel_get_mark (self, i);
      double *base;

      if (mark->ops != &jig_mark_bar)
        continue;

      base = jig_figure_alloc (self->figure, mark->n_items, sizeof *base);
      if (base != NULL)
        stack_mark (mark, base, sums, sums + n_items);
      mark->channels[JIG_CHANNEL_BASE] = base;
    }
}

/* Axes under bars and heat maps have categories, whether or not they were named. */
static void
settle_mark (JigPanel *self,
             JigMark  *mark)
{
  JigAxisSpec *x = &self->axes[JIG_AXIS_X];
  JigAxisSpec *y = &self->axes[JIG_AXIS_Y];

  if (mark->ops == &jig_mark_heat)
    {
      x->kind = y->kind = JIG_SCALE_CATEGORY;
    }
  else if (mark->ops == &jig_mark_bar && mark->channels[JIG_CHANNEL_X_END] == NULL)
    {
      if (y->kind == JIG_SCALE_CATEGORY)
        lay_down (mark);
      else
        x->kind = JIG_SCALE_CATEGORY;
    }
}

/**
 * jig_panel_settle:
 * @self: a panel whose figure is being sealed
 *
 * Derives what depends on all of its marks.
 */
void
jig_panel_settle (JigPanel *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      settle_mark (self, jig_panel_get_mark (self, i));
      jig_mark_settle (jig_panel_get_mark (self, i));
    }

  if (self->is_stacked)
    stack_bars (self);
}

/**
 * jig_panel_has_axes:
 * @self: a panel
 *
 * Returns: whether axes are drawn: a graph and a table have none
 */
gboolean
jig_panel_has_axes (const JigPanel *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    if (!jig_panel_get_mark (self, i)->ops->has_axes)
      return FALSE;

  return TRUE;
}

/**
 * jig_panel_dup_axis_name:
 * @self: a panel
 * @axis: which axis
 *
 * Returns: (transfer full) (nullable): its title with its unit, such as "Duration (s)"
 */
char *
jig_panel_dup_axis_name (const JigPanel *self,
                         JigAxis         axis)
{
  const JigAxisSpec *spec = &self->axes[axis];

  if (spec->unit == NULL || *spec->unit == '\0')
    return g_strdup (spec->title);
  if (spec->title == NULL)
    return g_strdup (spec->unit);

  return g_strdup_printf ("%s (%s)", spec->title, spec->unit);
}
