#include "core/data/csv-names.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/bad-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
unique_name (GHashTable *taken,
             const char *wanted)
{
  char *name = g_strdup (wanted);

  for (guint n = 2; g_hash_table_contains (taken, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s_%u", wanted, n);
    }
  g_hash_table_add (taken, name);

  return name;
}

/* A name is one line: a header cell may have been broken for its looks. */
static char *
name_of (const JigCsvCell *cell,
         gsize             i)
{
  g_autofree char *text = NULL;
  char *name;

  if (cell->length == 0)
    return g_strdup_printf ("c%zu", i + 1);

  text = g_strndup (cell->text, cell->length);
  g_strdelimit (text, "\r\n\t", ' ');
  name = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  return g_strstrip (name != NULL ? name : g_strdup (text));
}

static void
refuse (const JigCsvRecord  *first,
        JigPlace            *place,
        GError             **error)
{
  const JigBadRow row = { .problem = first->problem, .n_cells = first->n_cells };
  gboolean is_many = first->n_cells > JIG_LIMIT_COLUMNS;
  g_autofree char *reason = is_many ? g_strdup_printf (_("There are more than %d columns."),
                                                       JIG_LIMIT_COLUMNS)
                                    : jig_bad_row_to_text (&row, first->n_cells);

  jig_error_set_at (error, is_many ? JIG_ERROR_LIMIT : JIG_ERROR_DATA, place, "%s", reason);
}

static gboolean
check_names (const JigSheet      *sheet,
             const JigCsvRecord  *first,
             const JigPlace      *place,
             GError             **error)
{
  gsize n_names = sheet->names != NULL ? g_strv_length (sheet->names) : 0;

  if (sheet->names == NULL || sheet->names_may_not_fit || n_names == first->n_cells)
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_VALUE, place,
                    _("There are %zu names for the columns, and %zu columns."), n_names,
                    first->n_cells);

  return FALSE;
}

/* What the user or the file calls a column. */
static JigCsvCell
get_name (const JigSheet     *sheet,
          const JigCsvRecord *first,
          gsize               i)
{
  if (sheet->header > 0)
    return first->cells[i];
  if (sheet->names != NULL && g_strv_length (sheet->names) == first->n_cells)
    return (JigCsvCell) { sheet->names[i], strlen (sheet->names[i]) };

  return (JigCsvCell) { NULL, 0 };
}

/**
 * jig_csv_names_new:
 * @sheet: whether there are names
 * @first: the first record
 * @file: what the user calls the file
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_LIMIT
 *
 * Empty names become "c1", "c2", ..., and the second of two equal ones gets "_2".
 *
 * Returns: (transfer full): a name for every column, ended by %NULL, or %NULL
 *   with @error set
 */
char **
jig_csv_names_new (const JigSheet      *sheet,
                   const JigCsvRecord  *first,
                   const char          *file,
                   GError             **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  JigPlace place = {
    .file = file, .line = first->line, .byte = (gint64) first->byte, .id = "csv.columns"
  };

  if (first->problem != JIG_CSV_FINE || first->n_cells > JIG_LIMIT_COLUMNS)
    {
      refuse (first, &place, error);
      return NULL;
    }

  if (sheet->header <= 0 && !check_names (sheet, first, &place, error))
    return NULL;

  for (gsize i = 0; i < first->n_cells; i++)
    {
      const JigCsvCell cell = get_name (sheet, first, i);
      g_autofree char *wanted = name_of (&cell, i);

      if (strlen (wanted) > JIG_LIMIT_NAME_BYTES)
        {
          jig_error_set_at (error, JIG_ERROR_LIMIT, &place,
                            _("The name of column %zu is longer than %d bytes."),
                            i + 1, JIG_LIMIT_NAME_BYTES);
          return NULL;
        }
      g_strv_builder_add (names, unique_name (taken, wanted));
    }

  return g_strv_builder_end (names);
}
