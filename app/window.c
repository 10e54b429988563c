/* The window: pages, what belongs to all of them, and the way from one to the other. A page is
 * made when it is shown for the first time. */

#include "app/window.h"

#include "app/common/place.h"
#include "app/common/shortcuts.h"
#include "app/compare/compare-page.h"
#include "app/document/rescue.h"
#include "app/history/history-window.h"
#include "app/job/job-row.h"
#include "app/job/job-strip.h"
#include "app/pages.h"
#include "app/preferences/preferences-window.h"
#include "app/shell.h"
#include "app/window-drop.h"
#include "app/window-file.h"

#include <glib/gi18n-lib.h>

struct _JigWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  JigShell             *shell;
  GtkListBox           *page_list;
  JigJobStrip          *strip;
  AdwHeaderBar         *pages_header;
  AdwHeaderBar         *page_header;
  AdwWindowTitle       *heading;
  GtkMenuButton        *jobs_button;
  GtkListBox           *job_list;
  GtkStack             *stack;
  GtkStack             *inspectors;
  GtkLabel             *status;

  JigDocument          *document;
  JigRescue            *rescue;
};

G_DEFINE_FINAL_TYPE (JigWindow, jig_window, ADW_TYPE_APPLICATION_WINDOW)

static void
set_enabled (JigWindow  *self,
             const char *name,
             gboolean    is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
update_heading (JigWindow *self)
{
  const char *id = gtk_stack_get_visible_child_name (self->stack);
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  const JigPageRow *row = id != NULL ? jig_pages_find (id) : NULL;
  g_autofree char *subtitle = NULL;

  if (row == NULL)
    return;

  subtitle = jig_page_get_subtitle (JIG_PAGE (page));
  adw_window_title_set_title (self->heading, _(row->title));
  adw_window_title_set_subtitle (self->heading, subtitle != NULL ? subtitle : "");
}

static void
document_changed_cb (JigWindow *self)
{
  g_autofree char *name = jig_document_dup_title (self->document);
  const gboolean is_modified = jig_document_is_modified (self->document)
                               && !jig_document_is_empty (self->document);
  /* Translators: a dot before the name of a project that has not been saved */
  g_autofree char *title = g_strdup_printf (is_modified ? _("• %s") : "%s", name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  set_enabled (self, "save", !jig_document_is_empty (self->document));
  set_enabled (self, "save-as", !jig_document_is_empty (self->document));
  set_enabled (self, "undo", jig_document_can_undo (self->document));
  set_enabled (self, "redo", jig_document_can_redo (self->document));
  update_heading (self);
}

static void
said_cb (JigWindow  *self,
         const char *sentence)
{
  gtk_label_set_text (self->status, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *sentence != '\0');
}

/* The page of @row; it is made if this is the first time. */
static GtkWidget *
get_page (JigWindow        *self,
          const JigPageRow *row)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, row->id);
  GtkWidget *inspector;

  if (page != NULL)
    return page;

  page = g_object_new (row->get_type (), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(row->title), -1);
  gtk_stack_add_named (self->stack, page, row->id);
  inspector = jig_page_get_inspector (JIG_PAGE (page));
  if (inspector != NULL)
    gtk_stack_add_named (self->inspectors, inspector, row->id);
  jig_page_set_document (JIG_PAGE (page), self->document);
  g_signal_connect_object (page, "notify::state", G_CALLBACK (update_heading), self,
                           G_CONNECT_SWAPPED);

  return page;
}

static void
select_row (JigWindow        *self,
            const JigPageRow *page)
{
  int index = (int) (page - jig_pages);

  gtk_list_box_select_row (self->page_list,
                           gtk_list_box_get_row_at_index (self->page_list, index));
}

static void
page_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  jig_window_show_page (user_data, g_variant_get_string (parameter, NULL));
}

static void
row_activated_cb (JigWindow     *self,
                  GtkListBoxRow *row)
{
  jig_window_show_page (self, jig_pages[gtk_list_box_row_get_index (row)].id);
}

static void
show_pages_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  JigWindow *self = user_data;

  jig_shell_show_sidebar (self->shell);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->page_list)));
}

static void
next_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  JigWindow *self = user_data;

  jig_shell_next_pane (self->shell, g_variant_get_boolean (parameter));
}

static void
jobs_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  JigWindow *self = user_data;

  gtk_menu_button_popup (self->jobs_button);
}

static void
inspector_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  JigWindow *self = user_data;
  gboolean is_shown;

  g_object_get (self->shell, "shows-inspector", &is_shown, NULL);
  g_object_set (self->shell, "shows-inspector", !is_shown, NULL);
}

static void
show_inspector_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  JigWindow *self = user_data;

  g_object_set (self->shell, "shows-inspector", TRUE, NULL);
}

static void
compare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JigWindow *self = user_data;
  g_autofree const char **names = g_variant_get_strv (parameter, NULL);

  jig_window_show_page (self, "compare");
  jig_compare_page_compare (JIG_COMPARE_PAGE (jig_window_get_page (self)), names);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  jig_document_undo (JIG_WINDOW (user_data)->document);
}

static void
redo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  jig_document_redo (JIG_WINDOW (user_data)->document);
}

static void
fullscreen_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_object_set (user_data, "fullscreened", !gtk_window_is_fullscreen (user_data), NULL);
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GtkWidget *window = jig_shortcuts_new_window ();

  gtk_window_set_transient_for (GTK_WINDOW (window), user_data);
  gtk_window_present (GTK_WINDOW (window));
}

static void
history_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  jig_history_window_present (user_data, JIG_WINDOW (user_data)->document);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  jig_preferences_window_show (user_data);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  adw_show_about_window (user_data,
                         "application-name", "Jig",
                         "application-icon", "org.jigworkbench.Jig",
                         "developer-name", _("The Jig developers"),
                         "version", JIG_VERSION,
                         "license-type", GTK_LICENSE_APACHE_2_0,
                         "comments", _("A workbench for machine learning: try, take apart, "
                                       "compare and explain models on your own tables."),
                         NULL);
}

/* With large letters a narrow window has room for one button of its own: that which closes it. */
static void
folded_cb (JigWindow *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  g_autofree char *usual = NULL;
  const char *layout = NULL;

  g_object_get (settings, "gtk-decoration-layout", &usual, NULL);
  if (jig_shell_get_folded (self->shell))
    layout = usual != NULL && g_str_has_prefix (usual, "close") ? "close:" : ":close";
  adw_header_bar_set_decoration_layout (self->pages_header, layout);
  adw_header_bar_set_decoration_layout (self->page_header, layout);
}

/* For tests and pictures: forces the state of the page that is shown. */
static void
debug_state_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  JigWindow *self = user_data;
  g_autoptr(GEnumClass) states = g_type_class_ref (JIG_TYPE_STATE);
  GEnumValue *value = g_enum_get_value_by_nick (states, g_variant_get_string (parameter, NULL));

  if (value != NULL)
    jig_page_set_state (JIG_PAGE (gtk_stack_get_visible_child (self->stack)),
                        (JigState) value->value);
}

static void
restore_size (JigWindow *self)
{
  GSettings *settings = jig_place_get_settings ();

  if (settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (JigWindow *self)
{
  GSettings *settings = jig_place_get_settings ();
  int width;
  int height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
jig_window_close_request (GtkWindow *window)
{
  save_size (JIG_WINDOW (window));
  if (!jig_window_file_may_close (JIG_WINDOW (window)))
    return TRUE;

  return GTK_WINDOW_CLASS (jig_window_parent_class)->close_request (window);
}

/* The keyboard begins on the page and not in the header bar, where GTK would put it. */
static void
jig_window_map (GtkWidget *widget)
{
  JigWindow *self = JIG_WINDOW (widget);

  GTK_WIDGET_CLASS (jig_window_parent_class)->map (widget);

  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    jig_page_return_focus (JIG_PAGE (jig_window_get_page (self)));
}

static void
jig_window_dispose (GObject *object)
{
  JigWindow *self = JIG_WINDOW (object);

  if (self->document != NULL)
    jig_job_list_cancel_all (jig_document_get_jobs (self->document));
  if (self->rescue != NULL)
    jig_rescue_finish (self->rescue);
  g_clear_object (&self->rescue);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (jig_window_parent_class)->dispose (object);
}

static void
jig_window_class_init (JigWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = jig_window_close_request;
  widget_class->map = jig_window_map;

  g_type_ensure (JIG_TYPE_JOB_STRIP);
  g_type_ensure (JIG_TYPE_SHELL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/window.ui");
  gtk_widget_class_bind_template_child (widget_class, JigWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, pages_header);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, page_header);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, jobs_button);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, job_list);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, inspectors);
  gtk_widget_class_bind_template_child (widget_class, JigWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static const GActionEntry actions[] = {
  { .name = "page", .activate = page_action, .parameter_type = "s" },
  { .name = "show-pages", .activate = show_pages_action },
  { .name = "next-pane", .activate = next_pane_action, .parameter_type = "b" },
  { .name = "jobs", .activate = jobs_action },
  { .name = "inspector", .activate = inspector_action },
  { .name = "show-inspector", .activate = show_inspector_action },
  { .name = "compare", .activate = compare_action, .parameter_type = "as" },
  { .name = "undo", .activate = undo_action },
  { .name = "redo", .activate = redo_action },
  { .name = "fullscreen", .activate = fullscreen_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "history", .activate = history_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "about", .activate = about_action },
};

static const GActionEntry debug_actions[] = {
  { .name = "debug-state", .activate = debug_state_action, .parameter_type = "s" },
};

static GtkWidget *
new_page_row (const JigPageRow *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (page->icon_name);
  GtkWidget *label = gtk_label_new (_(page->title));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(page->title), -1);

  return row;
}

static GtkWidget *
new_job_row (gpointer item,
             gpointer user_data)
{
  GtkWidget *row = jig_job_row_new ();

  jig_job_row_set_job (JIG_JOB_ROW (row), item);
  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);

  return row;
}

static void
jig_window_init (JigWindow *self)
{
  JigJobList *jobs;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  if (g_strcmp0 (g_getenv ("JIG_DEBUG"), "1") == 0)
    g_action_map_add_action_entries (G_ACTION_MAP (self), debug_actions,
                                     G_N_ELEMENTS (debug_actions), self);

  self->document = jig_document_new ();
  self->rescue = jig_rescue_new (self->document);
  jobs = jig_document_get_jobs (self->document);
  g_signal_connect_object (self->document, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  jig_job_strip_set_jobs (self->strip, jobs);
  gtk_list_box_bind_model (self->job_list, G_LIST_MODEL (jobs), new_job_row, NULL, NULL);

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    gtk_list_box_append (self->page_list, new_page_row (row));

  jig_window_drop_init (self);
  jig_window_file_init (self);
  restore_size (self);
  document_changed_cb (self);
  jig_window_show_page (self, jig_pages[0].id);
}

/**
 * jig_window_new:
 * @application: whose window it is
 *
 * Returns: (transfer none): a window about nothing yet, which @application keeps
 */
JigWindow *
jig_window_new (GtkApplication *application)
{
  return g_object_new (JIG_TYPE_WINDOW, "application", application, NULL);
}

JigDocument *
jig_window_get_document (JigWindow *self)
{
  g_return_val_if_fail (JIG_IS_WINDOW (self), NULL);

  return self->document;
}

/**
 * jig_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): the page that is shown, a #JigPage
 */
GtkWidget *
jig_window_get_page (JigWindow *self)
{
  g_return_val_if_fail (JIG_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child (self->stack);
}

/**
 * jig_window_show_page:
 * @self: a window
 * @id: a page's word
 *
 * Shows a page and moves the focus into it.
 *
 * Returns: %FALSE if there is no such page
 */
gboolean
jig_window_show_page (JigWindow  *self,
                      const char *id)
{
  const JigPageRow *row;
  GtkWidget *page;
  GtkWidget *inspector;
  gboolean has_inspector;

  g_return_val_if_fail (JIG_IS_WINDOW (self), FALSE);

  row = jig_pages_find (id);
  if (row == NULL)
    return FALSE;

  page = get_page (self, row);
  inspector = gtk_stack_get_child_by_name (self->inspectors, id);
  has_inspector = inspector != NULL && gtk_widget_get_visible (inspector);
  gtk_stack_set_visible_child (self->stack, page);
  if (has_inspector)
    gtk_stack_set_visible_child_name (self->inspectors, id);
  g_object_set (self->shell, "has-inspector", has_inspector, NULL);

  select_row (self, row);
  jig_shell_show_content (self->shell);
  update_heading (self);
  jig_page_return_focus (JIG_PAGE (page));

  return TRUE;
}
