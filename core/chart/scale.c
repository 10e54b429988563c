#include "core/chart/scale.h"

#include <math.h>

static double
straighten (JigScaleKind kind,
            double       value)
{
  return kind == JIG_SCALE_LOG ? log10 (value) : value;
}

/**
 * jig_scale_can_show:
 * @kind: of a scale
 * @value: a number
 *
 * Returns: whether @value has a place on such a scale
 */
gboolean
jig_scale_can_show (JigScaleKind kind,
                    double       value)
{
  return fabs (value) <= JIG_SCALE_MOST && (kind != JIG_SCALE_LOG || value > 0);
}

/**
 * jig_scale_to_pixels:
 * @self: a scale
 * @values: (n_values,) data
 * @n_values: how many there are
 * @pixels: (n_values,) where they are; NaN for what has no place
 *
 * Places many values at once.
 */
void
jig_scale_to_pixels (const JigScale *self,
                     const double   *values,
                     gsize           n_values,
                     double         *pixels)
{
  const double lower = straighten (self->kind, self->lower);
  const double span = straighten (self->kind, self->upper) - lower;
  const double length = self->to - self->from;

  g_return_if_fail (values != NULL || n_values == 0);

  for (gsize i = 0; i < n_values; i++)
    {
      double share;

      if (!jig_scale_can_show (self->kind, values[i]))
        {
          pixels[i] = NAN;
          continue;
        }

      /* A range without extent shows its one value in the middle. */
      share = span != 0 ? (straighten (self->kind, values[i]) - lower) / span : 0.5;
      pixels[i] = self->from + share * length;
    }
}

/**
 * jig_scale_to_pixel:
 * @self: a scale
 * @value: data
 *
 * Returns: where it is; NaN if it has no place
 */
double
jig_scale_to_pixel (const JigScale *self,
                    double          value)
{
  double pixel;

  g_return_val_if_fail (self != NULL, NAN);

  jig_scale_to_pixels (self, &value, 1, &pixel);
  return pixel;
}

/**
 * jig_scale_from_pixel:
 * @self: a scale
 * @pixel: a place
 *
 * Returns: the value there
 */
double
jig_scale_from_pixel (const JigScale *self,
                      double          pixel)
{
  const double lower = straighten (self->kind, self->lower);
  const double upper = straighten (self->kind, self->upper);
  const double length = self->to - self->from;
  double value;

  g_return_val_if_fail (self != NULL, NAN);

  value = length != 0 ? lower + (pixel - self->from) / length * (upper - lower) : lower;
  return self->kind == JIG_SCALE_LOG ? pow (10.0, value) : value;
}

/**
 * jig_scale_get_band:
 * @self: a scale of categories
 *
 * Returns: how many pixels each category has
 */
double
jig_scale_get_band (const JigScale *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return fabs (self->to - self->from) / MAX (self->upper - self->lower, 1.0);
}
