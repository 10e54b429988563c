/* What the learner is asked before a result is shown, and the hints after a wrong
 * answer. */
#include "app/walkthrough/ask-card.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _JigAskCard
{
  GtkWidget  parent_instance;

  GtkLabel  *text;
  GtkBox    *choices;
  GtkBox    *number_box;
  GtkEntry  *guess;
  GtkButton *answer_button;
  GtkBox    *verdict;
  GtkLabel  *wrong;
  GtkLabel  *ask_hint;
  GtkButton *skip_button;

  JigWalk      *walk;
  const JigAsk *ask;            /* the one that is shown */
};

G_DEFINE_FINAL_TYPE (JigAskCard, jig_ask_card, GTK_TYPE_WIDGET)

static void
chosen_cb (JigAskCard *self,
           GtkButton  *button)
{
  guint choice = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "choice"));

  jig_walk_answer (self->walk, choice);
}

static void
answer_cb (JigAskCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->guess));
  gsize length = strlen (text);
  double answer;

  if (!jig_number_parse (text, length, '.', &answer)
      && !jig_number_parse (text, length, ',', &answer))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->guess), "error");
      return;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (self->guess), "error");
  jig_walk_answer (self->walk, answer);
}

static void
skip_cb (JigAskCard *self)
{
  jig_walk_reveal (self->walk);
}

static GtkWidget *
make_choice (JigAskCard *self,
             guint       choice,
             const char *title)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *number = g_strdup_printf ("%u", choice + 1);
  g_autofree char *tooltip = g_strdup_printf (_("Key %u"), choice + 1);
  GtkWidget *key = gtk_label_new (number);

  gtk_widget_add_css_class (key, "dim-label");
  gtk_widget_add_css_class (key, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "choice");
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_set_data (G_OBJECT (button), "choice", GUINT_TO_POINTER (choice));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
show_ask (JigAskCard   *self,
          const JigAsk *ask)
{
  GtkWidget *child;

  self->ask = ask;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  if (ask == NULL)
    return;

  gtk_label_set_text (self->text, _(ask->text));
  for (guint i = 0; ask->choices != NULL && ask->choices[i] != NULL; i++)
    gtk_box_append (self->choices, make_choice (self, i, _(ask->choices[i])));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), ask->choices != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->number_box), ask->choices == NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->guess), "");
}

static void
changed_cb (JigAskCard *self)
{
  const JigStep *step = &jig_walk_get_pattern (self->walk)->steps[jig_walk_get_step (self->walk)];
  guint n_tries = jig_walk_get_n_tries (self->walk);
  gboolean can_answer = jig_walk_can_answer (self->walk);

  if (step->ask != self->ask)
    show_ask (self, step->ask);
  if (step->ask == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->verdict), n_tries > 0);
  if (n_tries > 0)
    {
      gtk_label_set_text (self->wrong, n_tries == 1 ? _("Not quite. A first hint:")
                                                    : _("Not yet. A second hint:"));
      gtk_label_set_text (self->ask_hint, _(step->ask->hints[MIN (n_tries, 2) - 1]));
    }

  gtk_button_set_label (self->skip_button, n_tries > 0 ? _("_Show Me") : _("_Skip"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), can_answer);
  gtk_widget_set_sensitive (GTK_WIDGET (self->number_box), can_answer);
  gtk_widget_set_sensitive (GTK_WIDGET (self->skip_button), can_answer);
}

static void
jig_ask_card_dispose (GObject *object)
{
  JigAskCard *self = JIG_ASK_CARD (object);
  GtkWidget *child;

  g_clear_object (&self->walk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_ask_card_parent_class)->dispose (object);
}

static void
jig_ask_card_init (JigAskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_ask_card_class_init (JigAskCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_ask_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/walkthrough/ask-card.ui");
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, text);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, choices);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, number_box);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, guess);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, answer_button);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, wrong);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, ask_hint);
  gtk_widget_class_bind_template_child (widget_class, JigAskCard, skip_button);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
}

/**
 * jig_ask_card_set_walk:
 * @self: a card
 * @walk: whose prompts it shows
 */
void
jig_ask_card_set_walk (JigAskCard *self,
                       JigWalk    *walk)
{
  g_return_if_fail (JIG_IS_ASK_CARD (self));
  g_return_if_fail (JIG_IS_WALK (walk));

  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_set_object (&self->walk, walk);
  show_ask (self, NULL);
  g_signal_connect_object (walk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static void
begin_number (JigAskCard *self,
              guint       digit)
{
  g_autofree char *text = g_strdup_printf ("%u", digit);

  gtk_editable_set_text (GTK_EDITABLE (self->guess), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->guess));
  gtk_editable_set_position (GTK_EDITABLE (self->guess), -1);
}

/**
 * jig_ask_card_type:
 * @self: a card
 * @digit: from 0 to 9
 *
 * Does what the key means: the choice of that number, counted from 1, or the
 * first digit of a number.
 */
void
jig_ask_card_type (JigAskCard *self,
                   guint       digit)
{
  guint n_choices = 0;

  g_return_if_fail (JIG_IS_ASK_CARD (self));

  if (self->ask == NULL)
    return;
  if (self->ask->choices == NULL)
    {
      begin_number (self, digit);
      return;
    }

  while (self->ask->choices[n_choices] != NULL)
    n_choices++;
  if (digit >= 1 && digit <= n_choices)
    jig_walk_answer (self->walk, digit - 1);
}
