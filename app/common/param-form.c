/* The form of a table of settings: a row for each that has a meaning now. What a
 * choice brings along stands below it, set in. */
#include "app/common/param-form.h"

#include "app/common/param-row.h"

struct _JigParamForm
{
  GtkBox parent;

  GtkWidget *rows;
  GtkWidget *more;
  GtkWidget *more_rows;
  GtkWidget *reset_all;

  JigValues  *values;       /* NULL until there is a table */
  JigSchema  *schema;
  GHashTable *names;        /* char * -> char **: the objects a setting may name */
};

/* A setting that has a row, and how deep it is set in. */
typedef struct
{
  const JigParam *param;
  guint           depth;
} Line;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (JigParamForm, jig_param_form, GTK_TYPE_BOX)

/* Calls itself for the table of the choice that is made. */
static void
collect_lines (const JigValues *values,
               const JigParam  *table,
               guint            depth,
               gboolean         is_more,
               GArray          *lines)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      Line line = { param, depth };
      const JigChoice *choice = NULL;

      if (depth == 0 && ((param->flags & JIG_PARAM_ADVANCED) != 0) != is_more)
        continue;

      g_array_append_val (lines, line);
      if (param->kind == JIG_PARAM_CHOICE && (param->flags & JIG_PARAM_SEVERAL) == 0)
        choice = jig_param_find_choice (param, jig_values_get_text (values, param->id));
      if (choice != NULL && choice->params != NULL)
        collect_lines (values, choice->params, depth + 1, is_more, lines);
    }
}

static gboolean
has_line (const GArray   *lines,
          const JigParam *param)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, Line, i).param == param)
      return TRUE;

  return FALSE;
}

static JigParamRow *
get_row (GtkWidget *list,
         int        i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i);

  return row != NULL ? JIG_PARAM_ROW (row) : NULL;
}

static void edited_cb (JigParamForm *self,
                       const char   *word,
                       JigParamRow  *row);
static void reset_cb  (JigParamForm *self,
                       JigParamRow  *row);

static JigParamRow *
insert_row (JigParamForm   *self,
            GtkWidget      *list,
            const JigParam *param,
            int             position)
{
  const char * const *names = g_hash_table_lookup (self->names, param->id);
  GtkWidget *row = jig_param_row_new (param, self->schema, names);

  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (GTK_LIST_BOX (list), row, position);

  return JIG_PARAM_ROW (row);
}

/* Rows that stay keep their place, so that the focus does too. */
static void
refresh_list (JigParamForm *self,
              GtkWidget    *list,
              gboolean      is_more)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  JigParamRow *row;

  if (self->values != NULL)
    collect_lines (self->values, jig_values_get_table (self->values), 0, is_more, lines);

  for (int i = 0; (row = get_row (list, i)) != NULL;)
    if (has_line (lines, jig_param_row_get_param (row)))
      i++;
    else
      gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (row));

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      row = get_row (list, (int) i);
      if (row == NULL || jig_param_row_get_param (row) != line->param)
        row = insert_row (self, list, line->param, (int) i);

      jig_param_row_set_depth (row, line->depth);
      jig_param_row_show_values (row, self->values);
    }
}

static void
refresh (JigParamForm *self)
{
  g_autoptr(JigValues) defaults = NULL;

  refresh_list (self, self->rows, FALSE);
  refresh_list (self, self->more_rows, TRUE);
  gtk_widget_set_visible (self->rows, get_row (self->rows, 0) != NULL);
  gtk_widget_set_visible (self->more, get_row (self->more_rows, 0) != NULL);

  if (self->values != NULL)
    defaults = jig_values_new (jig_values_get_table (self->values));
  gtk_widget_set_visible (self->reset_all,
                          defaults != NULL && !jig_values_equal (self->values, defaults));
}

static void
clear (JigParamForm *self)
{
  GtkWidget *lists[] = { self->rows, self->more_rows };
  JigParamRow *row;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    while ((row = get_row (lists[i], 0)) != NULL)
      gtk_list_box_remove (GTK_LIST_BOX (lists[i]), GTK_WIDGET (row));
}

static JigParamRow *
find_row (JigParamForm *self,
          const char   *id)
{
  GtkWidget *lists[] = { self->rows, self->more_rows };
  JigParamRow *row;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (int j = 0; (row = get_row (lists[i], j)) != NULL; j++)
      if (g_str_equal (jig_param_row_get_param (row)->id, id))
        return row;

  return NULL;
}

/* What cannot be is said below the row, and the value stays what it was. */
static gboolean
try_word (JigParamForm *self,
          JigParamRow  *row,
          const char   *word)
{
  const char *id = jig_param_row_get_param (row)->id;
  g_autofree char *before = jig_values_to_text (self->values, id);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  if (!jig_values_parse (self->values, id, word, &error))
    {
      jig_param_row_show_values (row, self->values);
      jig_param_row_set_problem (row, error->message);
      return FALSE;
    }

  jig_param_row_set_problem (row, NULL);
  after = jig_values_to_text (self->values, id);
  if (g_str_equal (before, after))
    jig_param_row_show_values (row, self->values);
  else
    {
      refresh (self);
      g_signal_emit (self, changed_signal, 0, id);
    }

  return TRUE;
}

static void
edited_cb (JigParamForm *self,
           const char   *word,
           JigParamRow  *row)
{
  try_word (self, row, word);
}

static void
reset_cb (JigParamForm *self,
          JigParamRow  *row)
{
  const char *id = jig_param_row_get_param (row)->id;

  jig_values_reset (self->values, id);
  jig_param_row_set_problem (row, NULL);
  /* The button that has the focus goes away: it must not take the focus along. */
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
  refresh (self);
  g_signal_emit (self, changed_signal, 0, id);
}

static void
jig_param_form_finalize (GObject *object)
{
  JigParamForm *self = JIG_PARAM_FORM (object);

  g_clear_pointer (&self->values, jig_values_free);
  g_clear_pointer (&self->schema, jig_schema_unref);
  g_hash_table_unref (self->names);

  G_OBJECT_CLASS (jig_param_form_parent_class)->finalize (object);
}

static void
jig_param_form_init (JigParamForm *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_strfreev);
  gtk_widget_init_template (GTK_WIDGET (self));
  refresh (self);
}

static void
jig_param_form_class_init (JigParamFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_param_form_finalize;

  /**
   * JigParamForm::changed:
   * @self: a form
   * @id: (nullable): the setting that somebody changed; %NULL: several
   *
   * Emitted after the values have changed, not when they were set.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/param-form.ui");
  gtk_widget_class_bind_template_child (widget_class, JigParamForm, rows);
  gtk_widget_class_bind_template_child (widget_class, JigParamForm, more);
  gtk_widget_class_bind_template_child (widget_class, JigParamForm, more_rows);
  gtk_widget_class_bind_template_child (widget_class, JigParamForm, reset_all);
  gtk_widget_class_bind_template_callback (widget_class, jig_param_form_reset);
}

/**
 * jig_param_form_new:
 *
 * Returns: a form without settings
 */
GtkWidget *
jig_param_form_new (void)
{
  return g_object_new (JIG_TYPE_PARAM_FORM, NULL);
}

/**
 * jig_param_form_get_values:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what somebody chose, always values that
 *   the settings may have; %NULL if there are no settings
 */
const JigValues *
jig_param_form_get_values (JigParamForm *self)
{
  g_return_val_if_fail (JIG_IS_PARAM_FORM (self), NULL);

  return self->values;
}

/**
 * jig_param_form_set_schema:
 * @self: a form
 * @schema: (nullable): the columns that its settings may name
 *
 * Without one, columns are typed.
 */
void
jig_param_form_set_schema (JigParamForm *self,
                           JigSchema    *schema)
{
  g_return_if_fail (JIG_IS_PARAM_FORM (self));

  if (schema == self->schema)
    return;

  if (schema != NULL)
    jig_schema_ref (schema);
  g_clear_pointer (&self->schema, jig_schema_unref);
  self->schema = schema;
  clear (self);
  refresh (self);
}

/**
 * jig_param_form_set_names:
 * @self: a form
 * @id: a setting that is an object
 * @names: (array zero-terminated=1): the objects it may be
 *
 * Without them, objects are typed.
 */
void
jig_param_form_set_names (JigParamForm       *self,
                          const char         *id,
                          const char * const *names)
{
  JigParamRow *row;

  g_return_if_fail (JIG_IS_PARAM_FORM (self));
  g_return_if_fail (id != NULL);

  g_hash_table_replace (self->names, g_strdup (id), g_strdupv ((char **) names));
  row = find_row (self, id);
  if (row != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row))),
                         GTK_WIDGET (row));
  refresh (self);
}

/**
 * jig_param_form_set_values:
 * @self: a form
 * @values: (nullable): the values to begin with; their table is the form's
 *
 * Shows a copy of @values. Rows of the same table stay, so that setting what
 * the form has told does not disturb who is typing.
 */
void
jig_param_form_set_values (JigParamForm    *self,
                           const JigValues *values)
{
  g_return_if_fail (JIG_IS_PARAM_FORM (self));

  if (self->values == NULL || values == NULL
      || jig_values_get_table (self->values) != jig_values_get_table (values))
    clear (self);

  g_clear_pointer (&self->values, jig_values_free);
  self->values = values != NULL ? jig_values_copy (values) : NULL;
  refresh (self);
}

/**
 * jig_param_form_edit:
 * @self: a form
 * @id: one of its settings that has a row
 * @word: what it should be
 *
 * Does what typing would.
 *
 * Returns: %TRUE if the setting may have that value; else the row says why not
 */
gboolean
jig_param_form_edit (JigParamForm *self,
                     const char   *id,
                     const char   *word)
{
  JigParamRow *row;

  g_return_val_if_fail (JIG_IS_PARAM_FORM (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (word != NULL, FALSE);

  row = find_row (self, id);
  g_return_val_if_fail (row != NULL, FALSE);

  return try_word (self, row, word);
}

/**
 * jig_param_form_reset:
 * @self: a form
 *
 * Sets everything back to its default.
 */
void
jig_param_form_reset (JigParamForm *self)
{
  g_autoptr(JigValues) defaults = NULL;

  g_return_if_fail (JIG_IS_PARAM_FORM (self));

  if (self->values == NULL)
    return;

  defaults = jig_values_new (jig_values_get_table (self->values));
  clear (self);
  jig_values_assign (self->values, defaults);
  refresh (self);
  g_signal_emit (self, changed_signal, 0, NULL);
}
