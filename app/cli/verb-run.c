/* jig run: a walkthrough without a window. */

#include "app/cli/language.h"
#include "app/cli/report.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/output.h"
#include "core/base/text.h"
#include "core/chart/narrate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const JigOption options[] = {
  { "step", "ID", N_("run what that step needs, then it") },
  { "csv", "FILE", N_("your own data instead of the built-in ones") },
  { "role", "ROLE=COL", N_("what a column of them is for; repeatable") },
  { "set", "STEP.PARAM=VALUE", N_("change a setting; repeatable") },
  { "mistake", "STEP.ID", N_("make that mistake on purpose; repeatable") },
  { "break", NULL, N_("hide a mistake that the seed chooses; run.json says which") },
  { "out", "FOLDER", N_("where the report goes; without --json PATTERN-out") },
  { NULL }
};

static const JigPattern *
find_pattern (const char  *id,
              GError     **error)
{
  const JigPattern *pattern = jig_pattern_find (id);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) known = NULL;
  g_autofree char *list = NULL;

  if (pattern != NULL)
    return pattern;

  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    g_strv_builder_add (builder, jig_patterns[i]->id);
  known = g_strv_builder_end (builder);
  list = g_strjoinv (", ", known);
  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("There is no pattern \"%s\". There are: %s."), id, list);

  return NULL;
}

/* The user's table with the roles that were said; NULL without an error: the built-in one. */
static gboolean
load_data (JigCall     *call,
           JigDataset **dataset,
           GError     **error)
{
  const char *path = jig_call_get (call, "csv");
  GPtrArray *roles = jig_arguments_get_all (call->arguments, "role");
  const JigEntry *entry = path != NULL ? jig_call_load (call, path, "csv", error) : NULL;

  *dataset = NULL;
  if (path == NULL)
    return TRUE;

  for (guint i = 0; entry != NULL && roles != NULL && i < roles->len; i++)
    {
      const char *word = g_ptr_array_index (roles, i);
      const char *equals = strchr (word, '=');
      g_autofree char *role = equals != NULL ? g_strndup (word, (gsize) (equals - word)) : NULL;

      if (equals == NULL)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("--role takes ROLE=COL, not \"%s\"."), word);
          return FALSE;
        }
      entry = jig_call_act (call, error, "schema", "data-1", "data", "data-1",
                            "column", equals + 1, "role", role, NULL);
    }

  if (entry == NULL)
    return FALSE;
  *dataset = jig_object_get_dataset (entry->result);

  return TRUE;
}

static gboolean
take_settings (const JigCall  *call,
               JigRun         *run,
               GError        **error)
{
  GPtrArray *words = jig_arguments_get_all (call->arguments, "set");

  for (guint i = 0; words != NULL && i < words->len; i++)
    if (!jig_run_take_setting (run, g_ptr_array_index (words, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
take_mistakes (const JigCall  *call,
               JigRun         *run,
               GError        **error)
{
  GPtrArray *words = jig_arguments_get_all (call->arguments, "mistake");

  for (guint i = 0; words != NULL && i < words->len; i++)
    if (!jig_run_take_mistake (run, g_ptr_array_index (words, i), error))
      return FALSE;

  return TRUE;
}

/* Which steps are asked for: [*begin, *end). */
static gboolean
find_steps (const JigCall     *call,
            const JigPattern  *pattern,
            gsize             *begin,
            gsize             *end,
            GError           **error)
{
  const char *id = jig_call_get (call, "step");
  gssize step = id != NULL ? jig_pattern_find_step (pattern, id) : -1;

  *begin = 0;
  *end = jig_pattern_n_steps (pattern);
  if (id != NULL && step < 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The pattern \"%s\" has no step \"%s\"."), pattern->id, id);
      return FALSE;
    }

  if (id != NULL)
    {
      *begin = (gsize) step;
      *end = *begin + 1;
    }

  return TRUE;
}

static gboolean
run_step (const JigCall  *call,
          JigRun         *run,
          gsize           step,
          JigProgress    *progress,
          JigExhibit    **exhibit,
          GError        **error)
{
  const char *why;

  *exhibit = NULL;
  if (jig_run_get_state (run, step, &why) == JIG_STEP_CANNOT)
    {
      if (!jig_call_has (call, "step"))
        return TRUE;
      g_set_error_literal (error, JIG_ERROR, JIG_ERROR_DATA, why);
      return FALSE;
    }

  if (!jig_run_update (run, step, progress, error))
    return FALSE;
  *exhibit = jig_run_show (run, step, error);

  return *exhibit != NULL;
}

static void
write_figures (const JigExhibit *exhibit,
               const JigStep    *step,
               gboolean          has_files,
               JigJsonWriter    *writer)
{
  static const char * const kinds[] = { "svg", "png", "csv" };

  jig_json_writer_name (writer, "figures");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < jig_exhibit_get_n_figures (exhibit); i++)
    {
      const JigFigure *figure = jig_exhibit_get_figure (exhibit, i);
      g_autofree char *summary = jig_narrate_summary (figure);

      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "id");
      jig_json_writer_string (writer, jig_figure_get_id (figure));
      jig_json_writer_name (writer, "title");
      jig_json_writer_string (writer, jig_figure_get_title (figure));
      jig_json_writer_name (writer, "summary");
      jig_json_writer_string (writer, summary);
      for (gsize k = 0; has_files && k < G_N_ELEMENTS (kinds); k++)
        {
          g_autofree char *name = g_strdup_printf ("%s/%s.%s", step->id,
                                                   jig_figure_get_id (figure), kinds[k]);

          jig_json_writer_name (writer, kinds[k]);
          jig_json_writer_string (writer, name);
        }
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static void
write_step (const JigRun     *run,
            gsize             i,
            const JigExhibit *exhibit,
            gboolean          has_files,
            JigJsonWriter    *writer)
{
  const JigStep *step = &jig_run_get_pattern (run)->steps[i];
  const char *why = NULL;

  jig_run_get_state (run, i, &why);
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "id");
  jig_json_writer_string (writer, step->id);
  jig_json_writer_name (writer, "state");
  jig_json_writer_string (writer, exhibit == NULL ? "skipped" : why != NULL ? "degraded" : "done");
  jig_json_writer_name (writer, "why");
  jig_json_writer_string (writer, why);
  if (exhibit != NULL)
    {
      jig_exhibit_write (exhibit, writer);
      write_figures (exhibit, step, has_files, writer);
    }
  jig_json_writer_name (writer, "check");
  if (exhibit == NULL || step->check == NULL)
    jig_json_writer_null (writer);
  else
    jig_json_writer_bool (writer, jig_run_is_checked (run, i));
  jig_json_writer_end_object (writer);
}

/* What --break has hidden; both NULL without it. */
typedef struct
{
  const JigStep    *step;
  const JigMistake *mistake;
} Answer;

static void
write_answer (const Answer  *answer,
              JigJsonWriter *writer)
{
  g_autofree char *id = NULL;

  if (answer->mistake == NULL)
    return;

  id = g_strdup_printf ("%s.%s", answer->step->id, answer->mistake->id);
  jig_json_writer_name (writer, "answer");
  jig_json_writer_string (writer, id);
}

static JigJsonWriter *
write_run (JigCall      *call,
           const JigRun *run,
           JigExhibit  **exhibits,
           gsize         begin,
           gsize         end,
           gboolean      has_files)
{
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "pattern");
  jig_json_writer_string (writer, jig_run_get_pattern (run)->id);
  jig_json_writer_name (writer, "data");
  jig_json_writer_string (writer, jig_run_is_own_data (run)
                                  ? jig_frame_get_hash (jig_run_get_dataset (run)->frame)
                                  : "built-in");
  jig_json_writer_name (writer, "steps");
  jig_json_writer_begin_array (writer);
  for (gsize i = begin; i < end; i++)
    write_step (run, i, exhibits[i], has_files, writer);
  jig_json_writer_end_array (writer);

  return writer;
}

static void
print_text (const JigRun *run,
            JigExhibit  **exhibits,
            gsize         begin,
            gsize         end)
{
  const JigPattern *pattern = jig_run_get_pattern (run);

  for (gsize i = begin; i < end; i++)
    {
      g_autofree char *headline = exhibits[i] != NULL ? jig_exhibit_dup_headline (exhibits[i])
                                                      : NULL;
      const char *why = NULL;

      jig_run_get_state (run, i, &why);
      g_print ("%zu. %s\n   %s\n", i + 1, _(pattern->steps[i].title),
               headline != NULL ? headline : why != NULL ? why : "");
      if (exhibits[i] != NULL && jig_exhibit_get_sentence (exhibits[i]) != NULL)
        g_print ("   %s\n", jig_exhibit_get_sentence (exhibits[i]));
    }
}

/* The same object that --json prints, in the folder of the report. */
static gboolean
save_json (JigCall        *call,
           JigJsonWriter  *writer,
           const char     *folder,
           GError        **error)
{
  g_autoptr(JigJsonWriter) owned = writer;
  g_autofree char *path = g_build_filename (folder, "run.json", NULL);
  g_autofree char *text = NULL;

  jig_json_writer_end_object (owned);
  text = jig_json_writer_finish (owned);

  return jig_output_save (path, text, strlen (text), error);
}

static gboolean
save (JigCall          *call,
      const JigReport  *report,
      gsize             begin,
      gsize             end,
      const Answer     *answer,
      GError          **error)
{
  JigJsonWriter *writer;

  if (!jig_report_write (report, error))
    return FALSE;

  writer = write_run (call, report->run, report->exhibits, begin, end, TRUE);
  write_answer (answer, writer);

  return save_json (call, writer, report->folder, error);
}

static gboolean
tell (JigCall       *call,
      JigRun        *run,
      JigExhibit   **exhibits,
      gsize          begin,
      gsize          end,
      const Answer  *answer,
      GError       **error)
{
  g_autofree char *usual = g_strconcat (jig_run_get_pattern (run)->id, "-out", NULL);
  const char *folder = jig_call_get (call, "out");

  if (folder == NULL && !call->as_json)
    folder = usual;
  if (folder != NULL)
    {
      const JigReport report = { run, exhibits, folder, jig_language_get () };

      if (!save (call, &report, begin, end, answer, error))
        return FALSE;
    }

  if (call->as_json)
    jig_call_end_json (call, write_run (call, run, exhibits, begin, end, folder != NULL));
  else
    {
      print_text (run, exhibits, begin, end);
      g_print (_("The report is in %s/index.html\n"), folder);
    }

  return TRUE;
}

static gboolean
walk (JigCall       *call,
      JigRun        *run,
      const Answer  *answer,
      GError       **error)
{
  const JigPattern *pattern = jig_run_get_pattern (run);
  gsize n_steps = jig_pattern_n_steps (pattern);
  g_autoptr(GPtrArray) exhibits = g_ptr_array_new_full ((guint) n_steps, NULL);
  gsize begin;
  gsize end;
  gboolean is_done = find_steps (call, pattern, &begin, &end, error);

  g_ptr_array_set_size (exhibits, (int) n_steps);
  for (gsize i = begin; is_done && i < end; i++)
    {
      JigProgress slice = jig_progress_slice (call->progress,
                                              (double) (i - begin) / (double) (end - begin),
                                              (double) (i + 1 - begin) / (double) (end - begin));

      is_done = run_step (call, run, i, &slice, (JigExhibit **) &exhibits->pdata[i], error);
    }

  is_done = is_done && tell (call, run, (JigExhibit **) exhibits->pdata, begin, end, answer,
                             error);
  for (gsize i = 0; i < n_steps; i++)
    g_clear_pointer ((JigExhibit **) &exhibits->pdata[i], jig_exhibit_unref);

  return is_done;
}

static gboolean
hide_mistake (const JigCall  *call,
              JigRun         *run,
              Answer         *answer,
              GError        **error)
{
  if (!jig_call_has (call, "break") ||
      jig_run_hide_mistake (run, &answer->step, &answer->mistake))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("%s: these data allow no mistake that could be hidden."),
               _(jig_run_get_pattern (run)->title));

  return FALSE;
}

static gboolean
run_pattern (JigCall  *call,
             GError  **error)
{
  const char *id = jig_call_operand (call, _("the name of one pattern"), error);
  const JigPattern *pattern = id != NULL ? find_pattern (id, error) : NULL;
  g_autoptr(JigRun) run = NULL;
  Answer answer = { NULL, NULL };
  JigDataset *dataset;

  if (pattern == NULL || !load_data (call, &dataset, error))
    return FALSE;

  run = jig_run_new (pattern, dataset, call->seed, error);

  return run != NULL && take_settings (call, run, error) && take_mistakes (call, run, error) &&
         hide_mistake (call, run, &answer, error) && walk (call, run, &answer, error);
}

const JigVerb jig_verb_run = {
  .id = "run",
  .usage = "PATTERN [OPTIONS]",
  .summary = N_("Walk through a pattern and write a report"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run_pattern,
};
