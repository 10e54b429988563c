#include "core/chart/occupancy.h"

#include <math.h>

typedef struct
{
  JigDrawing   *drawing;
  JigOccupancy  occupancy;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->drawing = jig_drawing_new (300, 200);
  jig_occupancy_open (&fixture->occupancy, fixture->drawing, (JigRect) { 50, 20, 200, 150 });
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jig_occupancy_clear (&fixture->occupancy);
  jig_drawing_unref (fixture->drawing);
}

static gboolean
is_free_at (const Fixture *fixture,
            double         x,
            double         y)
{
  return jig_occupancy_is_free (&fixture->occupancy, (JigRect) { x - 1, y - 1, 2, 2 });
}

static void
test_rect (Fixture       *fixture,
           gconstpointer  data)
{
  jig_occupancy_add_rect (&fixture->occupancy, (JigRect) { 100, 60, 20, 30 });
  g_assert_false (is_free_at (fixture, 110, 75));
  g_assert_false (jig_occupancy_is_free (&fixture->occupancy, (JigRect) { 60, 30, 50, 40 }));
  g_assert_true (is_free_at (fixture, 90, 75));
  g_assert_true (is_free_at (fixture, 110, 100));
  g_assert_true (jig_occupancy_is_free (&fixture->occupancy, (JigRect) { 130, 30, 60, 90 }));
}

static void
test_line (Fixture       *fixture,
           gconstpointer  data)
{
  jig_occupancy_add_line (&fixture->occupancy, 60, 30, 160, 130);
  for (double at = 0; at <= 100; at += 1)
    g_assert_false (is_free_at (fixture, 60 + at, 30 + at));
  g_assert_true (is_free_at (fixture, 120, 60));
  g_assert_true (is_free_at (fixture, 80, 80));
}

/* A line may come from so far away that walking all of it would take for ever. */
static void
test_far_line (Fixture       *fixture,
               gconstpointer  data)
{
  jig_occupancy_add_line (&fixture->occupancy, -1e9, 100, 1e9, 100);
  g_assert_false (is_free_at (fixture, 60, 100));
  g_assert_true (is_free_at (fixture, 60, 60));
}

static void
test_outside (Fixture       *fixture,
              gconstpointer  data)
{
  jig_occupancy_add_rect (&fixture->occupancy, (JigRect) { -100, -100, 20, 30 });
  jig_occupancy_add_rect (&fixture->occupancy, (JigRect) { NAN, 60, 20, 30 });
  jig_occupancy_add_rect (&fixture->occupancy, (JigRect) { 400, 60, 20, 30 });
  jig_occupancy_add_line (&fixture->occupancy, NAN, 30, 160, 130);
  jig_occupancy_add_line (&fixture->occupancy, 0, 0, 300, 0);
  g_assert_true (jig_occupancy_is_free (&fixture->occupancy, (JigRect) { 0, 0, 300, 200 }));
}

/* Where nobody asked, everything is free. */
static void
test_closed (void)
{
  JigOccupancy occupancy = { .cells = NULL };

  jig_occupancy_add_rect (&occupancy, (JigRect) { 0, 0, 10, 10 });
  jig_occupancy_add_line (&occupancy, 0, 0, 10, 10);
  g_assert_true (jig_occupancy_is_free (&occupancy, (JigRect) { 0, 0, 10, 10 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/occupancy/rect", Fixture, NULL, set_up, test_rect, tear_down);
  g_test_add ("/occupancy/line", Fixture, NULL, set_up, test_line, tear_down);
  g_test_add ("/occupancy/far-line", Fixture, NULL, set_up, test_far_line, tear_down);
  g_test_add ("/occupancy/outside", Fixture, NULL, set_up, test_outside, tear_down);
  g_test_add_func ("/occupancy/closed", test_closed);

  return g_test_run ();
}
