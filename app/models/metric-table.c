#include "app/models/metric-table.h"

#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _JigMetricTable
{
  GtkWidget  parent_instance;

  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (JigMetricTable, jig_metric_table, GTK_TYPE_WIDGET)

static void
add_cell (JigMetricTable    *self,
          int                column,
          int                row,
          const char        *text,
          const char        *style,
          GtkAccessibleRole  role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_widget_set_hexpand (label, column == 0);
  if (column == 0)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
}

static void
add_header (JigMetricTable *self,
            int             column,
            const char     *text)
{
  add_cell (self, column, 0, text, "caption-heading", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
}

/* What rounding leaves of a bias is none, beside the spread of the numbers. */
static double
clean (double              value,
       JigMetricId         metric,
       const JigJudgement *judged)
{
  return metric == JIG_METRIC_BIAS && fabs (value) < 1e-9 * judged->baseline[JIG_METRIC_RMSE]
         ? 0.0 : value;
}

static void
add_number (JigMetricTable *self,
            int             column,
            int             row,
            double          value,
            const char     *style)
{
  g_autofree char *text = jig_phrase_number (value);

  add_cell (self, column, row, text, style, GTK_ACCESSIBLE_ROLE_CELL);
}

static void
jig_metric_table_dispose (GObject *object)
{
  JigMetricTable *self = JIG_METRIC_TABLE (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (jig_metric_table_parent_class)->dispose (object);
}

static void
jig_metric_table_class_init (JigMetricTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_metric_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
jig_metric_table_init (JigMetricTable *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Metrics"), -1);
}

/**
 * jig_metric_table_show:
 * @self: a table
 * @test: (nullable): how good the model is on the test rows; %NULL if there are none
 * @train: how good it is on the rows it learnt from
 *
 * Shows the metrics that apply.
 */
void
jig_metric_table_show (JigMetricTable     *self,
                       const JigJudgement *test,
                       const JigJudgement *train)
{
  const JigJudgement *judged = test != NULL ? test : train;
  JigMetricId main_metric;
  GtkWidget *child;
  int row = 1;

  g_return_if_fail (JIG_IS_METRIC_TABLE (self));
  g_return_if_fail (train != NULL);

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);

  main_metric = jig_metric_main (judged->task);
  add_header (self, 0, _("Metric"));
  add_header (self, 1, test != NULL ? _("Test") : _("Training"));
  add_header (self, 2, _("Baseline"));
  if (test != NULL)
    add_header (self, 3, _("Training"));

  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);

      if ((info->takes & JIG_TASK_TAKES (judged->task)) == 0)
        continue;

      add_cell (self, 0, row, _(info->title), i == main_metric ? "heading" : NULL,
                GTK_ACCESSIBLE_ROLE_ROW_HEADER);
      add_number (self, 1, row, judged->values[i], i == main_metric ? "heading" : "numeric");
      add_number (self, 2, row, clean (judged->baseline[i], (JigMetricId) i, judged), "baseline");
      if (test != NULL)
        add_number (self, 3, row, train->values[i], "baseline");
      row++;
    }
}
