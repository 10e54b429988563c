#include "app/compare/compare-keys.h"

#include "app/common/shortcuts.h"

static const struct
{
  guint       keyval;
  const char *action;
} letters[] = {
  { GDK_KEY_bracketleft, "compare.previous-model" },
  { GDK_KEY_bracketright, "compare.next-model" },
  { GDK_KEY_m, "compare.next-metric" },
  { GDK_KEY_s, "compare.slices" },
  { GDK_KEY_t, "compare.threshold" },
  { GDK_KEY_p, "compare.pin" },
};

/**
 * jig_compare_keys_add:
 * @page: what has the actions called "compare"
 *
 * Lets single letters work in the page, while the user wants that. A chart that
 * has the focus takes its own first.
 */
void
jig_compare_keys_add (GtkWidget *page)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (letters[i].keyval, 0),
                        gtk_named_action_new (letters[i].action)));
  jig_shortcuts_are_letters (keys);
  gtk_widget_add_controller (page, keys);
}
