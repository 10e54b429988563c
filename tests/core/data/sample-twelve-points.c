#include "core/data/sample.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

static void
test_points (void)
{
  g_autoptr(JigFrame) frame = jig_sample_make (jig_sample_find ("twelve-points"), NULL, 9, NULL);
  g_autofree char *x = jig_test_cells (jig_frame_require (frame, "x", NULL));
  g_autofree char *y = jig_test_cells (jig_frame_require (frame, "y", NULL));

  g_assert_cmpuint (jig_frame_get_n_columns (frame), ==, 2);
  g_assert_cmpstr (x, ==, "1|2|3|4|5|6|7|8|9|10|11|12");
  g_assert_cmpstr (y, ==, "2|3|2|3|7|8|7|8|5|6|5|6");
}

static gboolean
make (gpointer   data,
      GError   **error)
{
  g_autoptr(JigFrame) frame =
    jig_sample_make (jig_sample_find ("twelve-points"), NULL, 1, error);

  return frame != NULL;
}

static void
test_no_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (make, NULL), >=, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample-twelve-points/points", test_points);
  g_test_add_func ("/sample-twelve-points/no-memory", test_no_memory);

  return g_test_run ();
}
