#pragma once

#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * TransformCells:
 * @texts: the cells, row by row; owned
 * @tones: of each
 * @n_columns: how many cells a row has
 *
 * A table that is being filled.
 */
typedef struct
{
  GPtrArray *texts;
  GArray    *tones;
  gsize      n_columns;
} TransformCells;

void       transform_cells_init  (TransformCells      *self,
                                  gsize                n_columns);
void       transform_cells_clear (TransformCells      *self);
/* Takes over the text; NULL is an empty cell. */
void       transform_cells_take  (TransformCells      *self,
                                  char                *text,
                                  JigTone              tone);
void       transform_cells_add   (TransformCells      *self,
                                  const char          *text);
void       transform_cells_panel (const TransformCells  *self,
                                  JigFigure             *figure,
                                  const char            *title,
                                  const char * const    *headers);
JigFigure *transform_cells_draw  (const TransformCells  *self,
                                  const char            *id,
                                  const char            *title,
                                  const char * const    *headers,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TransformCells, transform_cells_clear)

G_END_DECLS
