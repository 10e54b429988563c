/* The rows that one tree learns from, sorted by each feature (as in Mehta, Agrawal and
 * Rissanen, "SLIQ", 1996): sorted once, and a split parts each list without changing
 * the order. It does so from one half of the room to the other, so that lists
 * need nothing of each other and all threads can help. */
#include "core/boost/exact-lists.h"

#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A node of fewer rows is not worth sharing out. */
#define MIN_SHARED_ROWS 256

typedef struct
{
  const JigExactLists *lists;
  const JigExactRange *range;
  guint32              n_left;
} Parting;

static void
fill_values (JigExactLists    *self,
             const JigSamples *samples)
{
  for (gsize row = 0; row < samples->n_rows; row++)
    for (gsize i = 0; i < samples->n_features; i++)
      self->values[i * samples->n_rows + row] =
        (float) samples->features[row * samples->n_features + i] + 0.0f;
}

/* Drops from a list, in place, the rows that do not weigh anything. */
static guint32
keep_weighing (const JigSamples *samples,
               guint32          *rows)
{
  guint32 n_kept = 0;

  for (gsize i = 0; i < samples->n_rows; i++)
    if (samples->weights == NULL || samples->weights[rows[i]] > 0.0)
      rows[n_kept++] = rows[i];

  return n_kept;
}

/* Missing values may go right only if any row has none, and others differ. */
static gboolean
sort_features (JigExactLists      *self,
               const JigSamples   *samples,
               const JigProgress  *progress,
               GError            **error)
{
  const gsize n_rows = samples->n_rows;
  jig_autofree guint64 *keys = jig_alloc (n_rows, 2 * sizeof *keys, _("sorting"), error);

  if (keys == NULL)
    return FALSE;

  for (gsize i = 0; i < samples->n_features; i++)
    {
      const float *values = self->values + i * n_rows;
      guint32 *rows = self->sorted + i * n_rows;
      guint32 n_present = 0;

      jig_exact_sort (values, n_rows, keys, keys + n_rows, rows);
      self->n_weighing = keep_weighing (samples, rows);
      while (n_present < self->n_weighing && !isnan (values[rows[n_present]]))
        n_present++;
      self->tries_right[i] = n_present > 0 && n_present < self->n_weighing &&
                             values[rows[0]] != values[rows[n_present - 1]];
      if (!jig_progress_step (progress, i + 1, samples->n_features, _("Sorting"), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
make_room (JigExactLists  *self,
           GError        **error)
{
  const struct
  {
    gpointer place;
    gsize    n_items;
    gsize    item_size;
  } rooms[] = {
    { &self->values, self->n_features, self->n_samples * sizeof *self->values },
    { &self->tries_right, self->n_features, sizeof *self->tries_right },
    { &self->sorted, self->n_features, self->n_samples * sizeof *self->sorted },
    { &self->lists, self->n_features + 1, 2 * self->n_samples * sizeof *self->lists },
    { &self->marks, self->n_samples, sizeof *self->marks },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      gpointer memory = jig_alloc (rooms[i].n_items, rooms[i].item_size, _("the sorted features"),
                                   error);

      if (memory == NULL)
        return FALSE;
      *(gpointer *) rooms[i].place = memory;
    }

  return TRUE;
}

/**
 * jig_exact_lists_init:
 * @self: (out caller-allocates): zeroed; for jig_exact_lists_clear(), whatever happens
 * @samples: the rows
 * @progress: (nullable): told after each feature
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Sorts the rows by each feature.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_exact_lists_init (JigExactLists      *self,
                      const JigSamples   *samples,
                      const JigProgress  *progress,
                      GError            **error)
{
  self->n_samples = samples->n_rows;
  self->n_features = samples->n_features;
  if (!make_room (self, error))
    return FALSE;

  fill_values (self, samples);

  return sort_features (self, samples, progress, error);
}

/**
 * jig_exact_lists_clear:
 * @self: the lists
 */
void
jig_exact_lists_clear (JigExactLists *self)
{
  jig_free (self->values);
  jig_free (self->tries_right);
  jig_free (self->sorted);
  jig_free (self->lists);
  jig_free (self->marks);
  *self = (JigExactLists) { 0 };
}

/* In the order of the rows: what is marked. */
static guint32
list_marked (const JigExactLists *self,
             guint32             *list)
{
  guint32 n_marked = 0;

  for (gsize row = 0; row < self->n_samples; row++)
    if (self->marks[row] != 0)
      list[n_marked++] = (guint32) row;

  return n_marked;
}

static void
mark_rows (JigExactLists *self,
           const guint32 *rows,
           gsize          n_rows)
{
  for (gsize row = 0; row < self->n_samples; row++)
    self->marks[row] = 0;
  for (gsize i = 0; i < n_rows; i++)
    self->marks[rows[i]] = 1;
}

/**
 * jig_exact_lists_fill:
 * @self: the lists
 * @columns: (n_columns,) the features that the tree may ask for; at least one
 * @n_columns: how many these are
 * @rows: (n_rows,) the rows that the tree learns from, in any order
 * @n_rows: how many these are
 *
 * Fills the lists of depth 0: one per column, and the one of the rows in their own
 * order after these.
 *
 * Returns: how many of the rows weigh something: how long the lists are
 */
guint32
jig_exact_lists_fill (JigExactLists *self,
                      const guint32 *columns,
                      gsize          n_columns,
                      const guint32 *rows,
                      gsize          n_rows)
{
  guint32 n_seen = 0;

  mark_rows (self, rows, n_rows);
  for (gsize i = 0; i < n_columns; i++)
    {
      const guint32 *sorted = self->sorted + columns[i] * self->n_samples;
      guint32 *list = jig_exact_lists_get (self, i, 0);

      n_seen = 0;
      for (guint32 k = 0; k < self->n_weighing; k++)
        if (self->marks[sorted[k]] != 0)
          list[n_seen++] = sorted[k];
    }

  mark_rows (self, jig_exact_lists_get (self, 0, 0), n_seen);

  return list_marked (self, jig_exact_lists_get (self, n_columns, 0));
}

/**
 * jig_exact_lists_get:
 * @self: the lists
 * @index: which column; after the last one, the rows in their own order
 * @depth: of a node
 *
 * Returns: (transfer none): the list in which nodes of this depth are
 */
guint32 *
jig_exact_lists_get (const JigExactLists *self,
                     gsize                index,
                     guint                depth)
{
  return self->lists + ((depth % 2) * (self->n_features + 1) + index) * self->n_samples;
}

/* Marks the rows that go left, and counts them. */
static guint32
mark_left (JigExactLists       *self,
           const guint32       *rows,
           const JigExactRange *range,
           const JigExactSplit *split)
{
  const float *values = self->values + split->feature * self->n_samples;
  guint32 n_left = 0;

  for (guint32 i = range->begin; i < range->end; i++)
    {
      const float value = values[rows[i]];
      const gboolean is_left = isnan (value) ? split->missing_left : value < split->threshold;

      self->marks[rows[i]] = is_left ? 1 : 0;
      n_left += is_left ? 1 : 0;
    }

  return n_left;
}

static void
part_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Parting *parting = data;
  const JigExactLists *self = parting->lists;
  const JigExactRange *range = parting->range;

  for (gsize i = begin; i < end; i++)
    {
      const guint32 *from = jig_exact_lists_get (self, i, range->depth);
      guint32 *to = jig_exact_lists_get (self, i, range->depth + 1);
      guint32 left = range->begin;
      guint32 right = range->begin + parting->n_left;

      for (guint32 k = range->begin; k < range->end; k++)
        to[self->marks[from[k]] != 0 ? left++ : right++] = from[k];
    }
}

/**
 * jig_exact_lists_part:
 * @self: the lists
 * @n_columns: how many columns the tree has
 * @range: a node
 * @split: what it is asked
 *
 * Parts the node in all lists: first the rows that go left, then the others.
 *
 * Returns: how many go left
 */
guint32
jig_exact_lists_part (JigExactLists       *self,
                      gsize                n_columns,
                      const JigExactRange *range,
                      const JigExactSplit *split)
{
  const guint32 *rows = jig_exact_lists_get (self, n_columns, range->depth);
  Parting parting = { self, range, mark_left (self, rows, range, split) };

  jig_parallel_for (n_columns + 1,
                    range->end - range->begin < MIN_SHARED_ROWS ? n_columns + 1 : 1, part_chunk,
                    &parting);

  return parting.n_left;
}

/**
 * jig_exact_lists_find:
 * @self: the lists
 * @tree: a tree of these features
 * @row: a row
 *
 * Returns: the index of the row's leaf
 */
gint32
jig_exact_lists_find (const JigExactLists *self,
                      const JigTree       *tree,
                      gsize                row)
{
  const JigTreeNode *node = tree->nodes;

  while (node->feature >= 0)
    {
      const float value = self->values[(gsize) node->feature * self->n_samples + row];
      const gboolean is_left = isnan (value) ? node->missing_left : value < node->threshold;

      node = tree->nodes + (is_left ? node->left : node->right);
    }

  return (gint32) (node - tree->nodes);
}
