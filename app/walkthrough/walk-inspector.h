#pragma once

#include "app/walkthrough/walk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_WALK_INSPECTOR (jig_walk_inspector_get_type ())
G_DECLARE_FINAL_TYPE (JigWalkInspector, jig_walk_inspector, JIG, WALK_INSPECTOR, GtkWidget)

void jig_walk_inspector_set_walk (JigWalkInspector *self,
                                  JigWalk          *walk);

G_END_DECLS
