#pragma once

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

char  *jig_narrate_summary   (const JigFigure *figure) G_GNUC_WARN_UNUSED_RESULT;
char  *jig_narrate_item      (const JigFigure *figure,
                              JigItemId        id) G_GNUC_WARN_UNUSED_RESULT;
gsize  jig_narrate_landmarks (const JigFigure *figure,
                              JigItemId        mark,
                              gint64           pinned_row,
                              guint           *items,
                              gsize            n_items);

G_END_DECLS
