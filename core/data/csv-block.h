#pragma once

#include "core/data/bad-row.h"
#include "core/data/csv-cutter.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigCsvWanted:
 * @name: what the column is called in the table
 * @column: which one of the file it is
 * @type: what its cells are
 */
typedef struct
{
  char          *name;
  gsize          column;
  JigColumnType  type;
} JigCsvWanted;

/**
 * JigCsvPlan:
 * @name: what the user calls the file
 * @sheet: how it is read
 * @n_columns: how many columns it has
 * @n_before: bytes in the file before its text
 * @checks_utf8: the text may be something else
 * @wanted: (n_wanted,) the columns of the table
 * @n_wanted: how many there are
 *
 * What is known about all pieces of a file.
 */
typedef struct
{
  const char         *name;
  const JigSheet     *sheet;
  gsize               n_columns;
  guint64             n_before;
  gboolean            checks_utf8;
  const JigCsvWanted *wanted;
  gsize               n_wanted;
} JigCsvPlan;

/**
 * JigCsvBlock:
 * @frame: (nullable): the columns that were wanted
 * @rows: (n_rows,) which row of the file each one is, counted from 0 at
 *   @first_row
 * @n_rows: how many rows there are
 * @first_row: how many rows of the file there are before, bad ones included
 * @bad_rows: of #JigBadRow, their rows counted like @rows
 * @n_seen: how many rows there are in the file here, bad ones included
 * @result: what the user made of it
 *
 * The rows of a piece of a file.
 */
typedef struct
{
  JigFrame *frame;
  guint32  *rows;
  gsize     n_rows;
  guint64   first_row;
  JigArray  bad_rows;
  gsize     n_seen;
  gpointer  result;
} JigCsvBlock;

gboolean jig_csv_block_read  (JigCsvBlock        *self,
                              const JigCsvPlan   *plan,
                              const JigCsvPiece  *piece,
                              GError            **error);
void     jig_csv_block_clear (JigCsvBlock        *self);
/* A row of the block as people count: from 1, bad ones included. */
guint64  jig_csv_block_get_row (const JigCsvBlock *self,
                                gsize              i);

/* Whether bytes are UTF-8 text, in which NUL may stand. */
gboolean jig_csv_check_utf8  (const JigCsvPlan   *plan,
                              const char         *text,
                              gsize               length,
                              guint64             byte,
                              guint64             line,
                              GError            **error);

G_END_DECLS
