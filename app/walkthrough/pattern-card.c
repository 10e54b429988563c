/* A pattern in the gallery: a picture, the pain it takes away, how long a walk
 * takes, and whether it fits the user's data. */
#include "app/walkthrough/pattern-card.h"

#include "app/chart/chart-canvas.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _JigPatternCard
{
  GtkFlowBoxChild   parent_instance;

  GtkStack         *miniature;
  GtkLabel         *problem;
  JigChartCanvas   *canvas;
  GtkLabel         *title;
  GtkLabel         *trouble;
  GtkLabel         *length;
  GtkImage         *badge_icon;
  GtkLabel         *badge_text;
  GtkProgressBar   *progress;

  const JigPattern *pattern;
  char             *words;      /* folded: what a search looks in */
};

G_DEFINE_FINAL_TYPE (JigPatternCard, jig_pattern_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
jig_pattern_card_finalize (GObject *object)
{
  g_free (JIG_PATTERN_CARD (object)->words);

  G_OBJECT_CLASS (jig_pattern_card_parent_class)->finalize (object);
}

static void
jig_pattern_card_init (JigPatternCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jig_chart_canvas_set_fit (self->canvas, JIG_CHART_FIT_SMALL);
}

static void
jig_pattern_card_class_init (JigPatternCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_pattern_card_finalize;

  g_type_ensure (JIG_TYPE_CHART_CANVAS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/pattern-card.ui");
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, miniature);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, problem);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, canvas);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, title);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, trouble);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, length);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, badge_icon);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, badge_text);
  gtk_widget_class_bind_template_child (widget_class, JigPatternCard, progress);
}

static void
set_badge (JigPatternCard *self,
           const char     *icon_name,
           const char     *css_class,
           const char     *text)
{
  gtk_image_set_from_icon_name (self->badge_icon, icon_name);
  gtk_widget_remove_css_class (GTK_WIDGET (self->badge_icon), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->badge_icon), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->badge_icon), css_class);
  gtk_label_set_text (self->badge_text, text);
}

/**
 * jig_pattern_card_new:
 * @pattern: a pattern
 *
 * Returns: its card
 */
GtkWidget *
jig_pattern_card_new (const JigPattern *pattern)
{
  JigPatternCard *self;
  g_autofree char *length = NULL;
  g_autofree char *words = NULL;
  gsize n_steps;

  g_return_val_if_fail (pattern != NULL, NULL);

  self = g_object_new (JIG_TYPE_PATTERN_CARD, NULL);
  self->pattern = pattern;
  n_steps = jig_pattern_n_steps (pattern);
  gtk_label_set_text (self->title, _(pattern->title));
  gtk_label_set_text (self->trouble, _(pattern->problem));
  /* Translators: how long a walk takes, and how many steps it has */
  length = g_strdup_printf (_("%u minutes · %zu steps"), pattern->minutes,
                            n_steps);
  gtk_label_set_text (self->length, length);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(pattern->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(pattern->problem), -1);
  words = g_strjoin ("\n", pattern->id, pattern->title, pattern->summary, pattern->problem,
                     _(pattern->title), _(pattern->summary), _(pattern->problem), NULL);
  self->words = g_utf8_casefold (words, -1);
  jig_pattern_card_set_schema (self, NULL);

  return GTK_WIDGET (self);
}

const JigPattern *
jig_pattern_card_get_pattern (JigPatternCard *self)
{
  g_return_val_if_fail (JIG_IS_PATTERN_CARD (self), NULL);

  return self->pattern;
}

/**
 * jig_pattern_card_matches:
 * @self: a card
 * @words: what somebody looks for
 *
 * Returns: whether all of the words are on the card, or in its English
 */
gboolean
jig_pattern_card_matches (JigPatternCard *self,
                          const char     *words)
{
  g_autofree char *folded = NULL;
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (JIG_IS_PATTERN_CARD (self), FALSE);

  folded = g_utf8_casefold (words, -1);
  parts = g_strsplit_set (folded, " \t", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (self->words, parts[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * jig_pattern_card_set_schema:
 * @self: a card
 * @schema: (nullable): the columns of the user's table
 *
 * Says whether the pattern fits those data, and if not, why.
 */
void
jig_pattern_card_set_schema (JigPatternCard  *self,
                             const JigSchema *schema)
{
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (JIG_IS_PATTERN_CARD (self));

  if (schema == NULL)
    set_badge (self, "dialog-information-symbolic", "dim-label", _("Runs on built-in data"));
  else if (!jig_pattern_fits (self->pattern, schema, &why))
    {
      text = g_strdup_printf (_("Runs on built-in data. Yours: %s"), why);
      set_badge (self, "dialog-information-symbolic", "dim-label", text);
    }
  else if (why != NULL)
    {
      text = g_strdup_printf (_("Fits your data. %s"), why);
      set_badge (self, "object-select-symbolic", "success", text);
    }
  else
    set_badge (self, "object-select-symbolic", "success", _("Fits your data"));
}

/**
 * jig_pattern_card_set_progress:
 * @self: a card
 * @n_done: of how many steps the result was seen
 * @n_steps: how many there are
 */
void
jig_pattern_card_set_progress (JigPatternCard *self,
                               guint           n_done,
                               guint           n_steps)
{
  g_autofree char *text = NULL;

  g_return_if_fail (JIG_IS_PATTERN_CARD (self));

  /* Translators: how many steps were done, of how many */
  text = g_strdup_printf (_("%u of %u steps"), n_done, n_steps);
  gtk_progress_bar_set_fraction (self->progress, (double) n_done / (double) MAX (n_steps, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), n_done > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress), text);
}

/**
 * jig_pattern_card_set_figure:
 * @self: a card
 * @figure: what the pattern shows
 */
void
jig_pattern_card_set_figure (JigPatternCard *self,
                             JigFigure      *figure)
{
  g_return_if_fail (JIG_IS_PATTERN_CARD (self));

  jig_chart_canvas_set_figure (self->canvas, figure);
  gtk_stack_set_visible_child (self->miniature, GTK_WIDGET (self->canvas));
}

/**
 * jig_pattern_card_set_problem:
 * @self: a card
 * @problem: why the pattern does not run even on its own data
 */
void
jig_pattern_card_set_problem (JigPatternCard *self,
                              const char     *problem)
{
  g_return_if_fail (JIG_IS_PATTERN_CARD (self));

  gtk_label_set_text (self->problem, problem);
  gtk_stack_set_visible_child (self->miniature, GTK_WIDGET (self->problem));
}
