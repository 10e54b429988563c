#include "core/model/level-set.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

/**
 * jig_level_set_add:
 * @self: a set
 * @code: what it will hold too, below %JIG_LEVEL_SET_CODES
 */
void
jig_level_set_add (JigLevelSet *self,
                   guint        code)
{
  g_return_if_fail (code < JIG_LEVEL_SET_CODES);

  self->words[code / 64] |= G_GUINT64_CONSTANT (1) << code % 64;
}

/**
 * jig_level_set_count:
 * @self: a set
 *
 * Returns: how many codes it holds
 */
guint
jig_level_set_count (const JigLevelSet *self)
{
  guint n_codes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (self->words); i++)
    n_codes += (guint) __builtin_popcountll (self->words[i]);

  return n_codes;
}

/**
 * jig_level_set_write:
 * @self: a set
 * @writer: where a list may stand
 *
 * Writes the codes, rising.
 */
void
jig_level_set_write (const JigLevelSet *self,
                     JigJsonWriter     *writer)
{
  jig_json_writer_begin_array (writer);
  for (guint code = 0; code < JIG_LEVEL_SET_CODES; code++)
    if (jig_level_set_holds (self, (float) code))
      jig_json_writer_int (writer, code);
  jig_json_writer_end_array (writer);
}

static gboolean
refuse (const char  *name,
        GError     **error,
        const char  *what)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, "%s: %s", name, what);

  return FALSE;
}

/**
 * jig_level_set_read:
 * @node: what jig_level_set_write() wrote, or what claims to be that
 * @name: the file, for the sentence
 * @self: (out): the set
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_level_set_read (JsonNode     *node,
                    const char   *name,
                    JigLevelSet  *self,
                    GError      **error)
{
  JigLevelSet set = { 0 };
  JsonArray *array;
  gint64 last = -1;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (name, error, _("a set of levels is not a list."));

  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0)
    return refuse (name, error, _("a set of levels is empty."));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *cell = json_array_get_element (array, i);
      gint64 code;

      if (!JSON_NODE_HOLDS_VALUE (cell) || json_node_get_value_type (cell) != G_TYPE_INT64)
        return refuse (name, error, _("a code of a level is not a whole number."));

      code = json_node_get_int (cell);
      if (code <= last || code >= JIG_LEVEL_SET_CODES)
        return refuse (name, error, _("the codes of a set of levels do not rise from 0 to 255."));

      jig_level_set_add (&set, (guint) code);
      last = code;
    }

  *self = set;

  return TRUE;
}
