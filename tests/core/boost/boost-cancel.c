/* Training that is cancelled at any time ends at once and leaves nothing behind. */

#include "core/boost/boost-training.h"

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/samples.h"

#include <math.h>
#include <pthread.h>
#include <time.h>

#define N_POINTS 10

/* What nobody may have to wait for, in seconds. */
#define LONGEST 0.1

static const struct
{
  const char             *name;
  JigTask                 task;
  gboolean                is_exact;
  guint                   early_stop;
  JigGradientSampleRules  gradients;
  JigDartRules            dart;
} ways[] = {
  { "plain", JIG_TASK_REGRESSION },
  { "exact", JIG_TASK_REGRESSION, TRUE },
  { "early-stop", JIG_TASK_BINARY, FALSE, 1000 },
  { "gradients", JIG_TASK_MULTICLASS, FALSE, 0, { 0.2, 0.2 } },
  { "dart", JIG_TASK_BINARY, FALSE, 0, { 0 }, { 1.0 } },
};

/* Time that this program has worked: a busy machine adds none. */
static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

typedef struct
{
  GCancellable *cancellable;
  double        when;          /* the time to cancel */
  double        cancelled;     /* the time it was */
} Alarm;

static gpointer
cancel_later (gpointer data)
{
  Alarm *alarm = data;
  const struct timespec when = {
    (time_t) alarm->when, (long) (1e9 * (alarm->when - floor (alarm->when)))
  };

  while (clock_nanosleep (CLOCK_PROCESS_CPUTIME_ID, TIMER_ABSTIME, &when, NULL) != 0)
    continue;
  alarm->cancelled = get_time ();
  g_cancellable_cancel (alarm->cancellable);

  return NULL;
}

static void
check_way (const JigTestSamples *samples,
           gsize                 way,
           double                after)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  const JigBoosterRules rules = {
    .n_rounds = 10000,
    .grow = { .split = { .lambda = 1.0, .min_child_weight = 1.0 }, .depth = 6, .rate = 1.0 },
    .is_exact = ways[way].is_exact,
    .row_share = 1.0,
    .gradient_sample = ways[way].gradients,
    .column_share = 1.0,
    .dart = ways[way].dart,
    .max_bins = 255,
    .base_score = NAN,
    .early_stop = ways[way].early_stop,
  };
  const JigFit fit = { .samples = &samples->view, .watched = &samples->view,
                       .task = samples->task, .n_classes = samples->n_classes };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(GError) error = NULL;
  Alarm alarm = { cancellable, get_time () + after };
  pthread_t thread;

  g_assert_cmpint (pthread_create (&thread, NULL, cancel_later, &alarm), ==, 0);
  g_assert_null (jig_boost_training_run (&fit, &rules, curve, &progress, &error));
  pthread_join (thread, NULL);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (get_time () - alarm.cancelled, <, LONGEST);
}

/* While values are sorted, cut and coded, while trees grow, while rounds are judged. */
static void
test_anywhere (gconstpointer data)
{
  const gsize way = GPOINTER_TO_SIZE (data);
  g_auto(JigTestSamples) samples = { 0 };
  JigRandom random;

  jig_test_samples_init (&samples, ways[way].task, 20000, 8, 0.1, 1);
  jig_random_init (&random, 1, "cancel", way);
  jig_parallel_set_n_threads (1);
  for (gsize i = 0; i < N_POINTS; i++)
    check_way (&samples, way, 0.02 * jig_random_double (&random));
  jig_parallel_set_n_threads (0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autofree char *path = g_strdup_printf ("/boost-cancel/%s", ways[way].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (way), test_anywhere);
    }

  return g_test_run ();
}
