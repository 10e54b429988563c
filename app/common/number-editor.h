#pragma once

#include "app/common/param-editor.h"

G_BEGIN_DECLS

#define JIG_TYPE_NUMBER_EDITOR (jig_number_editor_get_type ())
G_DECLARE_FINAL_TYPE (JigNumberEditor, jig_number_editor, JIG, NUMBER_EDITOR, GtkBox)

GtkWidget *jig_number_editor_new (const JigParam *param) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
