/* What every kind of model promises, checked on every kind there is. */

#include "core/model/model.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static const JigTask tasks[] = { JIG_TASK_REGRESSION, JIG_TASK_BINARY, JIG_TASK_MULTICLASS };

/* Few trees, so that a test is quick. */
static const char *
quick_settings (const JigModelOps *ops)
{
  return jig_param_find (ops->params, "trees") != NULL ? "trees=3" : "";
}

typedef struct
{
  const JigModelOps    *ops;
  const JigTestSamples *samples;
} Case;

static void
for_each_task (const JigModelOps *ops,
               gsize              n_rows,
               gsize              n_features,
               void             (*check) (const Case *one))
{
  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_auto(JigTestSamples) samples = { 0 };

      if (!(ops->takes & JIG_TASK_TAKES (tasks[i])))
        continue;
      g_test_message ("%s", jig_task_name (tasks[i]));
      jig_test_samples_init (&samples, tasks[i], n_rows, n_features, 0.2, 5);
      check (&(Case) { ops, &samples });
    }
}

static JigModel *
fit_case (const Case         *one,
          const JigProgress  *progress,
          GError            **error)
{
  return jig_test_samples_fit (one->samples, one->ops->id, quick_settings (one->ops), progress,
                               error);
}

static double *
predict (const JigModel       *model,
         const JigTestSamples *samples)
{
  const gsize n_rows = samples->view.n_rows;
  double *margins = g_new0 (double, n_rows * jig_model_get_n_outputs (model));

  g_assert_true (jig_model_predict_margins (model, samples->features, n_rows, margins, NULL, NULL));

  return margins;
}

static void
check_fits (const Case *one)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) model = fit_case (one, NULL, &error);
  g_autofree double *margins = NULL;
  g_autofree double *importances = NULL;

  g_assert_no_error (error);
  margins = predict (model, one->samples);
  for (gsize i = 0; i < one->samples->view.n_rows * jig_model_get_n_outputs (model); i++)
    g_assert_true (isfinite (margins[i]));

  if (one->ops->get_importances == NULL)
    return;
  g_assert_nonnull (one->ops->importance_title);
  importances = g_new0 (double, one->samples->view.n_features);
  one->ops->get_importances (jig_model_get_data (model), importances);
  for (gsize i = 0; i < one->samples->view.n_features; i++)
    g_assert_true (isfinite (importances[i]) && importances[i] >= 0.0);
}

/* With blanks in a fifth of the cells. */
static void
test_fits (gconstpointer data)
{
  for_each_task (data, 200, 4, check_fits);
  for_each_task (data, 3, 1, check_fits);
}

static void
test_one_row (gconstpointer data)
{
  const JigModelOps *ops = data;
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 1, 2, 0.0, 5);
  if (ops->takes & JIG_TASK_TAKES (JIG_TASK_REGRESSION))
    check_fits (&(Case) { ops, &samples });
}

static void
check_one_class (const Case *one)
{
  g_autoptr(GError) error = NULL;

  if (one->samples->task == JIG_TASK_REGRESSION)
    return;

  for (gsize row = 0; row < one->samples->view.n_rows; row++)
    one->samples->targets[row] = 1.0;
  g_assert_null (fit_case (one, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_one_class (gconstpointer data)
{
  for_each_task (data, 20, 2, check_one_class);
}

static void
check_constant_label (const Case *one)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) model = NULL;
  g_autofree double *margins = NULL;

  if (one->samples->task != JIG_TASK_REGRESSION)
    return;

  for (gsize row = 0; row < one->samples->view.n_rows; row++)
    one->samples->targets[row] = 7.0;
  model = fit_case (one, NULL, &error);
  g_assert_no_error (error);
  margins = predict (model, one->samples);
  g_assert_cmpfloat_with_epsilon (margins[0], 7.0, 1.0);
}

static void
test_constant_label (gconstpointer data)
{
  for_each_task (data, 50, 2, check_constant_label);
}

static void
check_same_bytes (const Case *one)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigModel) model = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      model = fit_case (one, NULL, NULL);
      if (first == NULL)
        first = g_strdup (jig_model_get_hash (model));
      g_assert_cmpstr (jig_model_get_hash (model), ==, first);
    }
  jig_parallel_set_n_threads (0);
}

static void
test_same_bytes (gconstpointer data)
{
  for_each_task (data, 20000, 5, check_same_bytes);
}

static void
check_round_trip (const Case *one)
{
  const gsize n_rows = one->samples->view.n_rows;
  g_autoptr(JigModel) model = fit_case (one, NULL, NULL);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JigModel) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree double *margins = predict (model, one->samples);
  g_autofree double *same = NULL;
  gsize n_bytes;

  jig_model_write (model, writer);
  text = jig_json_writer_finish (writer);
  node = jig_json_parse (text, strlen (text), "m.jig", &error);
  g_assert_no_error (error);
  again = jig_model_read (json_node_get_object (node), "m.jig", &error);
  g_assert_no_error (error);

  g_assert_cmpstr (jig_model_get_hash (again), ==, jig_model_get_hash (model));
  same = predict (again, one->samples);
  n_bytes = n_rows * jig_model_get_n_outputs (model) * sizeof *margins;
  g_assert_cmpmem (same, n_bytes, margins, n_bytes);
}

static void
test_round_trip (gconstpointer data)
{
  for_each_task (data, 700, 4, check_round_trip);
}

/* A row's margins do not depend on the rows around it. */
static void
check_rows_alone (const Case *one)
{
  const gsize n_features = one->samples->view.n_features;
  g_autoptr(JigModel) model = fit_case (one, NULL, NULL);
  const guint n_outputs = jig_model_get_n_outputs (model);
  g_autofree double *margins = predict (model, one->samples);

  for (gsize row = 0; row < one->samples->view.n_rows; row += 101)
    {
      double own[3];

      g_assert_true (jig_model_predict_margins (model, one->samples->features + row * n_features,
                                                1, own, NULL, NULL));
      g_assert_cmpmem (own, n_outputs * sizeof *own,
                       margins + row * n_outputs, n_outputs * sizeof *own);
    }
  g_assert_true (jig_model_predict_margins (model, NULL, 0, NULL, NULL, NULL));
}

static void
test_rows_alone (gconstpointer data)
{
  for_each_task (data, 1025, 4, check_rows_alone);
}

static gboolean
try_fitting (gpointer   data,
             GError   **error)
{
  g_autoptr(JigModel) model = fit_case (data, NULL, error);

  return model != NULL;
}

static void
check_memory (const Case *one)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fitting, (gpointer) one), >=, 1);
}

static void
test_out_of_memory (gconstpointer data)
{
  for_each_task (data, 60, 2, check_memory);
}

typedef struct
{
  GCancellable *cancellable;
  guint         n_left;      /* reports until it is cancelled */
  double        last;
} Watch;

static void
watch (double      fraction,
       const char *what,
       gpointer    user_data)
{
  Watch *self = user_data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  self->last = fraction;
  if (self->n_left-- == 0)
    g_cancellable_cancel (self->cancellable);
}

static void
check_cancelled (const Case *one)
{
  const gsize in_use = jig_alloc_get_in_use ();

  for (guint n_reports = 0; n_reports < 3; n_reports++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Watch state = { cancellable, n_reports };
      const JigProgress progress = { cancellable, watch, &state, 0.0, 1.0 };
      g_autoptr(GError) error = NULL;
      g_autoptr(JigModel) model = fit_case (one, &progress, &error);

      /* A fit may be over before so many reports. */
      if (model != NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, in_use);
    }
}

static void
test_cancelled (gconstpointer data)
{
  for_each_task (data, 5000, 4, check_cancelled);
}

static void
test_cancelled_before (gconstpointer data)
{
  const JigModelOps *ops = data;
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 50, 2, 0.0, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (fit_case (&(Case) { ops, &samples }, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_words (gconstpointer data)
{
  const JigModelOps *ops = data;

  g_assert_cmpuint (ops->takes, !=, 0);
  g_assert_true (g_str_has_suffix (ops->summary, "."));
  g_assert_nonnull (ops->title);
  g_assert_true (jig_model_find_ops (ops->id) == ops);
}

/* A build folder set up before a file was added has not heard of it: `meson
 * setup --reconfigure` tells it. */
static void
test_none_left_out (void)
{
  static const char * const folders[] = { "core/model", "core/boost" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", folders[i], NULL);
      g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
      const char *name;

      while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
        if (g_str_has_prefix (name, "model-") && g_str_has_suffix (name, ".c"))
          {
            g_autofree char *id = g_strndup (name + 6, strlen (name) - 8);

            g_assert_nonnull (jig_model_find_ops (id));
          }
    }
}

static void
add (const JigModelOps *ops,
     const char        *name,
     GTestDataFunc      func)
{
  g_autofree char *path = g_strdup_printf ("/contract/%s/%s", ops->id, name);

  g_test_add_data_func (path, ops, func);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; jig_models[i] != NULL; i++)
    {
      add (jig_models[i], "fits", test_fits);
      add (jig_models[i], "one-row", test_one_row);
      add (jig_models[i], "one-class", test_one_class);
      add (jig_models[i], "constant-label", test_constant_label);
      add (jig_models[i], "same-bytes", test_same_bytes);
      add (jig_models[i], "round-trip", test_round_trip);
      add (jig_models[i], "rows-alone", test_rows_alone);
      add (jig_models[i], "out-of-memory", test_out_of_memory);
      add (jig_models[i], "cancelled", test_cancelled);
      add (jig_models[i], "cancelled-before", test_cancelled_before);
      add (jig_models[i], "words", test_words);
    }
  g_test_add_func ("/contract/none-left-out", test_none_left_out);

  return g_test_run ();
}
