#pragma once

#include "app/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define JIG_TYPE_HISTORY_WINDOW (jig_history_window_get_type ())
G_DECLARE_FINAL_TYPE (JigHistoryWindow, jig_history_window, JIG, HISTORY_WINDOW, AdwWindow)

void jig_history_window_present (GtkWindow    *parent,
                                 JigDocument  *document);

G_END_DECLS
