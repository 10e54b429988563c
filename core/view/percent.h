#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *jig_percent_to_text (double share) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
