#pragma once

#include "app/data/table-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_COLUMN_INSPECTOR (jig_column_inspector_get_type ())
G_DECLARE_FINAL_TYPE (JigColumnInspector, jig_column_inspector, JIG, COLUMN_INSPECTOR, GtkWidget)

/* Signals: "role-chosen" and "type-chosen" (word), with the words of the action "schema". */

void jig_column_inspector_show (JigColumnInspector  *self,
                                JigTableSource      *source,
                                gsize                column);

G_END_DECLS
