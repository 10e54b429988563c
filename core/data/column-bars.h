#pragma once

#include "core/base/progress.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/* How many bars a column's small histogram has at most. */
#define JIG_COLUMN_N_BARS 24

/**
 * JigColumnBars:
 * @counts: how many values each bar stands for
 * @n_bars: how many of them are used; 0 for text, and for nothing but missing values
 *
 * The shape of a column at a glance: numbers and dates in bars of equal width
 * between the least and the greatest finite one, categories and booleans a bar
 * each, the most frequent first.
 */
typedef struct
{
  guint32 counts[JIG_COLUMN_N_BARS];
  gsize   n_bars;
} JigColumnBars;

gboolean       jig_column_bars_count     (const JigColumn    *column,
                                          JigColumnBars      *bars,
                                          GError            **error);
JigColumnBars *jig_column_bars_count_all (const JigFrame     *frame,
                                          const JigProgress  *progress,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
