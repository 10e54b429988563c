#include "core/data/node.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* FNV-1a of 64 bits (Fowler, Noll and Vo), which others can write down too. */
#define FNV_PRIME G_GUINT64_CONSTANT (0x100000001b3)

/* Stands between the cells of a cross, as in ASCII: the unit separator. */
#define BETWEEN_CELLS 0x1f

const JigChoice jig_node_outputs[] = {
  { "one-hot", N_("A 0 or 1 for each") },
  { "index", N_("The number of it") },
  { NULL }
};

/**
 * jig_node_find:
 * @id: the word for a kind
 *
 * Returns: (nullable): the kind, or %NULL if there is none of that name
 */
const JigNodeOps *
jig_node_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (const JigNodeOps * const *ops = jig_nodes; *ops != NULL; ops++)
    if (g_str_equal ((*ops)->id, id))
      return *ops;

  return NULL;
}

/**
 * jig_node_nearest:
 * @id: a word that is no kind
 *
 * Returns: (nullable): the kind that was probably meant
 */
const char *
jig_node_nearest (const char *id)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new ();

  g_return_val_if_fail (id != NULL, NULL);

  for (const JigNodeOps * const *ops = jig_nodes; *ops != NULL; ops++)
    g_ptr_array_add (known, (gpointer) (*ops)->id);
  g_ptr_array_add (known, NULL);

  return jig_text_nearest (id, (const char * const *) known->pdata);
}

/**
 * jig_node_dup_types:
 * @self: a kind
 *
 * Returns: (transfer full): the names of the column types it reads, with commas
 */
char *
jig_node_dup_types (const JigNodeOps *self)
{
  GString *names = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (JigColumnType type = JIG_COLUMN_NUMBER; type <= JIG_COLUMN_BOOLEAN; type++)
    if (self->takes & JIG_NODE_TAKES (type))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              jig_column_type_name (type));

  return g_string_free (names, FALSE);
}

/**
 * jig_node_is_one_hot:
 * @values: settings with an "output" of jig_node_outputs
 *
 * Returns: %TRUE for a feature per slot, %FALSE for the number of the slot
 */
gboolean
jig_node_is_one_hot (const JigValues *values)
{
  return g_str_equal (jig_values_get_text (values, "output"), "one-hot");
}

/**
 * jig_node_put_one_hot:
 * @slot: which one is 1; negative: none
 * @n_slots: how many there are
 * @out: (n_slots,) overwritten
 */
void
jig_node_put_one_hot (gssize  slot,
                      gsize   n_slots,
                      double *out)
{
  memset (out, 0, n_slots * sizeof *out);
  if (slot >= 0)
    out[slot] = 1.0;
}

/**
 * jig_node_read_numbers:
 * @input: a column
 * @begin: the first row
 * @end: one past the last
 * @out: overwritten with the number of each row, NaN where it is missing
 * @stride: how far two numbers of @out are apart
 */
void
jig_node_read_numbers (const JigColumn *input,
                       gsize            begin,
                       gsize            end,
                       double          *out,
                       gsize            stride)
{
  const double *numbers = jig_column_get_numbers (input);

  if (numbers == NULL)
    for (gsize i = begin; i < end; i++)
      out[(i - begin) * stride] = jig_column_get_number (input, i);
  else
    for (gsize i = begin; i < end; i++)
      out[(i - begin) * stride] = numbers[i];
}

/**
 * jig_node_dup_numbers:
 * @input: a column of the training rows
 * @n_numbers: (out): how many there are, at least one
 * @error: return location for %JIG_ERROR_MEMORY, or for %JIG_ERROR_DATA if
 *   there are none
 *
 * Leaves out what is missing or infinite: no constant can come of it.
 *
 * Returns: (transfer full): (n_numbers,) the numbers in the order of the rows,
 *   from jig_alloc(), or %NULL with @error set
 */
double *
jig_node_dup_numbers (const JigColumn  *input,
                      gsize            *n_numbers,
                      GError          **error)
{
  gsize n_rows = jig_column_get_n_rows (input);
  jig_autofree double *numbers = jig_alloc (n_rows, sizeof *numbers,
                                            _("the values of a column"), error);
  gsize n = 0;

  if (numbers == NULL)
    return NULL;

  jig_node_read_numbers (input, 0, n_rows, numbers, 1);
  for (gsize i = 0; i < n_rows; i++)
    if (isfinite (numbers[i]))
      numbers[n++] = numbers[i];

  if (n == 0)
    {
      jig_error_set_at (error, JIG_ERROR_DATA,
                        &(JigPlace) { .column = jig_column_get_name (input), .byte = -1 },
                        _("There is no value in the training rows."));
      return NULL;
    }

  *n_numbers = n;

  return g_steal_pointer (&numbers);
}

static guint64
hash_bytes (guint64     hash,
            const char *bytes,
            gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guint8) bytes[i]) * FNV_PRIME;

  return (hash ^ BETWEEN_CELLS) * FNV_PRIME;
}

/**
 * jig_node_hash_cell:
 * @input: a column
 * @row: one of its rows
 * @hash: (inout): %JIG_NODE_HASH_INIT, or the hash of the cells before this one
 *
 * FNV-1a of 64 bits over the text of the cell and a byte 0x1f: numbers in their
 * shortest form, booleans as 0 and 1.
 *
 * Returns: %FALSE, with @hash as it was, if the cell is missing
 */
gboolean
jig_node_hash_cell (const JigColumn *input,
                    gsize            row,
                    guint64         *hash)
{
  char buffer[JIG_NUMBER_BUFFER];
  const char *text = buffer;
  gsize length;

  if (jig_column_is_missing (input, row))
    return FALSE;

  if (jig_column_get_codes (input) != NULL)
    text = jig_string_table_get (jig_column_get_levels (input),
                                 jig_column_get_codes (input)[row], &length);
  else if (jig_column_get_cells (input) != NULL)
    text = jig_string_table_get (jig_column_get_cells (input), row, &length);
  else
    length = strlen (jig_number_format (jig_column_get_number (input, row), buffer));

  *hash = hash_bytes (*hash, text, length);

  return TRUE;
}

/**
 * jig_node_check_constant:
 * @value: a constant that was found in the training rows
 * @input: where
 * @error: return location for %JIG_ERROR_DATA
 *
 * Returns: %FALSE with @error set if the numbers were too large to give one
 */
gboolean
jig_node_check_constant (double            value,
                         const JigColumn  *input,
                         GError          **error)
{
  if (isfinite (value))
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_DATA,
                    &(JigPlace) { .column = jig_column_get_name (input), .byte = -1 },
                    _("Its numbers are too large to be scaled."));

  return FALSE;
}

/**
 * jig_node_read_constant:
 * @object: a state from a file
 * @member: which constant
 * @name: what the file and the node are called
 * @value: (out): the constant, which is finite
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE, or %FALSE with @error set and @value as it was
 */
gboolean
jig_node_read_constant (JsonObject  *object,
                        const char  *member,
                        const char  *name,
                        double      *value,
                        GError     **error)
{
  double number;

  if (!jig_json_get_double (object, member, name, &number, error))
    return FALSE;

  if (!isfinite (number))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: \"%s\" is not a finite number."),
                   name, member);
      return FALSE;
    }

  *value = number;

  return TRUE;
}

static gboolean
is_finite_number (JsonNode *element)
{
  GType type = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_value_type (element)
                                               : G_TYPE_INVALID;

  return (type == G_TYPE_DOUBLE || type == G_TYPE_INT64) &&
         isfinite (json_node_get_double (element));
}

/**
 * jig_node_read_list:
 * @array: constants of a state from a file
 * @member: what the array is called
 * @name: what the file and the node are called
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the numbers of @array, all of them finite, from
 *   jig_alloc(), or %NULL with @error set
 */
double *
jig_node_read_list (JsonArray   *array,
                    const char  *member,
                    const char  *name,
                    GError     **error)
{
  guint n_numbers = json_array_get_length (array);
  jig_autofree double *numbers = jig_alloc (n_numbers, sizeof *numbers,
                                            _("the constants of a node"), error);

  if (numbers == NULL)
    return NULL;

  for (guint i = 0; i < n_numbers; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!is_finite_number (element))
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: number %u of \"%s\" is not a finite number."), name, i + 1,
                       member);
          return NULL;
        }
      numbers[i] = json_node_get_double (element);
    }

  return g_steal_pointer (&numbers);
}
