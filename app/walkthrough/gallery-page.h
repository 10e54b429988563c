#pragma once

#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_GALLERY_PAGE (jig_gallery_page_get_type ())
G_DECLARE_FINAL_TYPE (JigGalleryPage, jig_gallery_page, JIG, GALLERY_PAGE, GtkWidget)

void jig_gallery_page_set_document (JigGalleryPage *self,
                                    JigDocument    *document);
void jig_gallery_page_set_progress (JigGalleryPage   *self,
                                    const JigPattern *pattern,
                                    guint             n_done);

G_END_DECLS
