#include "core/base/trace.h"

#include "core/base/clock.h"
#include "core/base/json.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the clocks say, in microseconds: nothing here waits for a real one. */
static gint64 wall;
static gint64 cpu;
static gint64 queued;

static gint64
get_wall (void)
{
  return wall;
}

static gint64
get_cpu (void)
{
  return cpu;
}

static gint64
get_queued (void)
{
  return queued;
}

static const JigClock fake_clock = { get_wall, get_wall, get_cpu, get_queued };

typedef struct
{
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  int fd = g_file_open_tmp ("trace-XXXXXX", &fixture->path, NULL);

  g_assert_true (g_close (fd, NULL));
  wall = 5 * G_USEC_PER_SEC;
  cpu = queued = 0;
  jig_clock_set (&fake_clock);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jig_trace_close ();
  jig_clock_set (NULL);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
}

static void
begin (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  jig_trace_open (fixture->path, &error);
  g_assert_no_error (error);
  jig_trace_watch ();
}

/* The line in which @member is @value; fails if there is not exactly one. */
static JsonNode *
find_line (Fixture    *fixture,
           const char *member,
           const char *value)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  JsonNode *found = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; *lines[i] != '\0'; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = jig_json_parse (lines[i], strlen (lines[i]), "trace", &error);

      g_assert_no_error (error);
      if (g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (node),
                                                                 member, NULL), value) != 0)
        continue;
      g_assert_null (found);
      found = g_steal_pointer (&node);
    }

  g_assert_nonnull (found);
  return found;
}

static void
check (JsonNode   *line,
       const char *member,
       double      expected)
{
  JsonObject *object = json_node_get_object (line);

  g_assert_true (json_object_has_member (object, member));
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, member), expected, 1e-9);
}

/* One turn of the main loop that takes so long. */
typedef struct
{
  gint64 wall;
  gint64 cpu;
  gint64 queued;
} Turn;

static gboolean
turn_cb (gpointer data)
{
  const Turn *turn = data;

  wall += turn->wall;
  cpu += turn->cpu;
  queued += turn->queued;

  return G_SOURCE_REMOVE;
}

static void
take_turn (gint64 its_wall,
           gint64 its_cpu,
           gint64 its_queued)
{
  Turn turn = { its_wall, its_cpu, its_queued };

  g_idle_add (turn_cb, &turn);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_off (Fixture       *fixture,
          gconstpointer  data)
{
  GPollFunc poll = g_main_context_get_poll_func (NULL);

  g_assert_true (jig_trace_open (NULL, NULL));
  g_assert_true (jig_trace_open ("", NULL));
  jig_trace_watch ();
  g_assert_false (jig_trace_is_on ());
  g_assert_true (g_main_context_get_poll_func (NULL) == poll);
  g_assert_cmpuint (jig_trace_begin ("Train"), ==, 0);
  jig_trace_stop (0);
  jig_trace_frame (1000);
  jig_trace_end (0, "done");
  g_assert_cmpint (jig_trace_get_stall (0).wall, ==, 0);
}

static void
test_an_action (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(JsonNode) line = NULL;
  guint span;

  begin (fixture);
  g_assert_true (jig_trace_is_on ());
  span = jig_trace_begin ("Load \"a\".csv");
  wall += 1234500;
  jig_trace_end (span, "done");
  jig_trace_end (span, "done");

  line = find_line (fixture, "action", "Load \"a\".csv");
  check (line, "start", 5.0);
  check (line, "duration_ms", 1234.5);
  g_assert_true (json_object_get_null_member (json_node_get_object (line), "stop_ms"));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (line), "peak_memory"), >,
                   1000000);
}

static void
test_a_stall_is_seen (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(JsonNode) line = NULL;
  guint span;

  begin (fixture);
  take_turn (90000, 90000, 0);              /* before it */
  span = jig_trace_begin ("Train");
  take_turn (20000, 15000, 0);
  take_turn (60000, 5000, 49000);           /* the machine was busy */
  take_turn (30000, 2000, 1000);            /* it waited for something */
  g_assert_cmpint (jig_trace_get_stall (span).wall, ==, 60000);
  jig_trace_end (span, "done");
  take_turn (80000, 80000, 0);              /* after it */
  jig_trace_close ();

  line = find_line (fixture, "action", "Train");
  check (line, "stall_ms", 60.0);
  check (line, "stall_own_ms", 29.0);
  check (line, "stall_cpu_ms", 15.0);
}

static void
test_a_long_stall_has_its_line (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(JsonNode) line = NULL;

  begin (fixture);
  take_turn (JIG_TRACE_STALL - 1, 1000, 0);
  take_turn (JIG_TRACE_STALL, 2000, 10000);
  jig_trace_close ();

  line = find_line (fixture, "what", "stall");
  check (line, "start", 5.049999);
  check (line, "stall_ms", 50.0);
  check (line, "stall_own_ms", 40.0);
  check (line, "stall_cpu_ms", 2.0);
}

static gboolean
begin_late_cb (gpointer data)
{
  guint *span = data;

  wall += 90000;
  *span = jig_trace_begin ("Late");
  wall += 7000;

  return G_SOURCE_REMOVE;
}

/* What the main loop did before an action began is not held against it. */
static void
test_begun_within_a_stall (Fixture       *fixture,
                           gconstpointer  data)
{
  guint span = 0;

  begin (fixture);
  g_idle_add (begin_late_cb, &span);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_cmpint (jig_trace_get_stall (span).wall, ==, 7000);
}

/* A loop within the loop waits too. */
static gboolean
nest_cb (gpointer data)
{
  wall += 10000;
  g_main_context_iteration (NULL, FALSE);
  wall += 10000;

  return G_SOURCE_REMOVE;
}

static void
test_a_loop_within_the_loop (Fixture       *fixture,
                             gconstpointer  data)
{
  guint span;

  begin (fixture);
  span = jig_trace_begin ("Ask");
  g_idle_add (nest_cb, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_cmpint (jig_trace_get_stall (span).wall, ==, 10000);
}

static void
test_how_long_stopping_takes (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(JsonNode) line = NULL;
  guint span;

  begin (fixture);
  span = jig_trace_begin ("Train");
  wall += 1000;
  jig_trace_stop (span);
  wall += 2500;
  jig_trace_stop (span);
  wall += 2500;
  jig_trace_end (span, "stopped");

  line = find_line (fixture, "outcome", "stopped");
  check (line, "stop_ms", 5.0);
}

static void
test_frames (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { guint n_fast; guint n_slow; double p95; } rows[] = {
    { 0, 0, 0.0 }, { 1, 0, 4.0 }, { 95, 5, 4.0 }, { 94, 6, 250.0 }, { 0, 1, 250.0 },
  };

  begin (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("Play %zu", i);
      g_autoptr(JsonNode) line = NULL;
      guint span = jig_trace_begin (name);

      for (guint j = 0; j < rows[i].n_fast; j++)
        jig_trace_frame (rows[i].n_slow > 0 ? 3950 : 4000);
      for (guint j = 0; j < rows[i].n_slow; j++)
        jig_trace_frame (250000);
      jig_trace_end (span, "done");

      line = find_line (fixture, "action", name);
      check (line, "n_frames", rows[i].n_fast + rows[i].n_slow);
      check (line, "frame_p95_ms", rows[i].p95);
    }
}

static void
test_closing_ends_everything (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(JsonNode) run = NULL;
  g_autoptr(JsonNode) line = NULL;
  GPollFunc poll = g_main_context_get_poll_func (NULL);
  guint span;

  begin (fixture);
  g_assert_true (g_main_context_get_poll_func (NULL) != poll);
  span = jig_trace_begin ("Train");
  wall += 3000;
  jig_trace_close ();
  jig_trace_end (span, "done");
  g_assert_true (g_main_context_get_poll_func (NULL) == poll);

  line = find_line (fixture, "outcome", "unfinished");
  run = find_line (fixture, "action", "run");
  check (run, "duration_ms", 3.0);
}

/* Without a main loop there is nothing to say about it; a file is appended to. */
static void
test_a_command_line (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(JsonNode) line = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("train %u", i);

      g_assert_true (jig_trace_open (fixture->path, NULL));
      jig_trace_end (jig_trace_begin (name), "done");
      jig_trace_close ();
    }

  line = find_line (fixture, "action", "train 0");
  g_assert_false (json_object_has_member (json_node_get_object (line), "stall_ms"));
  json_node_unref (line);
  line = find_line (fixture, "action", "train 1");
}

static void
test_a_place_that_cannot_be_written (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_trace_open ("/nowhere/at/all.json", &error));
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all.json"));
  g_assert_false (jig_trace_is_on ());
}

#define ADD(name, test) g_test_add ("/trace/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("off", test_off);
  ADD ("an-action", test_an_action);
  ADD ("a-stall-is-seen", test_a_stall_is_seen);
  ADD ("a-long-stall-has-its-line", test_a_long_stall_has_its_line);
  ADD ("begun-within-a-stall", test_begun_within_a_stall);
  ADD ("a-loop-within-the-loop", test_a_loop_within_the_loop);
  ADD ("how-long-stopping-takes", test_how_long_stopping_takes);
  ADD ("frames", test_frames);
  ADD ("closing-ends-everything", test_closing_ends_everything);
  ADD ("a-command-line", test_a_command_line);
  ADD ("a-place-that-cannot-be-written", test_a_place_that_cannot_be_written);

  return g_test_run ();
}
