#pragma once

#include "core/data/frame.h"

G_BEGIN_DECLS

/* Columns from arrays of the test, and a table of them. jig_test_frame() takes
 * the columns over; NULL ends them. */

JigColumn *jig_test_numbers    (const char          *name,
                                const double        *values,
                                gsize                n_rows);
JigColumn *jig_test_categories (const char          *name,
                                const guint32       *codes,
                                gsize                n_rows,
                                const char * const  *levels);
JigColumn *jig_test_texts      (const char          *name,
                                const char * const  *cells,
                                gsize                n_rows);
JigColumn *jig_test_times      (const char          *name,
                                const gint64        *times,
                                gsize                n_rows,
                                gboolean             has_clock);
JigColumn *jig_test_booleans   (const char          *name,
                                const guint8        *values,
                                gsize                n_rows);
JigFrame  *jig_test_frame      (JigColumn           *first,
                                ...) G_GNUC_NULL_TERMINATED;

/* All cells of a column, joined by "|": what a test compares. */
char      *jig_test_cells      (const JigColumn     *column);

G_END_DECLS
