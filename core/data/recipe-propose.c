/* What the column types decide: a list of nodes for a table, to start from. */

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/data/recipe-spec.h"

#include <math.h>
#include <string.h>

/* A category with more levels than this is hashed, or numbered for trees. */
#define MAX_ONE_HOT       64
#define MAX_ONE_HOT_TREES 4

/* The square of a greater number may be infinite, and so may a deviation. */
#define MAX_SCALED 1e100

typedef struct
{
  const JigSchema *schema;
  GPtrArray       *specs;   /* (element-type JigNodeSpec) */
  GHashTable      *names;   /* of the nodes there are, in @specs */
} Proposal;

typedef void (*ProposeFunc) (Proposal        *self,
                             const JigColumn *column);

static gboolean
is_taken (const Proposal *self,
          const char     *name)
{
  return g_hash_table_contains (self->names, name) || jig_schema_find (self->schema, name) >= 0;
}

/* A name that no column and no node has, so that it is plain who is read. */
static char *
find_name (const Proposal  *self,
           const JigColumn *column,
           const char      *what)
{
  g_autofree char *wanted = g_strdup_printf ("%s %s", jig_column_get_name (column), what);
  char *name = jig_text_to_nfc (wanted);

  for (guint n = self->specs->len + 1;
       is_taken (self, name) || strlen (name) > JIG_LIMIT_NAME_BYTES; n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", what, n);
    }

  return name;
}

/* Adds a node that reads @input; returns its settings. */
static JigValues *
add (Proposal   *self,
     const char *kind,
     const char *name,
     const char *input,
     gboolean    is_feature)
{
  const char * const inputs[] = { input, NULL };
  JigNodeSpec *spec = jig_node_spec_new (jig_node_find (kind), name, inputs, is_feature);

  g_ptr_array_add (self->specs, spec);
  g_hash_table_add (self->names, spec->name);

  return spec->values;
}

/* What is set here is in the tables of the kinds: it cannot fail. */
static void
set (JigValues  *values,
     const char *id,
     const char *word)
{
  gboolean is_set = jig_values_parse (values, id, word, NULL);

  g_assert (is_set);
}

static void
add_missing_flag (Proposal        *self,
                  const JigColumn *column)
{
  g_autofree char *name = NULL;

  if (jig_column_get_n_missing (column) == 0)
    return;

  name = find_name (self, column, "missing");
  set (add (self, "impute", name, jig_column_get_name (column), TRUE), "output", "flag");
}

static gboolean
can_be_scaled (const JigColumn *column)
{
  for (gsize i = 0; i < jig_column_get_n_rows (column); i++)
    {
      double number = fabs (jig_column_get_number (column, i));

      if (isfinite (number) && number > MAX_SCALED)
        return FALSE;
    }

  return TRUE;
}

/* A value that is missing only later needs the mean as well. */
static void
propose_scaled (Proposal        *self,
                const JigColumn *column)
{
  const char *name = jig_column_get_name (column);
  g_autofree char *filled = NULL;

  add_missing_flag (self, column);
  if (!can_be_scaled (column))
    {
      add (self, "quantile-bucket", name, name, TRUE);
      return;
    }

  filled = find_name (self, column, "filled");
  add (self, "impute", filled, name, FALSE);
  add (self, "z-score", name, filled, TRUE);
}

static void
propose_filled (Proposal        *self,
                const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  add_missing_flag (self, column);
  if (jig_column_get_n_missing (column) == 0)
    add (self, "pass", name, name, TRUE);
  else
    set (add (self, "impute", name, name, TRUE), "method", "mode");
}

static void
propose_pass (Proposal        *self,
              const JigColumn *column)
{
  add (self, "pass", jig_column_get_name (column), jig_column_get_name (column), TRUE);
}

static void
propose_levels (Proposal        *self,
                const JigColumn *column,
                const char      *kind)
{
  const char *name = jig_column_get_name (column);

  set (add (self, kind, name, name, TRUE), "other", "true");
}

static gsize
count_levels (const JigColumn *column)
{
  return jig_string_table_get_size (jig_column_get_levels (column));
}

static void
propose_category (Proposal        *self,
                  const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  if (count_levels (column) <= MAX_ONE_HOT)
    propose_levels (self, column, "one-hot");
  else
    add (self, "hash", name, name, TRUE);
}

static void
propose_category_for_trees (Proposal        *self,
                            const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  if (count_levels (column) <= MAX_ONE_HOT_TREES)
    propose_levels (self, column, "one-hot");
  else if (count_levels (column) < JIG_LIMIT_CATEGORIES)
    propose_levels (self, column, "vocabulary");
  else
    set (add (self, "hash", name, name, TRUE), "output", "index");
}

static void
propose_category_as_it_is (Proposal        *self,
                           const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  add (self, "category", name, name, TRUE);
}

static void
propose_words (Proposal        *self,
               const JigColumn *column)
{
  const char *name = jig_column_get_name (column);

  add (self, "tokens", name, name, TRUE);
}

static const struct
{
  const char *part;
  const char *what;
  const char *number;
  const char *range;
  gboolean    needs_clock;
} parts[] = {
  { "day-of-week", "day of week", "day of week number", "1..7", FALSE },
  { "hour", "hour", "hour number", "0..23", TRUE },
  { "month", "month", "month number", "1..12", FALSE },
};

static void
propose_part (Proposal        *self,
              const JigColumn *column,
              gsize            i,
              gboolean         is_one_hot)
{
  g_autofree char *name = find_name (self, column, is_one_hot ? parts[i].number : parts[i].what);
  g_autofree char *shown = NULL;

  set (add (self, "date-part", name, jig_column_get_name (column), !is_one_hot), "part",
       parts[i].part);
  if (!is_one_hot)
    return;

  shown = find_name (self, column, parts[i].what);
  set (add (self, "one-hot", shown, name, TRUE), "range", parts[i].range);
}

static void
propose_parts (Proposal        *self,
               const JigColumn *column,
               gboolean         is_one_hot)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i].needs_clock || jig_column_has_clock (column))
      propose_part (self, column, i, is_one_hot);
}

static void
propose_date (Proposal        *self,
              const JigColumn *column)
{
  propose_parts (self, column, TRUE);
}

static void
propose_date_for_trees (Proposal        *self,
                        const JigColumn *column)
{
  propose_parts (self, column, FALSE);
}

static const ProposeFunc proposers[][JIG_COLUMN_BOOLEAN + 1] = {
  [JIG_RECIPE_LINEAR] = {
    [JIG_COLUMN_NUMBER] = propose_scaled,
    [JIG_COLUMN_CATEGORY] = propose_category,
    [JIG_COLUMN_TEXT] = propose_words,
    [JIG_COLUMN_TIME] = propose_date,
    [JIG_COLUMN_BOOLEAN] = propose_filled,
  },
  [JIG_RECIPE_TREES] = {
    [JIG_COLUMN_NUMBER] = propose_pass,
    [JIG_COLUMN_CATEGORY] = propose_category_for_trees,
    [JIG_COLUMN_TEXT] = propose_words,
    [JIG_COLUMN_TIME] = propose_date_for_trees,
    [JIG_COLUMN_BOOLEAN] = propose_pass,
  },
  [JIG_RECIPE_CATEGORIES] = {
    [JIG_COLUMN_NUMBER] = propose_pass,
    [JIG_COLUMN_CATEGORY] = propose_category_as_it_is,
    [JIG_COLUMN_TEXT] = propose_words,
    [JIG_COLUMN_TIME] = propose_date_for_trees,
    [JIG_COLUMN_BOOLEAN] = propose_pass,
  },
};

/* When something happened is known when a prediction is wanted; what it is
 * called or weighs is not what to learn from. */
static gboolean
is_wanted (const JigField *field)
{
  return field->role == JIG_ROLE_FEATURE ||
         (field->role == JIG_ROLE_TIME && field->type == JIG_COLUMN_TIME);
}

static gboolean
has_word (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* A column that says nothing gives no constant to keep. */
static gboolean
has_content (const JigColumn *column)
{
  const JigStringTable *cells = jig_column_get_cells (column);
  const double *numbers = jig_column_get_numbers (column);

  for (gsize i = 0; i < jig_column_get_n_rows (column); i++)
    if (cells != NULL ? has_word (jig_string_table_get (cells, i, NULL))
                      : numbers != NULL ? isfinite (numbers[i])
                                        : !jig_column_is_missing (column, i))
      return TRUE;

  return FALSE;
}

/**
 * jig_node_specs_propose:
 * @frame: the training rows of a table
 * @schema: its names, types and roles
 * @style: what kind of model the features are for
 * @error: return location for %JIG_ERROR_MISMATCH if @frame has not the columns
 *   of @schema, or %JIG_ERROR_MEMORY
 *
 * Features and the time become nodes; columns without any value do not. What is
 * proposed can be fitted on these rows, unless there is no such column at all.
 * The names do not depend on the user's language.
 *
 * Returns: (transfer full) (element-type JigNodeSpec): the nodes, or %NULL with
 *   @error set
 */
GPtrArray *
jig_node_specs_propose (JigFrame         *frame,
                        const JigSchema  *schema,
                        JigRecipeStyle    style,
                        GError          **error)
{
  g_autoptr(GPtrArray) specs = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_node_spec_free);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(JigFrame) conformed = NULL;
  Proposal proposal = { schema, specs, names };

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (style <= JIG_RECIPE_CATEGORIES, NULL);

  conformed = jig_schema_conform (schema, frame, error);
  if (conformed == NULL)
    return NULL;

  for (gsize i = 0; i < jig_schema_get_size (schema); i++)
    {
      const JigField *field = jig_schema_get_field (schema, i);
      const JigColumn *column = jig_frame_get_column (conformed, i);

      if (is_wanted (field) && has_content (column))
        proposers[style][field->type] (&proposal, column);
    }

  return g_steal_pointer (&specs);
}
