/* Tested by tests/cli/train.py. */

#include "app/cli/metrics.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DISPLAY_DIGITS 5

/**
 * jig_metrics_write_values:
 * @task: what was predicted
 * @values: (JIG_N_METRICS,)
 * @writer: inside an object
 *
 * Writes a member for every metric of the task.
 */
void
jig_metrics_write_values (JigTask        task,
                          const double  *values,
                          JigJsonWriter *writer)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);

      if ((info->takes & JIG_TASK_TAKES (task)) == 0)
        continue;
      jig_json_writer_name (writer, info->id);
      jig_json_writer_double (writer, values[i]);
    }
}

/**
 * jig_metrics_write:
 * @judgement: a judgement
 * @writer: where an object may stand
 *
 * Writes rows, weight and metrics, without the baseline.
 */
void
jig_metrics_write (const JigJudgement *judgement,
                   JigJsonWriter      *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) judgement->n_rows);
  jig_json_writer_name (writer, "weight");
  jig_json_writer_double (writer, judgement->weight);
  jig_metrics_write_values (judgement->task, judgement->values, writer);
  jig_json_writer_end_object (writer);
}

static void
print_cell (const JigJudgement *judgement,
            const double       *values,
            guint               metric)
{
  g_autofree char *text = judgement->n_rows > 0 && isfinite (values[metric])
                          ? jig_number_to_display (values[metric], DISPLAY_DIGITS)
                          : g_strdup ("-");

  g_print (" %12s", text);
}

/**
 * jig_metrics_print:
 * @train: on the rows that were learnt from
 * @test: on the others; no rows: there are none
 *
 * Prints every metric beside that of the baseline.
 */
void
jig_metrics_print (const JigJudgement *train,
                   const JigJudgement *test)
{
  const JigJudgement *judged = test->n_rows > 0 ? test : train;

  /* TRANSLATORS: heads of columns of a table; the last is the simplest rule. */
  g_print ("%-18s %12s %12s %12s\n", "", _("train"), _("test"), _("baseline"));
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);

      if ((info->takes & JIG_TASK_TAKES (judged->task)) == 0)
        continue;
      g_print ("%-18s", info->id);
      print_cell (train, train->values, i);
      print_cell (test, test->values, i);
      print_cell (judged, judged->baseline, i);
      g_print ("\n");
    }
}
