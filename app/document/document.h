#pragma once

#include "app/job/job-list.h"
#include "core/project/object-data.h"
#include "core/project/project.h"

G_BEGIN_DECLS

#define JIG_TYPE_DOCUMENT (jig_document_get_type ())
G_DECLARE_FINAL_TYPE (JigDocument, jig_document, JIG, DOCUMENT, GObject)

/* Signals: "changed", after every action, undo, redo and opening; "said" (sentence); "failed"
 * (error), after an action of jig_document_act(). */

JigDocument     *jig_document_new         (void) G_GNUC_WARN_UNUSED_RESULT;

JigProject      *jig_document_get_project (JigDocument          *self);
JigJobList      *jig_document_get_jobs    (JigDocument          *self);
/* The table that was made last, and its name; NULL if there is none. */
JigDataset      *jig_document_get_dataset (JigDocument          *self);
const char      *jig_document_get_data    (JigDocument          *self);

/* Acting. One way for everything a user does. */

JigAction       *jig_document_new_action  (JigDocument          *self,
                                           const char           *command,
                                           const char           *as) G_GNUC_WARN_UNUSED_RESULT;
JigJob          *jig_document_act_async   (JigDocument          *self,
                                           const JigAction      *action,
                                           const char           *title,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
const JigEntry  *jig_document_act_finish  (JigDocument          *self,
                                           GAsyncResult         *result,
                                           GError              **error);

void             jig_document_act         (JigDocument          *self,
                                           const JigAction      *action,
                                           const char           *sentence);

gboolean         jig_document_can_undo    (JigDocument          *self);
gboolean         jig_document_can_redo    (JigDocument          *self);
void             jig_document_undo        (JigDocument          *self);
void             jig_document_redo        (JigDocument          *self);

/* One sentence about what came of a command, for the line at the foot of the window. */
void             jig_document_say         (JigDocument          *self,
                                           const char           *sentence);

G_END_DECLS
