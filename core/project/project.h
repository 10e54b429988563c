#pragma once

#include "core/project/command.h"

G_BEGIN_DECLS

/**
 * JigEntry:
 * @number: counts actions from 1, in the order they were committed
 * @parent: the entry it followed; 0: the beginning
 * @action: what was done
 * @hash: of the action, its names replaced by the hashes of their objects
 * @result: (nullable): what it made; %NULL once it was not kept
 * @result_hash: the hash of what it made
 * @at: when it was committed; microseconds since 1970
 * @seconds: how long it took
 * @is_active: it lies on the way from the beginning to the head
 *
 * One line of the history.
 */
typedef struct
{
  guint      number;
  guint      parent;
  JigAction *action;
  char      *hash;
  JigObject *result;
  char      *result_hash;
  gint64     at;
  double     seconds;
  gboolean   is_active;
} JigEntry;

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

/* @commands is what the project may run, ended by NULL, and must outlive it. */
JigProject       *jig_project_new          (const JigCommand * const  *commands,
                                            guint64                    seed) G_GNUC_WARN_UNUSED_RESULT;
JigProject       *jig_project_open         (const char                *path,
                                            const JigCommand * const  *commands,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void              jig_project_free         (JigProject                *self);
gboolean          jig_project_save         (JigProject                *self,
                                            const char                *path,
                                            gboolean                   with_data,
                                            GError                   **error);

const JigCommand * const *jig_project_get_commands (const JigProject  *self);
guint64           jig_project_get_seed     (const JigProject          *self);
gboolean          jig_project_is_modified  (const JigProject          *self);
/* Called on the owner's thread after every commit, undo and redo. */
void              jig_project_set_watcher  (JigProject                *self,
                                            JigProjectFunc             func,
                                            gpointer                   user_data);

/* Acting. A NULL or empty "as" is filled in: "model-3". */

JigTask          *jig_project_prepare      (JigProject                *self,
                                            const JigAction           *action,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_task_run             (JigTask                   *task,
                                            const JigProgress         *progress,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
const JigEntry   *jig_project_commit       (JigProject                *self,
                                            JigTask                   *task,
                                            JigObject                 *result,
                                            GError                   **error);
/* All three in a row: what the command line and the tests use. */
const JigEntry   *jig_project_act          (JigProject                *self,
                                            const JigAction           *action,
                                            const JigProgress         *progress,
                                            GError                   **error);
void              jig_task_free            (JigTask                   *self);
const JigCommand *jig_task_get_command     (const JigTask             *self);

/* Objects, as the head of the history sees them. */

JigObject        *jig_project_get_object   (const JigProject          *self,
                                            const char                *name);
/* Names of a kind, oldest first; free with g_strfreev(). */
char            **jig_project_dup_names    (const JigProject          *self,
                                            JigObjectKind              kind) G_GNUC_WARN_UNUSED_RESULT;
const char       *jig_project_get_last     (const JigProject          *self,
                                            JigObjectKind              kind);
const JigEntry   *jig_project_get_maker    (const JigProject          *self,
                                            const char                *name);

/* History. */

gsize             jig_project_get_n_entries (const JigProject         *self);
const JigEntry   *jig_project_get_entry    (const JigProject          *self,
                                            gsize                      i);
guint             jig_project_get_head     (const JigProject          *self);
const JigEntry   *jig_project_can_undo     (const JigProject          *self);
const JigEntry   *jig_project_can_redo     (const JigProject          *self);
gboolean          jig_project_undo         (JigProject                *self,
                                            GError                   **error);
gboolean          jig_project_redo         (JigProject                *self,
                                            GError                   **error);
gboolean          jig_project_go_to        (JigProject                *self,
                                            guint                      entry,
                                            GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTask, jig_task_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigProject, jig_project_free)

G_END_DECLS
