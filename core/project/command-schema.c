#include "core/base/error.h"
#include "core/project/command.h"
#include "core/project/object-data.h"

#include <glib/gi18n-lib.h>

static const JigChoice roles[] = {
  { "keep", N_("As it is") },
  { "feature", N_("Feature") },
  { "target", N_("Target") },
  { "id", N_("Identifier") },
  { "time", N_("Time") },
  { "group", N_("Group") },
  { "weight", N_("Weight") },
  { "rating", N_("Rating") },
  { "rater", N_("Rater") },
  { "decider", N_("Decider") },
  { "user", N_("User") },
  { "item", N_("Item") },
  { "event", N_("Event") },
  { "visit", N_("Visit") },
  { "state", N_("State") },
  { "action", N_("Action") },
  { "next_state", N_("Next state") },
  { "probability", N_("Probability") },
  { "reward", N_("Reward") },
  { "ignore", N_("Ignore") },
  { NULL }
};

static const JigChoice types[] = {
  { "keep", N_("As it is") },
  { "number", N_("Number") },
  { "category", N_("Category") },
  { "text", N_("Text") },
  { "date", N_("Date") },
  { "boolean", N_("Yes or no") },
  { NULL }
};

static const JigParam params[] = {
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("The table whose column changes"),
  },
  {
    "column", N_("Column"), JIG_PARAM_COLUMN,
    .hint = N_("The column that changes"),
  },
  {
    "role", N_("Role"), JIG_PARAM_CHOICE, .text = "keep", .choices = roles,
    .hint = N_("What the column is for"),
  },
  {
    "type", N_("Type"), JIG_PARAM_CHOICE, .text = "keep", .choices = types,
    .hint = N_("What the column holds"),
  },
  { NULL }
};

/* One column as another type; the schema's other fields stay as they are. */
static JigDataset *
convert (JigDataset     *dataset,
         gsize           i,
         JigColumnType   type,
         GError        **error)
{
  gsize n_columns = jig_schema_get_size (dataset->schema);
  g_autofree JigField *fields = g_new0 (JigField, n_columns);
  g_autoptr(JigColumn) column = jig_column_convert (jig_frame_get_column (dataset->frame, i),
                                                    type, error);
  g_autoptr(JigFrame) frame = column != NULL
                              ? jig_frame_replace (dataset->frame, i, column, error) : NULL;
  g_autoptr(JigSchema) schema = NULL;
  JigDataset *other;

  if (frame == NULL)
    return NULL;

  for (gsize k = 0; k < n_columns; k++)
    fields[k] = *jig_schema_get_field (dataset->schema, k);
  fields[i].type = type;
  schema = jig_schema_new (fields, n_columns);

  other = jig_dataset_new (dataset->title, frame, schema);
  jig_dataset_set_source (other, dataset->source);

  return other;
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  const char *column = jig_values_get_text (values, "column");
  g_autoptr(JigDataset) dataset =
    jig_dataset_ref (jig_object_get_dataset (jig_work_get_input (work, "data")));
  JigColumnType type;
  JigRole role;

  if (jig_frame_require (dataset->frame, column, error) == NULL)
    return NULL;

  if (jig_column_type_from_name (jig_values_get_text (values, "type"), &type))
    {
      gsize i = (gsize) jig_frame_find (dataset->frame, column);
      JigDataset *other = convert (dataset, i, type, error);

      if (other == NULL)
        return NULL;
      jig_dataset_unref (dataset);
      dataset = other;
    }

  if (jig_role_from_name (jig_values_get_text (values, "role"), &role))
    {
      g_autoptr(JigSchema) schema = jig_schema_with_role (dataset->schema, column, role, error);
      JigDataset *other = schema != NULL ? jig_dataset_with_schema (dataset, schema) : NULL;

      if (other == NULL)
        return NULL;
      jig_dataset_unref (dataset);
      dataset = other;
    }

  return jig_object_new (&jig_object_data, g_steal_pointer (&dataset));
}

const JigCommand jig_command_schema = {
  .id = "schema",
  .title = N_("Say what a column is for"),
  .object = "data",
  .params = params,
  .version = 1,
  .run = run,
};
