#pragma once

#include "core/base/hash.h"
#include "core/data/rows.h"
#include "core/data/string-table.h"

G_BEGIN_DECLS

/**
 * JigColumnType:
 * @JIG_COLUMN_NUMBER: doubles; missing is NaN
 * @JIG_COLUMN_CATEGORY: codes into levels; missing is %JIG_CODE_MISSING
 * @JIG_COLUMN_TEXT: strings; missing is the empty string
 * @JIG_COLUMN_TIME: microseconds since 1970-01-01 00:00, as written, without a
 *   zone; missing is %JIG_TIME_MISSING
 * @JIG_COLUMN_BOOLEAN: 0, 1, or %JIG_BOOLEAN_MISSING
 */
typedef enum
{
  JIG_COLUMN_NUMBER,
  JIG_COLUMN_CATEGORY,
  JIG_COLUMN_TEXT,
  JIG_COLUMN_TIME,
  JIG_COLUMN_BOOLEAN,
} JigColumnType;

#define JIG_CODE_MISSING    G_MAXUINT32
#define JIG_TIME_MISSING    G_MININT64
#define JIG_BOOLEAN_MISSING 2

/**
 * JigColumn:
 *
 * The values of one column, and its name. Immutable and ref-counted: any thread
 * that holds a reference may read.
 */
typedef struct _JigColumn JigColumn;

/* The constructors take over arrays that came from jig_alloc(), each (n_rows,). */

JigColumn      *jig_column_new_number     (const char       *name,
                                           double           *values,
                                           gsize             n_rows) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_new_category   (const char       *name,
                                           guint32          *codes,
                                           gsize             n_rows,
                                           JigStringTable   *levels) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_new_text       (const char       *name,
                                           JigStringTable   *cells) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_new_time       (const char       *name,
                                           gint64           *times,
                                           gsize             n_rows,
                                           gboolean          has_clock) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_new_boolean    (const char       *name,
                                           guint8           *values,
                                           gsize             n_rows,
                                           const char       *false_word,
                                           const char       *true_word) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_ref            (JigColumn        *self);
void            jig_column_unref          (JigColumn        *self);

const char     *jig_column_get_name       (const JigColumn  *self);
JigColumnType   jig_column_get_type_id    (const JigColumn  *self);
gsize           jig_column_get_n_rows     (const JigColumn  *self);
gsize           jig_column_get_n_missing  (const JigColumn  *self);
gsize           jig_column_get_n_bytes    (const JigColumn  *self);
gboolean        jig_column_is_missing     (const JigColumn  *self,
                                           gsize             row);

/* The raw arrays; NULL for a column of another type. */

const double   *jig_column_get_numbers    (const JigColumn  *self);
const guint32  *jig_column_get_codes      (const JigColumn  *self);
const gint64   *jig_column_get_times      (const JigColumn  *self);
const guint8   *jig_column_get_booleans   (const JigColumn  *self);
JigStringTable *jig_column_get_levels     (const JigColumn  *self);
JigStringTable *jig_column_get_cells      (const JigColumn  *self);
/* Whether the times have a clock or are days. */
gboolean        jig_column_has_clock      (const JigColumn  *self);
/* How the file wrote that value of a boolean; "true" and "false" if it is not known. */
const char     *jig_column_get_word       (const JigColumn  *self,
                                           gboolean          value);

/* One cell, whatever the type. The text is what a CSV file would hold; the
 * number of a category is its code, of a time its seconds; missing is NaN. */

double          jig_column_get_number     (const JigColumn  *self,
                                           gsize             row);
char           *jig_column_dup_text       (const JigColumn  *self,
                                           gsize             row) G_GNUC_WARN_UNUSED_RESULT;
void            jig_column_append_text    (const JigColumn  *self,
                                           gsize             row,
                                           GString          *text);

JigColumn      *jig_column_select         (JigColumn        *self,
                                           const JigRows    *rows,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_rename         (JigColumn        *self,
                                           const char       *name) G_GNUC_WARN_UNUSED_RESULT;
JigColumn      *jig_column_convert        (JigColumn        *self,
                                           JigColumnType     type,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void            jig_column_add_to_hash    (const JigColumn  *self,
                                           JigHash          *hash);

const char     *jig_column_type_name      (JigColumnType     type);
gboolean        jig_column_type_from_name (const char       *name,
                                           JigColumnType    *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigColumn, jig_column_unref)

G_END_DECLS
