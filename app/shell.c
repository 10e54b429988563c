/* Sidebar, content and inspector, side by side as far as there is room. The only file that knows
 * which adaptive widgets this libadwaita has: a leaflet folds the sidebar away below 700 pixels, a
 * flap lays the inspector over the content below 1100. */

#include "app/shell.h"

#include <adwaita.h>

#define SIDEBAR_WIDTH   220
#define INSPECTOR_WIDTH 320
#define CONTENT_WIDTH   480      /* with the sidebar: 700 */
#define CENTRE_WIDTH    550      /* with sidebar and inspector: 1100 */

struct _JigShell
{
  GtkWidget   parent_instance;

  AdwLeaflet *leaflet;
  AdwFlap    *flap;
  AdwBin     *sidebar_bin;
  AdwBin     *content_bin;
  AdwBin     *centre_bin;
  AdwBin     *inspector_bin;
  GtkWidget  *header;

  gboolean    has_inspector;
  gboolean    is_beside;        /* the inspector, where there is room */
  gboolean    is_over;          /* the inspector, where there is none */
  guint       update_id;
};

enum {
  PROP_0,
  PROP_SIDEBAR,
  PROP_HEADER,
  PROP_CONTENT,
  PROP_INSPECTOR,
  PROP_IS_FOLDED,
  PROP_HAS_INSPECTOR,
  PROP_SHOWS_INSPECTOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JigShell, jig_shell, GTK_TYPE_WIDGET)

/* Folding looks at natural sizes, and those of a page change with what is on it: a pane says a
 * fixed one. */
static void
measure (AdwBin         *bin,
         int             width,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural)
{
  GtkWidget *child = adw_bin_get_child (bin);

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, width);
}

static void
measure_content (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  measure (ADW_BIN (widget), CONTENT_WIDTH, orientation, for_size, minimum, natural);
}

static void
measure_centre (GtkWidget      *widget,
                GtkOrientation  orientation,
                int             for_size,
                int            *minimum,
                int            *natural,
                int            *minimum_baseline,
                int            *natural_baseline)
{
  measure (ADW_BIN (widget), CENTRE_WIDTH, orientation, for_size, minimum, natural);
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static AdwBin *
new_bin (GtkCustomMeasureFunc measure_func)
{
  AdwBin *bin = ADW_BIN (adw_bin_new ());

  gtk_widget_set_layout_manager (GTK_WIDGET (bin),
                                 gtk_custom_layout_new (NULL, measure_func, allocate));
  gtk_widget_set_hexpand (GTK_WIDGET (bin), TRUE);
  return bin;
}

static gboolean
shows_inspector (JigShell *self)
{
  return self->has_inspector
         && (adw_flap_get_folded (self->flap) ? self->is_over : self->is_beside);
}

static void
update_flap (JigShell *self)
{
  const gboolean is_shown = shows_inspector (self);

  adw_flap_set_locked (self->flap, TRUE);
  adw_flap_set_reveal_flap (self->flap, is_shown);
  adw_flap_set_swipe_to_open (self->flap, self->has_inspector);
  adw_flap_set_swipe_to_close (self->flap, is_shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_INSPECTOR]);
}

static void
set_shows_inspector (JigShell *self,
                     gboolean  is_shown)
{
  if (adw_flap_get_folded (self->flap))
    self->is_over = is_shown;
  else
    self->is_beside = is_shown;

  update_flap (self);
}

/* Over the content it closes by itself: on a click beside it, with Esc. */
static void
reveal_cb (JigShell *self)
{
  const gboolean is_shown = adw_flap_get_reveal_flap (self->flap);

  if (self->has_inspector && is_shown != shows_inspector (self))
    set_shows_inspector (self, is_shown);
}

static gboolean
update_cb (gpointer user_data)
{
  JigShell *self = user_data;

  self->update_id = 0;
  update_flap (self);
  return G_SOURCE_REMOVE;
}

/* In the middle of an allocation: what is shown changes afterwards. */
static void
flap_folded_cb (JigShell *self)
{
  self->is_over = FALSE;
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
folded_cb (JigShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FOLDED]);
}

static void
jig_shell_dispose (GObject *object)
{
  JigShell *self = JIG_SHELL (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->leaflet != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->leaflet));
  self->leaflet = NULL;

  G_OBJECT_CLASS (jig_shell_parent_class)->dispose (object);
}

static void
jig_shell_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  JigShell *self = JIG_SHELL (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, adw_bin_get_child (self->sidebar_bin));
      break;

    case PROP_HEADER:
      g_value_set_object (value, self->header);
      break;

    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->centre_bin));
      break;

    case PROP_INSPECTOR:
      g_value_set_object (value, adw_bin_get_child (self->inspector_bin));
      break;

    case PROP_IS_FOLDED:
      g_value_set_boolean (value, jig_shell_get_folded (self));
      break;

    case PROP_HAS_INSPECTOR:
      g_value_set_boolean (value, self->has_inspector);
      break;

    case PROP_SHOWS_INSPECTOR:
      g_value_set_boolean (value, shows_inspector (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_header (JigShell  *self,
            GtkWidget *header)
{
  GtkWidget *box = adw_bin_get_child (self->content_bin);

  g_return_if_fail (self->header == NULL);

  self->header = header;
  gtk_box_prepend (GTK_BOX (box), header);
}

static void
jig_shell_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  JigShell *self = JIG_SHELL (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      adw_bin_set_child (self->sidebar_bin, g_value_get_object (value));
      break;

    case PROP_HEADER:
      set_header (self, g_value_get_object (value));
      break;

    case PROP_CONTENT:
      adw_bin_set_child (self->centre_bin, g_value_get_object (value));
      break;

    case PROP_INSPECTOR:
      adw_bin_set_child (self->inspector_bin, g_value_get_object (value));
      break;

    case PROP_HAS_INSPECTOR:
      self->has_inspector = g_value_get_boolean (value);
      update_flap (self);
      break;

    case PROP_SHOWS_INSPECTOR:
      set_shows_inspector (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_shell_class_init (JigShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jig_shell_dispose;
  object_class->get_property = jig_shell_get_property;
  object_class->set_property = jig_shell_set_property;

  properties[PROP_SIDEBAR] =
    g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HEADER] =
    g_param_spec_object ("header", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_INSPECTOR] =
    g_param_spec_object ("inspector", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_IS_FOLDED] =
    g_param_spec_boolean ("is-folded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_INSPECTOR] =
    g_param_spec_boolean ("has-inspector", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWS_INSPECTOR] =
    g_param_spec_boolean ("shows-inspector", NULL, NULL, FALSE,
                          flags | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
init_flap (JigShell *self)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  self->inspector_bin = ADW_BIN (adw_bin_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->inspector_bin), INSPECTOR_WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->inspector_bin), "background");
  self->centre_bin = new_bin (measure_centre);

  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_fold_threshold_policy (self->flap, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_flap_set_content (self->flap, GTK_WIDGET (self->centre_bin));
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->inspector_bin));
  adw_flap_set_separator (self->flap, separator);
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);

  self->is_beside = TRUE;
  update_flap (self);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_cb), self);
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (flap_folded_cb), self);
}

static void
jig_shell_init (JigShell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  init_flap (self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flap));
  self->content_bin = new_bin (measure_content);
  adw_bin_set_child (self->content_bin, box);

  self->sidebar_bin = ADW_BIN (adw_bin_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->sidebar_bin), SIDEBAR_WIDTH, -1);

  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_fold_threshold_policy (self->leaflet, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->sidebar_bin));
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, separator), FALSE);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->content_bin));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content_bin));
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
}

GtkWidget *
jig_shell_new (void)
{
  return g_object_new (JIG_TYPE_SHELL, NULL);
}

gboolean
jig_shell_get_folded (JigShell *self)
{
  g_return_val_if_fail (JIG_IS_SHELL (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

void
jig_shell_show_content (JigShell *self)
{
  g_return_if_fail (JIG_IS_SHELL (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content_bin));
}

void
jig_shell_show_sidebar (JigShell *self)
{
  g_return_if_fail (JIG_IS_SHELL (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar_bin));
}

static gboolean
has_focus (GtkWidget *pane)
{
  GtkRoot *root = gtk_widget_get_root (pane);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

/**
 * jig_shell_next_pane:
 * @self: a shell
 * @is_forward: from sidebar to content to inspector
 *
 * Moves the focus into the next pane that is on the screen.
 */
void
jig_shell_next_pane (JigShell *self,
                     gboolean  is_forward)
{
  GtkWidget *panes[] = { GTK_WIDGET (self->sidebar_bin), GTK_WIDGET (self->centre_bin),
                         GTK_WIDGET (self->inspector_bin) };
  const guint n_panes = G_N_ELEMENTS (panes);
  guint current = 0;

  g_return_if_fail (JIG_IS_SHELL (self));

  for (guint i = 0; i < n_panes; i++)
    if (has_focus (panes[i]))
      current = i;

  for (guint i = 1; i < n_panes; i++)
    {
      GtkWidget *pane = panes[(current + (is_forward ? i : n_panes - i)) % n_panes];

      if (gtk_widget_get_child_visible (pane) && gtk_widget_get_mapped (pane)
          && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}
