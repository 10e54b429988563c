/* One table of keys: what the application listens to, what the window of shortcuts shows, what
 * --list-shortcuts prints. The keys of the pages are in pages.c. */

#include "app/common/shortcuts.h"

#include "app/common/place.h"
#include "app/pages.h"

#include <glib/gi18n-lib.h>

const JigShortcut jig_shortcuts[] = {
  { N_("General"), N_("Open a table or a project"), "<Control>o", "win.open-dialog" },
  { N_("General"), N_("Save"), "<Control>s", "win.save" },
  { N_("General"), N_("Save as"), "<Control><Shift>s", "win.save-as" },
  { N_("General"), N_("Undo"), "<Control>z", "win.undo" },
  { N_("General"), N_("Redo"), "<Control><Shift>z", "win.redo" },
  { N_("General"), N_("History"), "<Control>h", "win.history" },
  { N_("General"), N_("New window"), "<Control>n", "app.new-window" },
  { N_("General"), N_("Jobs"), "<Control>j", "win.jobs" },
  { N_("General"), N_("Details beside the page"), "F9 <Control><Shift>p", "win.inspector" },
  { N_("General"), N_("Next pane"), "F6", "win.next-pane(true)" },
  { N_("General"), N_("Previous pane"), "<Shift>F6", "win.next-pane(false)" },
  { N_("General"), N_("Full screen"), "F11", "win.fullscreen" },
  { N_("General"), N_("Preferences"), "<Control>comma", "win.preferences" },
  { N_("General"), N_("Keyboard shortcuts"), "<Control>question", "win.shortcuts" },
  { N_("General"), N_("Main menu"), "F10", NULL },
  { N_("General"), N_("Close the window"), "<Control>w", "window.close" },
  { N_("General"), N_("Quit"), "<Control>q", "app.quit" },
  { N_("Table"), N_("Paste a table"), "<Control>v", NULL },
  { N_("Table"), N_("Go to a row"), "<Control>g", NULL },
  { N_("Table"), N_("Make the column the target"), "t", NULL },
  { N_("Table"), N_("Ignore the column"), "i", NULL },
  { N_("Table"), N_("Show the row"), "Return", NULL },
  { N_("Table"), N_("First or last column"), "Home End", NULL },
  { N_("Table"), N_("First or last cell"), "<Control>Home <Control>End", NULL },
  { N_("Models"), N_("Compare the selected models"), "<Control>d", NULL },
  { N_("Models"), N_("Export the selected model"), "<Control>e", NULL },
  { N_("Models"), N_("Find a model"), "<Control>f", NULL },
  { N_("Models"), N_("Back to all models"), "Escape", NULL },
  { N_("Walkthrough"), N_("Next step"), "Page_Down j", NULL },
  { N_("Walkthrough"), N_("Previous step"), "Page_Up k", NULL },
  { N_("Walkthrough"), N_("First answer, and so on to 9"), "1", NULL },
  { N_("Walkthrough"), N_("Skip the question"), "s", NULL },
  { N_("Walkthrough"), N_("Read the canvas as text"), "r", NULL },
  { N_("Walkthrough"), N_("Receipt of the number"), "<Control>i", NULL },
  { N_("Walkthrough"), N_("Run again"), "F5", NULL },
  { N_("Walkthrough"), N_("Guide in the other language"), "<Control><Shift>l", NULL },
  { N_("Walkthrough"), N_("Copy as command line"), "<Control><Shift>c", NULL },
  { N_("Chart"), N_("Next and previous point"), "Right Left", NULL },
  { N_("Chart"), N_("Other series"), "Up Down", NULL },
  { N_("Chart"), N_("First and last point"), "Home End", NULL },
  { N_("Chart"), N_("Next landmark"), "m", NULL },
  { N_("Chart"), N_("Show as table"), "<Control>t", NULL },
  { N_("Chart"), N_("Menu"), "<Shift>F10", NULL },
  { N_("Compare"), N_("Previous model"), "bracketleft", NULL },
  { N_("Compare"), N_("Next model"), "bracketright", NULL },
  { N_("Compare"), N_("Next metric"), "m", NULL },
  { N_("Compare"), N_("Where they differ"), "s", NULL },
  { N_("Compare"), N_("Threshold and costs"), "t", NULL },
  { N_("Compare"), N_("Compare with this model"), "p", NULL },
  { N_("Compare"), N_("Compare again"), "F5", NULL },
  { NULL }
};

static void
listen (GtkApplication *application,
        const char     *keys,
        const char     *action)
{
  g_auto(GStrv) words = g_strsplit (keys, " ", -1);

  gtk_application_set_accels_for_action (application, action, (const char * const *) words);
}

/**
 * jig_shortcuts_install:
 * @application: what listens
 *
 * Makes the keys of all windows and pages work.
 */
void
jig_shortcuts_install (GtkApplication *application)
{
  for (const JigShortcut *row = jig_shortcuts; row->keys != NULL; row++)
    if (row->action != NULL)
      listen (application, row->keys, row->action);

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", row->id);

      listen (application, row->keys, action);
    }
}

static gboolean
get_phase (GValue   *value,
           GVariant *variant,
           gpointer  user_data)
{
  g_value_set_enum (value, g_variant_get_boolean (variant) ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  return TRUE;
}

/**
 * jig_shortcuts_are_letters:
 * @keys: shortcuts of single letters
 *
 * Lets them act only while the user wants that.
 */
void
jig_shortcuts_are_letters (GtkEventController *keys)
{
  GSettings *settings = jig_place_get_settings ();

  if (settings != NULL)
    g_settings_bind_with_mapping (settings, "single-keys", keys, "propagation-phase",
                                  G_SETTINGS_BIND_GET, get_phase, NULL, NULL, NULL);
}

/* GTK 4.8 adds shortcuts from .ui files only, through this method. */
static void
add (gpointer parent,
     gpointer child)
{
  GtkBuildableIface *iface = GTK_BUILDABLE_GET_IFACE (parent);

  iface->add_child (GTK_BUILDABLE (parent), NULL, G_OBJECT (child), NULL);
}

static gpointer
new_group (gpointer    section,
           const char *title)
{
  gpointer group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", title, NULL);

  add (section, group);
  return group;
}

static void
add_shortcut (gpointer    group,
              const char *title,
              const char *keys)
{
  add (group, g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT,
                            "title", title,
                            "accelerator", keys,
                            NULL));
}

/**
 * jig_shortcuts_new_window:
 *
 * Returns: (transfer floating): the window that lists every key
 */
GtkWidget *
jig_shortcuts_new_window (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "modal", TRUE,
                                    "title", _("Keyboard Shortcuts"), NULL);
  /* One page: the numbers of several have a label of less than nothing in GTK 4.8. */
  gpointer section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "all",
                                   "max-height", 40, "visible", TRUE, NULL);
  gpointer group = new_group (section, _("Pages"));
  const char *name = NULL;

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    add_shortcut (group, _(row->title), row->keys);

  for (const JigShortcut *row = jig_shortcuts; row->keys != NULL; row++)
    {
      if (g_strcmp0 (name, row->group) != 0)
        group = new_group (section, _(row->group));
      name = row->group;
      add_shortcut (group, _(row->title), row->keys);
    }

  add (window, section);
  return window;
}

/**
 * jig_shortcuts_print:
 *
 * Prints every key and what it does, a line each.
 */
void
jig_shortcuts_print (void)
{
  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    g_print ("%-28s %s\n", row->keys, _(row->title));
  for (const JigShortcut *row = jig_shortcuts; row->keys != NULL; row++)
    g_print ("%-28s %s\n", row->keys, _(row->title));
}
