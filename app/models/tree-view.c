/* The trees of a model, one at a time: which one, how much of it, and the way of a row. */

#include "app/models/tree-view.h"

#include "app/chart/chart-view.h"
#include "app/common/phrase.h"
#include "app/shell.h"
#include "core/base/alloc.h"
#include "core/boost/booster.h"
#include "core/view/tree-figures.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Room for what stands around the nodes, and for each of those over each other. */
#define AROUND       130
#define NODE_HEIGHT  30
#define LEAST_HEIGHT 300

/* Layers of questions that have room for their words. */
#define N_LEVELS        3
#define N_NARROW_LEVELS 2

struct _JigTreeView
{
  GtkWidget      parent_instance;

  GtkSpinButton *tree_choice;
  GtkWidget     *class_row;
  GtkDropDown   *class_choice;
  GtkSpinButton *levels_choice;
  GtkWidget     *way_row;
  GtkSpinButton *way_choice;
  JigChartView  *chart;

  JigModelItem  *item;         /* NULL before the first one */
  gboolean       is_filling;
};

G_DEFINE_FINAL_TYPE (JigTreeView, jig_tree_view, GTK_TYPE_WIDGET)

static JigModel *
get_model (JigTreeView *self)
{
  return jig_bundle_get_model (jig_model_item_get_trained (self->item)->bundle);
}

/* NULL if the model is of another kind, or has no trees. */
static const JigBooster *
find_booster (JigModelItem *item)
{
  JigModel *model = jig_bundle_get_model (jig_model_item_get_trained (item)->bundle);
  const JigBooster *booster;

  if (!g_str_equal (jig_model_get_ops (model)->id, "boost"))
    return NULL;

  booster = jig_model_get_data (model);

  return booster->n_trees > 0 ? booster : NULL;
}

/* The features of the row whose way is wanted; NULL if none is, or it has none. */
static double *
make_row (JigTreeView *self)
{
  const int number = gtk_spin_button_get_value_as_int (self->way_choice);
  JigDataset *dataset = jig_model_item_get_dataset (self->item);
  const JigRecipe *recipe =
    jig_bundle_get_recipe (jig_model_item_get_trained (self->item)->bundle);
  const guint32 id = (guint32) (number - 1);
  g_autoptr(JigFrame) inputs = NULL;
  g_autoptr(JigRows) rows = NULL;
  jig_autofree double *features = NULL;

  if (number < 1 || dataset == NULL)
    return NULL;

  inputs = jig_schema_conform (jig_recipe_get_inputs (recipe), dataset->frame, NULL);
  rows = jig_rows_new_copy (&id, 1, NULL);
  features = jig_alloc (jig_recipe_get_n_features (recipe), sizeof *features, _("the features"),
                        NULL);
  if (inputs == NULL || rows == NULL || features == NULL
      || !jig_recipe_apply (recipe, inputs, rows, features, NULL, NULL))
    return NULL;

  return g_steal_pointer (&features);
}

static const char *
get_class (JigTreeView *self,
           guint        output)
{
  gsize length;

  return jig_string_table_get (jig_model_get_labels (get_model (self)), output, &length);
}

/* "Tree 3 of 100", with several classes "Tree 3 of 100: setosa". */
static char *
dup_title (JigTreeView      *self,
           const JigBooster *booster,
           gsize             round,
           guint             output)
{
  g_autofree char *number = jig_phrase_count (round + 1);
  g_autofree char *rounds = jig_phrase_count (booster->n_trees / booster->n_outputs);

  if (booster->n_outputs == 1)
    return g_strdup_printf (_("Tree %s of %s"), number, rounds);

  /* Translators: which tree, of how many, and the class it is about */
  return g_strdup_printf (_("Tree %s of %s: %s"), number, rounds, get_class (self, output));
}

static void
draw (JigTreeView *self)
{
  const guint levels = (guint) gtk_spin_button_get_value_as_int (self->levels_choice);
  const gsize round = (gsize) gtk_spin_button_get_value_as_int (self->tree_choice) - 1;
  const guint selected = gtk_drop_down_get_selected (self->class_choice);
  const guint output = selected != GTK_INVALID_LIST_POSITION ? selected : 0;
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *title = NULL;
  jig_autofree double *row = NULL;
  const JigBooster *booster;
  const JigTree *tree;
  int height;

  booster = self->item != NULL && !self->is_filling ? find_booster (self->item) : NULL;
  if (booster == NULL)
    return;

  tree = &booster->trees[round * booster->n_outputs + output];
  height = AROUND + NODE_HEIGHT * (int) jig_tree_figures_count (tree, levels);
  title = dup_title (self, booster, round, output);
  row = make_row (self);
  figure = jig_tree_figures_tree (jig_model_get_features (get_model (self)), tree, title, levels,
                                  row, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, MAX (height, LEAST_HEIGHT));
  jig_chart_view_set_figure (self->chart, figure);
}

static void
fill_classes (JigTreeView      *self,
              const JigBooster *booster)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; booster->n_outputs > 1 && i < booster->n_outputs; i++)
    gtk_string_list_append (names, get_class (self, i));

  gtk_drop_down_set_model (self->class_choice, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->class_row, booster->n_outputs > 1);
}

static gboolean
is_narrow (JigTreeView *self)
{
  GtkWidget *shell = gtk_widget_get_ancestor (GTK_WIDGET (self), JIG_TYPE_SHELL);

  return shell != NULL && jig_shell_get_folded (JIG_SHELL (shell));
}

static void
fill (JigTreeView      *self,
      const JigBooster *booster)
{
  JigDataset *dataset = jig_model_item_get_dataset (self->item);
  const gsize n_rows = dataset != NULL ? jig_frame_get_n_rows (dataset->frame) : 0;

  self->is_filling = TRUE;
  gtk_spin_button_set_range (self->tree_choice, 1,
                             (double) (booster->n_trees / booster->n_outputs));
  gtk_spin_button_set_value (self->tree_choice, 1);
  gtk_spin_button_set_value (self->levels_choice,
                             is_narrow (self) ? N_NARROW_LEVELS : N_LEVELS);
  gtk_spin_button_set_range (self->way_choice, 0, (double) n_rows);
  gtk_spin_button_set_value (self->way_choice, 0);
  gtk_widget_set_visible (self->way_row, n_rows > 0);
  fill_classes (self, booster);
  self->is_filling = FALSE;
}

static void
jig_tree_view_dispose (GObject *object)
{
  JigTreeView *self = JIG_TREE_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_tree_view_parent_class)->dispose (object);
}

static void
jig_tree_view_class_init (JigTreeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_tree_view_dispose;

  g_type_ensure (JIG_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/models/tree-view.ui");
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, tree_choice);
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, class_row);
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, class_choice);
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, levels_choice);
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, way_row);
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, way_choice);
  gtk_widget_class_bind_template_child (widget_class, JigTreeView, chart);
  gtk_widget_class_bind_template_callback (widget_class, draw);
}

static void
jig_tree_view_init (JigTreeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jig_tree_view_show:
 * @self: a view
 * @item: a model
 *
 * Shows the first tree of a model, since it answers to most of what there is to
 * say. A model that has no trees is not shown.
 */
void
jig_tree_view_show (JigTreeView  *self,
                    JigModelItem *item)
{
  const JigBooster *booster = find_booster (item);

  g_return_if_fail (JIG_IS_TREE_VIEW (self));

  g_set_object (&self->item, item);
  gtk_widget_set_visible (GTK_WIDGET (self), booster != NULL);
  if (booster == NULL)
    return;

  fill (self, booster);
  draw (self);
}
