/* All about one model: how good it is beside its baseline, how it learnt, what it looks at, what
 * it was told. */

#include "app/models/model-page.h"

#include "app/chart/chart-view.h"
#include "app/common/phrase.h"
#include "app/models/importance-view.h"
#include "app/models/metric-table.h"
#include "app/models/tree-view.h"
#include "core/model/linear.h"
#include "core/view/curve-figures.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

struct _JigModelPage
{
  GtkWidget          parent_instance;

  GtkWidget         *back_button;
  GtkLabel          *title;
  GtkLabel          *subtitle;
  GtkLabel          *headline;
  GtkLabel          *sentence;
  GtkInfoBar        *stale_bar;
  GtkWidget         *scroller;
  JigMetricTable    *metrics;
  JigChartView      *curve;
  JigImportanceView *importance;
  JigTreeView       *tree;
  GtkWidget         *weights;
  GtkListBox        *weight_list;
  GtkListBox        *setting_list;

  JigModelItem      *item;       /* NULL before the first one */
};

G_DEFINE_FINAL_TYPE (JigModelPage, jig_model_page, GTK_TYPE_WIDGET)

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Names come from the data: they are not markup. */
static void
add_row (GtkListBox *list,
         const char *title,
         const char *value)
{
  g_autofree char *safe = g_markup_escape_text (title, -1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  gtk_list_box_append (list, row);
}

/* Never without the simplest rule beside it. */
static char *
dup_sentence (JigModelItem *item)
{
  const JigJudgement *judged = jig_model_item_get_judged (item);
  g_autofree char *baseline = jig_model_item_dup_baseline (item);
  g_autofree char *rows = jig_phrase_count (judged->n_rows);
  gboolean is_tested = jig_model_item_is_tested (item);

  if (judged->task == JIG_TASK_REGRESSION)
    return is_tested
           /* Translators: a number, and how many rows */
           ? g_strdup_printf (_("Always saying the mean would give %s. Measured on %s test rows."),
                              baseline, rows)
           : g_strdup_printf (_("Always saying the mean would give %s. Measured on the %s rows it "
                                "learnt from: on other rows it will be worse."), baseline, rows);

  return is_tested
         ? g_strdup_printf (_("Always saying how frequent each class is would give %s. Measured on "
                              "%s test rows."), baseline, rows)
         : g_strdup_printf (_("Always saying how frequent each class is would give %s. Measured on "
                              "the %s rows it learnt from: on other rows it will be worse."),
                            baseline, rows);
}

static void
show_head (JigModelPage *self)
{
  JigModelItem *item = self->item;
  const JigTrained *trained = jig_model_item_get_trained (item);
  g_autofree char *score = jig_model_item_dup_score (item);
  g_autofree char *sentence = dup_sentence (item);
  g_autofree char *rows = jig_phrase_count (trained->n_train_rows);
  g_autofree char *duration = jig_phrase_duration (jig_model_item_get_seconds (item));
  g_autofree char *subtitle = NULL;

  /* Translators: a model's name, its table, its target, how many rows, how long it took */
  subtitle = g_strdup_printf (_("%s · table: %s · target: %s · %s rows · %s"),
                              jig_model_item_get_name (item), jig_model_item_get_data (item),
                              jig_bundle_get_target (trained->bundle), rows, duration);
  gtk_label_set_text (self->title, jig_model_item_get_title (item));
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  gtk_label_set_text (self->headline, score);
  gtk_info_bar_set_revealed (self->stale_bar, jig_model_item_is_stale (item));
  gtk_label_set_text (self->sentence, sentence);
}

static void
show_chart (JigChartView *view,
            JigFigure    *figure)
{
  jig_chart_view_set_figure (view, figure);
  gtk_widget_set_visible (GTK_WIDGET (view), figure != NULL);
}

/* What did not learn step by step has no curve, what knows no importances no bars. */
static void
show_charts (JigModelPage *self,
             JigModel     *model)
{
  const char *name = jig_model_item_get_name (self->item);
  g_autoptr(JigFigure) curve = NULL;
  gsize n_points;

  jig_model_get_curve (model, &n_points);
  if (n_points > 1)
    curve = jig_curve_figures_learning (&model, &name, 1, NULL);

  show_chart (self->curve, curve);
  jig_importance_view_show (self->importance, self->item);
  jig_tree_view_show (self->tree, self->item);
}

static void
show_weights (JigModelPage *self,
              JigModel     *model)
{
  gboolean is_linear = g_str_equal (jig_model_get_ops (model)->id, "linear");
  const JigLinear *linear = is_linear ? jig_model_get_data (model) : NULL;
  const char * const *features = jig_model_get_features (model);

  clear (self->weight_list);
  gtk_widget_set_visible (self->weights, linear != NULL && linear->n_outputs == 1);
  if (linear == NULL || linear->n_outputs != 1)
    return;

  for (gsize i = 0; i <= linear->n_features; i++)
    {
      g_autofree char *value = jig_phrase_number (linear->weights[i]);

      add_row (self->weight_list, i < linear->n_features ? features[i] : _("Intercept"), value);
    }
}

static void
show_settings (JigModelPage *self,
               JigModel     *model)
{
  const JigValues *values = jig_model_get_values (model);
  g_autofree char *seed = jig_model_item_dup_seed (self->item);

  clear (self->setting_list);
  for (const JigParam *param = jig_values_get_table (values); param->id != NULL; param++)
    {
      g_autofree char *value = jig_values_to_text (values, param->id);

      add_row (self->setting_list, _(param->title), value);
    }
  add_row (self->setting_list, _("Seed"), seed);
}

static void
jig_model_page_dispose (GObject *object)
{
  JigModelPage *self = JIG_MODEL_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_model_page_parent_class)->dispose (object);
}

static gboolean
jig_model_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (JIG_MODEL_PAGE (widget)->back_button);
}

static void
jig_model_page_class_init (JigModelPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_model_page_dispose;
  widget_class->grab_focus = jig_model_page_grab_focus;

  g_type_ensure (JIG_TYPE_CHART_VIEW);
  g_type_ensure (JIG_TYPE_IMPORTANCE_VIEW);
  g_type_ensure (JIG_TYPE_METRIC_TABLE);
  g_type_ensure (JIG_TYPE_TREE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/models/model-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, title);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, headline);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, metrics);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, curve);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, importance);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, tree);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, weights);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, weight_list);
  gtk_widget_class_bind_template_child (widget_class, JigModelPage, setting_list);
}

static void
jig_model_page_init (JigModelPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jig_model_page_get_item:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the model it is about
 */
JigModelItem *
jig_model_page_get_item (JigModelPage *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_PAGE (self), NULL);

  return self->item;
}

/**
 * jig_model_page_get_model:
 * @self: a page that shows a model
 *
 * Returns: (transfer none): that model
 */
JigModel *
jig_model_page_get_model (JigModelPage *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_PAGE (self), NULL);
  g_return_val_if_fail (self->item != NULL, NULL);

  return jig_bundle_get_model (jig_model_item_get_trained (self->item)->bundle);
}

/**
 * jig_model_page_show:
 * @self: a page
 * @item: a model
 *
 * Shows a model from its beginning.
 */
void
jig_model_page_show (JigModelPage *self,
                     JigModelItem *item)
{
  const JigTrained *trained = jig_model_item_get_trained (item);
  JigModel *model = jig_bundle_get_model (trained->bundle);
  GtkAdjustment *scroll;

  g_return_if_fail (JIG_IS_MODEL_PAGE (self));

  g_set_object (&self->item, item);
  show_head (self);
  jig_metric_table_show (self->metrics, trained->test.n_rows > 0 ? &trained->test : NULL,
                         &trained->train);
  show_charts (self, model);
  show_weights (self, model);
  show_settings (self, model);

  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_adjustment_set_value (scroll, 0.0);
}
