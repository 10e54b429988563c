#pragma once

#include "core/project/project.h"

G_BEGIN_DECLS

/* For tests of what a project does: CSV files in a folder that goes away, and
 * actions from their words. */

typedef struct
{
  char       *folder;
  JigProject *project;
} JigJournal;

void            jig_journal_set_up    (JigJournal     *self,
                                       gconstpointer   data);
void            jig_journal_tear_down (JigJournal     *self,
                                       gconstpointer   data);
char           *jig_journal_write     (JigJournal     *self,
                                       const char     *name,
                                       const char     *text) G_GNUC_WARN_UNUSED_RESULT;

/* @words: "id=word" each, ended by NULL; the action must be valid. */
JigAction      *jig_journal_action    (JigJournal     *self,
                                       const char     *command,
                                       const char     *as,
                                       ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
/* Does it; it must work. */
const JigEntry *jig_journal_do        (JigJournal     *self,
                                       JigAction      *action);
/* Rides of city bikes as "data-1", and "split-1" of them. */
void            jig_journal_ride      (JigJournal     *self);
/* A model of the rides as "model-1". */
const JigEntry *jig_journal_fit       (JigJournal     *self,
                                       const char     *model);
/* A small table, loaded as "data-1". */
const JigEntry *jig_journal_load      (JigJournal     *self);

G_END_DECLS
