#pragma once

#include "core/base/progress.h"
#include "core/data/bad-row.h"
#include "core/data/column-builder.h"

G_BEGIN_DECLS

/**
 * JigCsvPass:
 *
 * Goes twice over a text in memory: to find out what its columns are, and to
 * fill them. Pieces are read on all threads and joined in their order, so that
 * nothing depends on threads.
 */
typedef struct _JigCsvPass JigCsvPass;

/**
 * JigCsvBadFunc:
 * @row: a row that cannot be used, with its number
 * @user_data: what jig_csv_pass_look() got
 * @error: return location
 *
 * Told every bad row in its order.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*JigCsvBadFunc) (const JigBadRow  *row,
                                   gpointer          user_data,
                                   GError          **error);

JigCsvPass *jig_csv_pass_new  (const JigSheet     *sheet,
                               GPtrArray          *builders,
                               const char         *text,
                               gsize               length,
                               guint64             byte,
                               guint64             line,
                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void        jig_csv_pass_free (JigCsvPass         *self);
gboolean    jig_csv_pass_look (JigCsvPass         *self,
                               JigCsvBadFunc       bad,
                               gpointer            user_data,
                               const JigProgress  *progress,
                               GError            **error);
gsize       jig_csv_pass_get_n_rows (const JigCsvPass *self);
gboolean    jig_csv_pass_fill (JigCsvPass         *self,
                               const JigProgress  *progress,
                               GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCsvPass, jig_csv_pass_free)

G_END_DECLS
