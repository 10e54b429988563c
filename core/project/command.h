#pragma once

#include "core/project/work.h"

G_BEGIN_DECLS

/**
 * JigCommandFlags:
 * @JIG_COMMAND_OUTSIDE: writes files or uses the network: it cannot be undone,
 *   and replay leaves it out unless asked
 * @JIG_COMMAND_READS: reads a file, which may have changed: never taken from an
 *   earlier result
 */
typedef enum
{
  JIG_COMMAND_NORMAL  = 0,
  JIG_COMMAND_OUTSIDE = 1 << 0,
  JIG_COMMAND_READS   = 1 << 1,
} JigCommandFlags;

/**
 * JigCommand:
 * @id: the word in the journal and in scripts, such as "fit"
 * @title: what the history shows (untranslated)
 * @object: the stem of the names of what it makes, such as "model"
 * @makes: (nullable): the kind of what it makes, if core does not know that kind
 * @params: (nullable): its settings
 * @get_params: (nullable): its settings, where another table has a part in them
 * @version: raised when equal settings give other bytes
 * @flags: see #JigCommandFlags
 * @run: makes the object; blocking, any thread, reads only the work
 *
 * One thing a user can do. A file command-<id>.c adds one.
 */
struct _JigCommand
{
  const char          *id;
  const char          *title;
  const char          *object;
  const JigObjectKind *makes;
  const JigParam      *params;
  const JigParam    *(*get_params) (void);
  guint                version;
  JigCommandFlags      flags;
  JigObject         *(*run)        (const JigWork      *work,
                                    const JigProgress  *progress,
                                    GError            **error);
};

/* The commands of core, ended by NULL. Written at configure time. */
extern const JigCommand * const jig_commands[];

const JigCommand *jig_command_find       (const JigCommand * const  *commands,
                                          const char                *id);
const JigParam   *jig_command_get_params (const JigCommand          *self);

G_END_DECLS
