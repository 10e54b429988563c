#include "core/model/verdict.h"

#include "core/base/error.h"

#include <math.h>
#include <string.h>

static JigVerdict
make (double difference,
      double low,
      double high,
      double standard_error)
{
  const JigInterval interval = { low, high, standard_error };

  return jig_verdict_make (JIG_METRIC_AUC, difference, &interval, 0.005, 20000);
}

/* The table of cases; every border once on each side. */
static void
test_marks (void)
{
  static const struct
  {
    double         low;
    double         high;
    JigVerdictMark mark;
  } cases[] = {
    { 0.004, 0.020, JIG_VERDICT_BETTER },
    { 0.0001, 0.0051, JIG_VERDICT_BETTER },
    { 0.0001, 0.005, JIG_VERDICT_SAME },
    { 0.0, 0.0, JIG_VERDICT_SAME },
    { -0.005, 0.005, JIG_VERDICT_SAME },
    { -0.0051, 0.005, JIG_VERDICT_UNDECIDED },
    { -0.005, 0.0051, JIG_VERDICT_UNDECIDED },
    { 0.0, 0.02, JIG_VERDICT_UNDECIDED },
    { -0.02, 0.0, JIG_VERDICT_UNDECIDED },
    { -0.005, -0.0001, JIG_VERDICT_SAME },
    { -0.0051, -0.0001, JIG_VERDICT_WORSE },
    { -0.02, -0.004, JIG_VERDICT_WORSE },
    { NAN, NAN, JIG_VERDICT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigVerdict verdict = make (0.5 * (cases[i].low + cases[i].high), cases[i].low,
                                       cases[i].high, 0.004);

      g_test_message ("%g to %g", cases[i].low, cases[i].high);
      g_assert_cmpint (make (0.0, cases[i].low, cases[i].high, 0.004).mark, ==, cases[i].mark);
      g_assert_cmpint (verdict.mark, ==, cases[i].mark);
    }

  g_assert_cmpint (make (NAN, 0.004, 0.020, 0.004).mark, ==, JIG_VERDICT_NONE);
}

/* From interface.md 13. */
static void
test_detectable (void)
{
  const JigVerdict narrow = make (0.012, 0.004, 0.020, 0.00408);
  const JigVerdict wide = make (0.002, -0.010, 0.014, 0.00612);
  g_autofree char *sentence = jig_verdict_to_sentence (&wide, "B", "A");

  g_assert_cmpfloat_with_epsilon (narrow.detectable, 0.0114, 0.00005);
  g_assert_cmpfloat_with_epsilon (wide.rows_needed, 20000.0 * 3.4272 * 3.4272, 1e-6);
  g_assert_cmpstr (sentence, ==, "Cannot tell yet: about 240,000 rows would settle a difference "
                                 "of 0.005.");
  g_assert_cmpfloat (make (0.0, 0.0, 0.0, 0.0).rows_needed, ==, 0.0);
}

static void
check_sentence (const JigVerdict *verdict,
                const char       *expected)
{
  g_autofree char *sentence = jig_verdict_to_sentence (verdict, "B", "A");

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentences (void)
{
  const JigVerdict better = make (0.012, 0.004, 0.020, 0.00408);
  const JigVerdict worse = make (-0.012, -0.020, -0.004, 0.00408);
  const JigVerdict same = make (0.001, -0.001, 0.003, 0.001);
  const JigVerdict unknown = make (0.001, NAN, NAN, NAN);

  check_sentence (&better, "B beats A on AUC by 0.012 (95 % paired interval 0.004 to 0.020). On "
                           "20,000 rows the smallest difference you could see is 0.011.");
  check_sentence (&worse, "A beats B on AUC by 0.012 (95 % paired interval 0.004 to 0.020). On "
                          "20,000 rows the smallest difference you could see is 0.011.");
  check_sentence (&same, "A and B are the same for practical purposes on AUC (within 0.005).");
  check_sentence (&unknown, "AUC: how sure the difference is has not been computed.");
}

/* Losses of any size keep two digits of the smallest difference that counts. */
static void
test_sentences_of_losses (void)
{
  static const struct
  {
    double      unit;
    const char *expected;
  } cases[] = {
    { 1e-6, "by 0.0000120 (95 % paired interval 0.0000040 to 0.0000200). On 9 rows the smallest "
            "difference you could see is 0.0000056." },
    { 1.0, "by 12.0 (95 % paired interval 4.0 to 20.0). On 9 rows the smallest difference you "
           "could see is 5.6." },
    { 1000.0, "by 12,000 (95 % paired interval 4,000 to 20,000). On 9 rows the smallest "
              "difference you could see is 5,600." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double unit = cases[i].unit;
      const JigInterval interval = { 4.0 * unit, 20.0 * unit, 2.0 * unit };
      const JigVerdict verdict = jig_verdict_make (JIG_METRIC_RMSE, 12.0 * unit, &interval,
                                                   unit, 9);
      g_autofree char *expected = g_strconcat ("B beats A on RMSE ", cases[i].expected, NULL);

      check_sentence (&verdict, expected);
    }
}

static void
test_reasons (void)
{
  static const struct
  {
    JigMetricId metric;
    const char *expected;
  } cases[] = {
    { JIG_METRIC_AUC, "AUC cannot be computed: it needs rows of both classes." },
    { JIG_METRIC_AVERAGE_PRECISION,
      "Average precision cannot be computed: it needs rows of both classes." },
    { JIG_METRIC_R2, "R² cannot be computed: all labels are equal." },
    { JIG_METRIC_RMSE, "RMSE cannot be computed on these rows." },
  };
  const JigInterval none = JIG_INTERVAL_UNKNOWN;
  const JigInterval some = { -1.0, 1.0, 0.5 };
  const JigVerdict nothing_to_settle = jig_verdict_make (JIG_METRIC_RMSE, 0.0, &some, 0.0, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigVerdict verdict = jig_verdict_make (cases[i].metric, NAN, &none, 0.005, 100);

      check_sentence (&verdict, cases[i].expected);
    }

  g_assert_true (isinf (nothing_to_settle.rows_needed));
  check_sentence (&nothing_to_settle, "Cannot tell yet.");
}

static void
test_more_is_better (void)
{
  g_assert_cmpfloat (jig_verdict_difference (JIG_METRIC_AUC, 0.75, 0.5), ==, 0.25);
  g_assert_cmpfloat (jig_verdict_difference (JIG_METRIC_RMSE, 0.75, 0.5), ==, -0.25);
  g_assert_cmpfloat (jig_verdict_difference (JIG_METRIC_BIAS, -0.75, 0.5), ==, -0.25);
  g_assert_cmpfloat (jig_verdict_difference (JIG_METRIC_BIAS, 0.25, -0.5), ==, 0.25);
}

static void
test_margins (void)
{
  double values[JIG_N_METRICS];

  for (guint i = 0; i < JIG_N_METRICS; i++)
    values[i] = 10.0 * (i + 1.0);

  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      const JigMetricId metric = (JigMetricId) i;
      const double margin = jig_verdict_default_margin (metric, values);

      g_test_message ("%s", jig_metric_get_info (metric)->id);
      if (metric == JIG_METRIC_BIAS)
        g_assert_cmpfloat_with_epsilon (margin, 0.1, 1e-15);
      else if (metric == JIG_METRIC_RMSE || metric == JIG_METRIC_MAE ||
               metric == JIG_METRIC_LOGLOSS || metric == JIG_METRIC_BRIER)
        g_assert_cmpfloat_with_epsilon (margin, 0.1 * (i + 1.0), 1e-14);
      else
        g_assert_cmpfloat (margin, ==, 0.005);
    }
}

static char *
write_text (const JigVerdict *verdict)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_verdict_write (verdict, writer);

  return jig_json_writer_finish (writer);
}

static void
test_round_trip (void)
{
  const JigVerdict made[] = {
    make (0.012, 0.004, 0.1 + 0.2, 0.00408),
    make (0.001, NAN, NAN, NAN),
    make (NAN, NAN, NAN, NAN),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *text = write_text (&made[i]);
      g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "p.jig", NULL);
      g_autofree char *again = NULL;
      JigVerdict read;

      g_assert_true (jig_verdict_read (json_node_get_object (node), JIG_METRIC_AUC, 20000, "p.jig",
                                       &read, NULL));
      again = write_text (&read);
      g_assert_cmpstr (again, ==, text);
      g_assert_cmpint (read.mark, ==, made[i].mark);
    }
}

static void
test_written (void)
{
  const JigInterval interval = { -0.5, 0.25, 0.125 };
  const JigVerdict verdict = jig_verdict_make (JIG_METRIC_AUC, 0.0, &interval, 0.7, 100);
  g_autofree char *text = write_text (&verdict);

  g_assert_cmpstr (text, ==, "{\"difference\":0,\"low\":-0.5,\"high\":0.25,"
                             "\"standard_error\":0.125,\"detectable\":0.35,\"margin\":0.7,"
                             "\"rows_needed\":25,\"mark\":\"same\"}");
}

static void
test_refused (void)
{
  static const char * const members[] = { "difference", "low", "high", "standard_error",
                                          "margin" };
  const JigVerdict verdict = make (0.012, 0.004, 0.020, 0.00408);
  g_autofree char *text = write_text (&verdict);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "p.jig", NULL);
      JsonObject *object = json_node_get_object (node);
      g_autoptr(GError) missing = NULL;
      g_autoptr(GError) wrong = NULL;
      JigVerdict read = { .n_rows = 77 };

      json_object_set_string_member (object, members[i], "x");
      g_assert_false (jig_verdict_read (object, JIG_METRIC_AUC, 9, "p.jig", &read, &wrong));
      g_assert_error (wrong, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (wrong->message, members[i]));
      json_object_remove_member (object, members[i]);
      g_assert_false (jig_verdict_read (object, JIG_METRIC_AUC, 9, "p.jig", &read, &missing));
      g_assert_error (missing, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_cmpuint (read.n_rows, ==, 77);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdict/marks", test_marks);
  g_test_add_func ("/verdict/detectable", test_detectable);
  g_test_add_func ("/verdict/sentences", test_sentences);
  g_test_add_func ("/verdict/sentences/losses", test_sentences_of_losses);
  g_test_add_func ("/verdict/reasons", test_reasons);
  g_test_add_func ("/verdict/more-is-better", test_more_is_better);
  g_test_add_func ("/verdict/margins", test_margins);
  g_test_add_func ("/verdict/round-trip", test_round_trip);
  g_test_add_func ("/verdict/written", test_written);
  g_test_add_func ("/verdict/refused", test_refused);

  return g_test_run ();
}
