#include "patterns/transform/plan.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* A step should not take longer than a second: more rows do not teach more. */
#define MAX_TRAIN_ROWS 20000
#define MAX_TEST_ROWS  10000
#define TEST_SHARE     0.3333
/* A category with more levels is hashed. */
#define MAX_ONE_HOT    64

typedef struct
{
  GPtrArray       *specs;
  const JigSchema *schema;
  const JigValues *values;
} Builder;

static gboolean
is_taken (const Builder *self,
          const char    *name)
{
  for (guint i = 0; i < self->specs->len; i++)
    if (g_str_equal (((JigNodeSpec *) g_ptr_array_index (self->specs, i))->name, name))
      return TRUE;

  return jig_schema_find (self->schema, name) >= 0;
}

/* A name that no column and no node has. */
static char *
find_name (const Builder *self,
           const char    *column,
           const char    *what)
{
  char *name = g_strdup_printf ("%s %s", column, what);

  for (guint n = 2; is_taken (self, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %s %u", column, what, n);
    }

  return name;
}

static JigNodeSpec *
add (Builder    *self,
     const char *kind,
     const char *name,
     const char *input,
     gboolean    is_feature)
{
  const char * const inputs[] = { input, NULL };
  JigNodeSpec *spec = jig_node_spec_new (jig_node_find (kind), name, inputs, is_feature);

  g_ptr_array_add (self->specs, spec);

  return spec;
}

/* What is set here is in the tables of the kinds: it cannot fail. */
static void
set (JigNodeSpec *spec,
     const char  *id,
     const char  *word)
{
  gboolean is_set = jig_values_parse (spec->values, id, word, NULL);

  g_assert (is_set);
}

static void
add_missing_flag (Builder         *self,
                  const JigColumn *column)
{
  const char *name = jig_column_get_name (column);
  g_autofree char *flag = NULL;

  if (jig_column_get_n_missing (column) == 0)
    return;

  flag = find_name (self, name, "missing");
  set (add (self, "impute", flag, name, TRUE), "output", "flag");
}

static void
add_number (Builder         *self,
            const JigColumn *column)
{
  const char *name = jig_column_get_name (column);
  const char *kind = jig_values_get_text (self->values, "numbers");
  g_auto(GStrv) bucketed = jig_values_dup_list (self->values, "buckets");
  g_autofree char *filled = NULL;

  add_missing_flag (self, column);
  if (g_strv_contains ((const char * const *) bucketed, name))
    {
      add (self, "quantile-bucket", name, name, TRUE);
      return;
    }

  filled = find_name (self, name, "filled");
  add (self, "impute", filled, name, FALSE);
  add (self, kind, name, filled, TRUE);
}

static void
add_boolean (Builder         *self,
             const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  add_missing_flag (self, column);
  if (jig_column_get_n_missing (column) == 0)
    add (self, "pass", name, name, TRUE);
  else
    set (add (self, "impute", name, name, TRUE), "method", "mode");
}

static void
add_category (Builder         *self,
              const JigColumn *column)
{
  const char *name = jig_column_get_name (column);
  const char *kind = jig_values_get_text (self->values, "categories");
  gboolean is_wide = jig_string_table_get_size (jig_column_get_levels (column)) > MAX_ONE_HOT;

  add (self, is_wide ? "hash" : kind, name, name, TRUE);
}

static void
add_text (Builder         *self,
          const JigColumn *column)
{
  add (self, "tokens", jig_column_get_name (column), jig_column_get_name (column), TRUE);
}

static void
add_part (Builder    *self,
          const char *column,
          const char *part,
          const char *title,
          const char *range)
{
  g_autofree char *numbered = g_strconcat (title, " number", NULL);
  g_autofree char *number = find_name (self, column, numbered);
  g_autofree char *name = find_name (self, column, title);

  set (add (self, "date-part", number, column, FALSE), "part", part);
  set (add (self, "one-hot", name, number, TRUE), "range", range);
}

/* Whether a day is off, for each hour: 48 features. */
static void
add_cross (Builder    *self,
           const char *column)
{
  g_autofree char *weekend = find_name (self, column, "weekend number");
  g_autofree char *hour = NULL;
  g_autofree char *name = NULL;

  set (add (self, "date-part", weekend, column, FALSE), "part", "weekend");
  hour = find_name (self, column, "hour number");
  set (add (self, "date-part", hour, column, FALSE), "part", "hour");
  name = find_name (self, column, "weekend x hour");
  {
    const char * const inputs[] = { weekend, hour, NULL };
    JigNodeSpec *spec = jig_node_spec_new (jig_node_find ("cross"), name, inputs, TRUE);

    g_ptr_array_add (self->specs, spec);
    set (spec, "ranges", "0..1,0..23");
  }
}

static void
add_time (Builder         *self,
          const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  if (!jig_values_get_switch (self->values, "dates"))
    return;

  add_part (self, name, "day-of-week", "day of week", "1..7");
  if (jig_column_has_clock (column))
    add_part (self, name, "hour", "hour", "0..23");
  if (jig_column_has_clock (column) && jig_values_get_switch (self->values, "cross"))
    add_cross (self, name);
}

static void (* const adders[]) (Builder         *self,
                                const JigColumn *column) = {
  [JIG_COLUMN_NUMBER] = add_number,
  [JIG_COLUMN_CATEGORY] = add_category,
  [JIG_COLUMN_TEXT] = add_text,
  [JIG_COLUMN_TIME] = add_time,
  [JIG_COLUMN_BOOLEAN] = add_boolean,
};

static gboolean
is_wanted (const JigField     *field,
           const JigColumn    *column,
           const char * const *left_out)
{
  gboolean is_input = field->role == JIG_ROLE_FEATURE ||
                      (field->role == JIG_ROLE_TIME && field->type == JIG_COLUMN_TIME);

  return is_input && !g_strv_contains (left_out, field->name) &&
         jig_column_get_n_missing (column) < jig_column_get_n_rows (column);
}

/**
 * transform_plan_specs:
 * @run: a run
 * @n_inputs: (out): how many columns are read
 *
 * What the column types and the settings of the first step decide. Reads no row.
 *
 * Returns: (transfer full) (element-type JigNodeSpec): the nodes
 */
GPtrArray *
transform_plan_specs (const JigRun *run,
                      guint        *n_inputs)
{
  const JigDataset *dataset = jig_run_get_dataset (run);
  GPtrArray *specs = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_node_spec_free);
  Builder builder = { specs, dataset->schema, jig_run_get_values (run, "inputs") };
  g_auto(GStrv) left_out = jig_values_dup_list (builder.values, "leave_out");

  *n_inputs = 0;
  for (gsize i = 0; i < jig_frame_get_n_columns (dataset->frame); i++)
    {
      const JigColumn *column = jig_frame_get_column (dataset->frame, i);
      const JigField *field = jig_schema_get_field (dataset->schema, i);
      guint n_before = specs->len;

      if (is_wanted (field, column, (const char * const *) left_out))
        adders[jig_column_get_type_id (column)] (&builder, column);
      *n_inputs += specs->len > n_before ? 1 : 0;
    }

  return specs;
}

static gboolean
is_part (const JigNodeSpec *spec,
         const char        *part)
{
  return g_str_equal (spec->ops->id, "date-part") &&
         g_str_equal (jig_values_get_text (spec->values, "part"), part);
}

static gboolean
is_kind (const JigNodeSpec *spec,
         const char        *kind)
{
  return g_str_equal (spec->ops->id, kind);
}

/* The range of a vocabulary of whole numbers is no vocabulary that was learnt. */
static gboolean
is_learnt (const JigNodeSpec *spec)
{
  const char *range = jig_values_get_text (spec->values, "range");

  return range == NULL || *range == '\0';
}

static gboolean
is_place (const JigNodeSpec *spec,
          TransformPlace     place)
{
  switch (place)
    {
    case TRANSFORM_WEEKDAY:
      return is_part (spec, "day-of-week");
    case TRANSFORM_HOUR:
      return is_part (spec, "hour");
    case TRANSFORM_NUMBER:
      return is_kind (spec, "impute") && !spec->is_feature;
    case TRANSFORM_SCALER:
      return is_kind (spec, "z-score");
    case TRANSFORM_VOCABULARY:
      return is_kind (spec, "one-hot") && is_learnt (spec);
    case TRANSFORM_CATEGORY:
      return (is_kind (spec, "one-hot") && is_learnt (spec)) || is_kind (spec, "hash");
    case TRANSFORM_BOOLEAN:
      return (is_kind (spec, "pass") && g_str_equal (spec->inputs[0], spec->name)) ||
             (is_kind (spec, "impute") &&
              g_str_equal (jig_values_get_text (spec->values, "method"), "mode"));
    case TRANSFORM_BUCKETS:
      return is_kind (spec, "quantile-bucket");
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * transform_get_root:
 * @specs: nodes
 * @spec: one of them
 *
 * Returns: the column that it reads first, however many nodes lie between
 */
const char *
transform_get_root (const GPtrArray   *specs,
                    const JigNodeSpec *spec)
{
  const char *input = spec->inputs[0];

  for (guint i = specs->len; i-- > 0; )
    {
      const JigNodeSpec *other = g_ptr_array_index (specs, i);

      if (other != spec && !other->is_feature && g_str_equal (other->name, input))
        input = other->inputs[0];
    }

  return input;
}

/**
 * transform_find:
 * @specs: nodes
 * @place: what is looked for
 * @column: (nullable): the column that is preferred
 *
 * Returns: (transfer none) (nullable): such a node
 */
JigNodeSpec *
transform_find (const GPtrArray *specs,
                TransformPlace   place,
                const char      *column)
{
  JigNodeSpec *first = NULL;

  for (guint i = 0; i < specs->len; i++)
    {
      JigNodeSpec *spec = g_ptr_array_index (specs, i);

      if (!is_place (spec, place))
        continue;
      if (column != NULL && g_str_equal (transform_get_root (specs, spec), column))
        return spec;
      if (first == NULL)
        first = spec;
    }

  return first;
}

/* Of the rows that have a label, at most @max, evenly. */
static JigRows *
keep_rows (const JigRows    *rows,
           const JigTarget  *target,
           gsize             max,
           gboolean         *is_thinned,
           GError          **error)
{
  const guint32 *ids = jig_rows_get_ids (rows);
  gsize n_rows = jig_rows_get_size (rows);
  jig_autofree guint32 *kept = jig_alloc (n_rows, sizeof *kept, _("the rows"), error);
  gsize n_kept = 0;
  gsize n_wanted;

  if (kept == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    if (target == NULL || !isnan (target->values[ids[i]]))
      kept[n_kept++] = ids[i];

  n_wanted = MIN (n_kept, max);
  *is_thinned = *is_thinned || n_wanted < n_kept;
  for (gsize i = 0; i < n_wanted; i++)
    kept[i] = kept[(guint64) i * n_kept / n_wanted];

  return jig_rows_new_copy (kept, n_wanted, error);
}

static gboolean
is_sorted (const JigColumn *column)
{
  gsize n_rows = jig_column_get_n_rows (column);

  for (gsize i = 1; i < n_rows; i++)
    if (!(jig_column_get_number (column, i - 1) <= jig_column_get_number (column, i)))
      return FALSE;

  return n_rows > 1 &&
         jig_column_get_number (column, 0) < jig_column_get_number (column, n_rows - 1);
}

static gboolean
has_sorted_column (JigFrame *frame)
{
  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);
      JigColumnType type = jig_column_get_type_id (column);

      if ((type == JIG_COLUMN_NUMBER || type == JIG_COLUMN_TIME) && is_sorted (column))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_rows (const TransformPlan  *self,
            GError              **error)
{
  if (jig_rows_get_size (self->train) >= 10 && jig_rows_get_size (self->test) >= 5)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("There are %u rows to learn from and %u to judge by; at least 10 and 5 are "
                 "needed."),
               (guint) jig_rows_get_size (self->train), (guint) jig_rows_get_size (self->test));

  return FALSE;
}

/* Rows of one group stay on one side: the others would tell of them. */
static JigSplitMethod
choose_method (const JigRun *run)
{
  const char *word = jig_values_get_text (jig_run_get_values (run, "inputs"), "split");
  const char *group = jig_schema_get_by_role (jig_run_get_dataset (run)->schema, JIG_ROLE_GROUP);
  JigSplitMethod method = { JIG_SPLIT_HASH, NULL, TEST_SHARE };

  if (g_str_equal (word, "random"))
    method.kind = JIG_SPLIT_RANDOM;
  else if (g_str_equal (word, "sequential"))
    method.kind = JIG_SPLIT_SEQUENTIAL;
  else
    method.column = g_strdup (group != NULL ? group : JIG_SPLIT_ALL_COLUMNS);

  return method;
}

static gboolean
share_rows (TransformPlan      *self,
            const JigRun       *run,
            const JigProgress  *progress,
            GError            **error)
{
  g_auto(JigSplitMethod) method = choose_method (run);
  g_auto(JigSplit) split = { NULL };

  if (!jig_partition (self->frame, &method, jig_run_get_target (run), jig_run_get_seed (run),
                      &split, progress, error))
    return FALSE;

  self->method = g_strdup (split.method);
  self->is_in_order = method.kind == JIG_SPLIT_SEQUENTIAL && has_sorted_column (self->frame);
  self->train = keep_rows (split.train, self->target, MAX_TRAIN_ROWS, &self->is_thinned, error);
  self->test = self->train != NULL ? keep_rows (split.test, self->target, MAX_TEST_ROWS,
                                                &self->is_thinned, error) : NULL;

  return self->test != NULL && check_rows (self, error);
}

static gboolean
find_target (TransformPlan  *self,
             const JigRun   *run,
             GError        **error)
{
  const char *name = jig_run_get_target (run);
  const JigColumn *column;

  if (name == NULL)
    return TRUE;

  column = jig_frame_require (self->frame, name, error);
  self->target = column != NULL ? jig_target_new (column, NULL, error) : NULL;

  return self->target != NULL;
}

static gboolean
check_specs (const TransformPlan  *self,
             GError              **error)
{
  if (self->n_inputs > 0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("Every column is left out: there is nothing to make features of."));

  return FALSE;
}

/**
 * transform_plan_new:
 * @run: a run
 * @progress: (nullable): who is watching
 * @error: return location for an error
 *
 * Returns: (transfer full): the plan, or %NULL with @error set
 */
TransformPlan *
transform_plan_new (const JigRun       *run,
                    const JigProgress  *progress,
                    GError            **error)
{
  const JigDataset *dataset = jig_run_get_dataset (run);
  TransformPlan *self = g_new0 (TransformPlan, 1);

  self->frame = jig_frame_ref (dataset->frame);
  self->schema = jig_schema_ref (dataset->schema);
  self->specs = transform_plan_specs (run, &self->n_inputs);

  if (check_specs (self, error) && find_target (self, run, error) &&
      share_rows (self, run, progress, error))
    self->recipe = jig_recipe_fit (self->specs, self->frame, self->schema, self->train, progress,
                                   error);

  if (self->recipe == NULL)
    g_clear_pointer (&self, transform_plan_free);

  return self;
}

void
transform_plan_free (gpointer data)
{
  TransformPlan *self = data;

  g_ptr_array_unref (self->specs);
  g_clear_pointer (&self->frame, jig_frame_unref);
  g_clear_pointer (&self->schema, jig_schema_unref);
  g_clear_pointer (&self->train, jig_rows_unref);
  g_clear_pointer (&self->test, jig_rows_unref);
  g_free (self->method);
  g_clear_pointer (&self->target, jig_target_unref);
  g_clear_pointer (&self->recipe, jig_recipe_unref);
  g_free (self);
}
