#include "core/model/numbers.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * jig_numbers_write:
 * @numbers: (n_numbers,) finite
 * @n_numbers: how many there are
 * @writer: where a list may stand
 */
void
jig_numbers_write (const double  *numbers,
                   gsize          n_numbers,
                   JigJsonWriter *writer)
{
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_numbers; i++)
    jig_json_writer_double (writer, numbers[i]);
  jig_json_writer_end_array (writer);
}

static gboolean
read_number (JsonNode *node,
             double   *number)
{
  if (!JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_INT64 &&
       json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return FALSE;

  *number = json_node_get_double (node);

  return isfinite (*number);
}

/**
 * jig_numbers_read:
 * @object: an object that should have the list
 * @member: what the list is called
 * @name: the file, for the sentence
 * @numbers: (out caller-allocates): (n_numbers,)
 * @n_numbers: how many there must be
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE, or %FALSE with @error naming the list and the entry
 */
gboolean
jig_numbers_read (JsonObject  *object,
                  const char  *member,
                  const char  *name,
                  double      *numbers,
                  gsize        n_numbers,
                  GError     **error)
{
  JsonArray *array;

  if (!jig_json_get_array (object, member, name, &array, error))
    return FALSE;

  if (json_array_get_length (array) != n_numbers)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"%s\" has %u entries and must have %zu."),
                   name, member, json_array_get_length (array), n_numbers);
      return FALSE;
    }

  for (gsize i = 0; i < n_numbers; i++)
    if (!read_number (json_array_get_element (array, (guint) i), &numbers[i]))
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                     _("%s: entry %zu of \"%s\" is not a finite number."),
                     name, i, member);
        return FALSE;
      }

  return TRUE;
}
