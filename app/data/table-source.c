/* A table as the grid shows it: headers with role, type, missing share and a small histogram. What
 * has to be counted for that is counted in a job. */

#include "app/data/table-source.h"

#include "core/base/alloc.h"
#include "core/data/column-bars.h"

#include <glib/gi18n-lib.h>

/* What is counted: (n_columns,) each. */
typedef struct
{
  GPtrArray *descriptions;
  JigColumnBars  *bars;
} Facts;

struct _JigTableSource
{
  GObject     parent_instance;

  JigJobList *jobs;
  JigDataset *dataset;
  Facts      *facts;       /* (nullable) */
  JigJob     *job;         /* (nullable): counts */
};

enum {
  DESCRIBED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigTableSource, jig_table_source, G_TYPE_OBJECT)

static void
facts_free (Facts *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->descriptions, g_ptr_array_unref);
  jig_free (self->bars);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

/* Worker thread. */
static gpointer
count (const JigProgress  *progress,
       gpointer            data,
       GError            **error)
{
  JigFrame *frame = data;
  g_autoptr(Facts) facts = g_new0 (Facts, 1);
  JigProgress first = jig_progress_slice (progress, 0.0, 0.3);
  JigProgress second = jig_progress_slice (progress, 0.3, 1.0);

  facts->bars = jig_column_bars_count_all (frame, &first, error);
  if (facts->bars == NULL)
    return NULL;

  facts->descriptions = jig_describe_frame (frame, &second, error);

  return facts->descriptions != NULL ? g_steal_pointer (&facts) : NULL;
}

/* Without facts the table is as usable as with them: the list of jobs says why they are missing. */
static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JigTableSource) self = user_data;
  g_autoptr(Facts) facts = jig_job_run_finish (JIG_JOB (object), result, NULL);

  if (self->job != JIG_JOB (object))
    return;

  g_clear_object (&self->job);
  if (facts == NULL)
    return;

  self->facts = g_steal_pointer (&facts);
  g_signal_emit (self, signals[DESCRIBED], 0);
}

static void
stop_counting (JigTableSource *self)
{
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->facts, facts_free);
}

static void
start_counting (JigTableSource *self)
{
  stop_counting (self);

  self->job = jig_job_new (_("Describe the columns"));
  jig_job_list_add (self->jobs, self->job);
  jig_job_run_async (self->job, count, jig_frame_ref (self->dataset->frame),
                     (GDestroyNotify) jig_frame_unref, (GDestroyNotify) facts_free, counted_cb,
                     g_object_ref (self));
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
  const JigColumnBars *bars = self->facts != NULL ? &self->facts->bars[column] : NULL;

  look->title = field->name;
  look->type = field->role != JIG_ROLE_FEATURE ? jig_role_title (field->role)
                                               : jig_table_type_title (field->type);
  look->is_number = field->type == JIG_COLUMN_NUMBER;
  look->missing = n_rows > 0 ? (double) jig_column_get_n_missing (values) / (double) n_rows : 0.0;
  if (bars != NULL && bars->n_bars > 0)
    {
      look->counts = bars->counts;
      look->n_counts = bars->n_bars;
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

static void
jig_table_source_finalize (GObject *object)
{
  JigTableSource *self = JIG_TABLE_SOURCE (object);

  facts_free (self->facts);
  g_clear_object (&self->job);
  g_clear_object (&self->jobs);
  g_clear_pointer (&self->dataset, jig_dataset_unref);

  G_OBJECT_CLASS (jig_table_source_parent_class)->finalize (object);
}

static void
jig_table_source_class_init (JigTableSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jig_table_source_finalize;

  signals[DESCRIBED] = g_signal_new ("described", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jig_table_source_init (JigTableSource *self)
{
}

/**
 * jig_table_source_new:
 * @jobs: where the counting is listed
 * @dataset: a table
 *
 * Returns: (transfer full): data for #jig_table_source
 */
JigTableSource *
jig_table_source_new (JigJobList *jobs,
                      JigDataset *dataset)
{
  JigTableSource *self = g_object_new (JIG_TYPE_TABLE_SOURCE, NULL);

  self->jobs = g_object_ref (jobs);
  self->dataset = jig_dataset_ref (dataset);
  start_counting (self);

  return self;
}

JigDataset *
jig_table_source_get_dataset (JigTableSource *self)
{
  g_return_val_if_fail (JIG_IS_TABLE_SOURCE (self), NULL);

  return self->dataset;
}

/**
 * jig_table_source_get_description:
 * @self: a source
 * @column: a column
 *
 * Returns: (nullable): what is known of it, once it has been counted
 */
const JigDescription *
jig_table_source_get_description (JigTableSource *self,
                                  gsize           column)
{
  g_return_val_if_fail (JIG_IS_TABLE_SOURCE (self), NULL);

  return self->facts != NULL ? g_ptr_array_index (self->facts->descriptions, column) : NULL;
}

/**
 * jig_table_source_can_become:
 * @self: a source
 * @dataset: another table
 *
 * Returns: whether @dataset has as many rows and the same columns, so that a grid can stay where
 *   it is
 */
gboolean
jig_table_source_can_become (JigTableSource *self,
                             JigDataset     *dataset)
{
  const JigFrame *a = self->dataset->frame;
  const JigFrame *b = dataset->frame;
  const gsize n_columns = jig_frame_get_n_columns (a);

  if (jig_frame_get_n_rows (a) != jig_frame_get_n_rows (b)
      || n_columns != jig_frame_get_n_columns (b))
    return FALSE;

  for (gsize i = 0; i < n_columns; i++)
    if (!g_str_equal (jig_column_get_name (jig_frame_get_column (a, i)),
                      jig_column_get_name (jig_frame_get_column (b, i))))
      return FALSE;

  return TRUE;
}

/**
 * jig_table_source_become:
 * @self: a source
 * @dataset: a table that it can become
 *
 * Shows another version of the table; counts again if more than a role is different.
 */
void
jig_table_source_become (JigTableSource *self,
                         JigDataset     *dataset)
{
  const gboolean is_same_frame = self->dataset->frame == dataset->frame;

  jig_dataset_ref (dataset);
  jig_dataset_unref (self->dataset);
  self->dataset = dataset;
  if (!is_same_frame)
    start_counting (self);
}

const char *
jig_table_type_title (JigColumnType type)
{
  switch (type)
    {
    case JIG_COLUMN_NUMBER:
      return _("Number");

    case JIG_COLUMN_CATEGORY:
      return _("Category");

    case JIG_COLUMN_TEXT:
      return _("Text");

    case JIG_COLUMN_TIME:
      return _("Date");

    case JIG_COLUMN_BOOLEAN:
      return _("Yes or no");

    default:
      g_assert_not_reached ();
    }
}
