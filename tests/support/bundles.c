#include "tests/support/bundles.h"

#include "core/base/alloc.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

JigRows *
jig_test_rows (gsize begin,
               gsize end)
{
  guint32 *ids = jig_alloc (end - begin, sizeof *ids, "a test", NULL);

  g_assert_nonnull (ids);
  for (gsize i = begin; i < end; i++)
    ids[i - begin] = (guint32) i;

  return jig_rows_new_take (ids, end - begin);
}

JigBundle *
jig_test_rides_bundle (JigFrame           *rides,
                       gsize               n_train,
                       const JigProgress  *progress,
                       GError            **error)
{
  g_autoptr(JigSchema) schema = jig_schema_from_frame (rides);
  g_autoptr(GPtrArray) specs = jig_test_specs (jig_test_rides_nodes, NULL);
  g_autoptr(JigRows) train = jig_test_rows (0, n_train);
  JigBundlePlan plan = {
    .frame = rides,
    .schema = schema,
    .target = "duration",
    .train = train,
    .specs = specs,
    .ops = jig_model_find_ops ("linear"),
    .seed = 1,
    .n_golden = JIG_BUNDLE_N_GOLDEN,
  };

  return jig_bundle_fit (&plan, progress, error);
}

JigBundle *
jig_test_bundle (const char * const  *table,
                 const char          *target,
                 const char          *kind,
                 GError             **error)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  const JigField *label = jig_schema_get_field (schema, (gsize) jig_schema_find (schema, target));
  const JigTask regression = JIG_TASK_REGRESSION;
  JigBundlePlan plan = {
    .frame = frame,
    .schema = schema,
    .target = target,
    .task = label->type == JIG_COLUMN_NUMBER ? &regression : NULL,
    .ops = jig_model_find_ops (kind),
    .n_golden = 3,
  };

  return jig_bundle_fit (&plan, NULL, error);
}
