#include "core/boost/binning.h"

#include "core/base/alloc.h"
#include "core/base/float-key.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/boost-kernels.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Quantiles are taken of at most about this many values of a feature. */
#define MAX_SORTED (1 << 19)

/* How many features are read together: a cache line of doubles. */
#define GROUP_FEATURES 8

/* How many rows are looked at between two questions whether to stop. */
#define BLOCK_ROWS 65536

typedef struct
{
  const JigSamples  *samples;
  const JigProgress *progress;
  guint              max_bins;
  gsize              stride;    /* how many cuts a feature has at most */
  float             *cuts;      /* (n_features, stride) */
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

/* The keys of some features next to each other. */
typedef struct
{
  gsize    first;                /* feature */
  gsize    n_features;
  gsize    capacity;
  guint64 *keys;                 /* (n_features, capacity) key, then row */
  gsize    n_keys[GROUP_FEATURES];
} Keys;

static void
collect_row (const Search *search,
             gsize         row,
             gboolean      is_chosen,
             Keys         *keys)
{
  for (gsize i = 0; i < keys->n_features; i++)
    {
      float *largest = &search->largest[keys->first + i];
      float value;

      if (!get_value (search->samples, row, keys->first + i, &value))
        continue;

      *largest = fmaxf (*largest, value);
      if (is_chosen)
        keys->keys[i * keys->capacity + keys->n_keys[i]++] =
          (guint64) jig_float_key (value) << 32 | row;
    }
}

/* The values to sort, each as its key and then its row: those of all rows, or of a
 * share that depends on nothing but the row's number. The largest is that of all.
 * Values of one row lie together, so that several features are read at once. */
static void
collect_keys (const Search *search,
              Keys         *keys)
{
  const JigSamples *samples = search->samples;
  const double share = (double) MAX_SORTED / (double) samples->n_rows;
  gsize n_chosen = 0;
  JigRandom random;

  jig_random_init (&random, 0, "binning", 0);
  for (gsize i = 0; i < keys->n_features; i++)
    search->largest[keys->first + i] = NAN;

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      const gboolean is_chosen = (share >= 1.0 || jig_random_double (&random) < share) &&
                                 n_chosen < keys->capacity;

      if (row % BLOCK_ROWS == 0 && jig_progress_is_cancelled (search->progress))
        break;

      collect_row (search, row, is_chosen, keys);
      n_chosen += is_chosen ? 1 : 0;
    }
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
          distinct->values[distinct->n_values] = jig_float_key_value ((guint32) (keys[i] >> 32));
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
    if (jig_binning_cut_between (distinct->values[i - 1], distinct->values[i], &cuts[n_cuts]))
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
          jig_binning_cut_between (distinct->values[i - 1], distinct->values[i], &cuts[n_cuts]))
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

/* Between all codes that there can be, so that the bin is the code. */
static guint32
cut_levels (guint32  n_levels,
            float   *cuts)
{
  for (guint32 i = 1; i < n_levels; i++)
    cuts[i - 1] = (float) i - 0.5f;

  return n_levels - 1;
}

static void
cut_feature (const Search *search,
             gsize         feature,
             guint64      *keys,
             gsize         n_keys,
             guint64      *other,
             float        *values)
{
  float *cuts = search->cuts + feature * search->stride;
  guint64 *sorted = jig_float_key_sort (keys, other, n_keys);
  /* The weights take the place of the keys that are not sorted. */
  Distinct distinct = { values, (double *) (gpointer) (sorted == keys ? other : keys), 0 };

  merge_equals (search->samples, sorted, n_keys, &distinct);
  search->n_cuts[feature] = are_few (search, feature, &distinct)
                            ? cut_few (&distinct, cuts)
                            : cut_many (&distinct, search->max_bins, cuts);
}

static gboolean
search_features (const Search  *search,
                 gsize          begin,
                 gsize          end,
                 GError       **error)
{
  const gsize capacity = MIN (search->samples->n_rows, MAX_SORTED) + 1;
  jig_autofree guint64 *items = jig_alloc (capacity, (end - begin + 1) * sizeof *items,
                                           _("binning"), error);
  jig_autofree float *values = NULL;
  Keys keys = { begin, end - begin, capacity, items };

  if (items == NULL)
    return FALSE;
  values = jig_alloc (capacity, sizeof *values, _("binning"), error);
  if (values == NULL)
    return FALSE;

  collect_keys (search, &keys);
  for (gsize i = 0; i < keys.n_features; i++)
    if (jig_samples_get_levels (search->samples, begin + i) > 0)
      search->n_cuts[begin + i] = cut_levels (jig_samples_get_levels (search->samples, begin + i),
                                              search->cuts + (begin + i) * search->stride);
    else
      cut_feature (search, begin + i, items + i * capacity, keys.n_keys[i],
                   items + keys.n_features * capacity, values);

  return TRUE;
}

static void
search_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Search *search = data;

  search_features (search, begin, end, &search->errors[begin]);
}

/* The error of the first feature that has one. */
static gboolean
find_cuts (Search   *search,
           GError  **error)
{
  const gsize n_features = search->samples->n_features;
  gboolean is_good;

  is_good = jig_parallel_for_checked (n_features, GROUP_FEATURES, search_chunk, search,
                                      search->progress, _("Binning"), error);
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
  if (search->samples->levels != NULL)
    {
      self->levels = jig_alloc (self->n_features, sizeof *self->levels, _("binning"), error);
      if (self->levels == NULL)
        return NULL;
      memcpy (self->levels, search->samples->levels, self->n_features * sizeof *self->levels);
    }
  for (gsize i = 0; i < self->n_features; i++)
    {
      memcpy (self->cuts + self->first_cut[i], search->cuts + i * search->stride,
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
 * w rows. Beyond 524,288 rows the quantiles are those of a sample that is always
 * the same. A category may have up to %JIG_BINNING_MAX_BINS levels, however many
 * bins numbers may have.
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
  Search search = { samples, progress, max_bins, .stride = max_bins - 1 };

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (max_bins >= 2 && max_bins <= JIG_BINNING_MAX_BINS, NULL);

  for (gsize i = 0; i < samples->n_features; i++)
    {
      g_return_val_if_fail (jig_samples_get_levels (samples, i) <= JIG_BINNING_MAX_BINS, NULL);
      search.stride = MAX (search.stride, jig_samples_get_levels (samples, i));
    }

  cuts = jig_alloc (samples->n_features, search.stride * sizeof *cuts, _("binning"), error);
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
  jig_free (self->levels);
  g_free (self);
}

/**
 * jig_binning_cut_between:
 * @below: a value; not NaN
 * @above: the next greater one
 * @cut: (out): halfway between them, such that @below < @cut <= @above
 *
 * Returns: %FALSE if there is no finite number there
 */
gboolean
jig_binning_cut_between (float  below,
                         float  above,
                         float *cut)
{
  float middle = below * 0.5f + above * 0.5f;

  if (isnan (middle))
    middle = 0.0f;
  middle = CLAMP (middle, -FLT_MAX, FLT_MAX);
  if (!(middle > below))
    middle = above;
  *cut = middle;

  return middle > below && middle <= above && isfinite (middle);
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
