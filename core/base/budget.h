#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much memory Jig allows itself: see jig_alloc_set_budget(). */

gsize jig_budget_parse_meminfo (const char *text);
void  jig_budget_read          (void);

G_END_DECLS
