/* "See it work": a few actions in a row, the same that a person would do one by one. They stand in
 * the history and can be undone, saved and replayed like any others. */

#include "app/home/demonstration.h"

#include "app/common/phrase.h"
#include "core/project/object-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Only what is a number already. */
#define BARE_NODES \
  "[{\"kind\":\"pass\",\"name\":\"temp\",\"inputs\":[\"temp\"]}," \
  "{\"kind\":\"pass\",\"name\":\"age\",\"inputs\":[\"age\"]}]"

#define MAX_SETTINGS 5

/* A setting and its word, one behind the other. */
static const struct
{
  const char *command;
  const char *as;
  const char *settings[2 * MAX_SETTINGS];
} acts[] = {
  { "generate", "city-bikes", { "sample", "city-bikes" } },
  { "split", "bike-test", { "data", "city-bikes" } },
  { "transform", "bare-numbers",
    { "data", "city-bikes", "split", "bike-test", "nodes", BARE_NODES } },
  { "fit", "without-transform",
    { "data", "city-bikes", "split", "bike-test", "recipe", "bare-numbers", "model", "linear" } },
  { "transform", "features", { "data", "city-bikes", "split", "bike-test" } },
  { "fit", "with-transform",
    { "data", "city-bikes", "split", "bike-test", "recipe", "features", "model", "linear" } },
};

typedef struct
{
  guint                 next;
  JigDemonstrationFunc  done;
  gpointer              user_data;
  GDestroyNotify        free;
} Show;

static void
show_free (Show *show)
{
  if (show->free != NULL)
    show->free (show->user_data);
  g_free (show);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Show, show_free)

static char *
describe_error (JigDocument *document,
                const char  *model)
{
  JigObject *object = jig_project_get_object (jig_document_get_project (document), model);
  const JigTrained *trained = object != NULL ? jig_object_get_trained (object) : NULL;

  return jig_phrase_number (trained != NULL ? trained->test.values[JIG_METRIC_RMSE] : NAN);
}

static void
say (JigDocument *document)
{
  g_autofree char *without = describe_error (document, "without-transform");
  g_autofree char *with = describe_error (document, "with-transform");
  /* Translators: typical errors of two models, in seconds */
  g_autofree char *sentence =
    g_strdup_printf (_("The model without the transform is about %s s off, the one with it %s s."),
                     without, with);

  jig_document_say (document, sentence);
}

static void start (JigDocument *document,
                   Show        *show);

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Show) show = user_data;
  g_autoptr(GError) error = NULL;
  JigDocument *document = JIG_DOCUMENT (object);

  if (jig_document_act_finish (document, result, &error) == NULL)
    {
      jig_document_fail (document, error);
      return;
    }

  if (++show->next < G_N_ELEMENTS (acts))
    {
      start (document, g_steal_pointer (&show));
      return;
    }

  say (document);
  show->done (document, show->user_data);
}

static void
start (JigDocument *document,
       Show        *show)
{
  g_autoptr(JigAction) action = jig_document_new_action (document, acts[show->next].command,
                                                         acts[show->next].as);

  for (const char * const *word = acts[show->next].settings; *word != NULL; word += 2)
    if (!jig_action_set (action, word[0], word[1], NULL))
      g_warn_if_reached ();

  jig_document_act_async (document, action, NULL, acted_cb, show);
}

/**
 * jig_demonstration_run:
 * @document: where to show it
 * @done: told at the end
 * @user_data: for @done
 * @free: (nullable): gives @user_data back
 */
void
jig_demonstration_run (JigDocument          *document,
                       JigDemonstrationFunc  done,
                       gpointer              user_data,
                       GDestroyNotify        free)
{
  Show *show = g_new0 (Show, 1);

  g_return_if_fail (JIG_IS_DOCUMENT (document));

  show->done = done;
  show->user_data = user_data;
  show->free = free;
  start (document, show);
}
