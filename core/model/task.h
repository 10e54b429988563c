#pragma once

#include "core/base/json.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigTask:
 * @JIG_TASK_REGRESSION: a number
 * @JIG_TASK_BINARY: one of two classes; the second is the positive one
 * @JIG_TASK_MULTICLASS: one of several classes
 */
typedef enum
{
  JIG_TASK_REGRESSION,
  JIG_TASK_BINARY,
  JIG_TASK_MULTICLASS,
} JigTask;

#define JIG_TASK_TAKES(task) (1u << (task))

/**
 * JigTarget:
 * @task: what is to be predicted
 * @name: of the label column
 * @values: (n_rows,) the number, or the index of the class; NaN when missing
 * @n_rows: how many rows there are
 * @labels: (nullable): what each class is called; %NULL for a regression
 * @n_classes: 2 or more; 1 for a regression
 *
 * A label column as numbers. Classes are in the order of their text (as numbers
 * if all are numbers), so that it does not depend on the order of rows.
 */
typedef struct
{
  JigTask          task;
  char            *name;
  double          *values;
  gsize            n_rows;
  JigStringTable  *labels;
  guint            n_classes;
} JigTarget;

JigTarget  *jig_target_new       (const JigColumn       *column,
                                  const JigTask         *wanted,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same classes for another table: a label nobody has seen is an error. */
JigTarget  *jig_target_new_like  (const JigColumn       *column,
                                  JigTask                task,
                                  JigStringTable        *labels,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;
JigTarget  *jig_target_ref       (JigTarget             *self);
void        jig_target_unref     (JigTarget             *self);

const char *jig_task_name        (JigTask                task);
gboolean    jig_task_from_name   (const char            *name,
                                  JigTask               *task);
guint       jig_task_n_outputs   (JigTask                task,
                                  guint                  n_classes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTarget, jig_target_unref)

G_END_DECLS
