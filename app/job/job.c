/* The only file of the window that crosses threads. A worker gets inputs that nobody changes and
 * returns one result; what it reports on the way is collected, so that at most one notification
 * waits on the main loop however often it reports. */

#include "app/job/job.h"

#include "core/base/trace.h"

#include <pthread.h>

/* An estimate from less than this says more about the first chunk than about the job. */
#define LEAST_SECONDS  0.3
#define LEAST_FRACTION 0.01

struct _JigJob
{
  GObject          parent_instance;

  char            *title;
  GCancellable    *cancellable;
  JigJobState      state;
  guint64          n_bytes;
  gint64           begin;       /* microseconds; 0 before the start */
  gint64           end;         /* microseconds; 0 before the end */
  guint            span;        /* in the trace */
  GError          *error;

  pthread_mutex_t  mutex;       /* guards what the worker writes: */
  double           fraction;
  char            *message;
  GArray          *points;
  gboolean         is_notifying;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_STATE,
  PROP_FRACTION,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (JigJobState, jig_job_state,
                    G_DEFINE_ENUM_VALUE (JIG_JOB_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (JIG_JOB_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (JIG_JOB_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (JIG_JOB_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (JIG_JOB_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (JigJob, jig_job, G_TYPE_OBJECT)

typedef struct
{
  JigJobFunc     func;
  gpointer       data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Work;

static void
work_free (Work *work)
{
  if (work->data_free != NULL)
    work->data_free (work->data);
  g_free (work);
}

static gboolean
notify_cb (gpointer user_data)
{
  JigJob *self = user_data;

  pthread_mutex_lock (&self->mutex);
  self->is_notifying = FALSE;
  pthread_mutex_unlock (&self->mutex);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);

  return G_SOURCE_REMOVE;
}

/* Worker thread, locked. */
static void
notify_later (JigJob *self)
{
  if (self->is_notifying)
    return;

  self->is_notifying = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, notify_cb, g_object_ref (self), g_object_unref);
}

/* Worker thread. */
static void
report (double      fraction,
        const char *what,
        gpointer    user_data)
{
  JigJob *self = user_data;

  pthread_mutex_lock (&self->mutex);

  self->fraction = CLAMP (fraction, 0.0, 1.0);
  if (g_strcmp0 (self->message, what) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (what);
    }

  notify_later (self);

  pthread_mutex_unlock (&self->mutex);
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  Work *work = task_data;
  JigProgress progress = { cancellable, report, source_object, 0.0, 1.0 };
  gpointer result = work->func (&progress, work->data, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, work->result_free);
}

static void
set_state (JigJob      *self,
           JigJobState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Everybody has been told: the job is gone from where it was shown. */
static void
end (JigJob      *self,
     JigJobState  state,
     const char  *outcome)
{
  self->end = g_get_monotonic_time ();
  set_state (self, state);
  jig_trace_end (self->span, outcome);
}

static void
jig_job_finalize (GObject *object)
{
  JigJob *self = JIG_JOB (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_array_unref (self->points);
  pthread_mutex_destroy (&self->mutex);

  G_OBJECT_CLASS (jig_job_parent_class)->finalize (object);
}

static void
jig_job_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  JigJob *self = JIG_JOB (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_FRACTION:
      g_value_set_double (value, jig_job_get_fraction (self));
      break;

    case PROP_MESSAGE:
      g_value_take_string (value, jig_job_dup_message (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_job_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  JigJob *self = JIG_JOB (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_job_class_init (JigJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jig_job_finalize;
  object_class->get_property = jig_job_get_property;
  object_class->set_property = jig_job_set_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, JIG_TYPE_JOB_STATE, JIG_JOB_WAITING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jig_job_init (JigJob *self)
{
  pthread_mutex_init (&self->mutex, NULL);
  self->cancellable = g_cancellable_new ();
  self->points = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
}

/**
 * jig_job_new:
 * @title: what it does, as a person would say it
 *
 * Returns: (transfer full): a job that has not been started
 */
JigJob *
jig_job_new (const char *title)
{
  return g_object_new (JIG_TYPE_JOB, "title", title, NULL);
}

const char *
jig_job_get_title (JigJob *self)
{
  g_return_val_if_fail (JIG_IS_JOB (self), NULL);

  return self->title;
}

JigJobState
jig_job_get_state (JigJob *self)
{
  g_return_val_if_fail (JIG_IS_JOB (self), JIG_JOB_WAITING);

  return self->state;
}

double
jig_job_get_fraction (JigJob *self)
{
  double fraction;

  g_return_val_if_fail (JIG_IS_JOB (self), 0.0);

  pthread_mutex_lock (&self->mutex);
  fraction = self->fraction;
  pthread_mutex_unlock (&self->mutex);

  return fraction;
}

char *
jig_job_dup_message (JigJob *self)
{
  char *message;

  g_return_val_if_fail (JIG_IS_JOB (self), NULL);

  pthread_mutex_lock (&self->mutex);
  message = g_strdup (self->message);
  pthread_mutex_unlock (&self->mutex);

  return message;
}

double
jig_job_get_seconds (JigJob *self)
{
  gint64 end;

  g_return_val_if_fail (JIG_IS_JOB (self), 0.0);

  if (self->begin == 0)
    return 0.0;

  end = self->end != 0 ? self->end : g_get_monotonic_time ();

  return (double) (end - self->begin) / G_USEC_PER_SEC;
}

/**
 * jig_job_get_remaining:
 * @self: a job
 *
 * Guesses from what is done how long the rest takes.
 *
 * Returns: seconds, or -1.0 while there is nothing to guess from
 */
double
jig_job_get_remaining (JigJob *self)
{
  double fraction = jig_job_get_fraction (self);
  double seconds = jig_job_get_seconds (self);

  if (self->state != JIG_JOB_RUNNING || seconds < LEAST_SECONDS || fraction < LEAST_FRACTION)
    return -1.0;

  return seconds * (1.0 - fraction) / fraction;
}

guint64
jig_job_get_n_bytes (JigJob *self)
{
  g_return_val_if_fail (JIG_IS_JOB (self), 0);

  return self->n_bytes;
}

void
jig_job_set_n_bytes (JigJob  *self,
                     guint64  n_bytes)
{
  g_return_if_fail (JIG_IS_JOB (self));

  self->n_bytes = n_bytes;
}

const GError *
jig_job_get_error (JigJob *self)
{
  g_return_val_if_fail (JIG_IS_JOB (self), NULL);

  return self->error;
}

/**
 * jig_job_dup_points:
 * @self: a job
 *
 * Returns: (transfer full) (element-type JigCurvePoint): what
 *   jig_job_add_point() was told so far
 */
GArray *
jig_job_dup_points (JigJob *self)
{
  GArray *points;

  g_return_val_if_fail (JIG_IS_JOB (self), NULL);

  pthread_mutex_lock (&self->mutex);
  points = g_array_copy (self->points);
  pthread_mutex_unlock (&self->mutex);

  return points;
}

/**
 * jig_job_add_point:
 * @point: the next point of a learning curve
 * @job: (type JigJob): a job that runs
 *
 * For the job's own worker: a #JigWorkPointFunc.
 */
void
jig_job_add_point (const JigCurvePoint *point,
                   gpointer             job)
{
  JigJob *self = job;

  pthread_mutex_lock (&self->mutex);
  g_array_append_val (self->points, *point);
  notify_later (self);
  pthread_mutex_unlock (&self->mutex);
}

/**
 * jig_job_cancel:
 * @self: a job
 *
 * Asks the work to stop. It does at its next step, at most 100 ms later; then
 * the callback of jig_job_run_async() is told %G_IO_ERROR_CANCELLED.
 */
void
jig_job_cancel (JigJob *self)
{
  g_return_if_fail (JIG_IS_JOB (self));

  jig_trace_stop (self->span);
  g_cancellable_cancel (self->cancellable);
}

/**
 * jig_job_run_async:
 * @self: a job that has not been started
 * @func: the work
 * @data: what it gets
 * @data_free: (nullable): lets go of @data, on some thread
 * @result_free: (nullable): lets go of a result that nobody takes
 * @callback: told on the main loop
 * @user_data: for @callback
 *
 * Runs @func on a worker thread.
 */
void
jig_job_run_async (JigJob              *self,
                   JigJobFunc           func,
                   gpointer             data,
                   GDestroyNotify       data_free,
                   GDestroyNotify       result_free,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Work *work;

  g_return_if_fail (JIG_IS_JOB (self));
  g_return_if_fail (func != NULL);
  g_return_if_fail (self->state == JIG_JOB_WAITING);

  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;

  self->begin = g_get_monotonic_time ();
  self->span = jig_trace_begin (self->title);
  set_state (self, JIG_JOB_RUNNING);

  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, jig_job_run_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * jig_job_run_finish:
 * @self: a job
 * @result: what the callback was given
 * @error: return location
 *
 * Ends a job. To be called by every callback of jig_job_run_async(), so that
 * the job's state is told.
 *
 * Returns: (transfer full) (nullable): the result, or %NULL with @error set
 */
gpointer
jig_job_run_finish (JigJob        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_autoptr(GError) local = NULL;
  gpointer value;

  g_return_val_if_fail (JIG_IS_JOB (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  value = g_task_propagate_pointer (G_TASK (result), &local);
  if (local == NULL)
    {
      end (self, JIG_JOB_DONE, "done");
      return value;
    }

  g_set_error_literal (&self->error, local->domain, local->code, local->message);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (self, JIG_JOB_STOPPED, "stopped");
  else
    end (self, JIG_JOB_FAILED, "failed");
  g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}
