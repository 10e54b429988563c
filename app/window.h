#pragma once

#include "app/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define JIG_TYPE_WINDOW (jig_window_get_type ())
G_DECLARE_FINAL_TYPE (JigWindow, jig_window, JIG, WINDOW, AdwApplicationWindow)

JigWindow   *jig_window_new          (GtkApplication  *application) G_GNUC_WARN_UNUSED_RESULT;

JigDocument *jig_window_get_document (JigWindow       *self);
GtkWidget   *jig_window_get_page     (JigWindow       *self);
gboolean     jig_window_show_page    (JigWindow       *self,
                                      const char      *id);

G_END_DECLS
