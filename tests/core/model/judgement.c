#include "core/model/judgement.h"

#include "core/base/error.h"

#include <math.h>
#include <string.h>

static const JigJudgement binary = {
  .task = JIG_TASK_BINARY,
  .n_rows = 9,
  .weight = 6513,
  .values = { NAN, NAN, NAN, NAN, 0.25, 0.1 + 0.2, NAN, 0.5, 0.125, 1.0 / 3.0, 0.75 },
  .baseline = { NAN, NAN, NAN, NAN, 0.5, 0.6931471805599453, 0.5, 0.5, 0.25, 0.3, 0.5 },
  .baseline_kind = "majority",
  .baseline_value = 1,
};

static char *
write_text (const JigJudgement *judgement)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_judgement_write (judgement, writer);

  return jig_json_writer_finish (writer);
}

static gboolean
read_text (const char    *text,
           JigJudgement  *judgement,
           GError       **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "p.jig", error);

  return node != NULL &&
         jig_judgement_read (json_node_get_object (node), "p.jig", judgement, error);
}

static void
test_round_trip (void)
{
  g_autofree char *text = write_text (&binary);
  JigJudgement again;

  /* What does not apply is absent, what cannot be had is null. */
  g_assert_null (strstr (text, "rmse"));
  g_assert_nonnull (strstr (text, "\"auc\":null"));

  g_assert_true (read_text (text, &again, NULL));
  g_assert_cmpuint (again.task, ==, JIG_TASK_BINARY);
  g_assert_cmpuint (again.n_rows, ==, 9);
  g_assert_cmpfloat (again.weight, ==, 6513);
  g_assert_cmpstr (again.baseline_kind, ==, "majority");
  g_assert_cmpfloat (again.baseline_value, ==, 1);
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      g_assert_true (again.values[i] == binary.values[i] || isnan (binary.values[i]));
      g_assert_cmpint (isnan (again.values[i]), ==, isnan (binary.values[i]));
      g_assert_true (again.baseline[i] == binary.baseline[i] || isnan (binary.baseline[i]));
    }
}

static void
test_regression (void)
{
  const JigJudgement made = {
    .task = JIG_TASK_REGRESSION, .n_rows = 2, .weight = 2,
    .values = { 1.5, 1.0, NAN, -0.5 }, .baseline = { 2.0, 1.75, 0.0, 0.0 },
    .baseline_kind = "mean", .baseline_value = 3.25,
  };
  g_autofree char *text = write_text (&made);
  g_autofree char *again = NULL;
  JigJudgement read;

  g_assert_true (read_text (text, &read, NULL));
  again = write_text (&read);
  g_assert_cmpstr (again, ==, text);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *says;
  } cases[] = {
    { "\"task\":\"binary\"", "\"task\":\"ranking\"", "ranking" },
    { "\"rows\":9", "\"rows\":-9", "rows" },
    { "\"weight\":6513", "\"weight\":\"x\"", "weight" },
    { "\"error\":0.25", "\"error\":\"x\"", "error" },
    { "\"error\":0.25,", "", "error" },
    { "\"majority\"", "\"mean\"", "mean" },
    { "\"baseline\"", "\"base\"", "baseline" },
    { "\"value\":1", "\"value\":[]", "value" },
  };
  g_autofree char *valid = write_text (&binary);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *place = strstr (valid, cases[i].from);
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;
      JigJudgement judgement = { .n_rows = 77 };

      g_assert_nonnull (place);
      text = g_strdup_printf ("%.*s%s%s", (int) (place - valid), valid, cases[i].to,
                              place + strlen (cases[i].from));
      g_assert_false (read_text (text, &judgement, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "p.jig"));
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_cmpuint (judgement.n_rows, ==, 77);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/judgement/round-trip", test_round_trip);
  g_test_add_func ("/judgement/regression", test_regression);
  g_test_add_func ("/judgement/refused", test_refused);

  return g_test_run ();
}
