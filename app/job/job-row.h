#pragma once

#include "app/job/job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_JOB_ROW (jig_job_row_get_type ())
G_DECLARE_FINAL_TYPE (JigJobRow, jig_job_row, JIG, JOB_ROW, GtkWidget)

GtkWidget *jig_job_row_new     (void) G_GNUC_WARN_UNUSED_RESULT;

JigJob    *jig_job_row_get_job (JigJobRow  *self);
void       jig_job_row_set_job (JigJobRow  *self,
                                JigJob     *job);

G_END_DECLS
