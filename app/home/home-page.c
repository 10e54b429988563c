/* The first page: large rows, each a way to begin. A row whose page does not exist is absent. */

#include "app/home/home-page.h"

#include "app/document/recents.h"
#include "app/document/rescue.h"
#include "app/pages.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Of those that are remembered. */
#define N_SHOWN_RECENTS 4

struct _JigHomePage
{
  GtkWidget          parent_instance;

  GtkInfoBar        *rescue_bar;
  GtkScrolledWindow *scroller;
  GtkWidget         *recent_box;
  GtkListBox        *recent_list;
  AdwActionRow      *open_row;
  AdwActionRow      *learn_row;

  JigState           state;
};

enum {
  PROP_0,
  PROP_STATE
};

static void page_init (JigPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigHomePage, jig_home_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PAGE, page_init))

static void
set_document (JigPage     *page,
              JigDocument *document)
{
}

static void
page_init (JigPageInterface *iface)
{
  iface->set_document = set_document;
}

static void show_recents (JigHomePage *self);

static void
remove_cb (GtkButton *button,
           GFile     *file)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), JIG_TYPE_HOME_PAGE);

  jig_recents_remove (file);
  show_recents (JIG_HOME_PAGE (page));
}

static GtkWidget *
new_remove_button (GFile *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_tooltip_text (button, _("Remove from the List"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove from the List"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), file, 0);
  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);

  return button;
}

/* A file that is gone cannot be opened, but forgotten. */
static GtkWidget *
new_recent_row (GFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  const char *path = g_file_peek_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : g_file_get_uri (file);
  const gboolean is_there = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_there ? folder : _("The file is gone"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);

  if (is_there)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  else
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (file));
    }

  return row;
}

static void
show_recents (JigHomePage *self)
{
  g_autoptr(GPtrArray) files = jig_recents_read ();
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));

  for (guint i = 0; i < MIN (files->len, N_SHOWN_RECENTS); i++)
    gtk_list_box_append (self->recent_list, new_recent_row (files->pdata[i]));

  gtk_widget_set_visible (self->recent_box, files->len > 0);
}

static void
show_rescue (JigHomePage *self)
{
  g_autoptr(GFile) copy = jig_rescue_find ();

  gtk_widget_set_visible (GTK_WIDGET (self->rescue_bar), copy != NULL);
  gtk_info_bar_set_revealed (self->rescue_bar, copy != NULL);
}

static void
discard_cb (JigHomePage *self)
{
  g_autoptr(GFile) copy = jig_rescue_find ();

  if (copy != NULL)
    jig_rescue_drop (copy);
  show_rescue (self);
}

static void
jig_home_page_map (GtkWidget *widget)
{
  show_recents (JIG_HOME_PAGE (widget));
  show_rescue (JIG_HOME_PAGE (widget));

  GTK_WIDGET_CLASS (jig_home_page_parent_class)->map (widget);
}

static void
jig_home_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_home_page_parent_class)->dispose (object);
}

static void
jig_home_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) JIG_HOME_PAGE (object)->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_home_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      JIG_HOME_PAGE (object)->state = (JigState) g_value_get_enum (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_home_page_class_init (JigHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = jig_home_page_map;
  object_class->dispose = jig_home_page_dispose;
  object_class->get_property = jig_home_page_get_property;
  object_class->set_property = jig_home_page_set_property;
  g_object_class_override_property (object_class, PROP_STATE, "state");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/home/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, rescue_bar);
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, open_row);
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, learn_row);
}

static void
jig_home_page_init (JigHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->open_row), jig_pages_find ("data") != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->learn_row), jig_pages_find ("patterns") != NULL);
}
