#include "app/cli/arguments.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where the help of an option begins. */
#define HELP_COLUMN 26

struct _JigArguments
{
  GHashTable *values;     /* name => GPtrArray of borrowed words */
  GPtrArray  *operands;   /* borrowed words */
};

static const JigOption *
find (const JigOption * const *tables,
      const char              *name)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const JigOption *option = tables[i]; option->name != NULL; option++)
      if (g_str_equal (option->name, name))
        return option;

  return NULL;
}

static void
set_unknown (const JigOption * const  *tables,
             const char               *name,
             GError                  **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) known = NULL;
  g_autofree char *shown = jig_text_escape_display (name, -1);
  const char *nearest;

  for (gsize i = 0; tables[i] != NULL; i++)
    for (const JigOption *option = tables[i]; option->name != NULL; option++)
      g_strv_builder_add (builder, option->name);
  known = g_strv_builder_end (builder);

  nearest = jig_text_nearest (name, (const char * const *) known);
  if (nearest != NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("There is no option --%s; did you mean --%s?"), shown, nearest);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("There is no option --%s. --help lists those that there are."), shown);
}

static void
add_value (JigArguments *self,
           const char   *name,
           const char   *value)
{
  GPtrArray *values = g_hash_table_lookup (self->values, name);

  if (values == NULL)
    {
      values = g_ptr_array_new ();
      g_hash_table_insert (self->values, g_strdup (name), values);
    }

  g_ptr_array_add (values, (char *) value);
}

/* Takes one option; @next is the word behind it, and @took whether it was used. */
static gboolean
take_option (JigArguments             *self,
             const JigOption * const  *tables,
             const char               *word,
             const char               *next,
             gboolean                 *took,
             GError                  **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, (gsize) (equals - word))
                                         : g_strdup (word);
  const JigOption *option = find (tables, name);
  const char *value = equals != NULL ? equals + 1 : NULL;

  *took = FALSE;
  if (option == NULL)
    {
      set_unknown (tables, name, error);
      return FALSE;
    }

  if (option->value == NULL && value != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("The option --%s takes no value."), name);
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
                   _("The option --%s needs a value: --%s %s."), name, name, option->value);
      return FALSE;
    }

  add_value (self, name, value != NULL ? value : "");

  return TRUE;
}

/**
 * jig_arguments_new:
 * @tables: the options there are, ended by %NULL
 * @words: the words of the command line, ended by %NULL; must outlive this
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: (transfer full): the words, sorted, or %NULL with @error set
 */
JigArguments *
jig_arguments_new (const JigOption * const  *tables,
                   const char * const       *words,
                   GError                  **error)
{
  g_autoptr(JigArguments) self = g_new0 (JigArguments, 1);
  gboolean options_end = FALSE;

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
  self->operands = g_ptr_array_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];
      gboolean took = FALSE;

      if (!options_end && g_str_equal (word, "--"))
        options_end = TRUE;
      else if (options_end || !g_str_has_prefix (word, "-") || g_str_equal (word, "-"))
        g_ptr_array_add (self->operands, (char *) word);
      else if (!take_option (self, tables, word + strspn (word, "-"), words[i + 1], &took, error))
        return NULL;
      i += took;
    }

  return g_steal_pointer (&self);
}

void
jig_arguments_free (JigArguments *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->operands);
  g_free (self);
}

gboolean
jig_arguments_has (const JigArguments *self,
                   const char         *name)
{
  return g_hash_table_contains (self->values, name);
}

/**
 * jig_arguments_get:
 * @self: sorted words
 * @name: of an option
 *
 * Returns: (nullable): its value, the last one if it was given more than once
 */
const char *
jig_arguments_get (const JigArguments *self,
                   const char         *name)
{
  GPtrArray *values = g_hash_table_lookup (self->values, name);

  return values != NULL ? g_ptr_array_index (values, values->len - 1) : NULL;
}

/**
 * jig_arguments_require:
 * @self: sorted words
 * @name: of an option
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: its value, or %NULL with @error set if it was not given
 */
const char *
jig_arguments_require (const JigArguments  *self,
                       const char          *name,
                       GError             **error)
{
  const char *value = jig_arguments_get (self, name);

  if (value == NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("The option %s%s is needed here."),
                 strlen (name) == 1 ? "-" : "--", name);

  return value;
}

/**
 * jig_arguments_get_all:
 * @self: sorted words
 * @name: of an option
 *
 * Returns: (nullable) (element-type utf8): all its values, in order
 */
GPtrArray *
jig_arguments_get_all (const JigArguments *self,
                       const char         *name)
{
  return g_hash_table_lookup (self->values, name);
}

/**
 * jig_arguments_get_operands:
 * @self: sorted words
 *
 * Returns: (element-type utf8): the words that are no options, in order
 */
GPtrArray *
jig_arguments_get_operands (const JigArguments *self)
{
  return self->operands;
}

/* Korean letters are twice as wide as Latin ones. */
static gsize
width_of (const char *text)
{
  gsize width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;

  return width;
}

static void
append_help (GString         *text,
             const JigOption *option)
{
  g_autofree char *usage = g_strdup_printf ("  %s%s%s%s", strlen (option->name) == 1 ? "-" : "--",
                                            option->name, option->value != NULL ? " " : "",
                                            option->value != NULL ? option->value : "");
  g_auto(GStrv) words = g_strsplit (_(option->help), " ", -1);
  gsize column = strlen (usage);

  g_string_append (text, usage);
  if (column + 2 > HELP_COLUMN)
    {
      g_string_append_c (text, '\n');
      column = 0;
    }
  g_string_append_printf (text, "%*s", (int) (HELP_COLUMN - column), "");
  column = HELP_COLUMN;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize width = width_of (words[i]);

      if (i > 0 && column + 1 + width > 80)
        {
          g_string_append_printf (text, "\n%*s", HELP_COLUMN, "");
          column = HELP_COLUMN;
        }
      else if (i > 0)
        {
          g_string_append_c (text, ' ');
          column++;
        }
      g_string_append (text, words[i]);
      column += width;
    }
  g_string_append_c (text, '\n');
}

/**
 * jig_option_format_help:
 * @tables: the options there are, ended by %NULL
 *
 * Returns: (transfer full): a paragraph for each, at most 80 columns wide
 */
char *
jig_option_format_help (const JigOption * const *tables)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; tables[i] != NULL; i++)
    for (const JigOption *option = tables[i]; option->name != NULL; option++)
      append_help (text, option);

  return g_string_free (text, FALSE);
}

static char *
value_of (const JigParam *param)
{
  GString *text = g_string_new (NULL);

  if (param->kind == JIG_PARAM_SWITCH)
    g_string_append (text, "true|false");
  else if (param->kind == JIG_PARAM_CHOICE)
    for (const JigChoice *choice = param->choices; choice->id != NULL; choice++)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", choice->id);
  else
    g_string_append (text, jig_param_is_number (param) ? "N" : "TEXT");

  return g_string_free (text, FALSE);
}

/**
 * jig_option_from_params:
 * @params: a table of settings that lives as long as the program
 * @but: (nullable): the id of a setting that is no option
 *
 * Returns: (transfer full): the options, for as long as the program runs
 */
JigOption *
jig_option_from_params (const JigParam *params,
                        const char     *but)
{
  GArray *options = g_array_new (TRUE, TRUE, sizeof (JigOption));

  for (const JigParam *param = params; param->id != NULL; param++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (param->id), "_", '-');
      g_autofree char *value = value_of (param);
      JigOption option = { g_intern_string (name), g_intern_string (value), param->hint };

      if (g_strcmp0 (param->id, but) != 0)
        g_array_append_val (options, option);
    }

  return (JigOption *) (gpointer) g_array_free (options, FALSE);
}
