#include "tests/support/samples.h"

#include "core/base/alloc.h"
#include "core/base/random.h"

#include <math.h>

#define N_CLASSES 3

static void
fill_row (JigTestSamples *self,
          gsize           row,
          double          missing,
          JigRandom      *random)
{
  const gsize n_features = self->view.n_features;
  double *own = self->features + row * n_features;
  double score;

  for (gsize i = 0; i < n_features; i++)
    own[i] = jig_random_double (random) * 4.0 - 2.0;
  if (n_features > 1)
    own[1] = own[1] > 0.5 ? 1.0 : 0.0;
  if (n_features > 2)
    own[2] = floor (own[2] * 2.0);

  score = own[0] + (n_features > 1 ? own[1] : 0.0) - (n_features > 2 ? 0.25 * own[2] : 0.0) +
          jig_random_double (random) - 0.5;
  if (self->task == JIG_TASK_REGRESSION)
    self->targets[row] = score;
  else if (self->task == JIG_TASK_BINARY)
    self->targets[row] = score > 0.3 ? 1.0 : 0.0;
  else
    self->targets[row] = score > 1.0 ? 2.0 : score > -0.3 ? 1.0 : 0.0;

  /* Every class occurs, however few rows there are. */
  if (self->task != JIG_TASK_REGRESSION && row < self->n_classes)
    self->targets[row] = (double) row;

  self->weights[row] = floor (jig_random_double (random) * 3.0) + 1.0;
  for (gsize i = 0; i < n_features; i++)
    if (jig_random_double (random) < missing)
      own[i] = NAN;
}

void
jig_test_samples_init (JigTestSamples *self,
                       JigTask         task,
                       gsize           n_rows,
                       gsize           n_features,
                       double          missing,
                       guint64         seed)
{
  JigRandom random;

  self->task = task;
  self->n_classes = task == JIG_TASK_REGRESSION ? 1 : task == JIG_TASK_BINARY ? 2 : N_CLASSES;
  self->features = g_new0 (double, MAX (n_rows * n_features, 1));
  self->targets = g_new0 (double, MAX (n_rows, 1));
  self->weights = g_new0 (double, MAX (n_rows, 1));
  self->names = g_new0 (char *, n_features + 1);
  for (gsize i = 0; i < n_features; i++)
    self->names[i] = g_strdup_printf ("f%" G_GSIZE_FORMAT, i);
  self->view = (JigSamples) { self->features, self->targets, NULL, n_rows, n_features };

  jig_random_init (&random, seed, "test-samples", 0);
  for (gsize row = 0; row < n_rows; row++)
    fill_row (self, row, missing, &random);
}

void
jig_test_samples_clear (JigTestSamples *self)
{
  g_clear_pointer (&self->features, g_free);
  g_clear_pointer (&self->targets, g_free);
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->names, g_strfreev);
}

JigModel *
jig_test_samples_fit (const JigTestSamples  *self,
                      const char            *kind,
                      const char            *settings,
                      const JigProgress     *progress,
                      GError               **error)
{
  const JigModelOps *ops = jig_model_find_ops (kind);
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  g_auto(GStrv) words = g_strsplit (settings, " ", -1);
  JigFit fit = {
    .samples = &self->view,
    .task = self->task,
    .n_classes = self->n_classes,
    .values = values,
    .seed = 1,
  };

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);

      if (pair[0] != NULL)
        g_assert_true (jig_values_parse (values, pair[0], pair[1], NULL));
    }

  return jig_model_fit (ops, &fit, (const char * const *) self->names, NULL, progress, error);
}
