#include "app/data/data-page.h"

#include "app/application.h"
#include "app/common/page.h"
#include "app/grid/grid-pane.h"
#include "app/window.h"
#include "core/base/vfs.h"
#include "tests/support/sanitized.h"
#include "tests/support/ui.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const char rides[] = "station,temp,duration\n"
                            "Harbour,9.5,512\n"
                            "Museum,,845\n"
                            "Harbour,12.5,1104\n"
                            "City Hall,14,1630\n";

static GtkWidget *
child (JigUi      *ui,
       const char *id)
{
  return jig_ui_find (GTK_WIDGET (ui->window), id);
}

static JigDocument *
document_of (JigUi *ui)
{
  return jig_window_get_document (JIG_WINDOW (ui->window));
}

static char *
write_file (const char *name,
            const char *bytes,
            gssize      n_bytes)
{
  char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
  return path;
}

static JigPage *
page_of (JigUi *ui)
{
  return JIG_PAGE (gtk_stack_get_child_by_name (GTK_STACK (child (ui, "stack")), "data"));
}

static gboolean
is_quiet (gpointer data)
{
  JigUi *ui = data;

  return jig_job_list_get_n_running (jig_document_get_jobs (document_of (ui))) == 0
         && jig_page_get_state (page_of (ui)) != JIG_STATE_LOADING;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
open_file (JigUi      *ui,
           const char *path)
{
  g_autofree char *action = g_strdup_printf ("win.open('%s')", path);

  jig_ui_act (ui, action);
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
}

static void
open_text (JigUi      *ui,
           const char *text)
{
  g_autofree char *path = write_file ("rides.csv", text, -1);

  open_file (ui, path);
}

static const JigField *
get_field (JigUi *ui,
           gsize  column)
{
  return jig_schema_get_field (jig_document_get_dataset (document_of (ui))->schema, column);
}

static void
test_a_file_is_opened (JigUi         *ui,
                       gconstpointer  data)
{
  jig_window_show_page (JIG_WINDOW (ui->window), "data");
  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_EMPTY);

  open_text (ui, rides);

  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_READY);
  jig_ui_wait_text (child (ui, "status"), "rides.csv: 4 rows, 3 columns.");
  jig_ui_wait_text (child (ui, "size"), "4 rows, 3 columns");
  g_assert_cmpstr (adw_window_title_get_subtitle (ADW_WINDOW_TITLE (child (ui, "heading"))), ==,
                   "rides.csv");
}

static void
test_a_dropped_file_is_opened (JigUi         *ui,
                               gconstpointer  data)
{
  g_autofree char *path = write_file ("rides.csv", rides, -1);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (jig_ui_drop (GTK_WIDGET (ui->window), file));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  jig_ui_wait_text (child (ui, "size"), "4 rows, 3 columns");
}

static void
test_a_table_is_pasted (JigUi         *ui,
                        gconstpointer  data)
{
  jig_window_show_page (JIG_WINDOW (ui->window), "data");
  jig_data_page_paste (JIG_DATA_PAGE (page_of (ui)), "a\tb\n1\t2\n3\t4\n");
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  jig_ui_wait_text (child (ui, "size"), "2 rows, 2 columns");

  jig_data_page_paste (JIG_DATA_PAGE (page_of (ui)), "hello");
  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_ERROR);
  jig_ui_wait_text (child (ui, "sentence"), "at least two lines");
}

/* Each of these says what is wrong and leaves the table that was there. */
static void
test_bad_files (JigUi         *ui,
                gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gssize      n_bytes;
    JigState    state;
    const char *says;
  } files[] = {
    { "empty.csv", "", 0, JIG_STATE_ERROR, "is empty" },
    { "header-only.csv", "a,b,c\n", -1, JIG_STATE_ERROR, "no rows" },
    { "binary.csv", "\x7f" "ELF\x02\x01\x01\0\0\0\0", 11, JIG_STATE_ERROR, "not a CSV table" },
    { "ragged.csv", "a,b\n1,2\n3\n4\n5\n6,7\n", -1, JIG_STATE_ERROR, "malformed" },
    { "encoding.csv", "a,b\n1,\xff\xfe\xfa\x81\n", -1, JIG_STATE_ERROR, "byte 9" },
  };
  JigDataset *before;

  open_text (ui, rides);
  before = jig_document_get_dataset (document_of (ui));

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_file (files[i].name, files[i].bytes, files[i].n_bytes);

      open_file (ui, path);
      g_test_message ("%s", files[i].name);
      g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, files[i].state);
      g_assert_true (gtk_widget_get_visible (child (ui, "notice")));
      jig_ui_wait_text (child (ui, "sentence"), files[i].says);
      g_assert_true (jig_document_get_dataset (document_of (ui)) == before);
      jig_ui_wait_text (child (ui, "size"), "4 rows, 3 columns");
    }
}

static int
locked_open (const char *path,
             int         flags,
             guint       mode)
{
  if (!g_str_has_suffix (path, "locked.csv"))
    return jig_vfs_get_system ()->open (path, flags, mode);

  errno = EACCES;
  return -1;
}

static void
check_refused (JigUi      *ui,
               const char *path,
               const char *says)
{
  const JigHistory *history = jig_project_get_history (jig_document_get_project
                                                       (document_of (ui)));
  const gsize n_entries = jig_history_get_size (history);
  const guint head = jig_history_get_head (history);
  JigDataset *before = jig_document_get_dataset (document_of (ui));
  g_autofree char *data = g_strdup (jig_document_get_data (document_of (ui)));
  g_autofree char *name = g_path_get_basename (path);

  g_test_message ("%s", name);
  open_file (ui, path);

  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_ERROR);
  g_assert_true (gtk_widget_get_mapped (child (ui, "notice")));
  jig_ui_wait_text (child (ui, "sentence"), name);
  jig_ui_wait_text (child (ui, "sentence"), says);
  jig_ui_wait_text (child (ui, "status"), name);
  g_assert_cmpuint (jig_history_get_size (history), ==, n_entries);
  g_assert_cmpuint (jig_history_get_head (history), ==, head);
  g_assert_true (jig_document_get_dataset (document_of (ui)) == before);
  g_assert_cmpstr (jig_document_get_data (document_of (ui)), ==, data);
  jig_ui_wait_text (child (ui, "size"), "4 rows, 3 columns");
}

/* Cut off inside a cell, without permission, a folder: said, and nothing else is done. */
static void
test_files_that_cannot_be_read (JigUi         *ui,
                                gconstpointer  data)
{
  g_autofree char *cut = write_file ("cut.csv", "a,b,c\n1,2,3\n4,\"City Ha", -1);
  g_autofree char *locked = write_file ("locked.csv", rides, -1);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "folder.csv", NULL);
  JigVfs vfs = *jig_vfs_get_system ();

  open_text (ui, rides);
  check_refused (ui, cut, "line 3, byte 12: A quote is not closed");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  check_refused (ui, folder, "it is a folder");

  /* Mode 000 stops nobody who is root, so that the system itself refuses. */
  vfs.open = locked_open;
  jig_vfs_set (&vfs);
  check_refused (ui, locked, "there is no permission to read it");
  jig_vfs_set (NULL);
  open_file (ui, locked);
  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_READY);
}

static void
test_a_missing_file (JigUi         *ui,
                     gconstpointer  data)
{
  open_file (ui, "/nowhere/at/all.csv");

  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_ERROR);
  jig_ui_wait_text (child (ui, "sentence"), "all.csv");
  g_assert_null (jig_document_get_dataset (document_of (ui)));
}

static void
test_too_many_columns (JigUi         *ui,
                       gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("a0");
  g_autofree char *path = NULL;

  for (guint i = 1; i < 20000; i++)
    g_string_append_printf (text, ",a%u", i);
  g_string_append (text, "\n1\n");
  path = write_file ("wide.csv", text->str, -1);

  open_file (ui, path);
  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_TOO_LARGE);
  jig_ui_wait_text (child (ui, "sentence"), "16384");
}

static void
test_keys_give_roles (JigUi         *ui,
                      gconstpointer  data)
{
  JigGridPane *grid;

  open_text (ui, rides);
  grid = JIG_GRID_PANE (child (ui, "grid"));
  jig_grid_pane_move (grid, 2, 2);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "data.toggle-role", "s", "target"));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  g_assert_cmpint (get_field (ui, 2)->role, ==, JIG_ROLE_TARGET);
  jig_ui_wait_text (child (ui, "status"), "duration");
  g_assert_cmpstr (adw_window_title_get_subtitle (ADW_WINDOW_TITLE (child (ui, "heading"))), ==,
                   "rides.csv · target: duration");
  /* The cursor stays. */
  g_assert_cmpuint (jig_grid_pane_get_row (grid), ==, 2);
  g_assert_cmpuint (jig_grid_pane_get_column (grid), ==, 2);

  jig_grid_pane_move (grid, 2, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "data.toggle-role", "s", "ignore"));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  g_assert_cmpint (get_field (ui, 0)->role, ==, JIG_ROLE_IGNORE);

  jig_ui_press (ui, "<Control>z");
  g_assert_cmpint (get_field (ui, 0)->role, ==, JIG_ROLE_FEATURE);
  jig_ui_press (ui, "<Control><Shift>z");
  g_assert_cmpint (get_field (ui, 0)->role, ==, JIG_ROLE_IGNORE);
}

static void
test_the_inspector_chooses_role_and_type (JigUi         *ui,
                                          gconstpointer  data)
{
  open_text (ui, rides);
  jig_grid_pane_move (JIG_GRID_PANE (child (ui, "grid")), 0, 2);
  jig_ui_wait_text (child (ui, "column_title"), "duration");

  adw_combo_row_set_selected (ADW_COMBO_ROW (child (ui, "role_row")), 1);
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  g_assert_cmpint (get_field (ui, 2)->role, ==, JIG_ROLE_TARGET);

  adw_combo_row_set_selected (ADW_COMBO_ROW (child (ui, "type_row")), 1);
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  g_assert_cmpint (get_field (ui, 2)->type, ==, JIG_COLUMN_CATEGORY);
  g_assert_cmpint (get_field (ui, 2)->role, ==, JIG_ROLE_TARGET);
}

static void
test_the_file_is_read_again_with_options (JigUi         *ui,
                                          gconstpointer  data)
{
  GtkWidget *options;

  open_text (ui, "a;b\n1,5;2\n2,5;3\n");
  jig_ui_wait_text (child (ui, "size"), "2 rows, 2 columns");

  jig_ui_click (child (ui, "import_button"));
  options = GTK_WIDGET (jig_ui_wait_window ("How the File Is Read"));
  jig_ui_wait_text (jig_ui_find (options, "found"), "Semicolon");
  adw_combo_row_set_selected (ADW_COMBO_ROW (jig_ui_find (options, "header_row")), 2);
  jig_ui_click (jig_ui_find (options, "apply_button"));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  jig_ui_wait_text (child (ui, "size"), "3 rows, 2 columns");
}

static void
test_a_refused_file_can_be_read_differently (JigUi         *ui,
                                             gconstpointer  data)
{
  GtkWidget *options;

  open_text (ui, "a,b\n1,2\n3\n4\n5\n6,7\n");
  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_ERROR);
  g_assert_true (jig_ui_wait (is_mapped, child (ui, "remedy"), 5000));
  jig_ui_click (child (ui, "remedy"));
  options = GTK_WIDGET (jig_ui_wait_window ("How the File Is Read"));
  gtk_switch_set_active (GTK_SWITCH (jig_ui_find (options, "bad_rows_switch")), TRUE);
  jig_ui_click (jig_ui_find (options, "apply_button"));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  jig_ui_wait_text (child (ui, "size"), "2 rows, 2 columns");
}

static void
test_malformed_rows_are_listed (JigUi         *ui,
                                gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("a,b\n");

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "%u,%u\n", i, i);
  g_string_append (text, "1\n");
  open_text (ui, text->str);

  g_assert_true (gtk_widget_get_visible (child (ui, "bad_rows_button")));
  jig_ui_wait_text (child (ui, "bad_rows"), "Line 52: ");
}

typedef struct
{
  JigUi *ui;
  char  *action;
  guint  n_frames;      /* that the table has been on the screen for */
} Opening;

static gboolean
open_cb (gpointer data)
{
  Opening *opening = data;

  jig_ui_act (opening->ui, opening->action);
  g_assert_cmpint (jig_page_get_state (page_of (opening->ui)), ==, JIG_STATE_LOADING);
  g_clear_pointer (&opening->action, g_free);

  return G_SOURCE_REMOVE;
}

/* Everything is known of the columns and has been painted. */
static gboolean
is_shown (gpointer data)
{
  Opening *opening = data;
  GtkWidget *grid = child (opening->ui, "grid");

  if (opening->action != NULL || !is_quiet (opening->ui))
    return FALSE;

  gtk_test_widget_wait_for_draw (grid);

  return ++opening->n_frames == 3;
}

static void
test_a_large_file_never_blocks_the_window (JigUi         *ui,
                                           gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("a,b,c,d\n");
  g_autofree char *path = NULL;
  JigTraceStall stall;
  Opening opening = { ui, NULL, 0 };

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, "%u,%u.5,word %u,%u\n", i, i % 97, i % 13, i * 7919 % 1009);
  path = write_file ("large.csv", text->str, -1);
  jig_window_show_page (JIG_WINDOW (ui->window), "data");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));

  opening.action = g_strdup_printf ("win.open('%s')", path);
  g_idle_add (open_cb, &opening);
  stall = jig_ui_longest_stall (is_shown, &opening, 30000);
  g_test_message ("longest stall: %.1f ms, own %.1f ms, computing %.1f ms",
                  (double) stall.wall / 1000.0, (double) stall.own / 1000.0,
                  (double) stall.cpu / 1000.0);
  jig_ui_wait_text (child (ui, "size"), "4 columns");
  /* A busy machine may take the processor away for longer: what the window computes counts. */
  if (!JIG_TEST_IS_SANITIZED)
    g_assert_cmpint (stall.cpu, <=, JIG_TRACE_STALL);
}

static void
test_an_older_table_can_be_chosen (JigUi         *ui,
                                   gconstpointer  data)
{
  GtkDropDown *tables;

  open_text (ui, rides);
  tables = GTK_DROP_DOWN (child (ui, "tables"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (tables)));
  g_assert_true (gtk_widget_activate_action (child (ui, "grid"), "data.toggle-role", "s",
                                             "ignore"));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (tables)));

  open_text (ui, "a,b\n1,2\n");
  jig_ui_wait_text (child (ui, "size"), "1 row, 2 columns");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (tables)));
  g_assert_cmpuint (gtk_drop_down_get_selected (tables), ==, 1);

  gtk_drop_down_set_selected (tables, 0);
  jig_ui_wait_text (child (ui, "size"), "4 rows, 3 columns");
  g_assert_cmpstr (jig_document_get_data (document_of (ui)), ==, "data-2");
}

static void
test_stop_leaves_everything_as_it_was (JigUi         *ui,
                                       gconstpointer  data)
{
  g_autofree char *path = write_file ("rides.csv", rides, -1);
  g_autofree char *action = g_strdup_printf ("win.open('%s')", path);

  jig_ui_act (ui, action);
  jig_job_list_cancel_all (jig_document_get_jobs (document_of (ui)));
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));

  g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, JIG_STATE_EMPTY);
  jig_ui_wait_text (child (ui, "status"), "Stopped");
  g_assert_null (jig_document_get_dataset (document_of (ui)));
}

static void
test_every_state_can_be_shown (JigUi         *ui,
                               gconstpointer  data)
{
  open_text (ui, rides);
  for (JigState state = JIG_STATE_EMPTY; state <= JIG_STATE_STALE; state++)
    {
      g_autoptr(GdkTexture) picture = NULL;

      jig_page_set_state (page_of (ui), state);
      g_assert_cmpint (jig_page_get_state (page_of (ui)), ==, state);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
      picture = jig_ui_picture (GTK_WIDGET (ui->window));
      g_assert_cmpint (gdk_texture_get_width (picture), >, 300);
    }
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

  jig_ui_add ("/data-page/a-file-is-opened", test_a_file_is_opened, NULL);
  jig_ui_add ("/data-page/a-dropped-file-is-opened", test_a_dropped_file_is_opened, NULL);
  jig_ui_add ("/data-page/a-table-is-pasted", test_a_table_is_pasted, NULL);
  jig_ui_add ("/data-page/bad-files", test_bad_files, NULL);
  jig_ui_add ("/data-page/files-that-cannot-be-read", test_files_that_cannot_be_read, NULL);
  jig_ui_add ("/data-page/a-missing-file", test_a_missing_file, NULL);
  jig_ui_add ("/data-page/too-many-columns", test_too_many_columns, NULL);
  jig_ui_add ("/data-page/keys-give-roles", test_keys_give_roles, NULL);
  jig_ui_add ("/data-page/the-inspector-chooses-role-and-type",
              test_the_inspector_chooses_role_and_type, NULL);
  jig_ui_add ("/data-page/the-file-is-read-again-with-options",
              test_the_file_is_read_again_with_options, NULL);
  jig_ui_add ("/data-page/a-refused-file-can-be-read-differently",
              test_a_refused_file_can_be_read_differently, NULL);
  jig_ui_add ("/data-page/malformed-rows-are-listed", test_malformed_rows_are_listed, NULL);
  jig_ui_add ("/data-page/a-large-file-never-blocks-the-window",
              test_a_large_file_never_blocks_the_window, NULL);
  jig_ui_add ("/data-page/an-older-table-can-be-chosen", test_an_older_table_can_be_chosen, NULL);
  jig_ui_add ("/data-page/stop-leaves-everything-as-it-was",
              test_stop_leaves_everything_as_it_was, NULL);
  jig_ui_add ("/data-page/every-state-can-be-shown", test_every_state_can_be_shown, NULL);

  return g_test_run ();
}
