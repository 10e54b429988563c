#pragma once

#include "app/common/state-view.h"
#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_WALKTHROUGH_PAGE (jig_walkthrough_page_get_type ())
G_DECLARE_FINAL_TYPE (JigWalkthroughPage, jig_walkthrough_page, JIG, WALKTHROUGH_PAGE, GtkWidget)

JigWalk *jig_walkthrough_page_get_walk (JigWalkthroughPage *self);
GActionGroup *jig_walkthrough_page_get_actions (JigWalkthroughPage *self);
void     jig_walkthrough_page_set_walk (JigWalkthroughPage *self,
                                        JigWalk            *walk);
void jig_walkthrough_page_force_state (JigWalkthroughPage *self,
                                       JigState            state);

G_END_DECLS
