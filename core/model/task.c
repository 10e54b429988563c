#include "core/model/task.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/stats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A number with more different values than this is a quantity, not a class. */
#define MAX_NUMBER_CLASSES 10

/* How many cells a memo remembers: a power of two. */
#define MEMO_BITS 10

static const char * const task_names[] = { "regression", "binary", "multiclass" };

const char *
jig_task_name (JigTask task)
{
  g_return_val_if_fail ((guint) task < G_N_ELEMENTS (task_names), NULL);

  return task_names[task];
}

/**
 * jig_task_from_name:
 * @name: a word
 * @task: (out): the task of that name
 *
 * Returns: %TRUE, or %FALSE with @task as it was
 */
gboolean
jig_task_from_name (const char *name,
                    JigTask    *task)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (task_names); i++)
    if (g_str_equal (name, task_names[i]))
      {
        *task = (JigTask) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * jig_task_n_outputs:
 * @task: what is predicted
 * @n_classes: 1 for a regression
 *
 * Returns: how many margins a model makes per row: one per class of several
 *   classes, else one
 */
guint
jig_task_n_outputs (JigTask task,
                    guint   n_classes)
{
  return task == JIG_TASK_MULTICLASS ? n_classes : 1;
}

static void
clear_target (gpointer data)
{
  JigTarget *self = data;

  g_free (self->name);
  jig_free (self->values);
  g_clear_pointer (&self->labels, jig_string_table_unref);
}

JigTarget *
jig_target_ref (JigTarget *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_target_unref (JigTarget *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_target);
}

/* All missing, until somebody fills it. */
static JigTarget *
new_target (const JigColumn  *column,
            JigTask           task,
            GError          **error)
{
  g_autoptr(JigTarget) self = g_atomic_rc_box_new0 (JigTarget);

  self->task = task;
  self->name = g_strdup (jig_column_get_name (column));
  self->n_rows = jig_column_get_n_rows (column);
  self->n_classes = 1;
  self->values = jig_alloc (self->n_rows, sizeof *self->values, _("the label column"), error);
  if (self->values == NULL)
    return NULL;

  for (gsize i = 0; i < self->n_rows; i++)
    self->values[i] = NAN;

  return g_steal_pointer (&self);
}

/* Text of a cell as a class would be called; -0 and 0 are one number. */
static char *
dup_label (const JigColumn *column,
           gsize            row)
{
  const double *numbers = jig_column_get_numbers (column);

  return numbers != NULL
         ? jig_number_to_string (numbers[row] + 0.0)
         : jig_column_dup_text (column, row);
}

/* Cells come again and again: what was found out about one is kept under its
 * number (a category's is its code), so that most cells are never made a text. */
typedef struct
{
  const JigColumn *column;
  double           keys[1 << MEMO_BITS];
  gint32           classes[1 << MEMO_BITS];
} Memo;

static Memo *
new_memo (const JigColumn *column)
{
  Memo *self = g_new0 (Memo, 1);

  self->column = column;
  for (gsize i = 0; i < G_N_ELEMENTS (self->keys); i++)
    self->keys[i] = NAN;

  return self;
}

/* Where the row's cell is kept; NULL: text has no number to be kept under. */
static gint32 *
find_in_memo (Memo     *self,
              gsize     row,
              gboolean *is_known)
{
  const double key = jig_column_get_number (self->column, row) + 0.0;
  guint64 bits;
  gsize slot;

  *is_known = FALSE;
  if (jig_column_get_type_id (self->column) == JIG_COLUMN_TEXT)
    return NULL;

  memcpy (&bits, &key, sizeof bits);
  slot = (gsize) ((bits * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - MEMO_BITS));
  *is_known = self->keys[slot] == key;
  self->keys[slot] = key;

  return &self->classes[slot];
}

static void
set_column_error (GError          **error,
                  JigError          code,
                  const JigColumn  *column,
                  gsize             row,
                  const char       *what)
{
  JigPlace place = JIG_PLACE_NOWHERE;

  place.column = jig_column_get_name (column);
  place.row = row;
  jig_error_set_at (error, code, &place, "%s", what);
}

static JigTarget *
new_regression (const JigColumn  *column,
                GError          **error)
{
  g_autoptr(JigTarget) self = NULL;

  if (jig_column_get_type_id (column) != JIG_COLUMN_NUMBER &&
      jig_column_get_type_id (column) != JIG_COLUMN_BOOLEAN)
    {
      set_column_error (error, JIG_ERROR_DATA, column, 0,
                        _("a regression needs a number as its label."));
      return NULL;
    }

  self = new_target (column, JIG_TASK_REGRESSION, error);
  if (self == NULL)
    return NULL;

  for (gsize i = 0; i < self->n_rows; i++)
    {
      self->values[i] = jig_column_get_number (column, i);
      if (isinf (self->values[i]))
        {
          set_column_error (error, JIG_ERROR_DATA, column, i + 1,
                            _("an infinite number cannot be a label."));
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

typedef struct
{
  const char *text;
  double      number;   /* NaN: the text is no number */
} Label;

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  const Label *first = a;
  const Label *second = b;

  return strcmp (first->text, second->text);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const Label *first = a;
  const Label *second = b;

  if (first->number < second->number)
    return -1;
  if (first->number > second->number)
    return 1;

  return strcmp (first->text, second->text);
}

/* The order depends on the texts alone. */
static JigStringTable *
order_labels (GHashTable  *texts,
              GError     **error)
{
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  gboolean are_numbers = TRUE;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Label label = { key, NAN };

      if (!jig_number_parse (key, strlen (key), '.', &label.number) || isnan (label.number))
        are_numbers = FALSE;
      g_array_append_val (labels, label);
    }

  g_array_sort (labels, are_numbers ? compare_numbers : compare_texts);
  for (guint i = 0; i < labels->len; i++)
    g_ptr_array_add (sorted, (char *) g_array_index (labels, Label, i).text);

  return jig_string_table_new ((const char * const *) sorted->pdata, (gssize) sorted->len, error);
}

/* The different texts of the column; NULL with error set if there are too many. */
static GHashTable *
collect_labels (const JigColumn  *column,
                GError          **error)
{
  g_autoptr(GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree Memo *memo = new_memo (column);

  for (gsize i = 0; i < jig_column_get_n_rows (column); i++)
    {
      gboolean is_known;

      if (jig_column_is_missing (column, i))
        continue;
      find_in_memo (memo, i, &is_known);
      if (is_known)
        continue;

      g_hash_table_add (texts, dup_label (column, i));
      if (g_hash_table_size (texts) > JIG_LIMIT_CLASSES)
        {
          g_autofree char *what =
            g_strdup_printf (_("it has more than the %d different values a label may have."),
                             JIG_LIMIT_CLASSES);

          set_column_error (error, JIG_ERROR_LIMIT, column, 0, what);
          return NULL;
        }
    }

  return g_steal_pointer (&texts);
}

static gboolean
check_n_classes (const JigColumn  *column,
                 JigTask           task,
                 gsize             n_classes,
                 GError          **error)
{
  g_autofree char *what = NULL;

  if (n_classes == 0)
    what = g_strdup (_("the label has no value at all."));
  else if (n_classes == 1)
    what = g_strdup (_("the label has the same value in all rows: there is nothing to tell"
                       " apart."));
  else if (task == JIG_TASK_BINARY && n_classes != 2)
    what = g_strdup_printf (_("a binary label has two different values, not %zu."),
                            n_classes);

  if (what != NULL)
    set_column_error (error, JIG_ERROR_DATA, column, 0, what);

  return what == NULL;
}

static gboolean
is_quantity (const JigColumn *column)
{
  const double *numbers = jig_column_get_numbers (column);
  double seen[MAX_NUMBER_CLASSES];
  gsize n_seen = 0;

  for (gsize i = 0; numbers != NULL && i < jig_column_get_n_rows (column); i++)
    {
      gsize k = 0;

      while (k < n_seen && seen[k] != numbers[i])
        k++;
      if (k < n_seen || isnan (numbers[i]))
        continue;
      if (n_seen == MAX_NUMBER_CLASSES)
        return TRUE;
      seen[n_seen++] = numbers[i];
    }

  return FALSE;
}

/**
 * jig_target_new:
 * @column: the label
 * @wanted: (nullable): the task; %NULL: what the values suggest
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_LIMIT or
 *   %JIG_ERROR_MEMORY
 *
 * Turns a label column into numbers. Unless somebody says otherwise a number
 * with more than 10 different values is a regression, two values are binary,
 * several are classes.
 *
 * Returns: (transfer full): the target, or %NULL with @error naming the column
 */
JigTarget *
jig_target_new (const JigColumn  *column,
                const JigTask    *wanted,
                GError          **error)
{
  g_autoptr(GHashTable) texts = NULL;
  g_autoptr(JigStringTable) labels = NULL;
  JigTask task;
  gsize n_classes;

  g_return_val_if_fail (column != NULL, NULL);

  if (jig_column_get_type_id (column) == JIG_COLUMN_TIME)
    {
      set_column_error (error, JIG_ERROR_DATA, column, 0, _("a time cannot be a label."));
      return NULL;
    }

  if (wanted != NULL ? *wanted == JIG_TASK_REGRESSION : is_quantity (column))
    return new_regression (column, error);

  texts = collect_labels (column, error);
  if (texts == NULL)
    return NULL;

  n_classes = g_hash_table_size (texts);
  task = n_classes == 2 || (wanted != NULL && *wanted == JIG_TASK_BINARY)
         ? JIG_TASK_BINARY
         : JIG_TASK_MULTICLASS;
  if (!check_n_classes (column, task, n_classes, error))
    return NULL;

  labels = order_labels (texts, error);

  return labels != NULL ? jig_target_new_like (column, task, labels, error) : NULL;
}

/* Finds the class of a cell by its text. */
static gboolean
look_up (const JigTarget  *self,
         const JigColumn  *column,
         gsize             row,
         gint32           *class,
         GError          **error)
{
  g_autofree char *label = dup_label (column, row);
  g_autofree char *what = NULL;
  const gssize found = jig_string_table_find (self->labels, label);

  if (found >= 0)
    {
      *class = (gint32) found;
      return TRUE;
    }

  what = g_strdup_printf (_("\"%s\" is not one of the labels the model knows."), label);
  set_column_error (error, JIG_ERROR_MISMATCH, column, row + 1, what);

  return FALSE;
}

static gboolean
fill_classes (JigTarget        *self,
              const JigColumn  *column,
              GError          **error)
{
  g_autofree Memo *memo = new_memo (column);

  for (gsize i = 0; i < self->n_rows; i++)
    {
      gboolean is_known;
      gint32 *kept;
      gint32 class;

      if (jig_column_is_missing (column, i))
        continue;

      kept = find_in_memo (memo, i, &is_known);
      if (is_known)
        class = *kept;
      else if (!look_up (self, column, i, &class, error))
        return FALSE;
      if (kept != NULL)
        *kept = class;
      self->values[i] = class;
    }

  return TRUE;
}

/**
 * jig_target_new_like:
 * @column: the label of another table
 * @task: what is predicted
 * @labels: (nullable): what the classes are called; %NULL for a regression
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_MISMATCH or
 *   %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the target with the classes of @labels, or %NULL
 *   with @error naming the column and the row
 */
JigTarget *
jig_target_new_like (const JigColumn  *column,
                     JigTask           task,
                     JigStringTable   *labels,
                     GError          **error)
{
  g_autoptr(JigTarget) self = NULL;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (task == JIG_TASK_REGRESSION || labels != NULL, NULL);

  if (task == JIG_TASK_REGRESSION)
    return new_regression (column, error);

  self = new_target (column, task, error);
  if (self == NULL)
    return NULL;

  self->labels = jig_string_table_ref (labels);
  self->n_classes = (guint) jig_string_table_get_size (labels);

  return fill_classes (self, column, error) ? g_steal_pointer (&self) : NULL;
}
