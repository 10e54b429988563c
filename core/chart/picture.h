#pragma once

#include "core/chart/layout.h"

G_BEGIN_DECLS

/**
 * JigPicture:
 * @layout: how large, and in which language
 * @palette: in which colours
 * @scale: pixels of a PNG per pixel of the layout, from 1 to 4; 0 stands for 1
 * @is_clear: without a background
 *
 * How a figure becomes a file.
 */
typedef struct
{
  JigLayout         layout;
  const JigPalette *palette;
  double            scale;
  gboolean          is_clear;
} JigPicture;

GBytes   *jig_picture_to_png (const JigFigure   *figure,
                              const JigPicture  *picture,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *jig_picture_to_svg (const JigFigure   *figure,
                              const JigPicture  *picture,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *jig_picture_to_pdf (const JigFigure   *figure,
                              const JigPicture  *picture,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  jig_picture_save   (JigFigure         *figure,
                              const JigPicture  *picture,
                              const char        *path,
                              GError           **error);

G_END_DECLS
