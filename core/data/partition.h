#pragma once

#include "core/base/progress.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/* What stands for every column but the label. */
#define JIG_SPLIT_ALL_COLUMNS "*"

/**
 * JigSplitKind:
 * @JIG_SPLIT_HASH: by what a row says, so that equal rows stay together
 * @JIG_SPLIT_RANDOM: by chance
 * @JIG_SPLIT_SEQUENTIAL: the last rows are for the test
 * @JIG_SPLIT_NONE: all rows are for training
 *
 * How rows are shared out.
 */
typedef enum
{
  JIG_SPLIT_HASH,
  JIG_SPLIT_RANDOM,
  JIG_SPLIT_SEQUENTIAL,
  JIG_SPLIT_NONE,
} JigSplitKind;

/**
 * JigSplitMethod:
 * @kind: how
 * @column: (nullable): for a hash: of which column, or %JIG_SPLIT_ALL_COLUMNS
 * @share: which part of the rows is for the test, above 0 and below 1; 0: none
 *
 * What the user said, such as "hash:station:0.2".
 */
typedef struct
{
  JigSplitKind  kind;
  char         *column;
  double        share;
} JigSplitMethod;

void        jig_split_method_clear   (JigSplitMethod        *self);
gboolean    jig_split_method_parse   (const char            *text,
                                      JigSplitMethod        *self,
                                      GError               **error);
char       *jig_split_method_to_text (const JigSplitMethod  *self) G_GNUC_WARN_UNUSED_RESULT;
const char *jig_split_kind_name      (JigSplitKind           kind);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigSplitMethod, jig_split_method_clear)

/**
 * JigSplit:
 * @train: rows to fit on
 * @test: rows to judge by
 * @method: how they were told apart, such as "hash:*:0.2"
 *
 * Two sides of a table; every row is on one of them, both in the table's order.
 */
typedef struct
{
  JigRows *train;
  JigRows *test;
  char    *method;
} JigSplit;

void        jig_split_clear          (JigSplit              *self);

gboolean    jig_partition            (const JigFrame        *frame,
                                      const JigSplitMethod  *method,
                                      const char            *label,
                                      guint64                seed,
                                      JigSplit              *split,
                                      const JigProgress     *progress,
                                      GError               **error);
gboolean    jig_partition_from_text  (const JigFrame        *frame,
                                      const char            *text,
                                      const char            *label,
                                      guint64                seed,
                                      JigSplit              *split,
                                      const JigProgress     *progress,
                                      GError               **error);
double      jig_partition_hash_share (const char            *text,
                                      guint64                seed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigSplit, jig_split_clear)

G_END_DECLS
