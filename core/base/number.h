#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Enough for every double, with its sign, exponent and the ending zero. */
#define JIG_NUMBER_BUFFER 32

gboolean    jig_number_parse       (const char *text,
                                    gsize       length,
                                    char        decimal,
                                    double     *value);
gboolean    jig_number_parse_int   (const char *text,
                                    gsize       length,
                                    gint64     *value);
const char *jig_number_format      (double      value,
                                    char        buffer[JIG_NUMBER_BUFFER]);
char       *jig_number_to_string   (double      value) G_GNUC_WARN_UNUSED_RESULT;
char       *jig_number_to_display  (double      value,
                                    int         n_digits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
