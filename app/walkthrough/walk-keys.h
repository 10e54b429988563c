#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jig_walk_keys_add (GtkWidget *page);

G_END_DECLS
