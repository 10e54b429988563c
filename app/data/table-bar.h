#pragma once

#include "app/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_TABLE_BAR (jig_table_bar_get_type ())
G_DECLARE_FINAL_TYPE (JigTableBar, jig_table_bar, JIG, TABLE_BAR, GtkWidget)

/* "20,000 rows, 5 columns" */
const char *jig_table_bar_get_size (JigTableBar  *self);
void        jig_table_bar_show     (JigTableBar  *self,
                                    JigDocument  *document);

G_END_DECLS
