/* One job: what it does, how far it is, how long it still takes, and a button to stop it. */

#include "app/job/job-row.h"

#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>

struct _JigJobRow
{
  GtkWidget       parent_instance;

  GtkLabel       *title;
  GtkButton      *stop_button;
  GtkProgressBar *bar;
  GtkLabel       *detail;

  JigJob         *job;
};

enum {
  PROP_0,
  PROP_JOB,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JigJobRow, jig_job_row, GTK_TYPE_WIDGET)

/* "12.1 of 98.0 MB, 41.0 MB/s" */
static char *
describe_bytes (JigJob *job)
{
  const double seconds = MAX (jig_job_get_seconds (job), 0.001);
  const double done = jig_job_get_fraction (job) * (double) jig_job_get_n_bytes (job);
  g_autofree char *so_far = g_format_size ((guint64) done);
  g_autofree char *all = g_format_size (jig_job_get_n_bytes (job));
  g_autofree char *rate = g_format_size ((guint64) (done / seconds));

  /* Translators: sizes: what is done, of all, and how much a second */
  return g_strdup_printf (_("%s of %s, %s/s"), so_far, all, rate);
}

static char *
describe_running (JigJob *job)
{
  const double remaining = jig_job_get_remaining (job);
  g_autofree char *message = jig_job_dup_message (job);
  g_autofree char *left = NULL;

  if (remaining < 0.0)
    return g_strdup (message != NULL ? message : _("Starting"));

  left = jig_phrase_duration (remaining);
  if (jig_job_get_n_bytes (job) > 0)
    {
      g_autofree char *bytes = describe_bytes (job);

      /* Translators: "12.1 of 98.0 MB, 41.0 MB/s", and how long it still takes */
      return g_strdup_printf (_("%s, about %s left"), bytes, left);
    }

  if (message == NULL)
    return g_strdup_printf (_("about %s left"), left);

  /* Translators: what is being done, how long it still takes */
  return g_strdup_printf (_("%s, about %s left"), message, left);
}

static char *
describe (JigJob *job)
{
  g_autofree char *took = jig_phrase_duration (jig_job_get_seconds (job));

  switch (jig_job_get_state (job))
    {
    case JIG_JOB_WAITING:
      return g_strdup (_("Waiting"));

    case JIG_JOB_RUNNING:
      return describe_running (job);

    case JIG_JOB_DONE:
      return g_strdup_printf (_("Done in %s"), took);

    case JIG_JOB_STOPPED:
      return g_strdup_printf (_("Stopped after %s"), took);

    case JIG_JOB_FAILED:
      return g_strdup (jig_job_get_error (job)->message);

    default:
      g_assert_not_reached ();
    }
}

static void
update (JigJobRow *self)
{
  g_autofree char *detail = NULL;
  gboolean is_running;

  if (self->job == NULL)
    return;

  is_running = jig_job_get_state (self->job) == JIG_JOB_RUNNING;
  detail = describe (self->job);

  gtk_label_set_text (self->title, jig_job_get_title (self->job));
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), detail);
  gtk_progress_bar_set_fraction (self->bar, jig_job_get_fraction (self->job));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), is_running);
}

static void
stop_cb (JigJobRow *self)
{
  if (self->job != NULL)
    jig_job_cancel (self->job);
}

static void
jig_job_row_dispose (GObject *object)
{
  JigJobRow *self = JIG_JOB_ROW (object);
  GtkWidget *child;

  jig_job_row_set_job (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_job_row_parent_class)->dispose (object);
}

static void
jig_job_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  JigJobRow *self = JIG_JOB_ROW (object);

  switch (prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_job_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  JigJobRow *self = JIG_JOB_ROW (object);

  switch (prop_id)
    {
    case PROP_JOB:
      jig_job_row_set_job (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_job_row_class_init (JigJobRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_job_row_dispose;
  object_class->get_property = jig_job_row_get_property;
  object_class->set_property = jig_job_row_set_property;

  properties[PROP_JOB] =
    g_param_spec_object ("job", NULL, NULL, JIG_TYPE_JOB,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/job/job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, JigJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, JigJobRow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, JigJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, JigJobRow, detail);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
jig_job_row_init (JigJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jig_job_row_new (void)
{
  return g_object_new (JIG_TYPE_JOB_ROW, NULL);
}

JigJob *
jig_job_row_get_job (JigJobRow *self)
{
  g_return_val_if_fail (JIG_IS_JOB_ROW (self), NULL);

  return self->job;
}

/**
 * jig_job_row_set_job:
 * @self: a row
 * @job: (nullable): what to show
 *
 * Shows @job and follows it until it has ended.
 */
void
jig_job_row_set_job (JigJobRow *self,
                     JigJob    *job)
{
  g_return_if_fail (JIG_IS_JOB_ROW (self));

  if (self->job == job)
    return;

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);

  if (job != NULL)
    {
      g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (update), self);
      g_signal_connect_swapped (job, "notify::state", G_CALLBACK (update), self);
      update (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}
