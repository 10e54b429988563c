#include "tests/support/exports.h"

#include "core/base/random.h"
#include "core/data/calendar.h"
#include "tests/support/columns.h"

#include <math.h>
#include <string.h>

const char jig_test_mixed_nodes[] =
  "[{'kind':'impute','name':'age','inputs':['나이'],'settings':{'output':'both'}},"
  "{'kind':'one-hot','name':'place','inputs':['a\\\"b;--'],'settings':{'other':true}},"
  "{'kind':'date-part','name':'hour number','inputs':['EOF'],'feature':false,"
  "'settings':{'part':'hour'}},"
  "{'kind':'vocabulary','name':'hour','inputs':['hour number'],'settings':{'range':'0..23'}},"
  "{'kind':'pass','name':'flag','inputs':['*/ flag?']},"
  "{'kind':'hash','name':'text','inputs':['double'],'settings':{'buckets':4}}]";

static GPtrArray *
get_specs (JigFrame        *frame,
           const JigSchema *schema,
           const char      *nodes,
           const char      *kind,
           const char      *settings,
           GError         **error)
{
  JigRecipeStyle style = !g_str_equal (kind, "boost") ? JIG_RECIPE_LINEAR
                         : strstr (settings, "categories=native") != NULL ? JIG_RECIPE_CATEGORIES
                         : JIG_RECIPE_TREES;

  if (nodes != NULL)
    return jig_test_specs (nodes, error);

  return jig_node_specs_propose (frame, schema, style, error);
}

static void
fit_recipe (JigTestExport *self,
            const char    *nodes,
            const char    *kind,
            const char    *settings)
{
  g_autoptr(JigSchema) plain = jig_schema_from_frame (self->frame);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigSchema) schema =
    jig_schema_with_role (plain, self->target, JIG_ROLE_TARGET, &error);
  g_autoptr(GPtrArray) specs = NULL;

  g_assert_no_error (error);
  specs = get_specs (self->frame, schema, nodes, kind, settings, &error);
  g_assert_no_error (error);
  self->recipe = jig_recipe_fit (specs, self->frame, schema, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
fit_model (JigTestExport *self,
           const char    *kind,
           const char    *settings)
{
  const JigModelOps *ops = jig_model_find_ops (kind);
  g_autoptr(JigTarget) target = NULL;
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  g_auto(GStrv) words = g_strsplit (settings, " ", -1);
  g_autoptr(GError) error = NULL;
  gsize n_features = jig_recipe_get_n_features (self->recipe);
  gsize n_rows = jig_frame_get_n_rows (self->frame);
  g_autofree double *features = g_new0 (double, n_rows * n_features + 1);
  JigSamples samples = { features, NULL, NULL, n_rows, n_features,
                         jig_recipe_get_levels (self->recipe) };
  JigFit fit = { .samples = &samples, .values = values, .seed = 1 };

  target = jig_target_new (jig_frame_require (self->frame, self->target, NULL), NULL, &error);
  g_assert_no_error (error);
  if (*settings != '\0')
    jig_values_parse_all (values, (const char * const *) words, &error);
  g_assert_no_error (error);
  jig_recipe_apply (self->recipe, self->frame, NULL, features, NULL, &error);
  g_assert_no_error (error);

  samples.targets = target->values;
  fit.task = target->task;
  fit.n_classes = target->n_classes;
  self->model = jig_model_fit (ops, &fit, jig_recipe_get_features (self->recipe), target->labels,
                               NULL, &error);
  g_assert_no_error (error);
}

void
jig_test_export_init (JigTestExport *self,
                      JigFrame      *frame,
                      const char    *nodes,
                      const char    *target,
                      const char    *kind,
                      const char    *settings)
{
  self->frame = jig_frame_ref (frame);
  self->target = target;
  fit_recipe (self, nodes, kind, settings);
  fit_model (self, kind, settings);
}

void
jig_test_export_clear (JigTestExport *self)
{
  g_clear_pointer (&self->model, jig_model_unref);
  g_clear_pointer (&self->recipe, jig_recipe_unref);
  g_clear_pointer (&self->frame, jig_frame_unref);
}

static const char * const places[] = { "서울", "a \"b\"; --", "=1,2", "*/ ?\?=", NULL };
static const char * const sentences[] = {
  "", "the quick brown Fox", "Über den Fluß, ÉTÉ!", "여우가 뛴다 뛴다", "a_b a-b 3 3 3",
};
static const char * const labels[] = { "no", "maybe", "yes, \"sure\"", NULL };

/* The columns of one table, (n_rows,) each. */
typedef struct
{
  double      *ages;
  double      *amounts;
  guint32     *places;
  const char **texts;
  gint64      *times;
  guint8      *flags;
  guint32     *labels;
} Mixed;

static void
fill_row (const Mixed *mixed,
          gsize        i,
          JigRandom   *random)
{
  double age = floor (jig_random_double (random) * 80.0);
  guint32 place = (guint32) jig_random_below (random, 4);
  gint64 hours = (gint64) jig_random_below (random, 24 * 1000);
  double score = age / 40.0 + place + jig_random_double (random);

  mixed->ages[i] = jig_random_below (random, 8) == 0 ? NAN : age;
  mixed->places[i] = jig_random_below (random, 9) == 0 ? JIG_CODE_MISSING : place;
  mixed->texts[i] = sentences[jig_random_below (random, G_N_ELEMENTS (sentences))];
  mixed->times[i] = jig_random_below (random, 7) == 0
                    ? JIG_TIME_MISSING : hours * 3600 * JIG_CALENDAR_SECOND + 250000;
  mixed->flags[i] = (guint8) jig_random_below (random, 3);
  mixed->amounts[i] = 100.0 * score;
  mixed->labels[i] = score > 3.5 ? 2 : score > 2.0 ? 1 : 0;
}

JigFrame *
jig_test_mixed (gsize n_rows)
{
  g_autofree double *ages = g_new (double, n_rows);
  g_autofree double *amounts = g_new (double, n_rows);
  g_autofree guint32 *codes = g_new (guint32, n_rows);
  g_autofree const char **texts = g_new (const char *, n_rows);
  g_autofree gint64 *times = g_new (gint64, n_rows);
  g_autofree guint8 *flags = g_new (guint8, n_rows);
  g_autofree guint32 *classes = g_new (guint32, n_rows);
  const Mixed mixed = { ages, amounts, codes, texts, times, flags, classes };
  JigRandom random;

  jig_random_init (&random, 1, "mixed", 0);
  for (gsize i = 0; i < n_rows; i++)
    fill_row (&mixed, i, &random);

  return jig_test_frame (jig_test_numbers ("나이", ages, n_rows),
                         jig_test_categories ("a\"b;--", codes, n_rows, places),
                         jig_test_texts ("double", texts, n_rows),
                         jig_test_times ("EOF", times, n_rows, TRUE),
                         jig_test_booleans ("*/ flag?", flags, n_rows),
                         jig_test_numbers ("amount", amounts, n_rows),
                         jig_test_categories ("label", classes, n_rows, labels), NULL);
}

JigFrame *
jig_test_without_missing (JigFrame   *frame,
                          const char *name)
{
  const JigColumn *column = jig_frame_require (frame, name, NULL);
  g_autofree guint32 *ids = g_new (guint32, jig_frame_get_n_rows (frame));
  g_autoptr(JigRows) rows = NULL;
  gsize n_rows = 0;

  for (gsize i = 0; i < jig_frame_get_n_rows (frame); i++)
    if (!jig_column_is_missing (column, i))
      ids[n_rows++] = (guint32) i;
  rows = jig_rows_new_copy (ids, n_rows, NULL);

  return jig_frame_select (frame, rows, NULL);
}
