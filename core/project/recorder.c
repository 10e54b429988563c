#include "core/project/recorder.h"

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/output.h"
#include "core/project/archive-private.h"
#include "core/project/lock.h"
#include "core/project/object-data.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define LOCK  ".lock"
#define ASIDE ".aside"

struct _JigRecorder
{
  char             *path;
  int               fd;           /* -1: nothing is recorded yet */
  guint64           n_bytes;      /* whole records in the journal */
  const JigProject *project;      /* only to be told from another one */
  gsize             n_entries;    /* of the project that were collected, and its head then */
  guint             head;
  gint              n_unsynced;   /* records; atomic */
  gint              has_failed;   /* what comes next would stand behind a hole; atomic */
};

struct _JigNews
{
  gboolean  is_whole;     /* the journal begins with it */
  guint64   seed;
  GArray   *entries;      /* of JigEntry */
  gboolean  has_head;
  guint     head;
};

static char *
dup_lock_path (const char *path)
{
  return g_strconcat (path, LOCK, NULL);
}

/**
 * jig_recorder_new:
 * @folder: where the journals of all projects are
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Returns: (transfer full): a recorder that has a lock, and no journal until something is recorded,
 *   or %NULL with @error set
 */
JigRecorder *
jig_recorder_new (const char  *folder,
                  GError     **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *path = g_build_filename (folder, uuid, NULL);
  g_autofree char *lock = dup_lock_path (path);
  JigRecorder *self;

  if (!jig_lock_take (lock, error))
    return NULL;

  self = g_atomic_rc_box_new0 (JigRecorder);
  self->path = g_steal_pointer (&path);
  self->fd = -1;

  return self;
}

JigRecorder *
jig_recorder_ref (JigRecorder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
close_journal (JigRecorder *self)
{
  if (self->fd >= 0)
    jig_vfs_get ()->close (self->fd);
  self->fd = -1;
}

static void
recorder_clear (JigRecorder *self)
{
  close_journal (self);
  g_free (self->path);
}

void
jig_recorder_unref (JigRecorder *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) recorder_clear);
}

const char *
jig_recorder_get_path (const JigRecorder *self)
{
  return self->path;
}

/**
 * jig_recorder_get_n_unsynced:
 * @self: a recorder
 *
 * Returns: how many records a power cut would take
 */
gsize
jig_recorder_get_n_unsynced (const JigRecorder *self)
{
  return (gsize) g_atomic_int_get (&self->n_unsynced);
}

/* The journal from its beginning */

typedef struct
{
  JigOutput *output;
  guint64    n_bytes;
} Whole;

static gboolean
add_to_whole (gpointer       to,
              gconstpointer  bytes,
              gsize          n_bytes,
              GError       **error)
{
  Whole *whole = to;

  whole->n_bytes += n_bytes;

  return jig_output_write (whole->output, bytes, n_bytes, error);
}

/* Everything that is known, in a file that appears whole or not at all. */
static gboolean
begin (JigRecorder    *self,
       const JigNews  *news,
       GError        **error)
{
  g_autoptr(JigOutput) output = jig_output_new (self->path, error);
  Whole whole = { output, 0 };

  close_journal (self);
  if (output == NULL || !jig_archive_write_header (add_to_whole, &whole, news->seed, error))
    return FALSE;

  for (guint i = 0; i < news->entries->len; i++)
    if (!jig_archive_write_entry (add_to_whole, &whole, &g_array_index (news->entries, JigEntry, i),
                                  JIG_ARCHIVE_EVERYTHING, error))
      return FALSE;

  if (!jig_archive_write_head (add_to_whole, &whole, news->head, error) ||
      !jig_output_commit (output, error))
    return FALSE;

  self->fd = jig_vfs_open_fd (self->path, O_WRONLY | O_APPEND, 0);
  if (self->fd < 0)
    {
      jig_vfs_set_error (error, JIG_ERROR_OUTPUT, self->path, errno);
      return FALSE;
    }

  self->n_bytes = whole.n_bytes;
  g_atomic_int_set (&self->n_unsynced, 0);

  return TRUE;
}

/* What is appended */

static gboolean
add_to_buffer (gpointer       to,
               gconstpointer  bytes,
               gsize          n_bytes,
               GError       **error)
{
  return jig_array_append (to, bytes, n_bytes, error);
}

/* One write. What is there of it after a failure is taken back, so that a later reader finds whole
 * records only. */
static gboolean
append (JigRecorder     *self,
        const JigArray  *buffer,
        GError         **error)
{
  if (!jig_vfs_write_all (self->fd, buffer->items, buffer->n_items, self->path, error))
    {
      jig_vfs_get ()->truncate (self->fd, self->n_bytes);
      return FALSE;
    }

  self->n_bytes += buffer->n_items;
  g_atomic_int_inc (&self->n_unsynced);

  return TRUE;
}

static gboolean
append_entry (JigRecorder     *self,
              const JigEntry  *entry,
              GError         **error)
{
  g_auto(JigArray) buffer = JIG_ARRAY_INIT (char, _("the journal"));

  return jig_archive_write_entry (add_to_buffer, &buffer, entry, JIG_ARCHIVE_EVERYTHING, error) &&
         append (self, &buffer, error);
}

static gboolean
append_head (JigRecorder  *self,
             guint         head,
             GError      **error)
{
  g_auto(JigArray) buffer = JIG_ARRAY_INIT (char, _("the journal"));

  return jig_archive_write_head (add_to_buffer, &buffer, head, error) &&
         append (self, &buffer, error);
}

static gboolean
append_news (JigRecorder    *self,
             const JigNews  *news,
             GError        **error)
{
  for (guint i = 0; i < news->entries->len; i++)
    if (!append_entry (self, &g_array_index (news->entries, JigEntry, i), error))
      return FALSE;

  return !news->has_head || append_head (self, news->head, error);
}

/**
 * jig_recorder_collect:
 * @self: a recorder
 * @project: a project; another one than last time begins the journal anew
 *
 * Returns: (transfer full) (nullable): what is to be written next; %NULL: nothing is
 */
JigNews *
jig_recorder_collect (JigRecorder      *self,
                      const JigProject *project)
{
  const JigHistory *history = jig_project_get_history (project);
  const gsize n_entries = jig_history_get_size (history);
  const guint head = jig_history_get_head (history);
  const gboolean is_whole = self->project != project || n_entries < self->n_entries;
  const gsize n_known = is_whole ? 0 : self->n_entries;
  /* An entry moves the head to itself. */
  const gboolean has_head = head != (n_entries > n_known ? n_entries : self->head);
  JigNews *news;

  if (!is_whole && n_entries == n_known && !has_head)
    return NULL;

  news = g_new0 (JigNews, 1);
  news->is_whole = is_whole;
  news->seed = jig_project_get_seed (project);
  news->entries = g_array_new (FALSE, FALSE, sizeof (JigEntry));
  g_array_set_clear_func (news->entries, (GDestroyNotify) jig_entry_clear);
  for (gsize i = n_known + 1; i <= n_entries; i++)
    {
      JigEntry copy;

      jig_entry_copy (jig_history_get (history, (guint) i), &copy);
      g_array_append_val (news->entries, copy);
    }
  news->has_head = has_head;
  news->head = head;

  self->project = project;
  self->n_entries = n_entries;
  self->head = head;

  return news;
}

static gboolean
is_sound (JigRecorder  *self,
          GError      **error)
{
  if (!g_atomic_int_get (&self->has_failed))
    return TRUE;

  g_set_error_literal (error, JIG_ERROR, JIG_ERROR_OUTPUT,
                       _("This project can no longer be recorded: save a copy."));

  return FALSE;
}

/**
 * jig_recorder_write:
 * @self: a recorder
 * @news: what it has collected; news are written in the order they were collected in
 * @error: return location for %JIG_ERROR_OUTPUT, %JIG_ERROR_MEMORY
 *
 * Any thread, one at a time, and nothing is collected meanwhile.
 *
 * Returns: %TRUE; %FALSE with @error set if it could not be recorded: the journal holds what it
 *   held before, and takes nothing more
 */
gboolean
jig_recorder_write (JigRecorder    *self,
                    const JigNews  *news,
                    GError        **error)
{
  if (!is_sound (self, error))
    return FALSE;

  if (news->is_whole ? begin (self, news, error) : append_news (self, news, error))
    return TRUE;

  /* What has not begun may begin again. */
  if (news->is_whole)
    self->project = NULL;
  else
    g_atomic_int_set (&self->has_failed, TRUE);

  return FALSE;
}

/**
 * jig_recorder_record:
 * @self: a recorder
 * @project: a project; another one than last time begins the journal anew
 * @error: return location for %JIG_ERROR_OUTPUT, %JIG_ERROR_MEMORY
 *
 * Collects and writes in one go.
 *
 * Returns: like jig_recorder_write()
 */
gboolean
jig_recorder_record (JigRecorder       *self,
                     const JigProject  *project,
                     GError           **error)
{
  g_autoptr(JigNews) news = jig_recorder_collect (self, project);

  return news != NULL ? jig_recorder_write (self, news, error) : is_sound (self, error);
}

/**
 * jig_news_get_n_bytes:
 * @self: news
 *
 * Returns: about how much there is to write: how large the tables are
 */
gsize
jig_news_get_n_bytes (const JigNews *self)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const JigObject *result = g_array_index (self->entries, JigEntry, i).result;
      const JigDataset *dataset = result != NULL ? jig_object_get_dataset (result) : NULL;

      n_bytes += dataset != NULL ? jig_frame_get_n_bytes (dataset->frame) : 0;
    }

  return n_bytes;
}

void
jig_news_free (JigNews *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_free (self);
}

/**
 * jig_recorder_sync:
 * @self: a recorder
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Any thread. What was lost by a failure cannot be had by trying again: another recorder has to
 * write everything.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_recorder_sync (JigRecorder  *self,
                   GError      **error)
{
  g_atomic_int_set (&self->n_unsynced, 0);

  return self->fd < 0 || jig_vfs_sync (self->fd, self->path, error);
}

/**
 * jig_recorder_drop:
 * @self: a recorder; it begins anew if something is recorded again
 */
void
jig_recorder_drop (JigRecorder *self)
{
  g_autofree char *lock = dup_lock_path (self->path);

  close_journal (self);
  jig_vfs_get ()->unlink (self->path);
  jig_lock_release (lock);
}

/* What was left behind */

static gint
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      times)
{
  const gint64 *first = g_hash_table_lookup (times, *(char **) a);
  const gint64 *second = g_hash_table_lookup (times, *(char **) b);

  return (*second > *first) - (*second < *first);
}

static gboolean
is_left (const char *path,
         gint64     *time)
{
  g_autofree char *lock = dup_lock_path (path);
  JigStat stat;

  if (g_str_has_suffix (path, LOCK) || g_str_has_suffix (path, ASIDE) ||
      jig_vfs_get ()->stat (path, &stat) < 0 || !stat.is_regular || jig_lock_is_held (lock))
    return FALSE;

  *time = stat.mtime;

  return TRUE;
}

/**
 * jig_recorder_list_left:
 * @folder: where the journals of all projects are
 *
 * Returns: (transfer full): the paths of the journals that nobody is at work on, newest first
 */
char **
jig_recorder_list_left (const char *folder)
{
  g_auto(GStrv) names = jig_vfs_get ()->list (folder);
  g_autoptr(GHashTable) times = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      gint64 time;

      /* What is being written has another name: a journal is called by a UUID. */
      if (!g_uuid_string_is_valid (names[i]) || !is_left (path, &time))
        continue;

      g_hash_table_insert (times, path, g_memdup2 (&time, sizeof time));
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }

  g_ptr_array_sort_with_data (paths, compare_times, times);
  g_ptr_array_add (paths, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

/**
 * jig_recorder_recover:
 * @path: of a journal that was left
 * @commands: what the project may run, ended by %NULL; must outlive it
 * @progress: (nullable): who watches
 * @error: return location for %JIG_ERROR_FORMAT if it is no journal, %JIG_ERROR_INPUT,
 *   %JIG_ERROR_MEMORY
 *
 * Reads whole records until the first that is torn, damaged or zero. The journal stays as it is,
 * however often that is tried.
 *
 * Returns: (transfer full): the project, or %NULL with @error set
 */
JigProject *
jig_recorder_recover (const char                *path,
                      const JigCommand * const  *commands,
                      const JigProgress         *progress,
                      GError                   **error)
{
  return jig_archive_open_journal (path, commands, progress, error);
}

/**
 * jig_recorder_set_aside:
 * @path: of a journal that was left
 *
 * It is not offered again, but stays until jig_recorder_prune().
 *
 * Returns: whether that was done
 */
gboolean
jig_recorder_set_aside (const char *path)
{
  g_autofree char *lock = dup_lock_path (path);
  g_autofree char *aside = g_strconcat (path, ASIDE, NULL);

  if (jig_vfs_get ()->rename (path, aside) < 0)
    return FALSE;

  jig_lock_release (lock);

  return TRUE;
}

/**
 * jig_recorder_prune:
 * @folder: where the journals of all projects are
 * @before: microseconds since 1970
 *
 * Removes what was set aside and was written to before that, and locks that nobody holds and that
 * belong to no journal.
 */
void
jig_recorder_prune (const char *folder,
                    gint64      before)
{
  g_auto(GStrv) names = jig_vfs_get ()->list (folder);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      JigStat stat;

      if (g_str_has_suffix (path, ASIDE))
        {
          if (jig_vfs_get ()->stat (path, &stat) == 0 && stat.mtime < before)
            jig_vfs_get ()->unlink (path);
        }
      else if (g_str_has_suffix (path, LOCK) && !jig_lock_is_held (path))
        {
          g_autofree char *journal = g_strndup (path, strlen (path) - strlen (LOCK));

          if (jig_vfs_get ()->stat (journal, &stat) < 0 && errno == ENOENT)
            jig_vfs_get ()->unlink (path);
        }
    }
}
