/* The page that says which of some models is better, and how sure that is. It shows the comparison
 * that was made last. */

#include "app/compare/compare-page.h"

#include "app/compare/compare-charts.h"
#include "app/compare/compare-keys.h"
#include "app/compare/compare-rows.h"
#include "app/compare/compare-slices.h"
#include "app/compare/compare-table.h"
#include "app/compare/cost-desk.h"
#include "app/compare/verdict-bar.h"
#include "app/shell.h"
#include "core/project/object-comparison.h"
#include "core/project/object-model.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _JigComparePage
{
  GtkWidget          parent_instance;

  JigStateView      *states;
  GtkScrolledWindow *scroller;
  JigVerdictBar     *verdict_bar;
  JigCompareTable   *table;
  JigCompareCharts  *charts;
  JigCostDesk       *cost_desk;
  JigCompareSlices  *slices;

  JigDocument       *document;
  JigComparison     *comparison;     /* NULL: nothing was compared */
  gsize              focus;
  JigMetricId        metric;
  gboolean           is_narrow;
  gboolean           is_acting;      /* a comparison is on its way */
  char             **asked;          /* names that were refused, to be asked for again */
};

enum {
  PROP_0,
  PROP_STATE
};

static void page_init (JigPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigComparePage, jig_compare_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PAGE, page_init))

static JigModel *
get_model (JigComparePage *self,
           gsize           i)
{
  const JigTrained *trained =
    jig_compare_rows_get_trained (jig_document_get_project (self->document),
                                  self->comparison->contestants[i].name);

  return trained != NULL ? jig_bundle_get_model (trained->bundle) : NULL;
}

/* Looking */

static void
show_table (JigComparePage *self)
{
  JigModel *models[JIG_COMPARE_MODELS];

  for (gsize i = 0; i < self->comparison->n_contestants; i++)
    models[i] = get_model (self, i);
  jig_compare_table_show (self->table, self->comparison, models, self->focus, self->metric,
                          self->is_narrow);
}

static JigStringTable *
get_labels (JigComparePage *self)
{
  JigModel *model = get_model (self, self->focus);

  return model != NULL ? jig_model_get_labels (model) : NULL;
}

static void
draw (JigComparePage *self)
{
  jig_compare_charts_draw (self->charts,
                           jig_charts_work_new (self->comparison, get_labels (self), self->focus,
                                                self->metric,
                                                jig_cost_desk_get_threshold (self->cost_desk)));
}

static void
cut_cb (JigComparePage *self)
{
  if (self->comparison != NULL)
    draw (self);
}

/* What takes longer than the verdict, each in a job of its own. */
static void
look_closer (JigComparePage *self)
{
  JigProject *project = jig_document_get_project (self->document);
  const char *name = jig_project_get_last (project, &jig_object_comparison);
  JigDataset *dataset = name != NULL ? jig_compare_rows_get_dataset (project, name) : NULL;
  gboolean is_binary = self->comparison->task == JIG_TASK_BINARY;

  draw (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cost_desk), is_binary);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.threshold", is_binary);
  if (is_binary)
    jig_cost_desk_look (self->cost_desk, self->comparison, get_labels (self), self->focus);
  gtk_widget_set_visible (GTK_WIDGET (self->slices), dataset != NULL);
  if (dataset != NULL)
    jig_compare_slices_look (self->slices, self->comparison, dataset, get_labels (self),
                             self->focus, self->metric);
}

static void
look (JigComparePage *self,
      gsize           focus,
      JigMetricId     metric)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->focus = focus;
  self->metric = metric;
  jig_verdict_bar_show (self->verdict_bar, self->comparison, focus, metric);
  show_table (self);
  look_closer (self);
  gtk_widget_action_set_enabled (widget, "compare.previous-model", focus > 1);
  gtk_widget_action_set_enabled (widget, "compare.next-model",
                                 focus + 1 < self->comparison->n_contestants);
  gtk_widget_action_set_enabled (widget, "compare.pin",
                                 self->comparison->contestants[0].name != NULL);
}

static void
say_verdict (JigComparePage *self)
{
  jig_document_say (self->document, jig_verdict_bar_get_sentence (self->verdict_bar));
}

static void
previous_model_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);

  look (self, self->focus - 1, self->metric);
  say_verdict (self);
}

static void
next_model_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);

  look (self, self->focus + 1, self->metric);
  say_verdict (self);
}

static void
focus_model_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);

  look (self, g_variant_get_uint32 (parameter), self->metric);
  say_verdict (self);
}

static void
metric_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);
  JigMetricId metric;

  if (self->comparison == NULL
      || !jig_metric_from_id (g_variant_get_string (parameter, NULL), &metric))
    return;

  look (self, self->focus, metric);
  say_verdict (self);
}

static void
next_metric_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);
  guint metric = self->metric;

  if (self->comparison == NULL)
    return;

  do
    metric = (metric + 1) % JIG_N_METRICS;
  while ((jig_metric_get_info ((JigMetricId) metric)->takes
          & JIG_TASK_TAKES (self->comparison->task)) == 0);
  look (self, self->focus, (JigMetricId) metric);
  say_verdict (self);
}

static void
threshold_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (JIG_COMPARE_PAGE (widget)->cost_desk));
}

static void
slices_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_child_focus (GTK_WIDGET (JIG_COMPARE_PAGE (widget)->slices), GTK_DIR_TAB_FORWARD);
}

static void
set_comparison (JigComparePage *self,
                JigComparison  *comparison)
{
  if (comparison == self->comparison)
    return;

  if (comparison != NULL)
    jig_comparison_ref (comparison);
  g_clear_pointer (&self->comparison, jig_comparison_unref);
  self->comparison = comparison;
  if (comparison != NULL)
    look (self, 1, jig_metric_main (comparison->task));
}

/* How far the comparison that is shown can be trusted. */
static void
show_state (JigComparePage *self)
{
  JigProject *project = jig_document_get_project (self->document);
  g_auto(GStrv) names = jig_compare_rows_dup_names (self->comparison, 0);
  const char *stranger = jig_compare_rows_find_stranger (project, (const char * const *) names);
  g_autofree char *sentence = NULL;

  if (jig_compare_rows_are_stale (project, self->comparison))
    {
      jig_state_view_note (self->states, JIG_STATE_STALE,
                           _("A model has changed since they were compared."),
                           _("Compare _Again"), "compare.again");
      return;
    }

  if (stranger == NULL)
    {
      jig_state_view_set_state (self->states, JIG_STATE_READY);
      return;
    }

  /* Translators: a model */
  sentence = g_strdup_printf (_("%s may have learnt from some of these rows: then its numbers are "
                                "too good."), stranger);
  jig_state_view_note (self->states, JIG_STATE_PARTIAL, sentence, NULL, NULL);
}

static void
document_changed_cb (JigComparePage *self)
{
  JigProject *project = jig_document_get_project (self->document);
  const char *name = jig_project_get_last (project, &jig_object_comparison);
  JigComparison *comparison = NULL;

  if (self->is_acting)
    return;

  if (name != NULL)
    comparison = jig_object_get_comparison (jig_project_get_object (project, name));
  set_comparison (self, comparison);
  if (self->comparison == NULL)
    jig_state_view_set_state (self->states, JIG_STATE_EMPTY);
  else
    show_state (self);
}

/* Acting */

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JigComparePage) self = user_data;
  g_autoptr(GError) error = NULL;
  const JigEntry *entry;

  if (self->document == NULL)
    return;
  entry = jig_document_act_finish (self->document, result, &error);
  self->is_acting = FALSE;
  document_changed_cb (self);
  if (entry != NULL)
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (self->verdict_bar)))
        gtk_widget_child_focus (GTK_WIDGET (self->verdict_bar), GTK_DIR_TAB_FORWARD);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
      say_verdict (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      jig_document_say (self->document, _("Stopped. Nothing has changed."));
    }
  else
    {
      jig_state_view_fail (self->states, error);
      jig_document_say (self->document, error->message);
    }
}

static void
act (JigComparePage     *self,
     const char * const *names)
{
  g_autoptr(JigAction) action = jig_document_new_action (self->document, "compare", NULL);
  JigProject *project = jig_document_get_project (self->document);
  g_autofree char *models = g_strjoinv (",", (char **) names);
  g_autoptr(GError) error = NULL;
  JigJob *job;

  if (!jig_action_set (action, "models", models, &error)
      || !jig_compare_rows_set (project, action, names[0], &error))
    {
      jig_state_view_fail (self->states, error);
      return;
    }

  self->is_acting = TRUE;
  job = jig_document_act_async (self->document, action, NULL, compared_cb, g_object_ref (self));
  if (job != NULL)
    jig_state_view_load (self->states, job);
}

static void
anyway_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);

  if (self->asked != NULL && !self->is_acting)
    act (self, (const char * const *) self->asked);
}

static void
again_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);
  g_auto(GStrv) names = NULL;

  if (self->comparison == NULL)
    return;

  names = jig_compare_rows_dup_names (self->comparison, 0);
  jig_compare_page_compare (self, (const char * const *) names);
}

static void
pin_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  JigComparePage *self = JIG_COMPARE_PAGE (widget);
  g_auto(GStrv) names = NULL;

  if (self->comparison == NULL || self->is_acting)
    return;

  names = jig_compare_rows_dup_names (self->comparison, self->focus);
  act (self, (const char * const *) names);
}

/* A page */

static void
set_document (JigPage     *page,
              JigDocument *document)
{
  JigComparePage *self = JIG_COMPARE_PAGE (page);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
}

static char *
get_subtitle (JigPage *page)
{
  JigComparePage *self = JIG_COMPARE_PAGE (page);

  if (self->comparison == NULL)
    return NULL;

  /* Translators: the column that the models predict */
  return g_strdup_printf (_("Target: %s"), self->comparison->target);
}

static void
page_init (JigPageInterface *iface)
{
  iface->set_document = set_document;
  iface->get_subtitle = get_subtitle;
}

static void
state_cb (JigComparePage *self)
{
  g_object_notify (G_OBJECT (self), "state");
}

static void
folded_cb (JigComparePage *self,
           GParamSpec     *pspec,
           JigShell       *shell)
{
  self->is_narrow = jig_shell_get_folded (shell);
  jig_verdict_bar_set_narrow (self->verdict_bar, self->is_narrow);
  if (self->comparison != NULL)
    show_table (self);
}

static void
jig_compare_page_root (GtkWidget *widget)
{
  GtkWidget *shell;

  GTK_WIDGET_CLASS (jig_compare_page_parent_class)->root (widget);

  shell = gtk_widget_get_ancestor (widget, JIG_TYPE_SHELL);
  if (shell == NULL)
    return;

  g_signal_connect_object (shell, "notify::is-folded", G_CALLBACK (folded_cb), widget,
                           G_CONNECT_SWAPPED);
  folded_cb (JIG_COMPARE_PAGE (widget), NULL, JIG_SHELL (shell));
}

static void
jig_compare_page_dispose (GObject *object)
{
  JigComparePage *self = JIG_COMPARE_PAGE (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->comparison, jig_comparison_unref);
  g_clear_pointer (&self->asked, g_strfreev);
  if (self->states != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->states));
  self->states = NULL;

  G_OBJECT_CLASS (jig_compare_page_parent_class)->dispose (object);
}

static void
jig_compare_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) jig_state_view_get_state (JIG_COMPARE_PAGE (object)->states));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_compare_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      jig_state_view_set_state (JIG_COMPARE_PAGE (object)->states,
                                (JigState) g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.previous-model", NULL,
                                   previous_model_action);
  gtk_widget_class_install_action (widget_class, "compare.next-model", NULL, next_model_action);
  gtk_widget_class_install_action (widget_class, "compare.focus-model", "u", focus_model_action);
  gtk_widget_class_install_action (widget_class, "compare.metric", "s", metric_action);
  gtk_widget_class_install_action (widget_class, "compare.next-metric", NULL, next_metric_action);
  gtk_widget_class_install_action (widget_class, "compare.threshold", NULL, threshold_action);
  gtk_widget_class_install_action (widget_class, "compare.slices", NULL, slices_action);
  gtk_widget_class_install_action (widget_class, "compare.pin", NULL, pin_action);
  gtk_widget_class_install_action (widget_class, "compare.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "compare.anyway", NULL, anyway_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "compare.again", NULL);
}

static void
jig_compare_page_class_init (JigComparePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_compare_page_dispose;
  object_class->get_property = jig_compare_page_get_property;
  object_class->set_property = jig_compare_page_set_property;
  widget_class->root = jig_compare_page_root;
  g_object_class_override_property (object_class, PROP_STATE, "state");

  g_type_ensure (JIG_TYPE_COMPARE_CHARTS);
  g_type_ensure (JIG_TYPE_COMPARE_SLICES);
  g_type_ensure (JIG_TYPE_COMPARE_TABLE);
  g_type_ensure (JIG_TYPE_COST_DESK);
  g_type_ensure (JIG_TYPE_STATE_VIEW);
  g_type_ensure (JIG_TYPE_VERDICT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/compare/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, states);
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, verdict_bar);
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, table);
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, charts);
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, cost_desk);
  gtk_widget_class_bind_template_child (widget_class, JigComparePage, slices);
  gtk_widget_class_bind_template_callback (widget_class, cut_cb);
  install_actions (widget_class);
}

static void
jig_compare_page_init (JigComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jig_compare_keys_add (GTK_WIDGET (self));
  g_signal_connect_object (self->states, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * jig_compare_page_compare:
 * @self: a page
 * @names: (array zero-terminated=1): models; the others are compared with the first
 *
 * Compares them, in a job. Models that were tested on other rows are refused
 * until somebody asks for one set of rows.
 */
void
jig_compare_page_compare (JigComparePage     *self,
                          const char * const *names)
{
  g_autofree char *sentence = NULL;
  g_autofree char *label = NULL;
  const char *stranger;

  g_return_if_fail (JIG_IS_COMPARE_PAGE (self));
  g_return_if_fail (names != NULL && names[0] != NULL);

  if (self->is_acting)
    return;

  stranger = jig_compare_rows_find_stranger (jig_document_get_project (self->document), names);
  if (stranger == NULL)
    {
      act (self, names);
      return;
    }

  g_strfreev (self->asked);
  self->asked = g_strdupv ((char **) names);
  /* Translators: two models */
  sentence = g_strdup_printf (_("%s and %s were tested on other rows: their numbers cannot be "
                                "compared as they are."), names[0], stranger);
  /* Translators: a model */
  label = g_strdup_printf (_("_Test All on the Rows of %s"), names[0]);
  jig_state_view_note (self->states, JIG_STATE_ERROR, sentence, label, "compare.anyway");
}
