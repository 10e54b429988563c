#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What another program computed, from tests/data/golden. */
JsonNode *jig_test_golden         (const char  *file) G_GNUC_WARN_UNUSED_RESULT;
double   *jig_test_golden_numbers (JsonObject  *object,
                                   const char  *member,
                                   gsize       *n_numbers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
