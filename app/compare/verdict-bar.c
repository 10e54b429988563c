#include "app/compare/verdict-bar.h"

#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>

struct _JigVerdictBar
{
  GtkWidget      parent_instance;

  GtkLabel      *sentence;
  GtkLabel      *note;
  GtkOrientable *controls;
  GtkWidget     *models;
  GtkLabel      *place;
  GtkDropDown   *metrics;
  GtkWidget     *pin_button;

  JigTask        task;         /* of the metrics that can be chosen */
  gboolean       has_metrics;
  gboolean       is_showing;   /* nobody chooses: it is being filled in */
};

G_DEFINE_FINAL_TYPE (JigVerdictBar, jig_verdict_bar, GTK_TYPE_WIDGET)

/**
 * jig_verdict_bar_get_mark:
 * @mark: what followed
 *
 * Returns: a sign for it, for those who do not see colours
 */
const char *
jig_verdict_bar_get_mark (JigVerdictMark mark)
{
  switch (mark)
    {
    case JIG_VERDICT_BETTER:
      return "▲";
    case JIG_VERDICT_WORSE:
      return "▼";
    case JIG_VERDICT_SAME:
      return "=";
    case JIG_VERDICT_UNDECIDED:
      return "?";
    case JIG_VERDICT_NONE:
    default:
      return "";
    }
}

/**
 * jig_verdict_bar_get_word:
 * @mark: what followed
 *
 * Returns: a word for it, in the user's language
 */
const char *
jig_verdict_bar_get_word (JigVerdictMark mark)
{
  switch (mark)
    {
    case JIG_VERDICT_BETTER:
      return _("better");
    case JIG_VERDICT_WORSE:
      return _("worse");
    case JIG_VERDICT_SAME:
      return _("the same");
    case JIG_VERDICT_UNDECIDED:
      return _("too little data");
    case JIG_VERDICT_NONE:
    default:
      return "";
    }
}

/* The metric at a place of the list, or the place of a metric. */
static gboolean
find_metric (JigTask      task,
             guint       *position,
             JigMetricId *metric,
             gboolean     by_position)
{
  guint place = 0;

  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      if ((jig_metric_get_info ((JigMetricId) i)->takes & JIG_TASK_TAKES (task)) == 0)
        continue;
      if (by_position ? place == *position : i == *metric)
        {
          *position = place;
          *metric = (JigMetricId) i;
          return TRUE;
        }
      place++;
    }

  return FALSE;
}

static void
metric_chosen_cb (JigVerdictBar *self)
{
  guint position = gtk_drop_down_get_selected (self->metrics);
  JigMetricId metric = JIG_METRIC_RMSE;

  if (!self->is_showing && find_metric (self->task, &position, &metric, TRUE))
    gtk_widget_activate_action (GTK_WIDGET (self), "compare.metric", "s",
                                jig_metric_get_info (metric)->id);
}

static void
fill_metrics (JigVerdictBar *self,
              JigTask        task)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  if (self->has_metrics && self->task == task)
    return;

  self->has_metrics = TRUE;
  self->task = task;
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) i);

      if ((info->takes & JIG_TASK_TAKES (task)) != 0)
        gtk_string_list_append (titles, _(info->title));
    }
  gtk_drop_down_set_model (self->metrics, G_LIST_MODEL (titles));
}

static char *
dup_note (const JigComparison *comparison)
{
  g_autofree char *rows = jig_phrase_count (comparison->n_rows);
  g_autofree char *draws = jig_phrase_count (comparison->n_resamples);
  g_autofree char *groups = jig_phrase_count (comparison->n_groups);

  if (comparison->n_resamples == 0)
    return g_strdup_printf (_("%s rows, all models on the same ones."), rows);
  if (comparison->n_groups > 0)
    /* Translators: rows, groups of rows, how often they were drawn */
    return g_strdup_printf (_("%s rows in %s groups, all models on the same ones; 95 %% intervals "
                              "from %s draws of groups."), rows, groups, draws);

  /* Translators: rows, and how often they were drawn */
  return g_strdup_printf (_("%s rows, all models on the same ones; 95 %% intervals from %s draws."),
                          rows, draws);
}

static void
jig_verdict_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_verdict_bar_parent_class)->dispose (object);
}

static void
jig_verdict_bar_class_init (JigVerdictBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_verdict_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/compare/verdict-bar.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, note);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, controls);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, models);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, place);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, metrics);
  gtk_widget_class_bind_template_child (widget_class, JigVerdictBar, pin_button);
  gtk_widget_class_bind_template_callback (widget_class, metric_chosen_cb);
}

static void
jig_verdict_bar_init (JigVerdictBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The focus is on the button within. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->metrics))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Metric"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Verdict"), -1);
}

/**
 * jig_verdict_bar_show:
 * @self: a bar
 * @comparison: some models
 * @focus: the one that the verdict is about, not the first
 * @metric: what it is about
 *
 * Says which of two models is better.
 */
void
jig_verdict_bar_show (JigVerdictBar       *self,
                      const JigComparison *comparison,
                      gsize                focus,
                      JigMetricId          metric)
{
  g_autofree char *sentence = jig_comparison_dup_verdict (comparison, focus, metric);
  g_autofree char *note = dup_note (comparison);
  g_autofree char *place = NULL;
  guint position = 0;

  g_return_if_fail (JIG_IS_VERDICT_BAR (self));

  /* Translators: two models that are compared */
  place = g_strdup_printf (_("%s and %s"), jig_comparison_get_name (comparison, focus),
                           jig_comparison_get_name (comparison, 0));
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->note, note);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_visible (self->models, comparison->n_contestants > 2);
  gtk_widget_set_visible (self->pin_button, comparison->contestants[0].name != NULL);

  self->is_showing = TRUE;
  fill_metrics (self, comparison->task);
  if (find_metric (comparison->task, &position, &metric, FALSE))
    gtk_drop_down_set_selected (self->metrics, position);
  self->is_showing = FALSE;
}

const char *
jig_verdict_bar_get_sentence (JigVerdictBar *self)
{
  g_return_val_if_fail (JIG_IS_VERDICT_BAR (self), NULL);

  return gtk_label_get_text (self->sentence);
}

/**
 * jig_verdict_bar_set_narrow:
 * @self: a bar
 * @is_narrow: what can be chosen stands below each other
 */
void
jig_verdict_bar_set_narrow (JigVerdictBar *self,
                            gboolean       is_narrow)
{
  g_return_if_fail (JIG_IS_VERDICT_BAR (self));

  gtk_orientable_set_orientation (self->controls, is_narrow ? GTK_ORIENTATION_VERTICAL
                                                            : GTK_ORIENTATION_HORIZONTAL);
}
