#include "patterns/transform/cells.h"

void
transform_cells_init (TransformCells *self,
                      gsize           n_columns)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->tones = g_array_new (FALSE, FALSE, sizeof (JigTone));
  self->n_columns = n_columns;
}

void
transform_cells_clear (TransformCells *self)
{
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->tones, g_array_unref);
}

void
transform_cells_take (TransformCells *self,
                      char           *text,
                      JigTone         tone)
{
  g_ptr_array_add (self->texts, text);
  g_array_append_val (self->tones, tone);
}

void
transform_cells_add (TransformCells *self,
                     const char     *text)
{
  transform_cells_take (self, g_strdup (text), JIG_TONE_NONE);
}

/**
 * transform_cells_panel:
 * @self: whole rows
 * @figure: a figure that is being filled
 * @title: (nullable): of the panel
 * @headers: (n_columns,) the titles of the columns
 *
 * Adds the table to a figure.
 */
void
transform_cells_panel (const TransformCells *self,
                       JigFigure            *figure,
                       const char           *title,
                       const char * const   *headers)
{
  JigMark *table = jig_panel_add_table (jig_figure_add_panel (figure, title), title, headers,
                                        (const char * const *) self->texts->pdata,
                                        self->texts->len / self->n_columns, self->n_columns);

  jig_mark_set_tones (table, (const JigTone *) (const void *) self->tones->data);
}

/**
 * transform_cells_draw:
 * @self: whole rows
 * @id: of the figure
 * @title: of the figure
 * @headers: (n_columns,) the titles of the columns
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the table as a figure, or %NULL with @error set
 */
JigFigure *
transform_cells_draw (const TransformCells  *self,
                      const char            *id,
                      const char            *title,
                      const char * const    *headers,
                      GError               **error)
{
  JigFigure *figure = jig_figure_new (id, title);

  transform_cells_panel (self, figure, NULL, headers);

  return jig_figure_seal (figure, error);
}
