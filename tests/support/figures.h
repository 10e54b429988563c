#pragma once

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * JigTestFigure:
 * @id: the name of its golden drawing, tests/data/drawings/@id.txt
 * @make: makes it
 *
 * A figure such as users see, small enough to be read in a golden file.
 */
typedef struct
{
  const char *id;
  JigFigure *(*make) (void);
} JigTestFigure;

/* All of them, ended by one without an id. */
extern const JigTestFigure jig_test_figures[];

JigFigure  *jig_test_figure_find    (const char       *id);

/* What every figure promises: a title, whole sentences, a table, axes that say what
 * they show, and a drawing at any size. Returns its summary. */
char       *jig_test_figure_check   (JigFigure        *figure);

char       *jig_test_figure_to_csv  (JigFigure        *figure);

/* Laid out with letters of a fixed width: the same wherever the test runs. */
JigDrawing *jig_test_figure_lay_out (const JigFigure  *figure,
                                     double            width,
                                     double            height,
                                     double            text_scale);

G_END_DECLS
