#pragma once

#include "app/common/param-editor.h"

G_BEGIN_DECLS

#define JIG_TYPE_SWITCH_EDITOR (jig_switch_editor_get_type ())
G_DECLARE_FINAL_TYPE (JigSwitchEditor, jig_switch_editor, JIG, SWITCH_EDITOR, GtkBox)

GtkWidget *jig_switch_editor_new (const JigParam *param) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
