/* The steps of a walk, and how each stands. */
#include "app/walkthrough/step-list.h"

#include "app/walkthrough/step-row.h"

#include <glib/gi18n-lib.h>

struct _JigStepList
{
  GtkWidget   parent_instance;

  GtkListBox *list;

  JigWalk    *walk;
};

G_DEFINE_FINAL_TYPE (JigStepList, jig_step_list, GTK_TYPE_WIDGET)

static JigStepMark
find_mark (JigStepList *self,
           gsize        step,
           const char **why)
{
  const JigRun *run = jig_walk_get_run (self->walk);
  JigStepState state = run != NULL ? jig_run_get_state (run, step, why) : JIG_STEP_STALE;

  if (state == JIG_STEP_CANNOT)
    return JIG_STEP_MARK_CANNOT;
  if (jig_walk_is_behind (self->walk, step))
    return JIG_STEP_MARK_BEHIND;
  if (state == JIG_STEP_DONE && jig_run_is_answered (run, step))
    return JIG_STEP_MARK_DONE;

  return JIG_STEP_MARK_NONE;
}

static void
changed_cb (JigStepList *self)
{
  GtkListBoxRow *row;

  for (gsize i = 0; (row = gtk_list_box_get_row_at_index (self->list, (int) i)) != NULL; i++)
    {
      const char *why = NULL;
      JigStepMark mark = find_mark (self, i, &why);

      jig_step_row_set_mark (JIG_STEP_ROW (row), mark, why);
    }

  row = gtk_list_box_get_row_at_index (self->list, (int) jig_walk_get_step (self->walk));
  gtk_list_box_select_row (self->list, row);
}

static void
activated_cb (JigStepList   *self,
              GtkListBoxRow *row)
{
  jig_walk_go (self->walk, (gsize) gtk_list_box_row_get_index (row));
}

static void
jig_step_list_dispose (GObject *object)
{
  JigStepList *self = JIG_STEP_LIST (object);
  GtkWidget *child;

  g_clear_object (&self->walk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_step_list_parent_class)->dispose (object);
}

static void
jig_step_list_init (JigStepList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_step_list_class_init (JigStepListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_step_list_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, JigStepList, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

/**
 * jig_step_list_set_walk:
 * @self: a list
 * @walk: whose steps it lists
 */
void
jig_step_list_set_walk (JigStepList *self,
                        JigWalk     *walk)
{
  const JigStep *steps;
  GtkListBoxRow *row;

  g_return_if_fail (JIG_IS_STEP_LIST (self));
  g_return_if_fail (JIG_IS_WALK (walk));

  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_set_object (&self->walk, walk);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  steps = jig_walk_get_pattern (walk)->steps;
  for (gsize i = 0; steps[i].id != NULL; i++)
    gtk_list_box_append (self->list, jig_step_row_new (i + 1, _(steps[i].title),
                                                       _(steps[i].question)));
  g_signal_connect_object (walk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
