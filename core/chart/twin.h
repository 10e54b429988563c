#pragma once

#include "core/base/output.h"
#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * JigTwin:
 *
 * The table that says the same as a figure: a line for every item of every
 * mark. Cells are written when they are asked for, so that it costs nothing
 * however large the figure is.
 */
typedef struct _JigTwin JigTwin;

JigTwin    *jig_twin_new           (JigFigure      *figure) G_GNUC_WARN_UNUSED_RESULT;
void        jig_twin_free          (JigTwin        *self);

gsize       jig_twin_get_n_rows    (const JigTwin  *self);
gsize       jig_twin_get_n_columns (const JigTwin  *self);
const char *jig_twin_get_header    (const JigTwin  *self,
                                    gsize           column);
char       *jig_twin_dup_cell      (const JigTwin  *self,
                                    gsize           row,
                                    gsize           column) G_GNUC_WARN_UNUSED_RESULT;
JigItemId   jig_twin_get_item      (const JigTwin  *self,
                                    gsize           row);

char       *jig_twin_to_csv        (const JigTwin  *self,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    jig_twin_write_csv     (const JigTwin  *self,
                                    JigOutput      *output,
                                    GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTwin, jig_twin_free)

G_END_DECLS
