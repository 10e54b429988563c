#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that were opened or saved last, newest first. Kept in the state folder of the user: the
 * list that programs share is out of reach inside a sandbox. */

#define JIG_RECENTS_MAX 12

/* (element-type GFile) */
GPtrArray *jig_recents_read   (void) G_GNUC_WARN_UNUSED_RESULT;
void       jig_recents_add    (GFile *file);
void       jig_recents_remove (GFile *file);

G_END_DECLS
