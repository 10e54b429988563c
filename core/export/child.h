#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigChild:
 * @output: what it wrote to its standard output
 * @complaint: what it wrote to its standard error, as text for people
 * @status: what it ended with; 0 is success
 *
 * What came of running a program.
 */
typedef struct
{
  GBytes *output;
  char   *complaint;
  int     status;
} JigChild;

void     jig_child_clear (JigChild            *self);
gboolean jig_child_run   (const char * const  *words,
                          const char          *input,
                          guint                n_seconds,
                          JigChild            *child,
                          const JigProgress   *progress,
                          GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigChild, jig_child_clear)

G_END_DECLS
