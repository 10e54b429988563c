#include "tests/support/walk-pattern.h"

#include "core/base/error.h"

#define TREES 100

/* A pattern of four steps: a fit with a question of choices, settings and a
 * mistake; a question of a number; one that needs a label; one that takes long. */

typedef struct
{
  double error;
} Fit;

double jig_test_drift;

static gpointer
run_fit (const JigRun       *run,
         const JigProgress  *progress,
         GError            **error)
{
  double rate = jig_values_get_number (jig_run_get_values (run, "fit"), "rate");
  Fit *fit = g_new0 (Fit, 1);

  if (rate > 0.95)
    {
      g_free (fit);
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, "The learning rate is too high to converge.");
      return NULL;
    }

  fit->error = 200.0 + jig_test_drift + 100.0 * rate
               + (jig_run_has_mistake (run, "fit", "leak") ? 50.0 : 0.0)
               + (double) jig_run_get_seed (run) / 1000.0;

  return fit;
}

static gpointer
run_slow (const JigRun       *run,
          const JigProgress  *progress,
          GError            **error)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      if (!jig_progress_step (progress, 1, TREES, "tree 1 of 100", error))
        return NULL;
      g_usleep (2000);
    }

  return g_new0 (Fit, 1);
}

static JigFigure *
make_figure (double    level,
             GError  **error)
{
  JigFigure *figure = jig_figure_new ("error", "Error by rounds");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  double x[20];
  double y[20];

  for (int i = 0; i < 20; i++)
    {
      x[i] = i + 1;
      y[i] = level * (1.0 + 1.0 / (i + 1.0));
    }
  jig_panel_set_axis (panel, JIG_AXIS_X, "Round", NULL, JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, "RMSE", "s", JIG_SCALE_LINEAR);
  jig_panel_add_line (panel, "Test rows", x, y, 20);
  jig_panel_add_rule (panel, "Mean of the label", JIG_AXIS_Y, 407.0);

  return jig_figure_seal (figure, error);
}

static JigExhibit *
show_fit (const JigRun  *run,
          GError       **error)
{
  const Fit *fit = jig_run_get (run, "fit");
  JigExhibit *exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = "RMSE on the test rows", .value = fit->error, .unit = "s", .n_digits = 4, .better = -1,
    .baseline_name = "Mean of the label", .baseline_value = 407.0, .n_rows = 1997,
    .split = "hash split", .seed = jig_run_get_seed (run),
  });

  jig_exhibit_set_sentence (exhibit, "The model is off by %.0f seconds; who always says the mean "
                            "is off by 407.", fit->error);
  if (!jig_exhibit_take_figure (exhibit, make_figure (fit->error, error)))
    g_clear_pointer (&exhibit, jig_exhibit_unref);

  return exhibit;
}

static JigExhibit *
show_plain (const JigRun  *run,
            GError       **error)
{
  return jig_exhibit_new (&(JigHeadline) {
    .name = "Accuracy", .value = 0.59, .n_digits = 2, .baseline_name = "Majority",
    .baseline_value = 0.5, .seed = jig_run_get_seed (run),
  });
}

static double
right_fit (const JigRun *run)
{
  return 1;
}

static double
right_number (const JigRun *run)
{
  return 0.59;
}

static gboolean
is_small (const JigRun *run)
{
  return jig_values_get_number (jig_run_get_values (run, "fit"), "rate") < 0.05;
}

static void
write_commands (const JigRun *run,
                const char   *table,
                GPtrArray    *actions)
{
  g_ptr_array_add (actions, g_strdup_printf ("{\"do\":\"split\",\"as\":\"parts\","
                                             "\"with\":{\"data\":\"%s\"}}", table));
}

static const JigParam fit_params[] = {
  { "rate", "Learning rate", JIG_PARAM_LOG, 0.1, 0.01, 1 },
  { "trees", "Trees", JIG_PARAM_INTEGER, 50, 1, 500 },
  { NULL }
};
static const JigMistake fit_mistakes[] = {
  { "leak", "Fit the scaler on all rows", NULL },
  { NULL }
};
static const char * const choices[] = { "400 s", "210 s", "120 s", NULL };
static const JigAsk fit_ask = {
  "Which RMSE do you expect on the test rows?", choices, 0, right_fit,
  { "Look at the mean line.", "The lookup table reaches 330 s." },
};
static const JigAsk number_ask = {
  "Which accuracy do you expect?", NULL, 0.05, right_number,
  { "The majority has half.", "It is a little more than the majority." },
};
static const JigStep steps[] = {
  { .id = "fit", .title = "Train", .question = "How good is a linear model?", .makes = "fit",
    .params = fit_params, .mistakes = fit_mistakes, .ask = &fit_ask, .run = run_fit,
    .free = g_free, .show = show_fit, .check = is_small,
    .check_text = "try a learning rate below 0.05", .commands = write_commands },
  { .id = "score", .title = "Score", .question = "How often is it right?", .needs = "fit",
    .makes = "score", .ask = &number_ask, .run = run_fit, .free = g_free, .show = show_plain },
  { .id = "label", .title = "Compare with the label", .question = "Is the label right?",
    .makes = "label", .roles = "rating", .run = run_fit, .free = g_free, .show = show_plain },
  { .id = "slow", .title = "Wait", .question = "Does it ever end?", .makes = "slow",
    .run = run_slow, .free = g_free, .show = show_plain },
  { NULL }
};
static const JigPatternRole roles[] = {
  { JIG_ROLE_FEATURE, JIG_NODE_TAKES_ANY, 1, NULL },
  { 0 }
};
const JigPattern jig_test_pattern = {
  .id = "test", .title = "Transform", .summary = "A test.", .problem = "It is slow.",
  .sample = "city-bikes", .minutes = 5, .roles = roles, .steps = steps,
};
