#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigOption:
 * @name: without its dashes
 * @value: (nullable): what the help calls its value; %NULL: it takes none
 * @help: one line
 * @set: takes the value; an error names what is allowed
 *
 * One option of a command. Tables end with a row without a name.
 */
typedef struct
{
  const char *name;
  const char *value;
  const char *help;
  gboolean  (*set) (gpointer     settings,
                    const char  *value,
                    GError     **error);
} JigOption;

gboolean jig_option_parse      (const JigOption     *options,
                                gpointer             settings,
                                const char * const  *arguments,
                                GPtrArray           *operands,
                                GError             **error);
char    *jig_option_format_help (const JigOption    *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
