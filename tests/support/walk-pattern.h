#pragma once

#include "patterns/kit/run.h"

G_BEGIN_DECLS

/* Four steps: a fit with a question, settings and a mistake; a question of a number; one that needs
 * a rating; one that does not end by itself. */
extern const JigPattern jig_test_pattern;

/* What a fit adds to its result, though it should not. */
extern double jig_test_drift;

G_END_DECLS
