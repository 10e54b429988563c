#pragma once

#include "app/document/document.h"

G_BEGIN_DECLS

/**
 * JigDemonstrationFunc:
 * @document: where it was shown
 * @user_data: whatever the caller wants
 *
 * Told when every act has been done; not if one failed, which the document says.
 */
typedef void (*JigDemonstrationFunc) (JigDocument *document,
                                      gpointer     user_data);

/* "See it work": City bikes, a model of its bare numbers, and one with the transform. */
void jig_demonstration_run (JigDocument           *document,
                            JigDemonstrationFunc   done,
                            gpointer               user_data,
                            GDestroyNotify         free);

G_END_DECLS
