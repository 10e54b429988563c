#include "core/model/levels.h"

#include "core/base/alloc.h"
#include "core/base/stats.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define N_QUARTERS 4

/* A column as small codes; the last one is for what is missing. */
typedef struct
{
  const JigColumn *column;
  guint32         *codes;                  /* (n_rows,) */
  gsize            n_codes;
  guint32          cut_rows[N_QUARTERS];   /* rows of the table whose values cut */
  gsize            n_cuts;
} Parts;

typedef struct
{
  guint32 code;
  gsize   n_rows;
} Size;

void
jig_levels_clear (JigLevels *self)
{
  g_clear_pointer (&self->codes, jig_free);
  g_clear_pointer (&self->texts, g_strfreev);
  self->n_levels = 0;
}

static guint32 *
new_codes (gsize    n_rows,
           GError **error)
{
  return jig_alloc (n_rows, sizeof (guint32), _("slices"), error);
}

static void
code_category (Parts         *parts,
               const JigRows *rows)
{
  const guint32 *codes = jig_column_get_codes (parts->column);
  const guint32 *ids = jig_rows_get_ids (rows);
  const guint32 n_levels =
    (guint32) jig_string_table_get_size (jig_column_get_levels (parts->column));

  for (gsize i = 0; i < jig_rows_get_size (rows); i++)
    parts->codes[i] = codes[ids[i]] != JIG_CODE_MISSING ? codes[ids[i]] : n_levels;
  parts->n_codes = (gsize) n_levels + 1;
}

static void
code_boolean (Parts         *parts,
              const JigRows *rows)
{
  const guint8 *booleans = jig_column_get_booleans (parts->column);
  const guint32 *ids = jig_rows_get_ids (rows);

  for (gsize i = 0; i < jig_rows_get_size (rows); i++)
    parts->codes[i] = booleans[ids[i]];
  parts->n_codes = JIG_BOOLEAN_MISSING + 1;
}

/* A quarter of the rows lies below each cut; a cut that nothing lies below, or
 * that is there already, is none. */
static void
find_cuts (Parts         *parts,
           const double  *values,
           const guint32 *order,
           gsize          n_known,
           const guint32 *ids)
{
  double last = n_known > 0 ? values[order[0]] : NAN;

  for (gsize k = 1; k < N_QUARTERS && n_known > 0; k++)
    {
      const guint32 row = order[n_known * k / N_QUARTERS];

      if (!(values[row] > last))
        continue;
      last = values[row];
      parts->cut_rows[parts->n_cuts++] = ids[row];
    }
}

/* (n_rows,) Missing values last: they are made infinite, and nothing else is. */
static gsize
get_values (const JigColumn *column,
            const JigRows   *rows,
            double          *values)
{
  const guint32 *ids = jig_rows_get_ids (rows);
  gsize n_known = 0;

  for (gsize i = 0; i < jig_rows_get_size (rows); i++)
    {
      values[i] = jig_column_get_number (column, ids[i]);
      if (isfinite (values[i]))
        n_known++;
      else
        values[i] = INFINITY;
    }

  return n_known;
}

static gboolean
code_numbers (Parts          *parts,
              const JigRows  *rows,
              GError        **error)
{
  const gsize n_rows = jig_rows_get_size (rows);
  const guint32 *ids = jig_rows_get_ids (rows);
  jig_autofree double *values = jig_alloc (n_rows, sizeof *values, _("slices"), error);
  jig_autofree guint32 *order = NULL;
  gsize n_known;

  if (values == NULL)
    return FALSE;

  order = new_codes (n_rows, error);
  if (order == NULL)
    return FALSE;

  n_known = get_values (parts->column, rows, values);
  if (!jig_stats_order (values, n_rows, order, error))
    return FALSE;

  find_cuts (parts, values, order, n_known, ids);
  parts->n_codes = parts->n_cuts + 2;
  for (gsize i = 0; i < n_rows; i++)
    {
      guint32 code = 0;

      while (code < parts->n_cuts &&
             values[i] >= jig_column_get_number (parts->column, parts->cut_rows[code]))
        code++;
      parts->codes[i] = isinf (values[i]) ? (guint32) parts->n_cuts + 1 : code;
    }

  return TRUE;
}

static char *
say_number (const Parts *parts,
            guint32      code)
{
  const char *name = jig_column_get_name (parts->column);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (code > 0)
    from = jig_column_dup_text (parts->column, parts->cut_rows[code - 1]);
  if (code < parts->n_cuts)
    to = jig_column_dup_text (parts->column, parts->cut_rows[code]);

  if (from == NULL && to == NULL)
    return g_strdup_printf ("%s=*", name);
  if (from == NULL)
    return g_strdup_printf ("%s < %s", name, to);
  if (to == NULL)
    return g_strdup_printf ("%s ≥ %s", name, from);

  return g_strdup_printf ("%s ≤ %s < %s", from, name, to);
}

static char *
say (const Parts *parts,
     guint32      code)
{
  const char *name = jig_column_get_name (parts->column);
  JigStringTable *levels = jig_column_get_levels (parts->column);

  if (code + 1 == parts->n_codes)
    return g_strdup_printf (_("%s is missing"), name);
  if (levels != NULL)
    return g_strdup_printf ("%s=%s", name, jig_string_table_get (levels, code, NULL));
  if (jig_column_get_booleans (parts->column) != NULL)
    return g_strdup_printf ("%s=%s", name, jig_column_get_word (parts->column, code == 1));

  return say_number (parts, code);
}

/* Largest first; of equals the one that comes first. */
static int
compare_sizes (const void *a,
               const void *b)
{
  const Size *first = a;
  const Size *second = b;

  if (first->n_rows != second->n_rows)
    return first->n_rows > second->n_rows ? -1 : 1;

  return (first->code > second->code) - (first->code < second->code);
}

static int
compare_codes (const void *a,
               const void *b)
{
  const Size *first = a;
  const Size *second = b;

  return (first->code > second->code) - (first->code < second->code);
}

/* Keeps the parts that are large enough but not everything, and numbers them
 * again in their order. */
static gboolean
keep_parts (const Parts    *parts,
            gsize           n_rows,
            gsize           min_rows,
            JigLevels      *self,
            GError        **error)
{
  jig_autofree Size *sizes = jig_alloc (parts->n_codes, sizeof *sizes, _("slices"), error);
  jig_autofree guint32 *numbers = NULL;
  gsize n_kept = 0;

  if (sizes == NULL)
    return FALSE;

  numbers = new_codes (parts->n_codes, error);
  if (numbers == NULL)
    return FALSE;

  for (gsize code = 0; code < parts->n_codes; code++)
    {
      sizes[code].code = (guint32) code;
      numbers[code] = JIG_CODE_MISSING;
    }
  for (gsize i = 0; i < n_rows; i++)
    sizes[parts->codes[i]].n_rows++;

  for (gsize code = 0; code < parts->n_codes; code++)
    if (sizes[code].n_rows >= min_rows && sizes[code].n_rows < n_rows)
      sizes[n_kept++] = sizes[code];
  qsort (sizes, n_kept, sizeof *sizes, compare_sizes);
  n_kept = MIN (n_kept, JIG_LEVELS_MAX);
  qsort (sizes, n_kept, sizeof *sizes, compare_codes);

  self->n_levels = n_kept;
  self->texts = g_new0 (char *, JIG_LEVELS_MAX + 1);
  for (gsize level = 0; level < n_kept; level++)
    {
      numbers[sizes[level].code] = (guint32) level;
      self->texts[level] = say (parts, sizes[level].code);
    }
  for (gsize i = 0; i < n_rows; i++)
    self->codes[i] = numbers[parts->codes[i]];

  return TRUE;
}

static gboolean
code_rows (Parts          *parts,
           const JigRows  *rows,
           GError        **error)
{
  switch (jig_column_get_type_id (parts->column))
    {
    case JIG_COLUMN_CATEGORY:
      code_category (parts, rows);
      return TRUE;
    case JIG_COLUMN_BOOLEAN:
      code_boolean (parts, rows);
      return TRUE;
    case JIG_COLUMN_NUMBER:
    case JIG_COLUMN_TIME:
      return code_numbers (parts, rows, error);
    case JIG_COLUMN_TEXT:
    default:
      /* Everything in one part, which is never kept. */
      parts->n_codes = 1;
      return TRUE;
    }
}

/**
 * jig_levels_init:
 * @self: (out caller-allocates): the parts
 * @column: a column; texts have no parts
 * @rows: some rows of it
 * @min_rows: how many of @rows a part must have; 1 or more
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * A part that is all rows is left out.
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_levels_init (JigLevels        *self,
                 const JigColumn  *column,
                 const JigRows    *rows,
                 gsize             min_rows,
                 GError          **error)
{
  const gsize n_rows = jig_rows_get_size (rows);
  jig_autofree guint32 *codes = new_codes (n_rows, error);
  g_auto(JigLevels) made = { 0 };
  Parts parts = { .column = column, .codes = codes };

  if (codes == NULL)
    return FALSE;

  made.codes = new_codes (n_rows, error);
  if (made.codes == NULL ||
      !code_rows (&parts, rows, error) ||
      !keep_parts (&parts, n_rows, min_rows, &made, error))
    return FALSE;

  *self = made;
  made = (JigLevels) { 0 };

  return TRUE;
}
