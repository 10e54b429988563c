#include "app/document/recents.h"

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "jig", "recents", NULL);
}

/* An address a line. A list that cannot be written is no reason to bother anybody. */
static void
write_list (GPtrArray *files)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (files->len, JIG_RECENTS_MAX); i++)
    {
      g_autofree char *address = g_file_get_uri (files->pdata[i]);

      g_string_append_printf (text, "%s\n", address);
    }

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
}

static void
drop (GPtrArray *files,
      GFile     *file)
{
  for (guint i = files->len; i-- > 0;)
    if (g_file_equal (files->pdata[i], file))
      g_ptr_array_remove_index (files, i);
}

/**
 * jig_recents_read:
 *
 * Returns: (transfer full) (element-type GFile): at most %JIG_RECENTS_MAX files,
 *   newest first; some may be gone
 */
GPtrArray *
jig_recents_read (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *path = dup_path ();
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return files;

  lines = g_strsplit (text, "\n", JIG_RECENTS_MAX + 1);
  for (gsize i = 0; lines[i] != NULL && i < JIG_RECENTS_MAX; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (files, g_file_new_for_uri (lines[i]));

  return files;
}

/**
 * jig_recents_add:
 * @file: what was opened or saved
 *
 * Puts @file on top.
 */
void
jig_recents_add (GFile *file)
{
  g_autoptr(GPtrArray) files = jig_recents_read ();

  drop (files, file);
  g_ptr_array_insert (files, 0, g_object_ref (file));
  write_list (files);
}

/**
 * jig_recents_remove:
 * @file: what nobody wants to be reminded of
 */
void
jig_recents_remove (GFile *file)
{
  g_autoptr(GPtrArray) files = jig_recents_read ();

  drop (files, file);
  write_list (files);
}
