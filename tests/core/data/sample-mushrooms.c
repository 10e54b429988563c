#include "core/data/sample.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

static JigFrame *
make_part (const char  *part,
           GError     **error)
{
  const JigSample *sample = jig_sample_find ("mushrooms");
  g_autoptr(JigValues) values = jig_values_new (sample->params);

  g_assert_true (jig_values_set_text (values, "part", part, NULL));

  return jig_sample_make (sample, values, 1, error);
}

/* The sums are the published ones: 6,513 and 1,611, of which 3,140 and 776 are
 * poisonous. */
static void
test_counts (void)
{
  static const struct { const char *part; double n_rows; double n_poisonous; } rows[] = {
    { "train", 6513, 3140 },
    { "test", 1611, 776 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
    {
      g_autoptr(JigFrame) frame = make_part (rows[k].part, NULL);
      const double *n = jig_column_get_numbers (jig_frame_require (frame, "rows", NULL));
      const double *label = jig_column_get_numbers (jig_frame_require (frame, "poisonous", NULL));
      double n_rows = 0.0;
      double n_poisonous = 0.0;

      for (gsize i = 0; i < jig_frame_get_n_rows (frame); i++)
        {
          n_rows += n[i];
          n_poisonous += n[i] * label[i];
        }

      g_assert_cmpfloat (n_rows, ==, rows[k].n_rows);
      g_assert_cmpfloat (n_poisonous, ==, rows[k].n_poisonous);
    }
}

static void
test_cells (void)
{
  g_autoptr(JigFrame) frame = make_part ("train", NULL);
  g_autofree char *names = jig_frame_dup_names (frame);
  static const char * const cells[] = {
    "0|0|0|0|0|1|1|1|1", "0|0|0|1|1|0|0|0|1", "0|0|1|0|0|0|0|0|0",
    "0|0|0|0|0|0|0|1|0", "0|1|0|0|1|0|1|1|1", "74|3016|158|418|32|2723|34|53|5",
  };

  g_assert_cmpstr (names, ==, "odor_none, club_root, rooted, green_spores, poisonous, rows");
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *column = jig_test_cells (jig_frame_get_column (frame, i));

      g_assert_cmpstr (column, ==, cells[i]);
    }
}

static gboolean
make (gpointer   data,
      GError   **error)
{
  g_autoptr(JigFrame) frame = make_part ("test", error);

  return frame != NULL;
}

static void
test_no_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (make, NULL), >=, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample-mushrooms/counts", test_counts);
  g_test_add_func ("/sample-mushrooms/cells", test_cells);
  g_test_add_func ("/sample-mushrooms/no-memory", test_no_memory);

  return g_test_run ();
}
