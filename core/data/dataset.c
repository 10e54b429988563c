#include "core/data/dataset.h"

static void
dataset_clear (JigDataset *self)
{
  g_free (self->title);
  g_clear_pointer (&self->frame, jig_frame_unref);
  g_clear_pointer (&self->schema, jig_schema_unref);
  g_free (self->source);

  /* Whoever read the file keeps how it was read; the others borrow it. */
  if (self->origin != NULL)
    jig_dataset_unref (self->origin);
  else
    g_clear_pointer ((JigReading **) &self->reading, jig_reading_free);
}

/**
 * jig_dataset_new:
 * @title: what the user calls the table
 * @frame: the table
 * @schema: (nullable): its columns' roles; %NULL: all are features
 *
 * Returns: (transfer full): a data set that came from no file
 */
JigDataset *
jig_dataset_new (const char *title,
                 JigFrame   *frame,
                 JigSchema  *schema)
{
  JigDataset *self = g_atomic_rc_box_new0 (JigDataset);

  self->title = g_strdup (title);
  self->frame = jig_frame_ref (frame);
  self->schema = schema != NULL ? jig_schema_ref (schema) : jig_schema_from_frame (frame);

  return self;
}

/* The frame's schema, with the reason of each type that the reader found. */
static JigSchema *
schema_of (const JigReading *reading)
{
  gsize n_columns = jig_frame_get_n_columns (reading->frame);
  g_autofree JigField *fields = g_new0 (JigField, n_columns);

  for (gsize i = 0; i < n_columns; i++)
    {
      const JigColumn *column = jig_frame_get_column (reading->frame, i);

      fields[i].name = (char *) jig_column_get_name (column);
      fields[i].type = jig_column_get_type_id (column);
      fields[i].why = reading->reasons[i];
    }

  return jig_schema_new (fields, n_columns);
}

/**
 * jig_dataset_new_read:
 * @reading: (transfer full): what came of reading a file
 *
 * Returns: (transfer full): the table in it, all columns features
 */
JigDataset *
jig_dataset_new_read (JigReading *reading)
{
  JigDataset *self = g_atomic_rc_box_new0 (JigDataset);

  self->title = g_path_get_basename (reading->name);
  self->frame = jig_frame_ref (reading->frame);
  self->schema = schema_of (reading);
  self->source = g_strdup (reading->sha256);
  self->reading = reading;

  return self;
}

/**
 * jig_dataset_with_schema:
 * @self: a data set
 * @schema: another schema of the same columns
 *
 * Returns: (transfer full): the same table with other roles
 */
JigDataset *
jig_dataset_with_schema (JigDataset *self,
                         JigSchema  *schema)
{
  JigDataset *other;

  g_return_val_if_fail (jig_schema_get_size (schema) == jig_frame_get_n_columns (self->frame),
                        NULL);

  other = jig_dataset_new (self->title, self->frame, schema);
  other->source = g_strdup (self->source);
  other->reading = self->reading;
  other->origin = jig_dataset_ref (self);

  return other;
}

JigDataset *
jig_dataset_ref (JigDataset *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_dataset_unref (JigDataset *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) dataset_clear);
}

/**
 * jig_dataset_set_source:
 * @self: a data set that nobody else holds yet
 * @source: (nullable): SHA-256 of the file that it once came from
 */
void
jig_dataset_set_source (JigDataset *self,
                        const char *source)
{
  g_free (self->source);
  self->source = g_strdup (source);
}
