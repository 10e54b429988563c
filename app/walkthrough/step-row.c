/* One step in the list of steps: its number, or how it stands, and what it asks. */
#include "app/walkthrough/step-row.h"

#include <glib/gi18n-lib.h>

struct _JigStepRow
{
  GtkListBoxRow  parent_instance;

  GtkStack      *mark;
  GtkLabel      *number;
  GtkImage      *icon;
  GtkLabel      *title;
  GtkLabel      *question;
};

G_DEFINE_FINAL_TYPE (JigStepRow, jig_step_row, GTK_TYPE_LIST_BOX_ROW)

static const char * const icons[] = {
  [JIG_STEP_MARK_NONE] = NULL,
  [JIG_STEP_MARK_DONE] = "object-select-symbolic",
  [JIG_STEP_MARK_BEHIND] = "view-refresh-symbolic",
  [JIG_STEP_MARK_CANNOT] = "action-unavailable-symbolic",
};

static const char * const classes[] = {
  [JIG_STEP_MARK_NONE] = "none",
  [JIG_STEP_MARK_DONE] = "success",
  [JIG_STEP_MARK_BEHIND] = "warning",
  [JIG_STEP_MARK_CANNOT] = "dim-label",
};

static const char * const phrases[] = {
  [JIG_STEP_MARK_NONE] = NULL,
  [JIG_STEP_MARK_DONE] = N_("Done"),
  [JIG_STEP_MARK_BEHIND] = N_("Older than the settings"),
  [JIG_STEP_MARK_CANNOT] = N_("Not with these data"),
};

static void
jig_step_row_init (JigStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_step_row_class_init (JigStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/walkthrough/step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, JigStepRow, mark);
  gtk_widget_class_bind_template_child (widget_class, JigStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, JigStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, JigStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, JigStepRow, question);
}

/**
 * jig_step_row_new:
 * @number: counted from 1
 * @title: its title
 * @question: what it answers
 *
 * Returns: a row for a step
 */
GtkWidget *
jig_step_row_new (gsize       number,
                  const char *title,
                  const char *question)
{
  JigStepRow *self = g_object_new (JIG_TYPE_STEP_ROW, NULL);
  g_autofree char *text = g_strdup_printf ("%zu", number);

  gtk_label_set_text (self->number, text);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->question, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

/**
 * jig_step_row_set_mark:
 * @self: a row
 * @mark: how its step stands
 * @why: (nullable): why it cannot be done
 *
 * Shows how the step stands, by a shape as well as by a colour.
 */
void
jig_step_row_set_mark (JigStepRow *self,
                       JigStepMark mark,
                       const char *why)
{
  const char *phrase;

  g_return_if_fail (JIG_IS_STEP_ROW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->mark), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), classes[mark]);
  gtk_stack_set_visible_child (self->mark, mark == JIG_STEP_MARK_NONE ? GTK_WIDGET (self->number)
                                                                      : GTK_WIDGET (self->icon));
  if (icons[mark] != NULL)
    gtk_image_set_from_icon_name (self->icon, icons[mark]);

  phrase = why != NULL ? why : phrases[mark] != NULL ? _(phrases[mark]) : NULL;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), phrase);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  phrase != NULL ? phrase : "", -1);
}
