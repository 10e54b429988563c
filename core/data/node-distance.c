#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* The mean radius of the Earth (IUGG), in kilometres. */
#define EARTH_RADIUS 6371.0088

typedef double (*DistanceFunc) (const double cells[4]);

static const JigChoice measures[] = {
  { "haversine", N_("On the Earth, in kilometres: latitude, longitude, latitude, longitude") },
  { "euclid", N_("On a plane: x, y, x, y") },
  { NULL }
};

static const JigParam params[] = {
  { "measure", N_("Measure"), JIG_PARAM_CHOICE, .text = "haversine", .choices = measures },
  { NULL }
};

/* For |x| <= pi / 4: the series of Taylor, up to an error below 2^-56. */
static double
sine_of_small (double x)
{
  double square = x * x;
  double sum = 0.0;

  for (int k = 17; k >= 3; k -= 2)
    sum = (1.0 + sum) * -square / (k * (k - 1));

  return x + x * sum;
}

static double
cosine_of_small (double x)
{
  double square = x * x;
  double sum = 0.0;

  for (int k = 18; k >= 2; k -= 2)
    sum = (1.0 + sum) * -square / (k * (k - 1));

  return 1.0 + sum;
}

/* The sine of degrees, without the C library whose last bit is not the same
 * everywhere. Whole quarters are taken off exactly. */
static double
sine (double degrees)
{
  double rest = fmod (degrees, 360.0);
  double quarters = rint (rest / 90.0);
  double x = (rest - 90.0 * quarters) * (G_PI / 180.0);
  int quarter = ((int) quarters + 4) % 4;
  double value = quarter % 2 == 0 ? sine_of_small (x) : cosine_of_small (x);

  return quarter < 2 ? value : -value;
}

/* For 0 <= x <= 1, after atan (x) = 2 atan (x / (1 + sqrt (1 + x x))), twice. */
static double
arc_tangent (double x)
{
  double square;
  double sum = 0.0;

  for (int i = 0; i < 2; i++)
    x = x / (1.0 + sqrt (1.0 + x * x));

  square = x * x;
  for (int k = 23; k >= 3; k -= 2)
    sum = (1.0 / k - sum) * square;

  return 4.0 * (x - x * sum);
}

/* R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68 (1984). */
static double
haversine (const double cells[4])
{
  double across;
  double along;
  double share;
  double near;
  double far;

  for (int k = 0; k < 4; k++)
    if (!isfinite (cells[k]))
      return NAN;

  across = sine (cells[2] / 2.0 - cells[0] / 2.0);
  along = sine (cells[3] / 2.0 - cells[1] / 2.0);
  share = across * across + sine (cells[0] + 90.0) * sine (cells[2] + 90.0) * along * along;
  near = sqrt (CLAMP (share, 0.0, 1.0));
  far = sqrt (CLAMP (1.0 - share, 0.0, 1.0));

  return 2.0 * EARTH_RADIUS * (near <= far ? arc_tangent (near / far)
                                           : G_PI_2 - arc_tangent (far / near));
}

static double
euclid (const double cells[4])
{
  double dx = cells[2] - cells[0];
  double dy = cells[3] - cells[1];

  return sqrt (dx * dx + dy * dy);
}

static gpointer
make_state (const JigValues *values)
{
  DistanceFunc measure = g_str_equal (jig_values_get_text (values, "measure"), "euclid")
                         ? euclid : haversine;

  return g_memdup2 (&measure, sizeof measure);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  return make_state (values);
}

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const DistanceFunc *measure = state;

  for (gsize i = begin; i < end; i++, out += stride)
    {
      double cells[4];

      for (gsize k = 0; k < G_N_ELEMENTS (cells); k++)
        cells[k] = jig_column_get_number (inputs[k], i);
      *out = (*measure) (cells);
    }
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  return make_state (values);
}

const JigNodeOps jig_node_distance = {
  .id = "distance",
  .title = N_("Distance"),
  .summary = N_("How far two places are apart, from four columns."),
  .params = params,
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 4,
  .max_inputs = 4,
  .flags = JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .apply = apply,
  .read_state = read_state,
};
