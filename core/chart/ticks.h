#pragma once

#include "core/chart/scale.h"

G_BEGIN_DECLS

#define JIG_MAX_TICKS 64

/**
 * JigTick:
 * @value: where it is
 * @label: what is written there; empty for a small one
 */
typedef struct
{
  double value;
  char   label[32];
} JigTick;

/**
 * JigTicks:
 * @items: from the least to the greatest
 * @n_items: how many there are
 * @step: from one to the next; 0 where that differs
 */
typedef struct
{
  JigTick items[JIG_MAX_TICKS];
  guint   n_items;
  double  step;
} JigTicks;

void   jig_ticks_find       (JigTicks     *self,
                             JigScaleKind  kind,
                             double        lower,
                             double        upper,
                             guint         n_wanted,
                             const char   *language);
double jig_ticks_nice_step  (double        span,
                             guint         n_wanted);
char  *jig_ticks_dup_number (double        value,
                             const char   *language) G_GNUC_WARN_UNUSED_RESULT;
char  *jig_ticks_dup_time   (double        seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
