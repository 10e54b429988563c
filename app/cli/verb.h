#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigVerb:
 * @name: the word behind `jig`
 * @usage: what may follow it
 * @summary: one line
 * @run: does it, with the words behind the verb, ended by %NULL; what it prints
 *   goes to standard output
 *
 * One command of the command line.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  gboolean  (*run) (const char * const  *arguments,
                    const JigProgress   *progress,
                    GError             **error);
} JigVerb;

extern const JigVerb jig_verb_data;

G_END_DECLS
