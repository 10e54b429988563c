#include "app/window.h"

#include "app/application.h"
#include "app/common/shortcuts.h"
#include "app/pages.h"
#include "tests/support/ui.h"

#include <adwaita.h>
#include <locale.h>

static GtkWidget *
child (JigUi      *ui,
       const char *id)
{
  return jig_ui_find (GTK_WIDGET (ui->window), id);
}

static void
test_every_page_is_shown_by_its_key (JigUi         *ui,
                                     gconstpointer  data)
{
  GtkStack *stack = GTK_STACK (child (ui, "stack"));

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    {
      AdwWindowTitle *heading = ADW_WINDOW_TITLE (child (ui, "heading"));

      jig_ui_press (ui, row->keys);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, row->id);
      g_assert_cmpstr (adw_window_title_get_title (heading), ==, row->title);
      g_assert_true (JIG_IS_PAGE (gtk_stack_get_visible_child (stack)));
    }
}

/* What has the focus, which lies on the page that is shown. */
static GtkWidget *
focus_on_page (JigUi *ui)
{
  GtkWidget *focus = gtk_window_get_focus (ui->window);

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_true (gtk_widget_is_ancestor (focus,
                                         jig_window_get_page (JIG_WINDOW (ui->window))));
  return focus;
}

static void
test_every_page_keeps_the_keyboard (JigUi         *ui,
                                    gconstpointer  data)
{
  g_autoptr(GPtrArray) first = g_ptr_array_new ();
  guint i = 0;

  focus_on_page (ui);
  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    {
      jig_ui_press (ui, row->keys);
      g_ptr_array_add (first, focus_on_page (ui));
    }

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++, i++)
    {
      jig_ui_press (ui, row->keys);
      g_assert_true (focus_on_page (ui) == first->pdata[i]);
      jig_ui_press (ui, row->keys);
      g_assert_true (focus_on_page (ui) == first->pdata[i]);
    }
}

static void
test_every_key_has_its_action (JigUi         *ui,
                               gconstpointer  data)
{
  for (const JigShortcut *row = jig_shortcuts; row->keys != NULL; row++)
    {
      g_auto(GStrv) keys = g_strsplit (row->keys, " ", -1);

      for (gsize i = 0; keys[i] != NULL; i++)
        {
          g_auto(GStrv) actions = gtk_application_get_actions_for_accel (ui->application, keys[i]);

          g_test_message ("%s", keys[i]);
          g_assert_cmpuint (g_strv_length (actions), ==, row->action != NULL);
        }
    }
}

typedef struct
{
  GtkWidget *widget;
  int        width;
} Width;

static gboolean
is_narrow (gpointer data)
{
  Width *width = data;

  return gtk_widget_get_width (width->widget) <= width->width;
}

static void
test_fits_360_by_294 (JigUi         *ui,
                      gconstpointer  data)
{
  Width width = { GTK_WIDGET (ui->window), 400 };
  int minimum;
  gboolean is_folded;

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    {
      jig_window_show_page (JIG_WINDOW (ui->window), row->id);
      gtk_widget_measure (child (ui, "shell"), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                          NULL, NULL);
      g_test_message ("%s: at least %d wide", row->id, minimum);
      g_assert_cmpint (minimum, <=, 360);
      gtk_widget_measure (child (ui, "shell"), GTK_ORIENTATION_VERTICAL, 360, &minimum, NULL,
                          NULL, NULL);
      g_test_message ("%s: at least %d high", row->id, minimum);
      g_assert_cmpint (minimum, <=, 294);
    }

  gtk_window_set_default_size (ui->window, 360, 294);
  g_assert_true (jig_ui_wait (is_narrow, &width, 5000));
  g_object_get (child (ui, "shell"), "is-folded", &is_folded, NULL);
  g_assert_true (is_folded);
  g_assert_true (gtk_widget_get_visible (child (ui, "back_button")));

  jig_ui_act (ui, "win.show-pages");
  g_assert_true (gtk_widget_get_child_visible (child (ui, "page_list")));
}

/* Text at 200 %, and a walk with its question and its settings. */
static void
test_fits_360_with_large_letters (JigUi         *ui,
                                  gconstpointer  data)
{
  Width width = { GTK_WIDGET (ui->window), 600 };
  g_autofree char *font = NULL;
  int minimum;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Sans 20", NULL);
  gtk_window_set_default_size (ui->window, 360, 700);
  g_assert_true (jig_ui_wait (is_narrow, &width, 5000));

  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    {
      jig_window_show_page (JIG_WINDOW (ui->window), row->id);
      if (g_str_equal (row->id, "patterns"))
        gtk_widget_activate_action (jig_window_get_page (JIG_WINDOW (ui->window)),
                                    "patterns.open", "s", "transform");
      gtk_widget_measure (child (ui, "shell"), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                          NULL, NULL);
      g_test_message ("%s: at least %d wide", row->id, minimum);
      g_assert_cmpint (minimum, <=, 360);
    }

  g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
}

static void
test_windows_open_and_close (JigUi         *ui,
                             gconstpointer  data)
{
  GtkWindow *window;

  jig_ui_press (ui, "<Control>question");
  window = jig_ui_wait_window ("Keyboard Shortcuts");
  gtk_window_close (window);
  jig_ui_wait_no_window ("Keyboard Shortcuts");

  jig_ui_act (ui, "win.about");
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr(GtkWindow) top = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (ADW_IS_ABOUT_WINDOW (top))
        {
          gtk_window_destroy (top);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
check_names (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if ((GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) == NULL
       && gtk_widget_get_tooltip_text (widget) == NULL
       && gtk_widget_get_tooltip_text (gtk_widget_get_parent (widget)) == NULL)
      && gtk_button_get_child (GTK_BUTTON (widget)) == NULL)
    g_error ("A button without a name in %s", G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));

  for (GtkWidget *next = gtk_widget_get_first_child (widget);
       next != NULL;
       next = gtk_widget_get_next_sibling (next))
    check_names (next);
}

static void
test_every_button_has_a_name (JigUi         *ui,
                              gconstpointer  data)
{
  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    {
      jig_window_show_page (JIG_WINDOW (ui->window), row->id);
      check_names (GTK_WIDGET (ui->window));
    }
}

static void
test_a_sentence_stands_at_the_foot (JigUi         *ui,
                                    gconstpointer  data)
{
  jig_document_say (jig_window_get_document (JIG_WINDOW (ui->window)), "It is done.");
  jig_ui_wait_text (child (ui, "status"), "It is done.");
  gtk_test_accessible_assert_role (child (ui, "status"), GTK_ACCESSIBLE_ROLE_STATUS);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = jig_application_new (G_APPLICATION_NON_UNIQUE);
  jig_ui_init (application);

  jig_ui_add ("/window/every-page-is-shown-by-its-key", test_every_page_is_shown_by_its_key, NULL);
  jig_ui_add ("/window/every-page-keeps-the-keyboard", test_every_page_keeps_the_keyboard, NULL);
  jig_ui_add ("/window/every-key-has-its-action", test_every_key_has_its_action, NULL);
  jig_ui_add ("/window/fits-360-by-294", test_fits_360_by_294, NULL);
  jig_ui_add ("/window/fits-360-with-large-letters", test_fits_360_with_large_letters, NULL);
  jig_ui_add ("/window/windows-open-and-close", test_windows_open_and_close, NULL);
  jig_ui_add ("/window/every-button-has-a-name", test_every_button_has_a_name, NULL);
  jig_ui_add ("/window/a-sentence-stands-at-the-foot", test_a_sentence_stands_at_the_foot, NULL);

  return g_test_run ();
}
