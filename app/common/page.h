#pragma once

#include "app/common/state-view.h"
#include "app/document/document.h"

G_BEGIN_DECLS

#define JIG_TYPE_PAGE (jig_page_get_type ())
G_DECLARE_INTERFACE (JigPage, jig_page, JIG, PAGE, GtkWidget)

/**
 * JigPageInterface:
 * @set_document: hands over the document, once, after construction
 * @get_inspector: (nullable): the pane beside the page; the window takes it
 * @get_subtitle: (nullable): what the page is about right now, for the header
 *
 * What the window wants of a page. Its property "state" is a #JigState: the page
 * sets it, and a test forces it.
 */
struct _JigPageInterface
{
  GTypeInterface   parent_interface;

  void           (*set_document)  (JigPage     *self,
                                   JigDocument *document);
  GtkWidget     *(*get_inspector) (JigPage     *self);
  char          *(*get_subtitle)  (JigPage     *self);
};

void       jig_page_set_document  (JigPage      *self,
                                   JigDocument  *document);
GtkWidget *jig_page_get_inspector (JigPage      *self);
char      *jig_page_get_subtitle  (JigPage      *self) G_GNUC_WARN_UNUSED_RESULT;
JigState   jig_page_get_state     (JigPage      *self);
void       jig_page_set_state     (JigPage      *self,
                                   JigState      state);
void       jig_page_return_focus  (JigPage      *self);
void       jig_page_take_focus    (JigPage      *self,
                                   GtkWidget    *widget);
/* For a page whose state view has changed. */
void       jig_page_notify_state  (JigPage      *self);

G_END_DECLS
