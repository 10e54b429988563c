#pragma once

#include "core/base/values.h"

G_BEGIN_DECLS

typedef struct _JigCommand JigCommand;

/**
 * JigAction:
 *
 * What somebody did: a command, its settings and the name of what it makes, as
 * data. Its canonical form is {"do":"fit","as":"model-3","with":{...}}, with the
 * members of "with" in the order of the command's table.
 */
typedef struct _JigAction JigAction;

JigAction        *jig_action_new          (const JigCommand         *command,
                                           const char               *as) G_GNUC_WARN_UNUSED_RESULT;
JigAction        *jig_action_copy         (const JigAction          *self) G_GNUC_WARN_UNUSED_RESULT;
void              jig_action_free         (JigAction                *self);

const JigCommand *jig_action_get_command  (const JigAction          *self);
const char       *jig_action_get_as       (const JigAction          *self);
void              jig_action_set_as       (JigAction                *self,
                                           const char               *as);
JigValues        *jig_action_get_values   (JigAction                *self);
/* Sets one setting from a word, as on the command line. */
gboolean          jig_action_set          (JigAction                *self,
                                           const char               *id,
                                           const char               *word,
                                           GError                  **error);

char             *jig_action_to_json      (const JigAction          *self) G_GNUC_WARN_UNUSED_RESULT;
JigAction        *jig_action_from_json    (const char               *text,
                                           gssize                    length,
                                           const JigCommand * const *commands,
                                           const char               *name,
                                           GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigAction, jig_action_free)

G_END_DECLS
