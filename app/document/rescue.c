/* What was done is not lost if the program ends early: every action is written to a journal when it
 * is committed, and the journal is taken away when the project is saved or the window closed. */

#include "app/document/rescue.h"

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/project/recorder.h"

#include <glib/gi18n-lib.h>

#define SYNC_SECONDS 3       /* what a power cut may take */
#define SYNC_RECORDS 50
#define KEPT_DAYS    30      /* what nobody wanted back */

/* More than this is written by a worker: the window must not wait for it. */
#define MANY_BYTES (64 * 1024)

#define MICROSECONDS_A_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* A write or sync in a worker. */
typedef struct
{
  JigRecorder *recorder;
  JigNews     *news;           /* NULL: sync what there is */
  gboolean     is_dropped;     /* the journal goes afterwards */
} Writing;

struct _JigRescue
{
  GObject      parent_instance;

  JigDocument *document;       /* not owned: it goes first, with the window */
  JigRecorder *recorder;       /* NULL: there is nothing to lose */
  Writing     *writing;        /* what a worker is writing; NULL: nothing */
  gboolean     is_late;        /* something was done meanwhile */
  guint        timer;
  gboolean     has_complained;
};

G_DEFINE_FINAL_TYPE (JigRescue, jig_rescue, G_TYPE_OBJECT)

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "jig", "journals", NULL);
}

/* A journal that is being written goes when that is done. */
static void
take_away (JigRescue *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_late = FALSE;
  if (self->writing != NULL)
    self->writing->is_dropped = TRUE;
  else if (self->recorder != NULL)
    jig_recorder_drop (self->recorder);
  g_clear_pointer (&self->recorder, jig_recorder_unref);
}

/* Without a journal work goes on, and somebody should know; behind a hole nothing is recorded, and
 * so nothing is done until the project is saved. */
static void
complain (JigRescue    *self,
          const GError *error)
{
  g_autoptr(GError) whole = NULL;

  if (self->has_complained)
    return;

  self->has_complained = TRUE;
  whole = g_error_new (error->domain, error->code, "%s %s",
                       _("This project can no longer be recorded: save a copy."), error->message);
  jig_document_fail (self->document, whole);
}

static gboolean
begin (JigRescue  *self,
       GError    **error)
{
  g_autofree char *folder = dup_folder ();

  g_mkdir_with_parents (folder, 0700);
  self->recorder = jig_recorder_new (folder, error);

  return self->recorder != NULL;
}

static void write_news (JigRescue *self,
                        JigNews   *news);

static void
fail (JigRescue    *self,
      gboolean      is_first,
      const GError *error)
{
  complain (self, error);
  if (is_first)
    take_away (self);
  else
    jig_document_set_stuck (self->document, TRUE);
}

/* Everything that is not in the journal yet: small things at once, tables by a worker. */
static void
record (JigRescue *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigNews) news = NULL;
  gboolean is_first = self->recorder == NULL;

  if (self->writing != NULL)
    {
      self->is_late = TRUE;
      return;
    }
  if (is_first && !begin (self, &error))
    {
      complain (self, error);
      return;
    }

  news = jig_recorder_collect (self->recorder, jig_document_get_project (self->document));
  if (news == NULL)
    return;

  if (jig_news_get_n_bytes (news) > MANY_BYTES)
    write_news (self, g_steal_pointer (&news));
  else if (!jig_recorder_write (self->recorder, news, &error))
    fail (self, is_first, error);
}

/* What a failed sync has lost cannot be synced again: another journal is written from memory, and
 * only then the first one goes. */
static void
start_again (JigRescue *self)
{
  JigRecorder *old = g_steal_pointer (&self->recorder);

  record (self);
  if (self->recorder != NULL)
    jig_recorder_drop (old);
  jig_recorder_unref (old);
}

static void plan_sync (JigRescue *self);

/* Worker thread. */
static gpointer
run_writing (const JigProgress  *progress,
             gpointer            data,
             GError            **error)
{
  const Writing *writing = data;
  const gboolean is_done = writing->news != NULL
                           ? jig_recorder_write (writing->recorder, writing->news, error)
                           : jig_recorder_sync (writing->recorder, error);

  return is_done ? data : NULL;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JigRescue) self = user_data;
  g_autoptr(GError) error = NULL;
  Writing *writing = g_steal_pointer (&self->writing);
  const gboolean is_done = jig_job_run_finish (JIG_JOB (source), result, &error) != NULL;
  const gboolean is_sync = writing->news == NULL;
  const gboolean is_dropped = writing->is_dropped;
  const gboolean is_late = self->is_late;

  self->is_late = FALSE;
  if (is_dropped)
    jig_recorder_drop (writing->recorder);
  jig_recorder_unref (writing->recorder);
  jig_news_free (writing->news);
  g_free (writing);

  if (!is_dropped && !is_done && is_sync)
    start_again (self);
  else if (!is_dropped && !is_done)
    fail (self, FALSE, error);
  else if (is_late)
    record (self);
  plan_sync (self);
}

/* Takes the news over; NULL: sync. */
static void
write_news (JigRescue *self,
            JigNews   *news)
{
  g_autoptr(JigJob) job = jig_job_new (_("Keep a copy"));

  self->writing = g_new0 (Writing, 1);
  self->writing->recorder = jig_recorder_ref (self->recorder);
  self->writing->news = news;
  jig_job_run_async (job, run_writing, self->writing, NULL, NULL, written_cb, g_object_ref (self));
}

static gboolean
sync_cb (gpointer user_data)
{
  JigRescue *self = user_data;

  self->timer = 0;
  if (self->recorder != NULL && self->writing == NULL &&
      jig_recorder_get_n_unsynced (self->recorder) > 0)
    write_news (self, NULL);

  return G_SOURCE_REMOVE;
}

static void
plan_sync (JigRescue *self)
{
  if (self->recorder == NULL || self->writing != NULL)
    return;

  if (jig_recorder_get_n_unsynced (self->recorder) >= SYNC_RECORDS)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      sync_cb (self);
    }
  else if (self->timer == 0 && jig_recorder_get_n_unsynced (self->recorder) > 0)
    {
      self->timer = g_timeout_add_seconds (SYNC_SECONDS, sync_cb, self);
    }
}

static void
changed_cb (JigRescue *self)
{
  if (!jig_document_is_modified (self->document))
    {
      take_away (self);
      self->has_complained = FALSE;
      jig_document_set_stuck (self->document, FALSE);
      return;
    }

  record (self);
  plan_sync (self);
}

/**
 * jig_rescue_finish:
 * @self: a rescue
 *
 * Takes the journal away, also one that a worker is still writing; the document may go afterwards.
 */
void
jig_rescue_finish (JigRescue *self)
{
  take_away (self);
  while (self->writing != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
jig_rescue_dispose (GObject *object)
{
  take_away (JIG_RESCUE (object));

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
}

/**
 * jig_rescue_new:
 * @document: what is recorded; must outlive the rescue
 *
 * Returns: (transfer full): a rescue; to let it go is to take the journal away
 */
JigRescue *
jig_rescue_new (JigDocument *document)
{
  JigRescue *self = g_object_new (JIG_TYPE_RESCUE, NULL);
  g_autofree char *folder = dup_folder ();

  jig_recorder_prune (folder, jig_clock_now () - KEPT_DAYS * MICROSECONDS_A_DAY);
  self->document = document;
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * jig_rescue_find:
 *
 * Returns: (transfer full) (nullable): the newest journal that was left behind
 */
GFile *
jig_rescue_find (void)
{
  g_autofree char *folder = dup_folder ();
  g_auto(GStrv) left = jig_recorder_list_left (folder);

  return left[0] != NULL ? g_file_new_for_path (left[0]) : NULL;
}

/**
 * jig_rescue_drop:
 * @journal: what jig_rescue_find() has found
 *
 * It is not found again, but stays for a month.
 */
void
jig_rescue_drop (GFile *journal)
{
  jig_recorder_set_aside (g_file_peek_path (journal));
}
