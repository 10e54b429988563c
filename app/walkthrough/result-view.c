/* What a step shows once its prompt is answered: the answer beside what it is,
 * the one number with its baseline, a sentence, figures, and what is still to do. */
#include "app/walkthrough/result-view.h"

#include "app/chart/chart-view.h"
#include "app/common/phrase.h"
#include "app/walkthrough/walk-receipt.h"
#include "core/base/number.h"
#include "core/chart/narrate.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include <math.h>

#define ANSWER_DIGITS 6

struct _JigResultView
{
  GtkWidget  parent_instance;

  GtkBox    *answer_box;
  GtkImage  *answer_icon;
  GtkLabel  *answer;
  GtkBox    *headline_box;
  GtkLabel  *name;
  GtkLabel  *value;
  GtkLabel  *baseline;
  GtkLabel  *right_way;
  GtkLabel  *provenance;
  GtkWidget *receipt_button;
  JigWalkReceipt *receipt;
  GtkLabel  *sentence;
  GtkBox    *figures;
  GtkBox    *check_box;
  GtkImage  *check_icon;
  GtkLabel  *check;

  JigWalk    *walk;
  JigExhibit *exhibit;          /* the one that is shown; it stays while another is made */
  gsize       step;             /* whose exhibit it is */
  guint       generation;       /* and of which run */
};

G_DEFINE_FINAL_TYPE (JigResultView, jig_result_view, GTK_TYPE_WIDGET)

static char *
dup_amount (double      value,
            int         n_digits,
            const char *unit)
{
  g_autofree char *number = jig_number_to_display (value, n_digits);

  return unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

static char *
dup_answer (const JigAsk *ask,
            double        answer)
{
  guint n_choices = 0;

  if (ask->choices == NULL)
    return jig_number_to_display (answer, ANSWER_DIGITS);

  while (ask->choices[n_choices] != NULL)
    n_choices++;

  return g_strdup (answer >= 0.0 && answer < n_choices ? _(ask->choices[(guint) answer]) : "–");
}

static char *
describe_answer (const JigAsk *ask,
                 double        answer,
                 double        right,
                 gboolean      is_right)
{
  g_autofree char *given = isfinite (answer) ? dup_answer (ask, answer) : NULL;
  g_autofree char *truth = dup_answer (ask, right);

  if (given == NULL)
    /* Translators: the right answer to a question follows. */
    return g_strdup_printf (_("It is: %s"), truth);

  /* Translators: what the learner answered, what is right */
  return g_strdup_printf (is_right ? _("You said: %s. That is right: %s.")
                                   : _("You said: %s. It is: %s."), given, truth);
}

static void
show_answer (JigResultView *self,
             const JigRun  *run,
             gsize          step)
{
  const JigAsk *ask = jig_run_get_pattern (run)->steps[step].ask;
  gboolean is_right = jig_run_is_right (run, step);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->answer_box), ask != NULL);
  if (ask == NULL)
    return;

  text = describe_answer (ask, jig_run_get_answer (run, step), jig_run_get_right (run, step),
                          is_right);
  gtk_label_set_text (self->answer, text);
  gtk_image_set_from_icon_name (self->answer_icon, is_right ? "object-select-symbolic"
                                                            : "dialog-information-symbolic");
  if (is_right)
    gtk_widget_add_css_class (GTK_WIDGET (self->answer_icon), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->answer_icon), "success");
}

static char *
describe_provenance (const JigHeadline *headline)
{
  g_autofree char *rows = jig_phrase_count (headline->n_rows);
  GString *text = g_string_new (NULL);

  if (headline->n_rows > 0)
    /* Translators: how many rows a number was measured on */
    g_string_append_printf (text, g_dngettext (NULL, "%s row", "%s rows", headline->n_rows), rows);
  if (headline->split != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", headline->split);

  g_string_append (text, text->len > 0 ? " · " : "");
  g_string_append_printf (text, _("seed %" PRIu64), headline->seed);

  return g_string_free (text, FALSE);
}

/* How far the mistakes lead away from the right way. */
static void
show_right_way (JigResultView     *self,
                const JigHeadline *headline)
{
  g_autoptr(JigExhibit) right = jig_walk_show_right (self->walk);
  g_autofree char *amount = NULL;
  g_autofree char *delta = NULL;
  g_autofree char *text = NULL;
  double difference;

  gtk_widget_set_visible (GTK_WIDGET (self->right_way), right != NULL);
  if (right == NULL)
    return;

  difference = headline->value - jig_exhibit_get_headline (right)->value;
  amount = dup_amount (jig_exhibit_get_headline (right)->value, headline->n_digits,
                       headline->unit);
  delta = dup_amount (difference, headline->n_digits, headline->unit);
  /* Translators: a number without the mistake; how much the mistake changes it */
  text = g_strdup_printf (_("Done right: %s. The mistake changes it by %s%s."), amount,
                          difference > 0.0 ? "+" : "", delta);
  gtk_label_set_text (self->right_way, text);
}

static void
show_headline (JigResultView     *self,
               const JigHeadline *headline)
{
  g_autofree char *value = dup_amount (headline->value, headline->n_digits, headline->unit);
  g_autofree char *beside = dup_amount (headline->baseline_value, headline->n_digits,
                                        headline->unit);
  /* Translators: what a number is compared with, and how much that is */
  g_autofree char *baseline = g_strdup_printf (_("%s: %s"), headline->baseline_name, beside);
  g_autofree char *provenance = describe_provenance (headline);

  gtk_label_set_text (self->name, headline->name);
  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->baseline, baseline);
  gtk_label_set_text (self->provenance, provenance);
  show_right_way (self, headline);
}

/* A chart that is there goes on with the next figure, as a table if it is one. */
static void
show_figures (JigResultView *self)
{
  gsize n_figures = jig_exhibit_get_n_figures (self->exhibit);
  GtkWidget *chart = gtk_widget_get_first_child (GTK_WIDGET (self->figures));

  for (gsize i = 0; i < n_figures; i++)
    {
      if (chart == NULL)
        {
          chart = jig_chart_view_new ();
          jig_chart_view_set_whole (JIG_CHART_VIEW (chart), TRUE);
          gtk_box_append (self->figures, chart);
        }

      jig_chart_view_set_figure (JIG_CHART_VIEW (chart), jig_exhibit_get_figure (self->exhibit, i));
      chart = gtk_widget_get_next_sibling (chart);
    }

  while (chart != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chart);

      gtk_box_remove (self->figures, chart);
      chart = next;
    }
}

static void
show_check (JigResultView *self,
            const JigRun  *run,
            gsize          step)
{
  const JigStep *row = &jig_run_get_pattern (run)->steps[step];
  gboolean is_checked = jig_run_is_checked (run, step);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->check_box), row->check_text != NULL);
  if (row->check_text == NULL)
    return;

  /* Translators: what the learner has done, or is to do */
  text = g_strdup_printf (is_checked ? _("Done: %s") : _("To do: %s"), _(row->check_text));
  gtk_label_set_text (self->check, text);
  gtk_image_set_from_icon_name (self->check_icon, is_checked ? "object-select-symbolic"
                                                             : "radio-symbolic");
}

static void
changed_cb (JigResultView *self)
{
  const JigRun *run = jig_walk_get_run (self->walk);
  gsize step = jig_walk_get_step (self->walk);
  guint generation = jig_walk_get_generation (self->walk);
  g_autoptr(JigExhibit) exhibit = NULL;

  /* An exhibit is not made for nothing: it has figures. */
  if (!jig_walk_is_open (self->walk)
      || (self->exhibit != NULL && self->step == step && self->generation == generation))
    return;

  exhibit = jig_walk_show (self->walk, NULL);
  if (exhibit == NULL)
    return;

  g_clear_pointer (&self->exhibit, jig_exhibit_unref);
  self->exhibit = g_steal_pointer (&exhibit);
  self->step = step;
  self->generation = generation;
  show_answer (self, run, step);
  show_headline (self, jig_exhibit_get_headline (self->exhibit));
  gtk_label_set_text (self->sentence, jig_exhibit_get_sentence (self->exhibit) != NULL
                                      ? jig_exhibit_get_sentence (self->exhibit) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence),
                          jig_exhibit_get_sentence (self->exhibit) != NULL);
  show_figures (self);
  show_check (self, run, step);
}

static void
jig_result_view_dispose (GObject *object)
{
  JigResultView *self = JIG_RESULT_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->walk);
  g_clear_pointer (&self->exhibit, jig_exhibit_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_result_view_parent_class)->dispose (object);
}

static void
jig_result_view_init (JigResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_result_view_class_init (JigResultViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_result_view_dispose;

  g_type_ensure (JIG_TYPE_WALK_RECEIPT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, JigResultView, answer_box);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, answer_icon);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, answer);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, headline_box);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, name);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, value);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, baseline);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, right_way);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, provenance);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, receipt_button);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, receipt);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, sentence);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, figures);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, check_box);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, check_icon);
  gtk_widget_class_bind_template_child (widget_class, JigResultView, check);
}

/**
 * jig_result_view_set_walk:
 * @self: a view
 * @walk: whose results it shows
 */
void
jig_result_view_set_walk (JigResultView *self,
                          JigWalk       *walk)
{
  g_return_if_fail (JIG_IS_RESULT_VIEW (self));
  g_return_if_fail (JIG_IS_WALK (walk));

  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_set_object (&self->walk, walk);
  g_clear_pointer (&self->exhibit, jig_exhibit_unref);
  jig_walk_receipt_set_walk (self->receipt, walk);
  g_signal_connect_object (walk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

/**
 * jig_result_view_has_result:
 * @self: a view
 *
 * Returns: whether it shows a result of the step where the walk is, be it an
 *   old one
 */
gboolean
jig_result_view_has_result (JigResultView *self)
{
  g_return_val_if_fail (JIG_IS_RESULT_VIEW (self), FALSE);

  return self->exhibit != NULL && self->step == jig_walk_get_step (self->walk);
}

static void
append_line (GString  *text,
             GtkLabel *label)
{
  const char *line = gtk_label_get_text (label);

  if (gtk_widget_get_visible (GTK_WIDGET (label)) && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/**
 * jig_result_view_dup_text:
 * @self: a view
 *
 * Returns: (transfer full): all that is shown, for who does not see it
 */
char *
jig_result_view_dup_text (JigResultView *self)
{
  GtkLabel *labels[] = { self->answer, self->name, self->value, self->baseline, self->right_way,
                         self->sentence };
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (JIG_IS_RESULT_VIEW (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    append_line (text, labels[i]);

  for (gsize i = 0; self->exhibit != NULL && i < jig_exhibit_get_n_figures (self->exhibit); i++)
    {
      g_autofree char *summary =
        jig_narrate_summary (jig_exhibit_get_figure (self->exhibit, i));

      g_string_append_printf (text, "\n%s", summary);
    }

  append_line (text, self->check);

  return g_string_free (text, FALSE);
}

/**
 * jig_result_view_show_receipt:
 * @self: a view
 *
 * Says where its number comes from.
 */
void
jig_result_view_show_receipt (JigResultView *self)
{
  g_return_if_fail (JIG_IS_RESULT_VIEW (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->receipt_button));
}
