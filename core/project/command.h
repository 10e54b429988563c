#pragma once

#include "core/base/progress.h"
#include "core/project/action.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/**
 * JigTask:
 *
 * An action on its way: its settings, and the objects that its names stood for
 * when it was prepared. Immutable once prepared, so that any thread may run it.
 */
typedef struct _JigTask JigTask;

typedef void (*JigTaskPointFunc) (const JigCurvePoint *point,
                                  gpointer             user_data);

const JigValues *jig_task_get_values (const JigTask  *self);
const char      *jig_task_get_as     (const JigTask  *self);
guint64          jig_task_get_seed   (const JigTask  *self);
/* The object that setting @id named; (nullable) if it was optional and empty. */
JigObject       *jig_task_get_input  (const JigTask  *self,
                                      const char     *id);
/* The objects of a setting that names several. */
GPtrArray       *jig_task_get_inputs (const JigTask  *self,
                                      const char     *id);
/* Told while the task runs, on its thread: learning curves and the like. */
void             jig_task_watch      (JigTask              *self,
                                      JigTaskPointFunc      on_point,
                                      gpointer              user_data);
void             jig_task_tell       (const JigTask        *self,
                                      const JigCurvePoint  *point);

/**
 * JigCommandFlags:
 * @JIG_COMMAND_OUTSIDE: writes files or uses the network: it cannot be undone,
 *   and replay leaves it out unless asked
 */
typedef enum
{
  JIG_COMMAND_NORMAL  = 0,
  JIG_COMMAND_OUTSIDE = 1 << 0,
} JigCommandFlags;

/**
 * JigEstimate:
 * @seconds: expected time; 0: nothing worth saying
 * @n_bytes: expected memory
 */
typedef struct
{
  double  seconds;
  guint64 n_bytes;
} JigEstimate;

/**
 * JigCommand:
 * @id: the word in the journal and in scripts, such as "fit"
 * @title: what the history shows (untranslated)
 * @object: the stem of the names of what it makes, such as "model"
 * @params: its settings
 * @version: raised when equal settings give other bytes
 * @flags: see #JigCommandFlags
 * @run: makes the object; blocking, any thread, reads only the task
 * @estimate: (nullable): the price before the click
 *
 * One thing a user can do. A file command-<id>.c adds one.
 */
struct _JigCommand
{
  const char       *id;
  const char       *title;
  const char       *object;
  const JigParam   *params;
  guint             version;
  JigCommandFlags   flags;
  JigObject       *(*run)      (const JigTask      *task,
                                const JigProgress  *progress,
                                GError            **error);
  void             (*estimate) (const JigTask      *task,
                                JigEstimate        *estimate);
};

/* The commands of core, ended by NULL. Written at configure time. */
extern const JigCommand * const jig_commands[];

const JigCommand *jig_command_find (const JigCommand * const *commands,
                                    const char               *id);

G_END_DECLS
