/* Tested by tests/cli/data.py and tests/cli/score.py. */

#include "app/cli/rejects.h"

#include "core/base/output.h"

/**
 * jig_rejects_save:
 * @reading: what came of reading a file
 * @path: where to
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Writes the rows that could not be read: line, byte, kind and reason.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_rejects_save (const JigReading  *reading,
                  const char        *path,
                  GError           **error)
{
  g_autoptr(GString) text = g_string_new ("line,byte,kind,reason\n");

  for (gsize i = 0; i < reading->n_kept_bad_rows; i++)
    {
      const JigBadRow *row = &reading->bad_rows[i];
      g_autofree char *reason = jig_bad_row_to_text (row,
                                                     jig_frame_get_n_columns (reading->frame));

      g_string_append_printf (text, "%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%s,\"%s\"\n",
                              row->line, row->byte, jig_csv_problem_name (row->problem), reason);
    }

  return jig_output_save (path, text->str, text->len, error);
}
