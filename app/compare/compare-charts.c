#include "app/compare/compare-charts.h"

#include "app/chart/chart-view.h"
#include "app/job/job.h"

#include <glib/gi18n-lib.h>

#define CHART_HEIGHT 420

struct _JigCompareCharts
{
  GtkWidget   parent_instance;

  GtkFlowBox *box;
  guint       n_charts;
  JigJob     *job;         /* NULL while the charts are up to date */
};

G_DEFINE_FINAL_TYPE (JigCompareCharts, jig_compare_charts, GTK_TYPE_WIDGET)

static JigChartView *
add_view (JigCompareCharts *self)
{
  GtkWidget *view = jig_chart_view_new ();

  gtk_widget_set_size_request (view, -1, CHART_HEIGHT);
  gtk_flow_box_append (self->box, view);
  gtk_widget_set_focusable (gtk_widget_get_parent (view), FALSE);

  return JIG_CHART_VIEW (view);
}

/* As many views as there are figures; those that are there stay. */
static void
show_figures (JigCompareCharts *self,
              GPtrArray        *figures)
{
  GtkFlowBoxChild *child;

  for (guint i = 0; i < figures->len; i++)
    {
      JigFigure *figure = g_ptr_array_index (figures, i);
      JigChartView *view;

      child = gtk_flow_box_get_child_at_index (self->box, (int) i);
      view = child != NULL ? JIG_CHART_VIEW (gtk_flow_box_child_get_child (child))
                           : add_view (self);
      jig_chart_view_set_figure (view, figure);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (view))),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, jig_figure_get_title (figure),
                                      -1);
    }

  while ((child = gtk_flow_box_get_child_at_index (self->box, (int) figures->len)) != NULL)
    gtk_flow_box_remove (self->box, GTK_WIDGET (child));
  self->n_charts = figures->len;
}

/* Somebody may have asked for other charts meanwhile. */
static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JigCompareCharts) self = user_data;
  g_autoptr(GPtrArray) figures = jig_job_run_finish (JIG_JOB (source), result, NULL);

  if (self->job != JIG_JOB (source))
    return;

  g_clear_object (&self->job);
  if (figures != NULL)
    show_figures (self, figures);
}

static void
stop (JigCompareCharts *self)
{
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
jig_compare_charts_dispose (GObject *object)
{
  JigCompareCharts *self = JIG_COMPARE_CHARTS (object);

  stop (self);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;

  G_OBJECT_CLASS (jig_compare_charts_parent_class)->dispose (object);
}

static void
jig_compare_charts_class_init (JigCompareChartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jig_compare_charts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
jig_compare_charts_init (JigCompareCharts *self)
{
  self->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->box, TRUE);
  gtk_flow_box_set_min_children_per_line (self->box, 1);
  gtk_flow_box_set_max_children_per_line (self->box, 2);
  gtk_flow_box_set_column_spacing (self->box, 18);
  gtk_flow_box_set_row_spacing (self->box, 18);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Charts"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

/**
 * jig_compare_charts_draw:
 * @self: some charts
 * @work: (transfer full): what to draw
 *
 * Draws other charts; those that are there stay until they are done.
 */
void
jig_compare_charts_draw (JigCompareCharts *self,
                         JigChartsWork    *work)
{
  g_return_if_fail (JIG_IS_COMPARE_CHARTS (self));

  stop (self);
  self->job = jig_job_new (_("Draw charts"));
  jig_job_run_async (self->job, jig_charts_work_run, work, jig_charts_work_free,
                     (GDestroyNotify) g_ptr_array_unref, drawn_cb, g_object_ref (self));
}

/**
 * jig_compare_charts_get_size:
 * @self: some charts
 *
 * Returns: how many charts are shown
 */
guint
jig_compare_charts_get_size (JigCompareCharts *self)
{
  g_return_val_if_fail (JIG_IS_COMPARE_CHARTS (self), 0);

  return self->n_charts;
}
