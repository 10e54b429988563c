#include "app/application.h"
#include "app/common/frames.h"
#include "app/common/place.h"
#include "core/base/trace.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = jig_place_dup_locale_folder ();
  g_autoptr(GtkApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!jig_trace_open (g_getenv ("JIG_TRACE"), &error))
    g_printerr ("jig-app: %s\n", error->message);
  jig_trace_watch ();

  application = jig_application_new (G_APPLICATION_DEFAULT_FLAGS);
  jig_frames_trace (application);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  jig_trace_close ();

  return status;
}
