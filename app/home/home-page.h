#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_HOME_PAGE (jig_home_page_get_type ())
G_DECLARE_FINAL_TYPE (JigHomePage, jig_home_page, JIG, HOME_PAGE, GtkWidget)

G_END_DECLS
