/* The walk through a pattern: the steps, beside the canvas where there is room and in the menu at
 * the foot in any case, the canvas with a question or a result, and the way to the next step. */
#include "app/walkthrough/walkthrough-page.h"

#include "app/common/phrase.h"
#include "app/common/text-editor.h"
#include "app/walkthrough/ask-card.h"
#include "app/walkthrough/result-view.h"
#include "app/walkthrough/step-list.h"
#include "app/walkthrough/walk-command.h"
#include "app/walkthrough/walk-keys.h"
#include "app/walkthrough/walk-project.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define STEPS_WIDTH  260
#define CANVAS_WIDTH 420      /* what the canvas needs beside the steps */
#define PATIENCE     200      /* milliseconds until a job is worth a bar */

struct _JigWalkthroughPage
{
  GtkWidget      parent_instance;

  GtkBox        *bar;
  GtkLabel      *title;
  GtkWidget     *own_button;
  GtkWidget     *seed_button;
  JigStepList   *steps;
  JigStateView  *view;
  GtkWidget     *scrolled;
  GtkWidget     *step_heading;
  GtkLabel      *step_title;
  GtkLabel      *step_question;
  GtkLabel      *text;
  GtkStack      *canvas;
  GtkWidget     *waiting;
  GtkWidget     *ask_clamp;
  JigAskCard    *ask;
  JigResultView *result;
  AdwStatusPage *cannot;
  GtkLabel      *calibration;
  GtkCenterBox  *foot;
  GtkMenuButton *step_button;
  GtkPopover    *step_popover;
  JigStepList   *popover_steps;

  GtkShortcutController *keys;

  JigWalk            *walk;
  GSimpleActionGroup *actions;
  gsize               step;         /* the one that was shown last */
  guint               patience_id;
};

G_DEFINE_FINAL_TYPE (JigWalkthroughPage, jig_walkthrough_page, GTK_TYPE_WIDGET)

static void
set_enabled (JigWalkthroughPage *self,
             const char         *name,
             gboolean            is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static gboolean
patience_cb (gpointer data)
{
  JigWalkthroughPage *self = data;
  JigJob *job = jig_walk_get_job (self->walk);

  self->patience_id = 0;
  if (job != NULL)
    jig_state_view_load (self->view, job);

  return G_SOURCE_REMOVE;
}

/* What was greyed for a while has lost the focus, and the keys with it. */
static void
restore_focus (JigWalkthroughPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_root_get_focus (root) == NULL
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->step_heading);
}

static void
show_state (JigWalkthroughPage *self)
{
  if (jig_walk_is_busy (self->walk))
    {
      /* Most steps are done before a bar could be read. */
      g_clear_handle_id (&self->patience_id, g_source_remove);
      self->patience_id = g_timeout_add (PATIENCE, patience_cb, self);
      return;
    }

  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (jig_walk_get_error (self->walk) != NULL)
    jig_state_view_fail (self->view, jig_walk_get_error (self->walk));
  else if (jig_walk_is_stopped (self->walk))
    jig_state_view_note (self->view, JIG_STATE_STALE,
                         _("Stopped. What is shown may be older than the settings."),
                         _("_Run"), "walk.run");
  else if (jig_walk_is_outdated (self->walk))
    jig_state_view_note (self->view, JIG_STATE_STALE,
                         _("The table has changed. What is shown is older than the data."),
                         _("_Run"), "walk.run");
  else
    jig_state_view_set_state (self->view, JIG_STATE_READY);
  restore_focus (self);
}

static GtkWidget *
choose_content (JigWalkthroughPage *self)
{
  const JigRun *run = jig_walk_get_run (self->walk);
  gsize step = jig_walk_get_step (self->walk);
  const char *why;

  if (run != NULL && jig_run_get_state (run, step, &why) == JIG_STEP_CANNOT)
    {
      adw_status_page_set_description (self->cannot, why);
      return GTK_WIDGET (self->cannot);
    }
  if (!jig_walk_is_open (self->walk))
    return self->ask_clamp;

  return jig_result_view_has_result (self->result) ? GTK_WIDGET (self->result) : self->waiting;
}

/* At the end: how often the learner was right. */
static void
show_calibration (JigWalkthroughPage *self)
{
  gsize step = jig_walk_get_step (self->walk);
  guint n_right;
  guint n_asked = jig_walk_count_answers (self->walk, &n_right);
  /* Translators: how many first answers were right, of how many */
  g_autofree char *text = g_strdup_printf (_("Right at the first try: %u of %u."), n_right,
                                           n_asked);

  gtk_label_set_text (self->calibration, text);
  gtk_widget_set_visible (GTK_WIDGET (self->calibration),
                          step + 1 == jig_walk_get_n_steps (self->walk) && n_asked > 0
                          && jig_walk_is_open (self->walk));
}

static void
show_step (JigWalkthroughPage *self)
{
  gsize step = jig_walk_get_step (self->walk);
  gsize n_steps = jig_walk_get_n_steps (self->walk);
  const JigStep *row = &jig_walk_get_pattern (self->walk)->steps[step];
  g_autofree char *place = NULL;

  gtk_label_set_text (self->step_title, _(row->title));
  gtk_label_set_text (self->step_question, _(row->question));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->step_heading),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(row->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(row->question), -1);
  /* Translators: which step it is, of how many */
  place = g_strdup_printf (_("Step %zu of %zu"), step + 1, n_steps);
  gtk_menu_button_set_label (self->step_button, place);
  set_enabled (self, "previous", step > 0);
  set_enabled (self, "next", step + 1 < n_steps);

  if (step == self->step)
    return;

  self->step = step;
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  gtk_popover_popdown (self->step_popover);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0.0);
  gtk_widget_grab_focus (self->step_heading);
}

static void
show_toggles (JigWalkthroughPage *self)
{
  GAction *own = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "own-data");
  g_autofree char *why = NULL;
  gboolean can_own = jig_walk_can_use_own_data (self->walk, &why);
  g_autofree char *seed = g_strdup_printf (_("Re-roll the Seed (now %" PRIu64 ")"),
                                           jig_walk_get_seed (self->walk));

  g_simple_action_set_state (G_SIMPLE_ACTION (own),
                             g_variant_new_boolean (jig_walk_uses_own_data (self->walk)));
  set_enabled (self, "own-data", can_own || jig_walk_uses_own_data (self->walk));
  gtk_widget_set_tooltip_text (self->own_button, why != NULL ? why : _("Use My Data"));

  gtk_widget_set_tooltip_text (self->seed_button, seed);
  set_enabled (self, "copy", jig_walk_get_run (self->walk) != NULL);
  set_enabled (self, "project", jig_walk_get_run (self->walk) != NULL
               && jig_walk_project_has_actions (jig_walk_get_pattern (self->walk)));
}

static void
changed_cb (JigWalkthroughPage *self)
{
  /* Undo computes nothing: what is looked at is. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    jig_walk_follow (self->walk);
  show_step (self);
  gtk_stack_set_visible_child (self->canvas, choose_content (self));
  show_calibration (self);
  show_toggles (self);
  show_state (self);
}

static void
next_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  JigWalk *walk = JIG_WALKTHROUGH_PAGE (user_data)->walk;

  jig_walk_go (walk, jig_walk_get_step (walk) + 1);
}

static void
previous_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;

  jig_walk_go (self->walk, jig_walk_get_step (self->walk) - 1);
}

static void
run_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  jig_walk_refresh (JIG_WALKTHROUGH_PAGE (user_data)->walk);
}

static void
language_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  jig_walk_swap_language (JIG_WALKTHROUGH_PAGE (user_data)->walk);
}

static void
re_roll_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;

  jig_walk_set_seed (self->walk, jig_text_editor_roll (jig_walk_get_seed (self->walk)));
}

static void
own_data_action (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  jig_walk_set_own_data (JIG_WALKTHROUGH_PAGE (user_data)->walk, g_variant_get_boolean (state));
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;
  g_autofree char *command = jig_walk_command_new (jig_walk_get_run (self->walk),
                                                   jig_walk_get_step (self->walk));
  /* Translators: a command line follows. */
  g_autofree char *sentence = g_strdup_printf (_("Copied: %s"), command);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  jig_document_say (jig_walk_get_document (self->walk), sentence);
}

static void
project_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;

  jig_walk_project_act (jig_walk_get_run (self->walk), jig_walk_get_document (self->walk));
}

static void
answer_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;

  if (gtk_stack_get_visible_child (self->canvas) == self->ask_clamp)
    jig_ask_card_type (self->ask, g_variant_get_uint32 (parameter));
}

static void
skip_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  jig_walk_reveal (JIG_WALKTHROUGH_PAGE (user_data)->walk);
}

static void
receipt_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;

  if (gtk_stack_get_visible_child (self->canvas) == GTK_WIDGET (self->result))
    jig_result_view_show_receipt (self->result);
}

static void
read_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  JigWalkthroughPage *self = user_data;
  gboolean is_read = gtk_widget_get_visible (GTK_WIDGET (self->text));
  g_autofree char *text = NULL;

  if (gtk_stack_get_visible_child (self->canvas) == GTK_WIDGET (self->result))
    text = jig_result_view_dup_text (self->result);
  gtk_label_set_text (self->text, text != NULL ? text
                                               : gtk_label_get_text (self->step_question));
  gtk_widget_set_visible (GTK_WIDGET (self->text), !is_read);
  gtk_widget_grab_focus (is_read ? self->step_heading : GTK_WIDGET (self->text));
}

static const GActionEntry actions[] = {
  { .name = "next", .activate = next_action },
  { .name = "previous", .activate = previous_action },
  { .name = "run", .activate = run_action },
  { .name = "language", .activate = language_action },
  { .name = "re-roll", .activate = re_roll_action },
  { .name = "own-data", .state = "false", .change_state = own_data_action },
  { .name = "copy", .activate = copy_action },
  { .name = "project", .activate = project_action },
  { .name = "answer", .parameter_type = "u", .activate = answer_action },
  { .name = "skip", .activate = skip_action },
  { .name = "receipt", .activate = receipt_action },
  { .name = "read", .activate = read_action },
};

static int
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         gboolean       is_natural)
{
  int minimum, natural;

  gtk_widget_measure (widget, orientation, -1, &minimum, &natural, NULL, NULL);
  return is_natural ? natural : minimum;
}

static void
jig_walkthrough_page_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  JigWalkthroughPage *self = JIG_WALKTHROUGH_PAGE (widget);
  int *sizes[] = { minimum, natural };

  for (int i = 0; i < 2; i++)
    {
      int bar = measure (GTK_WIDGET (self->bar), orientation, i);
      int view = measure (GTK_WIDGET (self->view), orientation, i);
      int foot = measure (GTK_WIDGET (self->foot), orientation, i);

      if (orientation == GTK_ORIENTATION_VERTICAL)
        *sizes[i] = bar + view + foot;
      else
        *sizes[i] = MAX (MAX (bar, foot), view + (i > 0 ? STEPS_WIDTH : 0));
    }
}

static void
place (GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  GtkAllocation allocation = { x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
jig_walkthrough_page_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  JigWalkthroughPage *self = JIG_WALKTHROUGH_PAGE (widget);
  gboolean has_steps = width >= STEPS_WIDTH + CANVAS_WIDTH;
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int bar = measure (GTK_WIDGET (self->bar), GTK_ORIENTATION_VERTICAL, TRUE);
  int foot = measure (GTK_WIDGET (self->foot), GTK_ORIENTATION_VERTICAL, TRUE);
  int side = has_steps ? STEPS_WIDTH : 0;
  int room = MAX (height - bar - foot, 0);

  place (GTK_WIDGET (self->bar), 0, 0, width, bar);
  gtk_widget_set_child_visible (GTK_WIDGET (self->steps), has_steps);
  if (has_steps)
    place (GTK_WIDGET (self->steps), is_mirrored ? width - side : 0, bar, side, room);
  place (GTK_WIDGET (self->view), is_mirrored ? 0 : side, bar, width - side, room);
  place (GTK_WIDGET (self->foot), 0, height - foot, width, foot);
}

/* Keys that work in the pane beside the page too, but on no other page. */
static void
jig_walkthrough_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (jig_walkthrough_page_parent_class)->map (widget);

  gtk_shortcut_controller_set_scope (JIG_WALKTHROUGH_PAGE (widget)->keys,
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  if (JIG_WALKTHROUGH_PAGE (widget)->walk != NULL)
    changed_cb (JIG_WALKTHROUGH_PAGE (widget));
}

static void
jig_walkthrough_page_unmap (GtkWidget *widget)
{
  gtk_shortcut_controller_set_scope (JIG_WALKTHROUGH_PAGE (widget)->keys,
                                     GTK_SHORTCUT_SCOPE_LOCAL);

  GTK_WIDGET_CLASS (jig_walkthrough_page_parent_class)->unmap (widget);
}

static gboolean
jig_walkthrough_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (JIG_WALKTHROUGH_PAGE (widget)->step_heading);
}

static void
jig_walkthrough_page_dispose (GObject *object)
{
  JigWalkthroughPage *self = JIG_WALKTHROUGH_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->walk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (jig_walkthrough_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, bar);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, title);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, own_button);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, seed_button);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, steps);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, view);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, step_heading);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, step_title);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, step_question);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, text);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, ask_clamp);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, ask);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, result);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, cannot);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, calibration);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, foot);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, step_button);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, step_popover);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, popover_steps);
  gtk_widget_class_bind_template_child (widget_class, JigWalkthroughPage, keys);
}

static void
jig_walkthrough_page_class_init (JigWalkthroughPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_walkthrough_page_dispose;
  widget_class->measure = jig_walkthrough_page_measure;
  widget_class->size_allocate = jig_walkthrough_page_size_allocate;
  widget_class->map = jig_walkthrough_page_map;
  widget_class->unmap = jig_walkthrough_page_unmap;
  widget_class->grab_focus = jig_walkthrough_page_grab_focus;

  g_type_ensure (JIG_TYPE_ASK_CARD);
  g_type_ensure (JIG_TYPE_RESULT_VIEW);
  g_type_ensure (JIG_TYPE_STATE_VIEW);
  g_type_ensure (JIG_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/walkthrough-page.ui");
  bind_children (widget_class);
}

static void
jig_walkthrough_page_init (JigWalkthroughPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "walk", G_ACTION_GROUP (self->actions));
  jig_walk_keys_add (GTK_WIDGET (self));
}

/**
 * jig_walkthrough_page_get_walk:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what it shows
 */
JigWalk *
jig_walkthrough_page_get_walk (JigWalkthroughPage *self)
{
  g_return_val_if_fail (JIG_IS_WALKTHROUGH_PAGE (self), NULL);

  return self->walk;
}

/**
 * jig_walkthrough_page_get_actions:
 * @self: a page
 *
 * Returns: (transfer none): the actions called "walk", for the pane beside the page
 */
GActionGroup *
jig_walkthrough_page_get_actions (JigWalkthroughPage *self)
{
  g_return_val_if_fail (JIG_IS_WALKTHROUGH_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * jig_walkthrough_page_set_walk:
 * @self: a page
 * @walk: what to show
 *
 * Goes on with a walk where it was left.
 */
void
jig_walkthrough_page_set_walk (JigWalkthroughPage *self,
                               JigWalk            *walk)
{
  g_return_if_fail (JIG_IS_WALKTHROUGH_PAGE (self));
  g_return_if_fail (JIG_IS_WALK (walk));

  if (self->walk != NULL)
    g_signal_handlers_disconnect_by_data (self->walk, self);
  g_set_object (&self->walk, walk);
  self->step = G_MAXSIZE;
  gtk_label_set_text (self->title, _(jig_walk_get_pattern (walk)->title));
  jig_step_list_set_walk (self->steps, walk);
  jig_step_list_set_walk (self->popover_steps, walk);
  jig_ask_card_set_walk (self->ask, walk);
  jig_result_view_set_walk (self->result, walk);
  g_signal_connect_object (walk, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  jig_walk_refresh (walk);
}

/**
 * jig_walkthrough_page_force_state:
 * @self: a page
 * @state: the state to show, whatever is so
 *
 * For tests and pictures.
 */
void
jig_walkthrough_page_force_state (JigWalkthroughPage *self,
                                  JigState            state)
{
  g_return_if_fail (JIG_IS_WALKTHROUGH_PAGE (self));

  jig_state_view_set_state (self->view, state);
}
