/* What runs, and what ran: a GListModel of JigJob, newest first. */

#include "app/job/job-list.h"

struct _JigJobList
{
  GObject    parent_instance;

  GPtrArray *jobs;         /* newest last */
  guint      n_running;
};

enum {
  PROP_0,
  PROP_N_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigJobList, jig_job_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_ended (JigJob *job)
{
  return jig_job_get_state (job) > JIG_JOB_RUNNING;
}

static void
drop_oldest (JigJobList *self)
{
  guint n_ended = 0;

  for (guint i = self->jobs->len; i-- > 0;)
    {
      guint position = self->jobs->len - 1 - i;

      if (!is_ended (self->jobs->pdata[i]) || ++n_ended <= JIG_JOB_LIST_N_ENDED)
        continue;

      g_ptr_array_remove_index (self->jobs, i);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

static void
state_changed_cb (JigJobList *self)
{
  guint n_running = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n_running += jig_job_get_state (self->jobs->pdata[i]) == JIG_JOB_RUNNING;

  drop_oldest (self);

  self->n_running = n_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNNING]);
}

static GType
get_item_type (GListModel *model)
{
  return JIG_TYPE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return JIG_JOB_LIST (model)->jobs->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *jobs = JIG_JOB_LIST (model)->jobs;

  return position < jobs->len ? g_object_ref (jobs->pdata[jobs->len - 1 - position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
jig_job_list_finalize (GObject *object)
{
  JigJobList *self = JIG_JOB_LIST (object);

  g_ptr_array_unref (self->jobs);

  G_OBJECT_CLASS (jig_job_list_parent_class)->finalize (object);
}

static void
jig_job_list_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  JigJobList *self = JIG_JOB_LIST (object);

  switch (prop_id)
    {
    case PROP_N_RUNNING:
      g_value_set_uint (value, self->n_running);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_job_list_class_init (JigJobListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jig_job_list_finalize;
  object_class->get_property = jig_job_list_get_property;

  properties[PROP_N_RUNNING] =
    g_param_spec_uint ("n-running", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jig_job_list_init (JigJobList *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

JigJobList *
jig_job_list_new (void)
{
  return g_object_new (JIG_TYPE_JOB_LIST, NULL);
}

/**
 * jig_job_list_get_newest:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the running job that was started last
 */
JigJob *
jig_job_list_get_newest (JigJobList *self)
{
  g_return_val_if_fail (JIG_IS_JOB_LIST (self), NULL);

  for (guint i = self->jobs->len; i-- > 0;)
    if (jig_job_get_state (self->jobs->pdata[i]) == JIG_JOB_RUNNING)
      return self->jobs->pdata[i];

  return NULL;
}

guint
jig_job_list_get_n_running (JigJobList *self)
{
  g_return_val_if_fail (JIG_IS_JOB_LIST (self), 0);

  return self->n_running;
}

/**
 * jig_job_list_add:
 * @self: a list
 * @job: a job, started or about to be
 *
 * Puts @job on top. It is kept until %JIG_JOB_LIST_N_ENDED newer ones have ended.
 */
void
jig_job_list_add (JigJobList *self,
                  JigJob     *job)
{
  g_return_if_fail (JIG_IS_JOB_LIST (self));
  g_return_if_fail (JIG_IS_JOB (job));

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  state_changed_cb (self);
}

void
jig_job_list_cancel_all (JigJobList *self)
{
  g_return_if_fail (JIG_IS_JOB_LIST (self));

  for (guint i = 0; i < self->jobs->len; i++)
    if (!is_ended (self->jobs->pdata[i]))
      jig_job_cancel (self->jobs->pdata[i]);
}
