/* The project file of a document: saved and opened in jobs. While a job reads the project nothing
 * is committed; while one reads a file the document stays what it is. */

#include "app/document/document-private.h"

#include "app/document/claim.h"
#include "core/base/error.h"
#include "core/project/archive.h"
#include "core/project/recorder.h"
#include "patterns/kit/commands.h"

#include <glib/gi18n-lib.h>

GFile *
jig_document_get_file (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  return self->file;
}

void
jig_document_set_file (JigDocument *self,
                       GFile       *file)
{
  if (self->file != NULL && file != NULL && g_file_equal (self->file, file))
    return;

  if (self->file != NULL && !self->is_read_only)
    jig_claim_release (self->file);
  g_set_object (&self->file, file);
  self->is_read_only = file != NULL && !jig_claim_take (file);
}

/**
 * jig_document_is_read_only:
 * @self: a document
 *
 * Returns: whether another window has its file open
 */
gboolean
jig_document_is_read_only (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), FALSE);

  return self->is_read_only;
}

/**
 * jig_document_become_copy:
 * @self: a document that can only be looked at
 *
 * From now on it belongs to no file, and can be changed.
 */
void
jig_document_become_copy (JigDocument *self)
{
  g_return_if_fail (JIG_IS_DOCUMENT (self));

  if (!self->is_read_only || self->is_saving)
    return;

  jig_document_set_file (self, NULL);
  jig_project_set_modified (self->project, TRUE);
  jig_document_set_saving (self, FALSE);
}

/**
 * jig_document_dup_title:
 * @self: a document
 *
 * Returns: (transfer full): what the user calls it
 */
char *
jig_document_dup_title (JigDocument *self)
{
  JigDataset *dataset;

  g_return_val_if_fail (JIG_IS_DOCUMENT (self), NULL);

  if (self->file != NULL)
    return g_file_get_basename (self->file);

  dataset = jig_document_get_dataset (self);

  return g_strdup (dataset != NULL ? dataset->title : _("New Project"));
}

gboolean
jig_document_is_modified (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), FALSE);

  return jig_project_is_modified (self->project);
}

/**
 * jig_document_is_empty:
 * @self: a document
 *
 * Returns: whether nothing has been done yet
 */
gboolean
jig_document_is_empty (JigDocument *self)
{
  g_return_val_if_fail (JIG_IS_DOCUMENT (self), TRUE);

  return jig_history_get_size (jig_project_get_history (self->project)) == 0;
}

/* A file to be written or read. */
typedef struct
{
  JigProject *project;     /* to be saved: borrowed */
  char       *path;
} FileWork;

static void
file_work_free (FileWork *work)
{
  g_free (work->path);
  g_free (work);
}

static FileWork *
file_work_new (JigProject *project,
               GFile      *file)
{
  FileWork *work = g_new0 (FileWork, 1);

  work->project = project;
  work->path = g_file_get_path (file);

  return work;
}

/* Worker thread; the owner's thread only reads the project meanwhile. */
static gpointer
save (const JigProgress  *progress,
      gpointer            data,
      GError            **error)
{
  FileWork *work = data;

  return jig_archive_save (work->project, work->path, TRUE, progress, error) ? work->project : NULL;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JigDocument *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  if (jig_job_run_finish (JIG_JOB (source), result, &error) != NULL)
    jig_document_set_file (self, g_task_get_task_data (task));

  jig_document_set_saving (self, FALSE);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* A job about a project file, and the task that ends with it. */
static JigJob *
start_file_job (JigDocument *self,
                GTask       *task,
                const char  *title)
{
  JigJob *job = jig_job_new (title);

  jig_job_list_add (self->jobs, job);
  g_object_set_data_full (G_OBJECT (task), "job", job, g_object_unref);

  return job;
}

/**
 * jig_document_save_async:
 * @self: a document that is not being saved
 * @file: where to
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * Saves the project in a job. What is done meanwhile is committed afterwards.
 */
void
jig_document_save_async (JigDocument         *self,
                         GFile               *file,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JIG_IS_DOCUMENT (self));
  g_return_if_fail (g_file_peek_path (file) != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (self->is_saving)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _("The project is being saved already."));
      return;
    }

  if (self->is_read_only && g_file_equal (file, self->file))
    {
      g_task_return_new_error (task, JIG_ERROR, JIG_ERROR_BUSY,
                               _("This project is open in another window: save it as another "
                                 "file."));
      return;
    }

  jig_document_set_saving (self, TRUE);
  jig_job_run_async (start_file_job (self, task, _("Save the project")), save,
                     file_work_new (self->project, file), (GDestroyNotify) file_work_free, NULL,
                     saved_cb, g_object_ref (task));
}

gboolean
jig_document_save_finish (JigDocument   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Worker thread. */
static gpointer
read_project (const JigProgress  *progress,
              gpointer            data,
              GError            **error)
{
  FileWork *work = data;

  return jig_archive_open (work->path, jig_all_commands, progress, error);
}

/* Worker thread. */
static gpointer
read_journal (const JigProgress  *progress,
              gpointer            data,
              GError            **error)
{
  FileWork *work = data;

  return jig_recorder_recover (work->path, jig_all_commands, progress, error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JigDocument *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  JigProject *project = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (project == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  jig_document_set_project (self, project);
  jig_document_set_file (self, g_task_get_task_data (task));
  if (self->file == NULL)
    jig_project_set_modified (project, TRUE);
  jig_document_set_saving (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

/**
 * jig_document_open_async:
 * @self: a document that is not being saved
 * @file: a project file
 * @callback: told when it is done
 * @user_data: for @callback
 *
 * Reads a project in a job; until it is there, the document stays what it is.
 */
void
jig_document_open_async (JigDocument         *self,
                         GFile               *file,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JIG_IS_DOCUMENT (self));
  g_return_if_fail (g_file_peek_path (file) != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  jig_job_run_async (start_file_job (self, task, _("Open the project")), read_project,
                     file_work_new (NULL, file), (GDestroyNotify) file_work_free,
                     (GDestroyNotify) jig_project_free, opened_cb, g_object_ref (task));
}

gboolean
jig_document_open_finish (JigDocument   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * jig_document_restore_async:
 * @self: a document that is not being saved
 * @journal: what was left behind
 * @callback: told when it is done; ends it with jig_document_open_finish()
 * @user_data: for @callback
 *
 * Reads what was recorded before the program came to an early end.
 */
void
jig_document_restore_async (JigDocument         *self,
                            GFile               *journal,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JIG_IS_DOCUMENT (self));

  task = g_task_new (self, NULL, callback, user_data);
  jig_job_run_async (start_file_job (self, task, _("Restore the project")), read_journal,
                     file_work_new (NULL, journal), (GDestroyNotify) file_work_free,
                     (GDestroyNotify) jig_project_free, opened_cb, g_object_ref (task));
}
