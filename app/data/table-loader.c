/* Brings tables into the document, one at a time: a file that is chosen while another one is still
 * being read takes its place. Afterwards it watches the file. */

#include "app/data/table-loader.h"

#include "app/document/recents.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _JigTableLoader
{
  GObject       parent_instance;

  JigDocument  *document;
  JigAction    *tried;        /* (nullable) */
  JigJob       *job;          /* (nullable): what brings the next table */
  GFile        *file;         /* (nullable): where the table came from */
  GFileMonitor *monitor;
};

enum {
  STARTED,
  ENDED,
  STALE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigTableLoader, jig_table_loader, G_TYPE_OBJECT)

/* A table on its way. */
typedef struct
{
  JigTableLoader *loader;
  JigJob         *job;
  GFile          *file;
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->loader);
  g_clear_object (&load->job);
  g_object_unref (load->file);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
file_changed_cb (JigTableLoader    *self,
                 GFile             *file,
                 GFile             *other,
                 GFileMonitorEvent  event)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    g_signal_emit (self, signals[STALE], 0);
}

static void
stop_watching (JigTableLoader *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}

static void
watch (JigTableLoader *self,
       GFile          *file)
{
  stop_watching (self);
  g_set_object (&self->file, file);

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);
}

static char *
dup_pasted_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "jig", _("Pasted table.csv"), NULL);
}

/* A pasted table is overwritten by the next one. */
static void
remember (GFile *file)
{
  g_autofree char *pasted = dup_pasted_path ();

  if (!g_str_equal (pasted, g_file_peek_path (file)))
    jig_recents_add (file);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  g_autoptr(GError) error = NULL;
  JigTableLoader *self = load->loader;
  const JigEntry *entry = jig_document_act_finish (JIG_DOCUMENT (object), result, &error);

  if (load->job != NULL && load->job != self->job)
    return;

  g_clear_object (&self->job);
  if (entry != NULL)
    {
      watch (self, load->file);
      remember (load->file);
    }
  g_signal_emit (self, signals[ENDED], 0, error);
}

static void
jig_table_loader_dispose (GObject *object)
{
  JigTableLoader *self = JIG_TABLE_LOADER (object);

  stop_watching (self);
  g_clear_pointer (&self->tried, jig_action_free);
  g_clear_object (&self->job);
  g_clear_object (&self->file);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (jig_table_loader_parent_class)->dispose (object);
}

static void
jig_table_loader_class_init (JigTableLoaderClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_table_loader_dispose;

  signals[STARTED] = g_signal_new ("started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, JIG_TYPE_JOB);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[STALE] = g_signal_new ("stale", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
jig_table_loader_init (JigTableLoader *self)
{
}

/**
 * jig_table_loader_new:
 * @document: what gets the tables
 *
 * Returns: (transfer full): a loader
 */
JigTableLoader *
jig_table_loader_new (JigDocument *document)
{
  JigTableLoader *self = g_object_new (JIG_TYPE_TABLE_LOADER, NULL);

  self->document = g_object_ref (document);
  return self;
}

/**
 * jig_table_loader_get_file:
 * @self: a loader
 *
 * Returns: (transfer none) (nullable): the file that was loaded last
 */
GFile *
jig_table_loader_get_file (JigTableLoader *self)
{
  g_return_val_if_fail (JIG_IS_TABLE_LOADER (self), NULL);

  return self->file;
}

JigAction *
jig_table_loader_get_tried (JigTableLoader *self)
{
  g_return_val_if_fail (JIG_IS_TABLE_LOADER (self), NULL);

  return self->tried;
}

const JigSheet *
jig_table_loader_get_found (JigTableLoader *self)
{
  const JigDataset *dataset = jig_document_get_dataset (self->document);
  const JigReading *reading = dataset != NULL ? dataset->reading : NULL;

  if (reading == NULL || self->tried == NULL
      || g_strcmp0 (reading->name, jig_values_get_text (jig_action_get_values (self->tried),
                                                        "file")) != 0)
    return NULL;

  return reading->sheet;
}

/**
 * jig_table_loader_new_action:
 * @self: a loader
 * @file: a file of this computer
 *
 * Returns: (transfer full): the action that loads it, everything found by itself
 */
JigAction *
jig_table_loader_new_action (JigTableLoader *self,
                             GFile          *file)
{
  JigAction *action = jig_document_new_action (self->document, "load", NULL);

  if (!jig_values_set_text (jig_action_get_values (action), "file", g_file_peek_path (file), NULL))
    g_warn_if_reached ();

  return action;
}

/**
 * jig_table_loader_load:
 * @self: a loader
 * @action: an action "load"
 *
 * Loads a table; a table that is still on its way is given up.
 */
void
jig_table_loader_load (JigTableLoader  *self,
                       const JigAction *action)
{
  JigAction *copy = jig_action_copy (action);
  const char *path = jig_values_get_text (jig_action_get_values (copy), "file");
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: the name of a file */
  g_autofree char *title = g_strdup_printf (_("Load %s"), name);
  Load *load = g_new0 (Load, 1);
  GStatBuf status;
  JigJob *job;

  g_clear_pointer (&self->tried, jig_action_free);
  self->tried = copy;
  load->loader = g_object_ref (self);
  load->file = g_file_new_for_path (path);
  job = jig_document_act_async (self->document, copy, title, loaded_cb, load);
  if (job == NULL)
    return;

  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_set_object (&self->job, job);
  load->job = g_object_ref (job);
  if (g_stat (path, &status) == 0)
    jig_job_set_n_bytes (job, (guint64) status.st_size);
  g_signal_emit (self, signals[STARTED], 0, job);
}

/**
 * jig_table_loader_keep_text:
 * @text: a table as text
 * @error: return location
 *
 * Returns: (transfer full): a file with @text in it, or %NULL with @error set
 */
GFile *
jig_table_loader_keep_text (const char  *text,
                            GError     **error)
{
  g_autofree char *path = dup_pasted_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);

  return g_file_set_contents (path, text, -1, error) ? g_file_new_for_path (path) : NULL;
}
