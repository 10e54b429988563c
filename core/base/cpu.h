#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint jig_cpu_get_n_granted (void);

G_END_DECLS
