/* jig score: what a model says about the rows of a file. */

#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/model/scorer.h"

#include <glib/gi18n-lib.h>

static const JigOption options[] = {
  { "model", "FILE", N_("the model, a .jig file") },
  { "csv", "FILE", N_("the rows; - is standard input, which is the default") },
  { "o", "FILE", N_("write the predictions there; default standard output") },
  { "key", "COL", N_("the column that names the rows; default: their number") },
  { "output", "WHAT", N_("prediction, margin, class or leaf: the node of each tree that a "
                          "row comes to") },
  { "pass", "COL,...", N_("columns that go along unchanged") },
  { "unseen", "missing|error", N_("what to do with a category the model has never seen; "
                                  "default missing") },
  { "keep-partial", NULL, N_("when stopped, keep what was written so far as FILE.partial") },
  { "rejects", "FILE", N_("write the rows that cannot be used there") },
  { NULL }
};

/* What is open while the rows go through. */
typedef struct
{
  JigBundle     *bundle;
  JigCsvStream  *stream;
  JigScorer     *scorer;
  JigOutput     *output;
  JigOutput     *rejects;    /* (nullable) */
  char         **pass;
} Score;

static void
score_clear (Score *self)
{
  g_clear_pointer (&self->scorer, jig_scorer_free);
  g_clear_pointer (&self->stream, jig_csv_stream_free);
  g_clear_pointer (&self->bundle, jig_bundle_unref);
  g_clear_pointer (&self->output, jig_output_free);
  g_clear_pointer (&self->rejects, jig_output_free);
  g_strfreev (self->pass);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Score, score_clear)

static gboolean
take_plan (const JigCall  *call,
           JigScorerPlan  *plan,
           GError        **error)
{
  const char *output = jig_call_get (call, "output");
  const char *unseen = jig_call_get (call, "unseen");

  plan->refuses_unseen = g_strcmp0 (unseen, "error") == 0;
  if (unseen != NULL && !plan->refuses_unseen && !g_str_equal (unseen, "missing"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("--unseen must be missing or error, not \"%s\"."), unseen);
      return FALSE;
    }

  plan->wants_leaves = g_strcmp0 (output, "leaf") == 0;
  if (output != NULL && !plan->wants_leaves && !jig_prediction_kind_from_name (output, &plan->kind))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("--output must be prediction, margin, class or leaf, not \"%s\"."), output);
      return FALSE;
    }

  return TRUE;
}

static char **
split_names (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (names, words[i]);

  return g_strv_builder_end (names);
}

static gboolean
check_options (const JigCall  *call,
               GError        **error)
{
  const char *csv = jig_call_get (call, "csv");
  const char *output = jig_call_get (call, "o");

  if (call->as_json && output == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("With --json, -o FILE is needed here."));
      return FALSE;
    }
  if (jig_call_has (call, "journal") && (csv == NULL || g_str_equal (csv, "-")))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("With --journal, --csv FILE is needed: standard input cannot be read again."));
      return FALSE;
    }

  return TRUE;
}

static char **
dup_input_names (const JigBundle *bundle)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  gsize n_inputs;
  const JigBundleInput *inputs = jig_bundle_get_inputs (bundle, &n_inputs);

  for (gsize i = 0; i < n_inputs; i++)
    g_strv_builder_add (names, inputs[i].field->name);

  return g_strv_builder_end (names);
}

static gboolean
open_all (JigCall  *call,
          Score    *self,
          GError  **error)
{
  const char *model = jig_call_require (call, "model", error);
  const char *csv = jig_call_get (call, "csv");
  const char *output = jig_call_get (call, "o");
  const char *rejects = jig_call_get (call, "rejects");
  g_auto(GStrv) names = NULL;
  JigScorerPlan plan = { .key = jig_call_get (call, "key"), .counts_keys = call->as_json };

  self->bundle = model != NULL ? jig_bundle_load (model, error) : NULL;
  if (self->bundle == NULL || !check_options (call, error) || !take_plan (call, &plan, error))
    return FALSE;

  self->pass = split_names (jig_call_get (call, "pass"));
  plan.pass = (const char * const *) self->pass;
  names = dup_input_names (self->bundle);
  self->stream = jig_call_open (call, csv != NULL ? csv : "-", (const char * const *) names, error);
  self->scorer = self->stream != NULL
                 ? jig_scorer_new (self->bundle, &plan, self->stream, error) : NULL;
  self->output = self->scorer != NULL ? jig_output_new (output != NULL ? output : "-", error)
                                      : NULL;
  if (self->output == NULL)
    return FALSE;

  self->rejects = rejects != NULL ? jig_output_new (rejects, error) : NULL;

  return rejects == NULL || self->rejects != NULL;
}

static void
print_json (JigCall     *call,
            const Score *score)
{
  JigJsonWriter *writer = jig_call_begin_json (call);
  guint64 n_bad = jig_csv_stream_get_n_bad (score->stream);
  guint64 n_written = jig_scorer_get_n_written (score->scorer);
  gint64 n_repeated = jig_scorer_get_n_repeated (score->scorer);
  gsize n_inputs;
  const JigBundleInput *inputs = jig_bundle_get_inputs (score->bundle, &n_inputs);

  jig_json_writer_name (writer, "rows_in");
  jig_json_writer_int (writer, (gint64) (n_written + n_bad));
  jig_json_writer_name (writer, "rows_out");
  jig_json_writer_int (writer, (gint64) n_written);
  jig_json_writer_name (writer, "rejected");
  jig_json_writer_int (writer, (gint64) n_bad);
  jig_json_writer_name (writer, "unseen");
  jig_json_writer_begin_object (writer);
  for (gsize i = 0; i < n_inputs; i++)
    if (inputs[i].field->type == JIG_COLUMN_CATEGORY)
      {
        jig_json_writer_name (writer, inputs[i].field->name);
        jig_json_writer_int (writer, (gint64) jig_scorer_get_n_unseen (score->scorer, i));
      }
  jig_json_writer_end_object (writer);
  jig_json_writer_name (writer, "duplicate_keys");
  if (n_repeated >= 0)
    jig_json_writer_int (writer, n_repeated);
  else
    jig_json_writer_null (writer);
  jig_call_end_json (call, writer);
}

static void
tell (JigCall     *call,
      const Score *score)
{
  const char *csv = jig_call_get (call, "csv");
  guint64 n_bad = jig_csv_stream_get_n_bad (score->stream);
  g_autofree char *sha256 = jig_csv_stream_dup_sha256 (score->stream);

  /* Whoever keeps a journal has read the file already, and told so. */
  if (!jig_call_has (call, "journal"))
    jig_call_add_input (call, "csv", csv != NULL ? csv : "-",
                        jig_csv_stream_get_n_bytes (score->stream), sha256,
                        (gint64) jig_csv_stream_get_n_rows (score->stream));
  if (!jig_call_has (call, "journal") && n_bad > 0)
    jig_call_warn (call, "csv.bad_rows", _("%s: %zu malformed rows were left out."),
                   csv != NULL ? csv : "-", (gsize) n_bad);
  if (call->as_json)
    print_json (call, score);
}

/* Whole rows, from the first: of a file that is not there only the name says so. */
static gboolean
keep_partial (const JigCall  *call,
              const Score    *score,
              GError        **error)
{
  if (!jig_call_has (call, "keep-partial") || jig_scorer_get_n_written (score->scorer) == 0)
    return TRUE;

  return jig_output_keep (score->output, ".partial", error) &&
         (score->rejects == NULL || jig_output_keep (score->rejects, ".partial", error));
}

/* A failure to keep what there is matters more than that somebody stopped it. */
static gboolean
score_rows (const JigCall  *call,
            const Score    *score,
            GError        **error)
{
  g_autoptr(GError) inner = NULL;

  if (jig_scorer_run (score->scorer, score->output, score->rejects, call->progress, &inner))
    return TRUE;

  if (!g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      keep_partial (call, score, error))
    g_propagate_error (error, g_steal_pointer (&inner));

  return FALSE;
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  g_auto(Score) score = { NULL };

  if (!open_all (call, &score, error) ||
      (jig_call_has (call, "journal") &&
       jig_call_load (call, jig_call_get (call, "csv"), "csv", error) == NULL) ||
      !score_rows (call, &score, error) ||
      (score.rejects != NULL && !jig_output_commit (score.rejects, error)) ||
      !jig_output_commit (score.output, error))
    return FALSE;

  tell (call, &score);

  return TRUE;
}

const JigVerb jig_verb_score = {
  .id = "score",
  .usage = "--model MODEL [--csv FILE|-] [-o FILE|-] [OPTIONS]",
  .summary = N_("Predict the rows of a CSV file"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
