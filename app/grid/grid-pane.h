#pragma once

#include "core/chart/grid.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_GRID_PANE (jig_grid_pane_get_type ())
G_DECLARE_FINAL_TYPE (JigGridPane, jig_grid_pane, JIG, GRID_PANE, GtkWidget)

/* Signals: "moved", when the cursor has moved; "activated", Enter or a double click on a cell. */

GtkWidget *jig_grid_pane_new         (void) G_GNUC_WARN_UNUSED_RESULT;

/* Where the cursor is; its row is G_MAXUINT64 without a table. */
guint64    jig_grid_pane_get_row     (JigGridPane          *self);
gsize      jig_grid_pane_get_column  (JigGridPane          *self);

gboolean   jig_grid_pane_set_source  (JigGridPane          *self,
                                      const JigGridSource  *source,
                                      gpointer              data,
                                      GError              **error);
void       jig_grid_pane_refresh     (JigGridPane          *self);
void       jig_grid_pane_move        (JigGridPane          *self,
                                      guint64               row,
                                      gsize                 column);

G_END_DECLS
