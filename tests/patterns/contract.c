/* What every pattern promises, checked on every pattern there is. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/chart/narrate.h"
#include "core/chart/twin.h"
#include "core/data/sample.h"
#include "core/project/project.h"
#include "patterns/kit/guide.h"
#include "patterns/kit/run.h"
#include "tests/support/own-data.h"

#include <math.h>
#include <pango/pango.h>
#include <string.h>

static JigRun *
make_run (const JigPattern *pattern,
          JigDataset       *dataset)
{
  g_autoptr(GError) error = NULL;
  JigRun *run = jig_run_new (pattern, dataset, 1, &error);

  g_assert_no_error (error);

  return run;
}

static void
update (JigRun *run,
        gsize   step)
{
  g_autoptr(GError) error = NULL;
  gboolean is_done = jig_run_update (run, step, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (is_done);
}

static JigExhibit *
show (const JigRun *run,
      gsize         step)
{
  g_autoptr(GError) error = NULL;
  JigExhibit *exhibit = jig_run_show (run, step, &error);

  g_assert_no_error (error);

  return exhibit;
}

/* What a step says, with every figure, as text. */
static char *
write_step (const JigRun *run,
            gsize         step)
{
  g_autoptr(JigExhibit) exhibit = show (run, step);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *json = NULL;
  GString *text;

  jig_json_writer_begin_object (writer);
  jig_exhibit_write (exhibit, writer);
  jig_json_writer_end_object (writer);
  json = jig_json_writer_finish (writer);
  text = g_string_new (json);

  for (gsize i = 0; i < jig_exhibit_get_n_figures (exhibit); i++)
    {
      g_autoptr(JigTwin) twin = jig_twin_new (jig_exhibit_get_figure (exhibit, i));
      jig_autofree char *csv = jig_twin_to_csv (twin, NULL);

      g_string_append (text, csv);
    }

  return g_string_free (text, FALSE);
}

static char *
write_all (JigRun *run)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < jig_pattern_n_steps (jig_run_get_pattern (run)); i++)
    {
      g_autofree char *step = NULL;

      if (jig_run_get_state (run, i, NULL) == JIG_STEP_CANNOT)
        continue;
      update (run, i);
      step = write_step (run, i);
      g_string_append (text, step);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
test_table (gconstpointer data)
{
  const JigPattern *pattern = data;

  g_assert_true (is_said (pattern->title) && is_said (pattern->summary));
  g_assert_true (is_said (pattern->problem));
  g_assert_nonnull (jig_sample_find (pattern->sample));
  g_assert_cmpuint (pattern->minutes, >, 0);

  for (gsize i = 0; i < jig_pattern_n_steps (pattern); i++)
    {
      const JigStep *step = &pattern->steps[i];

      g_test_message ("%s", step->id);
      g_assert_true (is_said (step->title) && is_said (step->question) && is_said (step->makes));
      g_assert_true (step->run != NULL && step->free != NULL && step->show != NULL);
      g_assert_true ((step->check == NULL) == (step->check_text == NULL));
      g_assert_cmpint (jig_pattern_find_step (pattern, step->id), ==, (gssize) i);
      g_assert_cmpint (jig_pattern_find_maker (pattern, step->makes), ==, (gssize) i);
      if (step->ask != NULL)
        {
          g_assert_true (is_said (step->ask->text) && step->ask->right != NULL);
          g_assert_true (is_said (step->ask->hints[0]) && is_said (step->ask->hints[1]));
        }
    }
}

static void
test_steps_feed_each_other (gconstpointer data)
{
  const JigPattern *pattern = data;

  for (gsize i = 0; i < jig_pattern_n_steps (pattern); i++)
    {
      const char *needs = pattern->steps[i].needs != NULL ? pattern->steps[i].needs : "";
      g_auto(GStrv) names = g_strsplit (needs, " ", -1);

      for (gsize k = 0; names[k] != NULL; k++)
        {
          gssize maker;

          names[k][strcspn (names[k], "?")] = '\0';
          maker = jig_pattern_find_maker (pattern, names[k]);
          g_assert_cmpint (maker, >=, 0);
          g_assert_cmpint (maker, <, (gssize) i);
        }
    }
}

static void
test_guides_cover_steps (gconstpointer data)
{
  const JigPattern *pattern = data;
  const char * const languages[] = { "en", "ko" };

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigGuide) guide = jig_guide_load (pattern->id, languages[l], &error);

      g_assert_no_error (error);
      for (gsize i = 0; i < jig_pattern_n_steps (pattern); i++)
        {
          g_autofree char *markup = jig_guide_dup_section_markup (guide, pattern->steps[i].id);

          g_test_message ("%s, %s", languages[l], pattern->steps[i].id);
          g_assert_true (jig_guide_has_section (guide, pattern->steps[i].id));
          g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error));
          g_assert_no_error (error);
        }
    }
}

static void
assert_figures (const JigStep    *step,
                const JigExhibit *exhibit)
{
  g_auto(GStrv) ids = g_strsplit (step->figures, " ", -1);

  g_assert_cmpuint (jig_exhibit_get_n_figures (exhibit), ==, g_strv_length (ids));

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      JigFigure *figure = jig_exhibit_get_figure (exhibit, i);
      g_autofree char *summary = jig_narrate_summary (figure);
      g_autoptr(JigTwin) twin = jig_twin_new (figure);

      g_test_message ("figure %s", ids[i]);
      g_assert_cmpstr (jig_figure_get_id (figure), ==, ids[i]);
      g_assert_true (is_said (jig_figure_get_title (figure)) && is_said (summary));
      g_assert_cmpuint (jig_twin_get_n_columns (twin), >, 0);
      g_assert_cmpuint (jig_figure_get_n_dropped (figure), ==, 0);
    }
}

static void
assert_right_answer (const JigRun *run,
                     gsize         step)
{
  const JigAsk *ask = jig_run_get_pattern (run)->steps[step].ask;
  double right = jig_run_get_right (run, step);

  if (ask == NULL)
    return;

  g_assert_true (isfinite (right));
  if (ask->choices != NULL)
    {
      g_assert_cmpuint (g_strv_length ((char **) ask->choices), >=, 2);
      g_assert_cmpfloat (right, >=, 0);
      g_assert_cmpfloat (right, <, g_strv_length ((char **) ask->choices));
      g_assert_cmpfloat (right, ==, floor (right));
    }
}

/* No number without its baseline, nothing without a sentence. */
static void
assert_shows (JigRun *run,
              gsize   step)
{
  g_autoptr(JigExhibit) exhibit = show (run, step);
  const JigHeadline *headline = jig_exhibit_get_headline (exhibit);

  g_assert_true (is_said (headline->name) && is_said (headline->baseline_name));
  g_assert_true (isfinite (headline->value) && isfinite (headline->baseline_value));
  g_assert_cmpuint (headline->seed, ==, jig_run_get_seed (run));
  g_assert_true (headline->n_rows == 0 || is_said (headline->split));
  g_assert_true (is_said (jig_exhibit_get_sentence (exhibit)));
  assert_figures (&jig_run_get_pattern (run)->steps[step], exhibit);
  assert_right_answer (run, step);
}

static gsize
walk (JigRun *run)
{
  const JigPattern *pattern = jig_run_get_pattern (run);
  gsize n_done = 0;

  for (gsize i = 0; i < jig_pattern_n_steps (pattern); i++)
    {
      const char *why;

      g_test_message ("%s", pattern->steps[i].id);
      if (jig_run_get_state (run, i, &why) == JIG_STEP_CANNOT)
        {
          g_assert_true (is_said (why));
          continue;
        }
      update (run, i);
      assert_shows (run, i);
      n_done++;
    }

  return n_done;
}

static void
test_runs (gconstpointer data)
{
  const JigPattern *pattern = data;
  g_autoptr(JigRun) run = make_run (pattern, NULL);

  g_assert_cmpuint (walk (run), ==, jig_pattern_n_steps (pattern));
}

static void
test_runs_on_own_data (gconstpointer data)
{
  const JigPattern *pattern = data;

  for (gsize i = 0; jig_test_own_labels[i] != NULL; i++)
    {
      g_autoptr(JigDataset) dataset = jig_test_own_data (pattern->roles, jig_test_own_labels[i],
                                                         NULL);
      g_autoptr(JigRun) run = make_run (pattern, dataset);

      g_test_message ("label %s", jig_test_own_labels[i]);
      g_assert_cmpuint (walk (run), ==, jig_pattern_n_steps (pattern));
    }
}

/* Each role taken away: the pattern goes without it, or says what is missing. */
static void
test_roles_missing (gconstpointer data)
{
  const JigPattern *pattern = data;

  for (const JigPatternRole *role = pattern->roles; role->types != 0; role++)
    {
      g_autoptr(JigDataset) dataset = jig_test_own_data (pattern->roles, jig_test_own_labels[0],
                                                         role);
      g_autoptr(JigRun) run = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("\"%s\"", jig_role_name (role->role));

      g_test_message ("without %s", name);
      run = jig_run_new (pattern, dataset, 1, &error);
      if (role->min > 0)
        {
          g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
          g_assert_nonnull (strstr (error->message, name));
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (walk (run), >, 0);
        }
    }
}

static void
test_mistakes_differ (gconstpointer data)
{
  const JigPattern *pattern = data;

  for (gsize i = 0; i < jig_pattern_n_steps (pattern); i++)
    for (const JigMistake *mistake = pattern->steps[i].mistakes;
         mistake != NULL && mistake->id != NULL; mistake++)
      {
        g_autoptr(JigRun) run = make_run (pattern, NULL);
        g_autofree char *right = NULL;
        g_autofree char *wrong = NULL;
        g_autofree char *again = NULL;

        g_test_message ("%s: %s", pattern->steps[i].id, mistake->id);
        update (run, i);
        right = write_step (run, i);
        g_assert_true (jig_run_set_mistake (run, pattern->steps[i].id, mistake->id, TRUE, NULL));
        update (run, i);
        wrong = write_step (run, i);
        g_assert_true (jig_run_set_mistake (run, pattern->steps[i].id, mistake->id, FALSE, NULL));
        update (run, i);
        again = write_step (run, i);

        g_assert_cmpstr (wrong, !=, right);
        g_assert_cmpstr (again, ==, right);
      }
}

static void
test_same_bits_for_any_threads (gconstpointer data)
{
  const JigPattern *pattern = data;
  g_autofree char *first = NULL;

  for (guint n_threads = 1; n_threads <= 3; n_threads++)
    {
      g_autoptr(JigRun) run = make_run (pattern, NULL);
      g_autofree char *text = NULL;

      jig_parallel_set_n_threads (n_threads);
      text = write_all (run);
      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        g_assert_cmpstr (text, ==, first);
    }

  jig_parallel_set_n_threads (0);
}

typedef struct
{
  GCancellable *cancellable;
  guint         left;
} Patience;

static void
lose_patience (double      fraction,
               const char *what,
               gpointer    user_data)
{
  Patience *patience = user_data;

  if (patience->left == 0)
    g_cancellable_cancel (patience->cancellable);
  else
    patience->left--;
}

/* Stopped after so many reports; and gone on with later as if nothing was. */
static void
test_cancels (gconstpointer data)
{
  const JigPattern *pattern = data;
  gsize last = jig_pattern_n_steps (pattern) - 1;
  g_autoptr(JigRun) run = make_run (pattern, NULL);
  g_autoptr(JigRun) undisturbed = make_run (pattern, NULL);
  g_autofree char *text = NULL;
  g_autofree char *expected = write_all (undisturbed);
  guint n_cancelled = 0;

  for (guint n = 0; n < 40; n += 3)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Patience patience = { cancellable, n };
      JigProgress progress = { cancellable, lose_patience, &patience, 0, 1 };
      g_autoptr(JigRun) copy = jig_run_copy (run);
      g_autoptr(GError) error = NULL;

      if (jig_run_update (copy, last, &progress, &error))
        continue;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (jig_run_get_state (copy, last, NULL), ==, JIG_STEP_STALE);
      n_cancelled++;
    }

  g_assert_cmpuint (n_cancelled, >, 0);
  text = write_all (run);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_settings_come_back (gconstpointer data)
{
  const JigPattern *pattern = data;
  g_autoptr(JigRun) run = make_run (pattern, NULL);
  g_autoptr(JigRun) other = make_run (pattern, NULL);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JigJsonWriter) again = jig_json_writer_new (FALSE);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;

  for (gsize i = 0; i < jig_pattern_n_steps (pattern); i++)
    {
      const JigMistake *mistake = pattern->steps[i].mistakes;

      jig_run_set_answer (run, i, i % 2 == 0 ? (double) i : JIG_ANSWER_SKIPPED);
      if (mistake != NULL)
        g_assert_true (jig_run_set_mistake (run, pattern->steps[i].id, mistake->id, TRUE, NULL));
    }
  jig_run_write (run, writer);
  text = jig_json_writer_finish (writer);
  node = jig_json_parse (text, strlen (text), "walk", &error);
  g_assert_no_error (error);
  g_assert_true (jig_run_read (other, json_node_get_object (node), &error));
  g_assert_no_error (error);
  jig_run_write (other, again);
  back = jig_json_writer_finish (again);
  g_assert_cmpstr (back, ==, text);
}

/* "Do it in the project": every action is one of the project's, and works. */
static void
test_commands (gconstpointer data)
{
  const JigPattern *pattern = data;
  g_autoptr(JigRun) run = make_run (pattern, NULL);
  g_autoptr(JigProject) project = jig_project_new (jig_commands, 1);
  g_autoptr(GPtrArray) actions = NULL;

  walk (run);
  actions = jig_run_list_commands (run, NULL);
  g_assert_cmpuint (actions->len, >, 1);
  for (guint i = 0; i < actions->len; i++)
    {
      g_autoptr(JigAction) action = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", (const char *) actions->pdata[i]);
      action = jig_action_from_json (actions->pdata[i], -1, jig_commands, "walk", &error);
      g_assert_no_error (error);
      g_assert_nonnull (jig_project_act (project, action, NULL, &error));
      g_assert_no_error (error);
    }
}

/* A build directory set up before a pattern's folder was added has not heard of
 * it: `meson setup --reconfigure` tells it. */
static void
test_none_left_out (void)
{
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", "patterns", NULL);
  g_autoptr(GDir) folder = g_dir_open (root, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (root, name, "pattern.c", NULL);

      if (g_file_test (source, G_FILE_TEST_EXISTS))
        g_assert_nonnull (jig_pattern_find (name));
    }
}

static const struct
{
  const char    *name;
  GTestDataFunc  func;
} promises[] = {
  { "table", test_table },
  { "steps-feed-each-other", test_steps_feed_each_other },
  { "guides-cover-steps", test_guides_cover_steps },
  { "runs", test_runs },
  { "runs-on-own-data", test_runs_on_own_data },
  { "roles-missing", test_roles_missing },
  { "mistakes-differ", test_mistakes_differ },
  { "same-bits-for-any-threads", test_same_bits_for_any_threads },
  { "cancels", test_cancels },
  { "settings-come-back", test_settings_come_back },
  { "commands", test_commands },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (promises); k++)
      {
        g_autofree char *path = g_strdup_printf ("/patterns/%s/%s", jig_patterns[i]->id,
                                                 promises[k].name);

        g_test_add_data_func (path, jig_patterns[i], promises[k].func);
      }
  g_test_add_func ("/patterns/none-left-out", test_none_left_out);

  return g_test_run ();
}
