/* One setting in a form: its title, a mark and a way back when it has been
 * changed, its editor, and what is wrong with what was typed. */
#include "app/common/param-row.h"

#include "app/common/choice-editor.h"
#include "app/common/columns-editor.h"
#include "app/common/number-editor.h"
#include "app/common/switch-editor.h"
#include "app/common/text-editor.h"

#include <glib/gi18n-lib.h>

#define INDENT 18      /* pixels a table within a table is set in */

struct _JigParamRow
{
  GtkListBoxRow parent;

  GtkWidget *title;
  GtkWidget *unit;
  GtkWidget *dot;
  GtkWidget *reset;
  GtkWidget *side;
  GtkWidget *below;
  GtkWidget *problem;

  const JigParam *param;
  JigParamEditor *editor;
};

enum
{
  EDITED,
  RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigParamRow, jig_param_row, GTK_TYPE_LIST_BOX_ROW)

static void
reset_cb (JigParamRow *self)
{
  g_signal_emit (self, signals[RESET], 0);
}

static void
edited_cb (JigParamRow *self,
           const char  *word)
{
  g_signal_emit (self, signals[EDITED], 0, word);
}

static void
jig_param_row_init (JigParamRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_param_row_class_init (JigParamRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * JigParamRow::edited:
   * @self: a row
   * @word: what the setting should be
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * JigParamRow::reset:
   * @self: a row
   *
   * The setting should be what it was before anybody changed it.
   */
  signals[RESET] = g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/param-row.ui");
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, title);
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, unit);
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, dot);
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, reset);
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, side);
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, below);
  gtk_widget_class_bind_template_child (widget_class, JigParamRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static char **
dup_column_names (const JigSchema *schema)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (gsize i = 0; i < jig_schema_get_size (schema); i++)
    g_strv_builder_add (names, jig_schema_get_field (schema, i)->name);

  return g_strv_builder_end (names);
}

static GtkWidget *
make_column_editor (const JigParam  *param,
                    const JigSchema *schema)
{
  g_auto(GStrv) names = NULL;

  if (schema == NULL)
    return jig_text_editor_new (param);

  if ((param->flags & JIG_PARAM_SEVERAL) != 0)
    return jig_schema_get_size (schema) <= JIG_COLUMNS_EDITOR_MAX
           ? jig_columns_editor_new (param, schema) : jig_text_editor_new (param);

  names = dup_column_names (schema);
  return jig_choice_editor_new (param, (const char * const *) names);
}

static GtkWidget *
make_editor (const JigParam     *param,
             const JigSchema    *schema,
             const char * const *names)
{
  switch (param->kind)
    {
    case JIG_PARAM_REAL:
    case JIG_PARAM_LOG:
    case JIG_PARAM_INTEGER:
      return jig_number_editor_new (param);
    case JIG_PARAM_SWITCH:
      return jig_switch_editor_new (param);
    case JIG_PARAM_COLUMN:
      return make_column_editor (param, schema);
    case JIG_PARAM_CHOICE:
      return jig_choice_editor_new (param, NULL);
    case JIG_PARAM_OBJECT:
      return names != NULL && (param->flags & JIG_PARAM_SEVERAL) == 0
             ? jig_choice_editor_new (param, names) : jig_text_editor_new (param);
    case JIG_PARAM_TEXT:
    case JIG_PARAM_FILE:
    case JIG_PARAM_SEED:
    default:
      return jig_text_editor_new (param);
    }
}

/* Whether the editor needs the whole width: it stands below the title then. */
static gboolean
is_wide (const JigParam *param)
{
  return param->kind != JIG_PARAM_INTEGER && param->kind != JIG_PARAM_SWITCH;
}

static void
add_editor (JigParamRow        *self,
            const JigSchema    *schema,
            const char * const *names)
{
  GtkWidget *editor = make_editor (self->param, schema, names);

  gtk_widget_set_hexpand (editor, is_wide (self->param));
  gtk_box_append (GTK_BOX (is_wide (self->param) ? self->below : self->side), editor);
  gtk_widget_set_visible (self->below, is_wide (self->param));
  self->editor = JIG_PARAM_EDITOR (editor);
  g_signal_connect_object (editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}

/**
 * jig_param_row_new:
 * @param: a setting
 * @schema: (nullable): the columns it may name
 * @names: (nullable): the objects it may name
 *
 * Returns: a row for it
 */
GtkWidget *
jig_param_row_new (const JigParam     *param,
                   const JigSchema    *schema,
                   const char * const *names)
{
  JigParamRow *self;
  g_autofree char *reset = NULL;

  g_return_val_if_fail (param != NULL, NULL);

  self = g_object_new (JIG_TYPE_PARAM_ROW, NULL);
  self->param = param;
  gtk_label_set_text (GTK_LABEL (self->title), _(param->title));
  if (param->unit != NULL)
    gtk_label_set_text (GTK_LABEL (self->unit), _(param->unit));
  gtk_widget_set_visible (self->unit, param->unit != NULL);
  if (param->hint != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _(param->hint));

  /* Translators: the name of a setting follows. */
  reset = g_strdup_printf (_("Reset: %s"), _(param->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, reset, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(param->title), -1);
  add_editor (self, schema, names);

  return GTK_WIDGET (self);
}

/**
 * jig_param_row_get_param:
 * @self: a row
 *
 * Returns: (transfer none): the setting it shows
 */
const JigParam *
jig_param_row_get_param (JigParamRow *self)
{
  g_return_val_if_fail (JIG_IS_PARAM_ROW (self), NULL);

  return self->param;
}

/**
 * jig_param_row_set_depth:
 * @self: a row
 * @depth: how many choices brought its table along
 *
 * Sets the row in below the choice that it belongs to.
 */
void
jig_param_row_set_depth (JigParamRow *self,
                         guint        depth)
{
  g_return_if_fail (JIG_IS_PARAM_ROW (self));

  gtk_widget_set_margin_start (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)),
                               (int) (depth * INDENT));
}

static char *
describe_default (const JigParam  *param,
                  const JigValues *values)
{
  g_autoptr(JigValues) defaults = jig_values_new (jig_values_get_table (values));
  g_autofree char *word = NULL;
  const JigChoice *choice = NULL;

  if (jig_values_find_param (defaults, param->id) != param)
    return g_strdup (_("Changed"));

  word = jig_values_to_text (defaults, param->id);
  if (param->kind == JIG_PARAM_CHOICE)
    choice = jig_param_find_choice (param, word);
  if (choice == NULL && *word == '\0')
    return g_strdup (_("Changed from: nothing"));
  if (param->kind == JIG_PARAM_SWITCH)
    return g_strdup (param->value != 0.0 ? _("Changed from: on") : _("Changed from: off"));

  /* Translators: the default value of a setting follows. */
  return g_strdup_printf (_("Changed from: %s"), choice != NULL ? _(choice->title) : word);
}

/**
 * jig_param_row_show_values:
 * @self: a row
 * @values: where the value of its setting is
 *
 * Shows the value, and whether it has been changed.
 */
void
jig_param_row_show_values (JigParamRow     *self,
                           const JigValues *values)
{
  g_autofree char *word = NULL;
  g_autofree char *from = NULL;
  g_autofree char *tooltip = NULL;
  gboolean is_default;

  g_return_if_fail (JIG_IS_PARAM_ROW (self));
  g_return_if_fail (values != NULL);

  word = jig_values_to_text (values, self->param->id);
  jig_param_editor_show_word (self->editor, word);

  is_default = jig_values_is_default (values, self->param->id);
  gtk_widget_set_visible (self->reset, !is_default);
  gtk_widget_set_visible (self->dot, !is_default);

  from = is_default ? g_strdup ("") : describe_default (self->param, values);
  /* Translators: said of a button; what it changes back to follows. */
  tooltip = g_strdup_printf (_("Reset (%s)"), from);
  gtk_widget_set_tooltip_text (self->reset, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, from, -1);
}

/**
 * jig_param_row_set_problem:
 * @self: a row
 * @problem: (nullable): why its setting cannot be what was typed
 *
 * Says so below the editor, until there is none.
 */
void
jig_param_row_set_problem (JigParamRow *self,
                           const char  *problem)
{
  g_return_if_fail (JIG_IS_PARAM_ROW (self));

  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
