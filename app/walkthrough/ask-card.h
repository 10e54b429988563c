#pragma once

#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_ASK_CARD (jig_ask_card_get_type ())
G_DECLARE_FINAL_TYPE (JigAskCard, jig_ask_card, JIG, ASK_CARD, GtkWidget)

void jig_ask_card_set_walk (JigAskCard *self,
                            JigWalk    *walk);
void jig_ask_card_type     (JigAskCard *self,
                            guint       digit);

G_END_DECLS
