#pragma once

#include "app/common/page.h"

G_BEGIN_DECLS

#define JIG_TYPE_PATTERNS_PAGE (jig_patterns_page_get_type ())
G_DECLARE_FINAL_TYPE (JigPatternsPage, jig_patterns_page, JIG, PATTERNS_PAGE, GtkWidget)

G_END_DECLS
