#pragma once

#include "tests/support/samples.h"

G_BEGIN_DECLS

#define JIG_TEST_MUSHROOMS_TRAIN 6513
#define JIG_TEST_MUSHROOMS_TEST  1611

/* A well-known table of mushrooms, as far as the first two trees look at it:
 * four yes-or-no features and 1 for poisonous. */

void jig_test_mushrooms_init_train  (JigTestSamples *self);
void jig_test_mushrooms_init_test   (JigTestSamples *self);

/* The training rows as nine rows of weight. */
void jig_test_mushrooms_init_counts (JigTestSamples *self);

G_END_DECLS
