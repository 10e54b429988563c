#include "app/cli/option.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <string.h>

static void
set_unknown (const JigOption  *options,
             const char       *name,
             GError          **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) known = NULL;
  g_autofree char *shown = jig_text_escape_display (name, -1);
  const char *nearest;

  for (const JigOption *option = options; option->name != NULL; option++)
    g_strv_builder_add (builder, option->name);
  known = g_strv_builder_end (builder);

  nearest = jig_text_nearest (name, (const char * const *) known);
  if (nearest != NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 "There is no option --%s; did you mean --%s?", shown, nearest);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 "There is no option --%s. --help lists those that there are.", shown);
}

static const JigOption *
find (const JigOption *options,
      const char      *name)
{
  for (const JigOption *option = options; option->name != NULL; option++)
    if (g_str_equal (option->name, name))
      return option;

  return NULL;
}

/* Takes one option; @next is the word behind it, and @took whether it was used. */
static gboolean
take_option (const JigOption  *options,
             gpointer          settings,
             const char       *word,
             const char       *next,
             gboolean         *took,
             GError          **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, (gsize) (equals - word))
                                         : g_strdup (word);
  const JigOption *option = find (options, name);
  const char *value = equals != NULL ? equals + 1 : NULL;

  *took = FALSE;
  if (option == NULL)
    {
      set_unknown (options, name, error);
      return FALSE;
    }

  if (option->value == NULL && value != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, "The option --%s takes no value.", name);
      return FALSE;
    }

  if (option->value != NULL && value == NULL)
    {
      *took = TRUE;
      value = next;
    }
  if (option->value != NULL && value == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "The option --%s needs a value: --%s %s.", name, name, option->value);
      return FALSE;
    }

  return option->set (settings, value, error);
}

/**
 * jig_option_parse:
 * @options: the options there are
 * @settings: handed to each option's set function
 * @arguments: the words of the command line, ended by %NULL
 * @operands: where the words go that are no options
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Options are `--name VALUE` or `--name=VALUE`, in any order; `--` ends them.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_option_parse (const JigOption     *options,
                  gpointer             settings,
                  const char * const  *arguments,
                  GPtrArray           *operands,
                  GError             **error)
{
  gboolean options_end = FALSE;

  for (gsize i = 0; arguments[i] != NULL; i++)
    {
      const char *word = arguments[i];
      gboolean took = FALSE;

      if (!options_end && g_str_equal (word, "--"))
        options_end = TRUE;
      else if (options_end || !g_str_has_prefix (word, "-") || g_str_equal (word, "-"))
        g_ptr_array_add (operands, (char *) word);
      else if (!take_option (options, settings, word + strspn (word, "-"), arguments[i + 1],
                             &took, error))
        return FALSE;
      i += took;
    }

  return TRUE;
}

/**
 * jig_option_format_help:
 * @options: the options there are
 *
 * Returns: (transfer full): a line for each
 */
char *
jig_option_format_help (const JigOption *options)
{
  GString *text = g_string_new (NULL);

  for (const JigOption *option = options; option->name != NULL; option++)
    {
      g_autofree char *usage = g_strdup_printf ("--%s%s%s", option->name,
                                                option->value != NULL ? " " : "",
                                                option->value != NULL ? option->value : "");

      g_string_append_printf (text, "  %-24s %s\n", usage, option->help);
    }

  return g_string_free (text, FALSE);
}
