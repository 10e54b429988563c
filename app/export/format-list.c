#include "app/export/format-list.h"

#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>

struct _JigFormatList
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;      /* (element-type GtkWidget), as jig_formats */
  GPtrArray           *checks;    /* (element-type GtkCheckButton), likewise */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (JigFormatList, jig_format_list, ADW_TYPE_PREFERENCES_GROUP)

static void
toggled_cb (JigFormatList  *self,
            GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    g_signal_emit (self, changed_signal, 0);
}

static void
add_row (JigFormatList   *self,
         const JigFormat *format)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(format->title));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
}

static void
jig_format_list_finalize (GObject *object)
{
  JigFormatList *self = JIG_FORMAT_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);

  G_OBJECT_CLASS (jig_format_list_parent_class)->finalize (object);
}

static void
jig_format_list_class_init (JigFormatListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jig_format_list_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
jig_format_list_init (JigFormatList *self)
{
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  for (gsize i = 0; jig_formats[i] != NULL; i++)
    add_row (self, jig_formats[i]);
}

/**
 * jig_format_list_get_format:
 * @self: a list
 *
 * Returns: (nullable): what is chosen
 */
const JigFormat *
jig_format_list_get_format (JigFormatList *self)
{
  g_return_val_if_fail (JIG_IS_FORMAT_LIST (self), NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      return jig_formats[i];

  return NULL;
}

/**
 * jig_format_list_set_format:
 * @self: a list
 * @format: a format
 *
 * Chooses it.
 *
 * Returns: %FALSE if the model cannot leave in it
 */
gboolean
jig_format_list_set_format (JigFormatList   *self,
                            const JigFormat *format)
{
  g_return_val_if_fail (JIG_IS_FORMAT_LIST (self), FALSE);

  for (guint i = 0; i < self->checks->len; i++)
    if (jig_formats[i] == format && gtk_widget_get_sensitive (g_ptr_array_index (self->rows, i)))
      {
        gtk_check_button_set_active (g_ptr_array_index (self->checks, i), TRUE);
        return TRUE;
      }

  return FALSE;
}

/* Errors name columns of the data: they are not markup. */
static void
set_subtitle (GtkWidget  *row,
              const char *text)
{
  g_autofree char *safe = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
}

/**
 * jig_format_list_set_bundle:
 * @self: a list
 * @bundle: what is to leave
 *
 * A format that cannot hold it says why, and cannot be chosen.
 */
void
jig_format_list_set_bundle (JigFormatList   *self,
                            const JigBundle *bundle)
{
  const JigFormat *chosen;

  g_return_if_fail (JIG_IS_FORMAT_LIST (self));

  chosen = jig_format_list_get_format (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autoptr(GError) error = NULL;
      gboolean can = jig_formats[i]->can (bundle, &error);

      gtk_widget_set_sensitive (row, can);
      set_subtitle (row, can ? _(jig_formats[i]->consequence) : error->message);
    }

  if (chosen != NULL && jig_format_list_set_format (self, chosen))
    return;

  /* Our own holds every model. */
  jig_format_list_set_format (self, jig_format_find ("jig"));
}

/**
 * jig_format_list_dup_rows_note:
 * @self: a list
 * @bundle: what is to leave
 *
 * Returns: (transfer full): how many rows of the user's table go along
 */
char *
jig_format_list_dup_rows_note (JigFormatList   *self,
                               const JigBundle *bundle)
{
  const JigFormat *format = jig_format_list_get_format (self);
  const JigGolden *golden = jig_bundle_get_golden (bundle);
  gsize n_rows = golden != NULL ? golden->n_data : 0;
  g_autofree char *count = jig_phrase_count (n_rows);

  if (format == NULL || !format->carries_rows || n_rows == 0)
    return g_strdup (_("No rows of the table are in the file."));

  return g_strdup_printf (ngettext ("%s row of the table is in the file, to prove copies by.",
                                    "%s rows of the table are in the file, to prove copies by.",
                                    n_rows), count);
}
