/* A walk through a pattern as the window sees it: where it is, what is on its
 * way, what has been answered. A copy of the run is brought up to date by a job
 * and takes the place of the run when nothing has changed in between. */
#include "app/walkthrough/walk-private.h"

#include "app/common/place.h"
#include "app/walkthrough/walk-job.h"

#include <string.h>

#define SETTLE_TIME 120      /* milliseconds */

static guint changed_signal;

G_DEFINE_FINAL_TYPE (JigWalk, jig_walk, G_TYPE_OBJECT)

/* For the other files of the walk. */
void
jig_walk_changed (JigWalk *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* With the answers that were given while the job ran, unless others were wanted. */
static void
take_run (JigWalk *self,
          JigRun  *run)
{
  for (gsize i = 0; self->run != NULL && self->wanted == NULL && i < self->n_steps; i++)
    jig_run_set_answer (run, i, jig_run_get_answer (self->run, i));
  g_clear_pointer (&self->run, jig_run_free);
  self->run = run;
  self->generation++;
}

static void
updated_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(JigWalk) self = data;
  g_autoptr(GError) error = NULL;
  JigWalkOutcome *outcome = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (JIG_JOB (source) != self->job)
    {
      g_clear_pointer (&outcome, jig_walk_outcome_free);
      return;
    }

  g_clear_object (&self->job);
  if (outcome != NULL)
    {
      take_run (self, g_steal_pointer (&outcome->run));
      g_clear_pointer (&self->right, jig_run_free);
      self->right = g_steal_pointer (&outcome->right);
      jig_walk_outcome_free (outcome);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->is_stopped = TRUE;
  else
    self->error = g_steal_pointer (&error);

  /* What could not be had is not asked for again. */
  if (!self->is_stopped)
    g_clear_pointer (&self->wanted, jig_values_free);
  jig_walk_changed (self);
  jig_walk_record_soon (self);
}

static void
forget_job (JigWalk *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->record_id, g_source_remove);
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_error (&self->error);
  self->is_stopped = FALSE;
}

static void
start_job (JigWalk *self)
{
  gboolean goes_on = self->run != NULL && jig_run_is_own_data (self->run) == self->is_own;

  self->job = jig_walk_job_start (self->pattern, jig_walk_get_own_dataset (self),
                                  goes_on ? jig_run_copy (self->run) : NULL, self->wanted,
                                  self->seed, self->step, updated_cb, g_object_ref (self));
  jig_job_list_add (jig_document_get_jobs (self->document), self->job);
}

static void
load_guide (JigWalk *self)
{
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->guide, jig_guide_unref);
  self->guide = jig_guide_load (self->pattern->id, self->language, &error);
  if (self->guide == NULL)
    g_debug ("%s", error->message);
}

static void
jig_walk_dispose (GObject *object)
{
  JigWalk *self = JIG_WALK (object);

  forget_job (self);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (jig_walk_parent_class)->dispose (object);
}

static void
jig_walk_finalize (GObject *object)
{
  JigWalk *self = JIG_WALK (object);

  g_clear_pointer (&self->run, jig_run_free);
  g_clear_pointer (&self->right, jig_run_free);
  g_clear_pointer (&self->guide, jig_guide_unref);
  g_clear_pointer (&self->wanted, jig_values_free);
  g_free (self->data);
  g_free (self->recorded);
  g_free (self->tries);

  G_OBJECT_CLASS (jig_walk_parent_class)->finalize (object);
}

static void
jig_walk_class_init (JigWalkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jig_walk_dispose;
  object_class->finalize = jig_walk_finalize;

  /**
   * JigWalk::changed:
   * @self: a walk
   *
   * Something about the walk is not as it was.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jig_walk_init (JigWalk *self)
{
}

/* Undo, redo and opening a project change where the walk stands. */
static void
document_changed_cb (JigWalk *self)
{
  if (!jig_walk_restore (self))
    jig_walk_record_soon (self);
  jig_walk_changed (self);
}

/**
 * jig_walk_new:
 * @pattern: what to walk through
 * @document: whose data and jobs
 *
 * Returns: (transfer full): a walk where the project says that it was left, or at the first step,
 *   with the built-in data; jig_walk_refresh() starts it
 */
JigWalk *
jig_walk_new (const JigPattern *pattern,
              JigDocument      *document)
{
  JigWalk *self;

  g_return_val_if_fail (pattern != NULL, NULL);
  g_return_val_if_fail (JIG_IS_DOCUMENT (document), NULL);

  self = g_object_new (JIG_TYPE_WALK, NULL);
  self->pattern = pattern;
  self->document = g_object_ref (document);
  self->n_steps = jig_pattern_n_steps (pattern);
  self->tries = g_new0 (JigWalkTries, self->n_steps);
  self->seed = jig_project_get_seed (jig_document_get_project (document));
  self->language = jig_place_get_guide_language ();
  load_guide (self);
  jig_walk_restore (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

const JigPattern *
jig_walk_get_pattern (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->pattern;
}

/**
 * jig_walk_get_generation:
 * @self: a walk
 *
 * Returns: a number that is another one when the run is
 */
guint
jig_walk_get_generation (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  return self->generation;
}

JigDocument *
jig_walk_get_document (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->document;
}

/**
 * jig_walk_get_run:
 * @self: a walk
 *
 * Returns: (transfer none) (nullable): its settings, answers and what was made;
 *   %NULL until something was. Another one after every change.
 */
const JigRun *
jig_walk_get_run (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->run;
}

gsize
jig_walk_get_step (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  return self->step;
}

gsize
jig_walk_get_n_steps (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  return self->n_steps;
}

/**
 * jig_walk_get_job:
 * @self: a walk
 *
 * Returns: (transfer none) (nullable): what is on its way
 */
JigJob *
jig_walk_get_job (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->job;
}

/**
 * jig_walk_is_busy:
 * @self: a walk
 *
 * Returns: whether something is on its way, or will be in a moment
 */
gboolean
jig_walk_is_busy (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  return self->job != NULL || self->settle_id != 0;
}

/**
 * jig_walk_get_error:
 * @self: a walk
 *
 * Returns: (transfer none) (nullable): why the last job has no result
 */
const GError *
jig_walk_get_error (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->error;
}

/**
 * jig_walk_is_stopped:
 * @self: a walk
 *
 * Returns: whether somebody stopped the last job
 */
gboolean
jig_walk_is_stopped (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  return self->is_stopped;
}

gboolean
jig_walk_uses_own_data (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  return self->is_own;
}

guint64
jig_walk_get_seed (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  return self->seed;
}

/**
 * jig_walk_get_language:
 * @self: a walk
 *
 * Returns: the language of the guide, "en" or "ko"
 */
const char *
jig_walk_get_language (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->language;
}

/**
 * jig_walk_get_guide:
 * @self: a walk
 *
 * Returns: (transfer none) (nullable): the guide in that language
 */
JigGuide *
jig_walk_get_guide (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->guide;
}

/* Other data have other answers. */
static void
forget_run (JigWalk    *self,
            const char *data)
{
  char *copy = g_strdup (data);

  g_free (self->data);
  self->data = copy;
  self->is_own = data != NULL;
  g_clear_pointer (&self->run, jig_run_free);
  g_clear_pointer (&self->right, jig_run_free);
  memset (self->tries, 0, self->n_steps * sizeof *self->tries);
}

/* Makes the walk, at its next run, what the settings of an action say. */
void
jig_walk_want (JigWalk         *self,
               const JigValues *values)
{
  const char *data = jig_values_get_text (values, "data");
  gssize step = jig_pattern_find_step (self->pattern, jig_values_get_text (values, "step"));

  forget_job (self);
  data = *data != '\0' ? data : NULL;
  if (g_strcmp0 (data, self->data) != 0)
    forget_run (self, data);

  memset (self->tries, 0, self->n_steps * sizeof *self->tries);
  self->step = (gsize) MAX (step, 0);
  self->seed = (guint64) jig_values_get_int (values, "seed");
  g_clear_pointer (&self->wanted, jig_values_free);
  self->wanted = jig_values_copy (values);
}

/**
 * jig_walk_refresh:
 * @self: a walk
 *
 * Starts what is needed to show this step, unless it is there.
 */
void
jig_walk_refresh (JigWalk *self)
{
  g_return_if_fail (JIG_IS_WALK (self));

  forget_job (self);
  if (jig_walk_is_outdated (self))
    forget_run (self, jig_document_get_data (self->document));
  if (!jig_walk_is_up_to_date (self))
    start_job (self);
  jig_walk_changed (self);
  jig_walk_record_soon (self);
}

/**
 * jig_walk_go:
 * @self: a walk
 * @step: the index of a step
 *
 * Goes to a step and starts what is needed to show it.
 */
void
jig_walk_go (JigWalk *self,
             gsize    step)
{
  g_return_if_fail (JIG_IS_WALK (self));
  g_return_if_fail (step < self->n_steps);

  if (step == self->step)
    return;

  jig_walk_record (self);
  self->step = step;
  jig_walk_refresh (self);
}

/**
 * jig_walk_stop:
 * @self: a walk
 *
 * Stops what is on its way; what was there stays.
 */
void
jig_walk_stop (JigWalk *self)
{
  g_return_if_fail (JIG_IS_WALK (self));

  if (self->job != NULL)
    jig_job_cancel (self->job);
}

static gboolean
settled_cb (gpointer data)
{
  JigWalk *self = data;

  self->settle_id = 0;
  jig_walk_refresh (self);

  return G_SOURCE_REMOVE;
}

/* A slider passes many values: the one where it rests is worth a job. */
static void
settle (JigWalk *self)
{
  forget_job (self);
  self->settle_id = g_timeout_add (SETTLE_TIME, settled_cb, self);
  jig_walk_changed (self);
}

/* Calls itself for what the choices that are made bring along. */
static void
take_values (JigWalk         *self,
             const JigValues *values,
             const JigParam  *table)
{
  const char *step = self->pattern->steps[self->step].id;

  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (values, param->id);
      g_autofree char *before = jig_values_to_text (jig_run_get_values (self->run, step),
                                                    param->id);
      g_autoptr(GError) error = NULL;
      const JigChoice *choice = NULL;

      if (!g_str_equal (word, before)
          && !jig_run_set_value (self->run, step, param->id, word, &error))
        g_debug ("%s", error->message);

      if (param->kind == JIG_PARAM_CHOICE && !jig_param_is_list (param))
        choice = jig_param_find_choice (param, word);
      if (choice != NULL && choice->params != NULL)
        take_values (self, values, choice->params);
    }
}

/**
 * jig_walk_set_values:
 * @self: a walk that has a run
 * @values: settings of this step
 *
 * Changes settings of this step, and shows what comes of it.
 */
void
jig_walk_set_values (JigWalk         *self,
                     const JigValues *values)
{
  g_return_if_fail (JIG_IS_WALK (self));
  g_return_if_fail (self->run != NULL);
  g_return_if_fail (values != NULL);

  take_values (self, values, jig_values_get_table (values));
  self->is_dragged = TRUE;
  settle (self);
}

/**
 * jig_walk_set_mistake:
 * @self: a walk that has a run
 * @id: a mistake of this step
 * @is_on: whether it is made
 *
 * Does the step wrong on purpose, or right again.
 */
void
jig_walk_set_mistake (JigWalk    *self,
                      const char *id,
                      gboolean    is_on)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (JIG_IS_WALK (self));
  g_return_if_fail (self->run != NULL);
  g_return_if_fail (id != NULL);

  jig_walk_record (self);
  if (!jig_run_set_mistake (self->run, self->pattern->steps[self->step].id, id, is_on, &error))
    g_debug ("%s", error->message);

  jig_walk_refresh (self);
}

/**
 * jig_walk_set_own_data:
 * @self: a walk
 * @is_own: the document's table, not the built-in sample
 *
 * Walks through the same pattern with other data: from the beginning, as the
 * answers are other ones.
 */
void
jig_walk_set_own_data (JigWalk *self,
                       gboolean is_own)
{
  g_return_if_fail (JIG_IS_WALK (self));

  is_own = is_own && jig_document_get_data (self->document) != NULL;
  if (is_own == self->is_own)
    return;

  jig_walk_record (self);
  forget_run (self, is_own ? jig_document_get_data (self->document) : NULL);
  jig_walk_refresh (self);
}

/**
 * jig_walk_set_seed:
 * @self: a walk
 * @seed: where every random choice comes from
 *
 * Rolls the dice again.
 */
void
jig_walk_set_seed (JigWalk *self,
                   guint64  seed)
{
  g_return_if_fail (JIG_IS_WALK (self));

  jig_walk_record (self);
  self->seed = seed;
  jig_walk_refresh (self);
}

/**
 * jig_walk_swap_language:
 * @self: a walk
 *
 * Goes on with the guide in the other language.
 */
void
jig_walk_swap_language (JigWalk *self)
{
  g_return_if_fail (JIG_IS_WALK (self));

  self->language = g_str_equal (self->language, "ko") ? "en" : "ko";
  load_guide (self);
  jig_walk_changed (self);
}
