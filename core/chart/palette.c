#include "core/chart/palette.h"

#include <math.h>

#define N_STOPS 5

/* Colours are written as 0xRRGGBB. The series keep the order of hues of Okabe
 * and Ito ("Color universal design", 2008), each darkened or lightened until it
 * stands out from its background by at least 3 : 1 and any two of them differ
 * in OKLab with each kind of colour blindness (Machado et al. 2009). */
struct _JigPalette
{
  const char *id;
  double      weight;                   /* how much wider than usual lines are */
  guint32     colors[JIG_TONE_SERIES];
  guint32     series[JIG_N_SERIES];
  guint32     sequential[N_STOPS];
  guint32     diverging[N_STOPS];
};

static const JigPalette light = {
  "light", 1.0,
  { [JIG_TONE_BACKGROUND] = 0xffffff, [JIG_TONE_FOREGROUND] = 0x1f2328,
    [JIG_TONE_MUTED] = 0x5e646b, [JIG_TONE_GRID] = 0xe3e5e8, [JIG_TONE_SURFACE] = 0xf3f4f6,
    [JIG_TONE_ACCENT] = 0x1a69c8, [JIG_TONE_GOOD] = 0x1a7f37, [JIG_TONE_BAD] = 0xc01c28,
    [JIG_TONE_WARN] = 0x946300, [JIG_TONE_MISSING] = 0x6b7077 },
  { 0x09559b, 0xcc4304, 0x008a7d, 0x87214b, 0xd37b00, 0x2b9bd7, 0x9560fb, 0x5f6368 },
  { 0xe4edf6, 0xb3d1ea, 0x6aacd9, 0x2a7ab9, 0x083f78 },
  { 0xa4400a, 0xe29a62, 0xe6e3df, 0x7fb2dc, 0x0b5394 },
};

static const JigPalette dark = {
  "dark", 1.0,
  { [JIG_TONE_BACKGROUND] = 0x1e1e1e, [JIG_TONE_FOREGROUND] = 0xf2f2f2,
    [JIG_TONE_MUTED] = 0xb0b4ba, [JIG_TONE_GRID] = 0x3a3b3e, [JIG_TONE_SURFACE] = 0x2a2b2d,
    [JIG_TONE_ACCENT] = 0x62a0ea, [JIG_TONE_GOOD] = 0x57c27b, [JIG_TONE_BAD] = 0xff7b72,
    [JIG_TONE_WARN] = 0xe5b03c, [JIG_TONE_MISSING] = 0x8a8f96 },
  { 0x4db5f5, 0xff6e30, 0x6fe3c4, 0xb8739a, 0xffb92e, 0x1c8ccb, 0x8064f8, 0xfff3a0 },
  { 0x2c3e50, 0x255d8b, 0x2f87c4, 0x77bcec, 0xd6ecff },
  { 0xffa15c, 0xb56a35, 0x4b4b4f, 0x3a78ac, 0x6fc0ff },
};

static const JigPalette high_contrast_light = {
  "high-contrast-light", 1.25,
  { [JIG_TONE_BACKGROUND] = 0xffffff, [JIG_TONE_FOREGROUND] = 0x000000,
    [JIG_TONE_MUTED] = 0x303338, [JIG_TONE_GRID] = 0xb4b8bd, [JIG_TONE_SURFACE] = 0xeceef0,
    [JIG_TONE_ACCENT] = 0x0b4ea2, [JIG_TONE_GOOD] = 0x0b5d22, [JIG_TONE_BAD] = 0x9b0d17,
    [JIG_TONE_WARN] = 0x6e4a00, [JIG_TONE_MISSING] = 0x5e646b },
  { 0x002476, 0xa10801, 0x178378, 0x550b28, 0xad6300, 0x0056a5, 0x9250ea, 0x4a4a4a },
  { 0xffffff, 0xb5d4ee, 0x5fa3d6, 0x1766a6, 0x00264d },
  { 0x7a2a00, 0xd98545, 0xffffff, 0x68a3d6, 0x003a73 },
};

static const JigPalette high_contrast_dark = {
  "high-contrast-dark", 1.25,
  { [JIG_TONE_BACKGROUND] = 0x000000, [JIG_TONE_FOREGROUND] = 0xffffff,
    [JIG_TONE_MUTED] = 0xd6d9dd, [JIG_TONE_GRID] = 0x4c5056, [JIG_TONE_SURFACE] = 0x1c1d1f,
    [JIG_TONE_ACCENT] = 0x8cc0ff, [JIG_TONE_GOOD] = 0x7ce39b, [JIG_TONE_BAD] = 0xff9a94,
    [JIG_TONE_WARN] = 0xffd166, [JIG_TONE_MISSING] = 0xa9aeb5 },
  { 0x64b4ff, 0xff9a66, 0x2c9c4c, 0xc578c0, 0xffd728, 0x94e6ff, 0x8f74ff, 0xf5f1d7 },
  { 0x0d151d, 0x1d5c8c, 0x3a9bdc, 0x90ccf5, 0xf2faff },
  { 0xffb27a, 0xb5682f, 0x141414, 0x2f78b4, 0x8fd0ff },
};

static const char * const tone_names[JIG_N_TONES] = {
  [JIG_TONE_NONE] = "none",
  [JIG_TONE_BACKGROUND] = "background",
  [JIG_TONE_FOREGROUND] = "foreground",
  [JIG_TONE_MUTED] = "muted",
  [JIG_TONE_GRID] = "grid",
  [JIG_TONE_SURFACE] = "surface",
  [JIG_TONE_ACCENT] = "accent",
  [JIG_TONE_GOOD] = "good",
  [JIG_TONE_BAD] = "bad",
  [JIG_TONE_WARN] = "warn",
  [JIG_TONE_MISSING] = "missing",
  [JIG_TONE_SERIES] = "series-1",
  [JIG_TONE_SERIES + 1] = "series-2",
  [JIG_TONE_SERIES + 2] = "series-3",
  [JIG_TONE_SERIES + 3] = "series-4",
  [JIG_TONE_SERIES + 4] = "series-5",
  [JIG_TONE_SERIES + 5] = "series-6",
  [JIG_TONE_SERIES + 6] = "series-7",
  [JIG_TONE_SERIES + 7] = "series-8",
  [JIG_TONE_SEQUENTIAL] = "sequential",
  [JIG_TONE_DIVERGING] = "diverging",
  [JIG_TONE_OVER_SEQUENTIAL] = "over-sequential",
  [JIG_TONE_OVER_DIVERGING] = "over-diverging",
};

/* Lengths of strokes and gaps in units of the line's width. The caps are flat. */
static const double dashes[JIG_N_DASHES][6] = {
  { 0 },
  { 5, 2 },
  { 1.5, 1.5 },
  { 6, 2, 1.5, 2 },
  { 9, 3 },
  { 3, 3 },
  { 6, 1.5, 1.5, 1.5, 1.5, 1.5 },
  { 1, 3 },
  { 4, 3 },
};

static JigColor
unpack (guint32 rgb)
{
  return (JigColor) {
    (float) ((rgb >> 16) & 0xff) / 255.0f,
    (float) ((rgb >> 8) & 0xff) / 255.0f,
    (float) (rgb & 0xff) / 255.0f,
    1.0f,
  };
}

static float
mix (float  from,
     float  to,
     double share)
{
  return (float) ((1.0 - share) * (double) from + share * (double) to);
}

static JigColor
interpolate (const guint32 *stops,
             double         at)
{
  const double place = CLAMP (isnan (at) ? 0.0 : at, 0.0, 1.0) * (N_STOPS - 1);
  const int stop = MIN ((int) place, N_STOPS - 2);
  const JigColor from = unpack (stops[stop]);
  const JigColor to = unpack (stops[stop + 1]);
  const double share = place - stop;

  return (JigColor) {
    mix (from.red, to.red, share),
    mix (from.green, to.green, share),
    mix (from.blue, to.blue, share),
    1.0f,
  };
}

static double
linear_part (float part)
{
  const double value = (double) part;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (JigColor color)
{
  return 0.2126 * linear_part (color.red)
         + 0.7152 * linear_part (color.green)
         + 0.0722 * linear_part (color.blue);
}

/* Whichever can be read better: on any colour one of them has 4.58 : 1. */
static JigColor
readable_on (JigColor color)
{
  const JigColor black = unpack (0x000000);
  const JigColor white = unpack (0xffffff);

  return jig_color_contrast (black, color) >= jig_color_contrast (white, color) ? black : white;
}

/**
 * jig_palette_get:
 * @is_dark: the window is dark
 * @is_high_contrast: the user asked for more contrast
 *
 * Returns: (transfer none): the palette for that look
 */
const JigPalette *
jig_palette_get (gboolean is_dark,
                 gboolean is_high_contrast)
{
  if (is_high_contrast)
    return is_dark ? &high_contrast_dark : &high_contrast_light;

  return is_dark ? &dark : &light;
}

const char *
jig_palette_get_id (const JigPalette *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * jig_palette_get_color:
 * @self: a palette
 * @ink: what the colour means
 *
 * Returns: the colour; clear for %JIG_TONE_NONE
 */
JigColor
jig_palette_get_color (const JigPalette *self,
                       JigInk            ink)
{
  JigColor color = { 0 };

  g_return_val_if_fail (self != NULL, color);

  if (ink.tone == JIG_TONE_NONE || ink.tone >= JIG_N_TONES)
    return color;

  if (ink.tone < JIG_TONE_SERIES)
    color = unpack (self->colors[ink.tone]);
  else if (ink.tone < JIG_TONE_SEQUENTIAL)
    color = unpack (self->series[ink.tone - JIG_TONE_SERIES]);
  else if (ink.tone == JIG_TONE_SEQUENTIAL)
    color = interpolate (self->sequential, (double) ink.at);
  else if (ink.tone == JIG_TONE_DIVERGING)
    color = interpolate (self->diverging, (double) ink.at);
  else if (ink.tone == JIG_TONE_OVER_SEQUENTIAL)
    color = readable_on (interpolate (self->sequential, (double) ink.at));
  else
    color = readable_on (interpolate (self->diverging, (double) ink.at));

  color.alpha = ink.alpha;
  return color;
}

/**
 * jig_palette_get_weight:
 * @self: a palette
 *
 * Returns: by how much lines are wider than usual
 */
double
jig_palette_get_weight (const JigPalette *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->weight;
}

/**
 * jig_ink_series:
 * @series: the number of a series, from 0; they repeat after %JIG_N_SERIES
 * @alpha: how opaque
 *
 * Returns: the ink of that series
 */
JigInk
jig_ink_series (guint  series,
                double alpha)
{
  return (JigInk) { JIG_TONE_SERIES + series % JIG_N_SERIES, (float) alpha, 0.0f };
}

/**
 * jig_ink_ramp:
 * @ramp: a tone that is a ramp
 * @at: where on the ramp, from 0 to 1
 *
 * Returns: the ink there
 */
JigInk
jig_ink_ramp (JigTone ramp,
              double  at)
{
  return (JigInk) { ramp, 1.0f, (float) CLAMP (at, 0.0, 1.0) };
}

/**
 * jig_ink_tone_name:
 * @tone: a tone
 *
 * Returns: its name in the text of a drawing
 */
const char *
jig_ink_tone_name (JigTone tone)
{
  g_return_val_if_fail (tone < JIG_N_TONES, NULL);

  return tone_names[tone];
}

/**
 * jig_dash_lengths:
 * @dash: %JIG_DASH_SOLID, the number of a series or %JIG_DASH_RULE
 * @width: of the line, in pixels
 * @lengths: (out): strokes and gaps in turn, in pixels
 *
 * Returns: how many lengths there are; 0 for a solid line
 */
guint
jig_dash_lengths (guint  dash,
                  double width,
                  double lengths[6])
{
  guint n = 0;

  g_return_val_if_fail (dash < JIG_N_DASHES, 0);

  while (n < 6 && dashes[dash][n] > 0)
    {
      lengths[n] = dashes[dash][n] * MAX (width, 1.0);
      n++;
    }

  return n;
}

/**
 * jig_color_contrast:
 * @a: a colour
 * @b: another one
 *
 * The contrast of WCAG 2.1, (L1 + 0.05) / (L2 + 0.05) of the relative
 * luminances. Alpha is not looked at.
 *
 * Returns: from 1, the same, to 21, black on white
 */
double
jig_color_contrast (JigColor a,
                    JigColor b)
{
  const double first = luminance (a);
  const double second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}
