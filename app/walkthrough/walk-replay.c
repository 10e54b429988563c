/* The same again, from nothing: a step is run anew with the settings of a run, so
 * that what comes of it can be compared to the last bit. */
#include "app/walkthrough/walk-replay.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What a worker gets. */
typedef struct
{
  const JigPattern *pattern;
  JigDataset       *dataset;      /* NULL: the built-in sample */
  guint64           seed;
  gsize             step;
  char             *settings;     /* as jig_run_write() writes them */
} Order;

static void
free_order (Order *order)
{
  g_clear_pointer (&order->dataset, jig_dataset_unref);
  g_free (order->settings);
  g_free (order);
}

static char *
write_settings (const JigRun *run)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_run_write (run, writer);
  return jig_json_writer_finish (writer);
}

/**
 * jig_walk_replay_write:
 * @run: a run
 * @step: the index of a step that is done
 * @error: return location for an error
 *
 * Returns: (transfer full): every number that the step shows, to the last bit,
 *   or %NULL with @error set
 */
char *
jig_walk_replay_write (const JigRun *run,
                       gsize         step,
                       GError      **error)
{
  g_autoptr(JigExhibit) exhibit = jig_run_show (run, step, error);
  g_autoptr(JigJsonWriter) writer = NULL;

  if (exhibit == NULL)
    return NULL;

  writer = jig_json_writer_new (FALSE);
  jig_json_writer_begin_object (writer);
  jig_exhibit_write (exhibit, writer);
  jig_json_writer_end_object (writer);

  return jig_json_writer_finish (writer);
}

/* Worker thread. */
static gpointer
replay_job (const JigProgress *progress,
            gpointer           data,
            GError           **error)
{
  const Order *order = data;
  g_autoptr(JsonNode) node = jig_json_parse (order->settings, strlen (order->settings),
                                             order->pattern->id, error);
  g_autoptr(JigRun) run = NULL;

  if (node == NULL)
    return NULL;

  run = jig_run_new (order->pattern, order->dataset, order->seed, error);
  if (run == NULL || !jig_run_read (run, json_node_get_object (node), error)
      || !jig_run_update (run, order->step, progress, error))
    return NULL;

  return jig_walk_replay_write (run, order->step, error);
}

/**
 * jig_walk_replay_start:
 * @run: a run
 * @step: the index of a step that is done
 * @callback: told on the main loop; jig_job_run_finish() gives what
 *   jig_walk_replay_write() would of the new run
 * @user_data: for @callback
 *
 * Returns: (transfer full): the job, started
 */
JigJob *
jig_walk_replay_start (const JigRun       *run,
                       gsize               step,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  JigJob *job = jig_job_new (_("Replay"));
  Order *order = g_new0 (Order, 1);

  order->pattern = jig_run_get_pattern (run);
  order->dataset = jig_run_is_own_data (run) ? jig_dataset_ref (jig_run_get_dataset (run)) : NULL;
  order->seed = jig_run_get_seed (run);
  order->step = step;
  order->settings = write_settings (run);
  jig_job_run_async (job, replay_job, order, (GDestroyNotify) free_order, g_free, callback,
                     user_data);

  return job;
}
