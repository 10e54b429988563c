/* The page of the patterns: the gallery, or the walk that was begun there. A walk
 * that is left goes on where it was. */
#include "app/walkthrough/patterns-page.h"

#include "app/shell.h"
#include "app/walkthrough/gallery-page.h"
#include "app/walkthrough/walk-inspector.h"
#include "app/walkthrough/walkthrough-page.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _JigPatternsPage
{
  GtkWidget           parent_instance;

  GtkStack           *stack;
  JigGalleryPage     *gallery;
  JigWalkthroughPage *walkthrough;

  JigWalkInspector   *inspector;
  JigDocument        *document;
  GHashTable         *walks;      /* JigPattern -> JigWalk: those that were begun */
  JigState            state;
};

enum {
  PROP_0,
  PROP_STATE
};

static void page_init (JigPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigPatternsPage, jig_patterns_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PAGE, page_init))

static JigWalk *
get_walk (JigPatternsPage *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->walkthrough)
         ? jig_walkthrough_page_get_walk (self->walkthrough) : NULL;
}

/* The gallery has nothing beside it. */
static void
update_inspector (JigPatternsPage *self)
{
  GtkWidget *inspector = GTK_WIDGET (self->inspector);
  GtkWidget *shell = gtk_widget_get_ancestor (GTK_WIDGET (self), JIG_TYPE_SHELL);
  gboolean is_walk = get_walk (self) != NULL;

  gtk_widget_set_visible (inspector, is_walk);
  if (shell == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (is_walk)
    gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (inspector)), inspector);
  g_object_set (shell, "has-inspector", is_walk, NULL);
}

static void
set_state (JigPatternsPage *self,
           JigState         state)
{
  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
}

static void
walk_changed_cb (JigPatternsPage *self,
                 JigWalk         *walk)
{
  if (walk != get_walk (self))
    return;

  set_state (self, jig_walk_is_busy (walk) ? JIG_STATE_LOADING
                   : jig_walk_get_error (walk) != NULL ? JIG_STATE_ERROR
                   : jig_walk_is_stopped (walk) ? JIG_STATE_STALE : JIG_STATE_READY);
}

static void
chosen_cb (JigPatternsPage  *self,
           const JigPattern *pattern)
{
  JigWalk *walk = g_hash_table_lookup (self->walks, pattern);

  if (walk == NULL)
    {
      walk = jig_walk_new (pattern, self->document);
      g_hash_table_insert (self->walks, (gpointer) pattern, walk);
      g_signal_connect_object (walk, "changed", G_CALLBACK (walk_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->walkthrough));
  jig_walk_inspector_set_walk (self->inspector, walk);
  jig_walkthrough_page_set_walk (self->walkthrough, walk);
  update_inspector (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->walkthrough));
}

static void
gallery_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  JigPatternsPage *self = JIG_PATTERNS_PAGE (widget);
  JigWalk *walk = get_walk (self);

  if (walk != NULL)
    jig_gallery_page_set_progress (self->gallery, jig_walk_get_pattern (walk),
                                   jig_walk_get_n_done (walk));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->gallery));
  update_inspector (self);
  set_state (self, JIG_STATE_READY);
  gtk_widget_grab_focus (GTK_WIDGET (self->gallery));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const JigPattern *pattern = jig_pattern_find (g_variant_get_string (parameter, NULL));

  if (pattern != NULL)
    chosen_cb (JIG_PATTERNS_PAGE (widget), pattern);
}

static void
set_document (JigPage     *page,
              JigDocument *document)
{
  JigPatternsPage *self = JIG_PATTERNS_PAGE (page);

  g_set_object (&self->document, document);
  jig_gallery_page_set_document (self->gallery, document);
}

static GtkWidget *
get_inspector (JigPage *page)
{
  return GTK_WIDGET (JIG_PATTERNS_PAGE (page)->inspector);
}

/* Which pattern, which data, which dice. */
static char *
get_subtitle (JigPage *page)
{
  JigWalk *walk = get_walk (JIG_PATTERNS_PAGE (page));
  const JigRun *run = walk != NULL ? jig_walk_get_run (walk) : NULL;

  if (walk == NULL)
    return NULL;
  if (run == NULL)
    return g_strdup (_(jig_walk_get_pattern (walk)->title));

  /* Translators: a pattern, the name of a table, the seed of the dice */
  return g_strdup_printf (_("%s · %s · seed %" PRIu64),
                          _(jig_walk_get_pattern (walk)->title), jig_run_get_dataset (run)->title,
                          jig_run_get_seed (run));
}

static void
page_init (JigPageInterface *iface)
{
  iface->set_document = set_document;
  iface->get_inspector = get_inspector;
  iface->get_subtitle = get_subtitle;
}

static void
jig_patterns_page_dispose (GObject *object)
{
  JigPatternsPage *self = JIG_PATTERNS_PAGE (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_clear_object (&self->inspector);
  g_clear_object (&self->document);
  g_clear_pointer (&self->walks, g_hash_table_unref);

  G_OBJECT_CLASS (jig_patterns_page_parent_class)->dispose (object);
}

static void
jig_patterns_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) JIG_PATTERNS_PAGE (object)->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_patterns_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  JigPatternsPage *self = JIG_PATTERNS_PAGE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      self->state = (JigState) g_value_get_enum (value);
      jig_walkthrough_page_force_state (self->walkthrough, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_patterns_page_class_init (JigPatternsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jig_patterns_page_dispose;
  object_class->get_property = jig_patterns_page_get_property;
  object_class->set_property = jig_patterns_page_set_property;
  g_object_class_override_property (object_class, PROP_STATE, "state");

  g_type_ensure (JIG_TYPE_GALLERY_PAGE);
  g_type_ensure (JIG_TYPE_WALKTHROUGH_PAGE);
  gtk_widget_class_install_action (widget_class, "patterns.gallery", NULL, gallery_action);
  gtk_widget_class_install_action (widget_class, "patterns.open", "s", open_action);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/patterns-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JigPatternsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, JigPatternsPage, gallery);
  gtk_widget_class_bind_template_child (widget_class, JigPatternsPage, walkthrough);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
jig_patterns_page_init (JigPatternsPage *self)
{
  self->walks = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->state = JIG_STATE_READY;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->inspector = g_object_ref_sink (g_object_new (JIG_TYPE_WALK_INSPECTOR, NULL));
  gtk_widget_insert_action_group (GTK_WIDGET (self->inspector), "walk",
                                  jig_walkthrough_page_get_actions (self->walkthrough));
  update_inspector (self);
}
