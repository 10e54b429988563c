#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigChunkFunc:
 * @chunk: the index of this chunk
 * @begin: the first item
 * @end: one past the last item
 * @data: the caller's data
 *
 * Handles the items [@begin, @end). Runs on any thread; may write only to what
 * belongs to @chunk or to items [@begin, @end).
 */
typedef void (*JigChunkFunc) (gsize    chunk,
                              gsize    begin,
                              gsize    end,
                              gpointer data);

gsize    jig_parallel_n_chunks      (gsize               n_items,
                                     gsize               chunk_size);
void     jig_parallel_for           (gsize               n_items,
                                     gsize               chunk_size,
                                     JigChunkFunc        func,
                                     gpointer            data);
gboolean jig_parallel_for_checked   (gsize               n_items,
                                     gsize               chunk_size,
                                     JigChunkFunc        func,
                                     gpointer            data,
                                     const JigProgress  *progress,
                                     const char         *what,
                                     GError            **error);

guint    jig_parallel_get_n_threads (void);
void     jig_parallel_set_n_threads (guint               n_threads);

G_END_DECLS
