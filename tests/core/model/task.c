#include "core/model/task.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

static char *
join_labels (const JigTarget *target)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < target->n_classes; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            jig_string_table_get (target->labels, i, NULL));

  return g_string_free (text, FALSE);
}

static void
check_target (const JigTarget *target,
              JigTask          task,
              const char      *labels,
              const double    *values)
{
  g_autofree char *joined = target->labels != NULL ? join_labels (target) : NULL;

  g_assert_cmpuint (target->task, ==, task);
  g_assert_cmpstr (joined, ==, labels);
  for (gsize i = 0; i < target->n_rows; i++)
    if (isnan (values[i]))
      g_assert_true (isnan (target->values[i]));
    else
      g_assert_cmpfloat (target->values[i], ==, values[i]);
}

static void
test_texts (void)
{
  static const char * const cells[] = { "pear", "", "apple", "pear", "banana" };
  const double values[] = { 2, NAN, 0, 2, 1 };
  g_autoptr(JigColumn) column = jig_test_texts ("fruit", cells, 5);
  g_autoptr(JigTarget) target = jig_target_new (column, NULL, NULL);

  check_target (target, JIG_TASK_MULTICLASS, "apple|banana|pear", values);
  g_assert_cmpstr (target->name, ==, "fruit");
}

/* Levels that no row has are no classes; their order in the file is forgotten. */
static void
test_categories (void)
{
  static const char * const levels[] = { "yes", "never", "no", NULL };
  static const guint32 codes[] = { 0, 2, JIG_CODE_MISSING, 0 };
  const double values[] = { 1, 0, NAN, 1 };
  g_autoptr(JigColumn) column = jig_test_categories ("answer", codes, 4, levels);
  g_autoptr(JigTarget) target = jig_target_new (column, NULL, NULL);

  check_target (target, JIG_TASK_BINARY, "no|yes", values);
}

static void
test_booleans (void)
{
  static const guint8 cells[] = { 1, 0, JIG_BOOLEAN_MISSING, 1 };
  const double values[] = { 1, 0, NAN, 1 };
  g_autoptr(JigColumn) column = jig_test_booleans ("left", cells, 4);
  g_autoptr(JigTarget) target = jig_target_new (column, NULL, NULL);

  check_target (target, JIG_TASK_BINARY, "false|true", values);
}

/* 10 sorts after 9, and -0 is 0. */
static void
test_numbers_as_classes (void)
{
  const double cells[] = { 10, 9, -0.0, 0, NAN, 10 };
  const double values[] = { 2, 1, 0, 0, NAN, 2 };
  g_autoptr(JigColumn) column = jig_test_numbers ("grade", cells, 6);
  g_autoptr(JigTarget) target = jig_target_new (column, NULL, NULL);

  check_target (target, JIG_TASK_MULTICLASS, "0|9|10", values);
}

static void
test_eleven_values_are_a_quantity (void)
{
  double cells[12];
  g_autoptr(JigColumn) ten = NULL;
  g_autoptr(JigColumn) eleven = NULL;
  g_autoptr(JigTarget) classes = NULL;
  g_autoptr(JigTarget) quantity = NULL;

  for (gsize i = 0; i < 12; i++)
    cells[i] = (double) i / 4.0;
  cells[11] = NAN;

  ten = jig_test_numbers ("fare", cells, 10);
  classes = jig_target_new (ten, NULL, NULL);
  g_assert_cmpuint (classes->n_classes, ==, 10);

  eleven = jig_test_numbers ("fare", cells, 12);
  quantity = jig_target_new (eleven, NULL, NULL);
  check_target (quantity, JIG_TASK_REGRESSION, NULL, cells);
  g_assert_cmpuint (quantity->n_classes, ==, 1);
}

static void
test_wanted (void)
{
  static const double cells[] = { 1, 2, 2 };
  static const double classes[] = { 0, 1, 1 };
  const JigTask regression = JIG_TASK_REGRESSION;
  const JigTask multiclass = JIG_TASK_MULTICLASS;
  g_autoptr(JigColumn) column = jig_test_numbers ("y", cells, 3);
  g_autoptr(JigTarget) number = jig_target_new (column, &regression, NULL);
  g_autoptr(JigTarget) class = jig_target_new (column, &multiclass, NULL);

  check_target (number, JIG_TASK_REGRESSION, NULL, cells);
  /* Two classes are binary, whatever they are called. */
  check_target (class, JIG_TASK_BINARY, "1|2", classes);
}

static void
check_refused (const JigColumn *column,
               const JigTask   *wanted,
               JigError         code,
               const char      *sentence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigTarget) target = jig_target_new (column, wanted, &error);

  g_assert_null (target);
  g_assert_error (error, JIG_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_refused (void)
{
  static const char * const cells[] = { "a", "a", "b", "c" };
  static const gint64 times[] = { 0, 1 };
  const double infinite[] = { 1, INFINITY };
  const double missing[] = { NAN, NAN };
  const JigTask regression = JIG_TASK_REGRESSION;
  const JigTask binary = JIG_TASK_BINARY;
  g_autoptr(JigColumn) same = jig_test_texts ("kind", cells, 2);
  g_autoptr(JigColumn) three = jig_test_texts ("kind", cells, 4);
  g_autoptr(JigColumn) when = jig_test_times ("when", times, 2, TRUE);
  g_autoptr(JigColumn) endless = jig_test_numbers ("y", infinite, 2);
  g_autoptr(JigColumn) blank = jig_test_numbers ("y", missing, 2);

  check_refused (same, NULL, JIG_ERROR_DATA,
                 "Column \"kind\": the label has the same value in all rows: there is nothing to"
                 " tell apart.");
  check_refused (three, &binary, JIG_ERROR_DATA,
                 "Column \"kind\": a binary label has two different values, not 3.");
  check_refused (three, &regression, JIG_ERROR_DATA,
                 "Column \"kind\": a regression needs a number as its label.");
  check_refused (when, NULL, JIG_ERROR_DATA, "Column \"when\": a time cannot be a label.");
  check_refused (endless, &regression, JIG_ERROR_DATA,
                 "Row 2, column \"y\": an infinite number cannot be a label.");
  check_refused (blank, NULL, JIG_ERROR_DATA, "Column \"y\": the label has no value at all.");
}

static void
test_class_limit (void)
{
  const JigTask multiclass = JIG_TASK_MULTICLASS;
  g_autofree double *cells = g_new0 (double, JIG_LIMIT_CLASSES + 1);
  g_autoptr(JigColumn) fits = NULL;
  g_autoptr(JigColumn) exceeds = NULL;
  g_autoptr(JigTarget) target = NULL;

  for (gsize i = 0; i <= JIG_LIMIT_CLASSES; i++)
    cells[i] = (double) i;
  fits = jig_test_numbers ("id", cells, JIG_LIMIT_CLASSES);
  exceeds = jig_test_numbers ("id", cells, JIG_LIMIT_CLASSES + 1);

  target = jig_target_new (fits, &multiclass, NULL);
  g_assert_cmpuint (target->n_classes, ==, JIG_LIMIT_CLASSES);
  g_assert_cmpfloat (target->values[JIG_LIMIT_CLASSES - 1], ==, JIG_LIMIT_CLASSES - 1);

  check_refused (exceeds, &multiclass, JIG_ERROR_LIMIT,
                 "Column \"id\": it has more than the 10000 different values a label may have.");
}

static void
test_like_another (void)
{
  static const char * const first[] = { "b", "a", "c" };
  static const char * const second[] = { "c", "", "c" };
  static const char * const third[] = { "c", "d" };
  const double values[] = { 2, NAN, 2 };
  g_autoptr(JigColumn) known = jig_test_texts ("y", first, 3);
  g_autoptr(JigColumn) other = jig_test_texts ("y", second, 3);
  g_autoptr(JigColumn) unseen = jig_test_texts ("y", third, 2);
  g_autoptr(JigTarget) target = jig_target_new (known, NULL, NULL);
  g_autoptr(JigTarget) like = jig_target_new_like (other, target->task, target->labels, NULL);
  g_autoptr(GError) error = NULL;

  check_target (like, JIG_TASK_MULTICLASS, "a|b|c", values);

  g_assert_null (jig_target_new_like (unseen, target->task, target->labels, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_cmpstr (error->message, ==,
                   "Row 2, column \"y\": \"d\" is not one of the labels the model knows.");
}

static void
test_names (void)
{
  for (guint i = 0; i <= JIG_TASK_MULTICLASS; i++)
    {
      JigTask task;

      g_assert_true (jig_task_from_name (jig_task_name ((JigTask) i), &task));
      g_assert_cmpuint (task, ==, i);
    }

  g_assert_false (jig_task_from_name ("ranking", &(JigTask) { JIG_TASK_BINARY }));
  g_assert_cmpuint (jig_task_n_outputs (JIG_TASK_REGRESSION, 1), ==, 1);
  g_assert_cmpuint (jig_task_n_outputs (JIG_TASK_BINARY, 2), ==, 1);
  g_assert_cmpuint (jig_task_n_outputs (JIG_TASK_MULTICLASS, 5), ==, 5);
}

static gboolean
try_target (gpointer   data,
            GError   **error)
{
  g_autoptr(JigTarget) target = jig_target_new (data, NULL, error);

  return target != NULL;
}

static void
test_out_of_memory (void)
{
  static const char * const cells[] = { "b", "a", "c" };
  g_autoptr(JigColumn) column = jig_test_texts ("y", cells, 3);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_target, column), >=, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/task/texts", test_texts);
  g_test_add_func ("/task/categories", test_categories);
  g_test_add_func ("/task/booleans", test_booleans);
  g_test_add_func ("/task/numbers-as-classes", test_numbers_as_classes);
  g_test_add_func ("/task/eleven-values-are-a-quantity", test_eleven_values_are_a_quantity);
  g_test_add_func ("/task/wanted", test_wanted);
  g_test_add_func ("/task/refused", test_refused);
  g_test_add_func ("/task/class-limit", test_class_limit);
  g_test_add_func ("/task/like-another", test_like_another);
  g_test_add_func ("/task/names", test_names);
  g_test_add_func ("/task/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
