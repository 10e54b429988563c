#pragma once

#include "core/data/frame.h"

G_BEGIN_DECLS

/* Tables written down where they are used: "temp n:1|2|?" is a column of
 * numbers whose third cell is missing; c: is a category, with its levels in the
 * order of their appearance, b: booleans, t: times, x: texts. */

JigColumn *jig_test_column (const char         *text);
JigFrame  *jig_test_table  (const char * const *texts);

G_END_DECLS
