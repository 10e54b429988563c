#pragma once

#include "core/data/column.h"
#include "core/data/csv.h"

G_BEGIN_DECLS

#define JIG_BAD_CELL_BYTES 48

/**
 * JigBadRow:
 * @row: which row it is, counted from 1, bad ones included
 * @line: where it begins, counted from 1
 * @byte: where it begins in the text, counted from 0
 * @problem: what is wrong with it
 * @n_cells: how many cells it has
 * @column: of %JIG_CSV_TYPE: which column's cell is no @type
 * @type: see @column
 * @cell: the beginning of that cell
 *
 * One row of a file that could not be used.
 */
typedef struct
{
  guint64       row;
  guint64       line;
  guint64       byte;
  JigCsvProblem problem;
  gsize         n_cells;
  gsize         column;
  JigColumnType type;
  char          cell[JIG_BAD_CELL_BYTES];
} JigBadRow;

void  jig_bad_row_set_cell (JigBadRow        *self,
                            gsize             column,
                            JigColumnType     type,
                            const JigCsvCell *cell);
char *jig_bad_row_to_text  (const JigBadRow  *self,
                            gsize             n_columns) G_GNUC_WARN_UNUSED_RESULT;

/* One line of a file that lists bad rows. */

#define JIG_BAD_ROW_CSV_HEADER "row,line,byte,kind,column,reason\n"

void  jig_bad_row_append_csv (const JigBadRow    *self,
                              const char * const *names,
                              GString            *lines);

G_END_DECLS
