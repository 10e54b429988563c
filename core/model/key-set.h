#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigKeySet:
 *
 * Remembers 64-bit hashes of keys, up to a number of them.
 */
typedef struct _JigKeySet JigKeySet;

JigKeySet *jig_key_set_new            (gsize             most) G_GNUC_WARN_UNUSED_RESULT;
void       jig_key_set_free           (JigKeySet        *self);
gboolean   jig_key_set_add            (JigKeySet        *self,
                                       guint64           key,
                                       GError          **error);
gint64     jig_key_set_get_n_repeated (const JigKeySet  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigKeySet, jig_key_set_free)

G_END_DECLS
