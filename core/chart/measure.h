#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigMeasure:
 * @extents: how wide and how high a line of text is, in pixels, when its
 *   letters are @size high
 *
 * How large text becomes. Layout asks it and nothing else, so that a test can
 * lay out without any font.
 */
typedef struct
{
  void (*extents) (const char *text,
                   double      size,
                   gboolean    is_bold,
                   double     *width,
                   double     *height);
} JigMeasure;

const JigMeasure *jig_measure_get_pango (void);
const JigMeasure *jig_measure_get_fixed (void);

double            jig_measure_width     (const JigMeasure *self,
                                         const char       *text,
                                         double            size,
                                         gboolean          is_bold);
const char       *jig_measure_longer    (const char       *a,
                                         const char       *b);
double            jig_measure_height    (const JigMeasure *self,
                                         double            size);

G_END_DECLS
