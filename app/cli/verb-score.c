/* jig score: what a model says about the rows of a file. */

#include "app/cli/rejects.h"
#include "app/cli/verb.h"
#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/data/csv-writer.h"
#include "core/model/bundle.h"
#include "core/model/prediction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const JigOption options[] = {
  { "model", "FILE", N_("the model, a .jig file") },
  { "csv", "FILE", N_("the rows; - is standard input, which is the default") },
  { "o", "FILE", N_("write the predictions there; default standard output") },
  { "key", "COL", N_("the column that names the rows; default: their number") },
  { "output", "WHAT", N_("prediction, margin or class") },
  { "pass", "COL,...", N_("columns that go along unchanged") },
  { "unseen", "missing|error", N_("what to do with a category the model has never seen; "
                                  "default missing") },
  { "rejects", "FILE", N_("write the malformed rows' places there") },
  { NULL }
};

typedef struct
{
  char  *column;
  gsize  count;
} Unseen;

static void
unseen_free (gpointer data)
{
  g_free (((Unseen *) data)->column);
  g_free (data);
}

/* Whether any training row had that value; if not all values were kept, nobody knows. */
static gboolean
is_known (const JigProfile *profile,
          const char       *text)
{
  for (gsize i = 0; i < profile->n_levels; i++)
    if (g_str_equal (profile->levels[i].text, text))
      return TRUE;

  return profile->n_levels == 0 || profile->n_other > 0;
}

static gsize
count_unseen (const JigColumn  *column,
              const JigProfile *profile,
              gsize            *first)
{
  gsize n = 0;

  for (gsize row = 0; row < jig_column_get_n_rows (column); row++)
    {
      g_autofree char *text = NULL;

      if (jig_column_is_missing (column, row))
        continue;
      text = jig_column_dup_text (column, row);
      if (is_known (profile, text))
        continue;
      if (n++ == 0)
        *first = row;
    }

  return n;
}

static gboolean
refuse_unseen (const JigColumn  *column,
               gsize             row,
               GError          **error)
{
  g_autofree char *text = jig_column_dup_text (column, row);
  JigPlace place = {
    .column = jig_column_get_name (column), .row = row + 1, .byte = -1, .id = "model.unseen"
  };

  jig_error_set_at (error, JIG_ERROR_DATA, &place, _("The model has never seen \"%s\"."), text);

  return FALSE;
}

/* Categories that the model does not know, column by column. */
static gboolean
find_unseen (const JigCall    *call,
             const JigBundle  *bundle,
             const JigFrame   *frame,
             GPtrArray        *all,
             GError          **error)
{
  const char *word = jig_call_get (call, "unseen");
  gboolean refuse = g_strcmp0 (word, "error") == 0;
  gsize n_inputs;
  const JigBundleInput *inputs = jig_bundle_get_inputs (bundle, &n_inputs);

  if (word != NULL && !refuse && !g_str_equal (word, "missing"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("--unseen must be missing or error, not \"%s\"."), word);
      return FALSE;
    }

  for (gsize i = 0; i < n_inputs; i++)
    {
      gssize at = jig_frame_find (frame, inputs[i].field->name);
      gsize first = 0;
      Unseen *unseen;

      if (at < 0 || inputs[i].field->type != JIG_COLUMN_CATEGORY)
        continue;

      unseen = g_new0 (Unseen, 1);
      g_ptr_array_add (all, unseen);
      unseen->column = g_strdup (inputs[i].field->name);
      unseen->count = count_unseen (jig_frame_get_column (frame, (gsize) at),
                                    jig_bundle_get_input_profile (bundle, i), &first);
      if (refuse && unseen->count > 0)
        return refuse_unseen (jig_frame_get_column (frame, (gsize) at), first, error);
    }

  return TRUE;
}

/* The table that is written */

static JigColumn *
number_rows (gsize    n_rows,
             GError **error)
{
  double *numbers = jig_alloc (n_rows, sizeof *numbers, _("row numbers"), error);

  for (gsize i = 0; numbers != NULL && i < n_rows; i++)
    numbers[i] = (double) (i + 1);

  return numbers != NULL ? jig_column_new_number ("row", numbers, n_rows) : NULL;
}

static gboolean
add_passed (const JigCall  *call,
            JigFrame       *frame,
            GPtrArray      *columns,
            GError        **error)
{
  const char *key = jig_call_get (call, "key");
  const char *pass = jig_call_get (call, "pass");
  g_auto(GStrv) names = g_strsplit (pass != NULL ? pass : "", ",", -1);
  JigColumn *column = key != NULL ? jig_frame_require (frame, key, error) : NULL;

  if (key == NULL)
    column = number_rows (jig_frame_get_n_rows (frame), error);
  if (column == NULL)
    return FALSE;
  g_ptr_array_add (columns, key != NULL ? jig_column_ref (column) : column);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      column = *names[i] != '\0' ? jig_frame_require (frame, names[i], error) : NULL;
      if (*names[i] != '\0' && column == NULL)
        return FALSE;
      if (column != NULL)
        g_ptr_array_add (columns, jig_column_ref (column));
    }

  return TRUE;
}

static JigFrame *
predict (const JigCall    *call,
         const JigBundle  *bundle,
         JigFrame         *frame,
         GError          **error)
{
  const JigModel *model = jig_bundle_get_model (bundle);
  gsize n_rows = jig_frame_get_n_rows (frame);
  const char *word = jig_call_get (call, "output");
  JigPredictionKind kind = JIG_PREDICTION_VALUE;
  jig_autofree double *margins = NULL;

  if (word != NULL && !jig_prediction_kind_from_name (word, &kind))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("--output must be prediction, margin or class, not \"%s\"."), word);
      return NULL;
    }
  if (!jig_prediction_check (model, kind, error))
    return NULL;

  margins = jig_alloc (n_rows, jig_model_get_n_outputs (model) * sizeof *margins,
                       _("predictions"), error);
  if (margins == NULL ||
      !jig_bundle_predict (bundle, frame, NULL, margins, call->progress, error))
    return NULL;

  return jig_prediction_to_frame (model, kind, margins, n_rows, error);
}

static JigFrame *
make_output (const JigCall    *call,
             const JigBundle  *bundle,
             JigFrame         *frame,
             GError          **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  g_autoptr(JigFrame) predicted = predict (call, bundle, frame, error);

  if (predicted == NULL || !add_passed (call, frame, columns, error))
    return NULL;

  for (gsize i = 0; i < jig_frame_get_n_columns (predicted); i++)
    g_ptr_array_add (columns, jig_column_ref (jig_frame_get_column (predicted, i)));

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

static gsize
count_duplicates (const JigColumn *key)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize row = 0; row < jig_column_get_n_rows (key); row++)
    g_hash_table_add (seen, jig_column_dup_text (key, row));

  return jig_column_get_n_rows (key) - g_hash_table_size (seen);
}

static void
print_json (JigCall          *call,
            const JigReading *reading,
            const JigFrame   *output,
            const GPtrArray  *unseen)
{
  JigJsonWriter *writer = jig_call_begin_json (call);
  gsize n_bad = jig_reading_get_n_bad (reading);
  gsize n_rows = jig_frame_get_n_rows (output);

  jig_json_writer_name (writer, "rows_in");
  jig_json_writer_int (writer, (gint64) (n_rows + n_bad));
  jig_json_writer_name (writer, "rows_out");
  jig_json_writer_int (writer, (gint64) n_rows);
  jig_json_writer_name (writer, "rejected");
  jig_json_writer_int (writer, (gint64) n_bad);
  jig_json_writer_name (writer, "unseen");
  jig_json_writer_begin_object (writer);
  for (guint i = 0; i < unseen->len; i++)
    {
      const Unseen *one = g_ptr_array_index (unseen, i);

      jig_json_writer_name (writer, one->column);
      jig_json_writer_int (writer, (gint64) one->count);
    }
  jig_json_writer_end_object (writer);
  jig_json_writer_name (writer, "duplicate_keys");
  jig_json_writer_int (writer, (gint64) (jig_call_has (call, "key")
                                         ? count_duplicates (jig_frame_get_column (output, 0))
                                         : 0));
  jig_call_end_json (call, writer);
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  const char *path = jig_call_require (call, "model", error);
  const char *csv = jig_call_get (call, "csv");
  const char *rejects = jig_call_get (call, "rejects");
  const char *output = jig_call_get (call, "o");
  g_autoptr(JigBundle) bundle = path != NULL ? jig_bundle_load (path, error) : NULL;
  g_autoptr(GPtrArray) unseen = g_ptr_array_new_with_free_func (unseen_free);
  g_autoptr(JigFrame) table = NULL;
  const JigEntry *entry;
  const JigDataset *dataset;

  if (bundle == NULL)
    return FALSE;
  if (call->as_json && output == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("With --json, -o FILE is needed here."));
      return FALSE;
    }

  entry = jig_call_load (call, csv != NULL ? csv : "-", "csv", error);
  if (entry == NULL)
    return FALSE;

  dataset = jig_object_get_dataset (entry->result);
  table = make_output (call, bundle, dataset->frame, error);
  if (table == NULL || !find_unseen (call, bundle, dataset->frame, unseen, error) ||
      (rejects != NULL && !jig_rejects_save (dataset->reading, rejects, error)) ||
      !jig_csv_write_frame (table, output != NULL ? output : "-", JIG_CSV_WRITER_PLAIN,
                            call->progress, error))
    return FALSE;

  if (call->as_json)
    print_json (call, dataset->reading, table, unseen);

  return TRUE;
}

const JigVerb jig_verb_score = {
  .id = "score",
  .usage = "--model MODEL [--csv FILE|-] [-o FILE|-] [OPTIONS]",
  .summary = N_("Predict the rows of a CSV file"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
