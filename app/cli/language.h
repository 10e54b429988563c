#pragma once

#include <glib.h>

G_BEGIN_DECLS

void        jig_language_bind   (void);
void        jig_language_choose (const char  *language);
const char *jig_language_get    (void);
char       *jig_language_say    (const char  *language,
                                 const char  *text) G_GNUC_WARN_UNUSED_RESULT;
/* Until jig_language_pop(), which takes what this gave, everything is said in @language. */
char       *jig_language_push   (const char  *language) G_GNUC_WARN_UNUSED_RESULT;
void        jig_language_pop    (char        *before);

G_END_DECLS
