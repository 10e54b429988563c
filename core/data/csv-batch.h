#pragma once

#include "core/base/progress.h"
#include "core/data/csv-block.h"

G_BEGIN_DECLS

/* Blocks that are in memory together: more threads than these find no work. */
#define JIG_CSV_BATCH_BLOCKS 8

/**
 * JigCsvStreamOps:
 * @work: makes something of a block; runs on any thread
 * @join: takes it, block after block in the order of the file; lets go of what
 *   @work made
 * @drop: lets go of what @work made of a block that is not joined
 * @bad: (nullable): told each row that cannot be used, before its block is worked on
 *
 * What is done with the blocks of a stream.
 */
typedef struct
{
  gboolean (*work) (JigCsvBlock      *block,
                    gpointer          user_data,
                    GError          **error);
  gboolean (*join) (JigCsvBlock      *block,
                    gpointer          user_data,
                    GError          **error);
  void     (*drop) (JigCsvBlock      *block);
  gboolean (*bad)  (const JigBadRow  *row,
                    gpointer          user_data,
                    GError          **error);
} JigCsvStreamOps;

/**
 * JigCsvBatch:
 * @plan: what is known about all pieces
 * @ops: what is done with blocks
 * @user_data: handed to @ops
 * @pieces: (n_blocks,) of the text
 * @blocks: (n_blocks,) what is in them
 * @errors: (n_blocks,) (nullable) what went wrong with each
 * @n_blocks: how many there are
 *
 * A few blocks of a stream, each handled by any thread.
 */
typedef struct
{
  JigCsvPlan             plan;
  const JigCsvStreamOps *ops;
  gpointer               user_data;
  JigCsvPiece            pieces[JIG_CSV_BATCH_BLOCKS];
  JigCsvBlock            blocks[JIG_CSV_BATCH_BLOCKS];
  GError                *errors[JIG_CSV_BATCH_BLOCKS];
  gsize                  n_blocks;
} JigCsvBatch;

gboolean jig_csv_batch_read  (JigCsvBatch        *self,
                              const JigProgress  *progress,
                              GError            **error);
gboolean jig_csv_batch_work  (JigCsvBatch        *self,
                              const JigProgress  *progress,
                              GError            **error);
gboolean jig_csv_batch_join  (JigCsvBatch        *self,
                              GError            **error);
void     jig_csv_batch_clear (JigCsvBatch        *self);

G_END_DECLS
