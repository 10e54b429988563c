#pragma once

#include "app/window.h"

G_BEGIN_DECLS

void     jig_window_file_init      (JigWindow   *window);
gboolean jig_window_file_may_close (JigWindow   *window);

void     jig_window_file_open      (JigWindow   *self,
                                    GFile       *file);
void     jig_window_file_paste     (JigWindow   *self,
                                    const char  *text);

G_END_DECLS
