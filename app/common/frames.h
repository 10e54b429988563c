#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jig_frames_trace (GtkApplication *application);

G_END_DECLS
