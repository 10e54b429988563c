#pragma once

#include "app/common/param-editor.h"

G_BEGIN_DECLS

/* Of a wider table, names are typed. */
#define JIG_COLUMNS_EDITOR_MAX 300

#define JIG_TYPE_COLUMNS_EDITOR (jig_columns_editor_get_type ())
G_DECLARE_FINAL_TYPE (JigColumnsEditor, jig_columns_editor, JIG, COLUMNS_EDITOR, GtkBox)

GtkWidget *jig_columns_editor_new (const JigParam  *param,
                                   const JigSchema *schema) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
