#pragma once

#include "app/common/page.h"

G_BEGIN_DECLS

#define JIG_TYPE_COMPARE_PAGE (jig_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (JigComparePage, jig_compare_page, JIG, COMPARE_PAGE, GtkWidget)

void jig_compare_page_compare (JigComparePage      *self,
                               const char * const  *names);

G_END_DECLS
