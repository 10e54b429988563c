#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/* How many rows are drawn from a stream of random numbers. */
#define JIG_ROW_SAMPLE_CHUNK 16384

void     jig_row_sample_join    (const guint32      *kept,
                                 const gsize        *counts,
                                 gsize               n_rows,
                                 guint32            *rows,
                                 gsize              *n_kept);
gboolean jig_row_sample_rows    (gsize               n_rows,
                                 double              share,
                                 guint64             seed,
                                 guint64             round,
                                 guint32            *rows,
                                 gsize              *n_kept,
                                 const JigProgress  *progress,
                                 GError            **error);
gsize    jig_row_sample_columns (guint32            *columns,
                                 gsize               n_columns,
                                 double              share,
                                 guint64             key,
                                 guint64            *keys);

G_END_DECLS
