#include "core/model/levels.h"

#include "tests/support/columns.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

/* Codes of all rows as one text: digits, and - for none. */
static void
check (const char         *text,
       gsize               min_rows,
       const char         *codes,
       const char * const *texts)
{
  g_autoptr(JigColumn) column = jig_test_column (text);
  g_autoptr(JigRows) rows = jig_rows_new_all (jig_column_get_n_rows (column), NULL);
  g_auto(JigLevels) levels = { 0 };

  g_test_message ("%s", text);
  g_assert_true (jig_levels_init (&levels, column, rows, min_rows, NULL));
  g_assert_cmpstrv (levels.texts, texts);
  g_assert_cmpuint (levels.n_levels, ==, g_strv_length ((char **) texts));
  for (gsize i = 0; i < jig_rows_get_size (rows); i++)
    g_assert_cmpint (levels.codes[i], ==,
                     codes[i] == '-' ? JIG_CODE_MISSING : (guint32) (codes[i] - '0'));
}

#define TEXTS(...) ((const char * const[]) { __VA_ARGS__, NULL })
#define NO_TEXTS   ((const char * const[]) { NULL })

static void
test_categories (void)
{
  check ("region c:north|south|north|?|east|south", 1, "010321",
         TEXTS ("region=north", "region=south", "region=east", "region is missing"));
  check ("region c:north|south|north|?|east|south", 2, "010--1",
         TEXTS ("region=north", "region=south"));
  check ("region c:north|south|north|?|east|south", 3, "------", NO_TEXTS);
  check ("region c:north|north", 1, "--", NO_TEXTS);
}

static void
test_booleans (void)
{
  check ("paid b:1|0|?|1", 1, "1021", TEXTS ("paid=false", "paid=true", "paid is missing"));
}

/* Quarters: two of eight rows each; equals stay together. */
static void
test_numbers (void)
{
  check ("age n:7|1|2|3|4|5|6|8", 1, "30011223",
         TEXTS ("age < 3", "3 ≤ age < 5", "5 ≤ age < 7", "age ≥ 7"));
  check ("age n:1|1|1|1|2|2|2|3", 1, "00001111", TEXTS ("age < 2", "age ≥ 2"));
  check ("age n:0|0|1|1|?|1|0|1", 1, "00112101", TEXTS ("age < 1", "age ≥ 1", "age is missing"));
  check ("age n:5|5|?|5", 1, "0010", TEXTS ("age=*", "age is missing"));
  check ("age n:5|5|5|5", 1, "----", NO_TEXTS);
  check ("age n:?|?", 1, "--", NO_TEXTS);
}

static void
test_times (void)
{
  check ("day t:2024-01-01|2024-01-02|2024-01-03|2024-01-04", 1, "0123",
         TEXTS ("day < 2024-01-02", "2024-01-02 ≤ day < 2024-01-03",
                "2024-01-03 ≤ day < 2024-01-04", "day ≥ 2024-01-04"));
}

static void
test_texts (void)
{
  check ("note x:a|b|a", 1, "---", NO_TEXTS);
}

/* Some rows in another order: codes are of these rows, cuts too. */
static void
test_some_rows (void)
{
  static const guint32 ids[] = { 7, 0, 3, 4 };
  g_autoptr(JigColumn) column = jig_test_column ("age n:7|1|2|3|4|5|6|8");
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 4, NULL);
  g_auto(JigLevels) levels = { 0 };

  g_assert_true (jig_levels_init (&levels, column, rows, 1, NULL));
  g_assert_cmpuint (levels.n_levels, ==, 4);
  g_assert_cmpuint (levels.codes[0], ==, 3);
  g_assert_cmpuint (levels.codes[1], ==, 2);
  g_assert_cmpuint (levels.codes[2], ==, 0);
  g_assert_cmpuint (levels.codes[3], ==, 1);
  g_assert_cmpstr (levels.texts[1], ==, "4 ≤ age < 7");
}

/* The most frequent ones are kept, in the order of the column. */
static void
test_many_levels (void)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint32 codes[300];
  g_autoptr(JigColumn) column = NULL;
  g_autoptr(JigRows) rows = jig_rows_new_all (300, NULL);
  g_auto(JigLevels) levels = { 0 };

  for (guint32 i = 0; i < 300; i++)
    codes[i] = i < 200 ? i % 100 : 30 + i % 64;
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (names, g_strdup_printf ("%u", i));
  g_ptr_array_add (names, NULL);
  column = jig_test_categories ("c", codes, 300, (const char * const *) names->pdata);

  g_assert_true (jig_levels_init (&levels, column, rows, 1, NULL));
  g_assert_cmpuint (levels.n_levels, ==, JIG_LEVELS_MAX);
  g_assert_cmpstr (levels.texts[0], ==, "c=30");
  g_assert_cmpstr (levels.texts[63], ==, "c=93");
  g_assert_cmpuint (levels.codes[0], ==, JIG_CODE_MISSING);
  g_assert_cmpuint (levels.codes[30], ==, 0);
}

static gboolean
try_levels (gpointer data,
            GError **error)
{
  gpointer *both = data;
  g_auto(JigLevels) levels = { 0 };

  return jig_levels_init (&levels, both[0], both[1], 1, error);
}

static void
test_out_of_memory (void)
{
  g_autoptr(JigColumn) column = jig_test_column ("age n:1|2|3|4");
  g_autoptr(JigRows) rows = jig_rows_new_all (4, NULL);
  gpointer both[] = { column, rows };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_levels, both), ==, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/levels/categories", test_categories);
  g_test_add_func ("/levels/booleans", test_booleans);
  g_test_add_func ("/levels/numbers", test_numbers);
  g_test_add_func ("/levels/times", test_times);
  g_test_add_func ("/levels/texts", test_texts);
  g_test_add_func ("/levels/some-rows", test_some_rows);
  g_test_add_func ("/levels/many-levels", test_many_levels);
  g_test_add_func ("/levels/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
