#include "core/data/csv-block.h"

#include "core/base/error.h"
#include "core/data/column-builder.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Bytes that are looked at together for one that is no ASCII. */
#define ASCII_BYTES 64

typedef struct
{
  const JigCsvPlan *plan;
  JigCsvBlock      *block;
  GPtrArray        *builders;    /* one for each column that is wanted */
} Reader;

static gboolean
is_ascii (const char *text)
{
  char all = 0;

  for (gsize i = 0; i < ASCII_BYTES; i++)
    all |= text[i];

  return ((guchar) all & 0x80) == 0;
}

/* The first byte that is no UTF-8; NULL if there is none. */
static const char *
find_broken (const char *text,
             gsize       length)
{
  const char *at = text;
  const char *end = text + length;

  while (at < end)
    {
      while (end - at >= ASCII_BYTES && is_ascii (at))
        at += ASCII_BYTES;

      if (g_utf8_validate_len (at, (gsize) (end - at), &at))
        return NULL;
      if (at < end && *at != '\0')
        return at;
      at++;
    }

  return NULL;
}

/**
 * jig_csv_check_utf8:
 * @plan: whether that is to be looked at
 * @text: (array length=length): a piece of text
 * @length: in bytes
 * @byte: where it begins in the text
 * @line: the line on which it begins
 * @error: return location for %JIG_ERROR_DATA with the place
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_csv_check_utf8 (const JigCsvPlan  *plan,
                    const char        *text,
                    gsize              length,
                    guint64            byte,
                    guint64            line,
                    GError           **error)
{
  const char *broken = plan->checks_utf8 ? find_broken (text, length) : NULL;
  JigPlace place = { .file = plan->name, .id = "csv.encoding", .line = line };

  if (broken == NULL)
    return TRUE;

  for (const char *before = text; before < broken; before++)
    place.line += *before == '\n';
  place.byte = (gint64) (byte + (guint64) (broken - text) + plan->n_before);
  place.hint = _("Choose the encoding with --encoding, for example --encoding CP949.");
  jig_error_set_at (error, JIG_ERROR_DATA, &place, _("Byte %" PRId64 " is not UTF-8 text."),
                    place.byte);

  return FALSE;
}

/**
 * jig_csv_block_clear:
 * @self: a block; what its user made of it must be gone
 */
void
jig_csv_block_clear (JigCsvBlock *self)
{
  g_clear_pointer (&self->frame, jig_frame_unref);
  g_clear_pointer (&self->rows, jig_free);
  jig_array_clear (&self->bad_rows);
}

/**
 * jig_csv_block_get_row:
 * @self: a block
 * @i: one of its rows
 *
 * Returns: which row of the file that is, counted from 1, bad ones included
 */
guint64
jig_csv_block_get_row (const JigCsvBlock *self,
                       gsize              i)
{
  return self->first_row + self->rows[i] + 1;
}

static gboolean
keep_bad (Reader              *reader,
          const JigCsvRecord  *record,
          JigBadRow           *row,
          GError             **error)
{
  row->row = reader->block->n_seen;
  row->line = record->line;
  row->byte = record->byte + reader->plan->n_before;
  row->n_cells = record->n_cells;

  return jig_array_append (&reader->block->bad_rows, row, 1, error);
}

/* FALSE without an error: a cell is not what it should be. */
static gboolean
read_cells (Reader              *reader,
            const JigCsvRecord  *record,
            JigBadRow           *bad,
            GError             **error)
{
  const JigCsvPlan *plan = reader->plan;

  for (gsize i = 0; i < plan->n_wanted; i++)
    {
      const JigCsvCell *cell = &record->cells[plan->wanted[i].column];
      gboolean fits;

      if (!jig_column_builder_try (g_ptr_array_index (reader->builders, i),
                                   reader->block->n_rows, cell, &fits, error))
        return FALSE;
      if (!fits)
        {
          jig_bad_row_set_cell (bad, plan->wanted[i].column, plan->wanted[i].type, cell);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_record (Reader              *reader,
             const JigCsvRecord  *record,
             GError             **error)
{
  JigCsvBlock *block = reader->block;
  JigBadRow bad = { .problem = record->problem };
  g_autoptr(GError) inner = NULL;

  if (bad.problem == JIG_CSV_FINE && record->n_cells != reader->plan->n_columns)
    bad.problem = JIG_CSV_RAGGED;

  if (bad.problem == JIG_CSV_FINE && read_cells (reader, record, &bad, &inner))
    block->rows[block->n_rows++] = (guint32) block->n_seen;
  else if (inner != NULL || !keep_bad (reader, record, &bad, &inner))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  block->n_seen++;

  return TRUE;
}

static gboolean
read_run (Reader             *reader,
          const JigCsvPiece  *piece,
          const JigCsvRun    *run,
          GError            **error)
{
  g_autoptr(JigCsv) csv = jig_csv_new (reader->plan->sheet, piece->text + run->begin,
                                       run->end - run->begin);
  g_autoptr(GError) inner = NULL;
  JigCsvRecord record;

  jig_csv_set_origin (csv, piece->byte + run->begin, run->line);
  while (jig_csv_next (csv, &record, &inner))
    if (!read_record (reader, &record, error))
      return FALSE;

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  return run->bad.problem == JIG_CSV_FINE || read_record (reader, &run->bad, error);
}

static gboolean
make_frame (Reader  *reader,
            GError **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (guint i = 0; i < reader->builders->len; i++)
    {
      JigColumn *column = jig_column_builder_end (g_ptr_array_index (reader->builders, i),
                                                  reader->block->n_rows, error);

      if (column == NULL)
        return FALSE;
      g_ptr_array_add (columns, column);
    }

  reader->block->frame = jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);

  return reader->block->frame != NULL;
}

static gboolean
begin (Reader             *reader,
       const JigCsvPiece  *piece,
       GError            **error)
{
  const JigCsvPlan *plan = reader->plan;
  gsize most = piece->n_lines + 1;

  reader->block->rows = jig_alloc (most, sizeof *reader->block->rows, _("a block of rows"), error);
  if (reader->block->rows == NULL)
    return FALSE;

  for (gsize i = 0; i < plan->n_wanted; i++)
    {
      JigColumnBuilder *builder = jig_column_builder_new (plan->wanted[i].name, plan->sheet);

      g_ptr_array_add (reader->builders, builder);
      if (!jig_column_builder_begin (builder, plan->wanted[i].type, most, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_csv_block_read:
 * @self: an empty block, filled; jig_csv_block_clear() empties it whatever comes
 * @plan: what is wanted
 * @piece: from where
 * @error: return location for %JIG_ERROR_MEMORY, or %JIG_ERROR_DATA if the text
 *   is not UTF-8
 *
 * Rows that cannot be used are listed. Any thread may read any piece.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_csv_block_read (JigCsvBlock        *self,
                    const JigCsvPlan   *plan,
                    const JigCsvPiece  *piece,
                    GError            **error)
{
  g_autoptr(GPtrArray) builders =
    g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_builder_free);
  Reader reader = { plan, self, builders };

  *self = (JigCsvBlock) { .bad_rows = JIG_ARRAY_INIT (JigBadRow, "the list of bad rows") };
  if (!jig_csv_check_utf8 (plan, piece->text, piece->length, piece->byte, piece->line, error) ||
      !begin (&reader, piece, error))
    return FALSE;

  for (gsize i = 0; i < piece->runs.n_items; i++)
    if (!read_run (&reader, piece, &jig_array_index (&piece->runs, JigCsvRun, i), error))
      return FALSE;

  return make_frame (&reader, error);
}
