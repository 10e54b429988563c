#include "core/model/compare.h"

#include "core/base/error.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

static const double targets[] = { 1, 0, 1, 0, 1 };
static const double first[] = { 0.1 + 0.2, 1.0 / 3.0, 0.9, 0.5, 0.7 };
static const double second[] = { 0.8, 0.25, 0.75, 0.125, 1e-300 };
static const double weights[] = { 1, 2, 0.1, 1, 1 };
static const guint32 groups[] = { 4, 4, 1, 2, 2 };
static const guint32 ids[] = { 10, 3, 12, 1, 99 };

static JigComparison *
make (JigTask task,
      gsize   n_entrants)
{
  static double shares[] = { 0.25, 0.75 };
  const gboolean is_regression = task == JIG_TASK_REGRESSION;
  const JigBaseline baseline = { 0.3, shares, is_regression ? 1 : 2 };
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 5, NULL);
  const JigEntrant entrants[] = { { "A \"1\"", "aaaa", first }, { "나", NULL, second } };
  const JigContest contest = {
    .task = task, .n_classes = is_regression ? 1 : 2, .target = "churn", .rows = rows,
    .targets = targets, .weights = n_entrants == 2 ? weights : NULL, .groups = groups,
    .baseline = &baseline, .n_resamples = 40, .margin = 0.01, .seed = G_MAXINT64,
  };

  return jig_compare (&contest, entrants, n_entrants, NULL, NULL);
}

static char *
write_text (const JigComparison *comparison)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_comparison_write (comparison, writer);

  return jig_json_writer_finish (writer);
}

static JigComparison *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "p.jig", NULL);

  g_assert_nonnull (node);

  return jig_comparison_read (json_node_get_object (node), "p.jig", error);
}

static void
check_round_trip (JigTask task,
                  gsize   n_entrants)
{
  g_autoptr(JigComparison) comparison = make (task, n_entrants);
  g_autofree char *text = write_text (comparison);
  g_autofree char *hash = jig_comparison_dup_hash (comparison);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigComparison) again = read_text (text, &error);
  g_autofree char *text_again = NULL;
  g_autofree char *hash_again = NULL;

  g_assert_no_error (error);
  text_again = write_text (again);
  hash_again = jig_comparison_dup_hash (again);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_cmpstr (hash_again, ==, hash);
  g_assert_cmpmem (again->contestants[1].predictions, sizeof first,
                   comparison->contestants[1].predictions, sizeof first);
  g_assert_cmpstr (again->contestants[1].name, ==, comparison->contestants[1].name);
  g_assert_cmpuint (jig_rows_get_ids (again->rows)[4], ==, 99);
  g_assert_cmpint ((int) again->contestants[1].verdicts[JIG_METRIC_AUC].mark, ==,
                   (int) comparison->contestants[1].verdicts[JIG_METRIC_AUC].mark);
}

static void
test_round_trip (void)
{
  check_round_trip (JIG_TASK_BINARY, 2);
  check_round_trip (JIG_TASK_BINARY, 1);
  check_round_trip (JIG_TASK_REGRESSION, 2);
  check_round_trip (JIG_TASK_REGRESSION, 1);
}

/* Replaces the first @from. */
static char *
change (const char *text,
        const char *from,
        const char *to)
{
  const char *place = strstr (text, from);

  g_assert_nonnull (place);

  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, to, place + strlen (from));
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
    { "\"task\":\"binary\"", "\"task\":\"ranking\"", "task" },
    { "\"task\":\"binary\"", "\"task\":\"regression\"", "classes" },
    { "\"classes\":2", "\"classes\":3", "classes" },
    { "\"classes\":2", "\"classes\":0", "classes" },
    { "\"target\":\"churn\"", "\"target\":7", "target" },
    { "\"groups\":3", "\"groups\":6", "groups" },
    { "\"resamples\":40", "\"resamples\":-1", "resamples" },
    { "\"margin\":0.01", "\"margin\":-0.01", "margin" },
    { "\"seed\":9223372036854775807", "\"seed\":-1", "seed" },
    { "\"rows\":[10,", "\"rows\":[10.5,", "rows" },
    { "\"rows\":[10,", "\"rows\":[-1,", "rows" },
    { "\"rows\":[10,", "\"rows\":[4294967295,", "rows" },
    { "\"rows\":[10,3,12,1,99]", "\"rows\":[]", "rows" },
    { "\"rows\":[10,3,12,1,99]", "\"rows\":7", "rows" },
    { "\"targets\":[1,", "\"targets\":[2,", "targets" },
    { "\"targets\":[1,", "\"targets\":[", "targets" },
    { "\"targets\":[1,", "\"targets\":[\"x\",", "targets" },
    { "\"weights\":[1,", "\"weights\":[-1,", "targets" },
    { "\"weights\":[1,", "\"weights\":[", "weights" },
    { "\"contestants\":[", "\"contestants\":[7,", "contestants" },
    { "\"contestants\":[", "\"contestants\":[],\"odd\":[", "contestants" },
    { "\"contestants\":[", "\"contestants\":[1,1,1,1,1,1,1,", "contestants" },
    { "\"name\":\"나\"", "\"name\":null", "name" },
    { "\"hash\":\"aaaa\"", "\"hash\":7", "hash" },
    { "\"judgement\":{\"task\":\"binary\",\"rows\":5", "\"judgement\":{\"task\":\"binary\","
      "\"rows\":6", "judgement" },
    { "\"judgement\":{\"task\":\"binary\"", "\"judgement\":{\"task\":\"multiclass\"", "judgement" },
    { "\"intervals\":{\"error\":{", "\"intervals\":{\"error\":7,\"odd\":{", "error" },
    { "\"intervals\":{\"error\":{\"low\":", "\"intervals\":{\"error\":{\"lower\":", "low" },
    { "\"verdicts\":{\"error\":{\"difference\":", "\"verdicts\":{\"error\":{\"odd\":",
      "difference" },
    { "\"verdicts\"", "\"verdict\"", "verdicts" },
    { "\"predictions\":[", "\"predictions\":[1,", "predictions" },
    { "\"predictions\":[0.30000000000000004", "\"predictions\":[null", "predictions" },
  };
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2);
  g_autofree char *valid = write_text (comparison);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = change (valid, cases[i].from, cases[i].to);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].to);
      g_assert_null (read_text (text, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "p.jig"));
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static gboolean
try_read (gpointer   data,
          GError   **error)
{
  g_autoptr(JigComparison) comparison = jig_comparison_read (data, "p.jig", error);

  return comparison != NULL;
}

static void
test_out_of_memory (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2);
  g_autofree char *text = write_text (comparison);
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "p.jig", NULL);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_read, json_node_get_object (node)), ==,
                    6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compare-file/round-trip", test_round_trip);
  g_test_add_func ("/compare-file/refused", test_refused);
  g_test_add_func ("/compare-file/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
