#include "app/compare/cost-desk.h"

#include "app/common/phrase.h"
#include "app/job/job.h"
#include "core/model/threshold.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* The charts follow when the slider rests for this long, in milliseconds. */
#define REST 150

/* The model that is looked at, and the one it is compared with. */
typedef struct
{
  JigCostCurve *curves[2];
} Curves;

typedef struct
{
  JigComparison *comparison;
  gsize          focus;
  JigCosts       costs;
} Work;

struct _JigCostDesk
{
  GtkWidget       parent_instance;

  AdwActionRow   *alarm_row;
  AdwActionRow   *miss_row;
  GtkSpinButton  *alarm_cost;
  GtkSpinButton  *miss_cost;
  GtkRange       *threshold;
  GtkWidget      *best_button;
  GtkLabel       *focus_label;
  GtkLabel       *against_label;

  JigComparison  *comparison;   /* NULL before the first one */
  gsize           focus;
  Curves         *curves;       /* NULL until they are there */
  JigJob         *job;          /* NULL while they are up to date */
  guint           rest;         /* the source that waits for the slider, or 0 */
};

static guint cut_signal;

G_DEFINE_FINAL_TYPE (JigCostDesk, jig_cost_desk, GTK_TYPE_WIDGET)

static void
work_free (gpointer data)
{
  Work *work = data;

  jig_comparison_unref (work->comparison);
  g_free (work);
}

static void
curves_free (gpointer data)
{
  Curves *curves = data;

  for (gsize i = 0; i < G_N_ELEMENTS (curves->curves); i++)
    g_clear_pointer (&curves->curves[i], jig_cost_curve_free);
  g_free (curves);
}

/* Worker thread. */
static gpointer
run (const JigProgress  *progress,
     gpointer            data,
     GError            **error)
{
  const Work *work = data;
  const JigComparison *comparison = work->comparison;
  const gsize which[] = { work->focus, 0 };
  Curves *curves = g_new0 (Curves, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (which); i++)
    {
      curves->curves[i] = jig_cost_curve_new (comparison->contestants[which[i]].predictions,
                                              comparison->targets, comparison->weights,
                                              comparison->n_rows, &work->costs, error);
      if (curves->curves[i] == NULL)
        {
          curves_free (curves);
          return NULL;
        }
    }

  return curves;
}

static char *
dup_least (const JigCostCurve *curve)
{
  g_autofree char *cost = jig_phrase_number (curve->costs[curve->best]);
  g_autofree char *threshold = jig_phrase_number (curve->thresholds[curve->best]);

  if (!isfinite (curve->thresholds[curve->best]))
    /* Translators: a cost */
    return g_strdup_printf (_("least cost: %s, if no row is called the second class"), cost);

  /* Translators: a cost, and a threshold */
  return g_strdup_printf (_("least cost: %s at %s"), cost, threshold);
}

static void
show_curve (JigCostDesk        *self,
            GtkLabel           *label,
            gsize               contestant,
            const JigCostCurve *curve)
{
  gsize point = jig_cost_curve_find (curve, gtk_range_get_value (self->threshold));
  g_autofree char *alarms = jig_phrase_number (curve->false_positives[point]);
  g_autofree char *misses = jig_phrase_number (curve->false_negatives[point]);
  g_autofree char *cost = jig_phrase_number (curve->costs[point]);
  g_autofree char *least = dup_least (curve);
  g_autofree char *text = NULL;

  /* Translators: a model; two numbers; a cost; "least cost: 0.17 at 0.43" */
  text = g_strdup_printf (_("%s: false alarms: %s, misses: %s, cost of a row: %s; %s"),
                          jig_comparison_get_name (self->comparison, contestant), alarms, misses,
                          cost, least);
  gtk_label_set_text (label, text);
}

static void
show_cut (JigCostDesk *self)
{
  gtk_widget_set_sensitive (self->best_button, self->curves != NULL);
  if (self->curves == NULL)
    return;

  show_curve (self, self->focus_label, self->focus, self->curves->curves[0]);
  show_curve (self, self->against_label, 0, self->curves->curves[1]);
}

/* Somebody may have changed the costs meanwhile. */
static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(JigCostDesk) self = user_data;
  g_autoptr(GError) error = NULL;
  Curves *curves = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (self->job != JIG_JOB (source))
    {
      g_clear_pointer (&curves, curves_free);
      return;
    }

  g_clear_object (&self->job);
  g_clear_pointer (&self->curves, curves_free);
  self->curves = curves;
  if (error != NULL)
    gtk_label_set_text (self->focus_label, error->message);
  show_cut (self);
}

static void
work_out (JigCostDesk *self)
{
  Work *work = g_new0 (Work, 1);

  work->comparison = jig_comparison_ref (self->comparison);
  work->focus = self->focus;
  work->costs = (JigCosts) { gtk_spin_button_get_value (self->alarm_cost),
                             gtk_spin_button_get_value (self->miss_cost) };
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  self->job = jig_job_new (_("Work out costs"));
  jig_job_run_async (self->job, run, work, work_free, curves_free, done_cb, g_object_ref (self));
}

static void
costs_changed_cb (JigCostDesk *self)
{
  if (self->comparison != NULL)
    work_out (self);
}

static gboolean
rested_cb (gpointer data)
{
  JigCostDesk *self = data;

  self->rest = 0;
  g_signal_emit (self, cut_signal, 0);

  return G_SOURCE_REMOVE;
}

static void
threshold_changed_cb (JigCostDesk *self)
{
  show_cut (self);
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST, rested_cb, self);
}

static void
best_cb (JigCostDesk *self)
{
  const JigCostCurve *curve;

  if (self->curves == NULL)
    return;

  curve = self->curves->curves[0];
  jig_cost_desk_set_threshold (self, MIN (curve->thresholds[curve->best], 1.0));
}

static gboolean
jig_cost_desk_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (JIG_COST_DESK (widget)->threshold));
}

static void
jig_cost_desk_dispose (GObject *object)
{
  JigCostDesk *self = JIG_COST_DESK (object);
  GtkWidget *child;

  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->curves, curves_free);
  g_clear_pointer (&self->comparison, jig_comparison_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_cost_desk_parent_class)->dispose (object);
}

static void
jig_cost_desk_class_init (JigCostDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_cost_desk_dispose;
  widget_class->grab_focus = jig_cost_desk_grab_focus;

  cut_signal = g_signal_new ("cut", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/compare/cost-desk.ui");
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, alarm_row);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, miss_row);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, alarm_cost);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, miss_cost);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, threshold);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, best_button);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, focus_label);
  gtk_widget_class_bind_template_child (widget_class, JigCostDesk, against_label);
  gtk_widget_class_bind_template_callback (widget_class, costs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, threshold_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, best_cb);
}

static void
jig_cost_desk_init (JigCostDesk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_cut (self);
}

/* Which mistake is which, in the words of the table. */
static void
name_mistakes (JigCostDesk    *self,
               JigStringTable *labels)
{
  const char *negative = jig_string_table_get (labels, 0, NULL);
  const char *positive = jig_string_table_get (labels, 1, NULL);
  /* Translators: a class, and another one */
  g_autofree char *alarm = g_strdup_printf (_("Actual: %s, predicted: %s"), negative, positive);
  g_autofree char *miss = g_strdup_printf (_("Actual: %s, predicted: %s"), positive, negative);
  g_autofree char *safe_alarm = g_markup_escape_text (alarm, -1);
  g_autofree char *safe_miss = g_markup_escape_text (miss, -1);

  adw_action_row_set_subtitle (self->alarm_row, safe_alarm);
  adw_action_row_set_subtitle (self->miss_row, safe_miss);
}

/**
 * jig_cost_desk_look:
 * @self: a desk
 * @comparison: models that tell two classes apart
 * @labels: (nullable): what the two are called
 * @focus: the one that is looked at, not the first
 *
 * Works out what its mistakes cost wherever the cut is made, in a job.
 */
void
jig_cost_desk_look (JigCostDesk    *self,
                    JigComparison  *comparison,
                    JigStringTable *labels,
                    gsize           focus)
{
  g_return_if_fail (JIG_IS_COST_DESK (self));
  g_return_if_fail (comparison->task == JIG_TASK_BINARY);

  if (labels != NULL)
    name_mistakes (self, labels);
  if (self->comparison == comparison && self->focus == focus)
    return;

  jig_comparison_ref (comparison);
  g_clear_pointer (&self->comparison, jig_comparison_unref);
  self->comparison = comparison;
  self->focus = focus;
  g_clear_pointer (&self->curves, curves_free);
  work_out (self);
}

/**
 * jig_cost_desk_get_threshold:
 * @self: a desk
 *
 * Returns: the probability from which on a row is called positive
 */
double
jig_cost_desk_get_threshold (JigCostDesk *self)
{
  g_return_val_if_fail (JIG_IS_COST_DESK (self), 0.5);

  return gtk_range_get_value (self->threshold);
}

void
jig_cost_desk_set_threshold (JigCostDesk *self,
                             double       threshold)
{
  g_return_if_fail (JIG_IS_COST_DESK (self));

  gtk_range_set_value (self->threshold, threshold);
}
