/* The first page: large rows, each a way to begin. A row whose page does not exist is absent. */

#include "app/home/home-page.h"

#include "app/pages.h"

#include <adwaita.h>

struct _JigHomePage
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scroller;
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

static void
jig_home_page_dispose (GObject *object)
{
  JigHomePage *self = JIG_HOME_PAGE (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;

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

  object_class->dispose = jig_home_page_dispose;
  object_class->get_property = jig_home_page_get_property;
  object_class->set_property = jig_home_page_set_property;
  g_object_class_override_property (object_class, PROP_STATE, "state");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/home/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JigHomePage, scroller);
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
