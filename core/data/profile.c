#include "core/data/profile.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of more rows, quantiles are those of so many, evenly spaced. */
#define MAX_SORTED 100000

static JigProfile *
new_profile (const char *name,
             gsize       n_rows)
{
  JigProfile *self = g_new0 (JigProfile, 1);

  self->name = g_strdup (name);
  self->n_rows = n_rows;
  self->mean = self->sd = self->min = self->max = NAN;
  for (gsize i = 0; i < JIG_PROFILE_N_QUANTILES; i++)
    self->quantiles[i] = NAN;

  return self;
}

void
jig_profile_free (JigProfile *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->n_levels; i++)
    g_free (self->levels[i].text);
  g_free (self->levels);
  g_free (self->name);
  g_free (self);
}

static void
measure_moments (JigProfile   *self,
                 const double *numbers,
                 gsize         stride)
{
  JigMoments moments = JIG_MOMENTS_INIT;

  for (gsize i = 0; i < self->n_rows; i++)
    if (isfinite (numbers[i * stride]))
      jig_moments_add (&moments, numbers[i * stride]);

  self->n_missing = self->n_rows - (guint64) moments.n;
  if (!(moments.n > 0.0))
    return;

  self->mean = moments.mean;
  self->sd = sqrt (moments.m2 / moments.n);
  self->min = moments.min;
  self->max = moments.max;
}

static gboolean
measure_quantiles (JigProfile    *self,
                   const double  *numbers,
                   gsize          stride,
                   GError       **error)
{
  gsize n_wanted = MIN ((gsize) self->n_rows, MAX_SORTED);
  jig_autofree double *sorted = jig_alloc (n_wanted, sizeof *sorted, _("a sorted column"), error);
  gsize n = 0;

  if (sorted == NULL)
    return FALSE;

  for (gsize k = 0; k < n_wanted; k++)
    {
      double number = numbers[(gsize) (k * self->n_rows / n_wanted) * stride];

      if (isfinite (number))
        sorted[n++] = number;
    }

  jig_stats_sort (sorted, n);
  for (gsize i = 0; i < JIG_PROFILE_N_QUANTILES; i++)
    self->quantiles[i] = jig_stats_quantile (sorted, n,
                                             (double) i / (JIG_PROFILE_N_QUANTILES - 1));

  return TRUE;
}

/**
 * jig_profile_new_numbers:
 * @name: what the numbers are called
 * @numbers: the first of them; NaN is missing
 * @n_rows: how many there are
 * @stride: how far two of them are apart
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): what the numbers are like, or %NULL with @error set
 */
JigProfile *
jig_profile_new_numbers (const char    *name,
                         const double  *numbers,
                         gsize          n_rows,
                         gsize          stride,
                         GError       **error)
{
  g_autoptr(JigProfile) self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = new_profile (name, n_rows);
  measure_moments (self, numbers, stride);

  return measure_quantiles (self, numbers, stride, error) ? g_steal_pointer (&self) : NULL;
}

static int
compare_levels (gconstpointer a,
                gconstpointer b)
{
  const JigProfileLevel *first = a;
  const JigProfileLevel *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;

  return strcmp (first->text, second->text);
}

/* Copies the first of @levels, which borrow their texts. */
static void
keep_levels (JigProfile      *self,
             JigProfileLevel *levels,
             gsize            n_levels)
{
  qsort (levels, n_levels, sizeof *levels, compare_levels);
  while (n_levels > 0 && levels[n_levels - 1].count == 0)
    n_levels--;

  self->n_levels = MIN (n_levels, JIG_PROFILE_MAX_LEVELS);
  self->levels = g_new0 (JigProfileLevel, self->n_levels);
  for (gsize i = 0; i < self->n_levels; i++)
    self->levels[i] = (JigProfileLevel) { g_strdup (levels[i].text), levels[i].count };

  for (gsize i = self->n_levels; i < n_levels; i++)
    self->n_other += levels[i].count;
}

static gboolean
count_levels (JigProfile       *self,
              const JigColumn  *column,
              GError          **error)
{
  const guint32 *codes = jig_column_get_codes (column);
  const JigStringTable *table = jig_column_get_levels (column);
  gsize n_levels = jig_string_table_get_size (table);
  jig_autofree JigProfileLevel *levels = jig_alloc (n_levels, sizeof *levels,
                                                    _("the counts of the levels"), error);

  if (levels == NULL)
    return FALSE;

  for (gsize i = 0; i < n_levels; i++)
    levels[i].text = (char *) jig_string_table_get (table, i, NULL);
  for (gsize i = 0; i < self->n_rows; i++)
    if (codes[i] != JIG_CODE_MISSING)
      levels[codes[i]].count++;
  keep_levels (self, levels, n_levels);

  return TRUE;
}

static void
count_booleans (JigProfile      *self,
                const JigColumn *column)
{
  const guint8 *values = jig_column_get_booleans (column);
  JigProfileLevel levels[2] = { { (char *) "false", 0 }, { (char *) "true", 0 } };

  for (gsize i = 0; i < self->n_rows; i++)
    if (values[i] != JIG_BOOLEAN_MISSING)
      levels[values[i]].count++;
  keep_levels (self, levels, G_N_ELEMENTS (levels));
}

static gboolean
measure_cells (JigProfile       *self,
               const JigColumn  *column,
               GError          **error)
{
  jig_autofree double *numbers = jig_alloc (self->n_rows, sizeof *numbers,
                                            _("the values of a column"), error);

  if (numbers == NULL)
    return FALSE;

  for (gsize i = 0; i < self->n_rows; i++)
    numbers[i] = jig_column_get_number (column, i);
  measure_moments (self, numbers, 1);

  return measure_quantiles (self, numbers, 1, error);
}

/**
 * jig_profile_new_column:
 * @column: a column of the training rows
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Times are measured in seconds, booleans as 0 and 1. Of texts only the missing
 * ones are counted.
 *
 * Returns: (transfer full): what the column is like, or %NULL with @error set
 */
JigProfile *
jig_profile_new_column (const JigColumn  *column,
                        GError          **error)
{
  g_autoptr(JigProfile) self = NULL;
  gboolean is_done = TRUE;

  g_return_val_if_fail (column != NULL, NULL);

  self = new_profile (jig_column_get_name (column), jig_column_get_n_rows (column));
  self->n_missing = jig_column_get_n_missing (column);

  if (jig_column_get_codes (column) != NULL)
    is_done = count_levels (self, column, error);
  else if (jig_column_get_cells (column) == NULL)
    is_done = measure_cells (self, column, error);

  if (jig_column_get_booleans (column) != NULL)
    count_booleans (self, column);

  return is_done ? g_steal_pointer (&self) : NULL;
}

static void
write_number (JigJsonWriter *writer,
              const char    *name,
              double         value)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_double (writer, value);
}

static void
write_count (JigJsonWriter *writer,
             const char    *name,
             guint64        count)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_int (writer, (gint64) count);
}

/**
 * jig_profile_write:
 * @self: what a column is like
 * @writer: where one value is due
 */
void
jig_profile_write (const JigProfile *self,
                   JigJsonWriter    *writer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, self->name);
  write_count (writer, "rows", self->n_rows);
  write_count (writer, "missing", self->n_missing);
  write_number (writer, "mean", self->mean);
  write_number (writer, "sd", self->sd);
  write_number (writer, "min", self->min);
  write_number (writer, "max", self->max);
  jig_json_writer_name (writer, "quantiles");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < JIG_PROFILE_N_QUANTILES; i++)
    jig_json_writer_double (writer, self->quantiles[i]);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "levels");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_levels; i++)
    {
      jig_json_writer_begin_array (writer);
      jig_json_writer_string (writer, self->levels[i].text);
      jig_json_writer_int (writer, (gint64) self->levels[i].count);
      jig_json_writer_end_array (writer);
    }
  jig_json_writer_end_array (writer);
  write_count (writer, "other", self->n_other);
  jig_json_writer_end_object (writer);
}

static gboolean
read_count (JsonObject  *object,
            const char  *member,
            const char  *name,
            guint64     *count,
            GError     **error)
{
  gint64 value;

  if (!jig_json_get_int (object, member, name, 0, G_MAXUINT32, &value, error))
    return FALSE;

  *count = (guint64) value;

  return TRUE;
}

/* What is not finite was written as null. */
static gboolean
read_number (JsonObject  *object,
             const char  *member,
             const char  *name,
             double      *value,
             GError     **error)
{
  if (json_object_has_member (object, member) && json_object_get_null_member (object, member))
    {
      *value = NAN;
      return TRUE;
    }

  return jig_json_get_double (object, member, name, value, error);
}

static gboolean
refuse (const char  *member,
        const char  *name,
        GError     **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: \"%s\" is not what statistics have."),
               name, member);

  return FALSE;
}

static gboolean
holds_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_DOUBLE || type == G_TYPE_INT64;
}

static gboolean
read_quantiles (JigProfile  *self,
                JsonObject  *object,
                const char  *name,
                GError     **error)
{
  JsonArray *array;

  if (!jig_json_get_array (object, "quantiles", name, &array, error))
    return FALSE;
  if (json_array_get_length (array) != JIG_PROFILE_N_QUANTILES)
    return refuse ("quantiles", name, error);

  for (guint i = 0; i < JIG_PROFILE_N_QUANTILES; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_NULL (node) && !holds_number (node))
        return refuse ("quantiles", name, error);
      self->quantiles[i] = JSON_NODE_HOLDS_NULL (node) ? NAN : json_node_get_double (node);
    }

  return TRUE;
}

/* A pair of a text and a count. */
static gboolean
read_level (JsonNode        *node,
            JigProfileLevel *level)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *text;
  JsonNode *count;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return FALSE;

  text = json_array_get_element (pair, 0);
  count = json_array_get_element (pair, 1);
  if (!JSON_NODE_HOLDS_VALUE (text) || json_node_get_value_type (text) != G_TYPE_STRING ||
      !JSON_NODE_HOLDS_VALUE (count) || json_node_get_value_type (count) != G_TYPE_INT64 ||
      json_node_get_int (count) < 0)
    return FALSE;

  *level = (JigProfileLevel) { json_node_dup_string (text), (guint64) json_node_get_int (count) };

  return TRUE;
}

static gboolean
read_levels (JigProfile  *self,
             JsonObject  *object,
             const char  *name,
             GError     **error)
{
  JsonArray *array;
  guint n_levels;

  if (!jig_json_get_array (object, "levels", name, &array, error))
    return FALSE;

  n_levels = json_array_get_length (array);
  if (n_levels > JIG_PROFILE_MAX_LEVELS)
    return refuse ("levels", name, error);

  self->levels = g_new0 (JigProfileLevel, n_levels);
  for (; self->n_levels < n_levels; self->n_levels++)
    if (!read_level (json_array_get_element (array, (guint) self->n_levels),
                     &self->levels[self->n_levels]))
      return refuse ("levels", name, error);

  return TRUE;
}

/**
 * jig_profile_read:
 * @object: what jig_profile_write() wrote, or anything else
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: (transfer full): what the column is like, or %NULL with @error set
 */
JigProfile *
jig_profile_read (JsonObject  *object,
                  const char  *name,
                  GError     **error)
{
  g_autoptr(JigProfile) self = NULL;
  const char *column;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!jig_json_get_string (object, "name", name, &column, error))
    return NULL;

  self = new_profile (column, 0);
  if (!read_count (object, "rows", name, &self->n_rows, error) ||
      !read_count (object, "missing", name, &self->n_missing, error) ||
      !read_number (object, "mean", name, &self->mean, error) ||
      !read_number (object, "sd", name, &self->sd, error) ||
      !read_number (object, "min", name, &self->min, error) ||
      !read_number (object, "max", name, &self->max, error) ||
      !read_quantiles (self, object, name, error) ||
      !read_levels (self, object, name, error) ||
      !read_count (object, "other", name, &self->n_other, error))
    return NULL;

  return g_steal_pointer (&self);
}
