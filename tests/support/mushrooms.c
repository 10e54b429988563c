#include "tests/support/mushrooms.h"

#include <string.h>

#define N_KINDS    9
#define N_FEATURES 4

static const char * const names[] = {
  "odor=none", "stalk-root=club", "stalk-root=rooted", "spore-print-color=green",
};

static const struct
{
  double features[N_FEATURES];
  double label;
  gsize  n_train;
  gsize  n_test;
} kinds[N_KINDS] = {
  { { 0, 0, 0, 0 }, 0, 74, 22 },
  { { 0, 0, 0, 0 }, 1, 3016, 744 },
  { { 0, 0, 1, 0 }, 0, 158, 34 },
  { { 0, 1, 0, 0 }, 0, 418, 94 },
  { { 0, 1, 0, 0 }, 1, 32, 4 },
  { { 1, 0, 0, 0 }, 0, 2723, 685 },
  { { 1, 0, 0, 0 }, 1, 34, 6 },
  { { 1, 0, 0, 1 }, 1, 53, 19 },
  { { 1, 1, 0, 0 }, 1, 5, 3 },
};

static void
make_room (JigTestSamples *self,
           gsize           n_rows)
{
  jig_test_samples_init (self, JIG_TASK_BINARY, n_rows, N_FEATURES, 0.0, 0);
  for (gsize i = 0; i < N_FEATURES; i++)
    {
      g_free (self->names[i]);
      self->names[i] = g_strdup (names[i]);
    }
}

static void
put_row (JigTestSamples *self,
         gsize           kind,
         gsize           row)
{
  memcpy (self->features + row * N_FEATURES, kinds[kind].features, sizeof kinds[kind].features);
  self->targets[row] = kinds[kind].label;
}

void
jig_test_mushrooms_init_train (JigTestSamples *self)
{
  gsize row = 0;

  make_room (self, JIG_TEST_MUSHROOMS_TRAIN);
  for (gsize kind = 0; kind < N_KINDS; kind++)
    for (gsize i = 0; i < kinds[kind].n_train; i++)
      put_row (self, kind, row++);
  g_assert_cmpuint (row, ==, JIG_TEST_MUSHROOMS_TRAIN);
}

void
jig_test_mushrooms_init_test (JigTestSamples *self)
{
  gsize row = 0;

  make_room (self, JIG_TEST_MUSHROOMS_TEST);
  for (gsize kind = 0; kind < N_KINDS; kind++)
    for (gsize i = 0; i < kinds[kind].n_test; i++)
      put_row (self, kind, row++);
  g_assert_cmpuint (row, ==, JIG_TEST_MUSHROOMS_TEST);
}

void
jig_test_mushrooms_init_counts (JigTestSamples *self)
{
  make_room (self, N_KINDS);
  for (gsize kind = 0; kind < N_KINDS; kind++)
    {
      put_row (self, kind, kind);
      self->weights[kind] = (double) kinds[kind].n_train;
    }
  self->view.weights = self->weights;
}
