#pragma once

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * JigHitMove:
 * @JIG_HIT_NEXT: the next item in reading order; reaches every item
 * @JIG_HIT_PREVIOUS: the one before
 * @JIG_HIT_FIRST: the first item of the mark
 * @JIG_HIT_LAST: the last item of the mark
 * @JIG_HIT_LEFT: the nearest item to the left
 * @JIG_HIT_RIGHT: the nearest item to the right
 * @JIG_HIT_UP: the nearest item above
 * @JIG_HIT_DOWN: the nearest item below
 * @JIG_HIT_NEXT_MARK: the nearest item of the next mark
 * @JIG_HIT_PREVIOUS_MARK: the nearest item of the mark before
 *
 * Where a key moves the cursor.
 */
typedef enum
{
  JIG_HIT_NEXT,
  JIG_HIT_PREVIOUS,
  JIG_HIT_FIRST,
  JIG_HIT_LAST,
  JIG_HIT_LEFT,
  JIG_HIT_RIGHT,
  JIG_HIT_UP,
  JIG_HIT_DOWN,
  JIG_HIT_NEXT_MARK,
  JIG_HIT_PREVIOUS_MARK,
} JigHitMove;

gboolean  jig_hit_at        (const JigDrawing *drawing,
                             double            x,
                             double            y,
                             double            reach,
                             JigItemId        *id);
gboolean  jig_hit_move      (const JigDrawing *drawing,
                             JigItemId         from,
                             JigHitMove        move,
                             JigItemId        *id);
gboolean  jig_hit_find_row  (const JigFigure  *figure,
                             const JigDrawing *drawing,
                             gint64            row,
                             JigItemId         after,
                             JigItemId        *id);

G_END_DECLS
