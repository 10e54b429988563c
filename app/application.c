/* One process, many windows. */

#include "app/application.h"

#include "app/common/place.h"
#include "app/common/shortcuts.h"
#include "app/preferences/look.h"
#include "app/window-file.h"
#include "core/base/budget.h"
#include "core/base/cpu.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>

struct _JigApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (JigApplication, jig_application, ADW_TYPE_APPLICATION)

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (jig_window_new (user_data)));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkApplication *application = user_data;
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_close (window->data);
}

/* A window needs a thread of its own: computing leaves it one. */
static void
set_threads (void)
{
  GSettings *settings = jig_place_get_settings ();
  guint n_threads = jig_cpu_get_n_granted ();

  if (settings != NULL && g_settings_get_int (settings, "threads") > 0)
    n_threads = (guint) g_settings_get_int (settings, "threads");
  else if (n_threads > 1)
    n_threads--;

  jig_parallel_set_n_threads (n_threads);
}

static void
jig_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = new_window_action },
    { .name = "quit", .activate = quit_action },
  };

  G_APPLICATION_CLASS (jig_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name ("org.jigworkbench.Jig");
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  jig_shortcuts_install (GTK_APPLICATION (application));
  jig_look_follow_settings ();
  jig_budget_read ();
  set_threads ();
  if (jig_place_get_settings () != NULL)
    g_signal_connect (jig_place_get_settings (), "changed::threads", G_CALLBACK (set_threads),
                      NULL);
}

static void
jig_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (jig_window_new (GTK_APPLICATION (application)));

  gtk_window_present (window);
}

static void
jig_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

      /* A window about something else is left alone. */
      if (window == NULL
          || jig_document_get_dataset (jig_window_get_document (JIG_WINDOW (window))) != NULL)
        window = GTK_WINDOW (jig_window_new (GTK_APPLICATION (application)));

      gtk_window_present (window);
      jig_window_file_open (JIG_WINDOW (window), files[i]);
    }
}

static int
jig_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  g_autoptr(GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("jig-app %s\n", JIG_VERSION);
      return 0;
    }

  if (g_variant_dict_contains (options, "list-shortcuts"))
    {
      jig_shortcuts_print ();
      return 0;
    }

  if (!g_variant_dict_contains (options, "new-window"))
    return -1;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("jig-app: %s\n", error->message);
      return 1;
    }
  if (!g_application_get_is_remote (application))
    return -1;

  g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);

  return 0;
}

static void
jig_application_class_init (JigApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = jig_application_startup;
  application_class->activate = jig_application_activate;
  application_class->open = jig_application_open;
  application_class->handle_local_options = jig_application_handle_local_options;
}

static void
jig_application_init (JigApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
    { "list-shortcuts", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print every key and what it does"),
      NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * jig_application_new:
 * @flags: besides those it needs itself; tests are not unique
 *
 * Returns: (transfer full): the application
 */
GtkApplication *
jig_application_new (GApplicationFlags flags)
{
  return g_object_new (JIG_TYPE_APPLICATION,
                       "application-id", "org.jigworkbench.Jig",
                       "resource-base-path", "/org/jigworkbench/Jig",
                       "flags", flags | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
