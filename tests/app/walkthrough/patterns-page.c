/* The page of the patterns in the window, with the patterns there are. */
#include "app/walkthrough/patterns-page.h"

#include "app/application.h"
#include "app/walkthrough/pattern-card.h"
#include "app/walkthrough/walk.h"
#include "app/walkthrough/walkthrough-page.h"
#include "app/window.h"
#include "tests/support/ui.h"

#include <adwaita.h>
#include <locale.h>

#define PATIENCE 20000

static GtkWidget *
find_page (JigUi *ui)
{
  GtkStack *stack = GTK_STACK (jig_ui_find (GTK_WIDGET (ui->window), "stack"));

  return gtk_stack_get_child_by_name (stack, "patterns");
}

static GtkWidget *
child (JigUi      *ui,
       const char *id)
{
  return jig_ui_find (find_page (ui), id);
}

static JigWalk *
get_walk (JigUi *ui)
{
  return jig_walkthrough_page_get_walk (JIG_WALKTHROUGH_PAGE (child (ui, "walkthrough")));
}

static gboolean
is_idle (gpointer data)
{
  return !jig_walk_is_busy (get_walk (data));
}

static void
save_picture (JigUi      *ui,
              const char *name)
{
  const char *folder = g_getenv ("JIG_PICTURES");
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  texture = jig_ui_picture (GTK_WIDGET (ui->window));
  file = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

/* The first card of the gallery. */
static GtkWidget *
first_card (JigUi *ui)
{
  GtkWidget *shelf = gtk_widget_get_first_child (child (ui, "shelves"));

  while (!gtk_widget_get_visible (shelf))
    shelf = gtk_widget_get_next_sibling (shelf);

  return gtk_widget_get_first_child (gtk_widget_get_last_child (shelf));
}

static gboolean
has_picture (gpointer data)
{
  GtkStack *miniature = GTK_STACK (jig_ui_find (first_card (data), "miniature"));

  return gtk_stack_get_visible_child (miniature) == jig_ui_find (first_card (data), "canvas")
         && !gtk_stack_get_transition_running (miniature);
}

static void
test_every_pattern_has_a_card (JigUi         *ui,
                               gconstpointer  data)
{
  guint n_cards = 0;

  jig_ui_act (ui, "win.page::patterns");
  for (GtkWidget *shelf = gtk_widget_get_first_child (child (ui, "shelves")); shelf != NULL;
       shelf = gtk_widget_get_next_sibling (shelf))
    for (GtkWidget *card = gtk_widget_get_first_child (gtk_widget_get_last_child (shelf));
         card != NULL; card = gtk_widget_get_next_sibling (card))
      {
        const JigPattern *pattern = jig_pattern_card_get_pattern (JIG_PATTERN_CARD (card));

        gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card),
                                             GTK_ACCESSIBLE_PROPERTY_LABEL, pattern->title);
        n_cards++;
      }

  for (guint i = 0; jig_patterns[i] != NULL; i++)
    g_assert_cmpuint (n_cards, >, i);
  g_assert_true (jig_ui_wait (has_picture, ui, PATIENCE));
  save_picture (ui, "gallery");
}

static void
test_found_by_problem (JigUi         *ui,
                       gconstpointer  data)
{
  GtkWidget *search;

  jig_ui_act (ui, "win.page::patterns");
  search = child (ui, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "no such trouble anywhere");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (gtk_widget_get_visible (child (ui, "nothing")));
  gtk_editable_set_text (GTK_EDITABLE (search), "TRANSFORM");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_false (gtk_widget_get_visible (child (ui, "nothing")));
  g_assert_cmpstr (jig_pattern_card_get_pattern (JIG_PATTERN_CARD (first_card (ui)))->id, ==,
                   "transform");
}

/* What takes the focus has a name, or a text that a screen reader says. */
static void
check_names (GtkWidget *widget)
{
  gboolean is_whole = GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget)
                      || GTK_IS_COLUMN_VIEW (widget);

  if (!gtk_widget_get_mapped (widget))
    return;

  if (gtk_widget_get_focusable (widget) && !GTK_IS_LABEL (widget) && !GTK_IS_STACK (widget)
      && !GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_get_tooltip_text (widget) == NULL
      && !(GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
      && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL)
      && !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    g_error ("%s in %s has no name", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));

  for (GtkWidget *next = gtk_widget_get_first_child (widget); next != NULL && !is_whole;
       next = gtk_widget_get_next_sibling (next))
    if (!GTK_IS_POPOVER (next) && !GTK_IS_TOGGLE_BUTTON (widget))
      check_names (next);
}

/* Every step of every pattern is shown, in both languages of its guide. */
static void
walk_through (JigUi            *ui,
              const JigPattern *pattern)
{
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (pattern->id));

  gtk_widget_activate_action_variant (find_page (ui), "patterns.open", target);
  for (gsize i = 0; i < jig_walk_get_n_steps (get_walk (ui)); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%" G_GSIZE_FORMAT, pattern->id, i + 1);
      GtkWidget *guide = jig_ui_find (GTK_WIDGET (ui->window), "guide");
      g_autofree char *text = NULL;
      gint64 begin;

      jig_walk_go (get_walk (ui), i);
      g_test_message ("%s: late by %.0f ms at most", name,
                      (double) jig_ui_longest_stall (is_idle, ui, PATIENCE).own / 1000.0);
      if (jig_walk_get_error (get_walk (ui)) != NULL)
        g_error ("%s: %s", name, jig_walk_get_error (get_walk (ui))->message);
      begin = g_get_monotonic_time ();
      jig_walk_reveal (get_walk (ui));
      gtk_test_widget_wait_for_draw (find_page (ui));
      g_test_message ("%s: shown after %.0f ms", name,
                      (double) (g_get_monotonic_time () - begin) / 1000.0);
      g_assert_true (jig_walk_is_open (get_walk (ui)));
      save_picture (ui, name);
      check_names (find_page (ui));
      check_names (jig_ui_find (GTK_WIDGET (ui->window), "inspectors"));

      text = g_strdup (gtk_label_get_text (GTK_LABEL (guide)));
      g_assert_cmpstr (text, !=, "");
      jig_walk_swap_language (get_walk (ui));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (guide)), !=, text);
      jig_walk_swap_language (get_walk (ui));
    }

  gtk_widget_activate_action (find_page (ui), "patterns.gallery", NULL);
  g_assert_true (gtk_widget_get_visible (jig_ui_find (first_card (ui), "progress")));
}

static void
test_every_step_is_shown (JigUi         *ui,
                          gconstpointer  data)
{
  jig_ui_act (ui, "win.page::patterns");
  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    walk_through (ui, jig_patterns[i]);
}

static void
test_inspector_is_there_for_walks_only (JigUi         *ui,
                                        gconstpointer  data)
{
  GtkWidget *shell = jig_ui_find (GTK_WIDGET (ui->window), "shell");
  gboolean has;

  jig_ui_act (ui, "win.page::patterns");
  g_object_get (shell, "has-inspector", &has, NULL);
  g_assert_false (has);
  g_signal_emit_by_name (gtk_widget_get_parent (first_card (ui)), "child-activated",
                         first_card (ui));
  g_object_get (shell, "has-inspector", &has, NULL);
  g_assert_true (has);
  jig_ui_act (ui, "win.page::home");
  jig_ui_act (ui, "win.page::patterns");
  g_object_get (shell, "has-inspector", &has, NULL);
  g_assert_true (has);
  g_assert_true (jig_ui_wait (is_idle, ui, PATIENCE));
  gtk_widget_activate_action (find_page (ui), "patterns.gallery", NULL);
  g_object_get (shell, "has-inspector", &has, NULL);
  g_assert_false (has);
}

static gboolean
has_data (gpointer document)
{
  return jig_document_get_dataset (document) != NULL;
}

/* With a table of the user, every step is done, or says why it cannot be. */
static void
test_own_data (JigUi         *ui,
               gconstpointer  data)
{
  JigDocument *document = jig_window_get_document (JIG_WINDOW (ui->window));
  g_autoptr(JigAction) action = jig_document_new_action (document, "generate", NULL);
  GtkLabel *badge;

  jig_ui_act (ui, "win.page::patterns");
  badge = GTK_LABEL (jig_ui_find (first_card (ui), "badge_text"));
  g_assert_cmpstr (gtk_label_get_text (badge), ==, "Runs on built-in data");
  jig_document_act (document, action, "Made.");
  g_assert_true (jig_ui_wait (has_data, document, PATIENCE));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (badge), "Fits your data"));

  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    {
      g_autoptr(GVariant) id = g_variant_ref_sink (g_variant_new_string (jig_patterns[i]->id));
      g_autofree char *why = NULL;

      gtk_widget_activate_action_variant (find_page (ui), "patterns.open", id);
      if (!jig_walk_can_use_own_data (get_walk (ui), &why))
        continue;

      jig_walk_set_own_data (get_walk (ui), TRUE);
      for (gsize step = 0; step < jig_walk_get_n_steps (get_walk (ui)); step++)
        {
          jig_walk_go (get_walk (ui), step);
          g_assert_true (jig_ui_wait (is_idle, ui, PATIENCE));
          g_assert_null (jig_walk_get_error (get_walk (ui)));
        }
      g_assert_true (jig_run_is_own_data (jig_walk_get_run (get_walk (ui))));
    }
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (((JigUi *) data)->window)) <= 380;
}

/* Who is beside the picture is decided when it is laid out. */
static gboolean
has_no_steps (gpointer data)
{
  return !gtk_widget_get_child_visible (child (data, "steps"));
}

/* One column of cards, and a walk with its steps in the menu at the foot. */
static void
test_narrow (JigUi         *ui,
             gconstpointer  data)
{
  gtk_window_set_default_size (ui->window, 360, 640);
  g_assert_true (jig_ui_wait (is_narrow, ui, PATIENCE));
  jig_ui_act (ui, "win.page::patterns");
  g_assert_true (jig_ui_wait (has_picture, ui, PATIENCE));
  g_assert_cmpint (gtk_widget_get_width (find_page (ui)), <=, 360);
  save_picture (ui, "gallery-narrow");

  g_signal_emit_by_name (gtk_widget_get_parent (first_card (ui)), "child-activated",
                         first_card (ui));
  g_assert_true (jig_ui_wait (is_idle, ui, PATIENCE));
  save_picture (ui, "walk-narrow-question");
  jig_walk_go (get_walk (ui), 2);
  g_assert_true (jig_ui_wait (is_idle, ui, PATIENCE));
  jig_walk_reveal (get_walk (ui));
  g_assert_true (jig_ui_wait (has_no_steps, ui, PATIENCE));
  g_assert_cmpint (gtk_widget_get_width (find_page (ui)), <=, 360);
  save_picture (ui, "walk-narrow-result");
  jig_ui_act (ui, "win.inspector");
  save_picture (ui, "walk-narrow-inspector");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = jig_application_new (G_APPLICATION_NON_UNIQUE);
  jig_ui_init (application);

  jig_ui_add ("/patterns-page/cards", test_every_pattern_has_a_card, NULL);
  jig_ui_add ("/patterns-page/search", test_found_by_problem, NULL);
  jig_ui_add ("/patterns-page/steps", test_every_step_is_shown, NULL);
  jig_ui_add ("/patterns-page/own-data", test_own_data, NULL);
  jig_ui_add ("/patterns-page/narrow", test_narrow, NULL);
  jig_ui_add ("/patterns-page/inspector", test_inspector_is_there_for_walks_only, NULL);

  return g_test_run ();
}
