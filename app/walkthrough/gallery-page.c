/* The gallery: a card for every pattern there is, by group. The pictures are made
 * one after the other, from the first steps on the built-in data. */
#include "app/walkthrough/gallery-page.h"

#include "app/walkthrough/pattern-card.h"
#include "app/walkthrough/walk-job.h"

#include <glib/gi18n-lib.h>

struct _JigGalleryPage
{
  GtkWidget       parent_instance;

  GtkWidget      *scrolled;
  GtkSearchEntry *search;
  GtkBox         *shelves;
  GtkWidget      *nothing;

  JigDocument    *document;
  GPtrArray      *cards;        /* of JigPatternCard, borrowed */
  guint           n_pictures;   /* how many cards have got theirs */
  gsize           step;         /* of the picture that is made */
  JigJob         *job;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (JigGalleryPage, jig_gallery_page, GTK_TYPE_WIDGET)

static void
activated_cb (JigGalleryPage *self,
              JigPatternCard *card)
{
  g_signal_emit (self, chosen_signal, 0, jig_pattern_card_get_pattern (card));
}

static gboolean
filter_cb (GtkFlowBoxChild *child,
           gpointer         data)
{
  JigGalleryPage *self = data;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return jig_pattern_card_matches (JIG_PATTERN_CARD (child), words);
}

/* A shelf on which nothing is left is put away. */
static void
search_cb (JigGalleryPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean is_any = FALSE;

  for (GtkWidget *shelf = gtk_widget_get_first_child (GTK_WIDGET (self->shelves)); shelf != NULL;
       shelf = gtk_widget_get_next_sibling (shelf))
    {
      GtkWidget *box = gtk_widget_get_last_child (shelf);
      gboolean is_left = FALSE;

      for (GtkWidget *card = gtk_widget_get_first_child (box); card != NULL;
           card = gtk_widget_get_next_sibling (card))
        is_left = is_left || jig_pattern_card_matches (JIG_PATTERN_CARD (card), words);

      gtk_flow_box_invalidate_filter (GTK_FLOW_BOX (box));
      gtk_widget_set_visible (shelf, is_left);
      is_any = is_any || is_left;
    }

  gtk_widget_set_visible (self->nothing, !is_any);
}

static GtkWidget *
make_box (JigGalleryPage *self,
          const char     *title)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (box), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (box), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 12);
  gtk_flow_box_set_activate_on_single_click (GTK_FLOW_BOX (box), TRUE);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_flow_box_set_filter_func (GTK_FLOW_BOX (box), filter_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (box, "child-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);

  return box;
}

static void
add_shelf (JigGalleryPage *self,
           const char     *title,
           JigGroup        group,
           gboolean        is_lab)
{
  GtkWidget *shelf = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *box = make_box (self, title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (shelf), label);
  gtk_box_append (GTK_BOX (shelf), box);

  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    if (jig_patterns[i]->is_lab == is_lab && (is_lab || jig_patterns[i]->group == group))
      {
        GtkWidget *card = jig_pattern_card_new (jig_patterns[i]);

        gtk_flow_box_append (GTK_FLOW_BOX (box), card);
        g_ptr_array_add (self->cards, card);
      }

  gtk_box_append (self->shelves, shelf);
}

static void make_picture (JigGalleryPage *self);

/* The first figure that a step has; the next step if this one has none. */
static void
show_picture (JigGalleryPage *self,
              const JigRun   *run,
              const GError   *error)
{
  JigPatternCard *card = self->cards->pdata[self->n_pictures];
  g_autoptr(JigExhibit) exhibit = run != NULL ? jig_run_show (run, self->step, NULL) : NULL;

  if (error != NULL)
    jig_pattern_card_set_problem (card, error->message);
  else if (exhibit != NULL && jig_exhibit_get_n_figures (exhibit) > 0)
    jig_pattern_card_set_figure (card, jig_exhibit_get_figure (exhibit, 0));
  else if (jig_pattern_card_get_pattern (card)->steps[++self->step].id != NULL)
    return;

  self->n_pictures++;
  self->step = 0;
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(JigGalleryPage) self = data;
  g_autoptr(GError) error = NULL;
  JigWalkOutcome *outcome = jig_job_run_finish (JIG_JOB (source), result, &error);

  if (JIG_JOB (source) == self->job)
    {
      g_clear_object (&self->job);
      show_picture (self, outcome != NULL ? outcome->run : NULL, error);
      make_picture (self);
    }

  g_clear_pointer (&outcome, jig_walk_outcome_free);
}

static void
make_picture (JigGalleryPage *self)
{
  JigPatternCard *card;

  if (self->job != NULL || self->document == NULL || self->n_pictures == self->cards->len)
    return;

  card = self->cards->pdata[self->n_pictures];
  self->job = jig_walk_job_start (jig_pattern_card_get_pattern (card), NULL, NULL, NULL,
                                  jig_project_get_seed (jig_document_get_project (self->document)),
                                  self->step, made_cb, g_object_ref (self));
}

static void
changed_cb (JigGalleryPage *self)
{
  JigDataset *dataset = jig_document_get_dataset (self->document);

  for (guint i = 0; i < self->cards->len; i++)
    jig_pattern_card_set_schema (self->cards->pdata[i], dataset != NULL ? dataset->schema : NULL);
}

static void
jig_gallery_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (jig_gallery_page_parent_class)->map (widget);

  make_picture (JIG_GALLERY_PAGE (widget));
}

static gboolean
jig_gallery_page_grab_focus (GtkWidget *widget)
{
  JigGalleryPage *self = JIG_GALLERY_PAGE (widget);

  return self->cards->len > 0 && gtk_widget_grab_focus (self->cards->pdata[0]);
}

static void
jig_gallery_page_dispose (GObject *object)
{
  JigGalleryPage *self = JIG_GALLERY_PAGE (object);

  if (self->job != NULL)
    jig_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->document);
  if (self->scrolled != NULL)
    gtk_widget_unparent (self->scrolled);
  self->scrolled = NULL;

  G_OBJECT_CLASS (jig_gallery_page_parent_class)->dispose (object);
}

static void
jig_gallery_page_finalize (GObject *object)
{
  g_ptr_array_unref (JIG_GALLERY_PAGE (object)->cards);

  G_OBJECT_CLASS (jig_gallery_page_parent_class)->finalize (object);
}

static void
jig_gallery_page_class_init (JigGalleryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_gallery_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = jig_gallery_page_finalize;
  widget_class->map = jig_gallery_page_map;
  widget_class->grab_focus = jig_gallery_page_grab_focus;

  /**
   * JigGalleryPage::chosen:
   * @self: a gallery
   * @pattern: (type JigPattern): the pattern of a card
   *
   * Somebody wants to walk through a pattern.
   */
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/walkthrough/gallery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JigGalleryPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, JigGalleryPage, search);
  gtk_widget_class_bind_template_child (widget_class, JigGalleryPage, shelves);
  gtk_widget_class_bind_template_child (widget_class, JigGalleryPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
}

static void
jig_gallery_page_init (JigGalleryPage *self)
{
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint group = 0; group < JIG_N_GROUPS; group++)
    add_shelf (self, jig_group_title (group), (JigGroup) group, FALSE);
  add_shelf (self, _("Side labs"), JIG_GROUP_DATA, TRUE);
  search_cb (self);
}

/**
 * jig_gallery_page_set_document:
 * @self: a gallery
 * @document: whose data the patterns may fit
 */
void
jig_gallery_page_set_document (JigGalleryPage *self,
                               JigDocument    *document)
{
  g_return_if_fail (JIG_IS_GALLERY_PAGE (self));
  g_return_if_fail (JIG_IS_DOCUMENT (document));

  g_set_object (&self->document, document);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    make_picture (self);
}

/**
 * jig_gallery_page_set_progress:
 * @self: a gallery
 * @pattern: one of the patterns
 * @n_done: of how many of its steps the result was seen
 */
void
jig_gallery_page_set_progress (JigGalleryPage   *self,
                               const JigPattern *pattern,
                               guint             n_done)
{
  g_return_if_fail (JIG_IS_GALLERY_PAGE (self));

  for (guint i = 0; i < self->cards->len; i++)
    if (jig_pattern_card_get_pattern (self->cards->pdata[i]) == pattern)
      jig_pattern_card_set_progress (self->cards->pdata[i], n_done,
                                     (guint) jig_pattern_n_steps (pattern));
}
