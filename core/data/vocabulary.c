#include "core/data/vocabulary.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

struct _JigVocabulary
{
  JigStringTable *texts;      /* (nullable): the values; NULL for a range */
  gint64          lower;      /* the least number of a range */
  gsize           n_values;
  gboolean        has_other;  /* slot n_values is for all other values */
};

static const JigChoice orders[] = {
  { "appearance", N_("As they appear in the training rows") },
  { "sorted", N_("Sorted") },
  { NULL }
};

const JigParam jig_vocabulary_params[] = {
  { "order", N_("Order of the values"), JIG_PARAM_CHOICE, .text = "appearance",
    .choices = orders },
  { "range", N_("Whole numbers"), JIG_PARAM_TEXT, .text = "", .flags = JIG_PARAM_OPTIONAL,
    .hint = N_("Such as 0..23: these values, whether the training rows have them or not.") },
  { "other", N_("A slot for other values"), JIG_PARAM_SWITCH, 0, 0, 1,
    .hint = N_("Without it, a value that the training rows do not have has no slot.") },
  { NULL }
};

static JigVocabulary *
new_list (JigStringTable *texts,
          gboolean        has_other)
{
  JigVocabulary *self = g_new0 (JigVocabulary, 1);

  self->texts = texts;
  self->n_values = jig_string_table_get_size (texts);
  self->has_other = has_other;

  return self;
}

static gboolean
check_size (gsize     n_values,
            GError  **error)
{
  g_autofree char *text = NULL;

  if (n_values <= JIG_LIMIT_CATEGORIES)
    return TRUE;

  text = jig_number_to_string ((double) n_values);
  g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
               _("A vocabulary of %s values is larger than the limit of %d."), text,
               JIG_LIMIT_CATEGORIES);

  return FALSE;
}

/**
 * jig_vocabulary_new:
 * @texts: (array length=n_texts): the values, in the order of their slots
 * @n_texts: how many there are
 * @has_other: whether other values have a slot
 * @error: return location for %JIG_ERROR_LIMIT, %JIG_ERROR_MEMORY, or
 *   %JIG_ERROR_VALUE if a value occurs twice
 *
 * Returns: (transfer full): a vocabulary, or %NULL with @error set
 */
JigVocabulary *
jig_vocabulary_new (const char * const  *texts,
                    gsize                n_texts,
                    gboolean             has_other,
                    GError             **error)
{
  g_autoptr(JigStringTable) table = NULL;

  if (!check_size (n_texts, error))
    return NULL;

  table = jig_string_table_new (texts, (gssize) n_texts, error);
  if (table == NULL)
    return NULL;

  for (gsize i = 0; i < n_texts; i++)
    if (jig_string_table_find (table, texts[i]) != (gssize) i)
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("\"%s\" is there twice."), texts[i]);
        return NULL;
      }

  return new_list (g_steal_pointer (&table), has_other);
}

static gboolean
parse_range (const char *range,
             gint64     *lower,
             gint64     *upper)
{
  const char *dots = strstr (range, "..");

  return dots != NULL &&
         jig_number_parse_int (range, (gsize) (dots - range), lower) &&
         jig_number_parse_int (dots + 2, strlen (dots + 2), upper) &&
         *lower <= *upper;
}

/**
 * jig_vocabulary_new_range:
 * @range: such as "0..23"
 * @has_other: whether other values have a slot
 * @error: return location for %JIG_ERROR_VALUE or %JIG_ERROR_LIMIT
 *
 * Returns: (transfer full): a vocabulary of whole numbers, or %NULL with @error
 *   set
 */
JigVocabulary *
jig_vocabulary_new_range (const char  *range,
                          gboolean     has_other,
                          GError     **error)
{
  JigVocabulary *self;
  gint64 lower;
  gint64 upper;
  gsize span;

  if (!parse_range (range, &lower, &upper))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is not a range of whole numbers such as 0..23."), range);
      return NULL;
    }

  span = (gsize) upper - (gsize) lower;
  if (!check_size (MAX (span, span + 1), error))
    return NULL;

  self = g_new0 (JigVocabulary, 1);
  self->lower = lower;
  self->n_values = span + 1;
  self->has_other = has_other;

  return self;
}

static JigVocabulary *
read_list (JsonArray   *array,
           gboolean     has_other,
           GError     **error)
{
  guint n_texts = json_array_get_length (array);
  jig_autofree const char **texts = jig_alloc (n_texts, sizeof *texts, _("the vocabulary"), error);

  if (texts == NULL)
    return NULL;

  for (guint i = 0; i < n_texts; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) ||
          json_node_get_value_type (element) != G_TYPE_STRING)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("Value %u is not a text."), i + 1);
          return NULL;
        }
      texts[i] = json_node_get_string (element);
    }

  return jig_vocabulary_new (texts, n_texts, has_other, error);
}

/**
 * jig_vocabulary_read:
 * @node: (nullable): what jig_vocabulary_write() wrote, or anything else
 * @has_other: whether other values have a slot
 * @name: what the file and the place in it are called
 * @error: return location for %JIG_ERROR_FORMAT, %JIG_ERROR_LIMIT or
 *   %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the vocabulary, or %NULL with @error set
 */
JigVocabulary *
jig_vocabulary_read (JsonNode    *node,
                     gboolean     has_other,
                     const char  *name,
                     GError     **error)
{
  g_autoptr(GError) reason = NULL;
  JigVocabulary *self = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    self = read_list (json_node_get_array (node), has_other, &reason);
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
           json_node_get_value_type (node) == G_TYPE_STRING)
    self = jig_vocabulary_new_range (json_node_get_string (node), has_other, &reason);
  else
    g_set_error (&reason, JIG_ERROR, JIG_ERROR_FORMAT,
                 _("A vocabulary is a list of texts or a range."));

  if (reason == NULL)
    return self;

  if (g_error_matches (reason, JIG_ERROR, JIG_ERROR_VALUE))
    reason->code = JIG_ERROR_FORMAT;
  g_propagate_prefixed_error (error, g_steal_pointer (&reason), "%s: ", name);

  return NULL;
}

/**
 * jig_vocabulary_write:
 * @self: a vocabulary
 * @writer: where one value is due
 */
void
jig_vocabulary_write (const JigVocabulary *self,
                      JigJsonWriter       *writer)
{
  if (self->texts == NULL)
    {
      g_autofree char *range = g_strdup_printf ("%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT,
                                                self->lower,
                                                self->lower + (gint64) self->n_values - 1);

      jig_json_writer_string (writer, range);
      return;
    }

  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_values; i++)
    jig_json_writer_string (writer, jig_string_table_get (self->texts, i, NULL));
  jig_json_writer_end_array (writer);
}

void
jig_vocabulary_free (JigVocabulary *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->texts, jig_string_table_unref);
  g_free (self);
}

/**
 * jig_vocabulary_get_size:
 * @self: a vocabulary
 *
 * Returns: how many slots there are, with the one for other values
 */
gsize
jig_vocabulary_get_size (const JigVocabulary *self)
{
  return self->n_values + (self->has_other ? 1 : 0);
}

/**
 * jig_vocabulary_dup_text:
 * @self: a vocabulary
 * @slot: one of its slots
 *
 * Returns: (transfer full): the value that has the slot
 */
char *
jig_vocabulary_dup_text (const JigVocabulary *self,
                         gsize                slot)
{
  if (slot == self->n_values)
    return g_strdup ("(other)");
  if (self->texts == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, self->lower + (gint64) slot);

  return g_strdup (jig_string_table_get (self->texts, slot, NULL));
}

static gssize
slot_of_other (const JigVocabulary *self)
{
  return self->has_other ? (gssize) self->n_values : -1;
}

static gssize
find_in_range (const JigVocabulary *self,
               double               number)
{
  double offset = number - (double) self->lower;

  if (offset >= 0.0 && offset < (double) self->n_values && offset == floor (offset))
    return (gssize) offset;

  return slot_of_other (self);
}

/**
 * jig_vocabulary_find:
 * @self: a vocabulary
 * @text: a value
 *
 * Returns: its slot, or -1 if it has none
 */
gssize
jig_vocabulary_find (const JigVocabulary *self,
                     const char          *text)
{
  gssize slot;
  double number;

  if (self->texts == NULL)
    return jig_number_parse (text, strlen (text), '.', &number)
           ? find_in_range (self, number) : slot_of_other (self);

  slot = jig_string_table_find (self->texts, text);

  return slot >= 0 ? slot : slot_of_other (self);
}

static gssize
find_number (const JigVocabulary *self,
             double               number)
{
  char buffer[JIG_NUMBER_BUFFER];

  if (isnan (number))
    return slot_of_other (self);
  if (self->texts == NULL)
    return find_in_range (self, number);

  return jig_vocabulary_find (self, jig_number_format (number + 0.0, buffer));
}

/**
 * jig_vocabulary_count_levels:
 * @input: a column
 *
 * Returns: how many slots jig_vocabulary_bind_levels() writes for it
 */
gsize
jig_vocabulary_count_levels (const JigColumn *input)
{
  return jig_column_get_codes (input) != NULL
         ? jig_string_table_get_size (jig_column_get_levels (input)) : 0;
}

/**
 * jig_vocabulary_bind_levels:
 * @self: a vocabulary
 * @input: a column
 * @slots: (n_levels,) overwritten with the slot of each level of a category, or
 *   -1
 *
 * The same text has different codes in different tables: here is where they are
 * brought together.
 */
void
jig_vocabulary_bind_levels (const JigVocabulary *self,
                            const JigColumn     *input,
                            gint32              *slots)
{
  gsize n_levels = jig_vocabulary_count_levels (input);

  for (gsize i = 0; i < n_levels; i++)
    slots[i] = (gint32) jig_vocabulary_find (
      self, jig_string_table_get (jig_column_get_levels (input), i, NULL));
}

/**
 * jig_vocabulary_get_slot:
 * @self: a vocabulary
 * @slots: (n_levels,) what jig_vocabulary_bind_levels() wrote for @input
 * @input: a column
 * @row: one of its rows
 *
 * Returns: the slot of the row's value, or -1 if it has none; a missing value
 *   is an other value
 */
gssize
jig_vocabulary_get_slot (const JigVocabulary *self,
                         const gint32        *slots,
                         const JigColumn     *input,
                         gsize                row)
{
  const guint32 *codes = jig_column_get_codes (input);

  if (codes != NULL)
    return codes[row] != JIG_CODE_MISSING ? slots[codes[row]] : slot_of_other (self);
  if (jig_column_get_cells (input) != NULL)
    return jig_vocabulary_find (self,
                                jig_string_table_get (jig_column_get_cells (input), row, NULL));

  return find_number (self, jig_column_get_number (input, row));
}

/**
 * jig_vocabulary_fit:
 * @values: settings of jig_vocabulary_params
 * @inputs: one column
 * @n_inputs: 1
 * @error: return location for an error
 *
 * Returns: (transfer full): the vocabulary of the column, or %NULL with @error
 *   set
 */
gpointer
jig_vocabulary_fit (const JigValues          *values,
                    const JigColumn * const  *inputs,
                    gsize                     n_inputs,
                    GError                  **error)
{
  const char *range = jig_values_get_text (values, "range");
  gboolean is_sorted = g_str_equal (jig_values_get_text (values, "order"), "sorted");
  gboolean has_other = jig_values_get_switch (values, "other");

  if (range != NULL && *range != '\0')
    return jig_vocabulary_new_range (range, has_other, error);

  return jig_vocabulary_learn (inputs[0], is_sorted, has_other, error);
}

/**
 * jig_vocabulary_bind:
 * @state: a vocabulary
 * @inputs: one column
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): (n_levels,) the slots of its levels, from
 *   jig_alloc(), or %NULL with @error set
 */
gpointer
jig_vocabulary_bind (gconstpointer             state,
                     const JigColumn * const  *inputs,
                     GError                  **error)
{
  gint32 *slots = jig_alloc (jig_vocabulary_count_levels (inputs[0]), sizeof *slots,
                             _("the slots of the levels"), error);

  if (slots != NULL)
    jig_vocabulary_bind_levels (state, inputs[0], slots);

  return slots;
}

/**
 * jig_vocabulary_write_state:
 * @state: a vocabulary
 * @writer: where an object is open
 */
void
jig_vocabulary_write_state (gconstpointer  state,
                            JigJsonWriter *writer)
{
  jig_json_writer_name (writer, "values");
  jig_vocabulary_write (state, writer);
}

/**
 * jig_vocabulary_read_state:
 * @object: what jig_vocabulary_write_state() wrote, or anything else
 * @values: settings of jig_vocabulary_params
 * @n_inputs: 1
 * @name: what the file and the node are called
 * @error: return location for an error
 *
 * Returns: (transfer full): the vocabulary, or %NULL with @error set
 */
gpointer
jig_vocabulary_read_state (JsonObject       *object,
                           const JigValues  *values,
                           gsize             n_inputs,
                           const char       *name,
                           GError          **error)
{
  g_autofree char *place = g_strdup_printf ("%s: \"values\"", name);

  return jig_vocabulary_read (json_object_get_member (object, "values"),
                              jig_values_get_switch (values, "other"), place, error);
}
