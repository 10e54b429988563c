#pragma once

#include "core/chart/drawing.h"
#include "core/chart/figure.h"
#include "core/chart/measure.h"

G_BEGIN_DECLS

/**
 * JigLayout:
 * @width: of the drawing, in pixels
 * @height: of the drawing, in pixels
 * @text_scale: how much larger than usual text is; 0 stands for 1
 * @language: (nullable): "ko" abbreviates numbers by 만 and 억, anything else by K and M
 * @hides_title: the title is shown elsewhere: leave it out
 * @measure: (nullable): how large text is; %NULL asks Pango
 *
 * For what a figure is laid out.
 */
typedef struct
{
  double            width;
  double            height;
  double            text_scale;
  const char       *language;
  gboolean          hides_title;
  const JigMeasure *measure;
} JigLayout;

JigDrawing *jig_layout_figure (const JigFigure  *figure,
                               const JigLayout  *layout,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
