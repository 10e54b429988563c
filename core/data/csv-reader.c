#include "core/data/csv-reader.h"

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/sha256.h"
#include "core/base/vfs.h"
#include "core/data/csv-names.h"
#include "core/data/csv-pass.h"
#include "core/data/encoding.h"
#include "core/data/sniff.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define HASH_BYTES     (4 * 1024 * 1024)
#define READ_BYTES     (1024 * 1024)

typedef struct
{
  JigReading        *reading;
  const char        *text;       /* UTF-8 without a byte order mark */
  gsize              length;
  gsize              n_before;   /* bytes of the byte order mark */
  JigCsvPass        *pass;
  GPtrArray         *builders;   /* one for each column of the file; NULL: ignored */
  gsize              n_rows;
  JigArray           bad_rows;
  const JigProgress *progress;
} Reader;

/* The builder of a column as the user wants it; NULL if it is ignored. */
static JigColumnBuilder *
make_builder (const JigSheet *sheet,
              const char     *name)
{
  const char *type = jig_sheet_get_type (sheet, name);
  JigColumnType given;
  JigColumnBuilder *builder;

  if (g_strcmp0 (type, JIG_SHEET_IGNORE) == 0)
    return NULL;

  builder = jig_column_builder_new (name, sheet);
  if (type != NULL && jig_column_type_from_name (type, &given))
    jig_column_builder_give (builder, given);

  return builder;
}

static gboolean
make_builders (Reader              *reader,
               const JigCsvRecord  *first,
               GError             **error)
{
  const JigSheet *sheet = reader->reading->sheet;
  char **names = jig_csv_names_new (sheet, first, reader->reading->name, error);
  const JigPlace place = { .file = reader->reading->name, .byte = -1, .id = "column.missing" };
  g_autofree char *absent = NULL;
  g_autofree char *all = NULL;
  gsize n_kept = 0;

  reader->reading->names = names;
  if (names == NULL)
    return FALSE;

  absent = jig_sheet_dup_absent (sheet, (const char * const *) names);
  if (absent != NULL)
    {
      all = g_strjoinv (", ", names);
      jig_error_set_at (error, JIG_ERROR_DATA, &place,
                        _("There is no column \"%s\"; the table has: %s."), absent, all);
      return FALSE;
    }

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_ptr_array_add (reader->builders, make_builder (sheet, names[i]));
      n_kept += g_ptr_array_index (reader->builders, i) != NULL;
    }
  if (n_kept == 0)
    jig_error_set_at (error, JIG_ERROR_DATA, &place, _("All columns are ignored."));

  return n_kept > 0;
}

/* First pass */

static gboolean
keep_bad_row (const JigBadRow  *row,
              gpointer          user_data,
              GError          **error)
{
  Reader *reader = user_data;
  g_autofree char *reason = NULL;
  JigPlace place = {
    .file = reader->reading->name,
    .row = row->row,
    .column = row->problem == JIG_CSV_TYPE ? reader->reading->names[row->column] : NULL,
    .line = row->line,
    .byte = (gint64) row->byte,
    .id = "csv.row",
  };

  if (reader->reading->sheet->stops_at_bad_row)
    {
      reason = jig_bad_row_to_text (row, reader->builders->len);
      jig_error_set_at (error, JIG_ERROR_DATA, &place, "%s", reason);
      return FALSE;
    }

  reader->reading->n_bad_rows[row->problem]++;

  return reader->bad_rows.n_items >= JIG_LIMIT_BAD_ROWS ||
         jig_array_append (&reader->bad_rows, row, 1, error);
}

/* Between two columns, when all rows have been seen. */
static gboolean
go_on (const Reader  *reader,
       double         share,
       GError       **error)
{
  JigProgress rest = jig_progress_slice (reader->progress, share, 1.0);

  return jig_progress_step (reader->progress != NULL ? &rest : NULL, 0, 1, _("Reading rows"),
                            error);
}

/* The first record tells how many columns there are, and what they are called. */
static gboolean
begin (Reader  *reader,
       GError **error)
{
  const JigSheet *sheet = reader->reading->sheet;
  g_autoptr(JigCsv) csv = jig_csv_new (sheet, reader->text, reader->length);
  g_autoptr(GError) inner = NULL;
  JigCsvRecord first;
  gsize n_names = 0;
  guint64 line = sheet->skip + 1;

  jig_csv_set_origin (csv, 0, line);
  if (jig_csv_next (csv, &first, &inner) && !make_builders (reader, &first, error))
    return FALSE;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  if (sheet->header > 0)
    {
      n_names = jig_csv_get_done (csv);
      line = jig_csv_get_line (csv);
    }
  reader->pass = jig_csv_pass_new (sheet, reader->builders, reader->text + n_names,
                                   reader->length - n_names, reader->n_before + n_names, line,
                                   error);

  return reader->pass != NULL;
}

static gboolean
look (Reader  *reader,
      GError **error)
{
  JigProgress half = jig_progress_slice (reader->progress, 0.0, 0.5);

  if (!begin (reader, error) ||
      !jig_csv_pass_look (reader->pass, keep_bad_row, reader,
                          reader->progress != NULL ? &half : NULL, error))
    return FALSE;

  reader->n_rows = jig_csv_pass_get_n_rows (reader->pass);

  return TRUE;
}

static gboolean
check_rows (const Reader  *reader,
            GError       **error)
{
  const JigReading *reading = reader->reading;
  gsize n_bad = jig_reading_get_n_bad (reading);
  double rate = (double) n_bad / (double) MAX (1, n_bad + reader->n_rows);
  JigPlace place = { .file = reading->name, .line = 1, .byte = 0, .id = "csv.rows" };

  if (n_bad > 0 && rate > reading->sheet->max_bad_rate)
    {
      const JigBadRow *row = reader->bad_rows.items;
      g_autofree char *reason = jig_bad_row_to_text (row, reader->builders->len);

      place.line = row->line;
      place.byte = (gint64) row->byte;
      jig_error_set_at (error, JIG_ERROR_DATA, &place,
                        _("%s %zu of %zu rows are malformed. Is the delimiter right?"),
                        reason, n_bad, n_bad + reader->n_rows);
      return FALSE;
    }

  if (reader->builders->len == 0)
    jig_error_set_at (error, JIG_ERROR_DATA, &place, _("The file is empty."));
  else if (reader->n_rows == 0)
    jig_error_set_at (error, JIG_ERROR_DATA, &place,
                      _("The file has a header, but no rows."));

  return reader->n_rows > 0;
}

/* Second pass */

static gboolean
fill (Reader  *reader,
      GError **error)
{
  JigProgress half = jig_progress_slice (reader->progress, 0.5, 1.0);

  for (guint i = 0; i < reader->builders->len; i++)
    if (!go_on (reader, 0.5, error))
      return FALSE;
    else if (g_ptr_array_index (reader->builders, i) != NULL &&
             !jig_column_builder_decide (g_ptr_array_index (reader->builders, i), reader->n_rows,
                                         error))
      return FALSE;

  return jig_csv_pass_fill (reader->pass, reader->progress != NULL ? &half : NULL, error);
}

static gboolean
make_frame (Reader  *reader,
            GError **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  reader->reading->reasons = g_new0 (char *, reader->builders->len + 1);
  for (guint i = 0; i < reader->builders->len; i++)
    {
      JigColumnBuilder *builder = g_ptr_array_index (reader->builders, i);
      JigColumn *column;

      if (!go_on (reader, 1.0, error))
        return FALSE;
      if (builder == NULL)
        continue;
      column = jig_column_builder_finish (builder, &reader->reading->reasons[columns->len], error);
      if (column == NULL)
        return FALSE;
      g_ptr_array_add (columns, column);
    }

  reader->reading->frame = jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);

  return reader->reading->frame != NULL;
}

static gboolean
read_text (Reader  *reader,
           GError **error)
{
  return jig_sniff_sheet (reader->reading->sheet, reader->text, reader->length, error) &&
         look (reader, error) && check_rows (reader, error) && fill (reader, error) &&
         make_frame (reader, error);
}

static gboolean
read_utf8 (JigReading         *reading,
           const char         *text,
           gsize               length,
           gsize               n_before,
           const JigProgress  *progress,
           GError            **error)
{
  gsize n_skipped = jig_sheet_count_skipped (reading->sheet, text, length);
  Reader reader = {
    .reading = reading,
    .text = text + n_skipped,
    .length = length - n_skipped,
    .n_before = n_before + n_skipped,
    .builders = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_builder_free),
    .bad_rows = JIG_ARRAY_INIT (JigBadRow, "the list of bad rows"),
    .progress = progress,
  };
  gboolean is_read = read_text (&reader, error);

  reading->bad_rows = jig_array_steal (&reader.bad_rows, &reading->n_kept_bad_rows);
  jig_csv_pass_free (reader.pass);
  g_ptr_array_unref (reader.builders);

  return is_read;
}

/* UTF-8 text is used as it is; a byte that is not UTF-8 after all is named. */
static gboolean
check_utf8 (const char         *text,
            gsize               length,
            gsize               n_before,
            const char         *name,
            const JigProgress  *progress,
            GError            **error)
{
  JigPlace place = { .file = name, .id = "csv.encoding", .line = 1 };
  gsize at = 0;

  do
    {
      if (!jig_encoding_find_broken (text, length, &at, progress, error))
        return FALSE;
      if (at == length)
        return TRUE;
    }
  while (text[at++] == '\0');

  at--;
  for (gsize i = 0; i < at; i++)
    place.line += text[i] == '\n';
  place.byte = (gint64) (at + n_before);
  place.hint = _("Choose the encoding with --encoding, for example --encoding CP949.");
  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("Byte %" PRId64 " is not UTF-8 text."), place.byte);

  return FALSE;
}

/* In pieces, so that it can be stopped. */
static char *
hash_bytes (const char         *bytes,
            gsize               n_bytes,
            const JigProgress  *progress,
            GError            **error)
{
  JigSha256 sha256;

  jig_sha256_init (&sha256);
  for (gsize at = 0; at < n_bytes; at += HASH_BYTES)
    {
      if (!jig_progress_step (progress, 0, n_bytes, _("Reading the file"), error))
        return NULL;
      jig_sha256_update (&sha256, bytes + at, MIN (HASH_BYTES, n_bytes - at));
    }

  return jig_sha256_to_string (&sha256);
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;

  return TRUE;
}

/**
 * jig_csv_read_bytes:
 * @bytes: (n_bytes,) a CSV file
 * @n_bytes: how many
 * @name: what the user calls it
 * @wanted: (nullable): what is already known of how to read it
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Returns: (transfer full): the table and how it was read, or %NULL with @error
 *   set
 */
JigReading *
jig_csv_read_bytes (const char         *bytes,
                    gsize               n_bytes,
                    const char         *name,
                    const JigSheet     *wanted,
                    const JigProgress  *progress,
                    GError            **error)
{
  g_autoptr(JigReading) reading = g_new0 (JigReading, 1);
  jig_autofree char *converted = NULL;
  const char *text = bytes;
  gsize length = n_bytes;
  gsize n_bom;
  const char *found = jig_encoding_detect (bytes, n_bytes, TRUE, &n_bom, progress, error);

  if (found == NULL)
    return NULL;

  reading->name = g_strdup (name);
  reading->sheet = wanted != NULL ? jig_sheet_copy (wanted) : jig_sheet_new ();
  reading->n_bytes = n_bytes;
  reading->sha256 = hash_bytes (bytes, n_bytes, progress, error);
  if (reading->sha256 == NULL)
    return NULL;
  reading->sheet->has_bom = n_bom > 0;
  if (reading->sheet->encoding == NULL)
    reading->sheet->encoding = g_strdup (found);

  if (!jig_sniff_check_table (bytes, n_bytes, name, error))
    return NULL;

  text += n_bom;
  length -= n_bom;
  if (g_ascii_strcasecmp (reading->sheet->encoding, "UTF-8") != 0)
    {
      converted = jig_encoding_to_utf8 (text, length, reading->sheet->encoding, name, &length,
                                        progress, error);
      if (converted == NULL)
        return NULL;
      text = converted;
      n_bom = 0;
    }
  else if (!check_utf8 (text, length, n_bom, name, progress, error))
    {
      return NULL;
    }

  if (is_blank (text, length))
    {
      JigPlace place = { .file = name, .line = 1, .byte = 0, .id = "csv.rows" };

      jig_error_set_at (error, JIG_ERROR_DATA, &place, _("The file is empty."));
      return NULL;
    }

  if (!read_utf8 (reading, text, length, n_bom, progress, error))
    return NULL;

  return g_steal_pointer (&reading);
}

static gboolean
read_all (int                 fd,
          guint64             size,
          const char         *name,
          JigArray           *bytes,
          const JigProgress  *progress,
          GError            **error)
{
  for (;;)
    {
      gssize n_read;

      if (!jig_progress_step (progress, bytes->n_items, size, _("Reading the file"), error) ||
          !jig_array_reserve (bytes, READ_BYTES, error))
        return FALSE;

      n_read = jig_vfs_read (fd, (char *) bytes->items + bytes->n_items, READ_BYTES, name,
                             error);
      if (n_read <= 0)
        return n_read == 0;
      bytes->n_items += (gsize) n_read;
    }
}

/**
 * jig_csv_read_file:
 * @path: a CSV file or a pipe, or "-" for standard input
 * @wanted: (nullable): what is already known of how to read it
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Returns: (transfer full): the table and how it was read, or %NULL with @error
 *   set
 */
JigReading *
jig_csv_read_file (const char         *path,
                   const JigSheet     *wanted,
                   const JigProgress  *progress,
                   GError            **error)
{
  g_auto(JigArray) bytes = JIG_ARRAY_INIT (char, "the file");
  JigProgress first = jig_progress_slice (progress, 0.0, 0.2);
  JigProgress second = jig_progress_slice (progress, 0.2, 1.0);
  JigStat status = { 0 };
  int fd = jig_vfs_open_input (path, error);
  gboolean is_read;
  guint64 size;

  if (fd < 0)
    return NULL;

  /* A hint only: the file may grow or shrink, and a pipe has no size. */
  size = jig_vfs_get ()->fstat (fd, &status) == 0 ? status.size : 0;
  is_read = (size == 0 || jig_array_reserve (&bytes, size + READ_BYTES, error)) &&
            read_all (fd, size, path, &bytes, progress != NULL ? &first : NULL, error);
  jig_vfs_close_input (fd);
  if (!is_read)
    return NULL;

  return jig_csv_read_bytes (bytes.items, bytes.n_items, path, wanted,
                             progress != NULL ? &second : NULL, error);
}
