/* jig train: a CSV file to a model. */

#include "app/cli/learning-lines.h"
#include "app/cli/metrics.h"
#include "app/cli/train-estimate.h"
#include "app/cli/train-settings.h"
#include "app/cli/verb.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/output.h"
#include "core/boost/booster.h"
#include "core/boost/tree-importance.h"
#include "core/project/object-model.h"
#include "core/project/object-scores.h"
#include "core/project/object-split.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define USUAL_SPLIT "hash:*:0.2"
#define MAX_TRANSFORM_BYTES (16 * 1024 * 1024)

static const JigOption options[] = {
  { "csv", "FILE", N_("the table to learn from; - is standard input") },
  { "label", "COL", N_("the column to predict") },
  { "model", "KIND", N_("boost, linear or constant; default boost") },
  { "set", "NAME=VALUE", N_("a setting of the model; repeatable") },
  { "split", "SPLIT", N_("hash:COL:SHARE, random:SHARE, sequential:SHARE or none; "
                         "default hash:*:0.2, where * is all columns but the label") },
  { "test", "FILE", N_("judge by the rows of this file") },
  { "task", "TASK", N_("regression, binary or multiclass; default: what the label suggests") },
  { "weight", "COL", N_("the column with the weights of the rows") },
  { "group", "COL", N_("the column that says which rows belong together") },
  { "key", "COL", N_("the column that names the rows") },
  { "ignore", "COL,...", N_("columns that are not looked at") },
  { "transform", "FILE", N_("how columns become features: nodes as JSON") },
  { "continue", "FILE", N_("a model, as .jig, that gets more rounds: as many as \"trees\" says") },
  { "estimate", NULL, N_("print how long it would take and how much memory, and end") },
  { "list-settings", NULL, N_("print the settings of the model and end") },
  { "o", "FILE", N_("write the model there, as .jig") },
  { NULL }
};

static const JigModelOps *
find_model (const JigCall  *call,
            GError        **error)
{
  const char *id = jig_call_get (call, "model");
  const JigModelOps *ops = jig_model_find_ops (id != NULL ? id : "boost");

  if (ops == NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("There is no model \"%s\"."), id);

  return ops;
}

/* Roles */

static gboolean
set_role (JigCall     *call,
          const char  *data,
          const char  *column,
          const char  *role,
          GError     **error)
{
  return jig_call_act (call, error, "schema", data, "data", data, "column", column,
                       "role", role, NULL) != NULL;
}

static gboolean
set_roles (JigCall     *call,
           const char  *data,
           GError     **error)
{
  static const struct { const char *option; const char *role; } rows[] = {
    { "label", "target" }, { "weight", "weight" }, { "group", "group" }, { "key", "id" },
  };
  const char *ignore = jig_call_get (call, "ignore");
  g_auto(GStrv) ignored = g_strsplit (ignore != NULL ? ignore : "", ",", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *column = jig_call_get (call, rows[i].option);

      if (column != NULL && !set_role (call, data, column, rows[i].role, error))
        return FALSE;
    }

  for (gsize i = 0; ignored[i] != NULL; i++)
    if (*ignored[i] != '\0' && !set_role (call, data, ignored[i], "ignore", error))
      return FALSE;

  return TRUE;
}

/* The actions */

static gboolean
split (JigCall     *call,
       const char **name,
       GError     **error)
{
  const char *method = jig_call_get (call, "split");

  *name = NULL;
  if (method == NULL)
    method = jig_call_has (call, "test") ? "none" : USUAL_SPLIT;
  if (jig_call_act (call, error, "split", NULL, "data", "data-1", "method", method, NULL) == NULL)
    return FALSE;
  *name = "split-1";

  return TRUE;
}

static gboolean
transform (JigCall     *call,
           const char  *split_name,
           const char **name,
           GError     **error)
{
  const char *path = jig_call_get (call, "transform");
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *nodes = NULL;

  *name = NULL;
  if (path == NULL)
    return TRUE;

  bytes = jig_vfs_read_file (path, MAX_TRANSFORM_BYTES, error);
  if (bytes == NULL)
    return FALSE;
  nodes = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (jig_call_act (call, error, "transform", NULL, "data", "data-1", "split", split_name,
                    "nodes", nodes, NULL) == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  *name = "recipe-1";

  return TRUE;
}

/* A model that goes on learning becomes an object beside the new one. */
static gboolean
read_start (JigCall     *call,
            const char **name,
            GError     **error)
{
  const char *path = jig_call_get (call, "continue");

  *name = NULL;
  if (path == NULL)
    return TRUE;
  if (jig_call_act (call, error, "import", "start-1", "file", path, NULL) == NULL)
    return FALSE;
  *name = "start-1";

  return TRUE;
}

static JigAction *
make_fit (JigCall            *call,
          const JigModelOps  *ops,
          const char         *split_name,
          const char         *recipe,
          const char         *start,
          GError            **error)
{
  g_autoptr(JigAction) action = jig_action_new (jig_command_find (jig_commands, "fit"), NULL);
  GPtrArray *words = jig_arguments_get_all (call->arguments, "set");
  const char *task = jig_call_get (call, "task");

  if (!jig_action_set (action, "data", "data-1", error) ||
      !jig_action_set (action, "split", split_name, error) ||
      (recipe != NULL && !jig_action_set (action, "recipe", recipe, error)) ||
      (start != NULL && !jig_action_set (action, "continue", start, error)) ||
      (task != NULL && !jig_action_set (action, "task", task, error)) ||
      !jig_action_set (action, "model", ops->id, error))
    return NULL;

  if (words != NULL && !jig_train_settings_take (action, ops, words, error))
    return NULL;

  return g_steal_pointer (&action);
}

/* Judges by another file; @judgement stays as it is without one. */
static gboolean
judge_by_file (JigCall       *call,
               JigJudgement  *judgement,
               GError       **error)
{
  const char *path = jig_call_get (call, "test");
  const JigEntry *entry = path != NULL ? jig_call_load (call, path, "test", error) : NULL;

  if (path == NULL)
    return TRUE;
  if (entry == NULL)
    return FALSE;

  if (!jig_frame_require (jig_object_get_dataset (entry->result)->frame,
                          jig_call_get (call, "label"), error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (!set_roles (call, "data-2", error))
    return FALSE;

  entry = jig_call_act (call, error, "evaluate", NULL, "model", "model-1", "data", "data-2", NULL);
  if (entry == NULL)
    return FALSE;

  *judgement = jig_object_get_scores (entry->result)->judgement;

  return TRUE;
}

/* Both describe the features of the rows they learnt from. */
static gboolean
has_same_rows (const JigBundle *one,
               const JigBundle *other)
{
  const JigBundle *bundles[] = { one, other };
  char *texts[2];
  gboolean is_same;

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

      jig_json_writer_begin_array (writer);
      for (gsize k = 0; k < jig_model_get_n_features (jig_bundle_get_model (one)); k++)
        jig_profile_write (jig_bundle_get_feature_profile (bundles[i], k), writer);
      jig_json_writer_end_array (writer);
      texts[i] = jig_json_writer_finish (writer);
    }
  is_same = g_str_equal (texts[0], texts[1]);
  g_free (texts[0]);
  g_free (texts[1]);

  return is_same;
}

/* Settings that do nothing are not passed over in silence. */
static void
warn_of_idle_settings (JigCall        *call,
                       const JigModel *model)
{
  const JigSettingNeed *need = jig_model_get_ops (model)->needs;

  for (; need != NULL && need->id != NULL; need++)
    {
      if (!jig_setting_need_is_idle (need, jig_model_get_values (model)))
        continue;
      if (need->text != NULL)
        jig_call_warn (call, "settings.idle",
                       _("The setting \"%s\" does nothing: \"%s\" is not \"%s\"."), need->id,
                       need->needs, need->text);
      else
        jig_call_warn (call, "settings.idle", _("The setting \"%s\" does nothing without \"%s\"."),
                       need->id, need->needs);
    }
}

static void
warn_of_other_rows (JigCall          *call,
                    const JigTrained *trained)
{
  JigObject *start = jig_project_get_object (call->project, "start-1");

  if (start != NULL &&
      !has_same_rows (jig_object_get_trained (start)->bundle, trained->bundle))
    jig_call_warn (call, "continue.other_rows", "%s",
                   _("The rows are others than those the model began with: where features are cut"
                     " was worked out anew."));
}

/* Answers */

static void
write_split (JigCall            *call,
             const JigTrained   *trained,
             const JigJudgement *test,
             JigJsonWriter      *writer)
{
  const JigSplit *rows = jig_object_get_split (jig_project_get_object (call->project, "split-1"));
  g_auto(JigSplitMethod) method = { .kind = JIG_SPLIT_NONE };

  jig_split_method_parse (rows->method, &method, NULL);
  jig_json_writer_name (writer, "split");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "method");
  jig_json_writer_string (writer, jig_split_kind_name (method.kind));
  jig_json_writer_name (writer, "column");
  jig_json_writer_string (writer, method.column);
  jig_json_writer_name (writer, "share");
  jig_json_writer_double (writer, method.share);
  jig_json_writer_name (writer, "train_rows");
  jig_json_writer_int (writer, (gint64) trained->train.n_rows);
  jig_json_writer_name (writer, "test_rows");
  jig_json_writer_int (writer, (gint64) test->n_rows);
  jig_json_writer_end_object (writer);
}

static void
write_baseline_side (const char         *name,
                     const JigJudgement *judgement,
                     JigJsonWriter      *writer)
{
  if (judgement->n_rows == 0)
    return;

  jig_json_writer_name (writer, name);
  jig_json_writer_begin_object (writer);
  jig_metrics_write_values (judgement->task, judgement->baseline, writer);
  jig_json_writer_end_object (writer);
}

static void
write_metrics (const JigTrained   *trained,
               const JigJudgement *test,
               JigJsonWriter      *writer)
{
  JigStringTable *labels = jig_model_get_labels (jig_bundle_get_model (trained->bundle));
  const JigJudgement *train = &trained->train;

  jig_json_writer_name (writer, "metrics");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "train");
  jig_metrics_write (train, writer);
  if (test->n_rows > 0)
    {
      jig_json_writer_name (writer, "test");
      jig_metrics_write (test, writer);
    }
  jig_json_writer_name (writer, "baseline");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "kind");
  jig_json_writer_string (writer, train->baseline_kind);
  jig_json_writer_name (writer, labels != NULL ? "class" : "value");
  if (labels != NULL)
    jig_json_writer_string (writer, jig_string_table_get (labels, (gsize) train->baseline_value,
                                                          NULL));
  else
    jig_json_writer_double (writer, train->baseline_value);
  write_baseline_side ("train", train, writer);
  write_baseline_side ("test", test, writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}

static void
write_importance (const char    *feature,
                  const char   **names,
                  const double  *values,
                  gsize          n_values,
                  JigJsonWriter *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "column");
  jig_json_writer_string (writer, feature);
  for (gsize i = 0; i < n_values; i++)
    {
      jig_json_writer_name (writer, names[i]);
      jig_json_writer_double (writer, values[i]);
    }
  jig_json_writer_end_object (writer);
}

/* Every kind of every feature: what no split asks for has zeros. */
static void
write_tree_importances (const JigModel *model,
                        JigJsonWriter  *writer)
{
  const JigBooster *booster = jig_model_get_data (model);
  gsize n_features = jig_model_get_n_features (model);
  g_autofree JigTreeImportance *importances = g_new0 (JigTreeImportance, n_features);
  const char *names[JIG_N_TREE_IMPORTANCES];
  double values[JIG_N_TREE_IMPORTANCES];

  jig_tree_importance_measure (booster->trees, booster->n_trees, n_features, importances);
  for (gsize i = 0; i < n_features; i++)
    {
      for (guint kind = 0; kind < JIG_N_TREE_IMPORTANCES; kind++)
        {
          names[kind] = jig_tree_importance_kind_name ((JigTreeImportanceKind) kind);
          values[kind] = jig_tree_importance_get (&importances[i], (JigTreeImportanceKind) kind);
        }
      write_importance (jig_model_get_features (model)[i], names, values, JIG_N_TREE_IMPORTANCES,
                        writer);
    }
}

static void
write_plain_importances (const JigModel *model,
                         JigJsonWriter  *writer)
{
  static const char *names[] = { "effect" };
  const JigModelOps *ops = jig_model_get_ops (model);
  gsize n_features = jig_model_get_n_features (model);
  g_autofree double *values = g_new0 (double, n_features);

  if (ops->get_importances == NULL)
    return;

  ops->get_importances (jig_model_get_data (model), values);
  for (gsize i = 0; i < n_features; i++)
    write_importance (jig_model_get_features (model)[i], names, values + i, 1, writer);
}

static void
write_file (const JigTrained *trained,
            const char       *path,
            JigJsonWriter    *writer)
{
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (trained->bundle);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *sha256 = jig_hash_of_bytes (g_bytes_get_data (bytes, NULL),
                                               g_bytes_get_size (bytes));

  jig_json_writer_name (writer, "model_file");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, name);
  jig_json_writer_name (writer, "bytes");
  jig_json_writer_int (writer, (gint64) g_bytes_get_size (bytes));
  jig_json_writer_name (writer, "sha256");
  jig_json_writer_string (writer, sha256);
  jig_json_writer_end_object (writer);
}

/* What each action took. */
static void
write_phases (const JigCall *call,
              JigJsonWriter *writer)
{
  const JigHistory *history = jig_project_get_history (call->project);

  jig_json_writer_name (writer, "phases");
  jig_json_writer_begin_object (writer);
  for (guint i = 1; i <= jig_history_get_size (history); i++)
    {
      const JigEntry *entry = jig_history_get (history, i);
      const char *id = jig_action_get_command (entry->action)->id;
      g_autofree char *name = g_strconcat (id, "_s", NULL);

      if (g_str_equal (id, "schema") || g_str_has_suffix (jig_action_get_as (entry->action), "-2"))
        continue;
      jig_json_writer_name (writer, name);
      jig_json_writer_double (writer, entry->seconds);
    }
  jig_json_writer_end_object (writer);
}

static void
print_json (JigCall            *call,
            const JigTrained   *trained,
            const JigJudgement *test,
            const char         *output)
{
  const JigModel *model = jig_bundle_get_model (trained->bundle);
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "task");
  jig_json_writer_string (writer, jig_task_name (jig_model_get_task (model)));
  jig_json_writer_name (writer, "model");
  jig_json_writer_string (writer, jig_model_get_ops (model)->id);
  jig_json_writer_name (writer, "params");
  jig_values_write (jig_model_get_values (model), writer);
  write_split (call, trained, test, writer);
  write_metrics (trained, test, writer);
  jig_learning_lines_write (model, writer);
  jig_json_writer_name (writer, "importance");
  jig_json_writer_begin_array (writer);
  if (g_str_equal (jig_model_get_ops (model)->id, "boost"))
    write_tree_importances (model, writer);
  else
    write_plain_importances (model, writer);
  jig_json_writer_end_array (writer);
  if (output != NULL)
    write_file (trained, output, writer);
  write_phases (call, writer);
  jig_call_end_json (call, writer);
}

static void
print_text (const JigTrained   *trained,
            const JigJudgement *test)
{
  g_autofree char *name = jig_model_dup_name (jig_bundle_get_model (trained->bundle));

  g_print (_("%s: learnt from %zu rows, judged by %zu others\n\n"),
           name, trained->train.n_rows, test->n_rows);
  jig_metrics_print (&trained->train, test);
  jig_learning_lines_print (jig_bundle_get_model (trained->bundle));
}

/* Everything before the model learns. */
static JigAction *
set_up (JigCall            *call,
        const JigModelOps  *ops,
        GError            **error)
{
  const char *csv = jig_call_require (call, "csv", error);
  const char *split_name;
  const char *recipe;
  const char *start;

  if (csv == NULL || jig_call_require (call, "label", error) == NULL ||
      jig_call_load (call, csv, "csv", error) == NULL || !set_roles (call, "data-1", error) ||
      !split (call, &split_name, error) || !transform (call, split_name, &recipe, error) ||
      !read_start (call, &start, error))
    return NULL;

  return make_fit (call, ops, split_name, recipe, start, error);
}

static gboolean
learn (JigCall       *call,
       JigAction     *action,
       JigJudgement  *test,
       GError       **error)
{
  const JigEntry *entry = jig_call_act_with (call, action, error);

  if (entry == NULL)
    return FALSE;

  *test = jig_object_get_trained (entry->result)->test;

  return judge_by_file (call, test, error);
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  const JigModelOps *ops = find_model (call, error);
  const char *output = jig_call_get (call, "o");
  g_autoptr(JigAction) action = NULL;
  const JigTrained *trained;
  JigJudgement test;

  if (ops == NULL)
    return FALSE;
  if (jig_call_has (call, "list-settings"))
    {
      jig_train_settings_list (call, ops);
      return TRUE;
    }
  action = set_up (call, ops, error);
  if (action == NULL)
    return FALSE;
  if (jig_call_has (call, "estimate"))
    return jig_train_estimate (call, action, error);
  if (!learn (call, g_steal_pointer (&action), &test, error))
    return FALSE;

  trained = jig_object_get_trained (jig_project_get_object (call->project, "model-1"));
  warn_of_idle_settings (call, jig_bundle_get_model (trained->bundle));
  warn_of_other_rows (call, trained);
  if (output != NULL && !jig_bundle_save (trained->bundle, output, error))
    return FALSE;

  if (call->as_json)
    print_json (call, trained, &test, output);
  else
    print_text (trained, &test);

  return TRUE;
}

const JigVerb jig_verb_train = {
  .id = "train",
  .usage = "--csv FILE --label COL [OPTIONS]",
  .summary = N_("Learn a model from a CSV file"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
