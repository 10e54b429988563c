#pragma once

#include "app/cli/arguments.h"
#include "core/data/csv-stream.h"
#include "core/project/object-data.h"
#include "core/project/project.h"

G_BEGIN_DECLS

typedef struct _JigVerb JigVerb;

/**
 * JigCall:
 * @verb: what is done
 * @arguments: with which words
 * @progress: who may stop it
 * @project: where its actions go
 * @seed: where every random choice comes from
 * @as_json: one JSON object is asked for
 * @inputs: (element-type JigInput): the files that were read
 * @warnings: (element-type utf8): id and sentence in turns
 * @began: when it began
 *
 * One run of a verb, and what all verbs have in common.
 */
typedef struct
{
  const JigVerb     *verb;
  JigArguments      *arguments;
  const JigProgress *progress;
  JigProject        *project;
  guint64            seed;
  gboolean           as_json;
  GPtrArray         *inputs;
  GPtrArray         *warnings;
  gint64             began;
} JigCall;

JigCall        *jig_call_new        (const JigVerb       *verb,
                                     const char * const  *words,
                                     const JigProgress   *progress,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void            jig_call_free       (JigCall             *self);
void            jig_call_print_help (const JigVerb       *verb);

/* Options. */

gboolean        jig_call_has        (const JigCall       *self,
                                     const char          *option);
const char     *jig_call_get        (const JigCall       *self,
                                     const char          *option);
const char     *jig_call_require    (const JigCall       *self,
                                     const char          *option,
                                     GError             **error);
const char     *jig_call_operand    (const JigCall       *self,
                                     const char          *what,
                                     GError             **error);

/* A whole number; @number stays as it was if the option was not given. */
gboolean        jig_call_take_number (const JigCall      *self,
                                      const char         *option,
                                      guint64             upper,
                                      guint64            *number,
                                      GError            **error);

/* Acting: settings are "id", "value" in turns, ended by NULL; a NULL value is
 * the default. */

const JigEntry *jig_call_act        (JigCall             *self,
                                     GError             **error,
                                     const char          *command,
                                     const char          *as,
                                     ...) G_GNUC_NULL_TERMINATED;
const JigEntry *jig_call_act_with   (JigCall             *self,
                                     JigAction           *action,
                                     GError             **error);
/* Reads a CSV file as the sheet options say. */
const JigEntry *jig_call_load       (JigCall             *self,
                                     const char          *path,
                                     const char          *role,
                                     GError             **error);
/* The same, a piece at a time: no action, and no line in the journal. */
JigCsvStream   *jig_call_open       (JigCall             *self,
                                     const char          *path,
                                     const char * const  *names,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the run: saves the journal if that was asked for. */
gboolean        jig_call_finish     (JigCall             *self,
                                     GError             **error);

/* Answers. */

void            jig_call_add_input  (JigCall             *self,
                                     const char          *role,
                                     const char          *path,
                                     guint64              n_bytes,
                                     const char          *sha256,
                                     gint64               n_rows);
void            jig_call_warn       (JigCall             *self,
                                     const char          *id,
                                     const char          *format,
                                     ...) G_GNUC_PRINTF (3, 4);
JigJsonWriter  *jig_call_begin_json (JigCall             *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes over the writer. */
void            jig_call_end_json   (JigCall             *self,
                                     JigJsonWriter       *writer);
void            jig_call_print_warnings (const JigCall   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCall, jig_call_free)

G_END_DECLS
