#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/model/bootstrap.h"
#include "core/project/command.h"
#include "core/project/object-comparison.h"
#include "core/project/object-data.h"
#include "core/project/object-model.h"
#include "core/project/object-split.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const JigParam params[] = {
  {
    "models", N_("Models"), JIG_PARAM_OBJECT, .unit = "model", .flags = JIG_PARAM_SEVERAL,
    .hint = N_("The models; the others are compared with the first"),
  },
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("The table they are judged by"),
  },
  {
    "split", N_("Split"), JIG_PARAM_OBJECT, .unit = "split",
    .hint = N_("Judge by its test rows only; empty: by all rows"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "resamples", N_("Resamples"), JIG_PARAM_INTEGER, JIG_COMPARE_RESAMPLES, 0, 100000,
    .hint = N_("How often rows are drawn to find how sure the differences are"),
  },
  {
    "margin", N_("Margin"), JIG_PARAM_REAL, 0, 0, 1e9,
    .hint = N_("Differences up to this count as the same; 0: each metric has its own"),
  },
  {
    "seed", N_("Seed"), JIG_PARAM_SEED, .value = 1,
    .hint = N_("Where every random choice comes from"),
  },
  { NULL }
};

/* The rows that all models are judged on, and the truth of them. */
typedef struct
{
  JigTarget  *target;
  JigRows    *rows;
  double     *targets;
  double     *weights;   /* (nullable) */
  guint32    *groups;    /* (nullable) */
  GPtrArray  *predictions;
} Ground;

static void
ground_clear (Ground *self)
{
  g_clear_pointer (&self->target, jig_target_unref);
  g_clear_pointer (&self->rows, jig_rows_unref);
  jig_free (self->targets);
  jig_free (self->weights);
  jig_free (self->groups);
  g_clear_pointer (&self->predictions, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

static const JigBundle *
bundle_at (GPtrArray *models,
           guint      i)
{
  return jig_object_get_trained (g_ptr_array_index (models, i))->bundle;
}

static gboolean
have_same_labels (JigStringTable *a,
                  JigStringTable *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  if (jig_string_table_get_size (a) != jig_string_table_get_size (b))
    return FALSE;
  for (gsize i = 0; i < jig_string_table_get_size (a); i++)
    if (!g_str_equal (jig_string_table_get (a, i, NULL), jig_string_table_get (b, i, NULL)))
      return FALSE;

  return TRUE;
}

static gboolean
check_alike (GPtrArray   *models,
             char       **names,
             GError     **error)
{
  const JigModel *first = jig_bundle_get_model (bundle_at (models, 0));

  if (models->len > JIG_COMPARE_MODELS)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("At most %d models stand beside each other, not %u."), JIG_COMPARE_MODELS,
                   models->len);
      return FALSE;
    }

  for (guint i = 1; i < models->len; i++)
    {
      const JigModel *other = jig_bundle_get_model (bundle_at (models, i));

      if (jig_model_get_task (first) == jig_model_get_task (other) &&
          have_same_labels (jig_model_get_labels (first), jig_model_get_labels (other)) &&
          g_str_equal (jig_bundle_get_target (bundle_at (models, 0)),
                       jig_bundle_get_target (bundle_at (models, i))))
        continue;

      g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                   _("\"%s\" and \"%s\" do not predict the same: they cannot be compared."),
                   names[0], names[i]);
      return FALSE;
    }

  return TRUE;
}

/* Rows whose label is known. */
static JigRows *
labelled_rows (const JigTarget  *target,
               const JigRows    *rows,
               GError          **error)
{
  gsize n_rows = rows != NULL ? jig_rows_get_size (rows) : target->n_rows;
  guint32 *ids = jig_alloc (n_rows, sizeof *ids, _("the rows"), error);
  gsize n = 0;

  for (gsize i = 0; ids != NULL && i < n_rows; i++)
    {
      guint32 row = rows != NULL ? jig_rows_get_ids (rows)[i] : (guint32) i;

      if (!isnan (target->values[row]))
        ids[n++] = row;
    }

  return ids != NULL ? jig_rows_new_take (ids, n) : NULL;
}

static gboolean
fill_ground (Ground            *self,
             const JigDataset  *dataset,
             GError           **error)
{
  const char *weight = jig_schema_get_by_role (dataset->schema, JIG_ROLE_WEIGHT);
  const char *group = jig_schema_get_by_role (dataset->schema, JIG_ROLE_GROUP);
  gssize weight_at = weight != NULL ? jig_frame_find (dataset->frame, weight) : -1;
  gssize group_at = group != NULL ? jig_frame_find (dataset->frame, group) : -1;
  gsize n_rows = jig_rows_get_size (self->rows);
  const guint32 *ids = jig_rows_get_ids (self->rows);

  self->targets = jig_alloc (n_rows, sizeof *self->targets, _("the labels"), error);
  if (self->targets == NULL)
    return FALSE;
  for (gsize i = 0; i < n_rows; i++)
    self->targets[i] = self->target->values[ids[i]];

  if (weight_at >= 0)
    {
      self->weights = jig_alloc (n_rows, sizeof *self->weights, _("the weights"), error);
      if (self->weights == NULL)
        return FALSE;
      for (gsize i = 0; i < n_rows; i++)
        self->weights[i] = jig_column_get_number (jig_frame_get_column (dataset->frame,
                                                                        (gsize) weight_at),
                                                  ids[i]);
    }

  if (group_at < 0)
    return TRUE;

  self->groups = jig_alloc (n_rows, sizeof *self->groups, _("the groups"), error);

  return self->groups != NULL &&
         jig_bootstrap_get_codes (jig_frame_get_column (dataset->frame, (gsize) group_at),
                                  self->rows, self->groups, error);
}

static gboolean
predict (Ground             *self,
         const JigBundle    *bundle,
         JigFrame           *frame,
         const JigProgress  *progress,
         GError            **error)
{
  const JigModel *model = jig_bundle_get_model (bundle);
  gsize n_rows = jig_rows_get_size (self->rows);
  guint n_outputs = jig_model_get_n_outputs (model);
  double *values = jig_alloc (n_rows, n_outputs * sizeof *values, _("predictions"), error);

  if (values == NULL)
    return FALSE;

  g_ptr_array_add (self->predictions, values);
  if (!jig_bundle_predict (bundle, frame, self->rows, values, progress, error))
    return FALSE;
  jig_model_link (model, values, n_rows, values);

  return TRUE;
}

static gboolean
make_ground (Ground             *self,
             const JigDataset   *dataset,
             const JigRows      *rows,
             GPtrArray          *models,
             const JigProgress  *progress,
             GError            **error)
{
  const JigBundle *first = bundle_at (models, 0);
  const JigModel *model = jig_bundle_get_model (first);
  JigColumn *column = jig_frame_require (dataset->frame, jig_bundle_get_target (first), error);

  if (column == NULL)
    return FALSE;

  self->predictions = g_ptr_array_new_with_free_func (jig_free);
  self->target = jig_target_new_like (column, jig_model_get_task (model),
                                      jig_model_get_labels (model), error);
  self->rows = self->target != NULL ? labelled_rows (self->target, rows, error) : NULL;
  if (self->rows == NULL || !fill_ground (self, dataset, error))
    return FALSE;

  for (guint i = 0; i < models->len; i++)
    {
      const JigProgress slice = jig_progress_slice (progress, (double) i / models->len,
                                                    (double) (i + 1) / models->len);

      if (!predict (self, bundle_at (models, i), dataset->frame, &slice, error))
        return FALSE;
    }

  return TRUE;
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  const JigSplit *split = jig_object_get_split (jig_work_get_input (work, "split"));
  GPtrArray *models = jig_work_get_inputs (work, "models");
  g_auto(GStrv) names = jig_values_dup_list (values, "models");
  const JigProgress predicting = jig_progress_slice (progress, 0.0, 0.4);
  const JigProgress comparing = jig_progress_slice (progress, 0.4, 1.0);
  g_auto(Ground) ground = { NULL };
  JigEntrant entrants[JIG_COMPARE_MODELS];
  JigComparison *comparison;
  JigContest contest;

  if (!check_alike (models, names, error) ||
      !make_ground (&ground, dataset, split != NULL ? split->test : NULL, models, &predicting,
                    error))
    return NULL;

  for (guint i = 0; i < models->len; i++)
    entrants[i] = (JigEntrant) {
      names[i], jig_bundle_get_hash (bundle_at (models, i)),
      g_ptr_array_index (ground.predictions, i)
    };
  contest = (JigContest) {
    .task = ground.target->task,
    .n_classes = ground.target->n_classes,
    .target = ground.target->name,
    .rows = ground.rows,
    .targets = ground.targets,
    .weights = ground.weights,
    .groups = ground.groups,
    .baseline = jig_bundle_get_baseline (bundle_at (models, 0)),
    .n_resamples = (gsize) jig_values_get_int (values, "resamples"),
    .margin = jig_values_get_number (values, "margin"),
    .seed = jig_work_get_seed (work),
  };
  comparison = jig_compare (&contest, entrants, models->len, &comparing, error);

  return comparison != NULL ? jig_object_new (&jig_object_comparison, comparison) : NULL;
}

const JigCommand jig_command_compare = {
  .id = "compare",
  .title = N_("Compare models"),
  .object = "comparison",
  .params = params,
  .version = 1,
  .run = run,
};
