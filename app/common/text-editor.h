#pragma once

#include "app/common/param-editor.h"

G_BEGIN_DECLS

#define JIG_TYPE_TEXT_EDITOR (jig_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (JigTextEditor, jig_text_editor, JIG, TEXT_EDITOR, GtkBox)

GtkWidget *jig_text_editor_new  (const JigParam *param) G_GNUC_WARN_UNUSED_RESULT;
guint64    jig_text_editor_roll (guint64         seed);

G_END_DECLS
