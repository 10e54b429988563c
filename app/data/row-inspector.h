#pragma once

#include "core/data/dataset.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_ROW_INSPECTOR (jig_row_inspector_get_type ())
G_DECLARE_FINAL_TYPE (JigRowInspector, jig_row_inspector, JIG, ROW_INSPECTOR, GtkWidget)

/* Signal: "row-chosen" (row): somebody wants to see another one. */

void jig_row_inspector_show (JigRowInspector  *self,
                             JigDataset       *dataset,
                             guint64           row);

G_END_DECLS
