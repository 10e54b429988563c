/* Blocks of a stream that are handled together. Tested by
 * tests/core/data/csv-stream.c. */

#include "core/data/csv-batch.h"

#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>

static void
read_block (gsize    i,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  JigCsvBatch *batch = data;

  jig_csv_block_read (&batch->blocks[i], &batch->plan, &batch->pieces[i], &batch->errors[i]);
}

static void
work_block (gsize    i,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  JigCsvBatch *batch = data;

  if (batch->blocks[i].n_rows > 0)
    batch->ops->work (&batch->blocks[i], batch->user_data, &batch->errors[i]);
}

/**
 * jig_csv_batch_read:
 * @self: a batch of which the pieces are there
 * @progress: (nullable): who watches
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if every block was read, or has an error of its own
 */
gboolean
jig_csv_batch_read (JigCsvBatch        *self,
                    const JigProgress  *progress,
                    GError            **error)
{
  return jig_parallel_for_checked (self->n_blocks, 1, read_block, self, progress,
                                   _("Reading rows"), error);
}

gboolean
jig_csv_batch_work (JigCsvBatch        *self,
                    const JigProgress  *progress,
                    GError            **error)
{
  return jig_parallel_for_checked (self->n_blocks, 1, work_block, self, progress,
                                   _("Reading rows"), error);
}

/**
 * jig_csv_batch_join:
 * @self: a batch that was worked on
 * @error: return location for the first error of a block, or of joining one
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_csv_batch_join (JigCsvBatch  *self,
                    GError      **error)
{
  for (gsize i = 0; i < self->n_blocks; i++)
    {
      if (self->errors[i] != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->errors[i]));
          return FALSE;
        }
      if (self->blocks[i].n_rows > 0 &&
          !self->ops->join (&self->blocks[i], self->user_data, error))
        return FALSE;
    }

  return TRUE;
}

void
jig_csv_batch_clear (JigCsvBatch *self)
{
  for (gsize i = 0; i < self->n_blocks; i++)
    {
      self->ops->drop (&self->blocks[i]);
      jig_csv_block_clear (&self->blocks[i]);
      jig_csv_piece_clear (&self->pieces[i]);
      g_clear_error (&self->errors[i]);
    }
  self->n_blocks = 0;
}
