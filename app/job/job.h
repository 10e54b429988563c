#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigJobState:
 * @JIG_JOB_WAITING: it has not been started
 * @JIG_JOB_RUNNING: its work goes on
 * @JIG_JOB_DONE: it has a result
 * @JIG_JOB_STOPPED: somebody stopped it
 * @JIG_JOB_FAILED: it ended with an error
 *
 * How far a job has come.
 */
typedef enum
{
  JIG_JOB_WAITING,
  JIG_JOB_RUNNING,
  JIG_JOB_DONE,
  JIG_JOB_STOPPED,
  JIG_JOB_FAILED,
} JigJobState;

#define JIG_TYPE_JOB_STATE (jig_job_state_get_type ())
#define JIG_TYPE_JOB       (jig_job_get_type ())

GType jig_job_state_get_type (void);
G_DECLARE_FINAL_TYPE (JigJob, jig_job, JIG, JOB, GObject)

/**
 * JigJobFunc:
 * @progress: where to report
 * @data: what the job was given
 * @error: return location
 *
 * The work of a job. Runs on a worker thread and must not touch any widget.
 *
 * Returns: (transfer full) (nullable): the result, or %NULL with @error set
 */
typedef gpointer (*JigJobFunc) (const JigProgress  *progress,
                                gpointer            data,
                                GError            **error);

JigJob      *jig_job_new           (const char           *title) G_GNUC_WARN_UNUSED_RESULT;

const char  *jig_job_get_title     (JigJob               *self);
JigJobState  jig_job_get_state     (JigJob               *self);
double       jig_job_get_fraction  (JigJob               *self);
char        *jig_job_dup_message   (JigJob               *self) G_GNUC_WARN_UNUSED_RESULT;
/* Since the start, or from start to end; and what is still to come: negative if nobody knows. */
double       jig_job_get_seconds   (JigJob               *self);
double       jig_job_get_remaining (JigJob               *self);
/* How many bytes all of the work is about; 0 if it is not about bytes. */
guint64      jig_job_get_n_bytes   (JigJob               *self);
void         jig_job_set_n_bytes   (JigJob               *self,
                                    guint64               n_bytes);
const GError *
             jig_job_get_error     (JigJob               *self);
/* The learning curve so far: (element-type JigCurvePoint). Listen to "notify::fraction". */
GArray      *jig_job_dup_points    (JigJob               *self) G_GNUC_WARN_UNUSED_RESULT;
/* The only call for a worker. */
void         jig_job_add_point     (const JigCurvePoint  *point,
                                    gpointer              job);

void         jig_job_cancel        (JigJob               *self);
void         jig_job_run_async     (JigJob               *self,
                                    JigJobFunc            func,
                                    gpointer              data,
                                    GDestroyNotify        data_free,
                                    GDestroyNotify        result_free,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gpointer     jig_job_run_finish    (JigJob               *self,
                                    GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
