#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigTestTry:
 * @data: what the test gave
 * @error: return location for an error
 *
 * Does something that allocates and gives everything back.
 *
 * Returns: whether it worked
 */
typedef gboolean (*JigTestTry) (gpointer   data,
                                GError   **error);

/* Lets the first allocation fail, then the second, and so on until nothing does:
 * each time the error says so and nothing stays in use. Returns how many
 * allocations there are. */
gsize jig_test_every_allocation_fails (JigTestTry func,
                                       gpointer   data);

G_END_DECLS
