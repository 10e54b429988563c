#include "app/walkthrough/walk-keys.h"

#include "app/common/shortcuts.h"

#define N_DIGITS 10

static void
add_shortcut (GtkShortcutController *controller,
              const char            *trigger,
              const char            *action,
              GVariant              *target)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_named_action_new (action));

  if (target != NULL)
    gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/**
 * jig_walk_keys_add:
 * @page: what shows a step, with the actions called "walk"
 *
 * Lets keys work while the focus is on the page, also on its buttons. An entry
 * takes letters and digits first; the page keys belong to the steps and not to
 * what scrolls.
 */
void
jig_walk_keys_add (GtkWidget *page)
{
  GtkEventController *letters = gtk_shortcut_controller_new ();
  GtkEventController *pages = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (pages, GTK_PHASE_CAPTURE);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (pages), "Page_Down", "walk.next", NULL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (pages), "Page_Up", "walk.previous", NULL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (letters), "j", "walk.next", NULL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (letters), "k", "walk.previous", NULL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (letters), "r", "walk.read", NULL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (letters), "s", "walk.skip", NULL);
  for (guint i = 0; i < N_DIGITS; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%u|KP_%u", i, i);

      add_shortcut (GTK_SHORTCUT_CONTROLLER (letters), digit, "walk.answer",
                    g_variant_new_uint32 (i));
    }
  gtk_widget_add_controller (page, pages);
  jig_shortcuts_are_letters (letters);
  gtk_widget_add_controller (page, letters);
}
