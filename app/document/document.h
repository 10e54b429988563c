#pragma once

#include "app/job/job-list.h"
#include "core/project/object-data.h"
#include "core/project/project.h"

G_BEGIN_DECLS

#define JIG_TYPE_DOCUMENT (jig_document_get_type ())
G_DECLARE_FINAL_TYPE (JigDocument, jig_document, JIG, DOCUMENT, GObject)

/* Signals: "changed", after every action, undo, redo, opening and saving; "said" (sentence);
 * "failed" (error), of jig_document_fail(). */

JigDocument     *jig_document_new         (void) G_GNUC_WARN_UNUSED_RESULT;

JigProject      *jig_document_get_project (JigDocument          *self);
JigJobList      *jig_document_get_jobs    (JigDocument          *self);
/* The table that was chosen, or else made last, and its name; NULL if there is none. */
JigDataset      *jig_document_get_dataset (JigDocument          *self);
const char      *jig_document_get_data    (JigDocument          *self);
/* Every table that no later version has taken the place of, oldest first. */
char           **jig_document_dup_tables  (JigDocument          *self) G_GNUC_WARN_UNUSED_RESULT;
void             jig_document_choose_data (JigDocument          *self,
                                           const char           *name);

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
/* For what a page has made on its way to showing it. */
const JigEntry  *jig_document_record      (JigDocument          *self,
                                           const JigAction      *action,
                                           JigObject            *result,
                                           GError              **error);

gboolean         jig_document_can_undo    (JigDocument          *self);
gboolean         jig_document_can_redo    (JigDocument          *self);
void             jig_document_undo        (JigDocument          *self);
void             jig_document_redo        (JigDocument          *self);
void             jig_document_go_to       (JigDocument          *self,
                                           guint                 entry);

/* The project file. While it is being saved nothing else is committed. */

GFile           *jig_document_get_file    (JigDocument          *self);
char            *jig_document_dup_title   (JigDocument          *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         jig_document_is_modified (JigDocument          *self);
gboolean         jig_document_is_empty    (JigDocument          *self);
void             jig_document_save_async  (JigDocument          *self,
                                           GFile                *file,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean         jig_document_save_finish (JigDocument          *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void             jig_document_open_async  (JigDocument          *self,
                                           GFile                *file,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean         jig_document_open_finish (JigDocument          *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Like opening, but the document then belongs to no file. jig_document_open_finish() ends it. */
void             jig_document_restore_async    (JigDocument         *self,
                                                GFile               *journal,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);

/* A project that another window has open can only be looked at, until it is made a copy that
 * belongs to no file, or saved as another one. */
gboolean         jig_document_is_read_only (JigDocument         *self);
void             jig_document_become_copy  (JigDocument         *self);

/* Whether something would be lost that cannot be had again by opening a file. */
gboolean         jig_document_has_work    (JigDocument          *self);

/* While it is stuck, nothing more is done: what is done could not be recorded. */
void             jig_document_set_stuck   (JigDocument          *self,
                                           gboolean              is_stuck);

/* Something went wrong: pages hear "failed", the foot of the window says it. */
void             jig_document_fail        (JigDocument          *self,
                                           const GError         *error);
/* One sentence about what came of a command, for the line at the foot of the window. */
void             jig_document_say         (JigDocument          *self,
                                           const char           *sentence);

G_END_DECLS
