#pragma once

#include "core/base/progress.h"
#include "core/data/frame.h"
#include "core/model/verdict.h"

G_BEGIN_DECLS

/* What is looked for unless somebody says otherwise. */
#define JIG_SLICE_MIN_ROWS 50
#define JIG_SLICE_RATE     0.10

/* The most columns that are looked at together, and slices that are told. */
#define JIG_SLICE_COLUMNS 256
#define JIG_SLICE_TOLD    100

/**
 * JigSlicing:
 * @frame: a table
 * @rows: the rows of it that both models were judged on
 * @columns: (n_columns,) which columns to look at
 * @n_columns: at most %JIG_SLICE_COLUMNS
 * @losses: (n_rows,) what the model's mistakes cost, row by row; see
 *   jig_judged_fill()
 * @against: (n_rows,) the same for the model it is compared with
 * @weights: (nullable): (n_rows,)
 * @is_rate: the losses are 0 or 1
 * @min_rows: the fewest rows of a slice, 2 or more
 * @rate: which share of the slices found may be chance
 *
 * Where one model might do harm that the other does not. Borrows everything.
 */
typedef struct
{
  JigFrame      *frame;
  JigRows       *rows;
  const gsize   *columns;
  gsize          n_columns;
  const double  *losses;
  const double  *against;
  const double  *weights;
  gboolean       is_rate;
  gsize          min_rows;
  double         rate;
} JigSlicing;

/**
 * JigSlice:
 * @where: what its rows are, such as "region=north and 8 ≤ age < 20"
 * @columns: (n_columns,) of the frame
 * @parts: (n_columns,) which part of each, as jig_levels_init() counts them
 * @n_columns: 1 or 2
 * @n_rows: how many rows it has
 * @loss: the mean loss of the model
 * @loss_against: the mean loss of the other
 * @loss_interval: of @loss: Wilson's of a rate
 * @loss_against_interval: of @loss_against
 * @difference: @loss_against - @loss: more is better, as in a verdict
 * @interval: of @difference
 * @p: how likely such a difference is by chance
 * @q: the rate of false discoveries at which it is one
 * @harm: by how much loss the model is worse on all rows together, at least;
 *   negative if it need not be
 */
typedef struct
{
  char        *where;
  gsize        columns[2];
  gsize        parts[2];
  guint        n_columns;
  gsize        n_rows;
  double       loss;
  double       loss_against;
  JigInterval  loss_interval;
  JigInterval  loss_against_interval;
  double       difference;
  JigInterval  interval;
  double       p;
  double       q;
  double       harm;
} JigSlice;

/**
 * JigSlices:
 * @slices: (n_slices,) those that are no chance, most harmful first
 * @n_slices: at most %JIG_SLICE_TOLD
 * @n_found: how many are no chance
 * @n_tested: how many were looked at
 */
typedef struct
{
  JigSlice *slices;
  gsize     n_slices;
  gsize     n_found;
  gsize     n_tested;
} JigSlices;

JigSlices *jig_slices_find    (const JigSlicing   *slicing,
                               const JigProgress  *progress,
                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void       jig_slices_free    (JigSlices          *self);

/* The rows of the table that are in a slice. */
JigRows   *jig_slice_dup_rows (const JigSlice     *self,
                               const JigSlicing   *slicing,
                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigSlices, jig_slices_free)

G_END_DECLS
