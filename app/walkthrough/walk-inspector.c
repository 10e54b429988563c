/* Beside the canvas: the settings of the step, its mistakes, and why it is done. */
#include "app/walkthrough/walk-inspector.h"

#include "app/common/param-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _JigWalkInspector
{
  GtkWidget            parent_instance;

  AdwPreferencesGroup *settings;
  JigParamForm        *form;
  AdwPreferencesGroup *mistakes;
  AdwPreferencesGroup *why;
  GtkButton           *language_button;
  GtkLabel            *guide;

  JigWalk             *walk;
  const JigStep       *step;        /* the one whose mistakes are listed */
  GPtrArray           *rows;        /* of AdwActionRow, borrowed: one for each mistake */
  gboolean             is_showing;
};

G_DEFINE_FINAL_TYPE (JigWalkInspector, jig_walk_inspector, GTK_TYPE_WIDGET)

static const JigStep *
get_step (JigWalkInspector *self)
{
  return &jig_walk_get_pattern (self->walk)->steps[jig_walk_get_step (self->walk)];
}

static void
form_changed_cb (JigWalkInspector *self)
{
  jig_walk_set_values (self->walk, jig_param_form_get_values (self->form));
}

static void
toggled_cb (GtkSwitch        *toggle,
            GParamSpec       *pspec,
            JigWalkInspector *self)
{
  const JigMistake *mistake = g_object_get_data (G_OBJECT (toggle), "mistake");

  if (!self->is_showing)
    jig_walk_set_mistake (self->walk, mistake->id, gtk_switch_get_active (toggle));
}

static void
add_mistake (JigWalkInspector *self,
             const JigMistake *mistake)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(mistake->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(mistake->title), -1);
  g_object_set_data (G_OBJECT (toggle), "mistake", (gpointer) mistake);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (toggled_cb), self, 0);
  adw_preferences_group_add (self->mistakes, row);
  g_ptr_array_add (self->rows, row);
}

static void
list_mistakes (JigWalkInspector *self,
               const JigStep    *step)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->mistakes, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  self->step = step;
  for (const JigMistake *mistake = step->mistakes; mistake && mistake->id; mistake++)
    add_mistake (self, mistake);
  gtk_widget_set_visible (GTK_WIDGET (self->mistakes), self->rows->len > 0);
}

static void
show_mistakes (JigWalkInspector *self,
               const JigRun     *run)
{
  self->is_showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *toggle = adw_action_row_get_activatable_widget (self->rows->pdata[i]);
      const JigMistake *mistake = &self->step->mistakes[i];
      gboolean can = run != NULL && jig_run_can_mistake (run, self->step->id, mistake->id);

      gtk_widget_set_sensitive (self->rows->pdata[i], can);
      gtk_widget_set_tooltip_text (self->rows->pdata[i],
                                   can ? NULL : _("These data do not allow it."));
      gtk_switch_set_active (GTK_SWITCH (toggle),
                             run != NULL && jig_run_has_mistake (run, self->step->id, mistake->id));
    }
  self->is_showing = FALSE;
}

static void
show_settings (JigWalkInspector *self,
               const JigRun     *run)
{
  gboolean has_params = self->step->params != NULL && self->step->params->id != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->settings), has_params && run != NULL);
  if (!has_params || run == NULL)
    return;

  jig_param_form_set_schema (self->form, jig_run_get_dataset (run)->schema);
  jig_param_form_set_values (self->form, jig_run_get_values (run, self->step->id));
}

static void
show_guide (JigWalkInspector *self)
{
  JigGuide *guide = jig_walk_get_guide (self->walk);
  g_autofree char *markup = NULL;

  if (guide != NULL)
    markup = jig_guide_dup_section_markup (guide, self->step->id);
  gtk_widget_set_visible (GTK_WIDGET (self->why), markup != NULL && *markup != '\0');
  gtk_label_set_markup (self->guide, markup != NULL ? markup : "");
  /* The name of a language is written in that language. */
  gtk_button_set_label (self->language_button,
                        g_str_equal (jig_walk_get_language (self->walk), "ko") ? "English"
                                                                               : "한국어");
}

static void
changed_cb (JigWalkInspector *self)
{
  const JigStep *step = get_step (self);
  const JigRun *run = jig_walk_get_run (self->walk);

  if (step != self->step)
    list_mistakes (self, step);
  show_mistakes (self, run);
  show_settings (self, run);
  show_guide (self);
}

static void
jig_walk_inspector_dispose (GObject *object)
{
  JigWalkInspector *self = JIG_WALK_INSPECTOR (object);
  GtkWidget *child;

  g_clear_object (&self->walk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_walk_inspector_parent_class)->dispose (object);
}

static void
jig_walk_inspector_finalize (GObject *object)
{
  g_ptr_array_unref (JIG_WALK_INSPECTOR (object)->rows);

  G_OBJECT_CLASS (jig_walk_inspector_parent_class)->finalize (object);
}

static void
jig_walk_inspector_init (JigWalkInspector *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_walk_inspector_class_init (JigWalkInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_walk_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = jig_walk_inspector_finalize;

  g_type_ensure (JIG_TYPE_PARAM_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/walk-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, JigWalkInspector, settings);
  gtk_widget_class_bind_template_child (widget_class, JigWalkInspector, form);
  gtk_widget_class_bind_template_child (widget_class, JigWalkInspector, mistakes);
  gtk_widget_class_bind_template_child (widget_class, JigWalkInspector, why);
  gtk_widget_class_bind_template_child (widget_class, JigWalkInspector, language_button);
  gtk_widget_class_bind_template_child (widget_class, JigWalkInspector, guide);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
}

/**
 * jig_walk_inspector_set_walk:
 * @self: an inspector
 * @walk: whose settings it shows
 */
void
jig_walk_inspector_set_walk (JigWalkInspector *self,
                             JigWalk          *walk)
{
  g_return_if_fail (JIG_IS_WALK_INSPECTOR (self));
  g_return_if_fail (JIG_IS_WALK (walk));

  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_set_object (&self->walk, walk);
  self->step = NULL;
  g_signal_connect_object (walk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
