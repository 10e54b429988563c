#include "core/explain/attribution.h"

#include "core/base/error.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

/* What decides: size, and whether the town is the first. */
static const char * const table[] = {
  "town c:A|A|A|A|A|A|B|B|B|B|B|B|C|C|C|C|C|C",
  "size n:1|2|3|4|5|6|1|2|3|4|5|6|1|2|3|4|5|6",
  "noise n:3|1|4|1|5|9|2|6|5|3|5|8|9|7|9|3|2|3",
  "cost n:10|12|14|16|18|20|30|31|32|33|34|35|50|51|52|53|54|55",
  NULL,
};

static JigBundle *
fit (const char *kind)
{
  g_autoptr(GError) error = NULL;
  JigBundle *bundle = jig_test_bundle (table, "cost", kind, &error);

  g_assert_no_error (error);

  return bundle;
}

static JigAttribution *
explain (const JigAttributionPlan *plan)
{
  g_autoptr(GError) error = NULL;
  JigAttribution *attribution = jig_attribution_new (plan, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (attribution);

  return attribution;
}

/* They add up, and so does the background's mean to the base. */
static void
check_sums (const JigAttribution *self,
            const JigBundle      *bundle,
            JigFrame             *frame)
{
  g_autofree double *margins = g_new (double, self->n_rows * self->n_outputs);

  g_assert_true (jig_bundle_predict (bundle, frame, NULL, margins, NULL, NULL));
  g_assert_cmpfloat (self->sum_error, <, 1e-9);
  for (gsize i = 0; i < self->n_rows; i++)
    {
      double sum = self->base[0];

      for (gsize j = 0; j < self->n_parts; j++)
        sum += self->values[i * self->n_parts + j];
      g_assert_cmpfloat (self->margins[i], ==, margins[i]);
      /* Margins are added up as floats. */
      g_assert_cmpfloat_with_epsilon (sum, margins[i], 1e-3);
    }
}

static void
test_columns (void)
{
  g_autoptr(JigBundle) bundle = fit ("boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);

  for (int has_background = 0; has_background < 2; has_background++)
    {
      const JigAttributionPlan plan = {
        .bundle = bundle, .frame = frame, .background = has_background ? frame : NULL,
      };
      g_autoptr(JigAttribution) self = explain (&plan);

      g_assert_cmpuint (self->n_rows, ==, 18);
      g_assert_cmpuint (self->n_outputs, ==, 1);
      g_assert_cmpuint (self->n_parts, ==, 3);
      g_assert_cmpstr (self->parts[0], ==, "town");
      g_assert_cmpstr (self->parts[1], ==, "size");
      g_assert_cmpstr (self->parts[2], ==, "noise");
      g_assert_null (self->parts[3]);
      g_assert_cmpstr (self->assumption, ==, has_background
                                             ? "interventional, 18 background rows"
                                             : "path-dependent");
      check_sums (self, bundle, frame);
      g_assert_cmpfloat (self->importances[0], >, self->importances[1]);
      g_assert_cmpfloat (self->importances[1], >, self->importances[2]);
    }
}

/* One row is what it is among all. */
static void
test_one_row (void)
{
  g_autoptr(JigBundle) bundle = fit ("boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRows) rows = jig_test_rows (4, 5);
  const JigAttributionPlan of_all = { .bundle = bundle, .frame = frame };
  const JigAttributionPlan of_one = { .bundle = bundle, .frame = frame, .rows = rows };
  g_autoptr(JigAttribution) all = explain (&of_all);
  g_autoptr(JigAttribution) one = explain (&of_one);

  g_assert_cmpuint (one->n_rows, ==, 1);
  g_assert_cmpfloat (one->margins[0], ==, all->margins[4]);
  for (gsize j = 0; j < one->n_parts; j++)
    g_assert_cmpfloat (one->values[j], ==, all->values[4 * all->n_parts + j]);
}

/* Kept apart, the parts are the features of the model. */
static void
test_features (void)
{
  g_autoptr(JigBundle) bundle = fit ("boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  JigModel *model = jig_bundle_get_model (bundle);
  const JigAttributionPlan plan = { .bundle = bundle, .frame = frame, .by_feature = TRUE };
  g_autoptr(JigAttribution) self = explain (&plan);

  g_assert_cmpuint (self->n_parts, ==, jig_model_get_n_features (model));
  for (gsize j = 0; j < self->n_parts; j++)
    g_assert_cmpstr (self->parts[j], ==, jig_model_get_features (model)[j]);
  check_sums (self, bundle, frame);
}

static void
test_refused (void)
{
  static const char * const empty[] = { "town c:", "size n:", "noise n:", NULL };
  static const char * const other[] = { "town c:A", "noise n:1", NULL };
  g_autoptr(JigBundle) linear = fit ("linear");
  g_autoptr(JigBundle) bundle = fit ("boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigFrame) no_rows = jig_test_table (empty);
  g_autoptr(JigFrame) no_size = jig_test_table (other);
  const struct
  {
    JigAttributionPlan plan;
    JigError           code;
    const char        *message;
  } rows[] = {
    { { .bundle = linear, .frame = frame }, JIG_ERROR_MISMATCH,
      "Only boosted trees can be explained; this model is of the kind linear." },
    { { .bundle = bundle, .frame = frame, .background = no_rows }, JIG_ERROR_DATA,
      "The background has no rows." },
    { { .bundle = bundle, .frame = no_size }, JIG_ERROR_MISMATCH, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_attribution_new (&rows[i].plan, NULL, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      if (rows[i].message != NULL)
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static gboolean
try_explain (gpointer   data,
             GError   **error)
{
  g_autoptr(JigAttribution) self = jig_attribution_new (data, NULL, error);

  return self != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigBundle) bundle = fit ("boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRows) rows = jig_test_rows (4, 5);
  JigAttributionPlan plan = { .bundle = bundle, .frame = frame, .rows = rows };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_explain, &plan), >, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attribution/columns", test_columns);
  g_test_add_func ("/attribution/one-row", test_one_row);
  g_test_add_func ("/attribution/features", test_features);
  g_test_add_func ("/attribution/refused", test_refused);
  g_test_add_func ("/attribution/memory", test_memory);

  return g_test_run ();
}
