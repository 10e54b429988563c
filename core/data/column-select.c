#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/column.h"

#include <glib/gi18n-lib.h>

/* Each makes the array of some rows of a column of its type. */

static double *
gather_numbers (const JigColumn  *column,
                const guint32    *ids,
                gsize             n_ids,
                GError          **error)
{
  const double *from = jig_column_get_numbers (column);
  double *to = jig_alloc (n_ids, sizeof *to, _("the rows of a column"), error);

  for (gsize i = 0; to != NULL && i < n_ids; i++)
    to[i] = from[ids[i]];

  return to;
}

static guint32 *
gather_codes (const JigColumn  *column,
              const guint32    *ids,
              gsize             n_ids,
              GError          **error)
{
  const guint32 *from = jig_column_get_codes (column);
  guint32 *to = jig_alloc (n_ids, sizeof *to, _("the rows of a column"), error);

  for (gsize i = 0; to != NULL && i < n_ids; i++)
    to[i] = from[ids[i]];

  return to;
}

static gint64 *
gather_times (const JigColumn  *column,
              const guint32    *ids,
              gsize             n_ids,
              GError          **error)
{
  const gint64 *from = jig_column_get_times (column);
  gint64 *to = jig_alloc (n_ids, sizeof *to, _("the rows of a column"), error);

  for (gsize i = 0; to != NULL && i < n_ids; i++)
    to[i] = from[ids[i]];

  return to;
}

static guint8 *
gather_booleans (const JigColumn  *column,
                 const guint32    *ids,
                 gsize             n_ids,
                 GError          **error)
{
  const guint8 *from = jig_column_get_booleans (column);
  guint8 *to = jig_alloc (n_ids, sizeof *to, _("the rows of a column"), error);

  for (gsize i = 0; to != NULL && i < n_ids; i++)
    to[i] = from[ids[i]];

  return to;
}

static JigColumn *
select_text (JigColumn      *self,
             const guint32  *ids,
             gsize           n_ids,
             GError        **error)
{
  g_autoptr(JigStringTable) cells = jig_string_table_select (jig_column_get_cells (self),
                                                             ids, n_ids, error);

  return cells != NULL ? jig_column_new_text (jig_column_get_name (self), cells) : NULL;
}

static JigColumn *
select_array (JigColumn      *self,
              const guint32  *ids,
              gsize           n_ids,
              GError        **error)
{
  const char *name = jig_column_get_name (self);
  gpointer array;

  switch (jig_column_get_type_id (self))
    {
    case JIG_COLUMN_NUMBER:
      array = gather_numbers (self, ids, n_ids, error);
      return array != NULL ? jig_column_new_number (name, array, n_ids) : NULL;

    case JIG_COLUMN_CATEGORY:
      array = gather_codes (self, ids, n_ids, error);
      return array == NULL ? NULL
                           : jig_column_new_category (name, array, n_ids,
                                                      jig_column_get_levels (self));

    case JIG_COLUMN_TIME:
      array = gather_times (self, ids, n_ids, error);
      return array == NULL ? NULL
                           : jig_column_new_time (name, array, n_ids,
                                                  jig_column_has_clock (self));

    case JIG_COLUMN_BOOLEAN:
      array = gather_booleans (self, ids, n_ids, error);
      return array == NULL ? NULL
                           : jig_column_new_boolean (name, array, n_ids,
                                                     jig_column_get_word (self, FALSE),
                                                     jig_column_get_word (self, TRUE));

    case JIG_COLUMN_TEXT:
      return select_text (self, ids, n_ids, error);

    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
check_ids (const JigColumn  *self,
           const guint32    *ids,
           gsize             n_ids,
           GError          **error)
{
  const JigPlace place = { .column = jig_column_get_name (self), .byte = -1 };
  gsize n_rows = jig_column_get_n_rows (self);
  guint32 largest = 0;

  for (gsize i = 0; i < n_ids; i++)
    largest = MAX (largest, ids[i]);

  if (n_ids == 0 || largest < n_rows)
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("row %zu was asked for, but there are %zu rows."),
                    (gsize) largest + 1, n_rows);

  return FALSE;
}

/**
 * jig_column_select:
 * @self: a column
 * @rows: which rows, in which order; a row may come more than once
 * @error: return location for %JIG_ERROR_MEMORY, or %JIG_ERROR_DATA if a row is
 *   not there
 *
 * A category keeps all its levels, so that codes mean the same in both columns.
 *
 * Returns: (transfer full): a column of those rows, or %NULL with @error set
 */
JigColumn *
jig_column_select (JigColumn      *self,
                   const JigRows  *rows,
                   GError        **error)
{
  const guint32 *ids;
  gsize n_ids;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  ids = jig_rows_get_ids (rows);
  n_ids = jig_rows_get_size (rows);
  if (!check_ids (self, ids, n_ids, error))
    return NULL;

  return select_array (self, ids, n_ids, error);
}
