#include "core/model/fit.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/model/metric.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * jig_fit_add_point:
 * @self: what a kind of model was asked to learn
 * @curve: the curve it was given
 * @point: what the losses are now
 *
 * Adds a point to the learning curve and tells whoever watches.
 */
void
jig_fit_add_point (const JigFit        *self,
                   GArray              *curve,
                   const JigCurvePoint *point)
{
  g_array_append_vals (curve, point, 1);
  if (self->on_point != NULL)
    self->on_point (point, self->user_data);
}

/* A class whose rows weigh nothing cannot be learnt. */
static gboolean
check_classes (const JigFit    *fit,
               JigStringTable  *labels,
               GError         **error)
{
  g_auto(JigBaseline) baseline = { 0 };
  guint only = 0;
  guint n_met = 0;

  if (!jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return FALSE;

  for (guint k = 0; k < fit->n_classes && fit->task != JIG_TASK_REGRESSION; k++)
    if (baseline.shares[k] > 0.0)
      {
        only = k;
        n_met++;
      }
  if (fit->task == JIG_TASK_REGRESSION || n_met > 1)
    return TRUE;

  if (labels != NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                 _("The label is \"%s\" in every training row; telling classes apart needs rows of"
                   " at least two."), jig_string_table_get (labels, only, NULL));
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                 _("All training rows have the same class; telling classes apart needs rows of"
                   " at least two."));

  return FALSE;
}

static gboolean
check_samples (const JigSamples  *samples,
               gsize              n_features,
               GError           **error)
{
  if (samples->n_rows == 0)
    g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("There is no row to learn from."));
  else if (samples->n_rows > JIG_LIMIT_ROWS)
    g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                 _("There are more rows than the %u a model may learn from."), JIG_LIMIT_ROWS);
  else if (samples->n_features == 0)
    g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                 _("There is no feature to learn from: a model needs at least one."));
  else if (samples->n_features > JIG_LIMIT_FEATURES)
    g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                 _("There are more features than the %d a model may have."), JIG_LIMIT_FEATURES);
  else if (samples->n_features != n_features)
    g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                 _("The rows have %zu features, but %zu were named."),
                 samples->n_features, n_features);
  else
    return TRUE;

  return FALSE;
}

/**
 * jig_fit_check_levels:
 * @self: what somebody wants to be learnt
 * @features: (array zero-terminated=1): what the features are called
 * @kind: (nullable): the kind of model, if it knows no categories
 * @error: return location for %JIG_ERROR_VALUE or %JIG_ERROR_DATA
 *
 * Makes sure that codes of categories are whole numbers below the number of levels,
 * and that somebody knows what to do with them.
 *
 * Returns: %TRUE if the categories can be learnt from
 */
gboolean
jig_fit_check_levels (const JigFit        *self,
                      const char * const  *features,
                      const char          *kind,
                      GError             **error)
{
  const JigSamples *samples = self->samples;

  for (gsize i = 0; i < samples->n_features; i++)
    {
      const guint32 n_levels = jig_samples_get_levels (samples, i);

      if (n_levels > 0 && kind != NULL)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("The model \"%s\" adds up numbers, but \"%s\" is a category: make it"
                         " one-hot."), kind, features[i]);
          return FALSE;
        }
      for (gsize row = 0; n_levels > 0 && row < samples->n_rows; row++)
        {
          const double code = samples->features[row * samples->n_features + i];

          if (isnan (code) || (code >= 0.0 && code < n_levels && code == floor (code)))
            continue;
          g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                       _("Row %zu: \"%s\" has %u levels, and %g is none of them."), row + 1,
                       features[i], n_levels, code);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * jig_fit_check:
 * @self: what somebody wants to be learnt
 * @n_features: how many features were named
 * @labels: (nullable): what the classes are called
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_LIMIT,
 *   %JIG_ERROR_MISMATCH, %JIG_ERROR_VALUE or %JIG_ERROR_MEMORY
 *
 * Makes sure that there is something to learn from: rows, features, labels, at
 * least two classes, and weights of which one is above 0.
 *
 * Returns: %TRUE if a model can be fitted
 */
gboolean
jig_fit_check (const JigFit    *self,
               gsize            n_features,
               JigStringTable  *labels,
               GError         **error)
{
  g_return_val_if_fail (self != NULL && self->samples != NULL, FALSE);

  if (self->seed > G_MAXINT64)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The seed must be between 0 and 2^63 - 1."));
      return FALSE;
    }

  return check_samples (self->samples, n_features, error) &&
         check_classes (self, labels, error) &&
         (self->watched == NULL ||
          jig_metric_check_samples (self->task, self->n_classes, self->watched, error));
}

/**
 * jig_fit_write_curve:
 * @curve: of #JigCurvePoint
 * @writer: where a list may stand
 *
 * Writes a learning curve as one list.
 */
void
jig_fit_write_curve (const GArray  *curve,
                     JigJsonWriter *writer)
{
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < curve->len; i++)
    {
      const JigCurvePoint *point = &g_array_index (curve, JigCurvePoint, i);

      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "round");
      jig_json_writer_int (writer, point->round);
      jig_json_writer_name (writer, "train");
      jig_json_writer_double (writer, point->train);
      jig_json_writer_name (writer, "test");
      jig_json_writer_double (writer, point->test);
      if (!isnan (point->held))
        {
          jig_json_writer_name (writer, "held");
          jig_json_writer_double (writer, point->held);
        }
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static gboolean
read_point (JsonNode       *node,
            const char     *name,
            JigCurvePoint  *point,
            GError        **error)
{
  JsonObject *object;
  gint64 round;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: an entry of \"curve\" is not an object."), name);
      return FALSE;
    }

  object = json_node_get_object (node);
  if (!jig_json_get_int (object, "round", name, 1, G_MAXINT32, &round, error) ||
      !jig_json_get_double (object, "train", name, &point->train, error))
    return FALSE;

  point->round = (guint) round;
  point->test = NAN;
  point->held = NAN;

  if (json_object_has_member (object, "held") &&
      !jig_json_get_double (object, "held", name, &point->held, error))
    return FALSE;
  if (json_object_has_member (object, "test") && json_object_get_null_member (object, "test"))
    return TRUE;

  return jig_json_get_double (object, "test", name, &point->test, error);
}

/**
 * jig_fit_read_curve:
 * @object: an object with a member "curve"
 * @name: the file, for the sentence
 * @curve: of #JigCurvePoint, to be added to
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_fit_read_curve (JsonObject  *object,
                    const char  *name,
                    GArray      *curve,
                    GError     **error)
{
  JsonArray *array;

  if (!jig_json_get_array (object, "curve", name, &array, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JigCurvePoint point;

      if (!read_point (json_array_get_element (array, i), name, &point, error))
        return FALSE;
      g_array_append_val (curve, point);
    }

  return TRUE;
}
