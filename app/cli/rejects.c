/* Tested by tests/cli/data.py. */

#include "app/cli/rejects.h"

#include "core/base/output.h"

/**
 * jig_rejects_save:
 * @reading: what came of reading a file
 * @path: where to
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Writes the rows that could not be read, and why.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_rejects_save (const JigReading  *reading,
                  const char        *path,
                  GError           **error)
{
  g_autoptr(GString) text = g_string_new (JIG_BAD_ROW_CSV_HEADER);

  for (gsize i = 0; i < reading->n_kept_bad_rows; i++)
    jig_bad_row_append_csv (&reading->bad_rows[i], (const char * const *) reading->names, text);

  return jig_output_save (path, text->str, text->len, error);
}
