#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*JigFileDialogFunc) (GtkWindow *parent,
                                   GFile     *file);

void jig_file_dialog_open (GtkWindow          *parent,
                           JigFileDialogFunc   func);
void jig_file_dialog_save (GtkWindow          *parent,
                           const char         *suggested,
                           JigFileDialogFunc   func);

G_END_DECLS
