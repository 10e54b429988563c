/* What came of reading a CSV file. Tested by tests/core/data/csv-reader.c. */

#include "core/base/alloc.h"
#include "core/base/limits.h"
#include "core/data/csv-reader.h"

#include <glib/gi18n-lib.h>

/**
 * jig_reading_free:
 * @self: (transfer full) (nullable): what came of reading a file
 */
void
jig_reading_free (JigReading *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  jig_sheet_free (self->sheet);
  g_clear_pointer (&self->frame, jig_frame_unref);
  g_strfreev (self->reasons);
  jig_free (self->bad_rows);
  g_free (self->sha256);
  g_free (self);
}

gsize
jig_reading_get_n_bad (const JigReading *self)
{
  gsize n_bad = 0;

  for (int problem = 0; problem < JIG_N_CSV_PROBLEMS; problem++)
    n_bad += self->n_bad_rows[problem];

  return n_bad;
}

/**
 * jig_bad_row_to_text:
 * @self: a row that could not be used
 * @n_columns: of the table
 *
 * Returns: (transfer full): what is wrong with it, as a sentence
 */
char *
jig_bad_row_to_text (const JigBadRow *self,
                     gsize            n_columns)
{
  switch (self->problem)
    {
    case JIG_CSV_QUOTE:
      return g_strdup (_("A quote is not closed, or text follows a closing quote."));

    case JIG_CSV_NUL:
      return g_strdup (_("There is a byte 0 in it."));

    case JIG_CSV_LIMIT:
      return g_strdup_printf (_("A cell is longer than %d bytes, or the row than %d."),
                              JIG_LIMIT_FIELD_BYTES, JIG_LIMIT_RECORD_BYTES);

    case JIG_CSV_RAGGED:
      return g_strdup_printf (_("It has %zu cells, the table has %zu columns."),
                              self->n_cells, n_columns);

    case JIG_CSV_FINE:
    default:
      g_return_val_if_reached (NULL);
    }
}
