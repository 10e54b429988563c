/* jig compare: models on the same rows. */

#include "app/cli/language.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/model/compare-pair.h"
#include "core/project/object-comparison.h"
#include "core/project/object-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DISPLAY_DIGITS 5

static const JigOption options[] = {
  { "csv", "FILE", N_("the rows to compare on; - is standard input") },
  { "label", "COL", N_("the column with the truth; default: that of the models") },
  { "baseline", "MODEL", N_("the model the others are compared with; default: the first") },
  { "metric", "NAME,...", N_("which metrics to judge by; default: the main one") },
  { "resamples", "N", N_("how often rows are drawn; default 2000") },
  { "margin", "E", N_("differences up to this count as the same") },
  { "group", "COL", N_("rows of one group are drawn together") },
  { "weight", "COL", N_("the column with the weights of the rows") },
  { NULL }
};

/* A name that is not taken yet, such as "b.jig". */
static char *
name_of (const JigCall *call,
         const char    *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdelimit (g_strdup (base), ",", '_');
  guint n = 1;

  while (jig_project_get_object (call->project, name) != NULL)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", base, ++n);
    }

  return g_steal_pointer (&name);
}

/* Reads the models; the one that others are compared with first. */
static char *
import_models (JigCall  *call,
               GError  **error)
{
  GPtrArray *paths = jig_arguments_get_operands (call->arguments);
  const char *baseline = jig_call_get (call, "baseline");
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *name = name_of (call, path);

      if (jig_call_act (call, error, "import", name, "file", path, NULL) == NULL)
        {
          g_string_free (names, TRUE);
          return NULL;
        }
      if (g_strcmp0 (path, baseline) == 0 && names->len > 0)
        {
          g_string_prepend_c (names, ',');
          g_string_prepend (names, name);
        }
      else
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", name);
    }

  return g_string_free (names, FALSE);
}

static gboolean
set_roles (JigCall  *call,
           GError  **error)
{
  static const struct { const char *option; const char *role; } rows[] = {
    { "label", "target" }, { "weight", "weight" }, { "group", "group" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *column = jig_call_get (call, rows[i].option);

      if (column != NULL &&
          jig_call_act (call, error, "schema", "data-1", "data", "data-1", "column", column,
                        "role", rows[i].role, NULL) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_metrics (const JigCall        *call,
              const JigComparison  *comparison,
              GArray               *metrics,
              GError              **error)
{
  const char *word = jig_call_get (call, "metric");
  g_auto(GStrv) names = g_strsplit (word != NULL ? word : "", ",", -1);
  JigMetricId metric = jig_metric_main (comparison->task);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (!jig_metric_from_id (names[i], &metric) ||
          (jig_metric_get_info (metric)->takes & JIG_TASK_TAKES (comparison->task)) == 0)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("\"%s\" is no metric for what these models predict."), names[i]);
          return FALSE;
        }
      g_array_append_val (metrics, metric);
    }

  if (metrics->len == 0)
    g_array_append_val (metrics, metric);

  return TRUE;
}

/* Answers */

static void
write_model (const JigComparison *comparison,
             gsize                i,
             JigJsonWriter       *writer)
{
  const JigContestant *contestant = &comparison->contestants[i];

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, jig_comparison_get_name (comparison, i));
  jig_json_writer_name (writer, "sha256");
  jig_json_writer_string (writer, contestant->hash);
  jig_json_writer_name (writer, "metrics");
  jig_json_writer_begin_object (writer);
  for (guint k = 0; k < JIG_N_METRICS; k++)
    {
      const JigMetricInfo *info = jig_metric_get_info ((JigMetricId) k);

      if ((info->takes & JIG_TASK_TAKES (comparison->task)) == 0)
        continue;
      jig_json_writer_name (writer, info->id);
      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "value");
      jig_json_writer_double (writer, contestant->judgement.values[k]);
      jig_json_writer_name (writer, "low");
      jig_json_writer_double (writer, contestant->intervals[k].low);
      jig_json_writer_name (writer, "high");
      jig_json_writer_double (writer, contestant->intervals[k].high);
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}

static void
write_sentence (const JigComparison *comparison,
                gsize                i,
                JigMetricId          metric,
                JigJsonWriter       *writer)
{
  static const char * const languages[] = { "en", "ko" };

  jig_json_writer_name (writer, "sentence");
  jig_json_writer_begin_object (writer);
  for (gsize k = 0; k < G_N_ELEMENTS (languages); k++)
    {
      char *before = jig_language_push (languages[k]);
      g_autofree char *sentence = jig_comparison_dup_verdict (comparison, i, metric);

      jig_json_writer_name (writer, languages[k]);
      jig_json_writer_string (writer, sentence);
      jig_language_pop (before);
    }
  jig_json_writer_end_object (writer);
}

static void
write_verdict (const JigComparison *comparison,
               gsize                i,
               JigMetricId          metric,
               JigJsonWriter       *writer)
{
  const JigVerdict *verdict = &comparison->contestants[i].verdicts[metric];

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "metric");
  jig_json_writer_string (writer, jig_metric_get_info (metric)->id);
  jig_json_writer_name (writer, "model");
  jig_json_writer_string (writer, jig_comparison_get_name (comparison, i));
  jig_json_writer_name (writer, "against");
  jig_json_writer_string (writer, jig_comparison_get_name (comparison, 0));
  jig_json_writer_name (writer, "difference");
  jig_json_writer_double (writer, verdict->difference);
  jig_json_writer_name (writer, "low");
  jig_json_writer_double (writer, verdict->interval.low);
  jig_json_writer_name (writer, "high");
  jig_json_writer_double (writer, verdict->interval.high);
  jig_json_writer_name (writer, "detectable");
  jig_json_writer_double (writer, verdict->detectable);
  jig_json_writer_name (writer, "mark");
  jig_json_writer_string (writer, jig_verdict_mark_name (verdict->mark));
  jig_json_writer_name (writer, "rows_needed");
  jig_json_writer_double (writer, verdict->rows_needed);
  write_sentence (comparison, i, metric, writer);
  jig_json_writer_end_object (writer);
}

static void
write_mcnemar (const JigComparison *comparison,
               JigJsonWriter       *writer)
{
  JigMcnemar result = jig_comparison_test_mcnemar (comparison, 1, 0.5);

  jig_json_writer_name (writer, "mcnemar");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "only_first");
  jig_json_writer_int (writer, (gint64) result.only_first);
  jig_json_writer_name (writer, "only_second");
  jig_json_writer_int (writer, (gint64) result.only_second);
  jig_json_writer_name (writer, "exact");
  jig_json_writer_bool (writer, result.is_exact);
  jig_json_writer_name (writer, "p");
  jig_json_writer_double (writer, result.p);
  jig_json_writer_end_object (writer);
}

static gboolean
write_delong (const JigComparison  *comparison,
              JigJsonWriter        *writer,
              GError              **error)
{
  JigDelong result;

  if (!jig_comparison_test_delong (comparison, 1, &result, error))
    return FALSE;

  jig_json_writer_name (writer, "delong");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "difference");
  jig_json_writer_double (writer, result.difference);
  jig_json_writer_name (writer, "standard_error");
  jig_json_writer_double (writer, result.standard_error);
  jig_json_writer_name (writer, "z");
  jig_json_writer_double (writer, result.z);
  jig_json_writer_name (writer, "p");
  jig_json_writer_double (writer, result.p);
  jig_json_writer_end_object (writer);

  return TRUE;
}

/* Tests between the first two models, where two classes are predicted. */
static void
write_tests (const JigComparison *comparison,
             JigJsonWriter       *writer)
{
  jig_json_writer_name (writer, "tests");
  jig_json_writer_begin_object (writer);
  if (comparison->task == JIG_TASK_BINARY)
    {
      write_mcnemar (comparison, writer);

      /* With one class there is no rank to test, and the metrics say so already. */
      write_delong (comparison, writer, NULL);
    }
  jig_json_writer_end_object (writer);
}

static const JigModel *
model_named (const JigCall *call,
             const char    *name)
{
  const JigTrained *trained = jig_object_get_trained (jig_project_get_object (call->project, name));

  return trained != NULL ? jig_bundle_get_model (trained->bundle) : NULL;
}

static void
write_difference (const JigCall        *call,
                  const JigComparison  *comparison,
                  const JigParam       *param,
                  JigJsonWriter        *writer)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean differs = FALSE;

  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      const JigModel *model = model_named (call, comparison->contestants[i].name);
      const JigValues *values = model != NULL ? jig_model_get_values (model) : NULL;
      gboolean has_it = values != NULL && jig_values_find_param (values, param->id) != NULL;

      g_ptr_array_add (words, has_it ? jig_values_to_text (values, param->id) : NULL);
      differs |= i > 0 && g_strcmp0 (g_ptr_array_index (words, i),
                                     g_ptr_array_index (words, 0)) != 0;
    }
  if (!differs)
    return;

  jig_json_writer_name (writer, param->id);
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < words->len; i++)
    jig_json_writer_string (writer, g_ptr_array_index (words, i));
  jig_json_writer_end_array (writer);
}

/* A member for every setting that is not the same in all models. */
static void
write_settings_diff (const JigCall       *call,
                     const JigComparison *comparison,
                     JigJsonWriter       *writer)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  jig_json_writer_name (writer, "settings_diff");
  jig_json_writer_begin_object (writer);
  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      const JigModel *model = model_named (call, comparison->contestants[i].name);

      if (model == NULL)
        continue;
      for (const JigParam *param = jig_model_get_ops (model)->params; param->id != NULL; param++)
        if (g_hash_table_add (seen, (gpointer) param->id))
          write_difference (call, comparison, param, writer);
    }
  jig_json_writer_end_object (writer);
}

static void
print_json (JigCall             *call,
            const JigComparison *comparison,
            const GArray        *metrics)
{
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "models");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < comparison->n_contestants; i++)
    write_model (comparison, i, writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "verdict");
  jig_json_writer_begin_array (writer);
  for (gsize i = 1; i < comparison->n_contestants; i++)
    for (guint k = 0; k < metrics->len; k++)
      write_verdict (comparison, i, g_array_index (metrics, JigMetricId, k), writer);
  jig_json_writer_end_array (writer);
  write_tests (comparison, writer);
  write_settings_diff (call, comparison, writer);
  jig_call_end_json (call, writer);
}

static void
print_metric (const JigComparison *comparison,
              JigMetricId          metric)
{
  g_print ("%-18s", jig_metric_get_info (metric)->id);
  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      double value = comparison->contestants[i].judgement.values[metric];
      g_autofree char *text = isfinite (value) ? jig_number_to_display (value, DISPLAY_DIGITS)
                                               : g_strdup ("-");

      g_print (" %14s", text);
    }
  g_print ("\n");
}

static void
print_text (const JigComparison *comparison,
            const GArray        *metrics)
{
  for (gsize i = 1; i < comparison->n_contestants; i++)
    for (guint k = 0; k < metrics->len; k++)
      {
        g_autofree char *sentence =
          jig_comparison_dup_verdict (comparison, i, g_array_index (metrics, JigMetricId, k));
        g_autofree char *shown = jig_text_escape_display (sentence, -1);

        g_print ("%s\n", shown);
      }

  g_print ("\n%-18s", "");
  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      g_autofree char *shown = jig_text_escape_display (jig_comparison_get_name (comparison, i),
                                                        -1);

      g_print (" %14s", shown);
    }
  g_print ("\n");
  for (guint i = 0; i < JIG_N_METRICS; i++)
    if ((jig_metric_get_info ((JigMetricId) i)->takes & JIG_TASK_TAKES (comparison->task)) != 0)
      print_metric (comparison, (JigMetricId) i);
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  GPtrArray *paths = jig_arguments_get_operands (call->arguments);
  const char *csv = jig_call_require (call, "csv", error);
  g_autoptr(GArray) metrics = g_array_new (FALSE, FALSE, sizeof (JigMetricId));
  g_autofree char *names = NULL;
  const JigComparison *comparison;
  const JigEntry *entry;

  if (csv == NULL)
    return FALSE;
  if (paths->len == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("\"jig compare\" needs a model."));
      return FALSE;
    }

  names = import_models (call, error);
  if (names == NULL || jig_call_load (call, csv, "csv", error) == NULL || !set_roles (call, error))
    return FALSE;

  entry = jig_call_act (call, error, "compare", NULL, "models", names, "data", "data-1",
                        "resamples", jig_call_get (call, "resamples"),
                        "margin", jig_call_get (call, "margin"), NULL);
  if (entry == NULL)
    return FALSE;

  comparison = jig_object_get_comparison (entry->result);
  if (!read_metrics (call, comparison, metrics, error))
    return FALSE;

  if (call->as_json)
    print_json (call, comparison, metrics);
  else
    print_text (comparison, metrics);

  return TRUE;
}

const JigVerb jig_verb_compare = {
  .id = "compare",
  .usage = "MODEL... --csv FILE [OPTIONS]",
  .summary = N_("Compare models on the same rows"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
