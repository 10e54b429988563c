#pragma once

#include "core/chart/layout.h"

G_BEGIN_DECLS

double jig_height_find (const JigFigure *figure,
                        const JigLayout *layout);

G_END_DECLS
