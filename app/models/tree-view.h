#pragma once

#include "app/models/model-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One tree of a model at a time. */

#define JIG_TYPE_TREE_VIEW (jig_tree_view_get_type ())
G_DECLARE_FINAL_TYPE (JigTreeView, jig_tree_view, JIG, TREE_VIEW, GtkWidget)

/* Hides itself if the model has no trees. */
void jig_tree_view_show (JigTreeView   *self,
                         JigModelItem  *item);

G_END_DECLS
