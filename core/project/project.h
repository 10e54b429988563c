#pragma once

#include "core/project/command.h"
#include "core/project/history.h"

G_BEGIN_DECLS

/**
 * JigProject:
 *
 * What a user did, and what came of it: objects by name, the history and its
 * head, the seed. The only mutable thing in core; one thread owns it. The only
 * way to change it is an action: prepare here, run on any thread, commit here.
 */
typedef struct _JigProject JigProject;

typedef void (*JigProjectFunc) (JigProject *project,
                                gpointer    user_data);

JigProject       *jig_project_new          (const JigCommand * const  *commands,
                                            guint64                    seed) G_GNUC_WARN_UNUSED_RESULT;
void              jig_project_free         (JigProject                *self);

const JigCommand * const *
                  jig_project_get_commands (const JigProject          *self);
guint64           jig_project_get_seed     (const JigProject          *self);
gboolean          jig_project_is_modified  (const JigProject          *self);
void              jig_project_set_modified (JigProject                *self,
                                            gboolean                   is_modified);
/* Called on the owner's thread after every commit, undo and redo. */
void              jig_project_set_watcher  (JigProject                *self,
                                            JigProjectFunc             func,
                                            gpointer                   user_data);

/* Acting: prepare, jig_work_run() on any thread, commit. An "as" that is NULL or
 * empty is filled in: "model-3". */

JigWork          *jig_project_prepare      (JigProject                *self,
                                            const JigAction           *action,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
const JigEntry   *jig_project_commit       (JigProject                *self,
                                            JigWork                   *work,
                                            JigObject                 *result);
const JigEntry   *jig_project_act          (JigProject                *self,
                                            const JigAction           *action,
                                            const JigProgress         *progress,
                                            GError                   **error);

/* Objects, as the head of the history sees them. */

JigObject        *jig_project_get_object   (const JigProject          *self,
                                            const char                *name);
char            **jig_project_dup_names    (const JigProject          *self,
                                            const JigObjectKind       *kind) G_GNUC_WARN_UNUSED_RESULT;
const char       *jig_project_get_last     (const JigProject          *self,
                                            const JigObjectKind       *kind);
const JigEntry   *jig_project_get_maker    (const JigProject          *self,
                                            const char                *name);

/* History. */

const JigHistory *jig_project_get_history  (const JigProject          *self);
void              jig_project_restore      (JigProject                *self,
                                            JigEntry                  *entry);
gboolean          jig_project_undo         (JigProject                *self);
gboolean          jig_project_redo         (JigProject                *self);
gboolean          jig_project_go_to        (JigProject                *self,
                                            guint                      entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigProject, jig_project_free)

G_END_DECLS
