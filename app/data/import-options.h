#pragma once

#include "core/data/sheet.h"
#include "core/project/action.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_IMPORT_OPTIONS (jig_import_options_get_type ())
G_DECLARE_FINAL_TYPE (JigImportOptions, jig_import_options, JIG, IMPORT_OPTIONS, GtkWidget)

/* Signal: "apply", when the file is to be read again with what is chosen. */

void     jig_import_options_show  (JigImportOptions  *self,
                                   const JigSheet    *found);
gboolean jig_import_options_apply (JigImportOptions  *self,
                                   JigAction         *load,
                                   GError           **error);

G_END_DECLS
