/* How a file is read, for when the guess was wrong: settings of the action "load". */

#include "app/data/import-options.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _JigImportOptions
{
  GtkWidget    parent_instance;

  GtkLabel    *found;
  AdwComboRow *encoding_row;
  AdwComboRow *delimiter_row;
  AdwComboRow *decimal_row;
  AdwComboRow *header_row;
};

enum {
  APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigImportOptions, jig_import_options, GTK_TYPE_WIDGET)

/* What a row offers: the word of the setting, and what a person reads. */
typedef struct
{
  const char *word;
  const char *title;
} Option;

static const Option encodings[] = {
  { "", N_("Found by itself") },
  { "UTF-8", N_("UTF-8") },
  { "CP949", N_("Korean (CP949)") },
  { "WINDOWS-1252", N_("Western (Windows-1252)") },
  { "UTF-16LE", N_("UTF-16, little-endian") },
  { "UTF-16BE", N_("UTF-16, big-endian") },
  { NULL }
};

static const Option delimiters[] = {
  { "", N_("Found by itself") },
  { ",", N_("Comma") },
  { ";", N_("Semicolon") },
  { "tab", N_("Tab") },
  { "|", N_("Vertical bar") },
  { "space", N_("Space") },
  { NULL }
};

static const Option decimals[] = {
  { "auto", N_("Found by itself") },
  { ".", N_("Point") },
  { ",", N_("Comma") },
  { NULL }
};

static const Option headers[] = {
  { "auto", N_("Found by itself") },
  { "yes", N_("Names of the columns") },
  { "no", N_("Data") },
  { NULL }
};

static void
clicked_cb (JigImportOptions *self)
{
  g_signal_emit (self, signals[APPLY], 0);
}

static void
fill (AdwComboRow  *row,
      const Option *options)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (const Option *option = options; option->word != NULL; option++)
    gtk_string_list_append (titles, _(option->title));
  adw_combo_row_set_model (row, G_LIST_MODEL (titles));
}

static gboolean
set (JigAction     *load,
     const char    *id,
     AdwComboRow   *row,
     const Option  *options,
     GError       **error)
{
  return jig_action_set (load, id, options[adw_combo_row_get_selected (row)].word, error);
}

static void
jig_import_options_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_import_options_parent_class)->dispose (object);
}

static void
jig_import_options_class_init (JigImportOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_import_options_dispose;

  signals[APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/data/import-options.ui");
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, found);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, decimal_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, header_row);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
jig_import_options_init (JigImportOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self->encoding_row, encodings);
  fill (self->delimiter_row, delimiters);
  fill (self->decimal_row, decimals);
  fill (self->header_row, headers);
}

static const char *
get_delimiter_title (char delimiter)
{
  for (const Option *option = delimiters + 1; option->word != NULL; option++)
    if (option->word[0] == delimiter && option->word[1] == '\0')
      return _(option->title);

  return delimiter == '\t' ? _("Tab") : _("Space");
}

/**
 * jig_import_options_show:
 * @self: the options
 * @found: how the file was read
 *
 * Says what was found, beside what can be chosen instead.
 */
void
jig_import_options_show (JigImportOptions *self,
                         const JigSheet   *found)
{
  g_autofree char *text = NULL;

  g_return_if_fail (JIG_IS_IMPORT_OPTIONS (self));

  /* Translators: encoding, delimiter, decimal mark and what the first line was taken for */
  text = g_strdup_printf (_("This file was read as: %s; delimiter: %s; decimal mark: %s; "
                            "first line: %s"),
                          found->encoding, get_delimiter_title (found->delimiter),
                          found->decimal == ',' ? _("Comma") : _("Point"),
                          found->header != 0 ? _("Names of the columns") : _("Data"));
  gtk_label_set_text (self->found, text);
}

/**
 * jig_import_options_apply:
 * @self: the options
 * @load: an action "load"
 * @error: return location
 *
 * Writes what is chosen into @load.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_import_options_apply (JigImportOptions  *self,
                          JigAction         *load,
                          GError           **error)
{
  g_return_val_if_fail (JIG_IS_IMPORT_OPTIONS (self), FALSE);

  return set (load, "encoding", self->encoding_row, encodings, error)
         && set (load, "delimiter", self->delimiter_row, delimiters, error)
         && set (load, "decimal", self->decimal_row, decimals, error)
         && set (load, "header", self->header_row, headers, error);
}
