#include "tests/support/walks.h"

/* Sets a setting of a step from a word. */
void
jig_test_walk_set (JigRun     *run,
                   const char *step,
                   const char *id,
                   const char *word)
{
  g_autoptr(GError) error = NULL;
  gboolean is_set = jig_run_set_value (run, step, id, word, &error);

  g_assert_no_error (error);
  g_assert_true (is_set);
}

/* Makes a mistake on purpose. */
void
jig_test_walk_err (JigRun     *run,
                   const char *step,
                   const char *id)
{
  g_autoptr(GError) error = NULL;
  gboolean is_set = jig_run_set_mistake (run, step, id, TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (is_set);
}

/* Brings a step up to date. */
JigExhibit *
jig_test_walk_show (JigRun *run,
                    gsize   step)
{
  g_autoptr(GError) error = NULL;
  gboolean is_done = jig_run_update (run, step, NULL, &error);
  JigExhibit *exhibit;

  g_assert_no_error (error);
  g_assert_true (is_done);
  exhibit = jig_run_show (run, step, &error);
  g_assert_no_error (error);

  return exhibit;
}

/* A number that has to be there. */
double
jig_test_walk_read (const JigExhibit *exhibit,
                    const char       *id)
{
  double value;

  g_test_message ("number %s", id);
  g_assert_true (jig_exhibit_find_number (exhibit, id, &value));

  return value;
}

/* Both at once. */
double
jig_test_walk_number (JigRun     *run,
                      gsize       step,
                      const char *id)
{
  g_autoptr(JigExhibit) exhibit = jig_test_walk_show (run, step);

  return jig_test_walk_read (exhibit, id);
}
