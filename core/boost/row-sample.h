#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

gboolean jig_row_sample_rows    (gsize               n_rows,
                                 double              share,
                                 guint64             seed,
                                 guint64             round,
                                 guint32            *rows,
                                 gsize              *n_kept,
                                 const JigProgress  *progress,
                                 GError            **error);
gsize    jig_row_sample_columns (gsize               n_columns,
                                 double              share,
                                 guint64             seed,
                                 guint64             tree,
                                 guint64            *keys,
                                 guint32            *columns);

G_END_DECLS
