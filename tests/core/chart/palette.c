#include "core/chart/palette.h"

#include <math.h>

#define TEXT_CONTRAST 4.5    /* WCAG 2.1, 1.4.3 */
#define MARK_CONTRAST 3.0    /* WCAG 2.1, 1.4.11 */
#define HIGH_CONTRAST 7.0    /* WCAG 2.1, 1.4.6: text of the high contrast palettes */
/* Steps of 0.02 in OKLab are just seen side by side; three of them across a chart. */
#define LEAST_DIFFERENCE 0.06

static const struct
{
  gboolean    is_dark;
  gboolean    is_high_contrast;
  const char *id;
} looks[] = {
  { FALSE, FALSE, "light" }, { TRUE, FALSE, "dark" },
  { FALSE, TRUE, "high-contrast-light" }, { TRUE, TRUE, "high-contrast-dark" },
};

static JigColor
color_of (const JigPalette *palette,
          JigTone           tone)
{
  return jig_palette_get_color (palette, JIG_INK (tone));
}

static double
contrast (const JigPalette *palette,
          JigTone           tone,
          JigTone           behind)
{
  return jig_color_contrast (color_of (palette, tone), color_of (palette, behind));
}

static void
test_text (void)
{
  static const JigTone tones[] = { JIG_TONE_FOREGROUND, JIG_TONE_MUTED, JIG_TONE_ACCENT,
                                   JIG_TONE_GOOD, JIG_TONE_BAD, JIG_TONE_WARN };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      const JigPalette *palette = jig_palette_get (looks[i].is_dark, looks[i].is_high_contrast);
      const double least = looks[i].is_high_contrast ? HIGH_CONTRAST : TEXT_CONTRAST;

      g_assert_cmpstr (jig_palette_get_id (palette), ==, looks[i].id);
      for (gsize j = 0; j < G_N_ELEMENTS (tones); j++)
        {
          g_test_message ("%s, %s", looks[i].id, jig_ink_tone_name (tones[j]));
          g_assert_cmpfloat (contrast (palette, tones[j], JIG_TONE_BACKGROUND), >=, least);
          g_assert_cmpfloat (contrast (palette, tones[j], JIG_TONE_SURFACE), >=, TEXT_CONTRAST);
        }
    }
}

static void
test_marks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      const JigPalette *palette = jig_palette_get (looks[i].is_dark, looks[i].is_high_contrast);

      for (guint j = 0; j < JIG_N_SERIES; j++)
        {
          g_test_message ("%s, series %u", looks[i].id, j + 1);
          g_assert_cmpfloat (contrast (palette, JIG_TONE_SERIES + j, JIG_TONE_BACKGROUND), >=,
                             MARK_CONTRAST);
        }
      /* A missing value is a text as well. */
      g_assert_cmpfloat (contrast (palette, JIG_TONE_MISSING, JIG_TONE_BACKGROUND), >=,
                         TEXT_CONTRAST);
    }
}

static void
test_text_over_ramps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      const JigPalette *palette = jig_palette_get (looks[i].is_dark, looks[i].is_high_contrast);

      for (int step = 0; step <= 100; step++)
        for (guint ramp = 0; ramp < 2; ramp++)
          {
            const double at = step / 100.0;
            const JigColor behind = jig_palette_get_color (
              palette, jig_ink_ramp (JIG_TONE_SEQUENTIAL + ramp, at));
            const JigColor text = jig_palette_get_color (
              palette, jig_ink_ramp (JIG_TONE_OVER_SEQUENTIAL + ramp, at));

            g_assert_cmpfloat (jig_color_contrast (text, behind), >=, TEXT_CONTRAST);
          }
    }
}

/* More is further from the background, step by step. */
static void
test_ramp_is_monotone (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      const JigPalette *palette = jig_palette_get (looks[i].is_dark, looks[i].is_high_contrast);
      const JigColor background = color_of (palette, JIG_TONE_BACKGROUND);
      double last = 0;

      for (int step = 0; step <= 50; step++)
        {
          const JigColor color = jig_palette_get_color (
            palette, jig_ink_ramp (JIG_TONE_SEQUENTIAL, step / 50.0));
          const double now = jig_color_contrast (color, background);

          g_assert_cmpfloat (now, >, last);
          last = now;
        }
    }
}

static double
part (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* OKLab of a colour as seen with the blindness of @matrix, which works on linear
 * light (Machado et al. 2009, severity 1.0). */
static void
to_lab (JigColor     color,
        const double matrix[3][3],
        double       lab[3])
{
  const double rgb[3] = { part ((double) color.red), part ((double) color.green),
                          part ((double) color.blue) };
  double seen[3], l, m, s;

  for (int i = 0; i < 3; i++)
    seen[i] = CLAMP (matrix[i][0] * rgb[0] + matrix[i][1] * rgb[1] + matrix[i][2] * rgb[2], 0, 1);
  l = cbrt (0.4122214708 * seen[0] + 0.5363325363 * seen[1] + 0.0514459929 * seen[2]);
  m = cbrt (0.2119034982 * seen[0] + 0.6806995451 * seen[1] + 0.1073969566 * seen[2]);
  s = cbrt (0.0883024619 * seen[0] + 0.2817188376 * seen[1] + 0.6299787005 * seen[2]);
  lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

static const double sights[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

/* Any two series differ for every eye; markers, dashes and hatches help. */
static void
test_series_differ (void)
{
  for (gsize look = 0; look < G_N_ELEMENTS (looks); look++)
    for (gsize sight = 0; sight < G_N_ELEMENTS (sights); sight++)
      for (guint i = 0; i < JIG_N_SERIES; i++)
        for (guint j = 0; j < i; j++)
          {
            const JigPalette *palette = jig_palette_get (looks[look].is_dark,
                                                         looks[look].is_high_contrast);
            double a[3], b[3], distance;

            to_lab (color_of (palette, JIG_TONE_SERIES + i), sights[sight], a);
            to_lab (color_of (palette, JIG_TONE_SERIES + j), sights[sight], b);
            distance = sqrt (pow (a[0] - b[0], 2) + pow (a[1] - b[1], 2) + pow (a[2] - b[2], 2));
            g_test_message ("%s, sight %lu, series %u and %u: %.3f", looks[look].id,
                            (gulong) sight, j + 1, i + 1, distance);
            g_assert_cmpfloat (distance, >=, LEAST_DIFFERENCE);
          }
}

static void
test_contrast (void)
{
  const JigColor black = { 0, 0, 0, 1 };
  const JigColor white = { 1, 1, 1, 1 };
  const JigColor grey = { 0x77 / 255.0f, 0x77 / 255.0f, 0x77 / 255.0f, 1 };

  g_assert_cmpfloat_with_epsilon (jig_color_contrast (black, white), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (jig_color_contrast (white, black), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (jig_color_contrast (white, white), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (jig_color_contrast (grey, white), 4.478, 1e-3);
}

static void
test_inks (void)
{
  const JigPalette *palette = jig_palette_get (FALSE, FALSE);

  g_assert_cmpfloat (jig_palette_get_color (palette, JIG_INK_NONE).alpha, ==, 0);
  g_assert_cmpuint (jig_ink_series (JIG_N_SERIES, 1).tone, ==, JIG_TONE_SERIES);
  g_assert_cmpfloat_with_epsilon (jig_ink_series (2, 0.25).alpha, 0.25, 1e-6);
  g_assert_cmpfloat (jig_ink_ramp (JIG_TONE_DIVERGING, 7).at, ==, 1);
  for (guint tone = 0; tone < JIG_N_TONES; tone++)
    g_assert_nonnull (jig_ink_tone_name (tone));
}

static void
test_dashes (void)
{
  double lengths[6];

  g_assert_cmpuint (jig_dash_lengths (JIG_DASH_SOLID, 2, lengths), ==, 0);
  for (guint dash = 1; dash < JIG_N_DASHES; dash++)
    {
      const guint n = jig_dash_lengths (dash, 2, lengths);

      g_assert_cmpuint (n, >=, 2);
      g_assert_cmpuint (n % 2, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/palette/text", test_text);
  g_test_add_func ("/palette/marks", test_marks);
  g_test_add_func ("/palette/text-over-ramps", test_text_over_ramps);
  g_test_add_func ("/palette/ramp-is-monotone", test_ramp_is_monotone);
  g_test_add_func ("/palette/series-differ", test_series_differ);
  g_test_add_func ("/palette/contrast", test_contrast);
  g_test_add_func ("/palette/inks", test_inks);
  g_test_add_func ("/palette/dashes", test_dashes);

  return g_test_run ();
}
