#pragma once

#include "patterns/kit/commands.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

/* `walk`: where somebody stands in a walkthrough, and what it shows there. */
extern const JigCommand jig_command_walk;

/* What a walk is called in the project. */
char      *jig_walk_action_dup_name (const JigPattern  *pattern) G_GNUC_WARN_UNUSED_RESULT;
JigAction *jig_walk_action_new      (const JigRun      *run,
                                     gsize              step,
                                     const char        *data) G_GNUC_WARN_UNUSED_RESULT;
JigAction *jig_walk_action_first    (const JigPattern  *pattern,
                                     guint64            seed) G_GNUC_WARN_UNUSED_RESULT;
gboolean   jig_walk_action_apply    (const JigValues   *values,
                                     JigRun            *run,
                                     GError           **error);

G_END_DECLS
