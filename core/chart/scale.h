#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigScaleKind:
 * @JIG_SCALE_LINEAR: numbers
 * @JIG_SCALE_LOG: numbers above zero, by their logarithm
 * @JIG_SCALE_CATEGORY: 0, 1, 2, ... stand for names
 * @JIG_SCALE_TIME: seconds since 1970-01-01 00:00, without a zone
 */
typedef enum
{
  JIG_SCALE_LINEAR,
  JIG_SCALE_LOG,
  JIG_SCALE_CATEGORY,
  JIG_SCALE_TIME,
} JigScaleKind;

/* What is larger has no place: the span of two such numbers would overflow. */
#define JIG_SCALE_MOST 1e300

/**
 * JigScale:
 * @kind: how values are spread
 * @lower: the value at @from
 * @upper: the value at @to
 * @from: in pixels
 * @to: in pixels; less than @from where values grow upwards
 *
 * From data to pixels and back. Categories have a band each: the lower end of
 * their range is -0.5, the upper one n - 0.5.
 */
typedef struct
{
  JigScaleKind kind;
  double       lower;
  double       upper;
  double       from;
  double       to;
} JigScale;

gboolean jig_scale_can_show   (JigScaleKind    kind,
                               double          value);
double   jig_scale_to_pixel   (const JigScale *self,
                               double          value);
double   jig_scale_from_pixel (const JigScale *self,
                               double          pixel);
double   jig_scale_get_band   (const JigScale *self);
void     jig_scale_to_pixels  (const JigScale *self,
                               const double   *values,
                               gsize           n_values,
                               double         *pixels);

G_END_DECLS
