#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Every built-in table: "win.sample" makes it. */
GMenuModel *jig_sample_menu_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
