#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A project file belongs to one window at a time: another one may look. */

gboolean jig_claim_take    (GFile *file);
void     jig_claim_release (GFile *file);

G_END_DECLS
