/* What a trace says about frames: how long each takes, in any window, and when the first one of all
 * is there. */

#include "app/common/frames.h"

#include "core/base/trace.h"

typedef struct
{
  guint  start;         /* the span from the start of the program to the first frame */
  gint64 begin;         /* of the frame that is being painted */
} Frames;

static Frames *
get_frames (GtkApplication *application)
{
  return g_object_get_data (G_OBJECT (application), "jig-frames");
}

static void
before_paint_cb (GtkApplication *application)
{
  get_frames (application)->begin = g_get_monotonic_time ();
}

static void
after_paint_cb (GtkApplication *application)
{
  Frames *frames = get_frames (application);

  jig_trace_frame (g_get_monotonic_time () - frames->begin);
  jig_trace_end (frames->start, "done");
  frames->start = 0;
}

static void
realize_cb (GtkApplication *application,
            GtkWidget      *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_object (clock, "before-paint", G_CALLBACK (before_paint_cb), application,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), application,
                           G_CONNECT_SWAPPED);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWidget      *window)
{
  g_signal_connect_object (window, "realize", G_CALLBACK (realize_cb), application,
                           G_CONNECT_SWAPPED);
}

/**
 * jig_frames_trace:
 * @application: that is about to start
 *
 * Puts the frames of its windows into the trace; does nothing if there is none.
 */
void
jig_frames_trace (GtkApplication *application)
{
  Frames *frames;

  g_return_if_fail (GTK_IS_APPLICATION (application));

  if (!jig_trace_is_on ())
    return;

  frames = g_new0 (Frames, 1);
  frames->start = jig_trace_begin ("start");
  g_object_set_data_full (G_OBJECT (application), "jig-frames", frames, g_free);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
}
