/* What was done is not lost if the program ends early: a copy of the project is written a moment
 * after each change, and taken away when the window is closed. Whoever holds the lock beside a copy
 * is still at work on it; the system gives a lock back when a program dies. */

#include "app/document/rescue.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A copy is written this long after a change, or later if the last one took its time. */
#define LEAST_SECONDS 3.0
#define PATIENCE      20.0

struct _JigRescue
{
  GObject      parent_instance;

  JigDocument *document;       /* not owned: it goes first, with the window */
  char        *path;
  int          lock;           /* -1: nothing can be kept here */
  guint        timer;
  double       seconds;        /* what the last copy took */
  gsize        n_kept;         /* entries of the history in the copy, and its head */
  guint        kept_head;
};

G_DEFINE_FINAL_TYPE (JigRescue, jig_rescue, G_TYPE_OBJECT)

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "jig", "rescue", NULL);
}

static char *
dup_lock_path (const char *path)
{
  return g_strconcat (path, ".lock", NULL);
}

/* The lock of a copy, or -1 if somebody else has it. */
static int
lock (const char *path)
{
  g_autofree char *lock_path = dup_lock_path (path);
  int fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

static void
take_away (const char *path)
{
  g_autofree char *lock_path = dup_lock_path (path);

  g_unlink (path);
  g_unlink (lock_path);
}

static gboolean
is_kept (JigRescue *self)
{
  const JigHistory *history = jig_project_get_history (jig_document_get_project (self->document));

  return jig_history_get_size (history) == self->n_kept
         && jig_history_get_head (history) == self->kept_head;
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(JigRescue) self = user_data;

  self->seconds = jig_document_keep_copy_finish (JIG_DOCUMENT (object), result);
}

static gboolean
keep_cb (gpointer user_data)
{
  JigRescue *self = user_data;
  const JigHistory *history = jig_project_get_history (jig_document_get_project (self->document));
  g_autoptr(GFile) file = g_file_new_for_path (self->path);

  self->timer = 0;
  self->n_kept = jig_history_get_size (history);
  self->kept_head = jig_history_get_head (history);
  jig_document_keep_copy_async (self->document, file, kept_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
changed_cb (JigRescue *self)
{
  double wait = MAX (LEAST_SECONDS, PATIENCE * self->seconds);

  if (self->lock < 0 || self->timer != 0 || is_kept (self)
      || !jig_document_has_work (self->document))
    return;

  self->timer = g_timeout_add ((guint) (wait * 1000.0), keep_cb, self);
}

static void
jig_rescue_dispose (GObject *object)
{
  JigRescue *self = JIG_RESCUE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->lock >= 0)
    {
      take_away (self->path);
      close (self->lock);
    }
  self->lock = -1;
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (jig_rescue_parent_class)->dispose (object);
}

static void
jig_rescue_class_init (JigRescueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jig_rescue_dispose;
}

static void
jig_rescue_init (JigRescue *self)
{
  static guint n_made;
  g_autofree char *folder = dup_folder ();
  g_autofree char *name = NULL;

  g_mkdir_with_parents (folder, 0700);
  self->lock = -1;
  for (int i = 0; i < 100 && self->lock < 0; i++)
    {
      g_free (name);
      g_free (self->path);
      name = g_strdup_printf ("%d-%u.jigproj", (int) getpid (), ++n_made);
      self->path = g_build_filename (folder, name, NULL);
      /* Another program's copy, from a time when it had this number. */
      if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
        self->lock = lock (self->path);
    }
}

/**
 * jig_rescue_new:
 * @document: what is kept; must outlive the rescue
 *
 * Returns: (transfer full): a rescue; to let it go is to take the copy away
 */
JigRescue *
jig_rescue_new (JigDocument *document)
{
  JigRescue *self = g_object_new (JIG_TYPE_RESCUE, NULL);

  self->document = document;
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* Whether nobody is at work on the copy at @path; a lock without a copy is of no use. */
static gboolean
is_abandoned (const char *path)
{
  int fd = lock (path);

  if (fd < 0)
    return FALSE;

  close (fd);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    take_away (path);

  return TRUE;
}

/**
 * jig_rescue_find:
 *
 * Returns: (transfer full) (nullable): the newest copy that was left behind
 */
GFile *
jig_rescue_find (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr(GDir) names = g_dir_open (folder, 0, NULL);
  g_autofree char *found = NULL;
  gint64 newest = 0;
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *suffix = strstr (path, ".jigproj.lock");
      GStatBuf status;

      if (suffix == NULL)
        continue;

      suffix[strlen (".jigproj")] = '\0';
      if (!is_abandoned (path) || g_stat (path, &status) != 0
          || (gint64) status.st_mtime < newest)
        continue;

      newest = (gint64) status.st_mtime;
      g_free (found);
      found = g_steal_pointer (&path);
    }

  return found != NULL ? g_file_new_for_path (found) : NULL;
}

/**
 * jig_rescue_drop:
 * @copy: what jig_rescue_find() has found
 *
 * Takes it away for good.
 */
void
jig_rescue_drop (GFile *copy)
{
  take_away (g_file_peek_path (copy));
}
