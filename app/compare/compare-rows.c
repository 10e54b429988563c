#include "app/compare/compare-rows.h"

/**
 * jig_compare_rows_get_trained:
 * @project: a project
 * @name: (nullable): such as "model-3"
 *
 * Returns: (nullable): what that name means now, if it is a model
 */
const JigTrained *
jig_compare_rows_get_trained (JigProject *project,
                              const char *name)
{
  if (name == NULL)
    return NULL;

  return jig_object_get_trained (jig_project_get_object (project, name));
}

/**
 * jig_compare_rows_find_stranger:
 * @project: a project
 * @names: (array zero-terminated=1): models
 *
 * Returns: (nullable): the first that was tested on other rows than the first one
 */
const char *
jig_compare_rows_find_stranger (JigProject         *project,
                                const char * const *names)
{
  const JigTrained *first = jig_compare_rows_get_trained (project, names[0]);

  for (gsize i = 1; first != NULL && names[i] != NULL; i++)
    {
      const JigTrained *trained = jig_compare_rows_get_trained (project, names[i]);

      if (trained != NULL && (g_strcmp0 (first->data_hash, trained->data_hash) != 0
                              || g_strcmp0 (first->split_hash, trained->split_hash) != 0))
        return names[i];
    }

  return NULL;
}

/**
 * jig_compare_rows_are_stale:
 * @project: a project
 * @comparison: what was compared
 *
 * Returns: %TRUE if a name has come to mean another model, or none
 */
gboolean
jig_compare_rows_are_stale (JigProject          *project,
                            const JigComparison *comparison)
{
  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      const JigContestant *contestant = &comparison->contestants[i];
      const JigTrained *trained = jig_compare_rows_get_trained (project, contestant->name);

      if (contestant->name != NULL
          && (trained == NULL
              || g_strcmp0 (jig_bundle_get_hash (trained->bundle), contestant->hash) != 0))
        return TRUE;
    }

  return FALSE;
}

/**
 * jig_compare_rows_dup_names:
 * @comparison: some models
 * @first: which of them comes first
 *
 * Returns: (transfer full): the names of its models; what is none is left out
 */
char **
jig_compare_rows_dup_names (const JigComparison *comparison,
                            gsize                first)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  if (comparison->contestants[first].name != NULL)
    g_strv_builder_add (names, comparison->contestants[first].name);
  for (gsize i = 0; i < comparison->n_contestants; i++)
    if (i != first && comparison->contestants[i].name != NULL)
      g_strv_builder_add (names, comparison->contestants[i].name);

  return g_strv_builder_end (names);
}

/**
 * jig_compare_rows_get_dataset:
 * @project: a project
 * @comparison: such as "comparison-1"
 *
 * Returns: (nullable): the table that models were compared on, if it is there
 */
JigDataset *
jig_compare_rows_get_dataset (JigProject *project,
                              const char *comparison)
{
  const JigEntry *maker = jig_project_get_maker (project, comparison);

  if (maker == NULL)
    return NULL;

  return jig_object_get_dataset (jig_project_get_object (
    project, jig_values_get_text (jig_action_get_values (maker->action), "data")));
}

/**
 * jig_compare_rows_set:
 * @project: a project
 * @action: a comparison
 * @model: such as "model-3"
 * @error: return location
 *
 * Compares on the rows that a model was tested on, by the names that its
 * training used. A model that came from elsewhere is compared on the last table.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_compare_rows_set (JigProject  *project,
                      JigAction   *action,
                      const char  *model,
                      GError     **error)
{
  const JigEntry *maker = jig_project_get_maker (project, model);
  JigValues *values = maker != NULL ? jig_action_get_values (maker->action) : NULL;
  const char *last = jig_project_get_last (project, &jig_object_data);

  if (values == NULL || jig_values_find_param (values, "split") == NULL)
    return jig_action_set (action, "data", last != NULL ? last : "", error);

  return jig_action_set (action, "data", jig_values_get_text (values, "data"), error)
         && jig_action_set (action, "split", jig_values_get_text (values, "split"), error);
}
