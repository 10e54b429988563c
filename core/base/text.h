#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    jig_text_is_utf8        (const char  *text,
                                     gsize        length,
                                     gsize       *bad_byte);
char       *jig_text_to_nfc         (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean    jig_text_equal_nfc      (const char  *a,
                                     const char  *b);
char       *jig_text_escape_display (const char  *text,
                                     gssize       length) G_GNUC_WARN_UNUSED_RESULT;
char       *jig_text_quote_shell    (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
gsize       jig_text_distance       (const char  *a,
                                     const char  *b);
const char *jig_text_nearest        (const char         *text,
                                     const char * const *known);

char      **jig_text_split_list     (const char  *text,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char       *jig_text_join_list      (const char * const *items) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
