#include "core/boost/binning.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/boost-kernels.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Quantiles are taken of at most about this many values of a feature. */
#define MAX_SORTED (1 << 20)

/* How many rows are looked at between two questions whether to stop. */
#define BLOCK_ROWS 65536

/* Keys are sorted by this many bits at a time. */
#define DIGIT_BITS 11
#define N_DIGITS   3
#define N_VALUES   (1 << DIGIT_BITS)

typedef struct
{
  const JigSamples  *samples;
  const JigProgress *progress;
  guint              max_bins;
  float             *cuts;      /* (n_features, max_bins - 1) */
  guint32           *n_cuts;    /* (n_features,) */
  float             *largest;   /* (n_features,) */
  GError           **errors;    /* (n_features,) */
} Search;

/* Values of one feature in rising order, each once, with their weights. */
typedef struct
{
  float  *values;    /* (capacity,) */
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
           float            *value)
{
  *value = (float) samples->features[row * samples->n_features + feature] + 0.0f;

  return !isnan (*value) && weight_of (samples, row) > 0.0;
}

/* Halfway between neighbours a < b, such that a < cut <= b. FALSE: there is no
 * finite number there. */
static gboolean
cut_between (float  a,
             float  b,
             float *cut)
{
  float middle = a * 0.5f + b * 0.5f;

  if (isnan (middle))
    middle = 0.0f;
  middle = CLAMP (middle, -FLT_MAX, FLT_MAX);
  if (!(middle > a))
    middle = b;
  *cut = middle;

  return middle > a && middle <= b && isfinite (middle);
}

/* A number that is ordered as the float is. */
static inline guint32
key_of (float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);

  return bits ^ (bits >> 31 != 0 ? G_MAXUINT32 : 0x80000000u);
}

static inline float
value_of (guint32 key)
{
  const guint32 bits = key ^ (key >> 31 != 0 ? 0x80000000u : G_MAXUINT32);
  float value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

/* The values to sort, each as its key and then its row: all of them, or a share
 * that depends on nothing but the row's number. The largest is that of all. */
static gsize
choose_keys (const Search *search,
             gsize         feature,
             guint64      *keys)
{
  const JigSamples *samples = search->samples;
  const double share = (double) MAX_SORTED / (double) samples->n_rows;
  float largest = NAN;
  gsize n_chosen = 0;
  JigRandom random;

  jig_random_init (&random, 0, "binning", feature);

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      const gboolean is_chosen = share >= 1.0 || jig_random_double (&random) < share;
      float value;

      if (row % BLOCK_ROWS == 0 && jig_progress_is_cancelled (search->progress))
        break;
      if (!get_value (samples, row, feature, &value))
        continue;

      largest = fmaxf (largest, value);
      if (is_chosen && n_chosen < MAX_SORTED)
        keys[n_chosen++] = (guint64) key_of (value) << 32 | row;
    }

  search->largest[feature] = largest;

  return n_chosen;
}

/* How many keys have each value of each digit. */
static void
count_digits (const guint64 *keys,
              gsize          n_keys,
              guint32        counts[N_DIGITS][N_VALUES])
{
  memset (counts, 0, N_DIGITS * sizeof *counts);

  for (gsize i = 0; i < n_keys; i++)
    for (guint digit = 0; digit < N_DIGITS; digit++)
      counts[digit][(keys[i] >> (32 + digit * DIGIT_BITS)) % N_VALUES]++;
}

/* Sorts by the keys' upper halves, from the lowest digit to the highest; what all
 * keys share is passed over. Returns whichever list the keys end up in. */
static guint64 *
sort_keys (guint64 *keys,
           guint64 *other,
           gsize    n_keys)
{
  guint32 counts[N_DIGITS][N_VALUES];

  count_digits (keys, n_keys, counts);

  for (guint digit = 0; digit < N_DIGITS; digit++)
    {
      const guint shift = 32 + digit * DIGIT_BITS;
      guint32 first[N_VALUES];
      guint32 sum = 0;
      guint64 *swap = keys;

      if (n_keys == 0 || counts[digit][(keys[0] >> shift) % N_VALUES] == n_keys)
        continue;

      for (guint value = 0; value < N_VALUES; value++)
        {
          first[value] = sum;
          sum += counts[digit][value];
        }
      for (gsize i = 0; i < n_keys; i++)
        other[first[(keys[i] >> shift) % N_VALUES]++] = keys[i];
      keys = other;
      other = swap;
    }

  return keys;
}

static void
merge_equals (const JigSamples *samples,
              const guint64    *keys,
              gsize             n_keys,
              Distinct         *distinct)
{
  for (gsize i = 0; i < n_keys; i++)
    {
      if (i == 0 || keys[i] >> 32 != keys[i - 1] >> 32)
        {
          distinct->values[distinct->n_values] = value_of ((guint32) (keys[i] >> 32));
          distinct->weights[distinct->n_values++] = 0.0;
        }
      distinct->weights[distinct->n_values - 1] += weight_of (samples, (guint32) keys[i]);
    }
}

/* A value that was not drawn is put in its place as long as there is room. */
static gboolean
add_value (Distinct *distinct,
           float     value,
           guint     max_values)
{
  gsize at = 0;

  while (at < distinct->n_values && distinct->values[at] < value)
    at++;
  if (at < distinct->n_values && distinct->values[at] == value)
    return TRUE;
  if (distinct->n_values == max_values)
    return FALSE;

  memmove (distinct->values + at + 1, distinct->values + at,
           (distinct->n_values - at) * sizeof *distinct->values);
  memmove (distinct->weights + at + 1, distinct->weights + at,
           (distinct->n_values - at) * sizeof *distinct->weights);
  distinct->values[at] = value;
  distinct->weights[at] = 0.0;
  distinct->n_values++;

  return TRUE;
}

/* Where only some of the rows were drawn, the few values may be more. */
static gboolean
are_few (const Search *search,
         gsize         feature,
         Distinct     *distinct)
{
  const JigSamples *samples = search->samples;
  float last = NAN;

  if (distinct->n_values > search->max_bins)
    return FALSE;
  if (samples->n_rows <= MAX_SORTED)
    return TRUE;

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      float value;

      if (row % BLOCK_ROWS == 0 && jig_progress_is_cancelled (search->progress))
        break;
      if (!get_value (samples, row, feature, &value) || value == last)
        continue;
      if (!add_value (distinct, value, search->max_bins))
        return FALSE;
      last = value;
    }

  return TRUE;
}

static guint32
cut_few (const Distinct *distinct,
         float          *cuts)
{
  guint32 n_cuts = 0;

  for (gsize i = 1; i < distinct->n_values; i++)
    if (cut_between (distinct->values[i - 1], distinct->values[i], &cuts[n_cuts]))
      n_cuts++;

  return n_cuts;
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
          float          *cuts)
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
search_feature (const Search  *search,
                gsize          feature,
                GError       **error)
{
  const gsize capacity = MIN (search->samples->n_rows, MAX_SORTED) + 1;
  jig_autofree guint64 *keys = jig_alloc (capacity, 2 * sizeof *keys, _("binning"), error);
  jig_autofree float *values = NULL;
  float *cuts = search->cuts + feature * (search->max_bins - 1);
  Distinct distinct = { 0 };
  guint64 *sorted;
  gsize n_keys;

  if (keys == NULL)
    return FALSE;
  values = jig_alloc (capacity, sizeof *values, _("binning"), error);
  if (values == NULL)
    return FALSE;

  n_keys = choose_keys (search, feature, keys);
  sorted = sort_keys (keys, keys + capacity, n_keys);

  /* The weights take the place of the keys that are not sorted. */
  distinct.values = values;
  distinct.weights = (double *) (gpointer) (sorted == keys ? keys + capacity : keys);
  merge_equals (search->samples, sorted, n_keys, &distinct);
  search->n_cuts[feature] = are_few (search, feature, &distinct)
                            ? cut_few (&distinct, cuts)
                            : cut_many (&distinct, search->max_bins, cuts);

  return TRUE;
}

static void
search_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Search *search = data;

  for (gsize feature = begin; feature < end; feature++)
    search_feature (search, feature, &search->errors[feature]);
}

/* The error of the first feature that has one. */
static gboolean
find_cuts (Search   *search,
           GError  **error)
{
  const gsize n_features = search->samples->n_features;
  gboolean is_good;

  is_good = jig_parallel_for_checked (n_features, 1, search_chunk, search, search->progress,
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
 * w rows. Beyond 1,048,576 rows the quantiles are those of a sample that is always
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
  jig_autofree float *cuts = NULL;
  jig_autofree guint32 *n_cuts = NULL;
  jig_autofree float *largest = NULL;
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
 *   the last bin that is the largest float: see jig_binning_is_bounded()
 */
double
jig_binning_get_cut (const JigBinning *self,
                     gsize             feature,
                     guint             bin)
{
  return bin < jig_binning_get_n_cuts (self, feature)
         ? (double) self->cuts[self->first_cut[feature] + bin]
         : (double) FLT_MAX;
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
  return self->largest[feature] < FLT_MAX;
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
  const float rounded = (float) value;
  guint8 code;

  jig_binning_find_all (self, feature, &rounded, 1, &code);

  return code;
}

/**
 * jig_binning_find_all:
 * @self: the cuts
 * @feature: a feature
 * @values: (n_values,) values of it; NaN is missing
 * @n_values: how many these are
 * @codes: (out caller-allocates): (n_values,) their bins
 */
void
jig_binning_find_all (const JigBinning *self,
                      gsize             feature,
                      const float      *values,
                      gsize             n_values,
                      guint8           *codes)
{
  const guint n_cuts = jig_binning_get_n_cuts (self, feature);
  float cuts[JIG_BOOST_MAX_CELLS];

  /* No value is above NaN: the search ends before it. */
  memcpy (cuts, self->cuts + self->first_cut[feature], n_cuts * sizeof *cuts);
  for (guint i = n_cuts; i < G_N_ELEMENTS (cuts); i++)
    cuts[i] = NAN;

  jig_boost_kernels_get ()->encode (cuts, n_cuts, values, n_values, codes);
}
