#pragma once

#include <gtk/gtk.h>

#include "core/base/param.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

#define JIG_TYPE_PARAM_EDITOR (jig_param_editor_get_type ())
G_DECLARE_INTERFACE (JigParamEditor, jig_param_editor, JIG, PARAM_EDITOR, GtkWidget)

/**
 * JigParamEditorInterface:
 * @show_word: shows a value, written as jig_values_to_text() writes it, without
 *   emitting #JigParamEditor::edited
 *
 * The controls of one setting. What somebody does with them is told as a word,
 * whether the setting may have that value or not: the form is the judge.
 */
struct _JigParamEditorInterface
{
  GTypeInterface parent;

  void (*show_word) (JigParamEditor *self,
                     const char     *word);
};

void jig_param_editor_show_word (JigParamEditor *self,
                                 const char     *word);
void jig_param_editor_edited    (JigParamEditor *self,
                                 const char     *word);
void jig_param_editor_name      (GtkWidget      *control,
                                 const JigParam *param);

G_END_DECLS
