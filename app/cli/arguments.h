#pragma once

#include "core/base/param.h"

G_BEGIN_DECLS

/**
 * JigOption:
 * @name: without its dashes
 * @value: (nullable): what the help calls its value; %NULL: it takes none
 * @help: one line (untranslated)
 *
 * One option of a command. Tables end with a row without a name.
 */
typedef struct
{
  const char *name;
  const char *value;
  const char *help;
} JigOption;

/**
 * JigArguments:
 *
 * The words of a command line, sorted: options are `--name VALUE` or
 * `--name=VALUE`, in any order; `--` ends them; the rest are operands.
 */
typedef struct _JigArguments JigArguments;

JigArguments       *jig_arguments_new          (const JigOption * const  *tables,
                                                const char * const       *words,
                                                GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void                jig_arguments_free         (JigArguments             *self);

gboolean            jig_arguments_has          (const JigArguments       *self,
                                                const char               *name);
const char         *jig_arguments_get          (const JigArguments       *self,
                                                const char               *name);
const char         *jig_arguments_require      (const JigArguments       *self,
                                                const char               *name,
                                                GError                  **error);
GPtrArray          *jig_arguments_get_all      (const JigArguments       *self,
                                                const char               *name);
GPtrArray          *jig_arguments_get_operands (const JigArguments       *self);

char               *jig_option_format_help     (const JigOption * const  *tables) G_GNUC_WARN_UNUSED_RESULT;
/* The rows of a table of settings as options: "bad_rows" becomes --bad-rows. */
JigOption          *jig_option_from_params     (const JigParam           *params,
                                                const char               *but) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigArguments, jig_arguments_free)

G_END_DECLS
