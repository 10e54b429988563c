#include "tests/support/journal.h"

#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

void
jig_journal_set_up (JigJournal    *self,
                    gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jig-journal-XXXXXX", NULL);
  self->project = jig_project_new (jig_commands, 1);
}

void
jig_journal_tear_down (JigJournal    *self,
                       gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  jig_project_free (self->project);
}

char *
jig_journal_write (JigJournal *self,
                   const char *name,
                   const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

JigAction *
jig_journal_action (JigJournal *self,
                    const char *command,
                    const char *as,
                    ...)
{
  JigAction *action = jig_action_new (jig_command_find (jig_commands, command), as);
  const char *word;
  va_list words;

  va_start (words, as);
  while ((word = va_arg (words, const char *)) != NULL)
    {
      const char *equals = strchr (word, '=');
      g_autofree char *id = g_strndup (word, (gsize) (equals - word));
      g_autoptr(GError) error = NULL;

      jig_action_set (action, id, equals + 1, &error);
      g_assert_no_error (error);
    }
  va_end (words);

  return action;
}

const JigEntry *
jig_journal_do (JigJournal *self,
                JigAction  *action)
{
  g_autoptr(GError) error = NULL;
  const JigEntry *entry = jig_project_act (self->project, action, NULL, &error);

  g_assert_no_error (error);
  jig_action_free (action);

  return entry;
}

const JigEntry *
jig_journal_load (JigJournal *self)
{
  g_autofree char *path = jig_journal_write (self, "rides.csv",
                                             "fare,paid,station\n1.5,yes,A\n2,no,B\n3,yes,A\n");
  g_autofree char *word = g_strconcat ("file=", path, NULL);

  return jig_journal_do (self, jig_journal_action (self, "load", NULL, word, NULL));
}

void
jig_journal_ride (JigJournal *self)
{
  jig_journal_do (self, jig_journal_action (self, "generate", NULL, "sample=city-bikes",
                                            "settings=rows=400", NULL));
  jig_journal_do (self, jig_journal_action (self, "split", NULL, "data=data-1",
                                            "method=sequential:0.25", NULL));
}

const JigEntry *
jig_journal_fit (JigJournal *self,
                 const char *model)
{
  g_autofree char *word = g_strconcat ("model=", model, NULL);

  return jig_journal_do (self, jig_journal_action (self, "fit", NULL, "data=data-1",
                                                   "split=split-1", word, NULL));
}
