#pragma once

#include "app/data/table-loader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define JIG_TYPE_IMPORT_OPTIONS (jig_import_options_get_type ())
G_DECLARE_FINAL_TYPE (JigImportOptions, jig_import_options, JIG, IMPORT_OPTIONS, AdwWindow)

void jig_import_options_present (GtkWindow       *parent,
                                 JigTableLoader  *loader);

G_END_DECLS
