/* What came of reading a CSV file. Tested by tests/core/data/csv-reader.c. */

#include "core/base/alloc.h"
#include "core/data/csv-reader.h"

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
  g_strfreev (self->names);
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
