#include "core/model/curve.h"

#include "core/base/error.h"
#include "core/model/metric.h"
#include "tests/support/golden.h"
#include "tests/support/memory.h"

#include <math.h>

/* Cumulative sums in the same order; a division at the end. */
#define TOLERANCE 1e-13

typedef JigCurve * (*Maker) (const double  *scores,
                             const double  *targets,
                             const double  *weights,
                             gsize          n_rows,
                             GError       **error);

static void
check_numbers (const double *numbers,
               gsize         n_numbers,
               JsonObject   *expected,
               const char   *member)
{
  gsize n_expected;
  g_autofree double *wanted = jig_test_golden_numbers (expected, member, &n_expected);

  g_assert_cmpuint (n_numbers, ==, n_expected);
  for (gsize i = 0; i < n_numbers; i++)
    g_assert_cmpfloat_with_epsilon (numbers[i], wanted[i], TOLERANCE);
}

static void
check_curve (JsonObject *one,
             const char *member,
             Maker       make)
{
  JsonObject *expected = json_object_get_object_member (one, member);
  gsize n_rows;
  g_autofree double *scores = jig_test_golden_numbers (one, "predictions", &n_rows);
  g_autofree double *targets = jig_test_golden_numbers (one, "targets", &n_rows);
  g_autofree double *weights = jig_test_golden_numbers (one, "weights", &n_rows);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigCurve) curve = make (scores, targets, weights, n_rows, &error);

  g_assert_no_error (error);
  check_numbers (curve->x, curve->n_points, expected, "x");
  check_numbers (curve->y, curve->n_points, expected, "y");
  g_assert_true (isinf (curve->thresholds[0]));
  check_numbers (curve->thresholds + 1, curve->n_points - 1, expected, "thresholds");
}

static void
test_golden (void)
{
  g_autoptr(JsonNode) golden = jig_test_golden ("metrics.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (golden), "judged");

  for (guint i = 0; i < 2; i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);

      check_curve (one, "roc", jig_curve_roc);
      check_curve (one, "precision_recall", jig_curve_precision_recall);
    }
}

static void
test_golden_calibration (void)
{
  g_autoptr(JsonNode) golden = jig_test_golden ("metrics.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (golden), "calibration");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      gsize n_rows;
      g_autofree double *scores = jig_test_golden_numbers (one, "predictions", &n_rows);
      g_autofree double *targets = jig_test_golden_numbers (one, "targets", &n_rows);
      g_autoptr(JigCurve) curve =
        jig_curve_calibration (scores, targets, NULL, n_rows,
                               (gsize) json_object_get_int_member (one, "bins"), NULL);
      double n_counted = 0.0;

      check_numbers (curve->x, curve->n_points, one, "x");
      check_numbers (curve->y, curve->n_points, one, "y");
      for (gsize point = 0; point < curve->n_points; point++)
        n_counted += curve->counts[point];
      g_assert_cmpfloat (n_counted, ==, (double) n_rows);
    }
}

static void
test_golden_confusion (void)
{
  g_autoptr(JsonNode) golden = jig_test_golden ("metrics.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (golden), "judged");

  for (guint i = 0; i < 4; i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      const guint n_classes = (guint) json_object_get_int_member (one, "classes");
      gsize n_rows;
      g_autofree double *scores = jig_test_golden_numbers (one, "predictions", &n_rows);
      g_autofree double *targets = jig_test_golden_numbers (one, "targets", &n_rows);
      g_autofree double *weights = jig_test_golden_numbers (one, "weights", &n_rows);
      double confusion[25];

      g_assert_true (jig_curve_confusion (scores, targets, weights, n_rows, n_classes, 0.5,
                                          confusion, NULL));
      check_numbers (confusion, (gsize) n_classes * n_classes, one, "confusion");
    }
}

/* Of equally likely classes the first one is called. */
static void
test_confusion_ties (void)
{
  static const double shares[] = { 0.4, 0.4, 0.2, 0.2, 0.4, 0.4 };
  static const double targets[] = { 2, 2 };
  static const double expected[] = { 0, 0, 0, 0, 0, 0, 1, 1, 0 };
  double confusion[9];

  g_assert_true (jig_curve_confusion (shares, targets, NULL, 2, 3, 0.5, confusion, NULL));
  g_assert_cmpmem (confusion, sizeof confusion, expected, sizeof expected);
}

static void
test_ends (void)
{
  static const double scores[] = { 0.0, 1.0, 1.0 };
  static const double targets[] = { 0, 1, 0 };
  static const double bins[] = { 0.0, 0.5, 1.0, 1.0 };
  static const double all[] = { 1, 0, 1, 1 };
  g_autoptr(JigCurve) roc = jig_curve_roc (scores, targets, NULL, 3, NULL);
  g_autoptr(JigCurve) calibration = jig_curve_calibration (bins, all, NULL, 4, 2, NULL);

  g_assert_cmpuint (roc->n_points, ==, 3);
  g_assert_cmpfloat (roc->x[1], ==, 0.5);
  g_assert_cmpfloat (roc->y[1], ==, 1.0);
  g_assert_cmpfloat (roc->x[2], ==, 1.0);

  /* A probability of 1 belongs to the last part, an edge to the one above it. */
  g_assert_cmpuint (calibration->n_points, ==, 2);
  g_assert_cmpfloat (calibration->counts[0], ==, 1.0);
  g_assert_cmpfloat (calibration->counts[1], ==, 3.0);
  g_assert_cmpfloat (calibration->thresholds[1], ==, 0.5);
}

/* At and above: what the threshold of a point promises. */
static void
test_thresholds_hold (void)
{
  static const double scores[] = { 0.3, 0.9, 0.3, 0.5, 0.1, 0.9 };
  static const double targets[] = { 0, 1, 1, 1, 0, 0 };
  g_autoptr(JigCurve) roc = jig_curve_roc (scores, targets, NULL, 6, NULL);

  for (gsize i = 0; i < roc->n_points; i++)
    {
      double confusion[4];

      g_assert_true (jig_curve_confusion (scores, targets, NULL, 6, 2, roc->thresholds[i],
                                          confusion, NULL));
      g_assert_cmpfloat_with_epsilon (roc->x[i], confusion[1] / 3.0, TOLERANCE);
      g_assert_cmpfloat_with_epsilon (roc->y[i], confusion[3] / 3.0, TOLERANCE);
    }
}

/* The area under the ROC curve is the AUC, and what the steps of the other curve
 * add up to is the average precision: two ways to the same number. */
static void
test_areas (void)
{
  static const double scores[] = { 0.3, 0.9, 0.3, 0.5, 0.1, 0.9, 0.5, 0.2 };
  static const double targets[] = { 0, 1, 1, 1, 0, 0, 0, 1 };
  static const double weights[] = { 1, 2, 0.5, 1, 3, 1, 0, 2 };
  const JigSamples train = { NULL, targets, weights, 8, 0 };
  g_autoptr(JigCurve) roc = jig_curve_roc (scores, targets, weights, 8, NULL);
  g_autoptr(JigCurve) steps = jig_curve_precision_recall (scores, targets, weights, 8, NULL);
  g_auto(JigBaseline) baseline = { 0 };
  JigJudgement judgement;
  double area = 0.0;
  double precision = 0.0;

  for (gsize i = 1; i < roc->n_points; i++)
    area += (roc->x[i] - roc->x[i - 1]) * (roc->y[i] + roc->y[i - 1]) / 2.0;
  for (gsize i = 1; i < steps->n_points; i++)
    precision += (steps->x[i] - steps->x[i - 1]) * steps->y[i];

  g_assert_true (jig_baseline_fit (JIG_TASK_BINARY, 2, &train, &baseline, NULL));
  g_assert_true (jig_metric_judge (JIG_TASK_BINARY, 2, scores, targets, weights, 8, &baseline,
                                   &judgement, NULL));
  g_assert_cmpfloat_with_epsilon (area, judgement.values[JIG_METRIC_AUC], TOLERANCE);
  g_assert_cmpfloat_with_epsilon (precision, judgement.values[JIG_METRIC_AVERAGE_PRECISION],
                                  TOLERANCE);
}

/* A weight is so many rows, for calibration too. */
static void
test_calibration_weights (void)
{
  static const double once[] = { 0.1, 0.2, 0.7, 0.9 };
  static const double once_targets[] = { 0, 1, 1, 0 };
  static const double weights[] = { 2, 1, 3, 0 };
  static const double copies[] = { 0.1, 0.1, 0.2, 0.7, 0.7, 0.7 };
  static const double copies_targets[] = { 0, 0, 1, 1, 1, 1 };
  g_autoptr(JigCurve) weighted = jig_curve_calibration (once, once_targets, weights, 4, 5, NULL);
  g_autoptr(JigCurve) copied = jig_curve_calibration (copies, copies_targets, NULL, 6, 5, NULL);

  g_assert_cmpuint (weighted->n_points, ==, 3);
  g_assert_cmpuint (copied->n_points, ==, 3);
  for (gsize i = 0; i < 3; i++)
    {
      g_assert_cmpfloat_with_epsilon (weighted->x[i], copied->x[i], TOLERANCE);
      g_assert_cmpfloat_with_epsilon (weighted->y[i], copied->y[i], TOLERANCE);
      g_assert_cmpfloat (weighted->counts[i], ==, copied->counts[i]);
      g_assert_cmpfloat (weighted->thresholds[i], ==, copied->thresholds[i]);
    }
}

static void
test_one_class (void)
{
  static const double scores[] = { 0.3, 0.9 };
  static const double negative[] = { 0, 0 };
  g_autoptr(GError) roc = NULL;
  g_autoptr(GError) precision_recall = NULL;
  g_autoptr(GError) empty = NULL;

  g_assert_null (jig_curve_roc (scores, negative, NULL, 2, &roc));
  g_assert_error (roc, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_null (jig_curve_precision_recall (scores, negative, NULL, 2, &precision_recall));
  g_assert_error (precision_recall, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_null (jig_curve_roc (scores, negative, NULL, 0, &empty));
  g_assert_error (empty, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_refused (void)
{
  static const double scores[] = { 0.3, NAN };
  static const double targets[] = { 0, 1 };
  double confusion[4] = { 7.0 };
  g_autoptr(GError) curve = NULL;
  g_autoptr(GError) counts = NULL;

  g_assert_null (jig_curve_roc (scores, targets, NULL, 2, &curve));
  g_assert_cmpstr (curve->message, ==, "Row 2: the prediction is not a number.");
  g_assert_false (jig_curve_confusion (scores, targets, NULL, 2, 2, 0.5, confusion, &counts));
  g_assert_cmpstr (counts->message, ==, "Row 2: the prediction is not a number.");
  g_assert_cmpfloat (confusion[0], ==, 7.0);
}

static gboolean
try_roc (gpointer   data,
         GError   **error)
{
  static const double scores[] = { 0.3, 0.9 };
  static const double targets[] = { 0, 1 };
  g_autoptr(JigCurve) curve = jig_curve_roc (scores, targets, NULL, 2, error);

  return curve != NULL;
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_roc, NULL), >=, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/curve/golden", test_golden);
  g_test_add_func ("/curve/golden/calibration", test_golden_calibration);
  g_test_add_func ("/curve/golden/confusion", test_golden_confusion);
  g_test_add_func ("/curve/confusion-ties", test_confusion_ties);
  g_test_add_func ("/curve/ends", test_ends);
  g_test_add_func ("/curve/thresholds-hold", test_thresholds_hold);
  g_test_add_func ("/curve/areas", test_areas);
  g_test_add_func ("/curve/calibration-weights", test_calibration_weights);
  g_test_add_func ("/curve/one-class", test_one_class);
  g_test_add_func ("/curve/refused", test_refused);
  g_test_add_func ("/curve/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
