#pragma once

#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_WALK_RECEIPT (jig_walk_receipt_get_type ())
G_DECLARE_FINAL_TYPE (JigWalkReceipt, jig_walk_receipt, JIG, WALK_RECEIPT, GtkPopover)

void jig_walk_receipt_set_walk (JigWalkReceipt *self,
                                JigWalk        *walk);

G_END_DECLS
