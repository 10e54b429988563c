#pragma once

#include "app/common/param-editor.h"

G_BEGIN_DECLS

#define JIG_TYPE_CHOICE_EDITOR (jig_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (JigChoiceEditor, jig_choice_editor, JIG, CHOICE_EDITOR, GtkBox)

GtkWidget *jig_choice_editor_new (const JigParam     *param,
                                  const char * const *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
