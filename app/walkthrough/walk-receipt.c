/* Where a number comes from: data, rows, dice, settings, version and the command
 * line that gives it again; and whether it really does. */
#include "app/walkthrough/walk-receipt.h"

#include "app/common/phrase.h"
#include "app/walkthrough/walk-command.h"
#include "app/walkthrough/walk-replay.h"

#include <glib/gi18n-lib.h>

#define HASH_LETTERS 16      /* enough to tell two tables apart */

struct _JigWalkReceipt
{
  GtkPopover  parent_instance;

  GtkGrid    *rows;
  GtkLabel   *command;
  GtkWidget  *replay_button;
  GtkLabel   *verdict_line;

  JigWalk    *walk;
  JigJob     *job;
  char       *before;      /* what the replay is compared with */
  int         n_rows;
};

G_DEFINE_FINAL_TYPE (JigWalkReceipt, jig_walk_receipt, GTK_TYPE_POPOVER)

static void
add_row (JigWalkReceipt *self,
         const char     *title,
         const char     *value)
{
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *text = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_yalign (GTK_LABEL (name), 0.0f);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 28);
  gtk_grid_attach (self->rows, name, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->rows, text, 1, self->n_rows, 1, 1);
  self->n_rows++;
}

static void
clear_rows (JigWalkReceipt *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_grid_remove (self->rows, child);
  self->n_rows = 0;
}

static void
add_rows (JigWalkReceipt *self,
          const JigRun   *run)
{
  JigDataset *dataset = jig_run_get_dataset (run);
  g_autofree char *n_rows = jig_phrase_count (jig_frame_get_n_rows (dataset->frame));
  g_autofree char *hash = g_strndup (jig_frame_get_hash (dataset->frame), HASH_LETTERS);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, jig_run_get_seed (run));
  g_autoptr(JigExhibit) exhibit = jig_walk_show (self->walk, NULL);

  add_row (self, _("Data"), dataset->title);
  add_row (self, _("Rows"), n_rows);
  add_row (self, _("Hash"), hash);
  if (exhibit != NULL && jig_exhibit_get_headline (exhibit)->split != NULL)
    add_row (self, _("Split"), jig_exhibit_get_headline (exhibit)->split);
  add_row (self, _("Seed"), seed);
  add_row (self, _("Version"), JIG_VERSION);
}

static void
say (JigWalkReceipt *self,
     const char     *sentence,
     const char     *css_class)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_line), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_line), "error");
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict_line), css_class);
  gtk_label_set_text (self->verdict_line, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_line), *sentence != '\0');
}

static void
forget_job (JigWalkReceipt *self)
{
  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->before, g_free);
  gtk_widget_set_sensitive (self->replay_button, TRUE);
}

static void
replayed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(JigWalkReceipt) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *after = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (JIG_JOB (source) != self->job)
    return;

  if (after == NULL)
    say (self, error->message, "error");
  else if (g_strcmp0 (after, self->before) == 0)
    say (self, _("Bit-identical: every number is the same."), "success");
  else
    say (self, _("Not the same: some number has changed."), "error");
  g_clear_object (&self->job);
  forget_job (self);
}

static void
replay_cb (JigWalkReceipt *self)
{
  const JigRun *run = jig_walk_get_run (self->walk);
  gsize step = jig_walk_get_step (self->walk);
  g_autoptr(GError) error = NULL;

  forget_job (self);
  self->before = jig_walk_replay_write (run, step, &error);
  if (self->before == NULL)
    {
      say (self, error->message, "error");
      return;
    }

  say (self, _("Running it again…"), NULL);
  gtk_widget_set_sensitive (self->replay_button, FALSE);
  self->job = jig_walk_replay_start (run, step, replayed_cb, g_object_ref (self));
  jig_job_list_add (jig_document_get_jobs (jig_walk_get_document (self->walk)), self->job);
}

/* What it says is of the moment when it is opened. */
static void
jig_walk_receipt_map (GtkWidget *widget)
{
  JigWalkReceipt *self = JIG_WALK_RECEIPT (widget);
  const JigRun *run = jig_walk_get_run (self->walk);
  g_autofree char *command = NULL;

  forget_job (self);
  say (self, "", NULL);
  clear_rows (self);
  if (run != NULL)
    {
      command = jig_walk_command_new (run, jig_walk_get_step (self->walk));
      add_rows (self, run);
    }
  gtk_label_set_text (self->command, command != NULL ? command : "");
  gtk_widget_set_sensitive (self->replay_button, command != NULL);

  GTK_WIDGET_CLASS (jig_walk_receipt_parent_class)->map (widget);
}

static void
jig_walk_receipt_dispose (GObject *object)
{
  JigWalkReceipt *self = JIG_WALK_RECEIPT (object);

  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->walk);

  G_OBJECT_CLASS (jig_walk_receipt_parent_class)->dispose (object);
}

static void
jig_walk_receipt_finalize (GObject *object)
{
  g_free (JIG_WALK_RECEIPT (object)->before);

  G_OBJECT_CLASS (jig_walk_receipt_parent_class)->finalize (object);
}

static void
jig_walk_receipt_init (JigWalkReceipt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_walk_receipt_class_init (JigWalkReceiptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_walk_receipt_dispose;
  G_OBJECT_CLASS (klass)->finalize = jig_walk_receipt_finalize;
  widget_class->map = jig_walk_receipt_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/walk-receipt.ui");
  gtk_widget_class_bind_template_child (widget_class, JigWalkReceipt, rows);
  gtk_widget_class_bind_template_child (widget_class, JigWalkReceipt, command);
  gtk_widget_class_bind_template_child (widget_class, JigWalkReceipt, replay_button);
  gtk_widget_class_bind_template_child (widget_class, JigWalkReceipt, verdict_line);
  gtk_widget_class_bind_template_callback (widget_class, replay_cb);
}

/**
 * jig_walk_receipt_set_walk:
 * @self: a receipt
 * @walk: where the number stands
 */
void
jig_walk_receipt_set_walk (JigWalkReceipt *self,
                           JigWalk        *walk)
{
  g_return_if_fail (JIG_IS_WALK_RECEIPT (self));
  g_return_if_fail (JIG_IS_WALK (walk));

  g_set_object (&self->walk, walk);
}
