#pragma once

#include "core/base/json.h"
#include "core/base/param.h"

G_BEGIN_DECLS

/**
 * JigValues:
 *
 * What somebody chose for a table of settings. Starts with every default; a
 * choice's own table lies in the same namespace once that choice is made.
 * Reading a name that is not in the table is a programmer's mistake; setting
 * one is an error that names the nearest known one. The table must outlive it.
 */
typedef struct _JigValues JigValues;

JigValues      *jig_values_new         (const JigParam   *table) G_GNUC_WARN_UNUSED_RESULT;
JigValues      *jig_values_copy        (const JigValues  *self) G_GNUC_WARN_UNUSED_RESULT;
void            jig_values_free        (JigValues        *self);

const JigParam *jig_values_get_table   (const JigValues  *self);
const JigParam *jig_values_find_param  (const JigValues  *self,
                                        const char       *id);
double          jig_values_get_number  (const JigValues  *self,
                                        const char       *id);
gint64          jig_values_get_int     (const JigValues  *self,
                                        const char       *id);
gboolean        jig_values_get_switch  (const JigValues  *self,
                                        const char       *id);
const char     *jig_values_get_text    (const JigValues  *self,
                                        const char       *id);
char          **jig_values_dup_list    (const JigValues  *self,
                                        const char       *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean        jig_values_is_default  (const JigValues  *self,
                                        const char       *id);
char           *jig_values_to_text     (const JigValues  *self,
                                        const char       *id) G_GNUC_WARN_UNUSED_RESULT;

gboolean        jig_values_set_number  (JigValues        *self,
                                        const char       *id,
                                        double            value,
                                        GError          **error);
gboolean        jig_values_set_int     (JigValues        *self,
                                        const char       *id,
                                        gint64            value,
                                        GError          **error);
gboolean        jig_values_set_text    (JigValues        *self,
                                        const char       *id,
                                        const char       *value,
                                        GError          **error);
gboolean        jig_values_parse       (JigValues        *self,
                                        const char       *id,
                                        const char       *word,
                                        GError          **error);
gboolean        jig_values_parse_all   (JigValues          *self,
                                        const char * const *words,
                                        GError            **error);
void            jig_values_reset       (JigValues        *self,
                                        const char       *id);
void            jig_values_assign      (JigValues        *self,
                                        const JigValues  *other);

/* Every setting in table order, defaults too: the saved form does not change
 * its meaning when a default does. */
void            jig_values_write       (const JigValues  *self,
                                        JigJsonWriter    *writer);
gboolean        jig_values_read        (JigValues        *self,
                                        JsonObject       *object,
                                        GError          **error);
gboolean        jig_values_equal       (const JigValues  *a,
                                        const JigValues  *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigValues, jig_values_free)

G_END_DECLS
