/* The walk from inputs to features, with tables of the user. */

#include "core/base/error.h"
#include "core/data/csv-reader.h"
#include "patterns/transform/plan.h"
#include "tests/support/own-data.h"
#include "tests/support/walks.h"

#include <glib/gstdio.h>

#include <math.h>

enum { INPUTS, ANALYSE, TRAIN, NAIVE, SERVED, BREAK, WATCH, SHIP };

static JigRun *
make_run (guint64 seed)
{
  g_autoptr(GError) error = NULL;
  JigRun *run = jig_run_new (jig_pattern_find ("transform"), NULL, seed, &error);

  g_assert_no_error (error);

  return run;
}

static JigRun *
make_own_run (const char *label,
              gboolean    has_label)
{
  const JigPattern *pattern = jig_pattern_find ("transform");
  const JigPatternRole *role = pattern->roles;
  g_autoptr(JigDataset) dataset = NULL;

  while (role->role != JIG_ROLE_TARGET)
    role++;
  dataset = jig_test_own_data (pattern->roles, label, has_label ? NULL : role);

  return jig_run_new (pattern, dataset, 1, NULL);
}

/* A label of numbers, of yes and no, of three classes: the model learns it. */
static void
test_own_labels (void)
{
  for (gsize i = 0; jig_test_own_labels[i] != NULL; i++)
    {
      g_autoptr(JigRun) run = make_own_run (jig_test_own_labels[i], TRUE);
      g_autoptr(JigExhibit) exhibit = jig_test_walk_show (run, TRAIN);

      g_test_message ("%s", jig_test_own_labels[i]);
      g_assert_cmpfloat (jig_test_walk_read (exhibit, "error"), <,
                         0.7 * jig_test_walk_read (exhibit, "mean"));
      g_assert_cmpfloat (jig_test_walk_number (run, SHIP, "difference"), ==, 0);
    }
}

/* Rows of one group are on one side of the split. */
static void
test_group (void)
{
  const JigPattern *pattern = jig_pattern_find ("transform");
  g_autoptr(JigDataset) plain = jig_test_own_data (pattern->roles, "price", NULL);
  g_autoptr(JigSchema) schema = jig_schema_with_role (plain->schema, "shop", JIG_ROLE_GROUP, NULL);
  g_autoptr(JigDataset) dataset = jig_dataset_with_schema (plain, schema);
  g_autoptr(JigRun) run = jig_run_new (pattern, dataset, 1, NULL);
  gboolean is_trained[8] = { FALSE };
  const TransformPlan *plan;
  const guint32 *codes;

  g_assert_true (jig_run_update (run, INPUTS, NULL, NULL));
  plan = jig_run_get (run, "plan");
  codes = jig_column_get_codes (jig_frame_require (plan->frame, "shop", NULL));
  for (gsize i = 0; i < jig_rows_get_size (plan->train); i++)
    is_trained[codes[jig_rows_get_ids (plan->train)[i]]] = TRUE;
  for (gsize i = 0; i < jig_rows_get_size (plan->test); i++)
    g_assert_false (is_trained[codes[jig_rows_get_ids (plan->test)[i]]]);
}

static void
test_no_label (void)
{
  const gboolean can[] = { TRUE, TRUE, FALSE, TRUE, FALSE, FALSE, TRUE, FALSE };
  g_autoptr(JigRun) run = make_own_run ("price", FALSE);

  for (gsize i = INPUTS; i <= SHIP; i++)
    g_assert_cmpint (jig_run_get_state (run, i, NULL) != JIG_STEP_CANNOT, ==, can[i]);

  jig_test_walk_set (run, "naive", "convention", "weekday-monday0");
  g_assert_cmpfloat (jig_test_walk_number (run, NAIVE, "different_features"), >, 0);
  g_assert_true (jig_run_is_checked (run, NAIVE));
}

/* Tables of one type only: nothing of a step may take another for granted. */
static const struct
{
  const char    *name;
  JigColumnType  type;
  const char    *end;    /* of a cell, behind a number below 10 */
} plain_tables[] = {
  { "numbers", JIG_COLUMN_NUMBER, ".5" },
  { "categories", JIG_COLUMN_CATEGORY, " names" },
  { "dates", JIG_COLUMN_TIME, "-05-11" },
  { "texts", JIG_COLUMN_TEXT, " words, all of which say little about row " },
};

static char *
say_cell (gsize i,
          guint number,
          guint row)
{
  if (plain_tables[i].type == JIG_COLUMN_TIME)
    return g_strdup_printf ("201%u%s", number, plain_tables[i].end);
  if (plain_tables[i].type == JIG_COLUMN_TEXT)
    return g_strdup_printf ("%u%s%u", number, plain_tables[i].end, row);

  return g_strdup_printf ("%u%s", number, plain_tables[i].end);
}

static JigDataset *
read_plain_table (gsize i)
{
  g_autoptr(GString) text = g_string_new ("a,b,label\n");
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigDataset) plain = NULL;
  g_autoptr(JigSchema) schema = NULL;

  for (guint row = 0; row < 120; row++)
    {
      g_autofree char *a = say_cell (i, row * 7 % 10, row);
      g_autofree char *b = say_cell (i, row / 3 % 10, row + 500);

      g_string_append_printf (text, "\"%s\",\"%s\",%u\n", a, b, row * 7 % 10 + row % 4);
    }

  plain = jig_dataset_new_read (jig_csv_read_bytes (text->str, text->len, "plain.csv", sheet, NULL,
                                                    NULL));
  g_assert_cmpint (jig_schema_get_field (plain->schema, 0)->type, ==, plain_tables[i].type);
  schema = jig_schema_with_role (plain->schema, "label", JIG_ROLE_TARGET, NULL);

  return jig_dataset_with_schema (plain, schema);
}

static void
test_plain_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_tables); i++)
    {
      g_autoptr(JigDataset) dataset = read_plain_table (i);
      g_autoptr(JigRun) run = jig_run_new (jig_pattern_find ("transform"), dataset, 1, NULL);

      for (gsize step = INPUTS; step <= SHIP; step++)
        {
          g_autoptr(JigExhibit) exhibit = NULL;

          g_test_message ("%s, %s", plain_tables[i].name,
                          jig_run_get_pattern (run)->steps[step].id);
          exhibit = jig_test_walk_show (run, step);
          g_assert_true (isfinite (jig_exhibit_get_headline (exhibit)->value));
          g_assert_true (isfinite (jig_run_get_right (run, step)));
        }
    }
}

/* A file of what is served: the same rows are quiet, others are not. */
static void
test_served_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-transform-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "served.csv", NULL);
  g_autoptr(GString) text = g_string_new ("age,temp,member,start_date,start_station_name\n");
  g_autoptr(JigRun) run = make_run (1);
  g_autoptr(JigExhibit) exhibit = NULL;
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 500; i++)
    g_string_append_printf (text, "%d,%d.5,%s,2024-05-%02d %02d:15,%s\n", 16 + i % 60, 50 + i % 30,
                            i % 5 < 3 ? "yes" : "no", 1 + i % 28, i % 24,
                            i % 2 == 0 ? "Museum" : "Harbour");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  jig_test_walk_set (run, "watch", "serving", path);
  exhibit = jig_test_walk_show (run, WATCH);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "loudest_input"), >, 1);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "input.temp"), >, 0.5);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "feature.temp"), >, 0.5);
  g_assert_cmpuint (jig_exhibit_get_headline (exhibit)->n_rows, ==, 500);

  g_assert_true (g_file_set_contents (path, "age,temp\n1,2\n", -1, NULL));
  jig_test_walk_set (run, "watch", "threshold", "0.05");
  g_assert_false (jig_run_update (run, WATCH, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_everything_left_out (void)
{
  g_autoptr(JigRun) run = make_run (1);
  g_autoptr(GError) error = NULL;

  jig_test_walk_set (run, "inputs", "leave_out", "start_station_name,start_date,temp,member,age");
  g_assert_false (jig_run_update (run, INPUTS, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transform-own/own-labels", test_own_labels);
  g_test_add_func ("/transform-own/group", test_group);
  g_test_add_func ("/transform-own/no-label", test_no_label);
  g_test_add_func ("/transform-own/plain-tables", test_plain_tables);
  g_test_add_func ("/transform-own/served-file", test_served_file);
  g_test_add_func ("/transform-own/everything-left-out", test_everything_left_out);

  return g_test_run ();
}
