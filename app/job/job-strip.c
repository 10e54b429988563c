/* Below the sidebar: the job that was started last, and how many others there are. */

#include "app/job/job-strip.h"

#include "app/job/job-row.h"

#include <glib/gi18n-lib.h>

struct _JigJobStrip
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  JigJobRow   *row;
  GtkLabel    *others;

  JigJobList  *jobs;
};

G_DEFINE_FINAL_TYPE (JigJobStrip, jig_job_strip, GTK_TYPE_WIDGET)

static void
n_running_cb (JigJobStrip *self)
{
  guint n_running = jig_job_list_get_n_running (self->jobs);
  guint n_others = n_running > 0 ? n_running - 1 : 0;
  g_autofree char *others = g_strdup_printf (ngettext ("and %u other job", "and %u other jobs",
                                                       n_others), n_others);

  if (n_running > 0)
    jig_job_row_set_job (self->row, jig_job_list_get_newest (self->jobs));
  gtk_label_set_text (self->others, others);
  gtk_widget_set_visible (GTK_WIDGET (self->others), n_others > 0);
  gtk_revealer_set_reveal_child (self->revealer, n_running > 0);
}

static void
jig_job_strip_dispose (GObject *object)
{
  JigJobStrip *self = JIG_JOB_STRIP (object);

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_data (self->jobs, self);
  g_clear_object (&self->jobs);
  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (jig_job_strip_parent_class)->dispose (object);
}

static void
jig_job_strip_class_init (JigJobStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_job_strip_dispose;

  g_type_ensure (JIG_TYPE_JOB_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/job/job-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, JigJobStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, JigJobStrip, row);
  gtk_widget_class_bind_template_child (widget_class, JigJobStrip, others);
}

static void
jig_job_strip_init (JigJobStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jig_job_strip_new (void)
{
  return g_object_new (JIG_TYPE_JOB_STRIP, NULL);
}

/**
 * jig_job_strip_set_jobs:
 * @self: a strip
 * @jobs: what to show; set once
 */
void
jig_job_strip_set_jobs (JigJobStrip *self,
                        JigJobList  *jobs)
{
  g_return_if_fail (JIG_IS_JOB_STRIP (self));
  g_return_if_fail (JIG_IS_JOB_LIST (jobs));
  g_return_if_fail (self->jobs == NULL);

  self->jobs = g_object_ref (jobs);
  g_signal_connect_swapped (jobs, "notify::n-running", G_CALLBACK (n_running_cb), self);
  n_running_cb (self);
}
