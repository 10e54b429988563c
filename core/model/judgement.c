#include "core/model/judgement.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
write_values (JigTask        task,
              const double  *values,
              JigJsonWriter *writer)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);

      if (!(info->takes & JIG_TASK_TAKES (task)))
        continue;
      jig_json_writer_name (writer, info->id);
      jig_json_writer_double (writer, values[i]);
    }
}

/**
 * jig_judgement_write:
 * @self: a judgement
 * @writer: where an object may stand
 *
 * Writes the judgement as one object; what cannot be had is null.
 */
void
jig_judgement_write (const JigJudgement *self,
                     JigJsonWriter      *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "task");
  jig_json_writer_string (writer, jig_task_name (self->task));
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) self->n_rows);
  jig_json_writer_name (writer, "weight");
  jig_json_writer_double (writer, self->weight);
  write_values (self->task, self->values, writer);

  jig_json_writer_name (writer, "baseline");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "kind");
  jig_json_writer_string (writer, self->baseline_kind);
  jig_json_writer_name (writer, "value");
  jig_json_writer_double (writer, self->baseline_value);
  write_values (self->task, self->baseline, writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}

static gboolean
read_values (JsonObject  *object,
             const char  *name,
             JigTask      task,
             double      *values,
             GError     **error)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);

      values[i] = NAN;
      if (!(info->takes & JIG_TASK_TAKES (task)) ||
          (json_object_has_member (object, info->id) &&
           json_object_get_null_member (object, info->id)))
        continue;
      if (!jig_json_get_double (object, info->id, name, &values[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_head (JsonObject    *object,
           const char    *name,
           JigJudgement  *self,
           GError       **error)
{
  const char *task;
  gint64 n_rows;

  if (!jig_json_get_string (object, "task", name, &task, error) ||
      !jig_json_get_int (object, "rows", name, 0, G_MAXUINT32, &n_rows, error) ||
      !jig_json_get_double (object, "weight", name, &self->weight, error))
    return FALSE;

  self->n_rows = (gsize) n_rows;
  if (jig_task_from_name (task, &self->task))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: \"task\" is \"%s\", which is no task."), name, task);

  return FALSE;
}

/**
 * jig_judgement_read:
 * @object: what jig_judgement_write() wrote
 * @name: the file, for the sentence
 * @self: (out caller-allocates): the judgement
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_judgement_read (JsonObject    *object,
                    const char    *name,
                    JigJudgement  *self,
                    GError       **error)
{
  JigJudgement made = { 0 };
  JsonObject *baseline;
  const char *kind;

  g_return_val_if_fail (object != NULL, FALSE);

  if (!read_head (object, name, &made, error) ||
      !read_values (object, name, made.task, made.values, error) ||
      !jig_json_get_object (object, "baseline", name, &baseline, error) ||
      !jig_json_get_string (baseline, "kind", name, &kind, error) ||
      !jig_json_get_double (baseline, "value", name, &made.baseline_value, error) ||
      !read_values (baseline, name, made.task, made.baseline, error))
    return FALSE;

  made.baseline_kind = made.task == JIG_TASK_REGRESSION ? "mean" : "majority";
  if (!g_str_equal (kind, made.baseline_kind))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: the baseline of this task is not \"%s\"."), name, kind);
      return FALSE;
    }

  *self = made;

  return TRUE;
}
