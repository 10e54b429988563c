/* A table as the grid shows it: headers with role, type, missing share and a small histogram. */

#include "app/data/table-source.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>

/**
 * jig_table_facts_new:
 * @frame: a table
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Counts and describes every column; any thread.
 *
 * Returns: (transfer full): the facts, or %NULL with @error set
 */
JigTableFacts *
jig_table_facts_new (JigFrame           *frame,
                     const JigProgress  *progress,
                     GError            **error)
{
  g_autoptr(JigTableFacts) self = g_new0 (JigTableFacts, 1);
  JigProgress first = jig_progress_slice (progress, 0.0, 0.3);
  JigProgress second = jig_progress_slice (progress, 0.3, 1.0);

  self->frame = jig_frame_ref (frame);
  self->tallies = jig_tally_frame (frame, progress != NULL ? &first : NULL, error);
  if (self->tallies == NULL)
    return NULL;

  self->descriptions = jig_describe_frame (frame, progress != NULL ? &second : NULL, error);

  return self->descriptions != NULL ? g_steal_pointer (&self) : NULL;
}

void
jig_table_facts_free (JigTableFacts *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->descriptions, g_ptr_array_unref);
  jig_free (self->tallies);
  jig_frame_unref (self->frame);
  g_free (self);
}

static guint64
get_n_rows (gpointer data)
{
  const JigTableSource *self = data;

  return jig_frame_get_n_rows (self->dataset->frame);
}

static gsize
get_n_columns (gpointer data)
{
  const JigTableSource *self = data;

  return jig_frame_get_n_columns (self->dataset->frame);
}

static void
get_column (gpointer       data,
            gsize          column,
            JigGridColumn *look)
{
  JigTableSource *self = data;
  const JigColumn *values = jig_frame_get_column (self->dataset->frame, column);
  const JigField *field = jig_schema_get_field (self->dataset->schema, column);
  const gsize n_rows = jig_column_get_n_rows (values);
  const JigTally *tally = self->facts != NULL ? &self->facts->tallies[column] : NULL;

  g_string_assign (self->text, jig_table_type_title (field->type));
  if (field->role != JIG_ROLE_FEATURE)
    {
      g_string_append (self->text, " · ");
      g_string_append (self->text, jig_role_title (field->role));
    }

  look->title = field->name;
  look->type = self->text->str;
  look->is_number = field->type == JIG_COLUMN_NUMBER;
  look->missing = n_rows > 0 ? (double) jig_column_get_n_missing (values) / (double) n_rows : 0.0;
  if (tally != NULL && tally->n_bars > 0)
    {
      look->counts = tally->counts;
      look->n_counts = tally->n_bars;
    }
}

static void
get_cell (gpointer     data,
          guint64      row,
          gsize        column,
          GString     *text,
          JigGridCell *look)
{
  const JigTableSource *self = data;
  const JigColumn *values = jig_frame_get_column (self->dataset->frame, column);
  const JigField *field = jig_schema_get_field (self->dataset->schema, column);

  if (field->role == JIG_ROLE_IGNORE)
    look->ink = JIG_INK (JIG_TONE_MISSING);
  else if (field->role == JIG_ROLE_TARGET)
    look->fill = (JigInk) { JIG_TONE_ACCENT, 0.08f, 0.0f };

  if (!jig_column_is_missing (values, row))
    {
      jig_column_append_text (values, row, text);
      return;
    }

  g_string_append (text, "—");
  look->ink = JIG_INK (JIG_TONE_MISSING);
}

const JigGridSource jig_table_source = {
  .get_n_rows = get_n_rows,
  .get_n_columns = get_n_columns,
  .get_column = get_column,
  .get_cell = get_cell,
};

/**
 * jig_table_source_new:
 * @dataset: a table
 *
 * Returns: (transfer full): data for #jig_table_source
 */
JigTableSource *
jig_table_source_new (JigDataset *dataset)
{
  JigTableSource *self = g_new0 (JigTableSource, 1);

  self->dataset = jig_dataset_ref (dataset);
  self->text = g_string_new (NULL);

  return self;
}

void
jig_table_source_free (JigTableSource *self)
{
  if (self == NULL)
    return;

  jig_dataset_unref (self->dataset);
  jig_table_facts_free (self->facts);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * jig_table_source_set_facts:
 * @self: a source
 * @facts: (transfer full): about the frame it shows
 */
void
jig_table_source_set_facts (JigTableSource *self,
                            JigTableFacts  *facts)
{
  jig_table_facts_free (self->facts);
  self->facts = facts;
}

const char *
jig_table_type_title (JigColumnType type)
{
  switch (type)
    {
    case JIG_COLUMN_NUMBER:
      return _("number");

    case JIG_COLUMN_CATEGORY:
      return _("category");

    case JIG_COLUMN_TEXT:
      return _("text");

    case JIG_COLUMN_TIME:
      return _("date");

    case JIG_COLUMN_BOOLEAN:
      return _("yes or no");

    default:
      g_assert_not_reached ();
    }
}
