#include "core/project/command.h"
#include "core/project/object-data.h"
#include "core/project/object-split.h"

#include <glib/gi18n-lib.h>

static const JigParam params[] = {
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("The table whose rows are shared out"),
  },
  {
    "method", N_("Method"), JIG_PARAM_TEXT, .text = "hash:*:0.2",
    .hint = N_("hash:COLUMN:SHARE, random:SHARE, sequential:SHARE or none; "
               "* stands for all columns but the label"),
  },
  {
    "seed", N_("Seed"), JIG_PARAM_SEED, .value = 1,
    .hint = N_("Where every random choice comes from"),
  },
  { NULL }
};

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  g_auto(JigSplit) split = { NULL, NULL, NULL };

  if (!jig_partition_from_text (dataset->frame,
                                jig_values_get_text (jig_work_get_values (work), "method"),
                                jig_schema_get_by_role (dataset->schema, JIG_ROLE_TARGET),
                                jig_work_get_seed (work), &split, progress, error))
    return NULL;

  return jig_object_new_split (&split);
}

const JigCommand jig_command_split = {
  .id = "split",
  .title = N_("Keep rows for the test"),
  .object = "split",
  .params = params,
  .version = 1,
  .run = run,
};
