#include "core/boost/gradient-sample.h"

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_ROWS 16384

typedef struct
{
  JigSamples  view;
  guint       n_outputs;
  float      *grad;
  float      *hess;
  guint32    *rows;
  gsize       n_kept;
} Fixture;

/* Derivatives of few sizes, so that there are ties; every fifth row weighs nothing. */
static void
fixture_init (Fixture  *self,
              gsize     n_rows,
              guint     n_outputs,
              gboolean  is_weighted)
{
  double *weights = g_new0 (double, n_rows + 1);
  JigRandom random;

  *self = (Fixture) { { .n_rows = n_rows }, n_outputs };
  self->grad = g_new0 (float, n_rows * n_outputs + 1);
  self->hess = g_new0 (float, n_rows * n_outputs + 1);
  self->rows = g_new0 (guint32, n_rows + 1);
  jig_random_init (&random, 1, "test", n_rows);

  for (gsize row = 0; row < n_rows; row++)
    weights[row] = is_weighted && row % 5 == 0 ? 0.0 : 1.0;
  for (gsize i = 0; i < n_rows * n_outputs; i++)
    {
      self->grad[i] = (float) (weights[i % n_rows] * round (8.0 * jig_random_normal (&random)));
      self->hess[i] = (float) (weights[i % n_rows] * (0.5 + (double) (i % 3)));
    }
  self->view.weights = weights;
}

static void
fixture_clear (Fixture *self)
{
  g_free ((gpointer) self->view.weights);
  g_free (self->grad);
  g_free (self->hess);
  g_free (self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
sample (Fixture                      *self,
        const JigGradientSampleRules *rules,
        guint                         round)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_gradient_sample_rows (rules, &self->view, self->n_outputs, 3, round,
                                           self->grad, self->hess, self->rows, &self->n_kept,
                                           NULL, &error));
  g_assert_no_error (error);
}

typedef struct
{
  float   size;
  guint32 row;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *first = a;
  const Ranked *second = b;

  if (first->size != second->size)
    return first->size > second->size ? -1 : 1;

  return (first->row > second->row) - (first->row < second->row);
}

/* The obvious way: all rows in order. */
static guint8 *
find_top (const Fixture *fixture,
          double         share)
{
  const gsize n_rows = fixture->view.n_rows;
  g_autofree Ranked *ranked = g_new0 (Ranked, n_rows + 1);
  guint8 *is_top = g_new0 (guint8, n_rows + 1);
  gsize n_weighing = 0;

  for (gsize row = 0; row < n_rows; row++)
    {
      ranked[row].row = (guint32) row;
      n_weighing += fixture->view.weights[row] > 0.0 ? 1 : 0;
      for (guint k = 0; k < fixture->n_outputs; k++)
        ranked[row].size += fabsf (fixture->grad[k * n_rows + row]) *
                            fixture->hess[k * n_rows + row];
    }
  qsort (ranked, n_rows, sizeof *ranked, compare_ranked);
  for (gsize i = 0; i < (gsize) ceil (share * (double) n_weighing - 1e-9); i++)
    is_top[ranked[i].row] = 1;

  return is_top;
}

/* The top is kept as it is; of the others some, multiplied; every row is there
 * once; and how many are drawn is within five standard deviations. */
static void
check (gsize  n_rows,
       guint  n_outputs,
       double top,
       double other)
{
  const JigGradientSampleRules rules = { top, other };
  const double share = top < 1.0 ? MIN (other / (1.0 - top), 1.0) : 0.0;
  g_auto(Fixture) before = { 0 };
  g_auto(Fixture) fixture = { 0 };
  g_autofree guint8 *is_top = NULL;
  g_autofree guint8 *met = g_new0 (guint8, n_rows + 1);
  gsize n_top = 0;
  gsize n_drawn = 0;

  fixture_init (&before, n_rows, n_outputs, TRUE);
  fixture_init (&fixture, n_rows, n_outputs, TRUE);
  is_top = find_top (&before, top);
  sample (&fixture, &rules, 7);

  for (gsize i = 0; i < n_rows; i++)
    {
      const guint32 row = fixture.rows[i];
      const gboolean is_drawn = i < fixture.n_kept && !is_top[row];
      const float factor = is_drawn ? (float) (1.0 / share) : 1.0f;

      g_assert_cmpuint (row, <, n_rows);
      g_assert_cmpuint (met[row]++, ==, 0);
      g_assert_true (i < fixture.n_kept || !is_top[row]);
      g_assert_true (i == 0 || i >= fixture.n_kept || fixture.rows[i - 1] < row);
      n_top += is_top[row];
      n_drawn += is_drawn ? 1 : 0;
      for (gsize k = row; k < n_outputs * n_rows; k += n_rows)
        {
          g_assert_cmpfloat (fixture.grad[k], ==, before.grad[k] * factor);
          g_assert_cmpfloat (fixture.hess[k], ==, before.hess[k] * factor);
        }
    }
  g_assert_cmpfloat_with_epsilon ((double) n_drawn, share * (double) (n_rows - n_top),
                                  5.0 * sqrt (share * (1.0 - share) * (double) n_rows) + 1e-9);
}

static void
test_rows (void)
{
  static const gsize sizes[] = { 0, 1, 2, 100, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 40000 };
  static const JigGradientSampleRules rules[] = {
    { 0.2, 0.1 }, { 0.0, 0.3 }, { 0.3, 0.0 }, { 0.9, 0.1 }, { 1.0, 0.0 }, { 0.001, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rules); k++)
      check (sizes[i], 1 + (guint) k % 3, rules[k].top, rules[k].other);
}

/* The derivatives of the rows that are kept add up to those of all rows, but for
 * the luck of the draw. */
static void
test_sums (void)
{
  const JigGradientSampleRules rules = { 0.2, 0.2 };
  g_auto(Fixture) fixture = { 0 };
  double all = 0.0;
  double kept = 0.0;

  fixture_init (&fixture, 40000, 1, FALSE);
  for (gsize row = 0; row < 40000; row++)
    all += (double) fixture.hess[row];
  sample (&fixture, &rules, 1);
  for (gsize i = 0; i < fixture.n_kept; i++)
    kept += (double) fixture.hess[fixture.rows[i]];

  /* Five standard deviations: 32,000 rows of up to 2.5, of which one in four counts for four. */
  g_assert_cmpfloat_with_epsilon (kept, all, 5.0 * 2.5 * sqrt (3.0 * 32000.0));
}

static void
test_repeatable (void)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  const JigGradientSampleRules rules = { 0.1, 0.2 };
  g_auto(Fixture) first = { 0 };
  g_auto(Fixture) other = { 0 };

  fixture_init (&first, 50000, 2, TRUE);
  fixture_init (&other, 50000, 2, TRUE);
  sample (&first, &rules, 1);
  sample (&other, &rules, 2);
  g_assert_true (memcmp (first.rows, other.rows, 50000 * sizeof (guint32)) != 0);

  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_auto(Fixture) fixture = { 0 };

      fixture_init (&fixture, 50000, 2, TRUE);
      jig_parallel_set_n_threads (n_threads[i]);
      sample (&fixture, &rules, 1);
      g_assert_cmpuint (fixture.n_kept, ==, first.n_kept);
      g_assert_cmpmem (fixture.rows, 50000 * sizeof (guint32),
                       first.rows, 50000 * sizeof (guint32));
      g_assert_cmpmem (fixture.grad, 100000 * sizeof (float),
                       first.grad, 100000 * sizeof (float));
    }
  jig_parallel_set_n_threads (0);
}

static void
test_is_on (void)
{
  const JigGradientSampleRules off = { 0.0, 0.0 };
  const JigGradientSampleRules on = { 0.2, 0.1 };

  g_assert_false (jig_gradient_sample_is_on (&off, 1.0, 100));
  g_assert_false (jig_gradient_sample_is_on (&on, 0.1, 10));
  g_assert_true (jig_gradient_sample_is_on (&on, 0.1, 11));
  g_assert_false (jig_gradient_sample_is_on (&on, 0.3, 4));
  g_assert_true (jig_gradient_sample_is_on (&on, 0.3, 5));
  g_assert_false (jig_gradient_sample_is_on (&on, 1.0, 1));
  g_assert_true (jig_gradient_sample_is_on (&on, 1.0, 2));
}

static gboolean
try_sampling (gpointer   data,
              GError   **error)
{
  const JigGradientSampleRules rules = { 0.2, 0.1 };
  Fixture *fixture = data;

  return jig_gradient_sample_rows (&rules, &fixture->view, fixture->n_outputs, 1, 1, fixture->grad,
                                   fixture->hess, fixture->rows, &fixture->n_kept, NULL, error);
}

static void
test_out_of_memory (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture, 50, 2, TRUE);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_sampling, &fixture), ==, 4);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  const JigGradientSampleRules rules = { 0.2, 0.1 };
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture, 50, 1, FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_false (jig_gradient_sample_rows (&rules, &fixture.view, 1, 1, 1, fixture.grad,
                                            fixture.hess, fixture.rows, &fixture.n_kept, &progress,
                                            &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gradient-sample/rows", test_rows);
  g_test_add_func ("/gradient-sample/sums", test_sums);
  g_test_add_func ("/gradient-sample/repeatable", test_repeatable);
  g_test_add_func ("/gradient-sample/is-on", test_is_on);
  g_test_add_func ("/gradient-sample/out-of-memory", test_out_of_memory);
  g_test_add_func ("/gradient-sample/cancelled", test_cancelled);

  return g_test_run ();
}
