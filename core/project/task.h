#pragma once

#include "core/project/command.h"

G_BEGIN_DECLS

/* For the project, which makes tasks. */

JigTask          *jig_task_new         (const JigAction    *action,
                                        guint64             seed) G_GNUC_WARN_UNUSED_RESULT;
void              jig_task_free        (JigTask            *self);
const JigAction  *jig_task_get_action  (const JigTask      *self);
const JigCommand *jig_task_get_command (const JigTask      *self);
/* Hands over an object that the setting @id names. */
void              jig_task_add_input   (JigTask            *self,
                                        const char         *id,
                                        JigObject          *object);
/* The hash of the action, its names replaced by the hashes of its inputs. */
char             *jig_task_dup_hash    (const JigTask      *self) G_GNUC_WARN_UNUSED_RESULT;
/* Something that was made before from the same inputs and settings. */
void              jig_task_set_known   (JigTask            *self,
                                        JigObject          *object);
JigObject        *jig_task_run         (JigTask            *self,
                                        const JigProgress  *progress,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
double            jig_task_get_seconds (const JigTask      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTask, jig_task_free)

G_END_DECLS
