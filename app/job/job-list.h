#pragma once

#include "app/job/job.h"

G_BEGIN_DECLS

/* How many jobs that have ended are remembered. */
#define JIG_JOB_LIST_N_ENDED 50

#define JIG_TYPE_JOB_LIST (jig_job_list_get_type ())
G_DECLARE_FINAL_TYPE (JigJobList, jig_job_list, JIG, JOB_LIST, GObject)

JigJobList *jig_job_list_new           (void) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed; NULL if nothing runs. */
JigJob     *jig_job_list_get_newest    (JigJobList  *self);
guint       jig_job_list_get_n_running (JigJobList  *self);

void        jig_job_list_add           (JigJobList  *self,
                                        JigJob      *job);
void        jig_job_list_cancel_all    (JigJobList  *self);

G_END_DECLS
