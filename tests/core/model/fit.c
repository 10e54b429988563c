#include "core/model/fit.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static void
check_refused (const JigFit   *fit,
               gsize           n_features,
               JigStringTable *labels,
               JigError        code,
               const char     *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_fit_check (fit, n_features, labels, &error));
  g_assert_error (error, JIG_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_accepted (void)
{
  static const JigTask tasks[] = { JIG_TASK_REGRESSION, JIG_TASK_BINARY, JIG_TASK_MULTICLASS };

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_auto(JigTestSamples) samples = { 0 };
      g_autoptr(GError) error = NULL;
      JigFit fit = { .samples = &samples.view, .task = tasks[i] };

      jig_test_samples_init (&samples, tasks[i], 10, 3, 0.5, 1);
      fit.n_classes = samples.n_classes;
      fit.watched = &samples.view;
      g_assert_true (jig_fit_check (&fit, 3, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
test_one_row (void)
{
  const double one = 1.0;
  const JigSamples samples = { &one, &one, NULL, 1, 1 };
  const JigFit number = { .samples = &samples, .task = JIG_TASK_REGRESSION, .n_classes = 1 };
  const JigFit class = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };

  g_assert_true (jig_fit_check (&number, 1, NULL, NULL));
  check_refused (&class, 1, NULL, JIG_ERROR_DATA, "the same class");
}

static void
test_shape (void)
{
  static const double targets[] = { 0, 1 };
  JigSamples samples = { NULL, targets, NULL, 0, 1 };
  const JigFit fit = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };

  check_refused (&fit, 1, NULL, JIG_ERROR_DATA, "no row");

  samples.n_rows = 2;
  check_refused (&fit, 2, NULL, JIG_ERROR_MISMATCH, "1 features, but 2");

  samples.n_features = 0;
  check_refused (&fit, 0, NULL, JIG_ERROR_DATA, "no feature");

  samples.n_features = JIG_LIMIT_FEATURES + 1;
  check_refused (&fit, samples.n_features, NULL, JIG_ERROR_LIMIT, "1000000");

  samples.n_features = JIG_LIMIT_FEATURES;
  g_assert_true (jig_fit_check (&fit, samples.n_features, NULL, NULL));
}

static void
test_labels (void)
{
  static const double features[] = { 0, 1, 2 };
  const double targets[][3] = { { 0, 1, NAN }, { 0, 1, 2 }, { 0, 1, -1 }, { 0, 1, INFINITY } };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const JigSamples samples = { features, targets[i], NULL, 3, 1 };
      const JigFit fit = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };

      check_refused (&fit, 1, NULL, JIG_ERROR_DATA, "Row 3: the label");
    }
}

static void
test_weights (void)
{
  static const double features[] = { 0, 1 };
  static const double targets[] = { 0, 1 };
  const struct
  {
    double      weights[2];
    const char *says;
  } cases[] = {
    { { 1, -1 }, "Row 2: a weight" },
    { { NAN, 1 }, "Row 1: a weight" },
    { { 0, 0 }, "no training row with a weight above 0" },
    { { 0, 1 }, "the same class" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigSamples samples = { features, targets, cases[i].weights, 2, 1 };
      const JigFit fit = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };

      check_refused (&fit, 1, NULL, JIG_ERROR_DATA, cases[i].says);
    }
}

static void
test_one_class_is_named (void)
{
  static const char * const words[] = { "no", "예" };
  static const double features[] = { 0, 1 };
  static const double targets[] = { 1, 1 };
  g_autoptr(JigStringTable) labels = jig_string_table_new (words, 2, NULL);
  const JigSamples samples = { features, targets, NULL, 2, 1 };
  const JigFit fit = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };

  check_refused (&fit, 1, labels, JIG_ERROR_DATA, "\"예\"");
}

static void
test_seed (void)
{
  static const double features[] = { 0, 1 };
  static const double targets[] = { 1, 0 };
  const JigSamples samples = { features, targets, NULL, 2, 1 };
  JigFit fit = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };

  fit.seed = G_MAXINT64;
  g_assert_true (jig_fit_check (&fit, 1, NULL, NULL));
  fit.seed++;
  check_refused (&fit, 1, NULL, JIG_ERROR_VALUE, "2^63");
}

static void
test_watched_rows (void)
{
  static const double features[] = { 0, 1 };
  static const double targets[] = { 1, 0 };
  const double bad[] = { 1, NAN };
  const JigSamples samples = { features, targets, NULL, 2, 1 };
  const JigSamples watched = { features, bad, NULL, 2, 1 };
  const JigFit fit = { .samples = &samples, .watched = &watched, .task = JIG_TASK_BINARY,
                       .n_classes = 2 };

  check_refused (&fit, 1, NULL, JIG_ERROR_DATA, "Row 2: the label");
}

static void
count_point (const JigCurvePoint *point,
             gpointer             user_data)
{
  double *sum = user_data;

  *sum += point->train;
}

static gboolean
read_curve (const char  *text,
            GArray      *curve,
            GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  return node != NULL &&
         jig_fit_read_curve (json_node_get_object (node), "m.jig", curve, error);
}

static void
test_curve (void)
{
  const JigCurvePoint points[] = { { 1, 0.5, NAN, NAN }, { 2, 0.25, 0.75, 0.5 } };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(GArray) again = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  double sum = 0.0;
  const JigFit fit = { .on_point = count_point, .user_data = &sum };

  jig_fit_add_point (&fit, curve, &points[0]);
  jig_fit_add_point (&fit, curve, &points[1]);
  g_assert_cmpfloat (sum, ==, 0.75);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "curve");
  jig_fit_write_curve (curve, writer);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);

  g_assert_true (read_curve (text, again, NULL));
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_true (isnan (g_array_index (again, JigCurvePoint, 0).test));
  g_assert_cmpfloat (g_array_index (again, JigCurvePoint, 1).test, ==, 0.75);
  g_assert_cmpuint (g_array_index (again, JigCurvePoint, 1).round, ==, 2);
  g_assert_true (isnan (g_array_index (again, JigCurvePoint, 0).held));
  g_assert_cmpfloat (g_array_index (again, JigCurvePoint, 1).held, ==, 0.5);
}

static void
test_curve_refused (void)
{
  static const char * const texts[] = {
    "{}", "{\"curve\":0}", "{\"curve\":[1]}", "{\"curve\":[{}]}",
    "{\"curve\":[{\"round\":0,\"train\":1,\"test\":null}]}",
    "{\"curve\":[{\"round\":1,\"train\":null,\"test\":null}]}",
    "{\"curve\":[{\"round\":1,\"train\":1}]}",
    "{\"curve\":[{\"round\":1,\"train\":1,\"test\":\"x\"}]}",
    "{\"curve\":[{\"round\":1,\"train\":1,\"test\":null,\"held\":\"x\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
      g_autoptr(GError) error = NULL;

      g_assert_false (read_curve (texts[i], curve, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "m.jig"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fit/accepted", test_accepted);
  g_test_add_func ("/fit/one-row", test_one_row);
  g_test_add_func ("/fit/shape", test_shape);
  g_test_add_func ("/fit/labels", test_labels);
  g_test_add_func ("/fit/weights", test_weights);
  g_test_add_func ("/fit/one-class-is-named", test_one_class_is_named);
  g_test_add_func ("/fit/seed", test_seed);
  g_test_add_func ("/fit/watched-rows", test_watched_rows);
  g_test_add_func ("/fit/curve", test_curve);
  g_test_add_func ("/fit/curve/refused", test_curve_refused);

  return g_test_run ();
}
