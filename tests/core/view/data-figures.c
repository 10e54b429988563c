#include "core/view/data-figures.h"

#include <math.h>
#include <string.h>

#include "core/data/string-table.h"
#include "tests/support/columns.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

static JigColumn *
make_numbers (void)
{
  static const double values[] = { 3, 1, 2, 2, NAN, 4, 2, 3 };

  return jig_test_numbers ("stops", values, G_N_ELEMENTS (values));
}

static JigColumn *
make_colors (void)
{
  static const guint32 codes[] = { 0, 1, 1, 2, 2, 2, JIG_CODE_MISSING, 1 };
  static const char * const levels[] = { "red", "green", "blue", "never", NULL };

  return jig_test_categories ("colour", codes, G_N_ELEMENTS (codes), levels);
}

static JigColumn *
make_booleans (void)
{
  static const guint8 values[] = { 0, 1, 1, JIG_BOOLEAN_MISSING };

  return jig_test_booleans ("member", values, G_N_ELEMENTS (values));
}

static JigColumn *
make_texts (void)
{
  static const char * const cells[] = { "one", "three", "", "Bär", "열차" };

  return jig_test_texts ("note", cells, G_N_ELEMENTS (cells));
}

static JigColumn *
make_times (void)
{
  static const gint64 times[] = { 0, G_GINT64_CONSTANT (86400000000),
                                  G_GINT64_CONSTANT (172800000000), JIG_TIME_MISSING };

  return jig_test_times ("start", times, G_N_ELEMENTS (times), FALSE);
}

static JigColumn *
make_nothing (void)
{
  static const double values[] = { NAN, NAN };

  return jig_test_numbers ("empty", values, G_N_ELEMENTS (values));
}

static JigColumn *
make_constant (void)
{
  static const double values[] = { 7, 7, 7 };

  return jig_test_numbers ("constant", values, G_N_ELEMENTS (values));
}

static const struct
{
  const char *name;
  JigColumn *(*make) (void);
  const char *summary;
  const char *csv;
} rows[] = {
  { "numbers", make_numbers,
    "stops. From 1 to 4; half of the values lie between 2 and 3; median 2, mean 2.429.",
    "Series,\"stops, from\",\"stops, to\",Rows,stops\n"
    ",0.5,1.5,1,\n,1.5,2.5,3,\n,2.5,3.5,2,\n,3.5,4.5,1,\n"
    "median 2,,,,2\nmean 2.429,,,,2.4285714285714284\n" },
  { "categories", make_colors,
    "colour. Different values: 3; the most frequent is blue with 43 %.",
    "Rows,Category\n3,blue\n3,green\n1,red\n1,missing\n" },
  { "booleans", make_booleans,
    "member. Different values: 2; the most frequent is true with 67 %.",
    "Rows,Category\n2,true\n1,false\n1,missing\n" },
  { "texts", make_texts,
    "note: length. From 2 to 5; half of the values lie between 2.75 and 3.5; median 3, mean "
    "3.25.",
    "Series,\"Letters, from\",\"Letters, to\",Rows,Letters\n"
    ",1.5,2.5,1,\n,2.5,3.5,2,\n,3.5,4.5,0,\n,4.5,5.5,1,\n"
    "median 3,,,,3\nmean 3.25,,,,3.25\n" },
  { "times", make_times,
    "start. From 1970-01-01 to 1970-01-03; half of the values lie between 1970-01-01 12:00 "
    "and 1970-01-02 12:00; median 1970-01-02, mean 1970-01-02.",
    "Series,\"start, from\",\"start, to\",Rows,start\n"
    ",1970-01-01,1970-01-02,1,\n"
    ",1970-01-02,1970-01-03,1,\n"
    ",1970-01-03,1970-01-04,1,\n"
    "median 1970-01-02,,,,1970-01-02\n" },
  { "nothing", make_nothing,
    "empty. There are no values.",
    "\n" },
  { "constant", make_constant,
    "constant. Every value is 7.",
    "\"constant, from\",\"constant, to\",Rows\n6.5,7.5,3\n" },
};

static void
test_columns (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigColumn) column = rows[i].make ();
      g_autoptr(GError) error = NULL;
      g_autoptr(JigFigure) figure = jig_data_figures_column (column, &error);
      g_autofree char *summary = NULL;
      g_autofree char *csv = NULL;

      g_assert_no_error (error);
      summary = jig_test_figure_check (figure);
      csv = jig_test_figure_to_csv (figure);
      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (summary, ==, rows[i].summary);
      g_assert_cmpstr (csv, ==, rows[i].csv);
    }
}

/* However many values there are, few bars stand for all of them. */
static void
test_many_values (void)
{
  g_autofree guint32 *codes = g_new (guint32, 10000);
  g_autoptr(GPtrArray) levels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JigColumn) column = NULL;
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *csv = NULL;

  for (guint32 i = 0; i < 1000; i++)
    g_ptr_array_add (levels, g_strdup_printf ("level %u", i));
  g_ptr_array_add (levels, NULL);
  for (guint32 i = 0; i < 10000; i++)
    codes[i] = i % 1000;
  column = jig_test_categories ("id", codes, 10000, (const char * const *) levels->pdata);
  figure = jig_data_figures_counts (column, 3, NULL);
  csv = jig_test_figure_to_csv (figure);
  g_assert_cmpstr (csv, ==, "Rows,Category\n10,level 0\n10,level 1\n10,level 10\n"
                   "9970,other values: 997\n");
}

static void
test_far_away (void)
{
  g_autofree double *values = g_new (double, 1000);
  g_autoptr(JigColumn) column = NULL;
  g_autoptr(JigFigure) figure = NULL;

  for (gsize i = 0; i < 999; i++)
    values[i] = (double) i / 10;
  values[999] = 1e12;
  column = jig_test_numbers ("income", values, 1000);
  figure = jig_data_figures_histogram (column, NULL);
  g_assert_cmpstr (jig_figure_get_subtitle (figure), ==,
                   "Values: 1,000, missing: 0, too far away to be shown: 1");
}

static gboolean
try_column (gpointer   data,
            GError   **error)
{
  g_autoptr(JigFigure) figure = jig_data_figures_column (data, error);

  return figure != NULL;
}

static void
test_memory (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigColumn) column = rows[i].make ();

      g_assert_cmpuint (jig_test_every_allocation_fails (try_column, column), >, 3);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/data-figures/columns", test_columns);
  g_test_add_func ("/data-figures/many-values", test_many_values);
  g_test_add_func ("/data-figures/far-away", test_far_away);
  g_test_add_func ("/data-figures/memory", test_memory);

  return g_test_run ();
}
