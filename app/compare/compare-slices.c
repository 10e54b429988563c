#include "app/compare/compare-slices.h"

#include "app/common/phrase.h"
#include "app/compare/verdict-bar.h"
#include "app/job/job.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_SLICES 10

struct _JigCompareSlices
{
  GtkWidget            parent_instance;

  AdwPreferencesGroup *slice_group;
  GtkListBox          *slice_list;
  AdwPreferencesGroup *row_group;
  GtkListBox          *row_list;

  JigComparison       *comparison;   /* NULL before the first one */
  JigStringTable      *labels;       /* NULL without classes */
  gsize                focus;
  JigMetricId          metric;       /* what a mistake costs */
  JigJob              *job;          /* NULL while all is up to date */
};

G_DEFINE_FINAL_TYPE (JigCompareSlices, jig_compare_slices, GTK_TYPE_WIDGET)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Names and values come from the data: they are not markup. */
static void
add_row (GtkListBox *list,
         const char *title,
         const char *subtitle,
         const char *note,
         const char *style)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  if (note != NULL)
    {
      GtkWidget *label = gtk_label_new (note);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, style);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  gtk_list_box_append (list, row);
}

static void
add_slice (JigCompareSlices *self,
           const JigSlice   *slice)
{
  JigVerdictMark mark = slice->difference > 0.0 ? JIG_VERDICT_BETTER : JIG_VERDICT_WORSE;
  g_autofree char *rows = jig_phrase_count (slice->n_rows);
  g_autofree char *loss = jig_phrase_number (slice->loss);
  g_autofree char *against = jig_phrase_number (slice->loss_against);
  g_autofree char *difference = jig_phrase_number (fabs (slice->difference));
  g_autofree char *subtitle = NULL;
  g_autofree char *note = NULL;

  /* Translators: how many rows; a model and its loss; another model and its loss */
  subtitle = g_strdup_printf (_("%s rows · %s: %s · %s: %s"), rows,
                              jig_comparison_get_name (self->comparison, self->focus), loss,
                              jig_comparison_get_name (self->comparison, 0), against);
  /* Translators: a sign, a number, "better" or "worse" */
  note = g_strdup_printf (_("%s %s %s"), jig_verdict_bar_get_mark (mark), difference,
                          jig_verdict_bar_get_word (mark));
  add_row (self->slice_list, slice->where, subtitle, note,
           mark == JIG_VERDICT_BETTER ? "success" : "error");
}

static char *
dup_summary (JigCompareSlices *self,
             const JigSlices  *slices)
{
  const char *title = _(jig_metric_get_info (self->metric)->title);
  g_autofree char *tested = jig_phrase_count (slices->n_tested);
  g_autofree char *found = jig_phrase_count (slices->n_found);

  if (slices->n_tested == 0)
    return g_strdup_printf (_("No part of the table has %d rows for the test."),
                            JIG_SLICE_MIN_ROWS);
  if (slices->n_found == 0)
    /* Translators: a metric, and how many parts */
    return g_strdup_printf (_("%s: %s parts were looked at; what differs there may be chance."),
                            title, tested);

  /* Translators: a metric; how many parts were looked at; how many of them differ */
  return g_strdup_printf (_("%s: %s parts were looked at; %s differ by more than chance, the most "
                            "harmful first."), title, tested, found);
}

static void
show_slices (JigCompareSlices *self,
             const JigSlices  *slices)
{
  g_autofree char *summary = dup_summary (self, slices);

  clear (self->slice_list);
  for (gsize i = 0; i < MIN (slices->n_slices, MOST_SLICES); i++)
    add_slice (self, &slices->slices[i]);
  adw_preferences_group_set_description (self->slice_group, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->slice_list), slices->n_slices > 0);
}

/* A number, the probability of the positive class, or the likeliest of several classes. */
static char *
dup_prediction (JigCompareSlices *self,
                gsize             i,
                gsize             row)
{
  const JigComparison *comparison = self->comparison;
  const double *predictions = comparison->contestants[i].predictions;
  gsize best = 0;

  if (comparison->task != JIG_TASK_MULTICLASS)
    return jig_phrase_number (predictions[row]);

  predictions += row * comparison->n_classes;
  for (gsize k = 1; k < comparison->n_classes; k++)
    if (predictions[k] > predictions[best])
      best = k;

  return g_strdup (self->labels != NULL ? jig_string_table_get (self->labels, best, NULL) : "");
}

static char *
dup_truth (JigCompareSlices *self,
           gsize             row)
{
  double target = self->comparison->targets[row];

  if (self->labels == NULL)
    return jig_phrase_number (target);

  return g_strdup (jig_string_table_get (self->labels, (gsize) target, NULL));
}

static void
add_disagreement (JigCompareSlices      *self,
                  const JigDisagreement *disagreement)
{
  g_autofree char *number = jig_phrase_count ((guint64) disagreement->row + 1);
  g_autofree char *model = dup_prediction (self, self->focus, disagreement->index);
  g_autofree char *against = dup_prediction (self, 0, disagreement->index);
  g_autofree char *truth = dup_truth (self, disagreement->index);
  /* Translators: the number of a row of the table */
  g_autofree char *title = g_strdup_printf (_("Row %s"), number);
  g_autofree char *subtitle = NULL;

  /* Translators: a model and what it says; another model and what it says; the truth */
  subtitle = g_strdup_printf (_("%s: %s · %s: %s · actual: %s"),
                              jig_comparison_get_name (self->comparison, self->focus), model,
                              jig_comparison_get_name (self->comparison, 0), against, truth);
  add_row (self->row_list, title, subtitle, NULL, NULL);
}

/* Somebody may have asked about other models meanwhile. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JigCompareSlices) self = user_data;
  g_autoptr(GError) error = NULL;
  JigSlicesResult *found = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (self->job == JIG_JOB (source))
    {
      g_clear_object (&self->job);
      clear (self->row_list);
      if (found != NULL)
        show_slices (self, found->slices);
      else
        adw_preferences_group_set_description (self->slice_group, error->message);
      for (gsize i = 0; found != NULL && i < found->n_rows; i++)
        add_disagreement (self, &found->rows[i]);
      gtk_widget_set_visible (GTK_WIDGET (self->row_group), found != NULL && found->n_rows > 0);
    }

  g_clear_pointer (&found, jig_slices_result_free);
}

static void
jig_compare_slices_dispose (GObject *object)
{
  JigCompareSlices *self = JIG_COMPARE_SLICES (object);
  GtkWidget *child;

  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->comparison, jig_comparison_unref);
  g_clear_pointer (&self->labels, jig_string_table_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_compare_slices_parent_class)->dispose (object);
}

static void
jig_compare_slices_class_init (JigCompareSlicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_compare_slices_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/org/jigworkbench/Jig/app/compare/compare-slices.ui");
  gtk_widget_class_bind_template_child (widget_class, JigCompareSlices, slice_group);
  gtk_widget_class_bind_template_child (widget_class, JigCompareSlices, slice_list);
  gtk_widget_class_bind_template_child (widget_class, JigCompareSlices, row_group);
  gtk_widget_class_bind_template_child (widget_class, JigCompareSlices, row_list);
}

static void
jig_compare_slices_init (JigCompareSlices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jig_compare_slices_look:
 * @self: some slices
 * @comparison: some models
 * @dataset: the table that they were compared on
 * @labels: (nullable): what its classes are called
 * @focus: the contestant that is looked at, not the first
 * @metric: the metric that is looked at
 *
 * Looks for other slices in a job; what is there stays until they are found.
 */
void
jig_compare_slices_look (JigCompareSlices *self,
                         JigComparison    *comparison,
                         JigDataset       *dataset,
                         JigStringTable   *labels,
                         gsize             focus,
                         JigMetricId       metric)
{
  JigSlicesWork *work;

  g_return_if_fail (JIG_IS_COMPARE_SLICES (self));

  jig_comparison_ref (comparison);
  g_clear_pointer (&self->comparison, jig_comparison_unref);
  self->comparison = comparison;
  if (labels != NULL)
    jig_string_table_ref (labels);
  g_clear_pointer (&self->labels, jig_string_table_unref);
  self->labels = labels;
  self->focus = focus;
  self->metric = jig_slices_work_get_metric (comparison->task, metric);

  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  self->job = jig_job_new (_("Look for differences"));
  work = jig_slices_work_new (comparison, dataset, focus, self->metric);
  jig_job_run_async (self->job, jig_slices_work_run, work, jig_slices_work_free,
                     jig_slices_result_free, found_cb, g_object_ref (self));
}
