#pragma once

#include "core/data/string-table.h"

G_BEGIN_DECLS

/**
 * JigDictionary:
 *
 * Different strings, numbered in the order in which they first appear: how the
 * levels of a category come about.
 */
typedef struct _JigDictionary JigDictionary;

JigDictionary  *jig_dictionary_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void            jig_dictionary_free     (JigDictionary        *self);
gsize           jig_dictionary_get_size (const JigDictionary  *self);
/* Borrowed until the next one is added. */
const char     *jig_dictionary_get      (const JigDictionary  *self,
                                         gsize                 code,
                                         gsize                *length);
gboolean        jig_dictionary_add      (JigDictionary        *self,
                                         const char           *string,
                                         gsize                 length,
                                         guint32              *code,
                                         GError              **error);
JigStringTable *jig_dictionary_finish   (JigDictionary        *self,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDictionary, jig_dictionary_free)

G_END_DECLS
