#include "core/boost/binning.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/stats.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Quantiles are taken of at most about this many values of a feature. */
#define MAX_SORTED (1 << 18)

/* How many rows are looked at between two questions whether to stop. */
#define BLOCK_ROWS 65536

typedef struct
{
  const JigSamples  *samples;
  const JigProgress *progress;
  guint              max_bins;
  double            *cuts;      /* (n_features, max_bins - 1) */
  guint32           *n_cuts;    /* (n_features,) */
  double            *largest;   /* (n_features,) */
  GError           **errors;    /* (n_features,) */
} Search;

/* Values of one feature in rising order, each once, with their weights. */
typedef struct
{
  double *values;    /* (capacity,) */
  double *weights;   /* (capacity,) */
  gsize   n_values;
} Distinct;

static inline double
weight_of (const JigSamples *samples,
           gsize             row)
{
  return samples->weights != NULL ? samples->weights[row] : 1.0;
}

/* -0 and 0 are one value. A row of no weight is a row that is not there. */
static inline gboolean
get_value (const JigSamples *samples,
           gsize             row,
           gsize             feature,
           double           *value)
{
  *value = samples->features[row * samples->n_features + feature] + 0.0;

  return !isnan (*value) && weight_of (samples, row) > 0.0;
}

/* How many of the values are below. */
static gsize
lower_bound (const double *values,
             gsize         n_values,
             double        value)
{
  gsize begin = 0;

  while (n_values > 0)
    {
      const gsize half = n_values / 2;

      if (values[begin + half] < value)
        {
          begin += half + 1;
          n_values -= half + 1;
        }
      else
        n_values = half;
    }

  return begin;
}

/* Halfway between neighbours a < b, such that a < cut <= b. FALSE: there is no
 * finite number there. */
static gboolean
cut_between (double  a,
             double  b,
             double *cut)
{
  double middle = a * 0.5 + b * 0.5;

  if (isnan (middle))
    middle = 0.0;
  middle = CLAMP (middle, -DBL_MAX, DBL_MAX);
  if (!(middle > a))
    middle = b;
  *cut = middle;

  return middle > a && middle <= b && isfinite (middle);
}

/* Collects the different values as long as there are few. */
static gboolean
collect_few (const Search *search,
             gsize         feature,
             double       *few,
             gsize        *n_few)
{
  const JigSamples *samples = search->samples;
  double last = NAN;

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      double value;
      gsize at;

      if (row % BLOCK_ROWS == 0 && jig_progress_is_cancelled (search->progress))
        break;
      if (!get_value (samples, row, feature, &value) || value == last)
        continue;

      search->largest[feature] = fmax (search->largest[feature], value);
      last = value;
      at = lower_bound (few, *n_few, value);
      if (at < *n_few && few[at] == value)
        continue;
      if (*n_few == search->max_bins)
        return FALSE;

      memmove (few + at + 1, few + at, (*n_few - at) * sizeof *few);
      few[at] = value;
      (*n_few)++;
    }

  return TRUE;
}

static guint32
cut_few (const double *few,
         gsize         n_few,
         double       *cuts)
{
  guint32 n_cuts = 0;

  for (gsize i = 1; i < n_few; i++)
    if (cut_between (few[i - 1], few[i], &cuts[n_cuts]))
      n_cuts++;

  return n_cuts;
}

/* The rows to sort: all of them, or a share that depends on nothing but the
 * row's number. The largest value is that of all rows. */
static gsize
choose_rows (const Search *search,
             gsize         feature,
             double       *values,
             guint32      *rows)
{
  const JigSamples *samples = search->samples;
  const double share = (double) MAX_SORTED / (double) samples->n_rows;
  gsize n_chosen = 0;
  JigRandom random;

  jig_random_init (&random, 0, "binning", feature);

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      const gboolean is_chosen = share >= 1.0 || jig_random_double (&random) < share;
      double value;

      if (row % BLOCK_ROWS == 0 && jig_progress_is_cancelled (search->progress))
        break;
      if (!get_value (samples, row, feature, &value))
        continue;

      search->largest[feature] = fmax (search->largest[feature], value);
      if (!is_chosen || n_chosen == MAX_SORTED)
        continue;
      values[n_chosen] = value;
      rows[n_chosen++] = (guint32) row;
    }

  return n_chosen;
}

static void
merge_equals (const JigSamples *samples,
              const double     *values,
              const guint32    *rows,
              const guint32    *order,
              gsize             n_rows,
              Distinct         *distinct)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const double value = values[order[i]];

      if (distinct->n_values == 0 || distinct->values[distinct->n_values - 1] < value)
        {
          distinct->values[distinct->n_values] = value;
          distinct->weights[distinct->n_values++] = 0.0;
        }
      distinct->weights[distinct->n_values - 1] += weight_of (samples, rows[order[i]]);
    }
}

/* What cutting has to share out. */
typedef struct
{
  double heavy;     /* from this weight on a value has a bin of its own */
  double left;      /* the weight of the other values that are in no closed bin */
  guint  n_bins;    /* how many bins are left for these */
} Share;

static Share
make_share (const Distinct *distinct,
            guint           max_bins)
{
  Share share = { .n_bins = max_bins };
  double total = 0.0;

  for (gsize i = 0; i < distinct->n_values; i++)
    total += distinct->weights[i];
  share.heavy = total / (double) max_bins;

  for (gsize i = 0; i < distinct->n_values; i++)
    if (distinct->weights[i] < share.heavy)
      share.left += distinct->weights[i];
    else
      share.n_bins--;

  return share;
}

/* Bins of equal weight, as far as the values allow: heavy values have their own,
 * and walking upwards a bin of others is closed once it weighs as much as the
 * bins still to be made on average, or half as much before a heavy value. */
static guint32
cut_many (const Distinct *distinct,
          guint           max_bins,
          double         *cuts)
{
  Share share = make_share (distinct, max_bins);
  gboolean has_heavy = FALSE;
  double open = 0.0;
  guint32 n_cuts = 0;

  for (gsize i = 0; i < distinct->n_values; i++)
    {
      const gboolean is_heavy = distinct->weights[i] >= share.heavy;
      const double mean = share.left / (double) MAX (share.n_bins, 1);

      if (i > 0 && n_cuts + 1 < max_bins &&
          (has_heavy || open >= mean || (is_heavy && open >= 0.5 * mean)) &&
          cut_between (distinct->values[i - 1], distinct->values[i], &cuts[n_cuts]))
        {
          share.left -= open;
          share.n_bins -= !has_heavy && share.n_bins > 1 ? 1 : 0;
          has_heavy = FALSE;
          open = 0.0;
          n_cuts++;
        }
      has_heavy = has_heavy || is_heavy;
      open += is_heavy ? 0.0 : distinct->weights[i];
    }

  return n_cuts;
}

static gboolean
search_many (const Search  *search,
             gsize          feature,
             GError       **error)
{
  const gsize capacity = MIN (search->samples->n_rows, MAX_SORTED) + 1;
  jig_autofree double *values = jig_alloc (capacity, 3 * sizeof *values, _("binning"), error);
  jig_autofree guint32 *rows = NULL;
  Distinct distinct;
  gsize n_rows;

  if (values == NULL)
    return FALSE;

  rows = jig_alloc (capacity, 2 * sizeof *rows, _("binning"), error);
  if (rows == NULL)
    return FALSE;

  n_rows = choose_rows (search, feature, values, rows);
  if (!jig_stats_order (values, n_rows, rows + capacity, error))
    return FALSE;

  distinct = (Distinct) { values + capacity, values + 2 * capacity, 0 };
  merge_equals (search->samples, values, rows, rows + capacity, n_rows, &distinct);
  search->n_cuts[feature] = cut_many (&distinct, search->max_bins,
                                      search->cuts + feature * (search->max_bins - 1));

  return TRUE;
}

static void
search_feature (gsize    chunk,
                gsize    begin,
                gsize    end,
                gpointer data)
{
  const Search *search = data;

  for (gsize feature = begin; feature < end; feature++)
    {
      double few[JIG_BINNING_MAX_BINS];
      gsize n_few = 0;

      search->largest[feature] = NAN;
      if (collect_few (search, feature, few, &n_few))
        search->n_cuts[feature] = cut_few (few, n_few,
                                           search->cuts + feature * (search->max_bins - 1));
      else
        search_many (search, feature, &search->errors[feature]);
    }
}

/* The error of the first feature that has one. */
static gboolean
find_cuts (Search   *search,
           GError  **error)
{
  const gsize n_features = search->samples->n_features;
  gboolean is_good;

  is_good = jig_parallel_for_checked (n_features, 1, search_feature, search, search->progress,
                                      _("Binning"), error);
  for (gsize i = 0; i < n_features; i++)
    if (search->errors[i] != NULL && is_good)
      {
        g_propagate_error (error, g_steal_pointer (&search->errors[i]));
        is_good = FALSE;
      }
    else
      g_clear_error (&search->errors[i]);

  return is_good;
}

static JigBinning *
pack (const Search  *search,
      GError       **error)
{
  g_autoptr(JigBinning) self = g_new0 (JigBinning, 1);
  gsize n_cuts = 0;

  self->n_features = search->samples->n_features;
  for (gsize i = 0; i < self->n_features; i++)
    n_cuts += search->n_cuts[i];

  self->cuts = jig_alloc (n_cuts, sizeof *self->cuts, _("binning"), error);
  if (self->cuts == NULL)
    return NULL;
  self->first_cut = jig_alloc (self->n_features + 1, sizeof *self->first_cut, _("binning"), error);
  if (self->first_cut == NULL)
    return NULL;

  self->largest = jig_alloc (self->n_features, sizeof *self->largest, _("binning"), error);
  if (self->largest == NULL)
    return NULL;

  memcpy (self->largest, search->largest, self->n_features * sizeof *self->largest);
  for (gsize i = 0; i < self->n_features; i++)
    {
      memcpy (self->cuts + self->first_cut[i], search->cuts + i * (search->max_bins - 1),
              search->n_cuts[i] * sizeof *self->cuts);
      self->first_cut[i + 1] = self->first_cut[i] + search->n_cuts[i];
    }

  return g_steal_pointer (&self);
}

/**
 * jig_binning_new:
 * @samples: the rows to learn from
 * @max_bins: how many bins a feature may have, 2 to %JIG_BINNING_MAX_BINS
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Finds the cuts of each feature: between all different values if these are few
 * enough, else such that bins weigh about the same. A row of weight w counts as
 * w rows. Beyond 262,144 rows the quantiles are those of a sample that is always
 * the same.
 *
 * Returns: (transfer full): the cuts, or %NULL with @error set
 */
JigBinning *
jig_binning_new (const JigSamples   *samples,
                 guint               max_bins,
                 const JigProgress  *progress,
                 GError            **error)
{
  jig_autofree double *cuts = NULL;
  jig_autofree guint32 *n_cuts = NULL;
  jig_autofree double *largest = NULL;
  jig_autofree GError **errors = NULL;
  Search search = { samples, progress, max_bins };

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (max_bins >= 2 && max_bins <= JIG_BINNING_MAX_BINS, NULL);

  cuts = jig_alloc (samples->n_features, (max_bins - 1) * sizeof *cuts, _("binning"), error);
  if (cuts == NULL)
    return NULL;
  n_cuts = jig_alloc (samples->n_features, sizeof *n_cuts, _("binning"), error);
  if (n_cuts == NULL)
    return NULL;
  largest = jig_alloc (samples->n_features, sizeof *largest, _("binning"), error);
  if (largest == NULL)
    return NULL;
  errors = jig_alloc (samples->n_features, sizeof *errors, _("binning"), error);
  if (errors == NULL)
    return NULL;

  search.cuts = cuts;
  search.n_cuts = n_cuts;
  search.largest = largest;
  search.errors = errors;

  return find_cuts (&search, error) ? pack (&search, error) : NULL;
}

/**
 * jig_binning_free:
 * @self: (transfer full) (nullable): the cuts
 */
void
jig_binning_free (JigBinning *self)
{
  if (self == NULL)
    return;

  jig_free (self->cuts);
  jig_free (self->first_cut);
  jig_free (self->largest);
  g_free (self);
}

/**
 * jig_binning_get_n_cuts:
 * @self: the cuts
 * @feature: a feature
 *
 * Returns: how many cuts it has: one less than bins that are not for missing
 *   values, whose bin comes after those
 */
guint
jig_binning_get_n_cuts (const JigBinning *self,
                        gsize             feature)
{
  return self->first_cut[feature + 1] - self->first_cut[feature];
}

/**
 * jig_binning_get_cut:
 * @self: the cuts
 * @feature: a feature
 * @bin: a bin
 *
 * Returns: the cut above the bin: rows up to it are those below the cut. Above
 *   the last bin that is the largest double: see jig_binning_is_bounded()
 */
double
jig_binning_get_cut (const JigBinning *self,
                     gsize             feature,
                     guint             bin)
{
  return bin < jig_binning_get_n_cuts (self, feature)
         ? self->cuts[self->first_cut[feature] + bin]
         : DBL_MAX;
}

/**
 * jig_binning_is_bounded:
 * @self: the cuts
 * @feature: a feature
 *
 * Returns: %TRUE if there is a finite number above all its values
 */
gboolean
jig_binning_is_bounded (const JigBinning *self,
                        gsize             feature)
{
  return self->largest[feature] < DBL_MAX;
}

/**
 * jig_binning_find:
 * @self: the cuts
 * @feature: a feature
 * @value: a value of it; NaN is missing
 *
 * Returns: the bin of the value
 */
guint8
jig_binning_find (const JigBinning *self,
                  gsize             feature,
                  double            value)
{
  const double *cuts = self->cuts + self->first_cut[feature];
  const guint n_cuts = jig_binning_get_n_cuts (self, feature);
  gsize begin = 0;
  gsize n_left = n_cuts;

  if (isnan (value))
    return (guint8) (n_cuts + 1);

  while (n_left > 0)
    {
      const gsize half = n_left / 2;

      if (cuts[begin + half] <= value)
        {
          begin += half + 1;
          n_left -= half + 1;
        }
      else
        n_left = half;
    }

  return (guint8) begin;
}
