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

#define MICROSECONDS_A_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

struct _JigRescue
{
  GObject      parent_instance;

  JigDocument *document;       /* not owned: it goes first, with the window */
  JigRecorder *recorder;       /* NULL: there is nothing to lose */
  guint        timer;
  gboolean     has_complained;
};

G_DEFINE_FINAL_TYPE (JigRescue, jig_rescue, G_TYPE_OBJECT)

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "jig", "journals", NULL);
}

static void
take_away (JigRescue *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->recorder != NULL)
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

/* Everything that is not in the journal yet. */
static void
record (JigRescue *self)
{
  g_autoptr(GError) error = NULL;
  gboolean is_first = self->recorder == NULL;

  if (is_first && !begin (self, &error))
    {
      complain (self, error);
      return;
    }

  if (jig_recorder_record (self->recorder, jig_document_get_project (self->document), &error))
    return;

  complain (self, error);
  if (is_first)
    take_away (self);
  else
    jig_document_set_stuck (self->document, TRUE);
}

/* Worker thread. */
static gpointer
sync_journal (const JigProgress  *progress,
              gpointer            data,
              GError            **error)
{
  return jig_recorder_sync (data, error) ? data : NULL;
}

/* What a failed sync has lost cannot be synced again: another journal is written from memory, and
 * only then the first one goes. */
static void
synced_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JigRescue) self = user_data;
  JigRecorder *old = self->recorder;

  if (jig_job_run_finish (JIG_JOB (source), result, NULL) != NULL || old == NULL)
    return;

  self->recorder = NULL;
  record (self);
  if (self->recorder != NULL)
    jig_recorder_drop (old);
  jig_recorder_unref (old);
}

static gboolean
sync_cb (gpointer user_data)
{
  JigRescue *self = user_data;
  g_autoptr(JigJob) job = NULL;

  self->timer = 0;
  if (self->recorder == NULL || jig_recorder_get_n_unsynced (self->recorder) == 0)
    return G_SOURCE_REMOVE;

  job = jig_job_new (_("Keep a copy"));
  jig_job_run_async (job, sync_journal, jig_recorder_ref (self->recorder),
                     (GDestroyNotify) jig_recorder_unref, NULL, synced_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
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
  if (self->recorder == NULL)
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
