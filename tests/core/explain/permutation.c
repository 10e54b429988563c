#include "core/explain/permutation.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/model/verdict.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#define N_ROWS 18

/* What decides is the size; "same" cannot. */
static const char * const table[] = {
  "size n:1|2|3|4|5|6|1|2|3|4|5|6|1|2|3|4|5|6",
  "same n:7|7|7|7|7|7|7|7|7|7|7|7|7|7|7|7|7|7",
  "noise n:3|1|4|1|5|9|2|6|5|3|5|8|9|7|9|3|2|3",
  "rows n:1|2|1|2|1|2|1|2|1|2|1|2|1|2|1|2|1|2",
  "cost n:10|20|30|40|50|60|12|22|32|42|52|62|11|21|31|41|51|61",
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

/* The table with one column in another order. */
static JigFrame *
mix_up (JigFrame *frame,
        gsize     index,
        guint64   seed,
        gsize     feature)
{
  JigColumn *columns[G_N_ELEMENTS (table) - 1];
  const gsize n_columns = G_N_ELEMENTS (columns);
  guint32 order[N_ROWS];
  JigRandom random;
  g_autoptr(JigColumn) mixed = NULL;
  GString *text;

  jig_random_init (&random, seed, "permutation", feature);
  for (guint32 i = 0; i < N_ROWS; i++)
    order[i] = i;
  jig_random_shuffle (&random, order, N_ROWS);
  text = g_string_new (jig_column_get_name (jig_frame_get_column (frame, index)));
  for (gsize i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "%s%g", i == 0 ? " n:" : "|",
                            jig_column_get_number (jig_frame_get_column (frame, index),
                                                   order[i]));
  mixed = jig_test_column (text->str);
  g_string_free (text, TRUE);

  for (gsize i = 0; i < n_columns; i++)
    columns[i] = i == index ? mixed : jig_frame_get_column (frame, i);

  return jig_frame_new (columns, n_columns, NULL);
}

static double
judge (const JigBundle *bundle,
       JigFrame        *frame,
       const char      *weight)
{
  JigJudgement judgement;

  g_assert_true (jig_bundle_judge (bundle, frame, weight, NULL, &judgement, NULL, NULL));

  return judgement.values[JIG_METRIC_RMSE];
}

/* The obvious way: the whole table again for every column, each of which is one feature. */
static void
test_reference (void)
{
  static const char * const kinds[] = { "linear", "boost" };
  static const char * const weights[] = { NULL, "rows" };
  g_autoptr(JigFrame) frame = jig_test_table (table);

  for (gsize i = 0; i < 4; i++)
    {
      const char *weight = weights[i / 2];
      g_autoptr(JigBundle) bundle = fit (kinds[i % 2]);
      JigModel *model = jig_bundle_get_model (bundle);
      const JigPermutationPlan plan = { bundle, frame, NULL, weight, 7 };
      double importances[4];

      g_assert_cmpuint (jig_model_get_n_features (model), ==, 4);
      g_assert_true (jig_permutation_measure (&plan, importances, NULL, NULL));
      for (gsize j = 0; j < 4; j++)
        {
          g_autoptr(JigFrame) mixed = mix_up (frame, j, 7, j);
          const double worse = judge (bundle, mixed, weight) - judge (bundle, frame, weight);

          g_test_message ("%s, %s", kinds[i % 2], jig_model_get_features (model)[j]);
          g_assert_cmpstr (jig_model_get_features (model)[j], ==,
                           jig_column_get_name (jig_frame_get_column (frame, j)));
          /* The reference would mix up the weights as well. */
          if (weight == NULL || j != 3)
            g_assert_cmpfloat (importances[j], ==, worse);
        }
      g_assert_cmpfloat (importances[0], >, importances[2]);
      g_assert_cmpfloat (importances[1], ==, 0.0);
    }
}

/* Rows without a label are left out, others that are not asked for as well. */
static void
test_rows (void)
{
  g_auto(GStrv) texts = g_strdupv ((char **) table);
  g_autoptr(JigBundle) bundle = fit ("linear");
  g_autoptr(JigRows) few = jig_test_rows (0, 12);
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigFrame) holes = NULL;
  const JigPermutationPlan by_rows = { bundle, frame, few, NULL, 7 };
  JigPermutationPlan by_labels = { bundle, NULL, NULL, NULL, 7 };
  double first[4], second[4], all[4];

  g_free (texts[4]);
  texts[4] = g_strdup ("cost n:10|20|30|40|50|60|12|22|32|42|52|62|?|?|?|?|?|?");
  holes = jig_test_table ((const char * const *) texts);
  by_labels.frame = holes;

  g_assert_true (jig_permutation_measure (&by_rows, first, NULL, NULL));
  g_assert_true (jig_permutation_measure (&by_labels, second, NULL, NULL));
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  by_labels.frame = frame;
  g_assert_true (jig_permutation_measure (&by_labels, all, NULL, NULL));
  g_assert_cmpfloat (all[0], !=, first[0]);
}

static void
test_refused (void)
{
  static const char * const no_size[] = { "same n:1", "noise n:1", "rows n:1", "cost n:1", NULL };
  static const char * const no_label[] = { "size n:1", "same n:1", "noise n:1", "rows n:1",
                                           "cost n:?", NULL };
  static const char * const no_cost[] = { "size n:1", "same n:1", "noise n:1", "rows n:1", NULL };
  const struct
  {
    const char * const *table;
    JigError            code;
    const char         *part;
  } rows[] = {
    { no_size, JIG_ERROR_MISMATCH, "size" },
    { no_label, JIG_ERROR_DATA, "None of the rows has a label." },
    { no_cost, JIG_ERROR_DATA, "cost" },
  };
  g_autoptr(JigBundle) bundle = fit ("linear");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigFrame) frame = jig_test_table (rows[i].table);
      const JigPermutationPlan plan = { bundle, frame, NULL, NULL, 1 };
      g_autoptr(GError) error = NULL;
      double importances[4];

      g_assert_false (jig_permutation_measure (&plan, importances, NULL, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      g_assert_nonnull (g_strstr_len (error->message, -1, rows[i].part));
    }
}

static void
cancel_at_half (double      fraction,
                const char *what,
                gpointer    user_data)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (user_data);
}

static void
test_cancelled (void)
{
  g_autoptr(JigBundle) bundle = fit ("linear");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { cancellable, cancel_at_half, cancellable, 0.0, 1.0 };
  const JigPermutationPlan plan = { bundle, frame, NULL, NULL, 1 };
  double importances[4] = { 9, 9, 9, 9 };
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_permutation_measure (&plan, importances, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (importances[3], ==, 9);
}

static gboolean
try_measure (gpointer   data,
             GError   **error)
{
  double importances[4];

  return jig_permutation_measure (data, importances, NULL, error);
}

static void
test_memory (void)
{
  g_autoptr(JigBundle) bundle = fit ("boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  JigPermutationPlan plan = { bundle, frame, NULL, "rows", 1 };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_measure, &plan), >, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permutation/reference", test_reference);
  g_test_add_func ("/permutation/rows", test_rows);
  g_test_add_func ("/permutation/refused", test_refused);
  g_test_add_func ("/permutation/cancelled", test_cancelled);
  g_test_add_func ("/permutation/memory", test_memory);

  return g_test_run ();
}
