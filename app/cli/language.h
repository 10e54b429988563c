#pragma once

#include <glib.h>

G_BEGIN_DECLS

void        jig_language_bind   (void);
void        jig_language_choose (const char  *language);
const char *jig_language_get    (void);
char       *jig_language_say    (const char  *language,
                                 const char  *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
