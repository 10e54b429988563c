#pragma once

#include "core/project/project.h"

G_BEGIN_DECLS

/**
 * JigReplayOutcome:
 * @JIG_REPLAY_IDENTICAL: the same result, bit for bit
 * @JIG_REPLAY_DIFFERENT: another result
 * @JIG_REPLAY_KEPT: not done again: the stored result stands for it, because it
 *   acts outside, or because its file is not here
 */
typedef enum
{
  JIG_REPLAY_IDENTICAL,
  JIG_REPLAY_DIFFERENT,
  JIG_REPLAY_KEPT,
} JigReplayOutcome;

/**
 * JigReplayed:
 * @entry: the action as it was done
 * @outcome: what came of doing it again
 * @got: (nullable): the hash of the new result
 *
 * One action that was done again.
 */
typedef struct
{
  const JigEntry   *entry;
  JigReplayOutcome  outcome;
  char             *got;
} JigReplayed;

/**
 * JigReplay:
 * @folder: (nullable): where files are looked for by their names
 * @files: (nullable) (element-type utf8 utf8): name => path, for files elsewhere
 * @outside: also do what writes files or uses the network
 *
 * How to do everything again.
 */
typedef struct
{
  const char *folder;
  GHashTable *files;
  gboolean    outside;
} JigReplay;

/* The actions of @before in order, done afresh in @after; (element-type JigReplayed). */
GPtrArray *jig_replay_project (const JigReplay    *self,
                               const JigProject   *before,
                               JigProject         *after,
                               const JigProgress  *progress,
                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
