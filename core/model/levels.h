#pragma once

#include "core/data/column.h"

G_BEGIN_DECLS

/* No more parts of a column than this, the largest ones. */
#define JIG_LEVELS_MAX 64

/**
 * JigLevels:
 * @codes: (n_rows,) the part each row belongs to; %JIG_CODE_MISSING: to none
 * @texts: (n_levels,) what each part is, such as "region=north" or "8 ≤ age < 20"
 * @n_levels: how many parts there are
 *
 * The parts of a column that are looked at one by one: the levels of a category
 * or a boolean, the four quarters of numbers and times, and what is missing.
 */
typedef struct
{
  guint32  *codes;
  char    **texts;
  gsize     n_levels;
} JigLevels;

gboolean jig_levels_init  (JigLevels        *self,
                           const JigColumn  *column,
                           const JigRows    *rows,
                           gsize             min_rows,
                           GError          **error);
void     jig_levels_clear (JigLevels        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigLevels, jig_levels_clear)

G_END_DECLS
