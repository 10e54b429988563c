#include "patterns/transform/mistake.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/data/cuts.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

typedef gboolean (*Alter) (TransformServing  *self,
                           JigNodeSpec       *spec,
                           GError           **error);

/* What is set here is in the tables of the kinds: it cannot fail. */
static void
set (TransformServing *self,
     JigNodeSpec      *spec,
     const char       *id,
     const char       *word)
{
  gboolean is_set = jig_values_parse (spec->values, id, word, NULL);

  g_assert (is_set);
  self->are_changed = TRUE;
}

static void
replace (TransformServing   *self,
         JigNodeSpec        *spec,
         const char         *kind,
         const char * const *inputs)
{
  JigNodeSpec *other = jig_node_spec_new (jig_node_find (kind), spec->name, inputs,
                                          spec->is_feature);
  guint i;

  if (!g_ptr_array_find (self->specs, spec, &i))
    g_return_if_reached ();

  jig_node_spec_free (spec);
  self->specs->pdata[i] = other;
  self->are_changed = TRUE;
}

/* Another column in the place of one, in what is sent or in what is read. */
static gboolean
swap_column (JigFrame   **frame,
             JigColumn   *column,
             GError     **error)
{
  JigFrame *other;
  gssize i;

  if (column == NULL)
    return FALSE;

  i = jig_frame_find (*frame, jig_column_get_name (column));
  other = jig_frame_replace (*frame, (gsize) i, column, error);
  jig_column_unref (column);
  if (other == NULL)
    return FALSE;

  jig_frame_unref (*frame);
  *frame = other;

  return TRUE;
}

static const JigColumn *
get_root_column (const TransformServing *self,
                 const JigNodeSpec      *spec,
                 JigFrame               *frame)
{
  gssize i = jig_frame_find (frame, transform_get_root (self->specs, spec));

  return jig_frame_get_column (frame, (gsize) i);
}

/* x becomes factor x + shift. */
static JigColumn *
map_numbers (const JigColumn  *column,
             double            factor,
             double            shift,
             GError          **error)
{
  const double *old = jig_column_get_numbers (column);
  gsize n_rows = jig_column_get_n_rows (column);
  double *numbers = jig_alloc (n_rows, sizeof *numbers, _("a column"), error);

  for (gsize i = 0; numbers != NULL && i < n_rows; i++)
    numbers[i] = factor == 0.0 ? shift : factor * old[i] + shift;

  return numbers != NULL ? jig_column_new_number (jig_column_get_name (column), numbers, n_rows)
                         : NULL;
}

static gboolean
send_fahrenheit (TransformServing  *self,
                 JigNodeSpec       *spec,
                 GError           **error)
{
  const JigColumn *column = get_root_column (self, spec, self->sent);

  return swap_column (&self->sent, map_numbers (column, 1.8, 32.0, error), error);
}

static gboolean
send_zero (TransformServing  *self,
           JigNodeSpec       *spec,
           GError           **error)
{
  const JigColumn *column = get_root_column (self, spec, self->sent);

  return swap_column (&self->sent, map_numbers (column, 0.0, 0.0, error), error);
}

/* A blank behind a name makes another name of it. */
static JigStringTable *
append_blanks (const JigStringTable  *levels,
               GError               **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < jig_string_table_get_size (levels); i++)
    g_ptr_array_add (names, g_strconcat (jig_string_table_get (levels, i, NULL), " ", NULL));

  return jig_string_table_new ((const char * const *) names->pdata, names->len, error);
}

static gboolean
send_blanks (TransformServing  *self,
             JigNodeSpec       *spec,
             GError           **error)
{
  const JigColumn *column = get_root_column (self, spec, self->sent);
  gsize n_rows = jig_column_get_n_rows (column);
  g_autoptr(JigStringTable) levels = append_blanks (jig_column_get_levels (column), error);
  guint32 *codes;

  if (levels == NULL)
    return FALSE;

  codes = jig_alloc (n_rows, sizeof *codes, _("a column"), error);
  if (codes == NULL)
    return FALSE;

  memcpy (codes, jig_column_get_codes (column), n_rows * sizeof *codes);

  return swap_column (&self->sent, jig_column_new_category (jig_column_get_name (column), codes,
                                                            n_rows, levels), error);
}

static gboolean
read_flipped (TransformServing  *self,
              JigNodeSpec       *spec,
              GError           **error)
{
  const JigColumn *column = get_root_column (self, spec, self->read);
  const guint8 *old = jig_column_get_booleans (column);
  gsize n_rows = jig_column_get_n_rows (column);
  guint8 *values = jig_alloc (n_rows, sizeof *values, _("a column"), error);

  if (values == NULL)
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    values[i] = old[i] == JIG_BOOLEAN_MISSING ? JIG_BOOLEAN_MISSING : !old[i];

  return swap_column (&self->read, jig_column_new_boolean (jig_column_get_name (column), values,
                                                           n_rows, NULL, NULL), error);
}

static gboolean
count_from_monday (TransformServing  *self,
                   JigNodeSpec       *spec,
                   GError           **error)
{
  set (self, spec, "week", "monday0");

  return TRUE;
}

static gboolean
count_as_iso (TransformServing  *self,
              JigNodeSpec       *spec,
              GError           **error)
{
  set (self, spec, "week", "monday1");

  return TRUE;
}

static gboolean
set_clock_back (TransformServing  *self,
                int                hours)
{
  g_autofree char *minutes = g_strdup_printf ("%d", -60 * hours);

  for (guint i = 0; i < self->specs->len; i++)
    {
      JigNodeSpec *spec = g_ptr_array_index (self->specs, i);

      if (g_str_equal (spec->ops->id, "date-part"))
        set (self, spec, "zone", minutes);
    }

  return TRUE;
}

static gboolean
miss_summer_time (TransformServing  *self,
                  JigNodeSpec       *spec,
                  GError           **error)
{
  return set_clock_back (self, 1);
}

static gboolean
use_other_zone (TransformServing  *self,
                JigNodeSpec       *spec,
                GError           **error)
{
  return set_clock_back (self, self->hours);
}

static gboolean
forget_scaler (TransformServing  *self,
               JigNodeSpec       *spec,
               GError           **error)
{
  set (self, spec, "center", "false");
  set (self, spec, "scale", "false");

  return TRUE;
}

/* The mean of one row is that row. */
static gboolean
fit_scaler_on_row (TransformServing  *self,
                   JigNodeSpec       *spec,
                   GError           **error)
{
  g_autofree char *input = g_strdup (spec->inputs[0]);
  const char * const inputs[] = { input, input, NULL };

  replace (self, spec, "difference", inputs);

  return TRUE;
}

/* The quarter of the test rows with the highest values: what a server sees on a
 * hot day. */
static gboolean
fit_scaler_on_batch (TransformServing  *self,
                     JigNodeSpec       *spec,
                     GError           **error)
{
  const JigColumn *column = get_root_column (self, spec, self->sent);
  const guint32 *ids = jig_rows_get_ids (self->plan->test);
  gsize n_rows = jig_rows_get_size (self->plan->test);
  jig_autofree double *sorted = jig_alloc (n_rows, sizeof *sorted, _("the batch"), error);
  gsize n_numbers = 0;
  double least;

  if (sorted == NULL)
    return FALSE;

  self->batch = jig_alloc (n_rows, sizeof *self->batch, _("the batch"), error);
  if (self->batch == NULL)
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    if (!jig_column_is_missing (column, ids[i]))
      sorted[n_numbers++] = jig_column_get_number (column, ids[i]);
  jig_stats_sort (sorted, n_numbers);
  least = jig_stats_quantile (sorted, n_numbers, 0.75);

  for (gsize i = 0; i < n_rows; i++)
    self->batch[i] = jig_column_get_number (column, ids[i]) >= least;
  if (!g_ptr_array_find (self->specs, spec, &self->batch_node))
    g_return_val_if_reached (FALSE);

  return TRUE;
}

static gboolean
sort_vocabulary (TransformServing  *self,
                 JigNodeSpec       *spec,
                 GError           **error)
{
  set (self, spec, "order", "sorted");

  return TRUE;
}

/* Every value lands one bucket higher, but those in the last. */
static gboolean
shift_buckets (TransformServing  *self,
               JigNodeSpec       *spec,
               GError           **error)
{
  g_autofree char *input = g_strdup (spec->inputs[0]);
  const char * const inputs[] = { input, NULL };
  g_autoptr(GString) text = g_string_new ("-1e300");
  const double *cuts;
  double last = -1e300;
  gsize n_cuts;
  guint i;

  if (!g_ptr_array_find (self->specs, spec, &i))
    g_return_val_if_reached (FALSE);

  cuts = jig_cuts_get (jig_recipe_get_state (self->recipe, i), &n_cuts);
  for (gsize k = 0; k + 1 < n_cuts; k++)
    {
      char buffer[JIG_NUMBER_BUFFER];

      last = cuts[k] > last ? cuts[k] : nextafter (last, INFINITY);
      g_string_append_c (text, ',');
      g_string_append (text, jig_number_format (last, buffer));
    }

  replace (self, spec, "fixed-bucket", inputs);
  set (self, g_ptr_array_index (self->specs, i), "cuts", text->str);

  return TRUE;
}

/* In the order of transform_mistakes: what callers do comes first. */
static const struct
{
  TransformPlace place;
  gboolean       is_sent;
  Alter          alter;
} rows[TRANSFORM_N_MISTAKES] = {
  { TRANSFORM_NUMBER, TRUE, send_fahrenheit },
  { TRANSFORM_NUMBER, TRUE, send_zero },
  { TRANSFORM_CATEGORY, TRUE, send_blanks },
  { TRANSFORM_WEEKDAY, FALSE, count_from_monday },
  { TRANSFORM_WEEKDAY, FALSE, count_as_iso },
  { TRANSFORM_HOUR, FALSE, miss_summer_time },
  { TRANSFORM_HOUR, FALSE, use_other_zone },
  { TRANSFORM_SCALER, FALSE, forget_scaler },
  { TRANSFORM_SCALER, FALSE, fit_scaler_on_row },
  { TRANSFORM_SCALER, FALSE, fit_scaler_on_batch },
  { TRANSFORM_VOCABULARY, FALSE, sort_vocabulary },
  { TRANSFORM_BOOLEAN, FALSE, read_flipped },
  { TRANSFORM_BUCKETS, FALSE, shift_buckets },
};

static gboolean
run_has (const JigRun   *run,
         TransformPlace  place)
{
  guint n_inputs;
  g_autoptr(GPtrArray) specs = transform_plan_specs (run, &n_inputs);

  return transform_find (specs, place, NULL) != NULL;
}

static gboolean
has_number (const JigRun *run)
{
  return run_has (run, TRANSFORM_NUMBER);
}

static gboolean
has_category (const JigRun *run)
{
  return run_has (run, TRANSFORM_CATEGORY);
}

static gboolean
has_weekday (const JigRun *run)
{
  return run_has (run, TRANSFORM_WEEKDAY);
}

static gboolean
has_hour (const JigRun *run)
{
  return run_has (run, TRANSFORM_HOUR);
}

static gboolean
has_scaler (const JigRun *run)
{
  return run_has (run, TRANSFORM_SCALER);
}

static gboolean
has_vocabulary (const JigRun *run)
{
  return run_has (run, TRANSFORM_VOCABULARY);
}

static gboolean
has_boolean (const JigRun *run)
{
  return run_has (run, TRANSFORM_BOOLEAN);
}

static gboolean
has_buckets (const JigRun *run)
{
  return run_has (run, TRANSFORM_BUCKETS);
}

const JigMistake transform_mistakes[TRANSFORM_N_MISTAKES + 1] = {
  { "fahrenheit", N_("A number is sent in another unit (Fahrenheit)"), has_number },
  { "missing-zero", N_("A missing number is sent as 0"), has_number },
  { "out-of-vocabulary", N_("Names are sent with a blank behind them"), has_category },
  { "weekday-monday0", N_("Weekdays are counted from Monday = 0"), has_weekday },
  { "weekday-iso", N_("Weekdays are counted from Monday = 1"), has_weekday },
  { "hour-summer", N_("Summer time is forgotten: one hour too early"), has_hour },
  { "hour-zone", N_("Another time zone: some hours too early"), has_hour },
  { "scaler-forgotten", N_("The scaler is forgotten"), has_scaler },
  { "scaler-row", N_("The scaler is fitted on the row it serves"), has_scaler },
  { "scaler-batch", N_("The scaler is fitted on the batch it serves"), has_scaler },
  { "vocabulary-sorted", N_("The vocabulary is built again, sorted"), has_vocabulary },
  { "boolean-flipped", N_("Yes and no are swapped"), has_boolean },
  { "bucket-shifted", N_("Buckets are counted from one higher"), has_buckets },
  { NULL }
};

const JigChoice transform_mistake_choices[TRANSFORM_N_MISTAKES + 1] = {
  { "fahrenheit", N_("Fahrenheit") },
  { "missing-zero", N_("Missing is 0") },
  { "out-of-vocabulary", N_("Blank after names") },
  { "weekday-monday0", N_("Monday = 0") },
  { "weekday-iso", N_("Monday = 1") },
  { "hour-summer", N_("No summer time") },
  { "hour-zone", N_("Other time zone") },
  { "scaler-forgotten", N_("No scaler") },
  { "scaler-row", N_("Scaler of a row") },
  { "scaler-batch", N_("Scaler of a batch") },
  { "vocabulary-sorted", N_("Sorted names") },
  { "boolean-flipped", N_("Yes is no") },
  { "bucket-shifted", N_("Buckets + 1") },
  { NULL }
};

/**
 * transform_mistake_find:
 * @id: the id of a mistake
 *
 * Returns: its index, or -1
 */
gssize
transform_mistake_find (const char *id)
{
  for (gsize i = 0; i < TRANSFORM_N_MISTAKES; i++)
    if (g_str_equal (transform_mistakes[i].id, id))
      return (gssize) i;

  return -1;
}

gboolean
transform_mistake_applies (const GPtrArray *specs,
                           guint            mistake)
{
  return transform_find (specs, rows[mistake].place, NULL) != NULL;
}

/**
 * transform_mistake_is_sent:
 * @mistake: the index of a mistake
 *
 * Returns: whether it is in what callers send, and not in what the server does
 */
gboolean
transform_mistake_is_sent (guint mistake)
{
  return rows[mistake].is_sent;
}

/**
 * transform_mistake_alter:
 * @serving: a server
 * @mistake: the index of a mistake
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, also if there is nothing to take hold of, or %FALSE with
 *   @error set
 */
gboolean
transform_mistake_alter (TransformServing  *serving,
                         guint              mistake,
                         GError           **error)
{
  JigNodeSpec *spec = transform_find (serving->specs, rows[mistake].place, serving->column);

  return spec == NULL || rows[mistake].alter (serving, spec, error);
}
