/* What there is to know about one column, what it is for, and what it holds. */

#include "app/data/column-inspector.h"

#include "app/common/phrase.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _JigColumnInspector
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel          *column_title;
  AdwComboRow       *role_row;
  AdwComboRow       *type_row;
  GtkLabel          *why;
  GtkBox            *facts;

  gboolean           is_showing;     /* a row changes, but nobody has chosen */
};

enum {
  ROLE_CHOSEN,
  TYPE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigColumnInspector, jig_column_inspector, GTK_TYPE_WIDGET)

/* Those a table is usually about; the others come with their patterns. */
static const JigRole roles[] = {
  JIG_ROLE_FEATURE, JIG_ROLE_TARGET, JIG_ROLE_ID, JIG_ROLE_TIME, JIG_ROLE_GROUP, JIG_ROLE_WEIGHT,
  JIG_ROLE_IGNORE,
};

static const JigColumnType types[] = {
  JIG_COLUMN_NUMBER, JIG_COLUMN_CATEGORY, JIG_COLUMN_TEXT, JIG_COLUMN_TIME, JIG_COLUMN_BOOLEAN,
};

static guint
find_role (JigRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static guint
find_type (JigColumnType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
role_selected_cb (JigColumnInspector *self)
{
  guint selected = adw_combo_row_get_selected (self->role_row);

  if (!self->is_showing && selected < G_N_ELEMENTS (roles))
    g_signal_emit (self, signals[ROLE_CHOSEN], 0, jig_role_name (roles[selected]));
}

static void
type_selected_cb (JigColumnInspector *self)
{
  guint selected = adw_combo_row_get_selected (self->type_row);

  if (!self->is_showing && selected < G_N_ELEMENTS (types))
    g_signal_emit (self, signals[TYPE_CHOSEN], 0, jig_column_type_name (types[selected]));
}

/* A name and its value on one line; the value can be copied. */
static void
add_fact (JigColumnInspector *self,
          const char         *name,
          const char         *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (left), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (left), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_label_set_xalign (GTK_LABEL (right), 1.0f);
  gtk_widget_add_css_class (right, "numeric");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  gtk_box_append (self->facts, box);
}

static void
add_heading (JigColumnInspector *self,
             const char         *text)
{
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_top (heading, 6);
  gtk_box_append (self->facts, heading);
}

static void
add_number (JigColumnInspector *self,
            const char         *name,
            double              value)
{
  g_autofree char *text = jig_phrase_number (value);

  add_fact (self, name, text);
}

static void
add_count (JigColumnInspector *self,
           const char         *name,
           gsize               count,
           gsize               of)
{
  g_autofree char *number = jig_phrase_count (count);
  g_autofree char *percent = of > 0 ? jig_phrase_percent ((double) count / (double) of) : NULL;
  g_autofree char *text = percent != NULL ? g_strdup_printf ("%s  (%s)", number, percent)
                                          : g_strdup (number);

  add_fact (self, name, text);
}

static void
add_description (JigColumnInspector   *self,
                 const JigDescription *description)
{
  const gsize n_rows = jig_column_get_n_rows (description->column);

  add_count (self, _("Different values"), description->n_distinct, 0);

  if (description->moments.n > 0.0)
    {
      add_number (self, _("Mean"), description->moments.mean);
      add_number (self, _("Standard deviation"), jig_moments_get_sd (&description->moments));
      add_number (self, _("Least"), description->moments.min);
      add_number (self, /* xgettext:no-c-format */ _("25 % are below"), description->quantiles[0]);
      add_number (self, _("Median"), description->quantiles[1]);
      add_number (self, /* xgettext:no-c-format */ _("75 % are below"), description->quantiles[2]);
      add_number (self, _("Greatest"), description->moments.max);
    }

  if (description->earliest != NULL)
    {
      add_fact (self, _("First"), description->earliest);
      add_fact (self, _("Last"), description->latest);
    }

  if (description->n_top > 0)
    add_heading (self, _("Most frequent"));
  for (gsize i = 0; i < description->n_top; i++)
    add_count (self, description->top[i].text, description->top[i].count, n_rows);
}

static void
show_facts (JigColumnInspector *self,
            JigTableSource     *source,
            gsize               column)
{
  const JigFrame *frame = jig_table_source_get_dataset (source)->frame;
  const JigColumn *values = jig_frame_get_column (frame, column);
  const JigDescription *description = jig_table_source_get_description (source, column);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_box_remove (self->facts, child);

  add_count (self, _("Rows"), jig_column_get_n_rows (values), 0);
  add_count (self, _("Missing"), jig_column_get_n_missing (values),
             jig_column_get_n_missing (values) > 0 ? jig_column_get_n_rows (values) : 0);
  if (description != NULL)
    add_description (self, description);
}

static void
jig_column_inspector_dispose (GObject *object)
{
  JigColumnInspector *self = JIG_COLUMN_INSPECTOR (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;

  G_OBJECT_CLASS (jig_column_inspector_parent_class)->dispose (object);
}

static void
jig_column_inspector_class_init (JigColumnInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_column_inspector_dispose;

  signals[ROLE_CHOSEN] = g_signal_new ("role-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPE_CHOSEN] = g_signal_new ("type-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/data/column-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, JigColumnInspector, scroller);
  gtk_widget_class_bind_template_child (widget_class, JigColumnInspector, column_title);
  gtk_widget_class_bind_template_child (widget_class, JigColumnInspector, role_row);
  gtk_widget_class_bind_template_child (widget_class, JigColumnInspector, type_row);
  gtk_widget_class_bind_template_child (widget_class, JigColumnInspector, why);
  gtk_widget_class_bind_template_child (widget_class, JigColumnInspector, facts);
  gtk_widget_class_bind_template_callback (widget_class, role_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_selected_cb);
}

static void
jig_column_inspector_init (JigColumnInspector *self)
{
  g_autoptr(GtkStringList) role_titles = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) type_titles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    gtk_string_list_append (role_titles, jig_role_title (roles[i]));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gtk_string_list_append (type_titles, jig_table_type_title (types[i]));

  self->is_showing = TRUE;
  adw_combo_row_set_model (self->role_row, G_LIST_MODEL (role_titles));
  adw_combo_row_set_model (self->type_row, G_LIST_MODEL (type_titles));
  self->is_showing = FALSE;
}

/**
 * jig_column_inspector_show:
 * @self: an inspector
 * @source: a table
 * @column: one of its columns
 */
void
jig_column_inspector_show (JigColumnInspector *self,
                           JigTableSource     *source,
                           gsize               column)
{
  const JigField *field;

  g_return_if_fail (JIG_IS_COLUMN_INSPECTOR (self));

  field = jig_schema_get_field (jig_table_source_get_dataset (source)->schema, column);

  self->is_showing = TRUE;
  gtk_label_set_text (self->column_title, field->name);
  adw_combo_row_set_selected (self->role_row, find_role (field->role));
  adw_combo_row_set_selected (self->type_row, find_type (field->type));
  gtk_label_set_text (self->why, field->why != NULL ? field->why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), field->why != NULL);
  show_facts (self, source, column);
  self->is_showing = FALSE;
}
