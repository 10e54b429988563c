#include "core/model/scorer.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/csv-writer.h"
#include "core/model/key-set.h"
#include "core/model/leaf-table.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct _JigScorer
{
  JigBundle      *bundle;
  JigScorerPlan   plan;
  JigCsvStream   *stream;       /* borrowed */
  GPtrArray      *passed;       /* of char: the key if there is one, then @pass */
  GPtrArray      *known;        /* (n_inputs,) of GHashTable, NULL: nobody knows */
  gsize           n_inputs;
  guint64        *n_unseen;     /* (n_inputs,) */
  JigKeySet      *keys;         /* (nullable) */
  guint64         n_written;
  JigOutput      *output;       /* while it runs, borrowed */
  JigOutput      *rejects;      /* (nullable) */
  JigProgress     progress;     /* asks only: it is for any thread */
};

/* What is made of a block. */
typedef struct
{
  GString *header;
  GString *lines;
  guint64 *n_unseen;      /* (n_inputs,) */
  guint64 *keys;          /* (n_rows,) (nullable) */
} Result;

static void
hash_table_clear (gpointer data)
{
  if (data != NULL)
    g_hash_table_unref (data);
}

/**
 * jig_scorer_free:
 * @self: (nullable): a scorer
 */
void
jig_scorer_free (JigScorer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->keys, jig_key_set_free);
  g_clear_pointer (&self->passed, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  jig_bundle_unref (self->bundle);
  g_free (self->n_unseen);
  g_free (self);
}

/* The values of a category in the training rows; NULL if not all were kept. */
static GHashTable *
list_known (const JigBundle *bundle,
            gsize            input)
{
  gsize n_inputs;
  const JigBundleInput *inputs = jig_bundle_get_inputs (bundle, &n_inputs);
  const JigProfile *profile = jig_bundle_get_input_profile (bundle, input);
  GHashTable *known;

  if (inputs[input].field->type != JIG_COLUMN_CATEGORY || profile->n_levels == 0 ||
      profile->n_other > 0)
    return NULL;

  known = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < profile->n_levels; i++)
    g_hash_table_add (known, profile->levels[i].text);

  return known;
}

static gboolean
want_inputs (JigScorer  *self,
             GError    **error)
{
  const JigPlace place = { .byte = -1, .id = "column.missing" };
  const JigBundleInput *inputs = jig_bundle_get_inputs (self->bundle, &self->n_inputs);

  for (gsize i = 0; i < self->n_inputs; i++)
    {
      const JigField *field = inputs[i].field;
      gssize column = jig_csv_stream_find (self->stream, field->name);
      g_autofree char *names = NULL;

      if (column >= 0)
        {
          jig_csv_stream_want (self->stream, (gsize) column, field->type, field->name);
          g_ptr_array_add (self->known, list_known (self->bundle, i));
          continue;
        }

      names = g_strjoinv (", ", (char **) jig_csv_stream_get_names (self->stream));
      jig_error_set_at (error, JIG_ERROR_MISMATCH, &place,
                        _("The model needs the column \"%s\" (%s); the file has: %s."),
                        field->name, jig_column_type_name (field->type), names);
      return FALSE;
    }

  return TRUE;
}

/* No name in a file has an end of line in it. */
static char *
hidden_name (guint i)
{
  return g_strdup_printf ("\n%u", i);
}

static gboolean
want_passed (JigScorer   *self,
             const char  *name,
             GError     **error)
{
  const JigPlace place = { .byte = -1, .id = "column.missing" };
  gssize column = jig_csv_stream_find (self->stream, name);
  const char * const *columns = jig_csv_stream_get_names (self->stream);
  g_autofree char *hidden = hidden_name (self->passed->len);
  g_autofree char *names = NULL;

  if (column >= 0)
    {
      jig_csv_stream_want (self->stream, (gsize) column, JIG_COLUMN_TEXT, hidden);
      g_ptr_array_add (self->passed, g_strdup (columns[column]));
      return TRUE;
    }

  names = g_strjoinv (", ", (char **) columns);
  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("There is no column \"%s\"; the table has: %s."), name, names);

  return FALSE;
}

/**
 * jig_scorer_new:
 * @bundle: a model
 * @plan: what is wanted; its strings must stay
 * @stream: rows that have not run; must stay
 * @error: return location for %JIG_ERROR_MISMATCH or %JIG_ERROR_DATA if a column
 *   is not there, or %JIG_ERROR_VALUE if the model cannot say what is wanted
 *
 * Returns: (transfer full): a scorer, or %NULL with @error set
 */
JigScorer *
jig_scorer_new (JigBundle            *bundle,
                const JigScorerPlan  *plan,
                JigCsvStream         *stream,
                GError              **error)
{
  g_autoptr(JigScorer) self = NULL;

  g_return_val_if_fail (bundle != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (stream != NULL, NULL);

  self = g_new0 (JigScorer, 1);
  self->bundle = jig_bundle_ref (bundle);
  self->plan = *plan;
  self->stream = stream;
  self->passed = g_ptr_array_new_with_free_func (g_free);
  self->known = g_ptr_array_new_with_free_func (hash_table_clear);
  if (!(plan->wants_leaves
        ? jig_leaf_table_check (jig_bundle_get_model (bundle), error)
        : jig_prediction_check (jig_bundle_get_model (bundle), plan->kind, error)) ||
      !want_inputs (self, error) || (plan->key != NULL && !want_passed (self, plan->key, error)))
    return NULL;

  for (gsize i = 0; plan->pass != NULL && plan->pass[i] != NULL; i++)
    if (!want_passed (self, plan->pass[i], error))
      return NULL;

  self->n_unseen = g_new0 (guint64, self->n_inputs);
  if (plan->key != NULL && plan->counts_keys)
    self->keys = jig_key_set_new (JIG_SCORER_MOST_KEYS);

  return g_steal_pointer (&self);
}

/* Categories */

/* A column that is numbers in the training file has levels as numbers are
 * written; as text they may look different. */
static const char *
spell (GHashTable *known,
       const char *text,
       char        buffer[JIG_NUMBER_BUFFER])
{
  double number;

  if (g_hash_table_contains (known, text) ||
      !jig_number_parse (text, strlen (text), '.', &number) ||
      !g_hash_table_contains (known, jig_number_format (number, buffer)))
    return text;

  return buffer;
}

static JigColumn *
spell_levels (JigColumn   *column,
              GHashTable  *known,
              GError     **error)
{
  JigStringTable *levels = jig_column_get_levels (column);
  gsize n_rows = jig_column_get_n_rows (column);
  gsize n_levels = jig_string_table_get_size (levels);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JigStringTable) spelt = NULL;
  gboolean is_same = TRUE;
  guint32 *codes;

  for (gsize i = 0; i < n_levels; i++)
    {
      char buffer[JIG_NUMBER_BUFFER];
      const char *text = jig_string_table_get (levels, i, NULL);
      const char *other = spell (known, text, buffer);

      is_same &= other == text;
      g_ptr_array_add (texts, g_strdup (other));
    }
  if (is_same)
    return jig_column_ref (column);

  spelt = jig_string_table_new ((const char * const *) texts->pdata, (gssize) n_levels, error);
  codes = spelt != NULL ? jig_alloc (n_rows, sizeof *codes, _("the codes of a category"), error)
                        : NULL;
  if (codes == NULL)
    return NULL;
  memcpy (codes, jig_column_get_codes (column), n_rows * sizeof *codes);

  return jig_column_new_category (jig_column_get_name (column), codes, n_rows, spelt);
}

static JigFrame *
make_inputs (const JigScorer    *self,
             const JigCsvBlock  *block,
             GError            **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (gsize i = 0; i < self->n_inputs; i++)
    {
      JigColumn *column = jig_frame_get_column (block->frame, i);
      GHashTable *known = g_ptr_array_index (self->known, i);

      column = known != NULL ? spell_levels (column, known, error) : jig_column_ref (column);
      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, column);
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

static gsize
count_unseen (const JigColumn *column,
              GHashTable      *known,
              gsize           *first)
{
  JigStringTable *levels = jig_column_get_levels (column);
  gsize n_levels = jig_string_table_get_size (levels);
  g_autofree gboolean *is_new = g_new0 (gboolean, n_levels + 1);
  const guint32 *codes = jig_column_get_codes (column);
  gsize n = 0;

  for (gsize i = 0; i < n_levels; i++)
    is_new[i] = !g_hash_table_contains (known, jig_string_table_get (levels, i, NULL));
  for (gsize row = jig_column_get_n_rows (column); row-- > 0;)
    if (codes[row] != JIG_CODE_MISSING && is_new[codes[row]])
      {
        *first = row;
        n++;
      }

  return n;
}

static gboolean
find_unseen (const JigScorer    *self,
             const JigCsvBlock  *block,
             const JigFrame     *inputs,
             Result             *result,
             GError            **error)
{
  JigPlace place = { .byte = -1, .id = "model.unseen" };
  const JigColumn *refused = NULL;
  gsize at = G_MAXSIZE;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < self->n_inputs; i++)
    {
      const JigColumn *column = jig_frame_get_column (inputs, i);
      GHashTable *known = g_ptr_array_index (self->known, i);
      gsize first = G_MAXSIZE;

      if (known != NULL)
        result->n_unseen[i] = count_unseen (column, known, &first);
      if (first < at)
        {
          refused = column;
          at = first;
        }
    }
  if (refused == NULL || !self->plan.refuses_unseen)
    return TRUE;

  text = jig_column_dup_text (refused, at);
  place.row = jig_csv_block_get_row (block, at);
  place.column = jig_column_get_name (refused);
  jig_error_set_at (error, JIG_ERROR_DATA, &place, _("The model has never seen \"%s\"."), text);

  return FALSE;
}

/* What is written */

static JigColumn *
number_rows (const JigCsvBlock  *block,
             GError            **error)
{
  double *numbers = jig_alloc (block->n_rows, sizeof *numbers, _("row numbers"), error);

  for (gsize i = 0; numbers != NULL && i < block->n_rows; i++)
    numbers[i] = (double) jig_csv_block_get_row (block, i);

  return numbers != NULL ? jig_column_new_number ("row", numbers, block->n_rows) : NULL;
}

static gboolean
add_passed (const JigScorer    *self,
            const JigCsvBlock  *block,
            GPtrArray          *columns,
            GError            **error)
{
  JigColumn *numbers = self->plan.key == NULL ? number_rows (block, error) : NULL;

  if (self->plan.key == NULL && numbers == NULL)
    return FALSE;
  if (numbers != NULL)
    g_ptr_array_add (columns, numbers);

  for (guint i = 0; i < self->passed->len; i++)
    g_ptr_array_add (columns,
                     jig_column_rename (jig_frame_get_column (block->frame, self->n_inputs + i),
                                        g_ptr_array_index (self->passed, i)));

  return TRUE;
}

static JigFrame *
predict (const JigScorer    *self,
         const JigCsvBlock  *block,
         Result             *result,
         GError            **error)
{
  const JigModel *model = jig_bundle_get_model (self->bundle);
  g_autoptr(JigFrame) inputs = make_inputs (self, block, error);
  jig_autofree double *margins = NULL;

  if (inputs == NULL || !find_unseen (self, block, inputs, result, error))
    return NULL;
  if (self->plan.wants_leaves)
    return jig_leaf_table_new (self->bundle, inputs, &self->progress, error);

  margins = jig_alloc (block->n_rows, jig_model_get_n_outputs (model) * sizeof *margins,
                       _("predictions"), error);
  if (margins == NULL ||
      !jig_bundle_predict (self->bundle, inputs, NULL, margins, &self->progress, error))
    return NULL;

  return jig_prediction_to_frame (model, self->plan.kind, margins, block->n_rows, error);
}

static JigFrame *
make_output (const JigScorer    *self,
             const JigCsvBlock  *block,
             Result             *result,
             GError            **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  g_autoptr(JigFrame) predicted = predict (self, block, result, error);

  if (predicted == NULL || !add_passed (self, block, columns, error))
    return NULL;

  for (gsize i = 0; i < jig_frame_get_n_columns (predicted); i++)
    g_ptr_array_add (columns, jig_column_ref (jig_frame_get_column (predicted, i)));

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

static gboolean
hash_keys (const JigFrame  *output,
           Result          *result,
           GError         **error)
{
  JigStringTable *keys = jig_column_get_cells (jig_frame_get_column (output, 0));
  gsize n_rows = jig_frame_get_n_rows (output);

  result->keys = jig_alloc (n_rows, sizeof *result->keys, _("the keys of the rows"), error);
  for (gsize i = 0; result->keys != NULL && i < n_rows; i++)
    {
      gsize length;
      const char *key = jig_string_table_get (keys, i, &length);

      result->keys[i] = jig_string_table_hash (key, length);
    }

  return result->keys != NULL;
}

/* The stream's */

static void
drop (JigCsvBlock *block)
{
  Result *result = g_steal_pointer (&block->result);

  if (result == NULL)
    return;

  g_string_free (result->header, TRUE);
  g_string_free (result->lines, TRUE);
  g_free (result->n_unseen);
  jig_free (result->keys);
  g_free (result);
}

static gboolean
work (JigCsvBlock  *block,
      gpointer      user_data,
      GError      **error)
{
  const JigScorer *self = user_data;
  Result *result = g_new0 (Result, 1);
  g_autoptr(JigFrame) output = NULL;

  block->result = result;
  result->header = g_string_new (NULL);
  result->lines = g_string_new (NULL);
  result->n_unseen = g_new0 (guint64, self->n_inputs);
  output = make_output (self, block, result, error);
  if (output == NULL || (self->keys != NULL && !hash_keys (output, result, error)))
    return FALSE;

  jig_csv_append_header (result->header, output, JIG_CSV_WRITER_PLAIN);
  jig_csv_append_rows (result->lines, output, 0, block->n_rows, JIG_CSV_WRITER_PLAIN);

  return TRUE;
}

static gboolean
join (JigCsvBlock  *block,
      gpointer      user_data,
      GError      **error)
{
  JigScorer *self = user_data;
  const Result *result = block->result;

  for (gsize i = 0; i < self->n_inputs; i++)
    self->n_unseen[i] += result->n_unseen[i];
  for (gsize i = 0; result->keys != NULL && i < block->n_rows; i++)
    if (!jig_key_set_add (self->keys, result->keys[i], error))
      return FALSE;
  if (self->n_written == 0 &&
      !jig_output_write (self->output, result->header->str, result->header->len, error))
    return FALSE;
  self->n_written += block->n_rows;

  return jig_output_write (self->output, result->lines->str, result->lines->len, error);
}

static gboolean
reject (const JigBadRow  *row,
        gpointer          user_data,
        GError          **error)
{
  const JigScorer *self = user_data;
  const char * const *names = jig_csv_stream_get_names (self->stream);
  g_autoptr(GString) line = g_string_new (NULL);

  if (self->rejects == NULL)
    return TRUE;

  jig_bad_row_append_csv (row, names, line);

  return jig_output_write (self->rejects, line->str, line->len, error);
}

/**
 * jig_scorer_run:
 * @self: a scorer
 * @output: where the predictions go; the caller commits it
 * @rejects: (nullable): where the rows go that cannot be used
 * @progress: (nullable): where to report to
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with @error set and the first rows written
 */
gboolean
jig_scorer_run (JigScorer          *self,
                JigOutput          *output,
                JigOutput          *rejects,
                const JigProgress  *progress,
                GError            **error)
{
  static const JigCsvStreamOps ops = { work, join, drop, reject };
  const char *header = JIG_BAD_ROW_CSV_HEADER;

  self->output = output;
  self->rejects = rejects;
  if (progress != NULL)
    self->progress.cancellable = progress->cancellable;

  return (rejects == NULL || jig_output_write (rejects, header, strlen (header), error)) &&
         jig_csv_stream_run (self->stream, &ops, self, progress, error);
}

guint64
jig_scorer_get_n_written (const JigScorer *self)
{
  return self->n_written;
}

/**
 * jig_scorer_get_n_unseen:
 * @self: a scorer that has run
 * @input: an input of its model
 *
 * Returns: how many rows had a category there that no training row had
 */
guint64
jig_scorer_get_n_unseen (const JigScorer *self,
                         gsize            input)
{
  g_return_val_if_fail (input < self->n_inputs, 0);

  return self->n_unseen[input];
}

/**
 * jig_scorer_get_n_repeated:
 * @self: a scorer that has run
 *
 * Returns: how many rows had the key of a row before; negative if there were
 *   more than %JIG_SCORER_MOST_KEYS keys
 */
gint64
jig_scorer_get_n_repeated (const JigScorer *self)
{
  return self->keys != NULL ? jig_key_set_get_n_repeated (self->keys) : 0;
}
