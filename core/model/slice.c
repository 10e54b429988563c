#include "core/model/slice.h"

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/levels.h"
#include "core/model/significance.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* A chunk goes over so many rows: a few milliseconds. */
#define CHUNK_ROWS (1 << 19)

/* The normal quantile of 0.975: a slice has rows enough. */
#define Z_95 1.959963984540054

/* The second column of a slice that has one column only. */
#define NO_COLUMN G_MAXUINT16

/* One column, or two, whose parts are looked at. */
typedef struct
{
  guint16 first;
  guint16 second;
} Cross;

/* Sums over the rows of one part, or of a part of two columns. */
typedef struct
{
  gsize  n_rows;
  double weight;
  double sum;
  double squares;       /* of weights */
  double square_sum;    /* of squared weights times differences */
  double square_squares;
} Sums;

typedef struct
{
  Cross  cross;
  gsize  parts[2];
  gsize  n_rows;
  double difference;
  double standard_error;
  double p;
} Candidate;

/* What the chunks share. */
typedef struct
{
  const JigSlicing *slicing;
  JigLevels        *levels;       /* (n_columns,) */
  gsize           (*sizes)[JIG_LEVELS_MAX];   /* (n_columns,) rows of each part */
  Cross            *crosses;      /* (n_crosses,) */
  gsize             n_crosses;
  JigArray         *candidates;   /* (n_chunks,) */
  GError          **errors;       /* (n_chunks,) */
  gsize             n_chunks;
} Work;

static void
work_clear (Work *work)
{
  for (gsize i = 0; work->levels != NULL && i < work->slicing->n_columns; i++)
    jig_levels_clear (&work->levels[i]);
  for (gsize i = 0; work->candidates != NULL && i < work->n_chunks; i++)
    jig_array_clear (&work->candidates[i]);
  for (gsize i = 0; work->errors != NULL && i < work->n_chunks; i++)
    g_clear_error (&work->errors[i]);

  jig_free (work->levels);
  jig_free (work->sizes);
  jig_free (work->crosses);
  jig_free (work->candidates);
  jig_free (work->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static inline double
weight_of (const JigSlicing *slicing,
           gsize             i)
{
  return slicing->weights != NULL ? slicing->weights[i] : 1.0;
}

static gboolean
divide_columns (Work               *work,
                const JigProgress  *progress,
                GError            **error)
{
  const JigSlicing *slicing = work->slicing;

  work->levels = jig_alloc (slicing->n_columns, sizeof *work->levels, _("slices"), error);
  if (work->levels == NULL)
    return FALSE;

  work->sizes = jig_alloc (slicing->n_columns, sizeof *work->sizes, _("slices"), error);
  if (work->sizes == NULL)
    return FALSE;

  for (gsize i = 0; i < slicing->n_columns; i++)
    {
      const JigColumn *column = jig_frame_get_column (slicing->frame, slicing->columns[i]);

      if (!jig_progress_step (progress, i, slicing->n_columns, _("looking for slices"), error) ||
          !jig_levels_init (&work->levels[i], column, slicing->rows, slicing->min_rows, error))
        return FALSE;

      for (gsize row = 0; row < jig_rows_get_size (slicing->rows); row++)
        if (work->levels[i].codes[row] != JIG_CODE_MISSING)
          work->sizes[i][work->levels[i].codes[row]]++;
    }

  return TRUE;
}

/* Every column by itself, then every two. */
static gboolean
list_crosses (Work    *work,
              GError **error)
{
  const gsize n = work->slicing->n_columns;

  work->crosses = jig_alloc (n * (n + 1) / 2, sizeof *work->crosses, _("slices"), error);
  if (work->crosses == NULL)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    if (work->levels[i].n_levels > 0)
      work->crosses[work->n_crosses++] = (Cross) { (guint16) i, NO_COLUMN };

  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      if (work->levels[i].n_levels > 0 && work->levels[j].n_levels > 0)
        work->crosses[work->n_crosses++] = (Cross) { (guint16) i, (guint16) j };

  return TRUE;
}

static void
add (Sums   *sums,
     double  weight,
     double  difference)
{
  const double square = weight * weight;

  sums->n_rows++;
  sums->weight += weight;
  sums->sum += weight * difference;
  sums->squares += square;
  sums->square_sum += square * difference;
  sums->square_squares += square * difference * difference;
}

/* (n_levels of the first, n_levels of the second) */
static void
sum_cross (const Work  *work,
           const Cross *cross,
           Sums        *sums)
{
  const JigSlicing *slicing = work->slicing;
  const guint32 *first = work->levels[cross->first].codes;
  const guint32 *second = NULL;
  gsize n_second = 1;

  if (cross->second != NO_COLUMN)
    {
      second = work->levels[cross->second].codes;
      n_second = work->levels[cross->second].n_levels;
    }

  for (gsize i = 0; i < jig_rows_get_size (slicing->rows); i++)
    {
      const guint32 part = second != NULL ? second[i] : 0;

      if (first[i] != JIG_CODE_MISSING && part != JIG_CODE_MISSING)
        add (&sums[first[i] * n_second + part], weight_of (slicing, i),
             slicing->against[i] - slicing->losses[i]);
    }
}

/* The weighted mean difference, and its standard error for weights that are
 * fixed: of equal ones the usual one. */
static void
test (const Sums *sums,
      Candidate  *candidate)
{
  const double n = (double) sums->n_rows;
  const double mean = sums->sum / sums->weight;
  const double spread = sums->square_squares - 2.0 * mean * sums->square_sum +
                        mean * mean * sums->squares;

  candidate->n_rows = sums->n_rows;
  candidate->difference = mean;
  candidate->standard_error = sqrt (fmax (spread, 0.0) * n / (n - 1.0)) / sums->weight;
  candidate->p = mean == 0.0 ? 1.0 : jig_significance_normal_tail (mean /
                                                                   candidate->standard_error);
}

/* Two columns whose part is one column's part tell nothing new. */
static gboolean
is_new (const Work  *work,
        const Cross *cross,
        gsize        first,
        gsize        second,
        gsize        n_rows)
{
  return cross->second == NO_COLUMN ||
         (n_rows < work->sizes[cross->first][first] &&
          n_rows < work->sizes[cross->second][second]);
}

static gboolean
test_cross (const Work   *work,
            const Cross  *cross,
            Sums         *sums,
            JigArray     *candidates,
            GError      **error)
{
  const gsize n_first = work->levels[cross->first].n_levels;
  const gsize n_second = cross->second != NO_COLUMN ? work->levels[cross->second].n_levels : 1;

  for (gsize i = 0; i < n_first * n_second; i++)
    {
      Candidate candidate = { *cross, { i / n_second, i % n_second }, 0, 0.0, 0.0, 0.0 };

      if (sums[i].n_rows < work->slicing->min_rows || !(sums[i].weight > 0.0) ||
          !is_new (work, cross, i / n_second, i % n_second, sums[i].n_rows))
        continue;
      test (&sums[i], &candidate);
      if (!jig_array_append (candidates, &candidate, 1, error))
        return FALSE;
    }

  return TRUE;
}

static void
test_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Work *work = data;
  GError **error = &work->errors[chunk];

  work->candidates[chunk] = JIG_ARRAY_INIT (Candidate, _("slices"));

  for (gsize i = begin; i < end; i++)
    {
      jig_autofree Sums *sums = jig_alloc (JIG_LEVELS_MAX * JIG_LEVELS_MAX, sizeof *sums,
                                           _("slices"), error);

      if (sums == NULL)
        return;
      sum_cross (work, &work->crosses[i], sums);
      if (!test_cross (work, &work->crosses[i], sums, &work->candidates[chunk], error))
        return;
    }
}

static gboolean
test_all (Work               *work,
          const JigProgress  *progress,
          GError            **error)
{
  const gsize n_rows = MAX (1, jig_rows_get_size (work->slicing->rows));
  const gsize chunk_size = MAX (1, CHUNK_ROWS / n_rows);

  work->n_chunks = jig_parallel_n_chunks (work->n_crosses, chunk_size);
  work->candidates = jig_alloc (work->n_chunks, sizeof *work->candidates, _("slices"), error);
  if (work->candidates == NULL)
    return FALSE;

  work->errors = jig_alloc (work->n_chunks, sizeof *work->errors, _("slices"), error);
  if (work->errors == NULL ||
      !jig_parallel_for_checked (work->n_crosses, chunk_size, test_chunk, work, progress,
                                 _("looking for slices"), error))
    return FALSE;

  for (gsize chunk = 0; chunk < work->n_chunks; chunk++)
    if (work->errors[chunk] != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&work->errors[chunk]));
        return FALSE;
      }

  return TRUE;
}

/* In chunk order, whoever was first. */
static gboolean
join (const Work  *work,
      JigArray    *all,
      GError     **error)
{
  for (gsize chunk = 0; chunk < work->n_chunks; chunk++)
    if (!jig_array_append (all, work->candidates[chunk].items, work->candidates[chunk].n_items,
                           error))
      return FALSE;

  return TRUE;
}

static double
harm_of (const Candidate *candidate)
{
  return -(double) candidate->n_rows *
         (candidate->difference + Z_95 * candidate->standard_error);
}

/* A slice that is no chance. */
typedef struct
{
  double harm;
  double q;
  gsize  index;
} Found;

/* The most harm first; of equals what was looked at first. */
static int
compare_found (const void *a,
               const void *b)
{
  const Found *first = a;
  const Found *second = b;

  if (first->harm != second->harm)
    return first->harm > second->harm ? -1 : 1;

  return (first->index > second->index) - (first->index < second->index);
}

static Found *
find (const JigArray  *all,
      double           rate,
      gsize           *n_found,
      GError         **error)
{
  jig_autofree double *p = jig_alloc (all->n_items, 2 * sizeof *p, _("slices"), error);
  jig_autofree Found *found = NULL;

  if (p == NULL)
    return NULL;

  found = jig_alloc (all->n_items, sizeof *found, _("slices"), error);
  if (found == NULL)
    return NULL;

  for (gsize i = 0; i < all->n_items; i++)
    p[i] = jig_array_index (all, Candidate, i).p;
  if (!jig_significance_benjamini_hochberg (p, all->n_items, p + all->n_items, error))
    return NULL;

  *n_found = 0;
  for (gsize i = 0; i < all->n_items; i++)
    if (p[all->n_items + i] <= rate)
      found[(*n_found)++] = (Found) { harm_of (&jig_array_index (all, Candidate, i)),
                                      p[all->n_items + i], i };
  qsort (found, *n_found, sizeof *found, compare_found);

  return g_steal_pointer (&found);
}

static gboolean
is_inside (const Work      *work,
           const Candidate *candidate,
           gsize            i)
{
  return work->levels[candidate->cross.first].codes[i] == candidate->parts[0] &&
         (candidate->cross.second == NO_COLUMN ||
          work->levels[candidate->cross.second].codes[i] == candidate->parts[1]);
}

/* The mean of some losses in a slice. */
static double
measure (const Work      *work,
         const Candidate *candidate,
         const double    *losses,
         JigInterval     *interval)
{
  const JigSlicing *slicing = work->slicing;
  Sums sums = { 0 };
  Candidate one;

  for (gsize i = 0; i < jig_rows_get_size (slicing->rows); i++)
    if (is_inside (work, candidate, i))
      add (&sums, weight_of (slicing, i), losses[i]);

  test (&sums, &one);
  interval->standard_error = one.standard_error;
  interval->low = one.difference - Z_95 * one.standard_error;
  interval->high = one.difference + Z_95 * one.standard_error;
  if (slicing->is_rate)
    jig_significance_wilson (sums.sum, sums.weight, &interval->low, &interval->high);

  return one.difference;
}

static void
tell (const Work      *work,
      const Candidate *candidate,
      const Found     *found,
      JigSlice        *slice)
{
  const JigSlicing *slicing = work->slicing;
  const Cross cross = candidate->cross;
  const double reach = Z_95 * candidate->standard_error;
  const char *first = work->levels[cross.first].texts[candidate->parts[0]];

  slice->n_columns = 1;
  slice->columns[0] = slicing->columns[cross.first];
  slice->parts[0] = candidate->parts[0];
  slice->where = g_strdup (first);
  if (cross.second != NO_COLUMN)
    {
      g_free (slice->where);
      /* Translators: both are conditions on rows, such as "age < 20". */
      slice->where = g_strdup_printf (_("%s and %s"), first,
                                      work->levels[cross.second].texts[candidate->parts[1]]);
      slice->n_columns = 2;
      slice->columns[1] = slicing->columns[cross.second];
      slice->parts[1] = candidate->parts[1];
    }

  slice->n_rows = candidate->n_rows;
  slice->loss = measure (work, candidate, slicing->losses, &slice->loss_interval);
  slice->loss_against = measure (work, candidate, slicing->against,
                                 &slice->loss_against_interval);
  slice->difference = candidate->difference;
  slice->interval = (JigInterval) { candidate->difference - reach, candidate->difference + reach,
                                    candidate->standard_error };
  slice->p = candidate->p;
  slice->q = found->q;
  slice->harm = found->harm;
}

static JigSlices *
tell_all (const Work  *work,
          GError     **error)
{
  g_auto(JigArray) all = JIG_ARRAY_INIT (Candidate, _("slices"));
  jig_autofree Found *found = NULL;
  JigSlices *self;
  gsize n_found;

  if (!join (work, &all, error))
    return NULL;

  found = find (&all, work->slicing->rate, &n_found, error);
  if (found == NULL)
    return NULL;

  self = g_new0 (JigSlices, 1);
  self->n_tested = all.n_items;
  self->n_found = n_found;
  self->n_slices = MIN (n_found, JIG_SLICE_TOLD);
  self->slices = g_new0 (JigSlice, JIG_SLICE_TOLD);
  for (gsize i = 0; i < self->n_slices; i++)
    tell (work, &jig_array_index (&all, Candidate, found[i].index), &found[i], &self->slices[i]);

  return self;
}

static gboolean
check_losses (const JigSlicing  *slicing,
              const double      *losses,
              GError           **error)
{
  JigPlace place = JIG_PLACE_NOWHERE;

  for (gsize i = 0; i < jig_rows_get_size (slicing->rows); i++)
    if (!isfinite (losses[i]))
      {
        place.row = (guint64) jig_rows_get_ids (slicing->rows)[i] + 1;
        jig_error_set_at (error, JIG_ERROR_DATA, &place, _("the loss is not a finite number."));
        return FALSE;
      }

  return TRUE;
}

static gboolean
check (const JigSlicing  *slicing,
       GError           **error)
{
  if (slicing->n_columns > JIG_SLICE_COLUMNS)
    g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                 _("Slices can be looked for in at most %d columns; choose those that matter."),
                 JIG_SLICE_COLUMNS);
  else if (slicing->min_rows < 2)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("A slice must have at least two rows."));
  else if (!(slicing->rate > 0.0 && slicing->rate <= 1.0))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("The rate of false discoveries must be above 0 and at most 1."));
  else
    return check_losses (slicing, slicing->losses, error) &&
           check_losses (slicing, slicing->against, error);

  return FALSE;
}

/**
 * jig_slices_find:
 * @slicing: what to look at
 * @progress: (nullable): asked between a few million rows
 * @error: return location for %JIG_ERROR_LIMIT, %JIG_ERROR_VALUE,
 *   %JIG_ERROR_DATA, %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Tests the paired difference in every part of every column and of every two
 * columns, and keeps those that are no chance after Benjamini and Hochberg.
 *
 * Returns: (transfer full): the slices, or %NULL with @error set
 */
JigSlices *
jig_slices_find (const JigSlicing   *slicing,
                 const JigProgress  *progress,
                 GError            **error)
{
  const JigProgress dividing = jig_progress_slice (progress, 0.0, 0.3);
  const JigProgress testing = jig_progress_slice (progress, 0.3, 1.0);
  g_auto(Work) work = { .slicing = slicing };

  g_return_val_if_fail (slicing != NULL, NULL);

  if (!check (slicing, error) ||
      !divide_columns (&work, &dividing, error) ||
      !list_crosses (&work, error) ||
      !test_all (&work, &testing, error))
    return NULL;

  return tell_all (&work, error);
}

/**
 * jig_slices_free:
 * @self: (nullable): slices
 */
void
jig_slices_free (JigSlices *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->n_slices; i++)
    g_free (self->slices[i].where);
  g_free (self->slices);
  g_free (self);
}

/**
 * jig_slice_dup_rows:
 * @self: a slice
 * @slicing: what it was found in
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the rows of the table that are in it, in the order
 *   of the slicing's rows, or %NULL with @error set
 */
JigRows *
jig_slice_dup_rows (const JigSlice    *self,
                    const JigSlicing  *slicing,
                    GError           **error)
{
  const gsize n_rows = jig_rows_get_size (slicing->rows);
  jig_autofree guint32 *ids = jig_alloc (n_rows, sizeof *ids, _("slices"), error);
  gsize n_inside = 0;

  if (ids == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    ids[i] = (guint32) i;
  n_inside = n_rows;

  for (guint k = 0; k < self->n_columns; k++)
    {
      g_auto(JigLevels) levels = { 0 };
      gsize n_kept = 0;

      if (!jig_levels_init (&levels, jig_frame_get_column (slicing->frame, self->columns[k]),
                            slicing->rows, slicing->min_rows, error))
        return NULL;
      for (gsize i = 0; i < n_inside; i++)
        if (levels.codes[ids[i]] == self->parts[k])
          ids[n_kept++] = ids[i];
      n_inside = n_kept;
    }

  for (gsize i = 0; i < n_inside; i++)
    ids[i] = jig_rows_get_ids (slicing->rows)[ids[i]];

  return jig_rows_new_take (g_steal_pointer (&ids), n_inside);
}
