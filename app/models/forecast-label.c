/* Says what a training will cost, from a try of some ten milliseconds in a job of its own. */

#include "app/models/forecast-label.h"

#include "app/common/phrase.h"
#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/boost/forecast.h"
#include "core/project/fit-plan.h"

#include <glib/gi18n-lib.h>

/* Settings rest for this long before they are tried, in milliseconds. */
#define REST 250

/* Shorter times are all the same to people. */
#define LEAST_SECONDS 0.1

/* What the window keeps for the test, whatever the way. */
#define TEST_SHARE 0.2

/* What a worker tries. */
typedef struct
{
  JigWork  *work;
  char     *target;
  gboolean  keeps_rows;
} Trial;

struct _JigForecastLabel
{
  GtkWidget     parent_instance;

  GtkLabel     *label;

  JigDocument  *document;    /* NULL before the first plan */
  JigTrainPlan  plan;
  guint         rest;        /* the source that waits, or 0 */
  JigJob       *job;         /* NULL while nothing is tried */
  gboolean      is_allowed;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (JigForecastLabel, jig_forecast_label, GTK_TYPE_WIDGET)

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  jig_work_free (trial->work);
  g_free (trial->target);
  g_free (trial);
}

/* Which rows are kept does not matter for the cost, only how many. */
static gboolean
keep_rows (JigBundlePlan  *plan,
           JigRows       **train,
           JigRows       **test,
           GError        **error)
{
  const gsize n_rows = jig_frame_get_n_rows (plan->frame);
  const gsize n_train = n_rows - (gsize) (TEST_SHARE * (double) n_rows);
  g_autoptr(JigRows) all = jig_rows_new_all (n_rows, error);

  *train = all != NULL ? jig_rows_new_copy (jig_rows_get_ids (all), n_train, error) : NULL;
  *test = *train != NULL ? jig_rows_new_copy (jig_rows_get_ids (all) + n_train, n_rows - n_train,
                                              error) : NULL;
  plan->train = *train;
  plan->watched = *test;

  return *test != NULL;
}

/* Worker thread. */
static gpointer
run (const JigProgress  *progress,
     gpointer            data,
     GError            **error)
{
  const Trial *trial = data;
  g_autofree JigForecast *forecast = g_new0 (JigForecast, 1);
  g_auto(JigFitPlan) fit = { 0 };
  g_autoptr(JigRows) train = NULL;
  g_autoptr(JigRows) test = NULL;

  jig_fit_plan_init (&fit, trial->work);
  fit.plan.target = trial->target;
  if ((trial->keeps_rows && !keep_rows (&fit.plan, &train, &test, error))
      || !jig_forecast_measure (&fit.plan, forecast, progress, error))
    return NULL;

  return g_steal_pointer (&forecast);
}

static void
say (JigForecastLabel *self,
     const char       *sentence,
     gboolean          is_allowed)
{
  gtk_label_set_text (self->label, sentence);
  if (is_allowed)
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "error");
  self->is_allowed = is_allowed;
  g_signal_emit (self, changed_signal, 0);
}

static void
show_forecast (JigForecastLabel  *self,
               const JigForecast *forecast)
{
  g_autofree char *duration = jig_phrase_duration (MAX (forecast->seconds, LEAST_SECONDS));
  g_autofree char *size = jig_alloc_format_size (forecast->n_bytes);
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;

  if (!jig_forecast_check (forecast, &error))
    {
      say (self, error->message, FALSE);
      return;
    }

  /* Translators: how long a training takes, and how much memory */
  sentence = forecast->seconds < LEAST_SECONDS
             ? g_strdup_printf (_("Less than %s, %s of memory"), duration, size)
             : g_strdup_printf (_("About %s, %s of memory"), duration, size);
  say (self, sentence, TRUE);
}

/* What speaks against a training is said before it begins. */
static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JigForecastLabel) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree JigForecast *forecast = jig_job_run_finish (JIG_JOB (object), result, &error);

  if (self->job != JIG_JOB (object))
    return;

  g_clear_object (&self->job);
  if (forecast != NULL)
    show_forecast (self, forecast);
  else
    say (self, error->message, TRUE);
}

static gboolean
ask_cb (gpointer user_data)
{
  JigForecastLabel *self = user_data;
  g_autoptr(JigAction) action = jig_document_new_action (self->document, "fit", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigWork) work = NULL;
  Trial *trial;

  self->rest = 0;
  if (jig_train_plan_fill (&self->plan, NULL, action, &error))
    work = jig_project_prepare (jig_document_get_project (self->document), action, &error);
  if (work == NULL)
    {
      say (self, error->message, TRUE);
      return G_SOURCE_REMOVE;
    }

  trial = g_new0 (Trial, 1);
  trial->work = g_steal_pointer (&work);
  trial->target = g_strdup (self->plan.target);
  trial->keeps_rows = self->plan.method != NULL;
  self->job = jig_job_new (_("Estimate the training"));
  jig_job_run_async (self->job, run, trial, trial_free, g_free, tried_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
stop (JigForecastLabel *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
jig_forecast_label_dispose (GObject *object)
{
  JigForecastLabel *self = JIG_FORECAST_LABEL (object);

  stop (self);
  jig_train_plan_clear (&self->plan);
  g_clear_object (&self->document);
  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;

  G_OBJECT_CLASS (jig_forecast_label_parent_class)->dispose (object);
}

static void
jig_forecast_label_class_init (JigForecastLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_forecast_label_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
jig_forecast_label_init (JigForecastLabel *self)
{
  self->is_allowed = TRUE;
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                              "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}

/**
 * jig_forecast_label_ask:
 * @self: a label
 * @document: whose table is learnt from
 * @plan: what somebody thinks of training
 *
 * Finds out what that will cost, as soon as nobody asks for something else. What was
 * said before stays until then.
 */
void
jig_forecast_label_ask (JigForecastLabel   *self,
                        JigDocument        *document,
                        const JigTrainPlan *plan)
{
  g_return_if_fail (JIG_IS_FORECAST_LABEL (self));

  stop (self);
  g_set_object (&self->document, document);
  jig_train_plan_clear (&self->plan);
  jig_train_plan_copy (plan, &self->plan);
  self->rest = g_timeout_add (REST, ask_cb, self);
}

gboolean
jig_forecast_label_allows (JigForecastLabel *self)
{
  g_return_val_if_fail (JIG_IS_FORECAST_LABEL (self), TRUE);

  return self->is_allowed;
}
