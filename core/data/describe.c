#include "core/data/describe.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/parallel.h"
#include "core/data/calendar.h"
#include "core/data/dictionary.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_PER_STEP 4096

static const double shares[JIG_DESCRIBE_N_QUANTILES] = { 0.25, 0.5, 0.75 };

/**
 * jig_description_free:
 * @self: (transfer full) (nullable): a description
 */
void
jig_description_free (JigDescription *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->column, jig_column_unref);
  g_free (self->earliest);
  g_free (self->latest);
  for (gsize i = 0; i < self->n_top; i++)
    g_free (self->top[i].text);
  g_free (self);
}

static gsize
count_distinct (const double *sorted,
                gsize         n_values)
{
  gsize n_distinct = n_values > 0;

  for (gsize i = 1; i < n_values; i++)
    n_distinct += sorted[i] != sorted[i - 1];

  return n_distinct;
}

static gboolean
describe_numbers (JigDescription  *self,
                  GError         **error)
{
  const double *numbers = jig_column_get_numbers (self->column);
  gsize n_rows = jig_column_get_n_rows (self->column);
  jig_autofree double *sorted = jig_alloc (n_rows, sizeof *sorted, "a sorted column", error);
  gsize n_values = 0;

  if (sorted == NULL)
    return FALSE;

  for (gsize row = 0; row < n_rows; row++)
    if (!isnan (numbers[row]))
      {
        sorted[n_values++] = numbers[row];
        jig_moments_add (&self->moments, numbers[row]);
      }

  jig_stats_sort (sorted, n_values);
  self->n_distinct = count_distinct (sorted, n_values);
  for (int i = 0; i < JIG_DESCRIBE_N_QUANTILES; i++)
    self->quantiles[i] = jig_stats_quantile (sorted, n_values, shares[i]);

  return TRUE;
}

static char *
time_to_text (double   time,
              gboolean has_clock)
{
  GString *text = g_string_new (NULL);

  jig_calendar_append_text ((gint64) time, has_clock, text);

  return g_string_free (text, FALSE);
}

/* Microseconds fit a double exactly up to the year 2255. */
static gboolean
describe_times (JigDescription  *self,
                GError         **error)
{
  const gint64 *times = jig_column_get_times (self->column);
  gsize n_rows = jig_column_get_n_rows (self->column);
  jig_autofree double *sorted = jig_alloc (n_rows, sizeof *sorted, "a sorted column", error);
  gsize n_values = 0;
  gboolean has_clock = jig_column_has_clock (self->column);

  if (sorted == NULL)
    return FALSE;

  for (gsize row = 0; row < n_rows; row++)
    if (times[row] != JIG_TIME_MISSING)
      sorted[n_values++] = (double) times[row];

  jig_stats_sort (sorted, n_values);
  self->n_distinct = count_distinct (sorted, n_values);
  if (n_values > 0)
    {
      self->earliest = time_to_text (sorted[0], has_clock);
      self->latest = time_to_text (sorted[n_values - 1], has_clock);
    }

  return TRUE;
}

static int
compare_top (const void *a,
             const void *b)
{
  const JigTopValue *x = a;
  const JigTopValue *y = b;

  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;

  return strcmp (x->text, y->text);
}

/* Keeps the first of all in a list that is always sorted. */
static void
offer_top (JigDescription *self,
           const char     *text,
           gsize           count)
{
  JigTopValue value = { (char *) text, count };
  gsize last;

  if (self->n_top == JIG_DESCRIBE_N_TOP)
    {
      if (compare_top (&value, &self->top[JIG_DESCRIBE_N_TOP - 1]) >= 0)
        return;
      g_free (self->top[--self->n_top].text);
    }

  last = self->n_top++;
  value.text = g_strdup (text);
  while (last > 0 && compare_top (&value, &self->top[last - 1]) < 0)
    {
      self->top[last] = self->top[last - 1];
      last--;
    }
  self->top[last] = value;
}

static gboolean
describe_levels (JigDescription  *self,
                 GError         **error)
{
  const guint32 *codes = jig_column_get_codes (self->column);
  JigStringTable *levels = jig_column_get_levels (self->column);
  gsize n_levels = jig_string_table_get_size (levels);
  jig_autofree gsize *counts = jig_alloc (n_levels, sizeof *counts, "counts", error);

  if (counts == NULL)
    return FALSE;

  for (gsize row = 0; row < jig_column_get_n_rows (self->column); row++)
    if (codes[row] != JIG_CODE_MISSING)
      counts[codes[row]]++;

  for (gsize i = 0; i < n_levels; i++)
    if (counts[i] > 0)
      {
        self->n_distinct++;
        offer_top (self, jig_string_table_get (levels, i, NULL), counts[i]);
      }

  return TRUE;
}

static void
describe_booleans (JigDescription *self)
{
  const guint8 *booleans = jig_column_get_booleans (self->column);
  gsize counts[3] = { 0 };

  for (gsize row = 0; row < jig_column_get_n_rows (self->column); row++)
    counts[booleans[row]]++;

  for (int value = 0; value < 2; value++)
    if (counts[value] > 0)
      {
        self->n_distinct++;
        offer_top (self, jig_column_get_word (self->column, value), counts[value]);
      }
}

static gboolean
describe_cells (JigDescription     *self,
                const JigProgress  *progress,
                GError            **error)
{
  JigStringTable *cells = jig_column_get_cells (self->column);
  g_autoptr(JigDictionary) words = jig_dictionary_new ();

  for (gsize row = 0; row < jig_string_table_get_size (cells); row++)
    {
      gsize length;
      const char *text = jig_string_table_get (cells, row, &length);
      guint32 code;

      if (row % ROWS_PER_STEP == 0 && jig_progress_is_cancelled (progress))
        return !g_cancellable_set_error_if_cancelled (progress->cancellable, error);
      if (length > 0 && !jig_dictionary_add (words, text, length, &code, error))
        return FALSE;
    }
  self->n_distinct = jig_dictionary_get_size (words);

  return TRUE;
}

static gboolean
describe (JigDescription     *self,
          const JigProgress  *progress,
          GError            **error)
{
  switch (jig_column_get_type_id (self->column))
    {
    case JIG_COLUMN_NUMBER:
      return describe_numbers (self, error);

    case JIG_COLUMN_CATEGORY:
      return describe_levels (self, error);

    case JIG_COLUMN_TIME:
      return describe_times (self, error);

    case JIG_COLUMN_BOOLEAN:
      describe_booleans (self);
      return TRUE;

    case JIG_COLUMN_TEXT:
    default:
      return describe_cells (self, progress, error);
    }
}

/**
 * jig_describe_column:
 * @column: a column
 * @progress: (nullable): who may stop it; nothing is reported
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what there is to know, or %NULL with @error set
 */
JigDescription *
jig_describe_column (JigColumn          *column,
                     const JigProgress  *progress,
                     GError            **error)
{
  g_autoptr(JigDescription) self = g_new0 (JigDescription, 1);

  self->column = jig_column_ref (column);
  self->moments = JIG_MOMENTS_INIT;
  for (int i = 0; i < JIG_DESCRIBE_N_QUANTILES; i++)
    self->quantiles[i] = NAN;

  return describe (self, progress, error) ? g_steal_pointer (&self) : NULL;
}

typedef struct
{
  const JigFrame     *frame;
  const JigProgress  *progress;
  JigDescription    **descriptions;   /* (n_columns,) */
  GError            **errors;         /* (n_columns,) */
} Work;

static void
describe_chunk (gsize    chunk,
                gsize    begin,
                gsize    end,
                gpointer data)
{
  const Work *work = data;

  for (gsize i = begin; i < end; i++)
    work->descriptions[i] = jig_describe_column (jig_frame_get_column (work->frame, i),
                                                 work->progress, &work->errors[i]);
}

/**
 * jig_describe_frame:
 * @frame: a table
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Describes all columns, several at a time.
 *
 * Returns: (transfer full) (element-type JigDescription): one for each column,
 *   or %NULL with @error set
 */
GPtrArray *
jig_describe_frame (const JigFrame     *frame,
                    const JigProgress  *progress,
                    GError            **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_description_free);
  gsize n_columns = jig_frame_get_n_columns (frame);
  g_autofree GError **errors = g_new0 (GError *, n_columns);
  Work work = { frame, progress, NULL, errors };
  gboolean is_done;

  g_ptr_array_set_size (all, (int) n_columns);
  work.descriptions = (JigDescription **) all->pdata;
  is_done = jig_parallel_for_checked (n_columns, 1, describe_chunk, &work, progress, NULL, error);

  for (gsize i = 0; i < n_columns; i++)
    {
      if (errors[i] != NULL && is_done)
        {
          is_done = FALSE;
          g_propagate_error (error, errors[i]);
        }
      else
        {
          g_clear_error (&errors[i]);
        }
    }

  return is_done ? g_steal_pointer (&all) : NULL;
}

/* Writing */

static void
write_number (JigJsonWriter *writer,
              const char    *name,
              double         value)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_double (writer, value);
}

static void
write_moments (const JigDescription *self,
               JigJsonWriter        *writer)
{
  write_number (writer, "min", self->moments.min);
  write_number (writer, "max", self->moments.max);
  write_number (writer, "mean", self->moments.n > 0.0 ? self->moments.mean : NAN);
  write_number (writer, "sd", jig_moments_get_sd (&self->moments));
  jig_json_writer_name (writer, "quantiles");
  jig_json_writer_begin_object (writer);
  for (int i = 0; i < JIG_DESCRIBE_N_QUANTILES; i++)
    {
      char name[JIG_NUMBER_BUFFER];

      write_number (writer, jig_number_format (shares[i], name), self->quantiles[i]);
    }
  jig_json_writer_end_object (writer);
}

static void
write_top (const JigDescription *self,
           JigJsonWriter        *writer)
{
  jig_json_writer_name (writer, "top");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_top; i++)
    {
      jig_json_writer_begin_array (writer);
      jig_json_writer_string (writer, self->top[i].text);
      jig_json_writer_int (writer, (gint64) self->top[i].count);
      jig_json_writer_end_array (writer);
    }
  jig_json_writer_end_array (writer);
}

/**
 * jig_description_write:
 * @self: a description
 * @why: how the column's type was found
 * @writer: where to
 */
void
jig_description_write (const JigDescription *self,
                       const char           *why,
                       JigJsonWriter        *writer)
{
  JigColumnType type = jig_column_get_type_id (self->column);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, jig_column_get_name (self->column));
  jig_json_writer_name (writer, "type");
  jig_json_writer_string (writer, jig_column_type_name (type));
  jig_json_writer_name (writer, "why");
  jig_json_writer_string (writer, why);
  jig_json_writer_name (writer, "missing");
  jig_json_writer_int (writer, (gint64) jig_column_get_n_missing (self->column));
  jig_json_writer_name (writer, "distinct");
  jig_json_writer_int (writer, (gint64) self->n_distinct);
  if (type == JIG_COLUMN_NUMBER)
    write_moments (self, writer);
  if (type == JIG_COLUMN_TIME)
    {
      jig_json_writer_name (writer, "min");
      jig_json_writer_string (writer, self->earliest);
      jig_json_writer_name (writer, "max");
      jig_json_writer_string (writer, self->latest);
    }
  if (type == JIG_COLUMN_CATEGORY || type == JIG_COLUMN_BOOLEAN)
    write_top (self, writer);
  jig_json_writer_end_object (writer);
}
