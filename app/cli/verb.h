#pragma once

#include "app/cli/call.h"

G_BEGIN_DECLS

/**
 * JigVerb:
 * @id: the word behind `jig`
 * @usage: what may follow it
 * @summary: one line (untranslated)
 * @options: (nullable): its own options
 * @reads_sheet: takes the options that say how a CSV file is read
 * @run: does it; what it prints goes to standard output
 *
 * One command of the command line: a short-hand for a few actions. A file
 * verb-<id>.c adds one.
 */
struct _JigVerb
{
  const char      *id;
  const char      *usage;
  const char      *summary;
  const JigOption *options;
  gboolean         reads_sheet;
  gboolean       (*run) (JigCall  *call,
                         GError  **error);
};

/* Every verb there is, ended by NULL. Written at configure time. */
extern const JigVerb * const jig_verbs[];

G_END_DECLS
