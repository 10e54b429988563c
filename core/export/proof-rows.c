/* Rows for a proof: some of the user's, and copies of them in which one cell is
 * what programs get wrong: exactly on a threshold and next to it, missing, never
 * seen, infinite, a zero below zero. Rows of data are almost never on a threshold,
 * so that they alone would not find a "<" that became a "<=". */

#include "core/export/proof-rows.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/calendar.h"

#include <glib/gi18n-lib.h>

#include <float.h>
#include <math.h>

/* A text that nobody has; it also has what is hard to write down. */
#define UNSEEN "never seen: \"\xec\x97\xad\",\n\\x1 ?\?="

typedef enum
{
  CELL_AS_IT_IS,
  CELL_MISSING,
  CELL_UNSEEN,
  CELL_NUMBER,
  CELL_TIME,
} CellKind;

/* A row of the table, with one cell changed. */
typedef struct
{
  guint32  base;
  guint32  column;
  CellKind kind;
  double   number;
  gint64   time;
} Row;

typedef struct
{
  const PortableProgram *program;
  JigFrame              *frame;      /* the inputs, in order */
  JigArray               rows;       /* Row */
  guint32                n_bases;
} Maker;

static gboolean
add_row (Maker     *maker,
         Row        row,
         GError   **error)
{
  /* Another row of the table each time. */
  row.base = (guint32) (maker->rows.n_items * 7919 % maker->n_bases);

  return jig_array_append (&maker->rows, &row, 1, error);
}

static gboolean
add_number (Maker    *maker,
            gsize     column,
            double    number,
            GError  **error)
{
  Row row = { .column = (guint32) column, .kind = CELL_NUMBER, .number = number };

  return add_row (maker, row, error);
}

static gboolean
add_around (Maker    *maker,
            gsize     column,
            double    number,
            GError  **error)
{
  return add_number (maker, column, number, error) &&
         add_number (maker, column, nextafter (number, -INFINITY), error) &&
         add_number (maker, column, nextafter (number, INFINITY), error);
}

/* The threshold of a feature as a value of the column it comes from. */
static double
to_input (const Maker        *maker,
          const PortableNode *node,
          double              threshold)
{
  const double *numbers;

  if (node->kind != PORTABLE_SCALE && node->kind != PORTABLE_SCALE_CLAMP)
    return threshold;

  numbers = maker->program->numbers + node->number;

  return threshold * numbers[1] + numbers[0];
}

/* Values are compared as floats: what matters is which of two floats a number
 * between them becomes. */
static gboolean
add_threshold (Maker               *maker,
               gsize                column,
               const PortableNode  *node,
               double               threshold,
               GError             **error)
{
  const double below = nextafterf ((float) threshold, -FLT_MAX);
  const double middle = to_input (maker, node, below + (threshold - below) / 2.0);

  return add_number (maker, column, to_input (maker, node, threshold), error) &&
         add_number (maker, column, to_input (maker, node, below), error) &&
         add_around (maker, column, middle, error);
}

/* What every column of the kind gets. */
static gboolean
add_usual (Maker    *maker,
           gsize     column,
           GError  **error)
{
  static const double numbers[] = { INFINITY, -INFINITY, -0.0, 0.0, 1e308, -1e308, 5e-324, 1.5 };
  static const gint64 times[] = {
    -1, 0, 951782399999999, 951782400000000, 1709164800000000, -62135596800000000,
  };
  JigColumnType type = jig_column_get_type_id (jig_frame_get_column (maker->frame, column));
  Row row = { .column = (guint32) column, .kind = CELL_MISSING };

  if (!add_row (maker, row, error))
    return FALSE;

  row.kind = CELL_UNSEEN;
  if ((type == JIG_COLUMN_CATEGORY || type == JIG_COLUMN_TEXT) && !add_row (maker, row, error))
    return FALSE;

  for (gsize i = 0; type == JIG_COLUMN_NUMBER && i < G_N_ELEMENTS (numbers); i++)
    if (!add_number (maker, column, numbers[i], error))
      return FALSE;

  row.kind = CELL_TIME;
  for (gsize i = 0; type == JIG_COLUMN_TIME && i < G_N_ELEMENTS (times); i++)
    {
      row.time = times[i];
      if (!add_row (maker, row, error))
        return FALSE;
    }

  return TRUE;
}

/* The column of numbers that a node reads, through nodes that hand them on; -1 if
 * there is none. */
static gssize
find_column (const Maker        *maker,
             const PortableNode *node)
{
  gint32 source;

  if (node->n_sources == 0)
    return -1;

  source = maker->program->sources[node->source];
  while (source < 0)
    {
      const PortableNode *earlier = &maker->program->nodes[-1 - source];

      if (earlier->kind != PORTABLE_NUMBER && earlier->kind != PORTABLE_IMPUTE)
        return -1;
      source = maker->program->sources[earlier->source];
    }

  if (jig_column_get_type_id (jig_frame_get_column (maker->frame, (gsize) source)) !=
      JIG_COLUMN_NUMBER)
    return -1;

  return source;
}

/* The cuts, bounds and values that a node compares with. */
static gboolean
add_constants (Maker               *maker,
               gsize                column,
               const PortableNode  *node,
               GError             **error)
{
  const PortableLookup *lookup;

  for (gint32 i = 0; i < MIN (node->n_numbers, 64) && node->kind != PORTABLE_VECTOR; i++)
    if (!add_around (maker, column, maker->program->numbers[node->number + i], error))
      return FALSE;

  if (node->kind != PORTABLE_SLOT)
    return TRUE;

  lookup = &maker->program->lookups[node->lookup];
  if (lookup->kind == PORTABLE_RANGE)
    return add_around (maker, column, maker->program->keys[lookup->first], error) &&
           add_around (maker, column,
                       maker->program->keys[lookup->first] + lookup->n_values - 1, error);

  for (gint32 i = 0; lookup->kind == PORTABLE_KEYS && i < MIN (lookup->n_values, 16); i++)
    if (!add_around (maker, column, maker->program->keys[lookup->first + i], error))
      return FALSE;

  return TRUE;
}

static gboolean
add_thresholds (Maker               *maker,
                gsize                column,
                const PortableNode  *node,
                gsize                n_nodes,
                GError             **error)
{
  for (gsize i = 0; i < n_nodes; i++)
    {
      const PortableTreeNode *split = &maker->program->tree_nodes[i];

      if (split->feature == node->feature && split->feature >= 0 && split->missing_left != 2 &&
          !add_threshold (maker, column, node, split->number, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_all (Maker    *maker,
         gsize     n_tree_nodes,
         GError  **error)
{
  for (gsize i = 0; i < jig_frame_get_n_columns (maker->frame); i++)
    if (!add_usual (maker, i, error))
      return FALSE;

  for (gint32 k = 0; k < maker->program->n_nodes; k++)
    {
      const PortableNode *node = &maker->program->nodes[k];
      gssize column = find_column (maker, node);

      if (column >= 0 &&
          (!add_constants (maker, (gsize) column, node, error) ||
           !add_thresholds (maker, (gsize) column, node, n_tree_nodes, error)))
        return FALSE;
    }

  return TRUE;
}

/* Keeps the usual ones, and others from all over. */
static void
thin_out (JigArray *rows,
          gsize     n_wanted)
{
  gsize n_rows = rows->n_items;

  if (n_rows <= n_wanted)
    return;

  for (gsize i = 0; i < n_wanted; i++)
    jig_array_index (rows, Row, i) = jig_array_index (rows, Row, i * n_rows / n_wanted);
  rows->n_items = n_wanted;
}

/* Rows of the table as they are, in front of the others. */
static gboolean
add_samples (Maker    *maker,
             gsize     n_sampled,
             GError  **error)
{
  gsize n_made = maker->rows.n_items;
  gsize n_rows = MIN (n_sampled, maker->n_bases);
  Row *rows;

  if (!jig_array_reserve (&maker->rows, n_rows, error))
    return FALSE;

  rows = maker->rows.items;
  for (gsize i = n_made; i-- > 0;)
    rows[i + n_rows] = rows[i];
  for (gsize i = 0; i < n_rows; i++)
    rows[i] = (Row) { .base = (guint32) (i * maker->n_bases / n_rows) };
  maker->rows.n_items += n_rows;

  return TRUE;
}

static CellKind
kind_of (const Row *row,
         gsize      column)
{
  return row->column == column ? row->kind : CELL_AS_IT_IS;
}

static JigColumn *
make_numbers (const JigArray   *rows,
              const JigColumn  *column,
              gsize             place,
              GError          **error)
{
  double *numbers = jig_alloc (rows->n_items, sizeof *numbers, _("the proof"), error);

  for (gsize i = 0; numbers != NULL && i < rows->n_items; i++)
    {
      const Row *row = &jig_array_index (rows, Row, i);
      CellKind kind = kind_of (row, place);

      numbers[i] = kind == CELL_NUMBER ? row->number
                   : kind == CELL_MISSING ? NAN : jig_column_get_number (column, row->base);
    }

  return numbers != NULL
         ? jig_column_new_number (jig_column_get_name (column), numbers, rows->n_items) : NULL;
}

static JigColumn *
make_booleans (const JigArray   *rows,
               const JigColumn  *column,
               gsize             place,
               GError          **error)
{
  guint8 *values = jig_alloc (rows->n_items, 1, _("the proof"), error);

  for (gsize i = 0; values != NULL && i < rows->n_items; i++)
    {
      const Row *row = &jig_array_index (rows, Row, i);

      values[i] = kind_of (row, place) == CELL_MISSING
                  ? JIG_BOOLEAN_MISSING : jig_column_get_booleans (column)[row->base];
    }

  return values != NULL
         ? jig_column_new_boolean (jig_column_get_name (column), values, rows->n_items, NULL, NULL)
         : NULL;
}

static JigColumn *
make_times (const JigArray   *rows,
            const JigColumn  *column,
            gsize             place,
            GError          **error)
{
  gint64 *times = jig_alloc (rows->n_items, sizeof *times, _("the proof"), error);

  for (gsize i = 0; times != NULL && i < rows->n_items; i++)
    {
      const Row *row = &jig_array_index (rows, Row, i);
      CellKind kind = kind_of (row, place);

      times[i] = kind == CELL_TIME ? row->time
                 : kind == CELL_MISSING ? JIG_TIME_MISSING
                 : jig_column_get_times (column)[row->base];
    }

  return times != NULL
         ? jig_column_new_time (jig_column_get_name (column), times, rows->n_items, TRUE) : NULL;
}

/* The text of a cell of a category or text; NULL: missing. */
static const char *
get_text (const JigColumn *column,
          const Row       *row,
          gsize            place)
{
  CellKind kind = kind_of (row, place);
  const guint32 *codes = jig_column_get_codes (column);

  if (kind == CELL_UNSEEN)
    return UNSEEN;
  if (kind == CELL_MISSING || jig_column_is_missing (column, row->base))
    return NULL;
  if (codes != NULL)
    return jig_string_table_get (jig_column_get_levels (column), codes[row->base], NULL);

  return jig_string_table_get (jig_column_get_cells (column), row->base, NULL);
}

/* As text; a category is made of it where the model wants one. */
static JigColumn *
make_texts (const JigArray   *rows,
            const JigColumn  *column,
            gsize             place,
            GError          **error)
{
  jig_autofree const char **texts = jig_alloc (rows->n_items, sizeof *texts, _("the proof"), error);
  g_autoptr(JigStringTable) cells = NULL;
  g_autoptr(JigColumn) made = NULL;

  if (texts == NULL)
    return NULL;

  for (gsize i = 0; i < rows->n_items; i++)
    {
      texts[i] = get_text (column, &jig_array_index (rows, Row, i), place);
      texts[i] = texts[i] != NULL ? texts[i] : "";
    }

  cells = jig_string_table_new (texts, (gssize) rows->n_items, error);
  if (cells == NULL)
    return NULL;

  made = jig_column_new_text (jig_column_get_name (column), cells);

  return jig_column_convert (made, jig_column_get_type_id (column), error);
}

static JigColumn *
make_column (const Maker  *maker,
             gsize         place,
             GError      **error)
{
  const JigColumn *column = jig_frame_get_column (maker->frame, place);

  switch (jig_column_get_type_id (column))
    {
    case JIG_COLUMN_NUMBER:
      return make_numbers (&maker->rows, column, place, error);
    case JIG_COLUMN_BOOLEAN:
      return make_booleans (&maker->rows, column, place, error);
    case JIG_COLUMN_TIME:
      return make_times (&maker->rows, column, place, error);
    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      return make_texts (&maker->rows, column, place, error);
    }
}

static JigFrame *
make_frame (const Maker  *maker,
            GError      **error)
{
  g_autoptr(GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (gsize i = 0; i < jig_frame_get_n_columns (maker->frame); i++)
    {
      JigColumn *column = make_column (maker, i, error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, column);
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

/**
 * jig_proof_rows_new:
 * @program: what is proved
 * @inputs: the columns it reads
 * @frame: a table that has them
 * @n_sampled: how many of its rows are taken as they are, at most
 * @n_made: how many are made of them, at most
 * @error: return location for %JIG_ERROR_DATA if there is no row,
 *   %JIG_ERROR_MISMATCH or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the rows, sampled ones first, with the columns of
 *   @inputs; %NULL with @error set
 */
JigFrame *
jig_proof_rows_new (const JigProgram  *program,
                    const JigSchema   *inputs,
                    JigFrame          *frame,
                    gsize              n_sampled,
                    gsize              n_made,
                    GError           **error)
{
  g_autoptr(JigFrame) conformed = jig_schema_conform (inputs, frame, error);
  Maker maker = { &program->portable, conformed, JIG_ARRAY_INIT (Row, _("the proof")), 0 };
  gsize n_tree_nodes = program->tables[JIG_PROGRAM_TREE_NODES].n_items;
  JigFrame *result = NULL;

  if (conformed == NULL)
    return NULL;

  maker.n_bases = (guint32) jig_frame_get_n_rows (conformed);
  if (maker.n_bases == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("There is no row to prove the copy with."));
      return NULL;
    }

  if (add_all (&maker, n_tree_nodes, error))
    {
      thin_out (&maker.rows, n_made);
      if (add_samples (&maker, n_sampled, error))
        result = make_frame (&maker, error);
    }
  jig_array_clear (&maker.rows);

  return result;
}
