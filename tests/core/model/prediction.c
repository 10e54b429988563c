#include "core/model/prediction.h"

#include "core/base/error.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

static JigModel *
fit (JigTask task)
{
  static const char * const names[] = { "no", "yes", "maybe", "never", "always" };
  g_auto(JigTestSamples) samples = { 0 };
  const JigModelOps *ops = jig_model_find_ops ("linear");
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  g_autoptr(JigStringTable) labels = NULL;
  g_autoptr(GError) error = NULL;
  JigFit fit = { .task = task, .values = values };
  JigModel *model;

  jig_test_samples_init (&samples, task, 60, 3, 0.0, 5);
  fit.samples = &samples.view;
  fit.n_classes = samples.n_classes;
  if (task != JIG_TASK_REGRESSION)
    labels = jig_string_table_new (names, samples.n_classes, NULL);
  model = jig_model_fit (ops, &fit, (const char * const *) samples.names, labels, NULL, &error);
  g_assert_no_error (error);

  return model;
}

static char *
predict (const JigModel    *model,
         JigPredictionKind  kind,
         const double      *margins,
         gsize              n_rows)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigFrame) frame = jig_prediction_to_frame (model, kind, margins, n_rows, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);
      g_autofree char *cells = jig_test_cells (column);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", jig_column_get_name (column),
                              cells);
    }

  return g_string_free (text, FALSE);
}

static void
test_number (void)
{
  g_autoptr(JigModel) model = fit (JIG_TASK_REGRESSION);
  const double margins[] = { 1.5, -2.0 };
  g_autofree char *value = predict (model, JIG_PREDICTION_VALUE, margins, 2);
  g_autofree char *margin = predict (model, JIG_PREDICTION_MARGIN, margins, 2);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (value, ==, "prediction:1.5|-2");
  g_assert_cmpstr (margin, ==, "margin:1.5|-2");
  g_assert_null (jig_prediction_to_frame (model, JIG_PREDICTION_CLASS, margins, 2, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

static void
test_two_classes (void)
{
  g_autoptr(JigModel) model = fit (JIG_TASK_BINARY);
  JigStringTable *labels = jig_model_get_labels (model);
  const double margins[] = { 0.0, 800.0, -800.0 };
  g_autofree char *value = predict (model, JIG_PREDICTION_VALUE, margins, 3);
  g_autofree char *margin = predict (model, JIG_PREDICTION_MARGIN, margins, 3);
  g_autofree char *class_text = predict (model, JIG_PREDICTION_CLASS, margins, 3);
  const char *no = jig_string_table_get (labels, 0, NULL);
  const char *yes = jig_string_table_get (labels, 1, NULL);
  g_autofree char *expected = g_strdup_printf ("class:%s|%s|%s p_%s:0.5|0|1 p_%s:0.5|1|0",
                                               no, yes, no, no, yes);

  g_assert_cmpstr (value, ==, "prediction:0.5|1|0");
  g_assert_cmpstr (margin, ==, "margin:0|800|-800");
  g_assert_cmpstr (class_text, ==, expected);
}

static void
test_several_classes (void)
{
  g_autoptr(JigModel) model = fit (JIG_TASK_MULTICLASS);
  guint n_outputs = jig_model_get_n_outputs (model);
  g_autofree double *margins = g_new0 (double, n_outputs);
  g_autofree char *value = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(JigFrame) margin = NULL;

  margins[n_outputs - 1] = 900.0;
  value = predict (model, JIG_PREDICTION_VALUE, margins, 1);
  expected = g_strdup_printf ("prediction:%s", jig_string_table_get (jig_model_get_labels (model),
                                                                     n_outputs - 1, NULL));
  g_assert_cmpstr (value, ==, expected);

  margin = jig_prediction_to_frame (model, JIG_PREDICTION_MARGIN, margins, 1, NULL);
  g_assert_cmpuint (jig_frame_get_n_columns (margin), ==, n_outputs);
  g_assert_true (g_str_has_prefix (jig_column_get_name (jig_frame_get_column (margin, 0)),
                                   "margin_"));
}

static void
test_names (void)
{
  JigPredictionKind kind;

  g_assert_true (jig_prediction_kind_from_name ("class", &kind));
  g_assert_cmpint (kind, ==, JIG_PREDICTION_CLASS);
  g_assert_false (jig_prediction_kind_from_name ("clas", &kind));
  g_assert_false (jig_prediction_kind_from_name (NULL, &kind));
}

static gboolean
try_to_predict (gpointer   model,
                GError   **error)
{
  const double margins[] = { 0.0, 1.0 };
  g_autoptr(JigFrame) frame = jig_prediction_to_frame (model, JIG_PREDICTION_CLASS, margins, 2,
                                                       error);

  return frame != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigModel) model = fit (JIG_TASK_BINARY);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_to_predict, model), >=, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prediction/number", test_number);
  g_test_add_func ("/prediction/two-classes", test_two_classes);
  g_test_add_func ("/prediction/several-classes", test_several_classes);
  g_test_add_func ("/prediction/names", test_names);
  g_test_add_func ("/prediction/memory", test_memory);

  return g_test_run ();
}
