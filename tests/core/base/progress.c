#include "core/base/progress.h"

static void
keep (double      fraction,
      const char *what,
      gpointer    user_data)
{
  *(double *) user_data = fraction;
}

static void
test_slices_nest (void)
{
  double seen = -1;
  JigProgress whole = { NULL, keep, &seen, 0.0, 1.0 };
  JigProgress half = jig_progress_slice (&whole, 0.5, 1.0);
  JigProgress last = jig_progress_slice (&half, 0.5, 1.0);

  g_assert_true (jig_progress_step (&last, 1, 2, NULL, NULL));
  g_assert_cmpfloat (seen, ==, 0.875);
}

static void
test_stays_in_its_part (void)
{
  static const struct
  {
    guint64 done;
    guint64 total;
    double  fraction;
  } cases[] = {
    { 0, 4, 0.25 },
    { 2, 4, 0.5 },
    { 4, 4, 0.75 },
    { 5, 4, 0.75 },
    { 0, 0, 0.75 },
    { G_MAXUINT64, G_MAXUINT64, 0.75 },
  };
  double seen = -1;
  JigProgress progress = { NULL, keep, &seen, 0.25, 0.75 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (jig_progress_step (&progress, cases[i].done, cases[i].total, NULL, NULL));
      g_assert_cmpfloat (seen, ==, cases[i].fraction);
    }
}

/* Who cancels is not told any more. */
static void
test_stops_when_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  double seen = -1;
  JigProgress progress = { cancellable, keep, &seen, 0.0, 1.0 };

  g_assert_false (jig_progress_is_cancelled (&progress));
  g_cancellable_cancel (cancellable);

  g_assert_true (jig_progress_is_cancelled (&progress));
  g_assert_false (jig_progress_step (&progress, 0, 1, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (seen, ==, -1);
}

static void
test_nobody_watching (void)
{
  JigProgress slice = jig_progress_slice (NULL, 0.0, 0.5);

  g_assert_true (jig_progress_step (NULL, 0, 1, NULL, NULL));
  g_assert_true (jig_progress_step (&slice, 0, 1, NULL, NULL));
  g_assert_false (jig_progress_is_cancelled (NULL));
  g_assert_false (jig_progress_is_cancelled (&slice));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/progress/slices-nest", test_slices_nest);
  g_test_add_func ("/progress/stays-in-its-part", test_stays_in_its_part);
  g_test_add_func ("/progress/cancelled", test_stops_when_cancelled);
  g_test_add_func ("/progress/nobody", test_nobody_watching);

  return g_test_run ();
}
