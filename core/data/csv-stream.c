#include "core/data/csv-stream.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/csv-batch.h"
#include "core/data/csv-names.h"
#include "core/data/sniff.h"
#include "core/data/text-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is read before the first block is looked at, so that it comes soon. */
#define FIRST_BYTES (2 * JIG_SNIFF_BYTES)
#define TEXT_BYTES (JIG_CSV_BATCH_BLOCKS * JIG_CSV_PIECE_BYTES)
#define MOST_BYTES (JIG_LIMIT_RECORD_BYTES + TEXT_BYTES)

/* Before as many rows the share of bad ones says nothing, except at the end. */
#define SURE_ROWS 10000

struct _JigCsvStream
{
  char          *name;
  JigSheet      *sheet;
  JigTextSource *source;
  JigArray       text;        /* of char: what was read and is not in a block yet */
  gboolean       at_end;
  guint64        byte;        /* where @text begins */
  guint64        line;
  char         **names;
  gsize          n_names;
  GArray        *wanted;      /* of JigCsvWanted */
  guint64        n_rows;      /* good ones */
  guint64        n_bad;
  JigBadRow      first_bad;
};

/**
 * jig_csv_stream_free:
 * @self: (nullable): a stream
 */
void
jig_csv_stream_free (JigCsvStream *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; self->wanted != NULL && i < self->wanted->len; i++)
    g_free (g_array_index (self->wanted, JigCsvWanted, i).name);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_pointer (&self->source, jig_text_source_free);
  jig_sheet_free (self->sheet);
  jig_array_clear (&self->text);
  g_strfreev (self->names);
  g_free (self->name);
  g_free (self);
}

/* Reads until there are so many bytes, or no more. */
static gboolean
fill (JigCsvStream       *self,
      gsize               n_bytes,
      const JigProgress  *progress,
      GError            **error)
{
  if (self->text.n_items < n_bytes &&
      !jig_array_reserve (&self->text, n_bytes - self->text.n_items, error))
    return FALSE;

  while (!self->at_end && self->text.n_items + 64 <= n_bytes)
    {
      gssize n_read = jig_text_source_read (self->source,
                                            (char *) self->text.items + self->text.n_items,
                                            n_bytes - self->text.n_items, progress, error);

      if (n_read < 0)
        return FALSE;
      self->at_end = n_read == 0;
      self->text.n_items += (gsize) n_read;
    }

  return TRUE;
}

/* Lets go of what is in blocks. */
static void
consume (JigCsvStream *self,
         gsize         n_bytes)
{
  char *text = self->text.items;

  self->text.n_items -= n_bytes;
  memmove (text, text + n_bytes, self->text.n_items);
  self->byte += n_bytes;
}

static JigCsvPlan
make_plan (const JigCsvStream *self)
{
  return (JigCsvPlan) {
    .name = self->name,
    .sheet = self->sheet,
    .n_columns = self->n_names,
    .n_before = jig_text_source_get_n_before (self->source),
    .checks_utf8 = g_ascii_strcasecmp (self->sheet->encoding, "UTF-8") == 0,
    .wanted = self->wanted != NULL ? (const JigCsvWanted *) (gpointer) self->wanted->data : NULL,
    .n_wanted = self->wanted != NULL ? self->wanted->len : 0,
  };
}

static void
set_empty (const JigCsvStream  *self,
           const char          *what,
           GError             **error)
{
  JigPlace place = { .file = self->name, .line = 1, .byte = 0, .id = "csv.rows" };

  jig_error_set_at (error, JIG_ERROR_DATA, &place, "%s", what);
}

/* The first record: more and more is read until it is whole. */
static gboolean
find_first (JigCsvStream       *self,
            JigCsv             *csv,
            JigCsvRecord       *first,
            const JigProgress  *progress,
            GError            **error)
{
  g_autoptr(GError) inner = NULL;
  gsize n_bytes = FIRST_BYTES;

  for (;;)
    {
      jig_csv_feed (csv, self->text.items, self->text.n_items, self->at_end);
      jig_csv_set_origin (csv, self->byte, self->line);
      if (jig_csv_next (csv, first, &inner))
        return TRUE;
      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      if (self->at_end || n_bytes >= MOST_BYTES)
        {
          set_empty (self, _("The file is empty."), error);
          return FALSE;
        }

      n_bytes = MIN (2 * n_bytes, MOST_BYTES);
      if (!fill (self, n_bytes, progress, error))
        return FALSE;
    }
}

static gboolean
read_names (JigCsvStream       *self,
            const JigProgress  *progress,
            GError            **error)
{
  g_autoptr(JigCsv) csv = jig_csv_new (self->sheet, "", 0);
  const JigCsvPlan plan = make_plan (self);
  JigCsvRecord first;

  if (!find_first (self, csv, &first, progress, error) ||
      !jig_csv_check_utf8 (&plan, self->text.items, jig_csv_get_done (csv), self->byte,
                           self->line, error))
    return FALSE;

  self->names = jig_csv_names_new (self->sheet, &first, self->name, error);
  if (self->names == NULL)
    return FALSE;

  self->n_names = g_strv_length (self->names);
  if (self->sheet->header > 0)
    {
      self->line = jig_csv_get_line (csv);
      consume (self, jig_csv_get_done (csv));
    }

  return TRUE;
}

/* Lines that are no part of the table, however long they are. */
static gboolean
skip (JigCsvStream       *self,
      const JigProgress  *progress,
      GError            **error)
{
  gsize n_skipped;

  self->line = 1;
  while (self->sheet->skip > 0)
    {
      n_skipped = jig_sheet_count_skipped (self->sheet, self->text.items, self->text.n_items);
      if (n_skipped < self->text.n_items || self->at_end || self->text.n_items >= MOST_BYTES)
        {
          consume (self, n_skipped);
          self->line = self->sheet->skip + 1;
          break;
        }
      if (!fill (self, 2 * self->text.n_items, progress, error))
        return FALSE;
    }

  return fill (self, FIRST_BYTES, progress, error);
}

/**
 * jig_csv_stream_open:
 * @path: a CSV file or a pipe, or "-" for standard input
 * @wanted: (nullable): what is already known of how to read it
 * @progress: (nullable): who watches
 * @error: return location
 *
 * What is not known is found from the beginning of the file.
 *
 * Returns: (transfer full): a stream of which the names are known, or %NULL with
 *   @error set
 */
JigCsvStream *
jig_csv_stream_open (const char         *path,
                     const JigSheet     *wanted,
                     const JigProgress  *progress,
                     GError            **error)
{
  g_autoptr(JigCsvStream) self = g_new0 (JigCsvStream, 1);

  self->name = g_strdup (path);
  self->sheet = wanted != NULL ? jig_sheet_copy (wanted) : jig_sheet_new ();
  self->text = JIG_ARRAY_INIT (char, "the text of the file");
  self->wanted = g_array_new (FALSE, FALSE, sizeof (JigCsvWanted));
  self->source = jig_text_source_open (path, self->sheet->encoding, progress, error);
  if (self->source == NULL)
    return NULL;

  if (self->sheet->encoding == NULL)
    self->sheet->encoding = g_strdup (jig_text_source_get_encoding (self->source));
  self->sheet->has_bom = jig_text_source_has_bom (self->source);
  if (!fill (self, FIRST_BYTES, progress, error) || !skip (self, progress, error))
    return NULL;
  if (self->text.n_items == 0)
    {
      set_empty (self, _("The file is empty."), error);
      return NULL;
    }

  return jig_sniff_sheet (self->sheet, self->text.items, self->text.n_items, error) &&
         read_names (self, progress, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_csv_stream_get_names:
 * @self: a stream
 *
 * Returns: the names of the columns, ended by %NULL
 */
const char * const *
jig_csv_stream_get_names (const JigCsvStream *self)
{
  return (const char * const *) self->names;
}

const JigSheet *
jig_csv_stream_get_sheet (const JigCsvStream *self)
{
  return self->sheet;
}

/**
 * jig_csv_stream_find:
 * @self: a stream
 * @name: of a column, however it is composed
 *
 * Returns: which column of the file that is; negative if it has none
 */
gssize
jig_csv_stream_find (const JigCsvStream *self,
                     const char         *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);

  for (gsize i = 0; i < self->n_names; i++)
    if (g_str_equal (self->names[i], normal != NULL ? normal : name))
      return (gssize) i;

  return -1;
}

/**
 * jig_csv_stream_want:
 * @self: a stream that has not run
 * @column: a column of the file
 * @type: what its cells are
 * @as: what it shall be called in the blocks
 *
 * Cells of a text column are kept as they are.
 */
void
jig_csv_stream_want (JigCsvStream  *self,
                     gsize          column,
                     JigColumnType  type,
                     const char    *as)
{
  const JigCsvWanted wanted = { g_strdup (as), column, type };

  g_return_if_fail (column < self->n_names);

  g_array_append_val (self->wanted, wanted);
}

/* Rows that cannot be used */

static void
refuse_file (const JigCsvStream  *self,
             guint64              n_seen,
             GError             **error)
{
  const JigBadRow *row = &self->first_bad;
  g_autofree char *reason = jig_bad_row_to_text (row, self->n_names);
  JigPlace place = {
    .file = self->name, .line = row->line, .byte = (gint64) row->byte, .id = "csv.rows"
  };

  if (row->problem == JIG_CSV_TYPE)
    {
      place.column = self->names[row->column];
      jig_error_set_at (error, JIG_ERROR_DATA, &place,
                        _("%s %zu of %zu rows cannot be used."), reason, (gsize) self->n_bad,
                        (gsize) n_seen);
    }
  else
    {
      jig_error_set_at (error, JIG_ERROR_DATA, &place,
                        _("%s %zu of %zu rows are malformed. Is the delimiter right?"),
                        reason, (gsize) self->n_bad, (gsize) n_seen);
    }
}

static void
stop_at (const JigCsvStream  *self,
         const JigBadRow     *row,
         GError             **error)
{
  g_autofree char *reason = jig_bad_row_to_text (row, self->n_names);
  JigPlace place = {
    .file = self->name, .row = row->row, .line = row->line, .byte = (gint64) row->byte,
    .column = row->problem == JIG_CSV_TYPE ? self->names[row->column] : NULL, .id = "csv.row",
  };

  jig_error_set_at (error, JIG_ERROR_DATA, &place, "%s", reason);
}

static gboolean
take_bad (JigCsvStream       *self,
          const JigCsvBatch  *batch,
          const JigBadRow    *row,
          GError            **error)
{
  if (self->sheet->stops_at_bad_row)
    {
      stop_at (self, row, error);
      return FALSE;
    }

  if (self->n_bad++ == 0)
    self->first_bad = *row;
  if ((double) self->n_bad >
      self->sheet->max_bad_rate * (double) MAX (row->row, SURE_ROWS))
    {
      refuse_file (self, row->row, error);
      return FALSE;
    }

  return batch->ops->bad == NULL || batch->ops->bad (row, batch->user_data, error);
}

/* One after the other: which row of the file each row is. */
static gboolean
count_rows (JigCsvStream  *self,
            JigCsvBatch   *batch,
            GError       **error)
{
  for (gsize i = 0; i < batch->n_blocks; i++)
    {
      JigCsvBlock *block = &batch->blocks[i];

      if (batch->errors[i] != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&batch->errors[i]));
          return FALSE;
        }

      block->first_row = self->n_rows + self->n_bad;
      for (gsize j = 0; j < block->bad_rows.n_items; j++)
        {
          JigBadRow *row = &jig_array_index (&block->bad_rows, JigBadRow, j);

          row->row += block->first_row + 1;
          if (!take_bad (self, batch, row, error))
            return FALSE;
        }
      self->n_rows += block->n_rows;
    }

  return TRUE;
}

/* Batches */

static gboolean
cut (JigCsvStream  *self,
     JigCsvCutter  *cutter,
     JigCsvBatch   *batch,
     gsize         *n_cut,
     GError       **error)
{
  const char *text = self->text.items;
  g_autoptr(GError) inner = NULL;

  *n_cut = 0;
  while (batch->n_blocks < JIG_CSV_BATCH_BLOCKS &&
         jig_csv_cutter_next (cutter, text + *n_cut, self->text.n_items - *n_cut, self->at_end,
                              &batch->pieces[batch->n_blocks], &inner))
    {
      batch->blocks[batch->n_blocks] = (JigCsvBlock) { NULL };
      *n_cut += batch->pieces[batch->n_blocks++].length;
    }
  if (batch->n_blocks < JIG_CSV_BATCH_BLOCKS)
    jig_csv_piece_clear (&batch->pieces[batch->n_blocks]);

  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));

  return FALSE;
}

static gboolean
run_batch (JigCsvStream       *self,
           JigCsvBatch        *batch,
           const JigProgress  *progress,
           GError            **error)
{
  guint64 done = jig_text_source_get_n_bytes (self->source);
  guint64 size = jig_text_source_get_size (self->source);
  double share = size > 0 ? MIN ((double) done / (double) size, 1.0) : 0.0;
  JigProgress here = jig_progress_slice (progress, share, share);
  const JigProgress *watched = progress != NULL ? &here : NULL;

  return jig_csv_batch_read (batch, watched, error) && count_rows (self, batch, error) &&
         jig_csv_batch_work (batch, watched, error) && jig_csv_batch_join (batch, error);
}

static gboolean
check_rows (const JigCsvStream  *self,
            GError             **error)
{
  guint64 n_seen = self->n_rows + self->n_bad;

  if (n_seen == 0)
    {
      set_empty (self, _("The file has a header, but no rows."), error);
      return FALSE;
    }
  if ((double) self->n_bad > self->sheet->max_bad_rate * (double) n_seen)
    {
      refuse_file (self, n_seen, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * jig_csv_stream_run:
 * @self: a stream that has not run
 * @ops: what is done with its blocks
 * @user_data: handed to @ops
 * @progress: (nullable): who watches
 * @error: return location for what @ops say, %JIG_ERROR_DATA if too many rows
 *   cannot be used, %JIG_ERROR_INPUT, %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set; some blocks may have been joined
 */
gboolean
jig_csv_stream_run (JigCsvStream           *self,
                    const JigCsvStreamOps  *ops,
                    gpointer                user_data,
                    const JigProgress      *progress,
                    GError                **error)
{
  g_autoptr(JigCsvCutter) cutter = jig_csv_cutter_new (self->sheet, self->byte, self->line);
  g_autofree JigCsvBatch *batch = g_new0 (JigCsvBatch, 1);
  gsize n_bytes = FIRST_BYTES;
  gboolean is_done = FALSE;
  gboolean goes_on = TRUE;

  batch->plan = make_plan (self);
  batch->ops = ops;
  batch->user_data = user_data;
  while (goes_on && !is_done)
    {
      gsize n_cut = 0;

      goes_on = fill (self, n_bytes, progress, error) &&
                cut (self, cutter, batch, &n_cut, error) &&
                run_batch (self, batch, progress, error);
      is_done = self->at_end && n_cut == 0;
      jig_csv_batch_clear (batch);
      consume (self, n_cut);

      /* Soon something, then more at a time; a longer record needs still more. */
      n_bytes = n_cut > 0 ? MIN (2 * n_bytes, TEXT_BYTES) : MIN (2 * n_bytes, MOST_BYTES);
    }

  return goes_on && check_rows (self, error);
}

/**
 * jig_csv_stream_get_n_rows:
 * @self: a stream that has run
 *
 * Returns: how many rows could be used
 */
guint64
jig_csv_stream_get_n_rows (const JigCsvStream *self)
{
  return self->n_rows;
}

guint64
jig_csv_stream_get_n_bad (const JigCsvStream *self)
{
  return self->n_bad;
}

guint64
jig_csv_stream_get_n_bytes (const JigCsvStream *self)
{
  return jig_text_source_get_n_bytes (self->source);
}

char *
jig_csv_stream_dup_sha256 (const JigCsvStream *self)
{
  return jig_text_source_dup_sha256 (self->source);
}
