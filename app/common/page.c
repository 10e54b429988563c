#include "app/common/page.h"

G_DEFINE_INTERFACE (JigPage, jig_page, GTK_TYPE_WIDGET)

static void
jig_page_default_init (JigPageInterface *iface)
{
  g_object_interface_install_property (iface,
    g_param_spec_enum ("state", NULL, NULL, JIG_TYPE_STATE, JIG_STATE_EMPTY,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
}

/**
 * jig_page_set_document:
 * @self: a page
 * @document: what it shows
 *
 * Called once, when the window makes the page.
 */
void
jig_page_set_document (JigPage     *self,
                       JigDocument *document)
{
  g_return_if_fail (JIG_IS_PAGE (self));
  g_return_if_fail (JIG_IS_DOCUMENT (document));

  JIG_PAGE_GET_IFACE (self)->set_document (self, document);
}

/**
 * jig_page_get_inspector:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the pane beside the page
 */
GtkWidget *
jig_page_get_inspector (JigPage *self)
{
  JigPageInterface *iface;

  g_return_val_if_fail (JIG_IS_PAGE (self), NULL);

  iface = JIG_PAGE_GET_IFACE (self);
  return iface->get_inspector != NULL ? iface->get_inspector (self) : NULL;
}

/**
 * jig_page_get_subtitle:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): a line for the header
 */
char *
jig_page_get_subtitle (JigPage *self)
{
  JigPageInterface *iface;

  g_return_val_if_fail (JIG_IS_PAGE (self), NULL);

  iface = JIG_PAGE_GET_IFACE (self);
  return iface->get_subtitle != NULL ? iface->get_subtitle (self) : NULL;
}

JigState
jig_page_get_state (JigPage *self)
{
  JigState state;

  g_return_val_if_fail (JIG_IS_PAGE (self), JIG_STATE_EMPTY);

  g_object_get (self, "state", &state, NULL);
  return state;
}

void
jig_page_set_state (JigPage  *self,
                    JigState  state)
{
  g_return_if_fail (JIG_IS_PAGE (self));

  g_object_set (self, "state", state, NULL);
}

void
jig_page_notify_state (JigPage *self)
{
  g_return_if_fail (JIG_IS_PAGE (self));

  g_object_notify (G_OBJECT (self), "state");
}

/* Whether the keyboard is on the page; or nowhere, if nobody has it. */
static gboolean
has_focus (JigPage  *self,
           gboolean  or_nobody)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL)
    return or_nobody;

  return gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/**
 * jig_page_return_focus:
 * @self: a page
 *
 * Puts the keyboard where it was when the page was left, or on the first thing
 * of the page.
 */
void
jig_page_return_focus (JigPage *self)
{
  GtkWidget *page = GTK_WIDGET (self);
  GtkWidget *last = page;

  g_return_if_fail (JIG_IS_PAGE (self));

  if (has_focus (self, FALSE))
    return;

  while (gtk_widget_get_focus_child (last) != NULL)
    last = gtk_widget_get_focus_child (last);
  if (last != page && gtk_widget_get_mapped (last) && gtk_widget_grab_focus (last))
    return;

  /* GTK would go on from what had the focus, and end nowhere if that is hidden. */
  gtk_widget_set_focus_child (page, NULL);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/**
 * jig_page_take_focus:
 * @self: a page
 * @widget: a part of it that has just come
 *
 * Puts the keyboard on @widget, but not away from what somebody does beside the
 * page.
 */
void
jig_page_take_focus (JigPage   *self,
                     GtkWidget *widget)
{
  g_return_if_fail (JIG_IS_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (gtk_widget_get_mapped (widget) && has_focus (self, TRUE))
    gtk_widget_grab_focus (widget);
}
