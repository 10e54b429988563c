#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Codes are bytes: so many values are told apart, one more code is for the others,
 * and one for what is missing. */
#define MOST_VALUES 254

typedef struct
{
  JigVocabulary *vocabulary;
  gboolean       has_other;
} State;

/* A value and how many of the training rows have it. */
typedef struct
{
  const char *text;
  gsize       n_rows;
} Value;

static void
free_state (gpointer data)
{
  State *state = data;

  if (state == NULL)
    return;

  jig_vocabulary_free (state->vocabulary);
  g_free (state);
}

/* The most frequent first; of equals the one whose name comes first. */
static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const Value *first = a;
  const Value *second = b;

  if (first->n_rows != second->n_rows)
    return first->n_rows > second->n_rows ? -1 : 1;

  return strcmp (first->text, second->text);
}

/* All values that occur, in their order. */
static Value *
count_values (const JigColumn  *input,
              gsize            *n_values,
              GError          **error)
{
  const guint32 *codes = jig_column_get_codes (input);
  const JigStringTable *levels = jig_column_get_levels (input);
  const gsize n_levels = jig_string_table_get_size (levels);
  Value *values = jig_alloc (n_levels, sizeof *values, _("the vocabulary"), error);
  gsize n_kept = 0;

  if (values == NULL)
    return NULL;

  for (gsize i = 0; i < n_levels; i++)
    values[i].text = jig_string_table_get (levels, i, NULL);
  for (gsize i = 0; i < jig_column_get_n_rows (input); i++)
    if (codes[i] != JIG_CODE_MISSING)
      values[codes[i]].n_rows++;

  for (gsize i = 0; i < n_levels; i++)
    if (values[i].n_rows > 0)
      values[n_kept++] = values[i];
  if (n_kept > 0)
    qsort (values, n_kept, sizeof *values, compare_values);
  *n_values = n_kept;

  return values;
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  const char *texts[MOST_VALUES];
  gsize n_counted;
  jig_autofree Value *counted = count_values (inputs[0], &n_counted, error);
  State *state;
  JigVocabulary *vocabulary;

  if (counted == NULL)
    return NULL;
  if (n_counted == 0)
    {
      jig_error_set_at (error, JIG_ERROR_DATA,
                        &(JigPlace) { .column = jig_column_get_name (inputs[0]), .byte = -1 },
                        _("There is no value in the training rows."));
      return NULL;
    }

  for (gsize i = 0; i < MIN (n_counted, MOST_VALUES); i++)
    texts[i] = counted[i].text;
  vocabulary = jig_vocabulary_new (texts, MIN (n_counted, MOST_VALUES), n_counted > MOST_VALUES,
                                   error);
  if (vocabulary == NULL)
    return NULL;

  state = g_new0 (State, 1);
  state->vocabulary = vocabulary;
  state->has_other = n_counted > MOST_VALUES;

  return state;
}

static guint32
get_n_levels (gconstpointer data)
{
  const State *state = data;

  return (guint32) jig_vocabulary_get_size (state->vocabulary);
}

static gpointer
bind (gconstpointer             data,
      const JigColumn * const  *inputs,
      GError                  **error)
{
  const State *state = data;

  return jig_vocabulary_bind (state->vocabulary, inputs, error);
}

static void
apply (gconstpointer             data,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const State *state = data;

  for (gsize i = begin; i < end; i++, out += stride)
    {
      const gssize slot = jig_column_is_missing (inputs[0], i)
                          ? -1 : jig_vocabulary_get_slot (state->vocabulary, binding, inputs[0], i);

      *out = slot >= 0 ? (double) slot : NAN;
    }
}

static void
write_state (gconstpointer  data,
             JigJsonWriter *writer)
{
  const State *state = data;

  jig_vocabulary_write_state (state->vocabulary, writer);
  jig_json_writer_name (writer, "other");
  jig_json_writer_bool (writer, state->has_other);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  g_autofree char *place = g_strdup_printf ("%s: \"values\"", name);
  gboolean has_other;
  JigVocabulary *vocabulary;
  JsonArray *array;
  State *state;

  if (!jig_json_get_array (object, "values", name, &array, error) ||
      !jig_json_get_bool (object, "other", name, &has_other, error))
    return NULL;
  if (json_array_get_length (array) > MOST_VALUES)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: there are more than the %d values a category may have."), place,
                   MOST_VALUES);
      return NULL;
    }

  vocabulary = jig_vocabulary_read (json_object_get_member (object, "values"), has_other, place,
                                    error);
  if (vocabulary == NULL)
    return NULL;

  state = g_new0 (State, 1);
  state->vocabulary = vocabulary;
  state->has_other = has_other;

  return state;
}

const JigNodeOps jig_node_category = {
  .id = "category",
  .title = N_("Category"),
  .summary = N_("The number of the value, the most frequent first, for trees that ask which values"
                " it is one of."),
  .takes = JIG_NODE_TAKES (JIG_COLUMN_CATEGORY),
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER,
  .fit = fit,
  .free = free_state,
  .get_n_levels = get_n_levels,
  .bind = bind,
  .apply = apply,
  .write_state = write_state,
  .read_state = read_state,
};
