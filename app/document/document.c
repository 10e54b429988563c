/* What one window is about: a project, and the jobs that act on it. Everything a user does is an
 * action: names become objects here, the work runs in a job, its result is committed here. */

#include "app/document/document-private.h"

#include "app/common/place.h"
#include "core/base/error.h"
#include "patterns/kit/commands.h"

#include <glib/gi18n-lib.h>

enum {
  CHANGED,
  FAILED,
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigDocument, jig_document, G_TYPE_OBJECT)

/* One action on its way. */
typedef struct
{
  JigProject *project;     /* borrowed: only to see whether it is still the document's */
  JigWork    *work;
  JigObject  *result;      /* (nullable) */
  guint       entry;
} Act;

static void
act_free (Act *act)
{
  jig_work_free (act->work);
  g_clear_pointer (&act->result, jig_object_unref);
  g_free (act);
}

static void
changed_cb (JigProject *project,
            gpointer    user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static guint64
get_seed (void)
{
  GSettings *settings = jig_place_get_settings ();

  return settings != NULL ? g_settings_get_uint64 (settings, "seed") : 42;
}

static void
jig_document_finalize (GObject *object)
{
  JigDocument *self = JIG_DOCUMENT (object);

  jig_project_free (self->project);
  g_object_unref (self->jobs);
  jig_document_set_file (self, NULL);
  g_free (self->data);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (jig_document_parent_class)->finalize (object);
}

static void
jig_document_class_init (JigDocumentClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_document_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

/* Takes @project over. */
void
jig_document_set_project (JigDocument *self,
                          JigProject  *project)
{
  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->project, jig_project_free);
  self->project = project;
  jig_project_set_watcher (project, changed_cb, self);
}

static void
jig_document_init (JigDocument *self)
{
  self->jobs = jig_job_list_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  jig_document_set_project (self, jig_project_new (jig_all_commands, get_seed ()));
}

JigDocument *
jig_document_new (void)
{
  return g_object_new (JIG_TYPE_DOCUMENT, NULL);
}

/**
 * jig_document_get_project:
 * @self: a document
 *
 * For looking only: what changes a project goes through jig_document_act_async().
 *
 * Returns: (transfer none): the project; another one after a project was opened
 */
JigProject *
jig_document_get_project (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  return self->project;
}

JigJobList *
jig_document_get_jobs (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  return self->jobs;
}

/**
 * jig_document_get_dataset:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the table that was chosen, or else made last
 */
JigDataset *
jig_document_get_dataset (JigDocument *self)
{
  const char *name = jig_document_get_data (self);

  if (name == NULL)
    return NULL;

  return jig_object_get_dataset (jig_project_get_object (self->project, name));
}

/**
 * jig_document_get_data:
 * @self: a document
 *
 * Returns: (nullable): the name of the table that was chosen, or else made last, such as "data-2"
 */
const char *
jig_document_get_data (JigDocument *self)
{
  JigObject *chosen;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  chosen = self->data != NULL ? jig_project_get_object (self->project, self->data) : NULL;
  if (chosen != NULL && jig_object_get_dataset (chosen) != NULL)
    return self->data;

  return jig_project_get_last (self->project, &jig_object_data);
}

/* Whether another role or type has made another table of the one called @name. */
static gboolean
is_superseded (JigDocument *self,
               const char  *name)
{
  const JigHistory *history = jig_project_get_history (self->project);

  for (guint i = 1; i <= jig_history_get_size (history); i++)
    {
      const JigEntry *entry = jig_history_get (history, i);

      if (entry->is_active && g_str_equal (jig_action_get_command (entry->action)->id, "schema")
          && g_strcmp0 (jig_values_get_text (jig_action_get_values (entry->action), "data"),
                        name) == 0
          && g_strcmp0 (jig_action_get_as (entry->action), name) != 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * jig_document_dup_tables:
 * @self: a document
 *
 * Returns: (transfer full): the names of all tables that are the latest version of themselves
 */
char **
jig_document_dup_tables (JigDocument *self)
{
  g_auto(GStrv) names = NULL;
  g_autoptr(GStrvBuilder) tables = g_strv_builder_new ();

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  names = jig_project_dup_names (self->project, &jig_object_data);
  for (gsize i = 0; names[i] != NULL; i++)
    if (!is_superseded (self, names[i]))
      g_strv_builder_add (tables, names[i]);

  return g_strv_builder_end (tables);
}

/**
 * jig_document_choose_data:
 * @self: a document
 * @name: of a table
 *
 * Shows that table until another one is made or chosen.
 */
void
jig_document_choose_data (JigDocument *self,
                          const char  *name)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  if (g_strcmp0 (jig_document_get_data (self), name) == 0)
    return;

  g_free (self->data);
  self->data = g_strdup (name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * jig_document_new_action:
 * @self: a document
 * @command: the word of a command, such as "fit"
 * @as: (nullable): the name of what it makes; %NULL for the next free one
 *
 * Returns: (transfer full): an action with default settings
 */
JigAction *
jig_document_new_action (JigDocument *self,
                         const char  *command,
                         const char  *as)
{
  const JigCommand *found;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  found = jig_command_find (jig_project_get_commands (self->project), command);
  g_return_val_if_fail (found != NULL, NULL);

  return jig_action_new (found, as);
}

/* Worker thread. */
static gpointer
run_work (const JigProgress  *progress,
          gpointer            data,
          GError            **error)
{
  return jig_work_run (data, progress, error);
}

static void
commit (JigDocument *self,
        GTask       *task)
{
  Act *act = g_task_get_task_data (task);

  if (act->project != self->project)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               _("Another project was opened meanwhile."));
      return;
    }

  if (jig_object_get_kind (act->result) == &jig_object_data)
    g_clear_pointer (&self->data, g_free);
  act->entry = jig_project_commit (self->project, act->work, act->result)->number;
  g_task_return_boolean (task, TRUE);
}

/* What became ready while the project was being saved. */
void
jig_document_set_saving (JigDocument *self,
                         gboolean     is_saving)
{
  g_autoptr(GPtrArray) waiting = self->waiting;

  self->is_saving = is_saving;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    commit (self, waiting->pdata[i]);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JigDocument *self = g_task_get_source_object (task);
  Act *act = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  act->result = jig_job_run_finish (JIG_JOB (source), result, &error);
  if (act->result == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->is_saving)
    g_ptr_array_add (self->waiting, g_object_ref (task));
  else
    commit (self, task);
}

static JigWork *
prepare (JigDocument      *self,
         const JigAction  *action,
         GError          **error)
{
  if (!self->is_stuck && !self->is_read_only)
    return jig_project_prepare (self->project, action, error);

  g_set_error_literal (error, JIG_ERROR, self->is_stuck ? JIG_ERROR_OUTPUT : JIG_ERROR_BUSY,
                       self->is_stuck
                       ? _("This project can no longer be recorded: save a copy.")
                       : _("This project is open in another window: open a copy to change it."));
  return NULL;
}

/**
 * jig_document_act_async:
 * @self: a document
 * @action: what to do; names in it mean what they mean now
 * @title: (nullable): what the list of jobs shows; %NULL for the command's own
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * Does something, in a job. @callback calls jig_document_act_finish().
 *
 * Returns: (transfer none) (nullable): the job, which the list of jobs keeps, or
 *   %NULL if the action cannot even begin; then @callback is told why
 */
JigJob *
jig_document_act_async (JigDocument         *self,
                        const JigAction     *action,
                        const char          *title,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JigJob) job = NULL;
  Act *act;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (action != NULL, NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, jig_document_act_async);
  act = g_new0 (Act, 1);
  g_task_set_task_data (task, act, (GDestroyNotify) act_free);
  act->project = self->project;
  act->work = prepare (self, action, &error);
  if (act->work == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return NULL;
    }

  job = jig_job_new (title != NULL ? title : _(jig_action_get_command (action)->title));
  jig_job_list_add (self->jobs, job);
  jig_work_watch (act->work, jig_job_add_point, job);
  jig_job_run_async (job, run_work, act->work, NULL, (GDestroyNotify) jig_object_unref, run_cb,
                     g_steal_pointer (&task));

  return job;
}

/**
 * jig_document_act_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the new line of the history, or %NULL with
 *   @error set and the project as it was
 */
const JigEntry *
jig_document_act_finish (JigDocument   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  Act *act;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  act = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return jig_history_get (jig_project_get_history (self->project), act->entry);
}

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  JigDocument *self = JIG_DOCUMENT (object);
  g_autofree char *sentence = user_data;
  g_autoptr(GError) error = NULL;

  if (jig_document_act_finish (self, result, &error) != NULL)
    {
      jig_document_say (self, sentence);
      return;
    }

  jig_document_fail (self, error);
}

/**
 * jig_document_act:
 * @self: a document
 * @action: what to do
 * @sentence: what to say when it is done
 *
 * Does something that nobody waits for: pages see "changed" or "failed".
 */
void
jig_document_act (JigDocument     *self,
                  const JigAction *action,
                  const char      *sentence)
{
  jig_document_act_async (self, action, NULL, acted_cb, g_strdup (sentence));
}

/**
 * jig_document_record:
 * @self: a document
 * @action: what was done
 * @result: what its command would make
 * @error: return location for %JIG_ERROR_VALUE, or %JIG_ERROR_BUSY while the project is being saved
 *
 * Commits an action whose result is there already.
 *
 * Returns: (nullable): the new entry, or %NULL with @error set
 */
const JigEntry *
jig_document_record (JigDocument      *self,
                     const JigAction  *action,
                     JigObject        *result,
                     GError          **error)
{
  g_autoptr(JigWork) work = NULL;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  if (self->is_saving)
    {
      g_set_error_literal (error, JIG_ERROR, JIG_ERROR_BUSY,
                           _("The project is being saved already."));
      return NULL;
    }

  work = prepare (self, action, error);

  return work != NULL ? jig_project_commit (self->project, work, result) : NULL;
}

gboolean
jig_document_can_undo (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), FALSE);

  return !self->is_saving && !self->is_read_only
         && jig_history_get_undo (jig_project_get_history (self->project)) != NULL;
}

gboolean
jig_document_can_redo (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), FALSE);

  return !self->is_saving && !self->is_read_only
         && jig_history_get_redo (jig_project_get_history (self->project)) != NULL;
}

void
jig_document_undo (JigDocument *self)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  if (jig_document_can_undo (self))
    jig_project_undo (self->project);
}

void
jig_document_redo (JigDocument *self)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  if (jig_document_can_redo (self))
    jig_project_redo (self->project);
}

/**
 * jig_document_go_to:
 * @self: a document
 * @entry: the number of a line of the history, or 0 for the beginning
 *
 * Goes back, or forth; later actions stay in the history.
 */
void
jig_document_go_to (JigDocument *self,
                    guint        entry)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  if (!self->is_saving && !self->is_read_only)
    jig_project_go_to (self->project, entry);
}

/**
 * jig_document_has_work:
 * @self: a document
 *
 * Returns: whether more was done since the last saving than opening tables and walking through
 *   patterns
 */
gboolean
jig_document_has_work (JigDocument *self)
{
  const JigHistory *history;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), FALSE);

  if (!jig_project_is_modified (self->project))
    return FALSE;

  history = jig_project_get_history (self->project);
  for (guint i = 1; i <= jig_history_get_size (history); i++)
    {
      const char *id = jig_action_get_command (jig_history_get (history, i)->action)->id;

      if (!g_str_equal (id, "load") && !g_str_equal (id, "generate")
          && !g_str_equal (id, "walk"))
        return TRUE;
    }

  return FALSE;
}

void
jig_document_set_stuck (JigDocument *self,
                        gboolean     is_stuck)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  self->is_stuck = is_stuck;
}

/**
 * jig_document_fail:
 * @self: a document
 * @error: why something could not be done
 *
 * That somebody stopped it is no failure: it is only said.
 */
void
jig_document_fail (JigDocument  *self,
                   const GError *error)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  jig_document_say (self, error->message);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/**
 * jig_document_say:
 * @self: a document
 * @sentence: what came of a command
 *
 * Tells the user, in the line at the foot of the window.
 */
void
jig_document_say (JigDocument *self,
                  const char  *sentence)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  g_signal_emit (self, signals[SAID], 0, sentence);
}
