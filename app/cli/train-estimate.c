/* What a training would cost. Tested by tests/cli/train.py. */

#include "app/cli/train-estimate.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/boost/forecast.h"
#include "core/project/fit-plan.h"

#include <glib/gi18n-lib.h>

/**
 * jig_train_estimate:
 * @call: a command line
 * @action: of the command "fit"
 * @error: return location for %JIG_ERROR_MEMORY, or whatever speaks against the
 *   training
 *
 * Tells how long it would take and how much memory, and does nothing.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_train_estimate (JigCall    *call,
                    JigAction  *action,
                    GError    **error)
{
  g_autoptr(JigWork) work = jig_project_prepare (call->project, action, error);
  g_auto(JigFitPlan) fit = { 0 };
  JigForecast forecast;

  if (work == NULL)
    return FALSE;

  jig_fit_plan_init (&fit, work);
  if (!jig_forecast_measure (&fit.plan, &forecast, call->progress, error) ||
      !jig_forecast_check (&forecast, error))
    return FALSE;

  if (call->as_json)
    {
      JigJsonWriter *writer = jig_call_begin_json (call);

      jig_json_writer_name (writer, "estimate");
      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "seconds");
      jig_json_writer_double (writer, forecast.seconds);
      jig_json_writer_name (writer, "bytes");
      jig_json_writer_int (writer, (gint64) forecast.n_bytes);
      jig_json_writer_end_object (writer);
      jig_call_end_json (call, writer);
    }
  else
    {
      g_autofree char *size = jig_alloc_format_size (forecast.n_bytes);

      g_autofree char *seconds = jig_number_to_display (forecast.seconds, 2);

      g_print (_("About %s s and %s of memory beside the table.\n"), seconds, size);
    }

  return TRUE;
}
