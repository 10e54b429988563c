#pragma once

#include "core/data/string-table.h"

G_BEGIN_DECLS

/**
 * JigDictionary:
 *
 * Gives every different string a code, counted from 0 in the order of first
 * appearance.
 */
typedef struct _JigDictionary JigDictionary;

JigDictionary  *jig_dictionary_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void            jig_dictionary_free     (JigDictionary        *self);
gboolean        jig_dictionary_add      (JigDictionary        *self,
                                         const char           *text,
                                         gsize                 length,
                                         guint32              *code,
                                         GError              **error);
gsize           jig_dictionary_get_size (const JigDictionary  *self);
/* The strings in the order of their codes; empties the dictionary. */
JigStringTable *jig_dictionary_finish   (JigDictionary        *self,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDictionary, jig_dictionary_free)

G_END_DECLS
