/* The page of tables. Whatever is done here is an action of the document; the page shows the table
 * that was made last. */

#include "app/data/data-page.h"

#include "app/common/page.h"
#include "app/common/shortcuts.h"
#include "app/data/column-inspector.h"
#include "app/data/import-options.h"
#include "app/data/row-inspector.h"
#include "app/data/sample-menu.h"
#include "app/data/table-bar.h"
#include "app/data/table-loader.h"
#include "app/data/table-source.h"
#include "app/grid/grid-pane.h"
#include "core/base/error.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _JigDataPage
{
  GtkWidget           parent_instance;

  JigStateView       *states;
  GtkMenuButton      *samples_button;
  JigTableBar        *table_bar;
  JigGridPane        *grid;
  GtkWidget          *inspector;
  GtkStack           *inspector_stack;
  JigColumnInspector *column_inspector;
  JigRowInspector    *row_inspector;

  JigDocument        *document;
  JigTableLoader     *loader;
  JigTableSource     *source;          /* NULL without a table */
};

enum {
  PROP_0,
  PROP_STATE
};

static void page_init (JigPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigDataPage, jig_data_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PAGE, page_init))

/* Looking */

static void
moved_cb (JigDataPage *self)
{
  guint64 row;

  if (self->source == NULL)
    return;

  row = jig_grid_pane_get_row (self->grid);
  jig_column_inspector_show (self->column_inspector, self->source,
                             jig_grid_pane_get_column (self->grid));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->inspector_stack), "row") == 0)
    jig_row_inspector_show (self->row_inspector, jig_table_source_get_dataset (self->source),
                            row != G_MAXUINT64 ? row : 0);
}

static void
row_chosen_cb (JigDataPage *self,
               guint64      row)
{
  jig_grid_pane_move (self->grid, row, jig_grid_pane_get_column (self->grid));
}

static void
show_row_inspector (JigDataPage *self)
{
  gtk_stack_set_visible_child_name (self->inspector_stack, "row");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-inspector", NULL);
}

static void
activated_cb (JigDataPage *self)
{
  if (self->source != NULL)
    show_row_inspector (self);
}

static void
show_table (JigDataPage *self)
{
  const JigDataset *dataset = jig_table_source_get_dataset (self->source);

  jig_table_bar_show (self->table_bar, self->document);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, dataset->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  jig_table_bar_get_size (self->table_bar), -1);
  jig_grid_pane_refresh (self->grid);
  moved_cb (self);
}

static void
set_source (JigDataPage    *self,
            JigTableSource *source)
{
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_set_object (&self->source, source);
  if (source != NULL)
    g_signal_connect_object (source, "described", G_CALLBACK (show_table), self,
                             G_CONNECT_SWAPPED);
}

static void
set_dataset (JigDataPage *self,
             JigDataset  *dataset)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigTableSource) source = NULL;

  if (self->source != NULL && jig_table_source_can_become (self->source, dataset))
    {
      jig_table_source_become (self->source, dataset);
      return;
    }

  source = jig_table_source_new (jig_document_get_jobs (self->document), dataset);
  if (jig_grid_pane_set_source (self->grid, &jig_table_source, source, &error))
    {
      set_source (self, source);
      return;
    }

  set_source (self, NULL);
  jig_state_view_fail (self->states, error);
}

static void
document_changed_cb (JigDataPage *self)
{
  JigDataset *dataset = jig_document_get_dataset (self->document);

  if (dataset == NULL)
    {
      jig_grid_pane_set_source (self->grid, NULL, NULL, NULL);
      set_source (self, NULL);
      jig_state_view_set_state (self->states, JIG_STATE_EMPTY);
      return;
    }

  if (self->source != NULL && jig_table_source_get_dataset (self->source) == dataset)
    return;

  set_dataset (self, dataset);
  if (self->source == NULL)
    return;

  show_table (self);
  jig_state_view_set_state (self->states, JIG_STATE_READY);
  jig_page_take_focus (JIG_PAGE (self), GTK_WIDGET (self->grid));
}

static void
failed_cb (JigDataPage  *self,
           const GError *error)
{
  jig_state_view_fail (self->states, error);
  moved_cb (self);
}

/* Acting */

static void
stale_cb (JigDataPage *self)
{
  if (self->source != NULL)
    jig_state_view_note (self->states, JIG_STATE_STALE,
                         _("The file has changed since it was read."), _("_Read Again"),
                         "data.reload");
}

static void
started_cb (JigDataPage *self,
            JigJob      *job)
{
  jig_state_view_load (self->states, job);
}

static void
ended_cb (JigDataPage  *self,
          const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      jig_state_view_set_state (self->states,
                                self->source != NULL ? JIG_STATE_READY : JIG_STATE_EMPTY);
      sentence = g_strdup (_("Stopped. Nothing has changed."));
    }
  else if (error != NULL)
    {
      jig_state_view_fail (self->states, error);
      if (g_error_matches (error, JIG_ERROR, JIG_ERROR_DATA))
        jig_state_view_offer (self->states, _("_Read It Differently…"), "data.import-options");
      sentence = g_strdup (jig_state_view_get_sentence (self->states));
    }
  else
    {
      jig_state_view_set_state (self->states, JIG_STATE_READY);
      /* Translators: the name of a file, and "20,000 rows, 5 columns" */
      sentence = g_strdup_printf (_("%s: %s."),
                                  jig_table_source_get_dataset (self->source)->title,
                                  jig_table_bar_get_size (self->table_bar));
    }

  jig_document_say (self->document, sentence);
}

static const JigField *
get_field (JigDataPage *self)
{
  if (self->source == NULL)
    return NULL;

  return jig_schema_get_field (jig_table_source_get_dataset (self->source)->schema,
                               jig_grid_pane_get_column (self->grid));
}

static void
change_column (JigDataPage *self,
               const char  *setting,
               const char  *word,
               const char  *shown)
{
  g_autoptr(JigAction) action = jig_document_new_action (self->document, "schema", NULL);
  const JigField *field = get_field (self);
  g_autofree char *sentence = NULL;

  if (field == NULL)
    return;

  if (!jig_action_set (action, "data", jig_document_get_data (self->document), NULL)
      || !jig_values_set_text (jig_action_get_values (action), "column", field->name, NULL)
      || !jig_action_set (action, setting, word, NULL))
    g_return_if_reached ();

  /* Translators: the name of a column, and its new role or type */
  sentence = g_strdup_printf (_("%s: %s."), field->name, shown);
  jig_document_act (self->document, action, sentence);
}

static void
role_chosen_cb (JigDataPage *self,
                const char  *word)
{
  JigRole role;

  if (jig_role_from_name (word, &role))
    change_column (self, "role", word, jig_role_title (role));
}

static void
type_chosen_cb (JigDataPage *self,
                const char  *word)
{
  JigColumnType type;

  if (jig_column_type_from_name (word, &type))
    change_column (self, "type", word, jig_table_type_title (type));
}

/* Once more, and the column is a feature again. */
static void
toggle_role_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  JigDataPage *self = JIG_DATA_PAGE (widget);
  const JigField *field = get_field (self);
  JigRole role;

  if (field == NULL || !jig_role_from_name (g_variant_get_string (parameter, NULL), &role))
    return;

  role_chosen_cb (self, jig_role_name (field->role == role ? JIG_ROLE_FEATURE : role));
}

static void
go_to_row_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  JigDataPage *self = JIG_DATA_PAGE (widget);

  if (self->source == NULL)
    return;

  show_row_inspector (self);
  gtk_widget_child_focus (GTK_WIDGET (self->row_inspector), GTK_DIR_TAB_FORWARD);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  JigDataPage *self = JIG_DATA_PAGE (widget);

  if (jig_table_loader_get_file (self->loader) != NULL)
    jig_data_page_open (self, jig_table_loader_get_file (self->loader));
}

static void
import_options_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  JigDataPage *self = JIG_DATA_PAGE (widget);

  if (jig_table_loader_get_tried (self->loader) != NULL)
    jig_import_options_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->loader);
  else
    jig_state_view_note (self->states, JIG_STATE_ERROR,
                         _("Where the file lies is not known any more."),
                         _("_Choose It Here…"), "win.open-dialog");
}

static void
clipboard_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JigDataPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);

  jig_data_page_paste (self, text);
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_cb,
                                 g_object_ref (widget));
}

/* A page */

static void
set_document (JigPage     *page,
              JigDocument *document)
{
  JigDataPage *self = JIG_DATA_PAGE (page);

  self->document = g_object_ref (document);
  self->loader = jig_table_loader_new (document);
  g_signal_connect_object (self->loader, "started", G_CALLBACK (started_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "stale", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  document_changed_cb (self);
}

static GtkWidget *
get_inspector (JigPage *page)
{
  return JIG_DATA_PAGE (page)->inspector;
}

static char *
get_subtitle (JigPage *page)
{
  JigDataPage *self = JIG_DATA_PAGE (page);
  const JigDataset *dataset;
  const char *target;

  if (self->source == NULL)
    return NULL;

  dataset = jig_table_source_get_dataset (self->source);
  target = jig_schema_get_by_role (dataset->schema, JIG_ROLE_TARGET);
  if (target == NULL)
    return g_strdup (dataset->title);

  /* Translators: the name of a file, and of the column that is to be predicted */
  return g_strdup_printf (_("%s · target: %s"), dataset->title, target);
}

static void
page_init (JigPageInterface *iface)
{
  iface->set_document = set_document;
  iface->get_inspector = get_inspector;
  iface->get_subtitle = get_subtitle;
}

static void
jig_data_page_dispose (GObject *object)
{
  JigDataPage *self = JIG_DATA_PAGE (object);

  g_clear_object (&self->loader);
  g_clear_object (&self->document);
  if (self->states != NULL)
    {
      jig_grid_pane_set_source (self->grid, NULL, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->states));
    }
  self->states = NULL;
  set_source (self, NULL);

  G_OBJECT_CLASS (jig_data_page_parent_class)->dispose (object);
}

static void
jig_data_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) jig_state_view_get_state (JIG_DATA_PAGE (object)->states));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_data_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      jig_state_view_set_state (JIG_DATA_PAGE (object)->states,
                                (JigState) g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, states);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, samples_button);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, table_bar);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, grid);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, inspector);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, inspector_stack);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, column_inspector);
  gtk_widget_class_bind_template_child (widget_class, JigDataPage, row_inspector);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_chosen_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "data.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "data.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "data.import-options", NULL,
                                   import_options_action);
  gtk_widget_class_install_action (widget_class, "data.toggle-role", "s", toggle_role_action);
  gtk_widget_class_install_action (widget_class, "data.go-to-row", NULL, go_to_row_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "data.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "data.go-to-row", NULL);
}

static void
jig_data_page_class_init (JigDataPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_data_page_dispose;
  object_class->get_property = jig_data_page_get_property;
  object_class->set_property = jig_data_page_set_property;
  g_object_class_override_property (object_class, PROP_STATE, "state");

  g_type_ensure (JIG_TYPE_COLUMN_INSPECTOR);
  g_type_ensure (JIG_TYPE_GRID_PANE);
  g_type_ensure (JIG_TYPE_TABLE_BAR);
  g_type_ensure (JIG_TYPE_ROW_INSPECTOR);
  g_type_ensure (JIG_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/data/data-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

/* Single letters act in the grid only. */
static void
add_grid_key (JigDataPage *self,
              guint        key,
              const char  *role)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutAction *action = gtk_named_action_new ("data.toggle-role");
  GtkShortcut *shortcut = gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (key, 0), action,
                                                           "s", role);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  jig_shortcuts_are_letters (keys);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
}

static void
jig_data_page_init (JigDataPage *self)
{
  g_autoptr(GMenuModel) samples = jig_sample_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->samples_button, samples);
  add_grid_key (self, GDK_KEY_t, "target");
  add_grid_key (self, GDK_KEY_i, "ignore");
  g_signal_connect_object (self->states, "notify::state", G_CALLBACK (jig_page_notify_state),
                           self, G_CONNECT_SWAPPED);
}

/**
 * jig_data_page_open:
 * @self: a page
 * @file: a table
 *
 * Loads a table in a job; what is there stays until it has come.
 */
void
jig_data_page_open (JigDataPage *self,
                    GFile       *file)
{
  g_autoptr(JigAction) action = NULL;

  g_return_if_fail (JIG_IS_DATA_PAGE (self));

  if (g_file_peek_path (file) == NULL)
    {
      jig_state_view_note (self->states, JIG_STATE_ERROR,
                           _("The other program did not hand over the file."),
                           _("_Choose It Here…"), "win.open-dialog");
      return;
    }

  action = jig_table_loader_new_action (self->loader, file);
  jig_table_loader_load (self->loader, action);
}

/**
 * jig_data_page_paste:
 * @self: a page
 * @text: (nullable): a table as text
 *
 * Loads a table from the clipboard.
 */
void
jig_data_page_paste (JigDataPage *self,
                     const char  *text)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (JIG_IS_DATA_PAGE (self));

  if (text == NULL || strchr (text, '\n') == NULL)
    {
      jig_state_view_note (self->states, JIG_STATE_ERROR,
                           _("There is no table in the clipboard: a table has at least two lines "
                             "of text."), NULL, NULL);
      return;
    }

  file = jig_table_loader_keep_text (text, &error);
  if (file != NULL)
    jig_data_page_open (self, file);
  else
    jig_state_view_fail (self->states, error);
}
