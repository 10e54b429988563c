#pragma once

#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigSplit:
 * @train: rows to fit on
 * @test: rows to judge by
 *
 * Two sides of a table; no row is on both.
 */
typedef struct
{
  JigRows *train;
  JigRows *test;
} JigSplit;

void      jig_split_clear          (JigSplit            *self);

/* A split from a word such as "hash:*:0.2", "hash:id:0.2", "random:0.2",
 * "sequential:0.2" or "none"; "*" is every column but @label. */

gboolean  jig_partition_from_word  (const JigFrame      *frame,
                                    const char          *word,
                                    const char          *label,
                                    guint64              seed,
                                    JigSplit            *split,
                                    GError             **error);
gboolean  jig_partition_hash       (const JigFrame      *frame,
                                    const char * const  *columns,
                                    double               share,
                                    guint64              seed,
                                    JigSplit            *split,
                                    GError             **error);
gboolean  jig_partition_random     (gsize                n_rows,
                                    double               share,
                                    guint64              seed,
                                    JigSplit            *split,
                                    GError             **error);
gboolean  jig_partition_sequential (gsize                n_rows,
                                    double               share,
                                    JigSplit            *split,
                                    GError             **error);
double    jig_partition_hash_share (const char          *text,
                                    guint64              seed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigSplit, jig_split_clear)

G_END_DECLS
