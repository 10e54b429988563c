/* How far what is served has drifted from what was learnt from. Inputs are
 * watched as they are sent, and features as the model sees them: a wrong encoding
 * leaves the inputs as they were. */

#include "patterns/transform/drift.h"

#include "core/base/alloc.h"
#include "core/base/elementary.h"
#include "core/base/stats.h"
#include "core/data/calendar.h"
#include "patterns/transform/parity.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#define N_PARTS  10
#define N_ERRORS 4.0
/* 8 n m / (n + m) times the divergence of two samples of the same numbers is
 * about chi-square with 9 degrees of freedom: above 34 once in 10,000 times. */
#define CHI_SQUARE 34.0

/* Puts the values of one thing into bins. */
typedef struct
{
  const JigColumn *column;   /* of the frame that is read; or NULL */
  const double    *values;   /* features: (n_rows, stride) */
  gsize            stride;
  gsize            first;    /* the features of the node */
  gsize            width;
  gboolean         is_switch;   /* one feature that is 0 or 1 */
  GHashTable      *levels;   /* (nullable): text to bin + 1 */
  double           cuts[N_PARTS - 1];
  gsize            n_bins;
} Binner;

static void
watched_free (gpointer data)
{
  TransformWatched *self = data;

  g_free (self->name);
  jig_free (self->train);
  jig_free (self->right);
  jig_free (self->served);
  g_free (self);
}

static guint32
find_part (const Binner *self,
           double        value)
{
  guint32 part = 0;

  if (!isfinite (value))
    return N_PARTS;

  for (gsize k = 0; k < N_PARTS - 1; k++)
    part += self->cuts[k] <= value ? 1 : 0;

  return part;
}

static guint32
find_level (const Binner *self,
            guint32       row)
{
  guint32 code = jig_column_get_codes (self->column)[row];
  const char *text;
  guint bin;

  if (code == JIG_CODE_MISSING)
    return (guint32) self->n_bins - 1;

  text = jig_string_table_get (jig_column_get_levels (self->column), code, NULL);
  bin = GPOINTER_TO_UINT (g_hash_table_lookup (self->levels, text));

  return bin > 0 ? bin - 1 : (guint32) self->n_bins - 1;
}

static guint32
find_hour (const Binner *self,
           guint32       row)
{
  gint64 time = jig_column_get_times (self->column)[row];
  JigCalendarTime parts;

  if (time == JIG_TIME_MISSING)
    return (guint32) self->n_bins - 1;

  jig_calendar_split (time, &parts);

  return (guint32) (jig_column_has_clock (self->column) ? parts.hour : parts.weekday - 1);
}

static guint32
find_feature (const Binner *self,
              gsize         row)
{
  const double *features = self->values + row * self->stride + self->first;

  if (self->is_switch)
    return features[0] == 0.0 ? 0 : features[0] == 1.0 ? 1 : 2;
  if (self->width == 1)
    return find_part (self, features[0]);

  for (gsize i = 0; i < self->width; i++)
    if (features[i] != 0.0)
      return (guint32) i;

  return (guint32) self->width;
}

/* The bin of a row: @row of a column, the @i-th of features. */
static guint32
find_bin (const Binner *self,
          gsize         i,
          guint32       row)
{
  JigColumnType type;

  if (self->column == NULL)
    return find_feature (self, i);

  type = jig_column_get_type_id (self->column);
  if (type == JIG_COLUMN_CATEGORY)
    return find_level (self, row);
  if (type == JIG_COLUMN_TIME)
    return find_hour (self, row);
  if (type == JIG_COLUMN_BOOLEAN)
    return MIN (jig_column_get_booleans (self->column)[row], JIG_BOOLEAN_MISSING);

  return find_part (self, jig_column_get_number (self->column, row));
}

static guint32 *
bin_rows (const Binner   *binner,
          const JigRows  *rows,
          GError        **error)
{
  gsize n_rows = jig_rows_get_size (rows);
  guint32 *bins = jig_alloc (n_rows, sizeof *bins, _("the watched rows"), error);

  for (gsize i = 0; bins != NULL && i < n_rows; i++)
    bins[i] = find_bin (binner, i, jig_rows_get_ids (rows)[i]);

  return bins;
}

/* Ten parts with equally many of the training rows. */
static gboolean
find_cuts (Binner         *binner,
           const JigRows  *rows,
           GError        **error)
{
  gsize n_rows = jig_rows_get_size (rows);
  jig_autofree double *sorted = jig_alloc (n_rows, sizeof *sorted, _("the watched rows"), error);
  gsize n_numbers = 0;

  if (sorted == NULL)
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      double value = binner->column != NULL
                     ? jig_column_get_number (binner->column, jig_rows_get_ids (rows)[i])
                     : binner->values[i * binner->stride + binner->first];

      if (isfinite (value))
        sorted[n_numbers++] = value;
    }
  jig_stats_sort (sorted, n_numbers);
  for (gsize k = 0; k < N_PARTS - 1; k++)
    binner->cuts[k] = n_numbers > 0 ? sorted[n_numbers * (k + 1) / N_PARTS] : 0.0;

  return TRUE;
}

static void
learn_levels (Binner *binner)
{
  const JigStringTable *levels = jig_column_get_levels (binner->column);
  gsize n_levels = jig_string_table_get_size (levels);

  binner->levels = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < n_levels; i++)
    g_hash_table_insert (binner->levels, (gpointer) jig_string_table_get (levels, i, NULL),
                         GUINT_TO_POINTER (i + 1));
  binner->n_bins = n_levels + 1;
}

static gboolean
learn_column (Binner         *binner,
              const JigRows  *train,
              GError        **error)
{
  JigColumnType type = jig_column_get_type_id (binner->column);

  binner->n_bins = N_PARTS + 1;
  if (type == JIG_COLUMN_CATEGORY)
    learn_levels (binner);
  else if (type == JIG_COLUMN_TIME)
    binner->n_bins = 25;
  else if (type == JIG_COLUMN_BOOLEAN)
    binner->n_bins = JIG_BOOLEAN_MISSING + 1;
  else
    return find_cuts (binner, train, error);

  return TRUE;
}

static gboolean
count_training (TransformWatched  *self,
                const Binner      *binner,
                const JigRows     *train,
                GError           **error)
{
  self->n_bins = binner->n_bins;
  self->n_train = jig_rows_get_size (train);
  self->train = jig_alloc (self->n_bins, sizeof *self->train, _("the watched rows"), error);
  if (self->train == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n_train; i++)
    self->train[find_bin (binner, i, jig_rows_get_ids (train)[i])] += 1.0;

  return TRUE;
}

static TransformWatched *
watch_column (const TransformPlan  *plan,
              const JigColumn      *here,
              const JigColumn      *there,
              const JigRows        *served_rows,
              GError              **error)
{
  TransformWatched *self = g_new0 (TransformWatched, 1);
  Binner binner = { .column = here };

  self->name = g_strdup (jig_column_get_name (here));
  self->is_input = TRUE;
  self->is_number = jig_column_get_type_id (here) == JIG_COLUMN_NUMBER;

  if (learn_column (&binner, plan->train, error) &&
      count_training (self, &binner, plan->train, error))
    self->right = bin_rows (&binner, plan->test, error);
  if (self->right != NULL)
    {
      binner.column = there;
      self->served = bin_rows (&binner, served_rows, error);
    }

  g_clear_pointer (&binner.levels, g_hash_table_unref);
  if (self->served == NULL)
    g_clear_pointer (&self, watched_free);

  return self;
}

typedef struct
{
  const JigRecipe *recipe;
  const double    *train;
  const double    *right;
  const double    *served;
} Features;

static gboolean
is_switch (const Binner *self,
           gsize         n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      double value = self->values[i * self->stride + self->first];

      if (value != 0.0 && value != 1.0)
        return FALSE;
    }

  return self->width == 1;
}

static TransformWatched *
watch_node (const TransformPlan  *plan,
            const Features       *features,
            gsize                 node,
            const JigRows        *served_rows,
            GError              **error)
{
  TransformWatched *self = g_new0 (TransformWatched, 1);
  Binner binner = {
    .values = features->train,
    .stride = jig_recipe_get_n_features (features->recipe),
    .first = jig_recipe_get_first_feature (features->recipe, node),
    .width = transform_count_features (features->recipe, node),
  };
  gboolean is_learnt = TRUE;

  self->name = g_strdup (jig_recipe_get_spec (features->recipe, node)->name);
  binner.is_switch = is_switch (&binner, jig_rows_get_size (plan->train));
  self->is_number = binner.width == 1 && !binner.is_switch;
  binner.n_bins = self->is_number ? N_PARTS + 1 : binner.width + (binner.is_switch ? 2 : 1);
  if (self->is_number)
    is_learnt = find_cuts (&binner, plan->train, error);

  if (is_learnt && count_training (self, &binner, plan->train, error))
    {
      binner.values = features->right;
      self->right = bin_rows (&binner, plan->test, error);
    }
  if (self->right != NULL)
    {
      binner.values = features->served;
      self->served = bin_rows (&binner, served_rows, error);
    }
  if (self->served == NULL)
    g_clear_pointer (&self, watched_free);

  return self;
}

static gboolean
watch_inputs (GPtrArray            *list,
              const TransformPlan  *plan,
              const JigRecipe      *recipe,
              JigFrame             *served,
              const JigRows        *served_rows,
              GError              **error)
{
  const JigSchema *inputs = jig_recipe_get_inputs (recipe);

  for (gsize i = 0; i < jig_schema_get_size (inputs); i++)
    {
      const JigField *field = jig_schema_get_field (inputs, i);
      const JigColumn *here = jig_frame_require (plan->frame, field->name, error);
      const JigColumn *there = here != NULL ? jig_frame_require (served, field->name, error) : NULL;
      TransformWatched *watched;

      if (there == NULL)
        return FALSE;
      if (field->type == JIG_COLUMN_TEXT)
        continue;

      watched = watch_column (plan, here, there, served_rows, error);
      if (watched == NULL)
        return FALSE;
      g_ptr_array_add (list, watched);
    }

  return TRUE;
}

static gboolean
watch_features (GPtrArray            *list,
                const TransformPlan  *plan,
                const Features       *features,
                const JigRows        *served_rows,
                GError              **error)
{
  for (gsize node = 0; node < jig_recipe_get_n_nodes (features->recipe); node++)
    if (transform_count_features (features->recipe, node) > 0)
      {
        TransformWatched *watched = watch_node (plan, features, node, served_rows, error);

        if (watched == NULL)
          return FALSE;
        g_ptr_array_add (list, watched);
      }

  return TRUE;
}

/**
 * transform_watch_new:
 * @plan: a plan
 * @recipe: what makes the features
 * @right_features: (n_test, n_features) of the test rows, made the right way
 * @served: a table as it is sent
 * @served_rows: which of its rows
 * @served_features: (n_served, n_features) as the server makes them
 * @error: return location for %JIG_ERROR_MISMATCH or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full) (element-type TransformWatched): every input but
 *   texts, then every node that makes features; or %NULL with @error set
 */
GPtrArray *
transform_watch_new (const TransformPlan  *plan,
                     const JigRecipe      *recipe,
                     const double         *right_features,
                     JigFrame             *served,
                     const JigRows        *served_rows,
                     const double         *served_features,
                     GError              **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (watched_free);
  jig_autofree double *train = jig_alloc (jig_rows_get_size (plan->train),
                                          jig_recipe_get_n_features (recipe) * sizeof *train,
                                          _("the features"), error);
  Features features = { recipe, train, right_features, served_features };

  if (train == NULL ||
      !jig_recipe_apply (recipe, plan->frame, plan->train, train, NULL, error) ||
      !watch_inputs (list, plan, recipe, served, served_rows, error) ||
      !watch_features (list, plan, &features, served_rows, error))
    return NULL;

  return g_steal_pointer (&list);
}

/* The largest difference of two shares; the alarm of a value rings at 4 standard
 * errors, and not below the threshold. */
static TransformDistance
compare_shares (const TransformWatched *self,
                const double           *counts,
                double                  n_rows,
                double                  threshold)
{
  double n_train = (double) self->n_train;
  TransformDistance distance = { 0.0, 0.0 };

  for (gsize k = 0; k < self->n_bins; k++)
    {
      double p = self->train[k] / n_train;
      double difference = fabs (counts[k] / n_rows - p);
      double spread = sqrt (p * (1.0 - p) * (1.0 / n_train + 1.0 / n_rows));

      distance.distance = MAX (distance.distance, difference);
      distance.alarm = MAX (distance.alarm, difference / MAX (threshold, N_ERRORS * spread));
    }

  return distance;
}

static double
divergence_part (double share,
                 double middle)
{
  return share > 0.0 ? share * jig_log (share / middle) : 0.0;
}

static TransformDistance
compare_numbers (const TransformWatched *self,
                 const double           *counts,
                 double                  n_rows,
                 double                  threshold)
{
  double n_train = (double) self->n_train;
  double chance = CHI_SQUARE / 8.0 * (1.0 / n_train + 1.0 / n_rows);
  double divergence = 0.0;

  for (gsize k = 0; k < self->n_bins; k++)
    {
      double p = self->train[k] / n_train;
      double q = counts[k] / n_rows;

      divergence += 0.5 * divergence_part (p, 0.5 * (p + q)) +
                    0.5 * divergence_part (q, 0.5 * (p + q));
    }

  return (TransformDistance) { divergence, divergence / MAX (threshold, chance) };
}

/**
 * transform_watch_measure:
 * @self: a thing that is watched
 * @counts: (n_bins,) how many served rows are in each bin
 * @n_rows: how many served rows there are
 * @threshold: no alarm rings below this distance
 *
 * Returns: how far it is from the training rows
 */
TransformDistance
transform_watch_measure (const TransformWatched *self,
                         const double           *counts,
                         gsize                   n_rows,
                         double                  threshold)
{
  return self->is_number ? compare_numbers (self, counts, (double) n_rows, threshold)
                         : compare_shares (self, counts, (double) n_rows, threshold);
}
