#include "core/data/frame-file.h"

#include "core/base/error.h"
#include "core/base/limits.h"

#include <string.h>

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN);

/* Packing */

static void
pack_strings (JigPacker            *packer,
              const JigStringTable *table)
{
  gsize n_strings = jig_string_table_get_size (table);

  jig_packer_uint64 (packer, n_strings);
  for (gsize i = 0; i < n_strings; i++)
    {
      gsize length;
      const char *string = jig_string_table_get (table, i, &length);

      jig_packer_uint32 (packer, (guint32) length);
      jig_packer_bytes (packer, string, length);
    }
}

static void
pack_cells (JigPacker       *packer,
            const JigColumn *column)
{
  gsize n_rows = jig_column_get_n_rows (column);

  switch (jig_column_get_type_id (column))
    {
    case JIG_COLUMN_NUMBER:
      jig_packer_bytes (packer, jig_column_get_numbers (column), n_rows * sizeof (double));
      break;

    case JIG_COLUMN_CATEGORY:
      pack_strings (packer, jig_column_get_levels (column));
      jig_packer_bytes (packer, jig_column_get_codes (column), n_rows * sizeof (guint32));
      break;

    case JIG_COLUMN_TEXT:
      pack_strings (packer, jig_column_get_cells (column));
      break;

    case JIG_COLUMN_TIME:
      jig_packer_uint8 (packer, jig_column_has_clock (column));
      jig_packer_bytes (packer, jig_column_get_times (column), n_rows * sizeof (gint64));
      break;

    case JIG_COLUMN_BOOLEAN:
      jig_packer_string (packer, jig_column_get_word (column, FALSE));
      jig_packer_string (packer, jig_column_get_word (column, TRUE));
      jig_packer_bytes (packer, jig_column_get_booleans (column), n_rows);
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * jig_frame_file_pack:
 * @frame: a table
 * @packer: where it goes
 *
 * Packs the table's columns with their names, types and values.
 */
void
jig_frame_file_pack (const JigFrame *frame,
                     JigPacker      *packer)
{
  gsize n_columns = jig_frame_get_n_columns (frame);

  jig_packer_uint64 (packer, jig_frame_get_n_rows (frame));
  jig_packer_uint32 (packer, (guint32) n_columns);
  for (gsize i = 0; i < n_columns; i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);

      jig_packer_string (packer, jig_column_get_name (column));
      jig_packer_uint8 (packer, (guint8) jig_column_get_type_id (column));
      pack_cells (packer, column);
    }
}

/* Unpacking */

static gpointer
unpack_array (JigUnpacker  *unpacker,
              gsize         n_items,
              gsize         item_size,
              GError      **error)
{
  gpointer copy;
  const guint8 *bytes;
  gsize n_bytes;

  if (!g_size_checked_mul (&n_bytes, n_items, item_size) ||
      (bytes = jig_unpacker_bytes (unpacker, n_bytes)) == NULL)
    {
      unpacker->failed = TRUE;
      return NULL;
    }

  copy = jig_alloc (n_items, item_size, "a column", error);
  if (copy != NULL)
    memcpy (copy, bytes, n_bytes);

  return copy;
}

/* Measures first, so that the bytes that are there bound what is allocated. */
static gsize
measure_strings (JigUnpacker  unpacker,
                 guint64      n_strings)
{
  gsize total = 0;

  for (guint64 i = 0; i < n_strings && !unpacker.failed; i++)
    {
      guint32 length = jig_unpacker_uint32 (&unpacker);
      const guint8 *bytes = jig_unpacker_bytes (&unpacker, length);

      if (bytes == NULL || !g_utf8_validate_len ((const char *) bytes, length, NULL))
        return G_MAXSIZE;
      total += (gsize) length + 1;
    }

  return total;
}

static JigStringTable *
unpack_strings (JigUnpacker  *unpacker,
                GError      **error)
{
  guint64 n_strings = jig_unpacker_uint64 (unpacker);
  gsize total = n_strings <= unpacker->left / sizeof (guint32)
                ? measure_strings (*unpacker, n_strings) : G_MAXSIZE;
  jig_autofree char *bytes = NULL;
  jig_autofree guint64 *offsets = NULL;
  gsize at = 0;

  if (unpacker->failed || total == G_MAXSIZE)
    {
      unpacker->failed = TRUE;
      return NULL;
    }

  bytes = jig_alloc (total, 1, "texts", error);
  offsets = bytes != NULL ? jig_alloc (n_strings + 1, sizeof *offsets, "texts", error) : NULL;
  if (offsets == NULL)
    return NULL;

  for (guint64 i = 0; i < n_strings; i++)
    {
      guint32 length = jig_unpacker_uint32 (unpacker);

      offsets[i] = at;
      memcpy (bytes + at, jig_unpacker_bytes (unpacker, length), length);
      at += (gsize) length + 1;
    }
  offsets[n_strings] = at;

  return jig_string_table_new_take (g_steal_pointer (&bytes), g_steal_pointer (&offsets),
                                    n_strings);
}

static JigColumn *
unpack_category (JigUnpacker  *unpacker,
                 const char   *name,
                 gsize         n_rows,
                 GError      **error)
{
  g_autoptr(JigStringTable) levels = unpack_strings (unpacker, error);
  guint32 *codes = levels != NULL
                   ? unpack_array (unpacker, n_rows, sizeof *codes, error) : NULL;

  if (codes == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    if (codes[i] != JIG_CODE_MISSING && codes[i] >= jig_string_table_get_size (levels))
      {
        unpacker->failed = TRUE;
        jig_free (codes);
        return NULL;
      }

  return jig_column_new_category (name, codes, n_rows, levels);
}

static JigColumn *
unpack_boolean (JigUnpacker  *unpacker,
                const char   *name,
                gsize         n_rows,
                GError      **error)
{
  g_autofree char *false_word = jig_unpacker_string (unpacker);
  g_autofree char *true_word = jig_unpacker_string (unpacker);
  guint8 *values = unpack_array (unpacker, n_rows, 1, error);

  for (gsize i = 0; values != NULL && i < n_rows; i++)
    if (values[i] > JIG_BOOLEAN_MISSING)
      {
        unpacker->failed = TRUE;
        g_clear_pointer (&values, jig_free);
      }

  return values != NULL
         ? jig_column_new_boolean (name, values, n_rows, false_word, true_word) : NULL;
}

static JigColumn *
unpack_text (JigUnpacker  *unpacker,
             const char   *name,
             gsize         n_rows,
             GError      **error)
{
  g_autoptr(JigStringTable) cells = unpack_strings (unpacker, error);

  if (cells == NULL || jig_string_table_get_size (cells) != n_rows)
    {
      unpacker->failed |= cells != NULL;
      return NULL;
    }

  return jig_column_new_text (name, cells);
}

static JigColumn *
unpack_plain (JigUnpacker    *unpacker,
              const char     *name,
              JigColumnType   type,
              gsize           n_rows,
              GError        **error)
{
  gboolean has_clock = type == JIG_COLUMN_TIME && jig_unpacker_uint8 (unpacker) != 0;
  gpointer values = unpack_array (unpacker, n_rows, sizeof (double), error);

  if (values == NULL)
    return NULL;

  return type == JIG_COLUMN_TIME ? jig_column_new_time (name, values, n_rows, has_clock)
                                 : jig_column_new_number (name, values, n_rows);
}

static JigColumn *
unpack_column (JigUnpacker  *unpacker,
               gsize         n_rows,
               GError      **error)
{
  g_autofree char *name = jig_unpacker_string (unpacker);
  guint8 type = jig_unpacker_uint8 (unpacker);

  if (name == NULL)
    unpacker->failed = TRUE;
  if (unpacker->failed)
    return NULL;

  switch (type)
    {
    case JIG_COLUMN_NUMBER:
    case JIG_COLUMN_TIME:
      return unpack_plain (unpacker, name, type, n_rows, error);

    case JIG_COLUMN_CATEGORY:
      return unpack_category (unpacker, name, n_rows, error);

    case JIG_COLUMN_TEXT:
      return unpack_text (unpacker, name, n_rows, error);

    case JIG_COLUMN_BOOLEAN:
      return unpack_boolean (unpacker, name, n_rows, error);

    default:
      unpacker->failed = TRUE;
      return NULL;
    }
}

/**
 * jig_frame_file_unpack:
 * @unpacker: stands where jig_frame_file_pack() began, or claims to
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
JigFrame *
jig_frame_file_unpack (JigUnpacker  *unpacker,
                       const char   *name,
                       GError      **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  g_autoptr(GError) inner = NULL;
  guint64 n_rows = jig_unpacker_uint64 (unpacker);
  guint32 n_columns = jig_unpacker_uint32 (unpacker);
  JigPlace place = { .file = name, .byte = -1, .id = "frame" };

  unpacker->failed |= n_columns > JIG_LIMIT_COLUMNS || n_rows > JIG_LIMIT_ROWS;
  for (guint32 i = 0; i < n_columns && !unpacker->failed && inner == NULL; i++)
    {
      JigColumn *column = unpack_column (unpacker, n_rows, &inner);

      if (column != NULL)
        g_ptr_array_add (columns, column);
    }

  if (unpacker->failed && inner == NULL)
    jig_error_set_at (&inner, JIG_ERROR_FORMAT, &place,
                      "The table in it is damaged: column %u cannot be read.", columns->len + 1);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}
