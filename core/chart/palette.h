#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JIG_N_SERIES 8

/**
 * JigTone:
 * @JIG_TONE_NONE: not drawn at all
 * @JIG_TONE_BACKGROUND: what everything stands on
 * @JIG_TONE_FOREGROUND: text
 * @JIG_TONE_MUTED: axis numbers, axis titles and what stays in the background
 * @JIG_TONE_GRID: grid lines and hairlines
 * @JIG_TONE_SURFACE: a plane slightly off the background: headers, nodes
 * @JIG_TONE_ACCENT: what the user pinned or selected
 * @JIG_TONE_GOOD: better, right, kept
 * @JIG_TONE_BAD: worse, wrong, dropped
 * @JIG_TONE_WARN: to be looked at
 * @JIG_TONE_MISSING: a value that is not there
 * @JIG_TONE_SERIES: the first of %JIG_N_SERIES series; add the number of the series
 * @JIG_TONE_SEQUENTIAL: from little to much, by #JigInk.at
 * @JIG_TONE_DIVERGING: from below over neutral (0.5) to above, by #JigInk.at
 * @JIG_TONE_OVER_SEQUENTIAL: text that can be read on %JIG_TONE_SEQUENTIAL
 * @JIG_TONE_OVER_DIVERGING: text that can be read on %JIG_TONE_DIVERGING
 *
 * What a colour means. Which colour that is, a palette says.
 */
typedef enum
{
  JIG_TONE_NONE,
  JIG_TONE_BACKGROUND,
  JIG_TONE_FOREGROUND,
  JIG_TONE_MUTED,
  JIG_TONE_GRID,
  JIG_TONE_SURFACE,
  JIG_TONE_ACCENT,
  JIG_TONE_GOOD,
  JIG_TONE_BAD,
  JIG_TONE_WARN,
  JIG_TONE_MISSING,
  JIG_TONE_SERIES,
  JIG_TONE_SEQUENTIAL = JIG_TONE_SERIES + JIG_N_SERIES,
  JIG_TONE_DIVERGING,
  JIG_TONE_OVER_SEQUENTIAL,
  JIG_TONE_OVER_DIVERGING,
  JIG_N_TONES,
} JigTone;

/**
 * JigColor:
 *
 * sRGB, each part and alpha from 0 to 1.
 */
typedef struct
{
  float red;
  float green;
  float blue;
  float alpha;
} JigColor;

/**
 * JigInk:
 * @tone: what the colour means
 * @alpha: how opaque it is, from 0 to 1
 * @at: where on a ramp, from 0 to 1; for tones that are ramps only
 */
typedef struct
{
  JigTone tone;
  float   alpha;
  float   at;
} JigInk;

#define JIG_INK(tone) ((JigInk) { (tone), 1.0f, 0.0f })
#define JIG_INK_NONE  ((JigInk) { JIG_TONE_NONE, 0.0f, 0.0f })

/**
 * JigMarker:
 *
 * The shape of a point: series differ by more than their colour.
 */
typedef enum
{
  JIG_MARKER_CIRCLE,
  JIG_MARKER_SQUARE,
  JIG_MARKER_TRIANGLE,
  JIG_MARKER_DIAMOND,
  JIG_MARKER_CROSS,
  JIG_MARKER_DOWN,
  JIG_MARKER_PLUS,
  JIG_MARKER_STAR,
  JIG_N_MARKERS,
} JigMarker;

/**
 * JigHatch:
 *
 * The lines over a filled area; the first is plain.
 */
typedef enum
{
  JIG_HATCH_NONE,
  JIG_HATCH_UP,
  JIG_HATCH_DOWN,
  JIG_HATCH_HORIZONTAL,
  JIG_HATCH_CROSS,
  JIG_HATCH_DOTS,
  JIG_HATCH_VERTICAL,
  JIG_HATCH_GRID,
  JIG_N_HATCHES,
} JigHatch;

#define JIG_DASH_SOLID   0
#define JIG_DASH_RULE    JIG_N_SERIES   /* of reference lines */
#define JIG_N_DASHES     (JIG_N_SERIES + 1)

/**
 * JigPalette:
 *
 * The colours of one look. There are four, and they live for ever.
 */
typedef struct _JigPalette JigPalette;

const JigPalette *jig_palette_get          (gboolean          is_dark,
                                            gboolean          is_high_contrast);
const char       *jig_palette_get_id       (const JigPalette *self);
JigColor          jig_palette_get_color    (const JigPalette *self,
                                            JigInk            ink);
double            jig_palette_get_weight   (const JigPalette *self);

JigInk            jig_ink_series           (guint             series,
                                            double            alpha);
JigInk            jig_ink_ramp             (JigTone           ramp,
                                            double            at);
const char       *jig_ink_tone_name        (JigTone           tone);
guint             jig_dash_lengths         (guint             dash,
                                            double            width,
                                            double            lengths[6]);
double            jig_color_contrast       (JigColor          a,
                                            JigColor          b);

G_END_DECLS
