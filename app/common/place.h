#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where Jig's own files are: beside the program, installed or in the folder it was built in. */

char       *jig_place_dup_locale_folder  (void) G_GNUC_WARN_UNUSED_RESULT;
GSettings  *jig_place_get_settings       (void);
/* The language that guides begin with: "en" or "ko". */
const char *jig_place_get_guide_language (void);

G_END_DECLS
