#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as people say them, in their language; never for files. */

char *jig_phrase_count    (guint64  n) G_GNUC_WARN_UNUSED_RESULT;
char *jig_phrase_duration (double   seconds) G_GNUC_WARN_UNUSED_RESULT;
char *jig_phrase_number   (double   value) G_GNUC_WARN_UNUSED_RESULT;
char *jig_phrase_percent  (double   share) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
