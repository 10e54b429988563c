#include "core/boost/objective.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/likelihood.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

#define CHUNK_ROWS 4096

static guint
n_outputs_of (const JigTestSamples *samples)
{
  return jig_task_n_outputs (samples->task, samples->n_classes);
}

/* Margins between -2 and 2 that have nothing to do with the labels: (n_outputs,
 * n_rows). */
static float *
make_margins (const JigTestSamples *samples)
{
  const gsize n_margins = samples->view.n_rows * n_outputs_of (samples);
  float *margins = g_new0 (float, n_margins + 1);

  for (gsize i = 0; i < n_margins; i++)
    margins[i] = (float) (i * 7919 % 4001) / 1000.0f - 2.0f;

  return margins;
}

static JigLossRows
view_rows (const JigTestSamples *samples,
           const float          *margins,
           float                *grad,
           float                *hess)
{
  return (JigLossRows) { margins, samples->view.targets, samples->view.weights,
                         samples->view.n_rows, n_outputs_of (samples), grad, hess };
}

/* The margins of one row as doubles. */
static void
get_margins (const JigTestSamples *samples,
             const float          *margins,
             gsize                 row,
             double                own[3])
{
  for (guint k = 0; k < n_outputs_of (samples); k++)
    own[k] = (double) margins[k * samples->view.n_rows + row];
}

static void
test_of_task (void)
{
  static const char * const ids[] = { "squared", "logistic", "softmax" };

  for (guint task = 0; task < G_N_ELEMENTS (ids); task++)
    {
      g_assert_cmpstr (jig_objective_of_task ((JigTask) task)->id, ==, ids[task]);
      g_assert_cmpint (jig_objective_of_task ((JigTask) task)->task, ==, (JigTask) task);
    }
}

static void
test_find (void)
{
  static const char * const ids[] = { "squared", "absolute", "huber", "quantile", "poisson",
                                      "gamma", "tweedie", "logistic", "softmax" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (jig_objective_find (ids[i])->id, ==, ids[i]);
  g_assert_null (jig_objective_find ("auto"));
  g_assert_cmpint (jig_objective_find ("poisson")->link, ==, JIG_LINK_EXP);
  g_assert_cmpint (jig_objective_find ("huber")->link, ==, JIG_LINK_VALUE);
}

static void
test_labels (void)
{
  static const double targets[] = { 1, 0, -2 };
  static const struct
  {
    const char *id;
    gsize       n_rows;
    gsize       n_watched;
    JigTask     task;
    gint        code;
    const char *says;     /* NULL: they are taken */
  } cases[] = {
    { "squared", 3, 3, JIG_TASK_REGRESSION, 0, NULL },
    { "poisson", 2, 2, JIG_TASK_REGRESSION, 0, NULL },
    { "tweedie", 2, 0, JIG_TASK_REGRESSION, 0, NULL },
    { "gamma", 1, 1, JIG_TASK_REGRESSION, 0, NULL },
    { "gamma", 2, 1, JIG_TASK_REGRESSION, JIG_ERROR_DATA,
      "Row 2: the label must be above 0 for the objective \"gamma\", not 0." },
    { "gamma", 1, 2, JIG_TASK_REGRESSION, JIG_ERROR_DATA, "Row 2: " },
    { "poisson", 3, 0, JIG_TASK_REGRESSION, JIG_ERROR_DATA,
      "Row 3: the label must be 0 or more for the objective \"poisson\", not -2." },
    { "tweedie", 1, 3, JIG_TASK_REGRESSION, JIG_ERROR_DATA, "Row 3: " },
    { "poisson", 2, 0, JIG_TASK_BINARY, JIG_ERROR_VALUE,
      "The objective \"poisson\" is for the task regression, and the task here is binary" },
    { "logistic", 2, 0, JIG_TASK_MULTICLASS, JIG_ERROR_VALUE, "task binary" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigSamples samples = { NULL, targets, NULL, cases[i].n_rows, 0 };
      const JigSamples watched = { NULL, targets, NULL, cases[i].n_watched, 0 };
      const JigFit fit = { .samples = &samples, .watched = &watched, .task = cases[i].task };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s %zu", cases[i].id, cases[i].n_rows);
      g_assert_cmpint (jig_objective_check (jig_objective_find (cases[i].id), &fit, &error), ==,
                       cases[i].says == NULL);
      if (cases[i].says == NULL)
        continue;
      g_assert_error (error, JIG_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_to_margin (void)
{
  static const struct
  {
    JigTask  task;
    double   score;
    gboolean is_good;
    double   margin;
  } cases[] = {
    { JIG_TASK_REGRESSION, 3.5, TRUE, 3.5 },
    { JIG_TASK_REGRESSION, -1e300, TRUE, -1e300 },
    { JIG_TASK_REGRESSION, INFINITY, FALSE, 0.0 },
    { JIG_TASK_REGRESSION, NAN, FALSE, 0.0 },
    { JIG_TASK_BINARY, 0.5, TRUE, 0.0 },
    { JIG_TASK_BINARY, 0.25, TRUE, -1.0986122886681098 },   /* -ln 3 */
    { JIG_TASK_BINARY, 0.0, FALSE, 0.0 },
    { JIG_TASK_BINARY, 1.0, FALSE, 0.0 },
    { JIG_TASK_BINARY, NAN, FALSE, 0.0 },
    { JIG_TASK_MULTICLASS, 0.5, TRUE, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigObjective *objective = jig_objective_of_task (cases[i].task);
      double margin = NAN;

      g_test_message ("%s %g", objective->id, cases[i].score);
      g_assert_cmpint (objective->to_margin (cases[i].score, &margin), ==, cases[i].is_good);
      if (cases[i].is_good)
        g_assert_cmpfloat_with_epsilon (margin, cases[i].margin, 4e-16);
    }
}

/* Labels 0 1 1 2 with weights 4 1 1 2. */
static void
test_start (void)
{
  static const double targets[] = { 0, 1, 1, 2 };
  static const double weights[] = { 4, 1, 1, 2 };
  const JigSamples samples = { NULL, targets, weights, 4, 0 };
  const JigSamples two = { NULL, targets, weights, 3, 0 };
  JigFit fit = { .samples = &samples, .task = JIG_TASK_REGRESSION, .n_classes = 1 };
  double margins[3];

  g_assert_true (jig_objective_of_task (fit.task)->start (&fit, 0.0, margins, NULL));
  g_assert_cmpfloat (margins[0], ==, 0.75);

  fit = (JigFit) { .samples = &samples, .task = JIG_TASK_MULTICLASS, .n_classes = 3 };
  g_assert_true (jig_objective_of_task (fit.task)->start (&fit, 0.0, margins, NULL));
  g_assert_cmpfloat_with_epsilon (margins[0], log (0.5), 4e-16);
  g_assert_cmpfloat_with_epsilon (margins[1], log (0.25), 4e-16);
  g_assert_cmpfloat_with_epsilon (margins[2], log (0.25), 4e-16);

  fit = (JigFit) { .samples = &two, .task = JIG_TASK_BINARY, .n_classes = 2 };
  g_assert_true (jig_objective_of_task (fit.task)->start (&fit, 0.0, margins, NULL));
  g_assert_cmpfloat_with_epsilon (margins[0], log (0.5), 4e-16);
}

/* Where all rows are of one class, the margin is large and not infinite. */
static void
test_start_certain (void)
{
  static const double targets[] = { 1, 1 };
  const JigSamples samples = { NULL, targets, NULL, 2, 0 };
  JigFit fit = { .samples = &samples, .task = JIG_TASK_BINARY, .n_classes = 2 };
  double margins[3];

  g_assert_true (jig_objective_of_task (fit.task)->start (&fit, 0.0, margins, NULL));
  g_assert_cmpfloat_with_epsilon (margins[0], 13.8155, 1e-4);   /* ln (1 / 10^-6 - 1) */

  fit = (JigFit) { .samples = &samples, .task = JIG_TASK_MULTICLASS, .n_classes = 3 };
  g_assert_true (jig_objective_of_task (fit.task)->start (&fit, 0.0, margins, NULL));
  g_assert_cmpfloat_with_epsilon (margins[0], -13.8155, 1e-4);
  g_assert_true (margins[2] == margins[0]);
}

/* The loss of one row and its slope by a difference of losses; the error of that
 * is below 1e-9 for steps of 1e-5 and losses of this size. */
static double
slope_of (JigTask       task,
          const double *margins,
          guint         n_outputs,
          guint         output,
          double        target)
{
  double near[3];
  double above;

  memcpy (near, margins, n_outputs * sizeof *near);
  near[output] = margins[output] + 1e-5;
  above = jig_likelihood_loss (task, near, n_outputs, target);
  near[output] = margins[output] - 1e-5;

  return (above - jig_likelihood_loss (task, near, n_outputs, target)) / 2e-5;
}

/* The second derivative from the first: 1, p (1 - p), and 2 p (1 - p). */
static double
bend_of (JigTask task,
         double  slope,
         double  truth)
{
  const double p = slope + truth;

  return task == JIG_TASK_REGRESSION ? 1.0 : (task == JIG_TASK_BINARY ? 1.0 : 2.0) * p * (1.0 - p);
}

/* Floats: relative to numbers of up to 2. */
static void
check_derivatives (JigTask task,
                   gsize   n_rows)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autofree float *margins = NULL;
  g_autofree float *grad = NULL;
  g_autofree float *hess = NULL;
  JigLossRows rows;

  jig_test_samples_init (&samples, task, n_rows, 1, 0.0, 2);
  samples.view.weights = samples.weights;
  margins = make_margins (&samples);
  grad = g_new0 (float, n_rows * n_outputs_of (&samples) + 1);
  hess = g_new0 (float, n_rows * n_outputs_of (&samples) + 1);
  rows = view_rows (&samples, margins, grad, hess);

  g_assert_true (jig_objective_derive (jig_objective_of_task (task), &rows, NULL, NULL));
  for (gsize row = 0; row < n_rows; row++)
    for (guint k = 0; k < n_outputs_of (&samples); k++)
      {
        const double target = samples.targets[row];
        const double truth = task == JIG_TASK_MULTICLASS ? (target == k ? 1.0 : 0.0) : target;
        const double weight = samples.weights[row];
        double own[3];
        double slope;

        get_margins (&samples, margins, row, own);
        slope = slope_of (task, own, n_outputs_of (&samples), k, target);
        g_assert_cmpfloat_with_epsilon ((double) grad[k * n_rows + row], weight * slope,
                                        5e-7 * (1.0 + weight * fabs (slope)));
        g_assert_cmpfloat_with_epsilon ((double) hess[k * n_rows + row],
                                        weight * bend_of (task, slope, truth),
                                        5e-7 * (1.0 + weight));
      }
}

static void
test_derive (gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 3, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_derivatives ((JigTask) GPOINTER_TO_INT (data), sizes[i]);
}

/* A row that could not be surer still has a cover, and nothing is infinite. */
static void
test_derive_certain (void)
{
  static const double targets[] = { 1, 0 };
  static const float margins[] = { 1000, 1000 };
  static const float several[] = { 1000, -1000, 0, 1000, 0, 0 };
  float grad[6];
  float hess[6];
  const JigLossRows two = { margins, targets, NULL, 2, 1, grad, hess };
  const JigLossRows three = { several, targets, NULL, 2, 3, grad, hess };

  g_assert_true (jig_objective_derive (jig_objective_of_task (JIG_TASK_BINARY), &two, NULL, NULL));
  g_assert_cmpfloat ((double) grad[0], ==, 0.0);
  g_assert_cmpfloat ((double) grad[1], ==, 1.0);
  g_assert_cmpfloat ((double) hess[0], ==, (double) 1e-16f);
  g_assert_cmpfloat ((double) hess[1], ==, (double) 1e-16f);

  g_assert_true (jig_objective_derive (jig_objective_of_task (JIG_TASK_MULTICLASS), &three, NULL,
                                       NULL));
  g_assert_cmpfloat ((double) grad[0], ==, 1.0);
  g_assert_cmpfloat ((double) grad[2], ==, -1.0);
  for (gsize i = 0; i < 6; i++)
    g_assert_cmpfloat ((double) hess[i], ==, (double) 1e-16f);
}

/* Straight on, in one sum of doubles. */
static double
obvious_loss (const JigTestSamples *samples,
              const float          *margins)
{
  double sum = 0.0;
  double weight = 0.0;

  for (gsize row = 0; row < samples->view.n_rows; row++)
    {
      double own[3];

      get_margins (samples, margins, row, own);
      sum += samples->weights[row] * jig_likelihood_loss (samples->task, own,
                                                          n_outputs_of (samples),
                                                          samples->targets[row]);
      weight += samples->weights[row];
    }

  return samples->task == JIG_TASK_REGRESSION ? sqrt (2.0 * sum / weight) : sum / weight;
}

static void
test_loss (gconstpointer data)
{
  static const gsize sizes[] = { 1, 3, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 10000 };
  const JigTask task = (JigTask) GPOINTER_TO_INT (data);
  const JigObjective *objective = jig_objective_of_task (task);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto(JigTestSamples) samples = { 0 };
      g_autofree float *margins = NULL;
      double first = NAN;
      JigLossRows rows;

      jig_test_samples_init (&samples, task, sizes[i], 1, 0.0, 2);
      samples.view.weights = samples.weights;
      margins = make_margins (&samples);
      rows = view_rows (&samples, margins, NULL, NULL);
      for (guint n_threads = 1; n_threads <= 7; n_threads += 2)
        {
          double loss;

          jig_parallel_set_n_threads (n_threads);
          g_assert_true (jig_objective_loss (objective, &rows, &loss, NULL, NULL));
          g_assert_cmpfloat_with_epsilon (loss, obvious_loss (&samples, margins), 5e-7);
          if (n_threads == 1)
            first = loss;
          g_assert_cmpmem (&loss, sizeof loss, &first, sizeof first);
        }
      jig_parallel_set_n_threads (0);
    }
}

static void
test_loss_of_nothing (void)
{
  static const double targets[] = { 1, 0 };
  static const double weights[] = { 0, 0 };
  static const float margins[] = { 0, 0 };
  const JigLossRows weightless = { margins, targets, weights, 2, 1 };
  const JigLossRows none = { .n_outputs = 1 };
  const JigObjective *objective = jig_objective_of_task (JIG_TASK_BINARY);
  double loss = 0.0;

  g_assert_true (jig_objective_loss (objective, &weightless, &loss, NULL, NULL));
  g_assert_true (isnan (loss));
  loss = 0.0;
  g_assert_true (jig_objective_loss (objective, &none, &loss, NULL, NULL));
  g_assert_true (isnan (loss));
}

static gboolean
try_loss (gpointer   data,
          GError   **error)
{
  const JigLossRows *rows = data;
  double loss = 7.0;
  const gboolean is_good = jig_objective_loss (jig_objective_of_task (JIG_TASK_REGRESSION), rows,
                                               &loss, NULL, error);

  g_assert_true (is_good || loss == 7.0);

  return is_good;
}

static const double three_targets[] = { 1, 2, 3 };
static const float three_margins[] = { 0, 0, 0 };

static void
test_out_of_memory (void)
{
  JigLossRows rows = { three_margins, three_targets, NULL, 3, 1 };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_loss, &rows), ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  const JigObjective *objective = jig_objective_of_task (JIG_TASK_REGRESSION);
  g_autoptr(GError) derive = NULL;
  g_autoptr(GError) judge = NULL;
  float grad[3];
  float hess[3];
  double loss;
  const JigLossRows rows = { three_margins, three_targets, NULL, 3, 1, grad, hess };

  g_cancellable_cancel (cancellable);

  g_assert_false (jig_objective_derive (objective, &rows, &progress, &derive));
  g_assert_error (derive, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (jig_objective_loss (objective, &rows, &loss, &progress, &judge));
  g_assert_error (judge, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/objective/of-task", test_of_task);
  g_test_add_func ("/objective/find", test_find);
  g_test_add_func ("/objective/labels", test_labels);
  g_test_add_func ("/objective/to-margin", test_to_margin);
  g_test_add_func ("/objective/start", test_start);
  g_test_add_func ("/objective/start/certain", test_start_certain);
  for (int task = JIG_TASK_REGRESSION; task <= JIG_TASK_MULTICLASS; task++)
    {
      const char *id = jig_objective_of_task ((JigTask) task)->id;
      g_autofree char *derive = g_strdup_printf ("/objective/derive/%s", id);
      g_autofree char *loss = g_strdup_printf ("/objective/loss/%s", id);

      g_test_add_data_func (derive, GINT_TO_POINTER (task), test_derive);
      g_test_add_data_func (loss, GINT_TO_POINTER (task), test_loss);
    }
  g_test_add_func ("/objective/derive/certain", test_derive_certain);
  g_test_add_func ("/objective/loss/nothing", test_loss_of_nothing);
  g_test_add_func ("/objective/out-of-memory", test_out_of_memory);
  g_test_add_func ("/objective/cancelled", test_cancelled);

  return g_test_run ();
}
