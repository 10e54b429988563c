#pragma once

#include "app/job/job-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_JOB_STRIP (jig_job_strip_get_type ())
G_DECLARE_FINAL_TYPE (JigJobStrip, jig_job_strip, JIG, JOB_STRIP, GtkWidget)

GtkWidget *jig_job_strip_new      (void) G_GNUC_WARN_UNUSED_RESULT;

void       jig_job_strip_set_jobs (JigJobStrip  *self,
                                   JigJobList   *jobs);

G_END_DECLS
