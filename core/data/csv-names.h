#pragma once

#include "core/data/csv.h"

G_BEGIN_DECLS

char **jig_csv_names_new (const JigSheet      *sheet,
                          const JigCsvRecord  *first,
                          const char          *file,
                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
