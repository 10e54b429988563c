#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_DATA_PAGE (jig_data_page_get_type ())
G_DECLARE_FINAL_TYPE (JigDataPage, jig_data_page, JIG, DATA_PAGE, GtkWidget)

void jig_data_page_open  (JigDataPage  *self,
                          GFile        *file);
void jig_data_page_paste (JigDataPage  *self,
                          const char   *text);

G_END_DECLS
