#include "core/boost/binned.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/boost/boost-kernels.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_ROWS 4096

/* Below this many rows the sums of joint codes cost more than they save. */
#define MIN_JOINT_ROWS 16384

/* A code of a row while the layout is made. */
typedef struct
{
  guint32 n_values;      /* how many values it has */
  guint32 n_features;    /* how many share it */
  guint32 first;         /* of its features, in the order of Layout.order */
} Code;

typedef struct
{
  JigBinned *binned;
  guint32   *order;      /* (n_features,) features by how many values they have, rising */
  Code      *codes;      /* (n_features,) */
  gsize      n_codes;
} Layout;

typedef struct
{
  const JigSamples *samples;
  JigBinned        *binned;
  guint8           *has_missing;   /* (n_chunks, n_features) */
} Encoding;

/* The values of one feature lie a row apart: a few thousand rows at a time stay
 * in the cache for all features. */
static void
encode_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Encoding *encoding = data;
  const JigBinned *binned = encoding->binned;
  const gsize n_features = encoding->samples->n_features;
  float values[CHUNK_ROWS];

  for (gsize feature = 0; feature < n_features; feature++)
    {
      const double *value = encoding->samples->features + begin * n_features + feature;
      guint8 *codes = binned->features[feature].codes + begin;
      gboolean has_missing = FALSE;

      for (gsize i = 0; i < end - begin; i++)
        values[i] = (float) value[i * n_features];
      jig_binning_find_all (binned->binning, feature, values, end - begin, codes);
      for (gsize i = 0; i < end - begin; i++)
        has_missing |= codes[i] == binned->features[feature].n_bins;

      encoding->has_missing[chunk * n_features + feature] = has_missing ? 1 : 0;
    }
}

static gboolean
make_columns (JigBinned   *self,
              GError     **error)
{
  const gsize n_features = self->binning->n_features;
  const gsize length = self->n_rows + JIG_BOOST_CODE_PADDING;

  self->features = jig_alloc (n_features, sizeof *self->features, _("the bins of all rows"), error);
  if (self->features == NULL)
    return FALSE;
  self->columns = jig_alloc (n_features, length, _("the bins of all rows"), error);
  if (self->columns == NULL)
    return FALSE;

  for (gsize i = 0; i < n_features; i++)
    {
      self->features[i].codes = self->columns + i * length;
      self->features[i].n_bins = jig_binning_get_n_cuts (self->binning, i) + 1;
    }

  return TRUE;
}

/* Sets each feature's radix: its bins, and one more if a value is missing. */
static gboolean
encode (JigBinned          *self,
        const JigSamples   *samples,
        const JigProgress  *progress,
        GError            **error)
{
  const gsize n_features = samples->n_features;
  const gsize n_chunks = jig_parallel_n_chunks (self->n_rows, CHUNK_ROWS);
  jig_autofree guint8 *has_missing = jig_alloc (n_chunks, n_features, _("binning"), error);
  Encoding encoding = { samples, self, has_missing };

  if (has_missing == NULL ||
      !jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, encode_chunk, &encoding, progress,
                                 _("Binning"), error))
    return FALSE;

  for (gsize i = 0; i < n_features; i++)
    self->features[i].radix = self->features[i].n_bins;
  for (gsize i = 0; i < n_chunks * n_features; i++)
    if (has_missing[i] != 0)
      self->features[i % n_features].radix = self->features[i % n_features].n_bins + 1;

  return TRUE;
}

static int
compare_radices (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const JigBinnedFeature *features = data;
  const guint32 first = *(const guint32 *) a;
  const guint32 second = *(const guint32 *) b;
  const int by_radix = (features[first].radix > features[second].radix) -
                       (features[first].radix < features[second].radix);

  return by_radix != 0 ? by_radix : (first > second) - (first < second);
}

/* Features of few values come first; each joins the one before as long as both
 * fit a byte. */
static void
join_features (Layout *layout)
{
  JigBinnedFeature *features = layout->binned->features;
  const gsize n_features = layout->binned->binning->n_features;
  const gboolean joins = layout->binned->n_rows >= MIN_JOINT_ROWS;
  Code *code = NULL;

  for (gsize i = 0; i < n_features; i++)
    layout->order[i] = (guint32) i;
  g_qsort_with_data (layout->order, (gint) n_features, sizeof *layout->order, compare_radices,
                     features);

  for (gsize i = 0; i < n_features; i++)
    {
      JigBinnedFeature *feature = &features[layout->order[i]];

      if (code == NULL || !joins || code->n_values * feature->radix > JIG_BOOST_MAX_CELLS)
        {
          code = &layout->codes[layout->n_codes++];
          *code = (Code) { 1, 0, (guint32) i };
        }
      feature->divisor = code->n_values;
      code->n_values *= feature->radix;
      code->n_features++;
    }
}

/* How far apart the cells of codes of a kind are. A feature that has its own
 * code has a cell for missing values whether there are any or not. */
static guint32
choose_stride (const Code *code)
{
  const guint32 n_cells = code->n_features > 1 ? code->n_values : code->n_values + 1;
  guint32 stride = 16;

  while (stride < n_cells)
    stride *= 2;

  return MIN (stride, JIG_BOOST_MAX_CELLS) + 8;
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  const Code *first = a;
  const Code *second = b;

  if ((first->n_features > 1) != (second->n_features > 1))
    return first->n_features > 1 ? 1 : -1;
  if (choose_stride (first) != choose_stride (second))
    return choose_stride (first) > choose_stride (second) ? -1 : 1;

  return (first->first > second->first) - (first->first < second->first);
}

/* A block has an even number of codes: the last one may be of no feature. */
static void
close_block (JigBinned *binned,
             guint32   *place,
             gsize     *n_cells)
{
  JigBlock *block = &binned->blocks[binned->n_blocks - 1];

  if (block->n_codes % 2 == 0)
    return;

  block->n_codes++;
  (*place)++;
  *n_cells += block->stride;
}

/* Appends codes [begin, end), which are all plain or all joint. */
static void
append_blocks (Layout  *layout,
               gsize    begin,
               gsize    end,
               guint32 *place,
               gsize   *n_cells)
{
  JigBinned *binned = layout->binned;
  JigBlock *block = NULL;

  for (gsize i = begin; i < end; i++)
    {
      const Code *code = &layout->codes[i];
      const guint32 stride = choose_stride (code);

      if (block == NULL || block->stride != stride || block->n_codes == JIG_BLOCK_CODES)
        {
          if (block != NULL)
            close_block (binned, place, n_cells);
          block = &binned->blocks[binned->n_blocks++];
          *block = (JigBlock) { *place, 0, stride, (guint32) *n_cells };
        }
      for (guint32 k = 0; k < code->n_features; k++)
        {
          JigBinnedFeature *feature = &binned->features[layout->order[code->first + k]];

          feature->place = *place;
          feature->first_cell = (guint32) *n_cells;
        }
      (*place)++;
      block->n_codes++;
      *n_cells += stride;
    }

  if (block != NULL)
    close_block (binned, place, n_cells);
}

/**
 * jig_binned_choose_stride:
 * @n_codes: how many codes a row has
 *
 * Rows of up to a cache line do not straddle two.
 *
 * Returns: how many bytes there are from one row to the next
 */
gsize
jig_binned_choose_stride (gsize n_codes)
{
  gsize stride = 2;

  if (n_codes > 32)
    return (n_codes + 63) / 64 * 64;

  while (stride < n_codes)
    stride *= 2;

  return stride;
}

/* Joint codes come last. Their features have cells of their own behind those of
 * the plain codes. */
static void
place_codes (Layout *layout)
{
  JigBinned *binned = layout->binned;
  gsize n_plain = 0;
  guint32 place = 0;

  qsort (layout->codes, layout->n_codes, sizeof *layout->codes, compare_codes);
  while (n_plain < layout->n_codes && layout->codes[n_plain].n_features == 1)
    n_plain++;

  append_blocks (layout, 0, n_plain, &place, &binned->n_cells);
  binned->n_plain_blocks = binned->n_blocks;
  append_blocks (layout, n_plain, layout->n_codes, &place, &binned->n_joint_cells);
  binned->stride = jig_binned_choose_stride (place);

  for (gsize i = n_plain; i < layout->n_codes; i++)
    for (guint32 k = 0; k < layout->codes[i].n_features; k++)
      {
        JigBinnedFeature *feature = &binned->features[layout->order[layout->codes[i].first + k]];

        feature->first_joint_cell = feature->first_cell;
        feature->n_joint_cells = layout->codes[i].n_values;
        feature->first_cell = (guint32) binned->n_cells;
        binned->n_cells += (feature->n_bins + 1 + 7) / 8 * 8;
      }
}

static gboolean
lay_out (JigBinned  *self,
         GError    **error)
{
  const gsize n_features = self->binning->n_features;
  jig_autofree guint32 *order = jig_alloc (n_features, sizeof *order, _("binning"), error);
  jig_autofree Code *codes = NULL;
  Layout layout = { self, order };

  if (order == NULL)
    return FALSE;
  codes = jig_alloc (n_features, sizeof *codes, _("binning"), error);
  if (codes == NULL)
    return FALSE;
  self->blocks = jig_alloc (n_features, sizeof *self->blocks, _("binning"), error);
  if (self->blocks == NULL)
    return FALSE;

  layout.codes = codes;
  join_features (&layout);
  place_codes (&layout);

  self->codes = jig_alloc (self->n_rows, self->stride, _("the bins of all rows"), error);

  return self->codes != NULL;
}

/* The rows' codes out of the features' ones. */
static void
weave_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const JigBinned *binned = data;

  for (gsize i = 0; i < binned->binning->n_features; i++)
    {
      const JigBinnedFeature *feature = &binned->features[i];
      guint8 *codes = binned->codes + feature->place;

      for (gsize row = begin; row < end; row++)
        codes[row * binned->stride] = (guint8) (codes[row * binned->stride] +
                                                feature->codes[row] * feature->divisor);
    }
}

/**
 * jig_binned_new:
 * @binning: where the features are cut; must outlive the result
 * @samples: the rows
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the rows as bins, or %NULL with @error set
 */
JigBinned *
jig_binned_new (const JigBinning   *binning,
                const JigSamples   *samples,
                const JigProgress  *progress,
                GError            **error)
{
  g_autoptr(JigBinned) self = g_new0 (JigBinned, 1);

  g_return_val_if_fail (binning->n_features == samples->n_features, NULL);

  self->binning = binning;
  self->n_rows = samples->n_rows;
  if (!make_columns (self, error) ||
      !encode (self, samples, progress, error) ||
      !lay_out (self, error) ||
      !jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, weave_chunk, self, progress,
                                 _("Binning"), error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * jig_binned_free:
 * @self: (transfer full) (nullable): a table of bins
 */
void
jig_binned_free (JigBinned *self)
{
  if (self == NULL)
    return;

  jig_free (self->features);
  jig_free (self->columns);
  jig_free (self->blocks);
  jig_free (self->codes);
  g_free (self);
}
