#include "core/base/trace.h"

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Frame times are counted in steps of 0.1 ms; longer ones than 102 ms are all the same. */
#define FRAME_STEP 100
#define N_STEPS    1024

#define MAX_STATUS 65536

/* What the clocks say. */
typedef struct
{
  gint64 wall;
  gint64 cpu;
  gint64 queued;
} Moment;

typedef struct
{
  guint         id;
  char         *action;
  Moment        begin;
  gint64        asked;              /* to stop; 0: never */
  JigTraceStall stall;
  guint32       n_frames[N_STEPS];
  gint64        longest_frame;
} Span;

typedef struct
{
  int        fd;
  GPtrArray *spans;                 /* that have not ended, oldest first */
  guint      run;                   /* the span of it all */
  GPollFunc  poll;                  /* (nullable): the main loop's own, if it is watched */
  Moment     awake;                 /* when it last came back from that */
} Trace;

static Trace *current;              /* (nullable) */
static guint  last_id;

static void
span_free (Span *span)
{
  g_free (span->action);
  g_free (span);
}

static Moment
get_moment (void)
{
  return (Moment) { jig_clock_monotonic (), jig_clock_busy (), jig_clock_queued () };
}

static Span *
find_span (guint id)
{
  for (guint i = 0; current != NULL && i < current->spans->len; i++)
    {
      Span *span = g_ptr_array_index (current->spans, i);

      if (span->id == id)
        return span;
    }

  return NULL;
}

/* Writing */

static void
write_null (JigJsonWriter *writer,
            const char    *name)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_null (writer);
}

static void
write_milliseconds (JigJsonWriter *writer,
                    const char    *name,
                    gint64         duration)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_double (writer, (double) duration / 1000.0);
}

static void
write_what (JigJsonWriter *writer,
            const char    *what)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "what");
  jig_json_writer_string (writer, what);
}

static void
write_start (JigJsonWriter *writer,
             const Moment  *start)
{
  jig_json_writer_name (writer, "start");
  jig_json_writer_double (writer, (double) start->wall / G_USEC_PER_SEC);
}

static void
write_stall (JigJsonWriter       *writer,
             const JigTraceStall *stall)
{
  write_milliseconds (writer, "stall_ms", stall->wall);
  write_milliseconds (writer, "stall_own_ms", stall->own);
  write_milliseconds (writer, "stall_cpu_ms", stall->cpu);
}

/* A trace that cannot be written does not disturb what it is about. */
static void
write_line (JigJsonWriter *writer)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);
  line = g_strconcat (text, "\n", NULL);
  (void) jig_vfs_write_all (current->fd, line, strlen (line), "trace", NULL);
}

/* In bytes; 0 if the system does not say. */
static gint64
read_peak_memory (void)
{
  g_autoptr(GBytes) bytes = jig_vfs_read_file ("/proc/self/status", MAX_STATUS, NULL);
  gsize n_bytes;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL;
  const char *line = text != NULL ? g_strstr_len (text, (gssize) n_bytes, "VmHWM:") : NULL;

  return line != NULL ? g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

static guint
count_frames (const Span *span)
{
  guint n_frames = 0;

  for (guint i = 0; i < N_STEPS; i++)
    n_frames += span->n_frames[i];

  return n_frames;
}

/* The end of the step that 95 of 100 frames do not go beyond. */
static gint64
get_frame_p95 (const Span *span)
{
  const double enough = 0.95 * count_frames (span);
  guint n_frames = 0;

  for (guint i = 0; i < N_STEPS - 1; i++)
    {
      n_frames += span->n_frames[i];
      if (n_frames >= enough)
        return MIN ((gint64) (i + 1) * FRAME_STEP, span->longest_frame);
    }

  return span->longest_frame;
}

/* What only a window has. */
static void
write_loop (JigJsonWriter *writer,
            const Span    *span)
{
  write_stall (writer, &span->stall);
  jig_json_writer_name (writer, "n_frames");
  jig_json_writer_int (writer, count_frames (span));
  write_milliseconds (writer, "frame_p95_ms", get_frame_p95 (span));
}

static void
write_span (const Span *span,
            gint64      end,
            const char *outcome)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  write_what (writer, "action");
  jig_json_writer_name (writer, "action");
  jig_json_writer_string (writer, span->action);
  jig_json_writer_name (writer, "outcome");
  jig_json_writer_string (writer, outcome);
  write_start (writer, &span->begin);
  write_milliseconds (writer, "duration_ms", end - span->begin.wall);
  if (span->asked != 0)
    write_milliseconds (writer, "stop_ms", end - span->asked);
  else
    write_null (writer, "stop_ms");
  if (current->poll != NULL)
    write_loop (writer, span);
  jig_json_writer_name (writer, "peak_memory");
  jig_json_writer_int (writer, read_peak_memory ());
  write_line (writer);
}

static void
write_long_stall (const JigTraceStall *stall)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  write_what (writer, "stall");
  write_start (writer, &current->awake);
  write_stall (writer, stall);
  write_line (writer);
}

/* Measuring */

static JigTraceStall
measure (const Moment *from,
         const Moment *to)
{
  const gint64 wall = to->wall - from->wall;

  return (JigTraceStall) {
    .wall = wall,
    .own = MAX (wall - (to->queued - from->queued), 0),
    .cpu = to->cpu - from->cpu,
  };
}

/* Only what happened since it began is held against an action. */
static void
note_stall (Span         *span,
            const Moment *now)
{
  const Moment *from = span->begin.wall > current->awake.wall ? &span->begin : &current->awake;
  const JigTraceStall stall = measure (from, now);

  span->stall.wall = MAX (span->stall.wall, stall.wall);
  span->stall.own = MAX (span->stall.own, stall.own);
  span->stall.cpu = MAX (span->stall.cpu, stall.cpu);
}

static void
fall_asleep (void)
{
  const Moment now = get_moment ();
  const JigTraceStall stall = measure (&current->awake, &now);

  for (guint i = 0; i < current->spans->len; i++)
    note_stall (g_ptr_array_index (current->spans, i), &now);
  if (stall.wall >= JIG_TRACE_STALL)
    write_long_stall (&stall);
}

/* Stands where the main loop waits: what lies between two calls is a stall. */
static int
watch_poll (GPollFD *descriptors,
            guint    n_descriptors,
            int      timeout)
{
  int n_ready;

  fall_asleep ();
  n_ready = current->poll (descriptors, n_descriptors, timeout);
  current->awake = get_moment ();

  return n_ready;
}

/* Public */

static int
open_place (const char  *where,
            GError     **error)
{
  int fd;

  if (g_str_equal (where, "1"))
    return STDERR_FILENO;

  fd = jig_vfs_open_fd (where, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd < 0)
    jig_vfs_set_error (error, JIG_ERROR_OUTPUT, where, errno);

  return fd;
}

/**
 * jig_trace_open:
 * @where: (nullable): "1" for standard error, or a file; nothing: no trace
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Begins a trace of the process and of its main loop.
 *
 * Returns: whether the trace begins, or there is none to begin
 */
gboolean
jig_trace_open (const char  *where,
                GError     **error)
{
  int fd;

  g_return_val_if_fail (current == NULL, FALSE);

  if (where == NULL || *where == '\0')
    return TRUE;

  fd = open_place (where, error);
  if (fd < 0)
    return FALSE;

  current = g_new0 (Trace, 1);
  current->fd = fd;
  current->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  current->run = jig_trace_begin ("run");

  return TRUE;
}

/**
 * jig_trace_watch:
 *
 * From now on the default main loop is watched for stalls.
 */
void
jig_trace_watch (void)
{
  if (current == NULL || current->poll != NULL)
    return;

  current->awake = get_moment ();
  current->poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watch_poll);
}

gboolean
jig_trace_is_on (void)
{
  return current != NULL;
}

/**
 * jig_trace_close:
 *
 * Ends the trace; actions that have not ended are written as unfinished.
 */
void
jig_trace_close (void)
{
  if (current == NULL)
    return;

  while (current->spans->len > 1)
    {
      Span *newest = g_ptr_array_index (current->spans, current->spans->len - 1);

      jig_trace_end (newest->id, "unfinished");
    }
  jig_trace_end (current->run, "done");

  if (current->poll != NULL)
    g_main_context_set_poll_func (NULL, current->poll);
  if (current->fd != STDERR_FILENO)
    jig_vfs_get ()->close (current->fd);
  g_ptr_array_unref (current->spans);
  g_clear_pointer (&current, g_free);
}

/**
 * jig_trace_begin:
 * @action: what begins, as a person would say it
 *
 * Returns: its number for jig_trace_end(), or 0 if there is no trace
 */
guint
jig_trace_begin (const char *action)
{
  Span *span;

  g_return_val_if_fail (action != NULL, 0);

  if (current == NULL)
    return 0;

  span = g_new0 (Span, 1);
  span->id = ++last_id;
  span->action = g_strdup (action);
  span->begin = get_moment ();
  g_ptr_array_add (current->spans, span);

  return span->id;
}

/**
 * jig_trace_stop:
 * @span: an action
 *
 * Somebody has asked it to stop; the first time counts.
 */
void
jig_trace_stop (guint span)
{
  Span *found = find_span (span);

  if (found != NULL && found->asked == 0)
    found->asked = jig_clock_monotonic ();
}

/**
 * jig_trace_get_stall:
 * @span: an action that has not ended
 *
 * Returns: the longest stalls of the main loop so far, each a maximum of its own
 */
JigTraceStall
jig_trace_get_stall (guint span)
{
  Span *found = find_span (span);
  Moment now;

  if (found == NULL)
    return (JigTraceStall) { 0 };

  now = get_moment ();
  note_stall (found, &now);

  return found->stall;
}

/**
 * jig_trace_end:
 * @span: an action
 * @outcome: what became of it: "done", "failed", "stopped"
 *
 * Ends an action and writes its line.
 */
void
jig_trace_end (guint       span,
               const char *outcome)
{
  Span *found = find_span (span);
  Moment now;

  if (found == NULL)
    return;

  now = get_moment ();
  note_stall (found, &now);
  write_span (found, now.wall, outcome);
  g_ptr_array_remove (current->spans, found);
}

void
jig_trace_frame (gint64 duration)
{
  const gsize step = (gsize) CLAMP (duration / FRAME_STEP, 0, N_STEPS - 1);

  for (guint i = 0; current != NULL && i < current->spans->len; i++)
    {
      Span *span = g_ptr_array_index (current->spans, i);

      span->n_frames[step]++;
      span->longest_frame = MAX (span->longest_frame, duration);
    }
}
