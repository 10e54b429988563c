#pragma once

#include "app/document/document.h"

G_BEGIN_DECLS

#define JIG_TYPE_TABLE_LOADER (jig_table_loader_get_type ())
G_DECLARE_FINAL_TYPE (JigTableLoader, jig_table_loader, JIG, TABLE_LOADER, GObject)

/* Signals: "started" (job); "ended" (error, %NULL if the table is there); "stale", when the file
 * has changed since it was read. */

JigTableLoader *jig_table_loader_new        (JigDocument     *document) G_GNUC_WARN_UNUSED_RESULT;

GFile          *jig_table_loader_get_file   (JigTableLoader  *self);
/* What was tried last, whether it worked or not; NULL if nothing was. */
JigAction      *jig_table_loader_get_tried  (JigTableLoader  *self);
/* How that was read; NULL if it could not be. */
const JigSheet *jig_table_loader_get_found  (JigTableLoader  *self);
JigAction      *jig_table_loader_new_action (JigTableLoader  *self,
                                             GFile           *file) G_GNUC_WARN_UNUSED_RESULT;
void            jig_table_loader_load       (JigTableLoader  *self,
                                             const JigAction *action);
GFile          *jig_table_loader_keep_text  (const char      *text,
                                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
