/* A program as C source: a template in which the tables and the names are filled
 * in. The functions in it are the lines of `portable-*.inc`. */

#include "core/export/c-source.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* c-model.in, with what it includes; made at build time. */
extern const char jig_c_model_template[];

#define ITEMS_IN_LINE 8

/**
 * Source:
 * @bytes: what is written so far
 * @failure: (nullable): the first one: nothing is written after it
 *
 * A file in the making.
 */
typedef struct
{
  const JigProgram *program;
  const JigRecipe  *recipe;
  const JigModel   *model;
  const char       *target;
  const char       *prefix;
  JigArray          bytes;
  GError           *failure;
} Source;

static void
put_bytes (Source     *source,
           const char *bytes,
           gsize       n_bytes)
{
  if (source->failure == NULL)
    jig_array_append (&source->bytes, bytes, n_bytes, &source->failure);
}

static void
put (Source     *source,
     const char *text)
{
  put_bytes (source, text, strlen (text));
}

static void put_format (Source     *source,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);

static void
put_format (Source     *source,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  put (source, text);
}

/* Everything but plain ASCII as three octal digits, which no letter can lengthen;
 * two question marks might be a trigraph. */
static void
put_text (Source     *source,
          const char *text)
{
  put (source, "\"");
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\' || *text == '?')
        put_format (source, "\\%c", *text);
      else if (g_ascii_isprint (*text))
        put_bytes (source, text, 1);
      else
        put_format (source, "\\%03o", (guint) (guchar) *text);
    }
  put (source, "\"");
}

/* A zero that is negative is one only with a decimal point. */
static void
put_number (Source *source,
            double  number)
{
  char buffer[JIG_NUMBER_BUFFER];

  put (source, jig_number_format (number, buffer));
  if (strpbrk (buffer, ".e") == NULL)
    put (source, ".0");
}

/* Whether people can read the name in a comment, and the compiler does not stumble. */
static gboolean
is_plain (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isprint (c) || g_unichar_type (c) == G_UNICODE_FORMAT ||
          c == '\\' || c == '?' || c == '/' || c == '*')
        return FALSE;
    }

  return TRUE;
}

static void
put_whole_numbers (Source        *source,
                   const gint32  *numbers,
                   guint          n_numbers)
{
  for (guint i = 0; i < n_numbers; i++)
    put_format (source, "%s%" G_GINT32_FORMAT, i > 0 ? ", " : "", numbers[i]);
}

static void
put_item (Source                 *source,
          const JigProgramLayout *layout,
          const char             *item)
{
  gboolean is_struct = layout->n_whole + layout->n_real > 1;
  const gint32 *whole = (gconstpointer) item;
  double real;

  if (layout->n_whole + layout->n_real == 0)
    {
      put_text (source, *(const char * const *) (gconstpointer) item);
      return;
    }

  put (source, is_struct ? "{ " : "");
  put_whole_numbers (source, whole, layout->n_whole);
  if (layout->n_real > 0)
    {
      memcpy (&real, item + layout->n_whole * sizeof (gint32), sizeof real);
      put (source, layout->n_whole > 0 ? ", " : "");
      put_number (source, real);
    }
  put (source, is_struct ? " }" : "");
}

static void
put_table (Source          *source,
           JigProgramTable  table)
{
  const JigProgramLayout *layout = &jig_program_layouts[table];
  const JigArray *array = &source->program->tables[table];
  gboolean is_short = layout->n_whole + layout->n_real == 1;

  if (array->n_items == 0)
    return;

  put_format (source, "static const %s %s[] = {", layout->type, layout->name);
  for (gsize i = 0; i < array->n_items; i++)
    {
      put (source, !is_short || i % ITEMS_IN_LINE == 0 ? "\n  " : " ");
      put_item (source, layout, (const char *) array->items + i * layout->item_size);
      put (source, ",");
    }
  put (source, "\n};\n\n");
}

static void
put_tables (Source *source)
{
  const PortableProgram *portable = &source->program->portable;

  put (source, "\n");
  for (JigProgramTable table = 0; table < JIG_N_PROGRAM_TABLES; table++)
    put_table (source, table);

  put (source, "static const PortableProgram program = {\n");
  for (JigProgramTable table = 0; table < JIG_N_PROGRAM_TABLES; table++)
    if (source->program->tables[table].n_items > 0)
      put_format (source, "  .%s = %s,\n", jig_program_layouts[table].name,
                  jig_program_layouts[table].name);

  put_format (source, "  .n_nodes = %d,\n  .n_letters = %d,\n  .n_trees = %d,\n"
              "  .n_features = %d,\n  .n_outputs = %d,\n  .is_linear = %d,\n  .link = %d,\n};\n",
              portable->n_nodes, portable->n_letters, portable->n_trees, portable->n_features,
              portable->n_outputs, portable->is_linear, portable->link);
}

static gsize
count_inputs (const Source *source)
{
  return jig_schema_get_size (jig_recipe_get_inputs (source->recipe));
}

static const JigField *
get_input (const Source *source,
           gsize         i)
{
  return jig_schema_get_field (jig_recipe_get_inputs (source->recipe), i);
}

static gboolean
is_number (const JigField *field)
{
  return field->type == JIG_COLUMN_NUMBER || field->type == JIG_COLUMN_BOOLEAN;
}

static void
put_fields (Source *source)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (count_inputs (source) == 0)
    put (source, "  int nothing;\n");

  for (gsize i = 0; i < count_inputs (source); i++)
    {
      const JigField *field = get_input (source, i);
      g_autofree char *name = jig_c_source_dup_field (field->name, taken);

      put_format (source, "  %s%s;   /* %s", is_number (field) ? "double      " : "const char *",
                  name, jig_column_type_name (field->type));
      if (is_plain (field->name))
        put_format (source, ": %s", field->name);
      put (source, " */\n");
    }
}

/* The kinds are in the order of the column types. */
static void
put_inputs (Source *source)
{
  static const char * const kinds[] = {
    [JIG_COLUMN_NUMBER] = "NUMBER", [JIG_COLUMN_CATEGORY] = "CATEGORY",
    [JIG_COLUMN_TEXT] = "TEXT", [JIG_COLUMN_TIME] = "TIME", [JIG_COLUMN_BOOLEAN] = "BOOLEAN",
  };
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < count_inputs (source); i++)
    {
      const JigField *field = get_input (source, i);
      g_autofree char *name = jig_c_source_dup_field (field->name, taken);

      put (source, "  { ");
      put_text (source, field->name);
      put_format (source, ", PORTABLE_INPUT_%s, offsetof (%s_input, %s) },\n",
                  kinds[field->type], source->prefix, name);
    }
}

static void
put_name (Source     *source,
          const char *name)
{
  put (source, "  ");
  put_text (source, name);
  put (source, ",\n");
}

static void
put_input_names (Source *source)
{
  for (gsize i = 0; i < count_inputs (source); i++)
    put_name (source, get_input (source, i)->name);
}

static void
put_feature_names (Source *source)
{
  for (gsize i = 0; i < jig_recipe_get_n_features (source->recipe); i++)
    put_name (source, jig_recipe_get_features (source->recipe)[i]);
}

/* The target, or the target and the class whose probability it is. */
static void
put_output_names (Source *source)
{
  JigStringTable *labels = jig_model_get_labels (source->model);
  gsize first = jig_model_get_task (source->model) == JIG_TASK_BINARY ? 1 : 0;

  if (labels == NULL)
    {
      put_name (source, source->target);
      return;
    }

  for (gsize k = first; k < jig_string_table_get_size (labels); k++)
    {
      g_autofree char *name = g_strdup_printf ("%s=%s", source->target,
                                               jig_string_table_get (labels, k, NULL));

      put_name (source, name);
    }
}

static void
put_title (Source *source)
{
  g_autofree char *name = jig_model_dup_name (source->model);

  put (source, is_plain (source->target) ? source->target : "A model");
  put_format (source, ": %s, model %s.", is_plain (name) ? name : "",
              jig_model_get_hash (source->model));
}

static void
put_version (Source *source)
{
  put (source, JIG_VERSION);
}

static void
put_prefix (Source *source)
{
  put (source, source->prefix);
}

/* As wide as the prefix, so that parameters line up. */
static void
put_indent (Source *source)
{
  g_autofree char *blanks = g_strnfill (strlen (source->prefix), ' ');

  put (source, blanks);
}

static void
put_n_inputs (Source *source)
{
  put_format (source, "%zu", count_inputs (source));
}

static void
put_n_features (Source *source)
{
  put_format (source, "%d", source->program->portable.n_features);
}

static void
put_n_outputs (Source *source)
{
  put_format (source, "%d", source->program->portable.n_outputs);
}

static void
put_n_nodes (Source *source)
{
  put_format (source, "%d", source->program->portable.n_nodes);
}

static const struct
{
  const char *word;
  void      (*put) (Source *source);
} words[] = {
  { "@FEATURE_NAMES@", put_feature_names },
  { "@FIELDS@", put_fields },
  { "@INDENT@", put_indent },
  { "@INPUTS@", put_inputs },
  { "@INPUT_NAMES@", put_input_names },
  { "@N_FEATURES@", put_n_features },
  { "@N_INPUTS@", put_n_inputs },
  { "@N_NODES@", put_n_nodes },
  { "@N_OUTPUTS@", put_n_outputs },
  { "@OUTPUT_NAMES@", put_output_names },
  { "@PREFIX@", put_prefix },
  { "@TABLES@", put_tables },
  { "@TITLE@", put_title },
  { "@VERSION@", put_version },
};

/* Fills one word in; returns what stands behind it. */
static const char *
put_word (Source     *source,
          const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (at, words[i].word))
      {
        words[i].put (source);
        return at + strlen (words[i].word);
      }

  g_return_val_if_reached (at + strlen (at));
}

static void
put_template (Source *source)
{
  const char *at = jig_c_model_template;

  while (*at != '\0')
    {
      gsize n_plain = strcspn (at, "@");

      put_bytes (source, at, n_plain);
      at += n_plain;
      if (*at != '\0')
        at = put_word (source, at);
    }
}

static void
free_array (gpointer data)
{
  jig_free (data);
}

/**
 * jig_c_source_check_prefix:
 * @prefix: what every name in the file shall begin with
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE if it is a small letter followed by small letters, digits and
 *   underscores, at most 64; %FALSE with @error set
 */
gboolean
jig_c_source_check_prefix (const char  *prefix,
                           GError     **error)
{
  gsize length = strlen (prefix);

  if (length >= 1 && length <= 64 && g_ascii_islower (prefix[0]) &&
      strspn (prefix, "abcdefghijklmnopqrstuvwxyz0123456789_") == length)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("The prefix \"%s\" is not a small letter followed by small letters, digits and"
                 " underscores."), prefix);

  return FALSE;
}

/**
 * jig_c_source_write:
 * @program: the tables
 * @recipe: whose tables they are, for the names
 * @model: whose tables they are, for the names
 * @target: what is predicted
 * @prefix: what the names that others can see begin with
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a C file, the same bytes for the same model, or %NULL
 *   with @error set
 */
GBytes *
jig_c_source_write (const JigProgram  *program,
                    const JigRecipe   *recipe,
                    const JigModel    *model,
                    const char        *target,
                    const char        *prefix,
                    GError           **error)
{
  Source source = { program, recipe, model, target, prefix,
                    JIG_ARRAY_INIT (char, _("the C file")), NULL };
  gpointer bytes;
  gsize n_bytes;

  put_template (&source);
  if (source.failure != NULL)
    {
      jig_array_clear (&source.bytes);
      g_propagate_error (error, source.failure);
      return NULL;
    }

  bytes = jig_array_steal (&source.bytes, &n_bytes);

  return g_bytes_new_with_free_func (bytes, n_bytes, free_array, bytes);
}
