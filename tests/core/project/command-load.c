#include "core/project/command-load.h"

#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/journal.h"

#include <string.h>

static void
test_loads (JigJournal    *journal,
            gconstpointer  data)
{
  const JigEntry *entry = jig_journal_load (journal);
  JigDataset *dataset = jig_object_get_dataset (entry->result);

  g_assert_cmpstr (jig_action_get_as (entry->action), ==, "data-1");
  g_assert_cmpstr (dataset->title, ==, "rides.csv");
  g_assert_cmpuint (jig_frame_get_n_rows (dataset->frame), ==, 3);
}

static void
test_settings (JigJournal    *journal,
               gconstpointer  data)
{
  g_autofree char *path = jig_journal_write (journal, "a.csv", "1,5;x\n2,5;?\n");
  g_autofree char *file = g_strconcat ("file=", path, NULL);
  const JigEntry *entry =
    jig_journal_do (journal, jig_journal_action (journal, "load", NULL, file, "delimiter=;",
                                                 "decimal=,", "header=no", "na=?", NULL));
  JigFrame *frame = jig_object_get_dataset (entry->result)->frame;

  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 2);
  g_assert_cmpfloat (jig_column_get_number (jig_frame_get_column (frame, 0), 1), ==, 2.5);
}

static void
test_sheet (JigJournal    *journal,
            gconstpointer  data)
{
  g_autofree char *path =
    jig_journal_write (journal, "b.csv", "a title\n# a comment\n1'000,'07','x, y',-9\n2,8,z,5\n");
  g_autofree char *file = g_strconcat ("file=", path, NULL);
  const JigEntry *entry =
    jig_journal_do (journal, jig_journal_action (journal, "load", NULL, file, "skip=1",
                                                 "comment=#", "names=n,code,word,age", "quote='",
                                                 "delimiter=,", "thousands=none",
                                                 "type=code=number,n=text,word=ignore",
                                                 "na=age=-9", NULL));
  const JigReading *reading = jig_object_get_dataset (entry->result)->reading;
  JigFrame *frame = reading->frame;
  g_autofree char *text = jig_column_dup_text (jig_frame_get_column (frame, 0), 0);

  g_assert_cmpuint (jig_frame_get_n_columns (frame), ==, 3);
  g_assert_cmpstr (text, ==, "1'000");
  g_assert_cmpfloat (jig_column_get_number (jig_frame_get_column (frame, 1), 0), ==, 7.0);
  g_assert_true (jig_column_is_missing (jig_frame_get_column (frame, 2), 0));
  g_assert_cmpint (jig_column_get_type_id (jig_frame_get_column (frame, 2)), ==,
                   JIG_COLUMN_NUMBER);
  g_assert_cmpstr (reading->names[2], ==, "word");
  g_assert_cmpuint (reading->sheet->skip, ==, 1);
}

static void
test_sheet_refused (JigJournal    *journal,
                    gconstpointer  data)
{
  static const struct { const char *setting; JigError code; const char *words; } rows[] = {
    { "quote=ab", JIG_ERROR_VALUE, "quotation mark" }, { "comment=1", JIG_ERROR_VALUE, "comment" },
    { "quote=,", JIG_ERROR_VALUE, "two things" }, { "type=a", JIG_ERROR_VALUE, "COL=TYPE" },
    { "type=a=colour", JIG_ERROR_VALUE, "colour" }, { "type=z=number", JIG_ERROR_DATA, "\"z\"" },
    { "na=z=1", JIG_ERROR_DATA, "\"z\"" }, { "names=x", JIG_ERROR_VALUE, "1 names" },
    { "type=b=number", JIG_ERROR_DATA, "not a number" }, { "skip=9", JIG_ERROR_DATA, "empty" },
    { "type=a=ignore,b=ignore", JIG_ERROR_DATA, "ignored" },
  };
  g_autofree char *path = jig_journal_write (journal, "c.csv", "a,b\n1,x\n2,y\n");
  g_autofree char *file = g_strconcat ("file=", path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigAction) action = jig_journal_action (journal, "load", NULL, file, "delimiter=,",
                                                        rows[i].setting, NULL);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", rows[i].setting);
      g_assert_null (jig_project_act (journal->project, action, NULL, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].words));
    }
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) missing = jig_journal_action (journal, "load", NULL, "file=/none.csv",
                                                     NULL);
  g_autoptr(JigAction) wrong = jig_journal_action (journal, "load", NULL, "file=/none.csv",
                                                   "delimiter=ab", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_project_act (journal->project, missing, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (jig_project_act (journal->project, wrong, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpuint (jig_history_get_size (jig_project_get_history (journal->project)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-load/loads", test_loads);
  ADD ("/command-load/settings", test_settings);
  ADD ("/command-load/sheet", test_sheet);
  ADD ("/command-load/sheet-refused", test_sheet_refused);
  ADD ("/command-load/refused", test_refused);
#undef ADD

  return g_test_run ();
}
