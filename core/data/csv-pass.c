#include "core/data/csv-pass.h"

#include "core/base/array.h"
#include "core/base/parallel.h"
#include "core/data/csv-cutter.h"

#include <glib/gi18n-lib.h>

/* Pieces whose columns are in memory beside the whole ones. */
#define N_TOGETHER 16

/* What is found in a piece. */
typedef struct
{
  JigCsvPiece  piece;
  GPtrArray   *builders;    /* (nullable) parts of the columns' */
  gsize        n_rows;
  gsize        n_seen;      /* bad ones included */
  gsize        begin;       /* the first row, when it is known */
  JigArray     bad_rows;    /* of JigBadRow */
  GError      *error;
} Part;

struct _JigCsvPass
{
  const JigSheet *sheet;
  GPtrArray      *builders;   /* borrowed; NULL: ignored */
  guint64         byte;       /* where the text begins */
  gboolean        fills;      /* the second pass */
  gsize           first;      /* the part that chunk 0 of a loop is */
  JigArray        parts;      /* of Part */
  gsize           n_rows;
  gsize           n_bad;
};

static Part *
get_part (const JigCsvPass *self,
          gsize             i)
{
  return &jig_array_index (&self->parts, Part, i);
}

static void
forget (Part *part)
{
  g_clear_pointer (&part->builders, g_ptr_array_unref);
  jig_array_clear (&part->bad_rows);
  g_clear_error (&part->error);
}

/**
 * jig_csv_pass_free:
 * @self: (nullable): passes
 */
void
jig_csv_pass_free (JigCsvPass *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->parts.n_items; i++)
    {
      forget (get_part (self, i));
      jig_csv_piece_clear (&get_part (self, i)->piece);
    }
  jig_array_clear (&self->parts);
  g_free (self);
}

static gboolean
cut (JigCsvPass    *self,
     JigCsvCutter  *cutter,
     const char    *text,
     gsize          length,
     GError       **error)
{
  g_autoptr(GError) inner = NULL;
  Part part = { .bad_rows = JIG_ARRAY_INIT (JigBadRow, "the list of bad rows") };
  gsize at = 0;

  while (jig_csv_cutter_next (cutter, text + at, length - at, TRUE, &part.piece, &inner))
    {
      at += part.piece.length;
      if (!jig_array_append (&self->parts, &part, 1, error))
        {
          jig_csv_piece_clear (&part.piece);
          return FALSE;
        }
    }

  jig_csv_piece_clear (&part.piece);
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));

  return FALSE;
}

/**
 * jig_csv_pass_new:
 * @sheet: how the text is read; must stay
 * @builders: (element-type JigColumnBuilder): one for each column; %NULL for one
 *   that is ignored
 * @text: (array length=length): rows without the names; must stay
 * @length: in bytes
 * @byte: how many bytes of the file are before
 * @line: the line on which the text begins
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the text, cut into pieces, or %NULL with @error set
 */
JigCsvPass *
jig_csv_pass_new (const JigSheet  *sheet,
                  GPtrArray       *builders,
                  const char      *text,
                  gsize            length,
                  guint64          byte,
                  guint64          line,
                  GError         **error)
{
  g_autoptr(JigCsvPass) self = g_new0 (JigCsvPass, 1);
  g_autoptr(JigCsvCutter) cutter = jig_csv_cutter_new (sheet, byte, line);

  self->sheet = sheet;
  self->builders = builders;
  self->parts = JIG_ARRAY_INIT (Part, "the pieces of the file");

  return cut (self, cutter, text, length, error) ? g_steal_pointer (&self) : NULL;
}

/* Whether a record can be used; if not, why. */
static gboolean
is_good (const JigCsvPass    *self,
         const Part          *part,
         const JigCsvRecord  *record,
         JigBadRow           *bad)
{
  *bad = (JigBadRow) {
    .row = part->n_seen, .line = record->line, .byte = record->byte, .problem = record->problem,
    .n_cells = record->n_cells,
  };
  if (record->problem != JIG_CSV_FINE)
    return FALSE;

  if (record->n_cells != self->builders->len)
    {
      bad->problem = JIG_CSV_RAGGED;
      return FALSE;
    }

  for (guint i = 0; self->sheet->types != NULL && i < self->builders->len; i++)
    {
      JigColumnBuilder *builder = g_ptr_array_index (part->builders, i);

      if (builder != NULL && !jig_column_builder_fits (builder, &record->cells[i]))
        {
          jig_bad_row_set_cell (bad, i, jig_column_builder_get_type_id (builder),
                                &record->cells[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
take_cells (const JigCsvPass    *self,
            const Part          *part,
            const JigCsvRecord  *record,
            GError             **error)
{
  for (guint i = 0; i < self->builders->len; i++)
    {
      JigColumnBuilder *builder = g_ptr_array_index (part->builders, i);

      if (builder == NULL)
        continue;
      if (!self->fills)
        jig_column_builder_look (builder, &record->cells[i]);
      else if (!jig_column_builder_add (builder, part->n_rows, &record->cells[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_record (const JigCsvPass    *self,
             Part                *part,
             const JigCsvRecord  *record,
             GError             **error)
{
  JigBadRow bad;
  gboolean is_taken;

  if (is_good (self, part, record, &bad))
    {
      is_taken = take_cells (self, part, record, error);
      part->n_rows++;
    }
  else
    {
      is_taken = self->fills || jig_array_append (&part->bad_rows, &bad, 1, error);
    }
  part->n_seen++;

  return is_taken;
}

static gboolean
read_run (const JigCsvPass  *self,
          Part              *part,
          const JigCsvRun   *run,
          GError           **error)
{
  g_autoptr(JigCsv) csv = jig_csv_new (self->sheet, part->piece.text + run->begin,
                                       run->end - run->begin);
  g_autoptr(GError) inner = NULL;
  JigCsvRecord record;

  jig_csv_set_origin (csv, part->piece.byte + run->begin, run->line);
  while (jig_csv_next (csv, &record, &inner))
    if (!take_record (self, part, &record, error))
      return FALSE;

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }

  return run->bad.problem == JIG_CSV_FINE || take_record (self, part, &run->bad, error);
}

static void
make_builders (const JigCsvPass *self,
               Part             *part)
{
  part->builders = g_ptr_array_new_full (self->builders->len,
                                         (GDestroyNotify) jig_column_builder_free);
  for (guint i = 0; i < self->builders->len; i++)
    {
      const JigColumnBuilder *whole = g_ptr_array_index (self->builders, i);

      g_ptr_array_add (part->builders,
                       whole == NULL ? NULL
                       : self->fills ? jig_column_builder_new_filling (whole, part->begin)
                                     : jig_column_builder_new_looking (whole));
    }
}

static void
read_part (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const JigCsvPass *self = data;
  Part *part = get_part (self, self->first + chunk);

  part->n_rows = 0;
  part->n_seen = 0;
  make_builders (self, part);
  for (gsize i = 0; i < part->piece.runs.n_items; i++)
    if (!read_run (self, part, &jig_array_index (&part->piece.runs, JigCsvRun, i), &part->error))
      return;
}

typedef gboolean (*JoinFunc) (JigCsvPass  *self,
                              Part        *part,
                              gpointer     data,
                              GError     **error);

/* A few parts at a time: read on all threads, joined in their order. */
static gboolean
go_over (JigCsvPass         *self,
         JoinFunc            join,
         gpointer            data,
         const JigProgress  *progress,
         GError            **error)
{
  gsize n_parts = self->parts.n_items;

  for (self->first = 0; self->first < n_parts; self->first += N_TOGETHER)
    {
      gsize n = MIN (n_parts - self->first, N_TOGETHER);
      JigProgress slice = jig_progress_slice (progress, (double) self->first / (double) n_parts,
                                              (double) (self->first + n) / (double) n_parts);

      if (!jig_parallel_for_checked (n, 1, read_part, self, &slice, _("Reading rows"), error))
        return FALSE;

      for (gsize i = 0; i < n; i++)
        {
          Part *part = get_part (self, self->first + i);

          if (part->error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&part->error));
              return FALSE;
            }
          if (!join (self, part, data, error))
            return FALSE;
          forget (part);
        }
    }

  return TRUE;
}

typedef struct
{
  JigCsvBadFunc bad;
  gpointer      user_data;
} Told;

static gboolean
join_look (JigCsvPass  *self,
           Part        *part,
           gpointer     data,
           GError     **error)
{
  const Told *told = data;

  for (gsize i = 0; i < part->bad_rows.n_items; i++)
    {
      JigBadRow *row = &jig_array_index (&part->bad_rows, JigBadRow, i);

      row->row += self->n_rows + self->n_bad + 1;
      if (!told->bad (row, told->user_data, error))
        return FALSE;
    }

  for (guint i = 0; i < self->builders->len; i++)
    if (g_ptr_array_index (self->builders, i) != NULL)
      jig_column_builder_join_look (g_ptr_array_index (self->builders, i),
                                    g_ptr_array_index (part->builders, i));
  part->begin = self->n_rows;
  self->n_rows += part->n_rows;
  self->n_bad += part->bad_rows.n_items;

  return TRUE;
}

/**
 * jig_csv_pass_look:
 * @self: a text
 * @bad: told every row that cannot be used
 * @user_data: handed to @bad
 * @progress: (nullable): who watches
 * @error: return location for what @bad says, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Lets every builder look at its cells.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_csv_pass_look (JigCsvPass         *self,
                   JigCsvBadFunc       bad,
                   gpointer            user_data,
                   const JigProgress  *progress,
                   GError            **error)
{
  Told told = { bad, user_data };

  return go_over (self, join_look, &told, progress, error);
}

/**
 * jig_csv_pass_get_n_rows:
 * @self: a text that was looked at
 *
 * Returns: how many rows can be used
 */
gsize
jig_csv_pass_get_n_rows (const JigCsvPass *self)
{
  return self->n_rows;
}

static gboolean
join_fill (JigCsvPass  *self,
           Part        *part,
           gpointer     data,
           GError     **error)
{
  for (guint i = 0; i < self->builders->len; i++)
    if (g_ptr_array_index (self->builders, i) != NULL &&
        !jig_column_builder_join_words (g_ptr_array_index (self->builders, i),
                                        g_ptr_array_index (part->builders, i), part->begin,
                                        part->n_rows, error))
      return FALSE;

  return TRUE;
}

/**
 * jig_csv_pass_fill:
 * @self: a text that was looked at, and whose builders have decided
 * @progress: (nullable): who watches
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Adds every cell to its builder.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_csv_pass_fill (JigCsvPass         *self,
                   const JigProgress  *progress,
                   GError            **error)
{
  self->fills = TRUE;

  return go_over (self, join_fill, NULL, progress, error);
}
