#pragma once

#include <gtk/gtk.h>

#include "app/job/job.h"
#include "core/chart/layout.h"

G_BEGIN_DECLS

/**
 * JigChartImage:
 * @drawing: a figure laid out
 * @texture: the same, painted
 *
 * A figure that took too long to be drawn with the window.
 */
typedef struct
{
  JigDrawing *drawing;
  GdkTexture *texture;
} JigChartImage;

JigJob        *jig_chart_image_make_async (JigFigure          *figure,
                                           const JigLayout    *layout,
                                           const JigPalette   *palette,
                                           int                 scale,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;
JigChartImage *jig_chart_image_finish (JigJob       *job,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           jig_chart_image_free (JigChartImage *self);

G_END_DECLS
