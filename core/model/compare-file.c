/* Comparisons as JSON and as a hash: members in a fixed order, numbers that read
 * back to the same bits. The way back trusts nothing. */

#include "core/model/compare.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/model/judgement.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
hash_numbers (JigHash      *hash,
              const double *numbers,
              gsize         n_numbers)
{
  jig_hash_add_uint (hash, n_numbers);
  for (gsize i = 0; i < n_numbers; i++)
    jig_hash_add_double (hash, numbers[i]);
}

static void
hash_contestant (JigHash             *hash,
                 const JigComparison *self,
                 const JigContestant *contestant)
{
  jig_hash_add_string (hash, contestant->hash != NULL ? contestant->hash : "");
  hash_numbers (hash, contestant->predictions,
                self->n_rows * jig_task_n_outputs (self->task, self->n_classes));
  hash_numbers (hash, contestant->judgement.values, JIG_N_METRICS);
  hash_numbers (hash, contestant->judgement.baseline, JIG_N_METRICS);

  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigInterval *interval = &contestant->intervals[i];
      const JigVerdict *verdict = &contestant->verdicts[i];
      const double numbers[] = {
        interval->low, interval->high, interval->standard_error,
        verdict->interval.low, verdict->interval.high, verdict->interval.standard_error,
        verdict->difference, verdict->margin,
      };

      hash_numbers (hash, numbers, G_N_ELEMENTS (numbers));
    }
}

/**
 * jig_comparison_dup_hash:
 * @self: a comparison
 *
 * Returns: (transfer full): SHA-256 of everything but the models' names
 */
char *
jig_comparison_dup_hash (const JigComparison *self)
{
  JigHash *hash = jig_hash_new ();
  g_autofree char *rows = jig_rows_dup_hash (self->rows);

  jig_hash_add_string (hash, jig_task_name (self->task));
  jig_hash_add_uint (hash, self->n_classes);
  jig_hash_add_string (hash, self->target);
  jig_hash_add_string (hash, rows);
  hash_numbers (hash, self->targets, self->n_rows);
  hash_numbers (hash, self->weights, self->weights != NULL ? self->n_rows : 0);
  jig_hash_add_uint (hash, self->n_groups);
  jig_hash_add_uint (hash, self->n_resamples);
  jig_hash_add_double (hash, self->margin);
  jig_hash_add_uint (hash, self->seed);
  jig_hash_add_uint (hash, self->n_contestants);
  for (gsize i = 0; i < self->n_contestants; i++)
    hash_contestant (hash, self, &self->contestants[i]);

  return jig_hash_finish (hash);
}

static gboolean
applies (guint   metric,
         JigTask task)
{
  return (jig_metric_get_info ((JigMetricId) metric)->takes & JIG_TASK_TAKES (task)) != 0;
}

static void
write_nullable (const char    *member,
                const char    *value,
                JigJsonWriter *writer)
{
  jig_json_writer_name (writer, member);
  if (value != NULL)
    jig_json_writer_string (writer, value);
  else
    jig_json_writer_null (writer);
}

static void
write_intervals (JigTask              task,
                 const JigContestant *contestant,
                 JigJsonWriter       *writer)
{
  jig_json_writer_name (writer, "intervals");
  jig_json_writer_begin_object (writer);
  for (guint i = 0; i < JIG_N_METRICS; i++)
    if (applies (i, task))
      {
        jig_json_writer_name (writer, jig_metric_get_info ((JigMetricId) i)->id);
        jig_interval_write (&contestant->intervals[i], writer);
      }
  jig_json_writer_end_object (writer);
}

static void
write_verdicts (JigTask              task,
                const JigContestant *contestant,
                JigJsonWriter       *writer)
{
  jig_json_writer_name (writer, "verdicts");
  jig_json_writer_begin_object (writer);
  for (guint i = 0; i < JIG_N_METRICS; i++)
    if (applies (i, task))
      {
        jig_json_writer_name (writer, jig_metric_get_info ((JigMetricId) i)->id);
        jig_verdict_write (&contestant->verdicts[i], writer);
      }
  jig_json_writer_end_object (writer);
}

static void
write_contestant (const JigComparison *self,
                  gsize                i,
                  JigJsonWriter       *writer)
{
  const JigContestant *contestant = &self->contestants[i];

  jig_json_writer_begin_object (writer);
  write_nullable ("name", contestant->name, writer);
  write_nullable ("hash", contestant->hash, writer);
  jig_json_writer_name (writer, "judgement");
  jig_judgement_write (&contestant->judgement, writer);
  write_intervals (self->task, contestant, writer);
  if (i > 0)
    write_verdicts (self->task, contestant, writer);
  jig_json_writer_name (writer, "predictions");
  jig_numbers_write (contestant->predictions,
                     self->n_rows * jig_task_n_outputs (self->task, self->n_classes), writer);
  jig_json_writer_end_object (writer);
}

static void
write_count (const char    *member,
             gsize          value,
             JigJsonWriter *writer)
{
  jig_json_writer_name (writer, member);
  jig_json_writer_int (writer, (gint64) value);
}

static void
write_rows (const JigComparison *self,
            JigJsonWriter       *writer)
{
  const guint32 *ids = jig_rows_get_ids (self->rows);

  jig_json_writer_name (writer, "rows");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_rows; i++)
    jig_json_writer_int (writer, ids[i]);
  jig_json_writer_end_array (writer);

  jig_json_writer_name (writer, "targets");
  jig_numbers_write (self->targets, self->n_rows, writer);
  jig_json_writer_name (writer, "weights");
  if (self->weights != NULL)
    jig_numbers_write (self->weights, self->n_rows, writer);
  else
    jig_json_writer_null (writer);
}

/**
 * jig_comparison_write:
 * @self: a comparison
 * @writer: where an object may stand
 */
void
jig_comparison_write (const JigComparison *self,
                      JigJsonWriter       *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "task");
  jig_json_writer_string (writer, jig_task_name (self->task));
  write_count ("classes", self->n_classes, writer);
  jig_json_writer_name (writer, "target");
  jig_json_writer_string (writer, self->target);
  write_count ("groups", self->n_groups, writer);
  write_count ("resamples", self->n_resamples, writer);
  jig_json_writer_name (writer, "margin");
  jig_json_writer_double (writer, self->margin);
  write_count ("seed", self->seed, writer);
  write_rows (self, writer);

  jig_json_writer_name (writer, "contestants");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_contestants; i++)
    write_contestant (self, i, writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_end_object (writer);
}

/* What cannot be, although every member is of its kind. */
static gboolean
refuse (const char  *name,
        const char  *member,
        GError     **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: \"%s\" does not fit the rest of the comparison."), name, member);

  return FALSE;
}

static gboolean
read_text (JsonObject  *object,
           const char  *member,
           const char  *name,
           char       **text,
           GError     **error)
{
  const char *value;

  if (!jig_json_get_string (object, member, name, &value, error))
    return FALSE;

  g_free (*text);
  *text = g_strdup (value);

  return TRUE;
}

static gboolean
is_null (JsonObject *object,
         const char *member)
{
  return json_object_has_member (object, member) && json_object_get_null_member (object, member);
}

static gboolean
read_nullable (JsonObject  *object,
               const char  *member,
               const char  *name,
               char       **text,
               GError     **error)
{
  return is_null (object, member) || read_text (object, member, name, text, error);
}

static gboolean
read_task (JsonObject     *object,
           const char     *name,
           JigComparison  *self,
           GError        **error)
{
  const char *task;
  gint64 n_classes;

  if (!jig_json_get_string (object, "task", name, &task, error) ||
      !jig_json_get_int (object, "classes", name, 1, JIG_LIMIT_CLASSES, &n_classes, error))
    return FALSE;

  if (!jig_task_from_name (task, &self->task))
    return refuse (name, "task", error);
  if ((self->task == JIG_TASK_REGRESSION) != (n_classes == 1) ||
      (self->task == JIG_TASK_BINARY && n_classes != 2))
    return refuse (name, "classes", error);

  self->n_classes = (guint) n_classes;

  return TRUE;
}

static gboolean
read_settings (JsonObject     *object,
               const char     *name,
               JigComparison  *self,
               GError        **error)
{
  gint64 n_groups;
  gint64 n_resamples;
  gint64 seed;

  if (!read_text (object, "target", name, &self->target, error) ||
      !jig_json_get_int (object, "groups", name, 0, G_MAXUINT32, &n_groups, error) ||
      !jig_json_get_int (object, "resamples", name, 0, G_MAXUINT32, &n_resamples, error) ||
      !jig_json_get_double (object, "margin", name, &self->margin, error) ||
      !jig_json_get_int (object, "seed", name, 0, G_MAXINT64, &seed, error))
    return FALSE;

  self->n_groups = (gsize) n_groups;
  self->n_resamples = (gsize) n_resamples;
  self->seed = (guint64) seed;

  return self->margin >= 0.0 || refuse (name, "margin", error);
}

/* (n_numbers,), a count that is believed only after the list has it. */
static double *
read_numbers (JsonObject  *object,
              const char  *member,
              const char  *name,
              gsize        n_numbers,
              GError     **error)
{
  jig_autofree double *numbers = NULL;
  JsonArray *array;

  if (!jig_json_get_array (object, member, name, &array, error))
    return NULL;

  if (json_array_get_length (array) != n_numbers)
    {
      refuse (name, member, error);
      return NULL;
    }

  numbers = jig_alloc (n_numbers, sizeof *numbers, _("a comparison"), error);
  if (numbers == NULL || !jig_numbers_read (object, member, name, numbers, n_numbers, error))
    return NULL;

  return g_steal_pointer (&numbers);
}

static JigRows *
read_ids (JsonObject  *object,
          const char  *name,
          gsize        n_rows,
          GError     **error)
{
  jig_autofree double *numbers = read_numbers (object, "rows", name, n_rows, error);
  jig_autofree guint32 *ids = NULL;

  if (numbers == NULL)
    return NULL;

  ids = jig_alloc (n_rows, sizeof *ids, _("a comparison"), error);
  if (ids == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (!(numbers[i] >= 0.0 && numbers[i] < JIG_LIMIT_ROWS && numbers[i] == floor (numbers[i])))
        {
          refuse (name, "rows", error);
          return NULL;
        }
      ids[i] = (guint32) numbers[i];
    }

  return jig_rows_new_take (g_steal_pointer (&ids), n_rows);
}

static gboolean
read_rows (JsonObject     *object,
           const char     *name,
           JigComparison  *self,
           GError        **error)
{
  JsonArray *rows;

  if (!jig_json_get_array (object, "rows", name, &rows, error))
    return FALSE;

  self->n_rows = json_array_get_length (rows);
  if (self->n_rows == 0)
    return refuse (name, "rows", error);
  if (self->n_groups > self->n_rows)
    return refuse (name, "groups", error);

  self->rows = read_ids (object, name, self->n_rows, error);
  if (self->rows == NULL)
    return FALSE;

  self->targets = read_numbers (object, "targets", name, self->n_rows, error);
  if (self->targets == NULL)
    return FALSE;

  if (!is_null (object, "weights"))
    {
      self->weights = read_numbers (object, "weights", name, self->n_rows, error);
      if (self->weights == NULL)
        return FALSE;
    }

  return jig_metric_check_rows (self->task, self->n_classes, self->targets, self->weights,
                                self->n_rows, NULL) ||
         refuse (name, "targets", error);
}

/* The members of an object of one member per metric. */
static gboolean
read_certainty (JsonObject           *object,
                const char           *name,
                const JigComparison  *self,
                JigContestant        *contestant,
                gboolean              is_first,
                GError              **error)
{
  JsonObject *intervals;
  JsonObject *verdicts = NULL;

  if (!jig_json_get_object (object, "intervals", name, &intervals, error) ||
      (!is_first && !jig_json_get_object (object, "verdicts", name, &verdicts, error)))
    return FALSE;

  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricId metric = (JigMetricId) i;
      const char *id = jig_metric_get_info (metric)->id;
      JsonObject *one;

      if (!applies (i, self->task))
        continue;
      if (!jig_json_get_object (intervals, id, name, &one, error) ||
          !jig_interval_read (one, name, &contestant->intervals[i], error))
        return FALSE;
      if (!is_first &&
          (!jig_json_get_object (verdicts, id, name, &one, error) ||
           !jig_verdict_read (one, metric, self->n_rows, name, &contestant->verdicts[i], error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_contestant (JsonObject           *object,
                 const char           *name,
                 const JigComparison  *self,
                 gsize                 i,
                 GError              **error)
{
  JigContestant *contestant = &self->contestants[i];
  JsonObject *judgement;

  if (!read_nullable (object, "name", name, &contestant->name, error) ||
      !read_nullable (object, "hash", name, &contestant->hash, error) ||
      !jig_json_get_object (object, "judgement", name, &judgement, error) ||
      !jig_judgement_read (judgement, name, &contestant->judgement, error))
    return FALSE;

  /* Only the first of two can be the rule that has no name. */
  if (contestant->name == NULL && (i > 0 || self->n_contestants != 2))
    return refuse (name, "name", error);
  if (contestant->judgement.task != self->task || contestant->judgement.n_rows != self->n_rows)
    return refuse (name, "judgement", error);

  contestant->predictions = read_numbers (object, "predictions", name, self->n_rows *
                                          jig_task_n_outputs (self->task, self->n_classes),
                                          error);

  return contestant->predictions != NULL &&
         read_certainty (object, name, self, contestant, i == 0, error);
}

static gboolean
read_all (JsonObject     *object,
          JsonArray      *contestants,
          const char     *name,
          JigComparison  *self,
          GError        **error)
{
  if (!read_task (object, name, self, error) ||
      !read_settings (object, name, self, error) ||
      !read_rows (object, name, self, error))
    return FALSE;

  for (guint i = 0; i < self->n_contestants; i++)
    {
      JsonNode *node = json_array_get_element (contestants, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (name, "contestants", error);
      if (!read_contestant (json_node_get_object (node), name, self, i, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_comparison_read:
 * @object: what jig_comparison_write() wrote
 * @name: the file, for the sentence
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the comparison, or %NULL with @error set
 */
JigComparison *
jig_comparison_read (JsonObject  *object,
                     const char  *name,
                     GError     **error)
{
  g_autoptr(JigComparison) self = NULL;
  JsonArray *contestants;
  guint n_contestants;

  g_return_val_if_fail (object != NULL, NULL);

  if (!jig_json_get_array (object, "contestants", name, &contestants, error))
    return NULL;

  n_contestants = json_array_get_length (contestants);
  if (n_contestants < 2 || n_contestants > JIG_COMPARE_MODELS)
    {
      refuse (name, "contestants", error);
      return NULL;
    }

  self = jig_comparison_alloc (n_contestants);
  if (!read_all (object, contestants, name, self, error))
    return NULL;

  return g_steal_pointer (&self);
}
