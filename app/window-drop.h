#pragma once

#include "app/window.h"

G_BEGIN_DECLS

void jig_window_drop_init (JigWindow *window);

G_END_DECLS
