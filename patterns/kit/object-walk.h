#pragma once

#include "core/project/object.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

/**
 * JigWalked:
 * @pattern: the id of what is walked through
 * @step: the id of the step that is shown
 * @numbers: what it shows: the headline, its baseline and every further number, to the last bit,
 *   as JSON; "{}" if these data do not allow the step
 *
 * What came of a walk so far. Where it stands is in the action that made it.
 */
typedef struct
{
  char *pattern;
  char *step;
  char *numbers;
} JigWalked;

/* A walk: the payload is a #JigWalked. */
extern const JigObjectKind jig_object_walk;

JigObject       *jig_object_new_walk   (const JigRun     *run,
                                        gsize             step,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;
const JigWalked *jig_object_get_walked (const JigObject  *self);

G_END_DECLS
