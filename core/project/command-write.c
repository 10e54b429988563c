#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/vfs.h"
#include "core/data/csv-writer.h"
#include "core/data/csv.h"
#include "core/project/command.h"
#include "core/project/object-file.h"
#include "core/project/object-scores.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"

static const JigParam params[] = {
  {
    "scores", N_("Predictions"), JIG_PARAM_OBJECT, .unit = "scores",
    .hint = N_("What a model said about a table"),
  },
  {
    "file", N_("File"), JIG_PARAM_FILE,
    .hint = N_("Where to"),
  },
  {
    "bom", N_("For spreadsheets"), JIG_PARAM_SWITCH, .value = 0,
    .hint = N_("Begin with a byte order mark, so that spreadsheets read it as UTF-8"),
  },
  { NULL }
};

/* A row of the file, or its header, against what was to be written. */
static gboolean
is_row (const JigFrame     *frame,
        gsize               row,
        const JigCsvRecord *record)
{
  if (record->problem != JIG_CSV_FINE || record->n_cells != jig_frame_get_n_columns (frame))
    return FALSE;

  for (gsize i = 0; i < record->n_cells; i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);
      g_autofree char *text = row == 0 ? g_strdup (jig_column_get_name (column))
                                       : jig_column_dup_text (column, row - 1);
      const char *expected = text != NULL ? text : "";

      if (strlen (expected) != record->cells[i].length
          || memcmp (expected, record->cells[i].text, record->cells[i].length) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
refuse (gsize    row,
        GError **error)
{
  jig_error_set_at (error, JIG_ERROR_INTERNAL,
                    &(JigPlace) { .row = row, .byte = -1, .id = "export.proof" },
                    _("the file read back says something else than the predictions."));

  return FALSE;
}

/* Reads the file back, cell by cell. */
static gboolean
prove (const JigFrame  *frame,
       const char      *text,
       gsize            length,
       JigProof        *proof,
       GError         **error)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigCsv) csv = NULL;
  gsize n_rows = jig_frame_get_n_rows (frame);
  JigCsvRecord record;

  sheet->delimiter = ',';
  csv = jig_csv_new (sheet, text, length);
  for (gsize row = 0; row <= n_rows; row++)
    {
      if (!jig_csv_next (csv, &record, error) || !is_row (frame, row, &record))
        return error != NULL && *error != NULL ? FALSE : refuse (row, error);
    }
  if (jig_csv_next (csv, &record, error))
    return refuse (n_rows + 1, error);

  *proof = (JigProof) { .n_rows = n_rows, .with = g_strdup ("jig") };

  return TRUE;
}

static gboolean
describe (const JigFrame  *frame,
          const char      *path,
          gboolean         has_bom,
          JigWritten      *written,
          GError         **error)
{
  g_autoptr(GBytes) bytes = jig_vfs_read_file (path, JIG_LIMIT_MODEL_BYTES, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;
  gsize skipped = has_bom ? strlen (BOM) : 0;

  if (text == NULL
      || !prove (frame, text + skipped, g_bytes_get_size (bytes) - skipped, &written->proof, error))
    return FALSE;

  written->name = g_path_get_basename (path);
  written->format = g_strdup ("csv");
  written->n_bytes = g_bytes_get_size (bytes);
  written->sha256 = jig_hash_of_bytes (text, g_bytes_get_size (bytes));

  return TRUE;
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  const JigScores *scores = jig_object_get_scores (jig_work_get_input (work, "scores"));
  const char *path = jig_values_get_text (values, "file");
  gboolean has_bom = jig_values_get_switch (values, "bom");
  g_auto(JigWritten) written = { NULL };

  if (!jig_csv_write_frame (scores->table->frame, path,
                            has_bom ? JIG_CSV_WRITER_BOM : JIG_CSV_WRITER_PLAIN, progress, error)
      || !describe (scores->table->frame, path, has_bom, &written, error))
    return NULL;

  return jig_object_new_file (&written);
}

const JigCommand jig_command_write = {
  .id = "write",
  .title = N_("Write predictions"),
  .object = "file",
  .params = params,
  .version = 1,
  .flags = JIG_COMMAND_OUTSIDE,
  .run = run,
};
