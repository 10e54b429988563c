#include "app/compare/compare-table.h"

#include "app/common/phrase.h"
#include "app/compare/verdict-bar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Inside a flat button; what stands in none keeps the same distance. */
#define PADDING 10

struct _JigCompareTable
{
  GtkWidget            parent_instance;

  GtkWidget           *scroller;
  GtkWidget           *grid;

  /* While it is filled in: */
  const JigComparison *comparison;
  JigModel * const    *models;
  gsize                focus;
  JigMetricId          metric;
  gboolean             is_narrow;
  int                  row;
};

G_DEFINE_FINAL_TYPE (JigCompareTable, jig_compare_table, GTK_TYPE_WIDGET)

/* In a narrow window the model that is looked at stands beside the one it is compared with. */
static gboolean
is_shown (JigCompareTable *self,
          gsize            i)
{
  return !self->is_narrow || i == 0 || i == self->focus;
}

static GtkWidget *
new_label (const char *text,
           float       xalign,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
attach (JigCompareTable *self,
        GtkWidget       *cell,
        gsize            column)
{
  gtk_grid_attach (GTK_GRID (self->grid), cell, (int) column, self->row, 1, 1);
}

static GtkWidget *
new_button (GtkWidget  *child,
            const char *name,
            const char *tooltip)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "table-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

/* Above each column: what the user calls the model, and what it is. */
static void
add_header (JigCompareTable *self,
            gsize            i)
{
  const char *name = jig_comparison_get_name (self->comparison, i);
  JigModel *model = self->models[i];
  g_autofree char *title = model != NULL ? jig_model_dup_name (model) : g_strdup (_("Baseline"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title_label = new_label (title, 1.0f, i == self->focus ? "heading" : NULL);
  GtkWidget *name_label = new_label (name, 1.0f, "caption");
  GtkWidget *button;

  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (title_label), self->is_narrow ? 8 : 14);
  gtk_label_set_max_width_chars (GTK_LABEL (title_label), 22);
  gtk_widget_add_css_class (name_label, "dim-label");
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), name_label);
  if (i == 0)
    {
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      gtk_widget_set_margin_end (box, PADDING);
      gtk_widget_set_tooltip_text (box, _("The others are compared with this one"));
      attach (self, box, 1);
      return;
    }

  button = new_button (box, name, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "compare.focus-model");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", (guint) i);
  attach (self, button, i + 1);
}

static void
add_metric_header (JigCompareTable     *self,
                   const JigMetricInfo *info,
                   gboolean             is_focus)
{
  GtkWidget *label = new_label (_(info->title), 0.0f, is_focus ? "heading" : NULL);
  GtkWidget *button;

  /* What scrolls is as high as its lines would be at the least width. */
  gtk_label_set_wrap (GTK_LABEL (label), self->is_narrow);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), self->is_narrow ? 9 : -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), self->is_narrow ? 9 : -1);
  button = new_button (label, _(info->title), _("Say what follows for this metric"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "compare.metric");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", info->id);
  attach (self, button, 0);
}

/* Why a metric cannot be had is said in its place. */
static const char *
get_reason (JigTask task)
{
  return task == JIG_TASK_REGRESSION ? _("needs different values") : _("needs rows of all classes");
}

/* How sure a number is needs no more than three digits. */
static char *
dup_rounded (double value)
{
  return fabs (value) < 1000.0 ? g_strdup_printf ("%.3g", value) : jig_phrase_number (value);
}

static char *
dup_interval (const JigInterval *interval)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (isnan (interval->low))
    return NULL;

  low = dup_rounded (interval->low);
  high = dup_rounded (interval->high);

  /* Translators: the ends of an interval */
  return g_strdup_printf (_("%s to %s"), low, high);
}

static char *
dup_difference (const JigVerdict *verdict)
{
  g_autofree char *difference = NULL;

  if (isnan (verdict->difference) || verdict->mark == JIG_VERDICT_NONE)
    return NULL;

  difference = dup_rounded (fabs (verdict->difference));
  if (verdict->mark == JIG_VERDICT_BETTER || verdict->mark == JIG_VERDICT_WORSE)
    /* Translators: a sign, a number, "better" or "worse" */
    return g_strdup_printf (_("%s %s %s"), jig_verdict_bar_get_mark (verdict->mark), difference,
                            jig_verdict_bar_get_word (verdict->mark));

  /* Translators: a sign, and "the same" or "too little data" */
  return g_strdup_printf (_("%s %s"), jig_verdict_bar_get_mark (verdict->mark),
                          jig_verdict_bar_get_word (verdict->mark));
}

static void
append (GtkWidget  *box,
        const char *text,
        const char *style)
{
  GtkWidget *label;

  if (text == NULL)
    return;

  label = new_label (text, 1.0f, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_metric_cell (JigCompareTable *self,
                 gsize            i,
                 JigMetricId      metric)
{
  const JigContestant *contestant = &self->comparison->contestants[i];
  double value = contestant->judgement.values[metric];
  g_autofree char *number = isnan (value) ? g_strdup ("—") : jig_phrase_number (value);
  g_autofree char *interval = dup_interval (&contestant->intervals[metric]);
  g_autofree char *difference = i > 0 ? dup_difference (&contestant->verdicts[metric]) : NULL;
  JigVerdictMark mark = i > 0 ? contestant->verdicts[metric].mark : JIG_VERDICT_NONE;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *style = "dim-label";

  if (mark == JIG_VERDICT_BETTER)
    style = "success";
  else if (mark == JIG_VERDICT_WORSE)
    style = "error";

  append (box, number, metric == self->metric ? "heading" : NULL);
  append (box, isnan (value) ? get_reason (self->comparison->task) : interval, "table-note");
  append (box, difference, style);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_end (box, PADDING);
  attach (self, box, i + 1);
}

static void
add_metrics (JigCompareTable *self)
{
  for (guint k = 0; k < JIG_N_METRICS; k++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) k);

      if ((info->takes & JIG_TASK_TAKES (self->comparison->task)) == 0)
        continue;

      self->row++;
      add_metric_header (self, info, k == self->metric);
      for (gsize i = 0; i < self->comparison->n_contestants; i++)
        if (is_shown (self, i))
          add_metric_cell (self, i, (JigMetricId) k);
    }
}

/* What a model was told; NULL if it knows no such setting. */
static char *
dup_setting (JigModel   *model,
             const char *id)
{
  const JigValues *values = model != NULL ? jig_model_get_values (model) : NULL;

  if (values == NULL || jig_values_find_param (values, id) == NULL)
    return NULL;

  return jig_values_to_text (values, id);
}

/* Among the models that know it. */
static gboolean
is_different (JigCompareTable *self,
              const char      *id)
{
  g_autofree char *first = NULL;

  for (gsize i = 0; i < self->comparison->n_contestants; i++)
    {
      g_autofree char *text = dup_setting (self->models[i], id);

      if (first != NULL && text != NULL && !g_str_equal (first, text))
        return TRUE;
      if (first == NULL)
        first = g_steal_pointer (&text);
    }

  return FALSE;
}

static void
add_setting (JigCompareTable *self,
             const JigParam  *param)
{
  GtkWidget *title = new_label (_(param->title), 0.0f, NULL);

  self->row++;
  gtk_widget_set_margin_start (title, PADDING);
  attach (self, title, 0);
  for (gsize i = 0; i < self->comparison->n_contestants; i++)
    {
      g_autofree char *text = dup_setting (self->models[i], param->id);
      GtkWidget *label = new_label (text != NULL ? text : "", 1.0f, "numeric");

      gtk_widget_set_margin_end (label, PADDING);
      if (is_shown (self, i))
        attach (self, label, i + 1);
      else
        g_object_unref (g_object_ref_sink (label));
    }
}

static void
add_settings_title (JigCompareTable *self)
{
  GtkWidget *title = new_label (_("Settings that differ"), 0.0f, "caption-heading");

  self->row++;
  gtk_widget_set_margin_start (title, PADDING);
  gtk_widget_set_margin_top (title, 12);
  gtk_grid_attach (GTK_GRID (self->grid), title, 0, self->row,
                   (int) self->comparison->n_contestants + 1, 1);
}

/* Only those that differ, and each once, whichever model knows it. */
static void
add_settings (JigCompareTable *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_title = FALSE;

  for (gsize i = 0; i < self->comparison->n_contestants; i++)
    {
      const JigParam *param = NULL;

      if (self->models[i] != NULL)
        param = jig_values_get_table (jig_model_get_values (self->models[i]));
      for (; param != NULL && param->id != NULL; param++)
        {
          if (!g_hash_table_add (seen, (gpointer) param->id) || !is_different (self, param->id))
            continue;
          if (!has_title)
            add_settings_title (self);
          has_title = TRUE;
          add_setting (self, param);
        }
    }
}

static void
jig_compare_table_dispose (GObject *object)
{
  JigCompareTable *self = JIG_COMPARE_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (jig_compare_table_parent_class)->dispose (object);
}

static void
jig_compare_table_class_init (JigCompareTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_compare_table_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
jig_compare_table_init (JigCompareTable *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Metrics"), -1);
}

/**
 * jig_compare_table_show:
 * @self: a table
 * @comparison: what it shows
 * @models: (n_contestants,) the models; %NULL for what is none
 * @focus: the contestant that is looked at
 * @metric: the metric that is looked at
 * @is_narrow: there is room for two models
 *
 * Fills the table in.
 */
void
jig_compare_table_show (JigCompareTable     *self,
                        const JigComparison *comparison,
                        JigModel * const    *models,
                        gsize                focus,
                        JigMetricId          metric,
                        gboolean             is_narrow)
{
  GtkWidget *child;

  g_return_if_fail (JIG_IS_COMPARE_TABLE (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);

  self->comparison = comparison;
  self->models = models;
  self->focus = focus;
  self->metric = metric;
  self->is_narrow = is_narrow;
  self->row = 0;
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), is_narrow ? 3 : 18);
  for (gsize i = 0; i < comparison->n_contestants; i++)
    if (is_shown (self, i))
      add_header (self, i);
  add_metrics (self);
  add_settings (self);
  self->comparison = NULL;
  self->models = NULL;
}
