#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/cuts.h"

#include <math.h>
#include <string.h>

static JigCuts *
new_cuts (const double  *values,
          gsize          n_values,
          gboolean       is_one_hot,
          GError       **error)
{
  double *cuts = jig_alloc (n_values, sizeof *cuts, "a test", NULL);

  memcpy (cuts, values, n_values * sizeof *cuts);

  return jig_cuts_new_take (cuts, n_values, is_one_hot, error);
}

static const struct
{
  double value;
  gsize  bucket;
} found[] = {
  { -INFINITY, 0 },
  { 0.999, 0 },
  { 1.0, 1 },
  { 1.5, 1 },
  { 2.0, 3 },
  { 5.0, 4 },
  { INFINITY, 4 },
};

/* Two equal cuts have an empty bucket between them. */
static void
test_find (void)
{
  const double values[] = { 1.0, 2.0, 2.0, 5.0 };
  JigCuts *cuts = new_cuts (values, G_N_ELEMENTS (values), TRUE, NULL);
  gsize n_cuts;

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_test_message ("%g", found[i].value);
      g_assert_cmpuint (jig_cuts_find (cuts, found[i].value), ==, found[i].bucket);
    }

  g_assert_cmpmem (jig_cuts_get (cuts, &n_cuts), sizeof values, values, sizeof values);
  g_assert_cmpuint (n_cuts, ==, G_N_ELEMENTS (values));
  g_assert_cmpuint (jig_cuts_get_width (cuts), ==, 5);

  jig_cuts_free (cuts);
}

static void
test_names (void)
{
  const double values[] = { 18.0, 30.5 };
  const char * const expected[] = { "age=0: <18", "age=1: 18..30.5", "age=2: >=30.5" };
  JigCuts *cuts = new_cuts (values, 2, TRUE, NULL);
  JigCuts *none = new_cuts (values, 0, TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *name = jig_cuts_dup_feature_name (cuts, "age", i);

      g_assert_cmpstr (name, ==, expected[i]);
    }

  g_assert_cmpuint (jig_cuts_get_width (none), ==, 1);
  g_assert_cmpuint (jig_cuts_find (none, 1.0), ==, 0);

  jig_cuts_free (cuts);
  jig_cuts_free (none);
  jig_cuts_free (NULL);
}

static void
test_refused (void)
{
  const double falling[] = { 1.0, 3.0, 2.0 };
  const double infinite[] = { 1.0, INFINITY };
  const double missing[] = { NAN };
  gsize before = jig_alloc_get_in_use ();
  g_autoptr(GError) error = NULL;

  g_assert_null (new_cuts (falling, 3, TRUE, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==,
                   "Cuts are finite numbers in rising order; number 3 is not.");
  g_assert_null (new_cuts (infinite, 2, TRUE, NULL));
  g_assert_null (new_cuts (missing, 1, FALSE, NULL));

  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_index (void)
{
  const double values[] = { 0.0, 2.0 };
  const double cells[] = { -1.0, 0.0, NAN, 7.0 };
  double *copy = jig_alloc (4, sizeof *copy, "a test", NULL);
  g_autoptr(JigColumn) column = jig_column_new_number ("a", memcpy (copy, cells, sizeof cells), 4);
  const JigColumn *inputs[] = { column };
  JigCuts *cuts = new_cuts (values, 2, FALSE, NULL);
  double out[4] = { 9.0, 9.0, 9.0, 9.0 };

  g_assert_cmpuint (jig_cuts_get_width (cuts), ==, 1);
  jig_cuts_apply (cuts, NULL, inputs, 1, 4, out, 1);

  g_assert_cmpfloat (out[0], ==, 1.0);
  g_assert_true (isnan (out[1]));
  g_assert_cmpfloat (out[2], ==, 2.0);
  g_assert_cmpfloat (out[3], ==, 9.0);

  jig_cuts_free (cuts);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cuts/find", test_find);
  g_test_add_func ("/cuts/names", test_names);
  g_test_add_func ("/cuts/refused", test_refused);
  g_test_add_func ("/cuts/index", test_index);

  return g_test_run ();
}
