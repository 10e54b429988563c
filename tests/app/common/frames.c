#include "app/common/frames.h"

#include "app/application.h"
#include "core/base/clock.h"
#include "core/base/trace.h"
#include "tests/support/ui.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Microseconds of computing: longer than what nobody notices. */
#define PLANTED (JIG_TRACE_STALL + 20000)

static char *path;

/* How often the trace says this so far. */
static guint
count (const char *part)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) pieces = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  pieces = g_strsplit (text, part, -1);

  return g_strv_length (pieces) - (*text != '\0');
}

static gboolean
spin_cb (gpointer user_data)
{
  gboolean *is_done = user_data;
  const gint64 end = jig_clock_busy () + PLANTED;

  while (jig_clock_busy () < end)
    continue;
  *is_done = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_done (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_a_planted_stall_is_seen (JigUi         *ui,
                              gconstpointer  data)
{
  const guint n_stalls = count ("\"what\":\"stall\"");
  const guint span = jig_trace_begin ("Spin");
  gboolean is_over = FALSE;
  JigTraceStall stall;

  g_idle_add (spin_cb, &is_over);
  g_assert_true (jig_ui_wait (is_done, &is_over, 10000));
  g_main_context_iteration (NULL, FALSE);
  stall = jig_trace_get_stall (span);
  jig_trace_end (span, "done");

  g_test_message ("%.1f ms, own %.1f ms, computing %.1f ms", (double) stall.wall / 1000.0,
                  (double) stall.own / 1000.0, (double) stall.cpu / 1000.0);
  g_assert_cmpint (stall.cpu, >=, PLANTED);
  g_assert_cmpint (stall.own, >=, PLANTED - 1000);   /* the two clocks are read one by one */
  g_assert_cmpint (stall.wall, >=, stall.own);
  g_assert_cmpuint (count ("\"what\":\"stall\""), >, n_stalls);
}

typedef struct
{
  GtkWidget *widget;
  guint      n_left;
} Ticks;

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Ticks *ticks = user_data;

  return --ticks->n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
has_ticked (gpointer data)
{
  return ((Ticks *) data)->n_left == 0;
}

static void
test_frames_are_counted (JigUi         *ui,
                         gconstpointer  data)
{
  const guint span = jig_trace_begin ("Tick");
  Ticks ticks = { GTK_WIDGET (ui->window), 6 };     /* the last frame has begun, not ended */
  g_autofree char *text = NULL;
  const char *line;

  g_assert_cmpuint (count ("\"action\":\"start\",\"outcome\":\"done\""), ==, 1);
  gtk_widget_add_tick_callback (ticks.widget, tick_cb, &ticks, NULL);
  g_assert_true (jig_ui_wait (has_ticked, &ticks, 10000));
  jig_trace_end (span, "done");

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "\"action\":\"Tick\"");
  g_assert_nonnull (line);
  g_assert_cmpuint (strtoul (strstr (line, "\"n_frames\":") + strlen ("\"n_frames\":"), NULL, 10),
                    >=, 5);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GtkApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  path = g_build_filename (g_get_user_runtime_dir (), "trace.json", NULL);
  g_assert_true (jig_trace_open (path, NULL));
  jig_trace_watch ();
  adw_init ();
  application = jig_application_new (G_APPLICATION_NON_UNIQUE);
  jig_frames_trace (application);
  jig_ui_init (application);

  jig_ui_add ("/frames/a-planted-stall-is-seen", test_a_planted_stall_is_seen, NULL);
  jig_ui_add ("/frames/frames-are-counted", test_frames_are_counted, NULL);

  status = g_test_run ();
  jig_trace_close ();
  g_free (path);

  return status;
}
