/* How a file is read, for when the guess was wrong: settings of the action "load". */

#include "app/data/import-options.h"

#include <glib/gi18n-lib.h>

struct _JigImportOptions
{
  AdwWindow       parent_instance;

  AdwComboRow    *encoding_row;
  AdwComboRow    *delimiter_row;
  AdwComboRow    *decimal_row;
  AdwComboRow    *header_row;
  AdwEntryRow    *na_row;
  GtkSwitch      *bad_rows_switch;
  GtkLabel       *found;

  JigTableLoader *loader;
};

G_DEFINE_FINAL_TYPE (JigImportOptions, jig_import_options, ADW_TYPE_WINDOW)

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
fill (AdwComboRow  *row,
      const Option *options)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (const Option *option = options; option->word != NULL; option++)
    gtk_string_list_append (titles, _(option->title));
  adw_combo_row_set_model (row, G_LIST_MODEL (titles));
}

static void
choose (AdwComboRow  *row,
        const Option *options,
        const char   *word)
{
  for (guint i = 0; options[i].word != NULL; i++)
    if (g_ascii_strcasecmp (options[i].word, word) == 0)
      adw_combo_row_set_selected (row, i);
}

static void
set (JigAction    *load,
     const char   *id,
     AdwComboRow  *row,
     const Option *options)
{
  if (!jig_action_set (load, id, options[adw_combo_row_get_selected (row)].word, NULL))
    g_warn_if_reached ();
}

/* The same file, read as the rows say. */
static void
clicked_cb (JigImportOptions *self)
{
  g_autoptr(JigAction) load = jig_action_copy (jig_table_loader_get_tried (self->loader));
  JigValues *values = jig_action_get_values (load);

  set (load, "encoding", self->encoding_row, encodings);
  set (load, "delimiter", self->delimiter_row, delimiters);
  set (load, "decimal", self->decimal_row, decimals);
  set (load, "header", self->header_row, headers);
  if (!jig_values_set_text (values, "na", gtk_editable_get_text (GTK_EDITABLE (self->na_row)),
                            NULL)
      || !jig_values_set_number (values, "max_bad_rate",
                                 gtk_switch_get_active (self->bad_rows_switch) ? 1.0 : 0.05, NULL))
    g_warn_if_reached ();

  jig_table_loader_load (self->loader, load);
  gtk_window_close (GTK_WINDOW (self));
}

static void
jig_import_options_dispose (GObject *object)
{
  g_clear_object (&JIG_IMPORT_OPTIONS (object)->loader);

  G_OBJECT_CLASS (jig_import_options_parent_class)->dispose (object);
}

static void
jig_import_options_class_init (JigImportOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_import_options_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/data/import-options.ui");
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, found);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, decimal_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, header_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, na_row);
  gtk_widget_class_bind_template_child (widget_class, JigImportOptions, bad_rows_switch);
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

static void
show_found (JigImportOptions *self,
            const JigSheet   *found)
{
  /* Translators: encoding, delimiter, decimal mark and what the first line was taken for */
  g_autofree char *text =
    g_strdup_printf (_("It was read as: %s; delimiter: %s; decimal mark: %s; first line: %s"),
                     found->encoding, get_delimiter_title (found->delimiter),
                     found->decimal == ',' ? _("Comma") : _("Point"),
                     found->header != 0 ? _("Names of the columns") : _("Data"));

  gtk_label_set_text (self->found, text);
}

static void
show_tried (JigImportOptions *self)
{
  const JigValues *values = jig_action_get_values (jig_table_loader_get_tried (self->loader));

  choose (self->encoding_row, encodings, jig_values_get_text (values, "encoding"));
  choose (self->delimiter_row, delimiters, jig_values_get_text (values, "delimiter"));
  choose (self->decimal_row, decimals, jig_values_get_text (values, "decimal"));
  choose (self->header_row, headers, jig_values_get_text (values, "header"));
  gtk_editable_set_text (GTK_EDITABLE (self->na_row), jig_values_get_text (values, "na"));
  gtk_switch_set_active (self->bad_rows_switch,
                         jig_values_get_number (values, "max_bad_rate") >= 1.0);
}

/**
 * jig_import_options_present:
 * @parent: the window in front of which it opens
 * @loader: what has tried to load a file
 *
 * Lets the file be read in another way.
 */
void
jig_import_options_present (GtkWindow      *parent,
                            JigTableLoader *loader)
{
  JigImportOptions *self = g_object_new (JIG_TYPE_IMPORT_OPTIONS, "transient-for", parent, NULL);
  const JigSheet *found = jig_table_loader_get_found (loader);

  self->loader = g_object_ref (loader);
  show_tried (self);
  gtk_widget_set_visible (GTK_WIDGET (self->found), found != NULL);
  if (found != NULL)
    show_found (self, found);

  gtk_window_present (GTK_WINDOW (self));
}
