#include "core/project/replay.h"

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "core/project/object-data.h"

#include <glib/gi18n-lib.h>

static void
replayed_free (gpointer data)
{
  JigReplayed *replayed = data;

  g_free (replayed->got);
  g_free (replayed);
}

static gboolean
exists (const char *path)
{
  JigStat facts;

  return jig_vfs_get ()->stat (path, &facts) == 0;
}

/* Where a file is that an action names: as the caller says, beside the project, or where it was. */
static char *
find_file (const JigReplay *self,
           const char      *file)
{
  g_autofree char *name = g_path_get_basename (file);
  const char *path = self->files != NULL ? g_hash_table_lookup (self->files, name) : NULL;
  g_autofree char *beside = self->folder != NULL ? g_build_filename (self->folder, name, NULL)
                                                 : NULL;

  if (path != NULL)
    return g_strdup (path);
  if (beside != NULL && exists (beside))
    return g_steal_pointer (&beside);

  return exists (file) ? g_strdup (file) : NULL;
}

/* Puts a path behind every file that the action names; %FALSE if one is not here. */
static gboolean
find_files (const JigReplay  *self,
            JigAction        *action,
            char            **missing)
{
  JigValues *values = jig_action_get_values (action);

  for (const JigParam *param = jig_values_get_table (values); param->id != NULL; param++)
    {
      g_autofree char *path = NULL;

      if (param->kind != JIG_PARAM_FILE)
        continue;

      path = find_file (self, jig_values_get_text (values, param->id));
      if (path == NULL)
        {
          *missing = g_strdup (jig_values_get_text (values, param->id));
          return FALSE;
        }
      jig_values_set_text (values, param->id, path, NULL);
    }

  return TRUE;
}

static void
keep (const JigEntry *entry,
      JigProject     *after)
{
  JigEntry copy = {
    .action = jig_action_copy (entry->action),
    .hash = g_strdup (entry->hash),
    .result = entry->result != NULL ? jig_object_ref (entry->result) : NULL,
    .result_hash = g_strdup (entry->result_hash),
    .at = entry->at,
    .seconds = entry->seconds,
  };

  jig_project_restore (after, &copy);
}

static gboolean
set_missing (const JigEntry  *entry,
             const char      *missing,
             GError         **error)
{
  g_autofree char *hint = g_strdup_printf (_("Say where it is: --data %s=PATH."), missing);
  JigPlace place = { .file = missing, .byte = -1, .id = "data.missing", .hint = hint };

  jig_error_set_at (error, JIG_ERROR_INPUT, &place,
                    _("It is not here, and the project does not hold its content."));

  return FALSE;
}

static gboolean
set_changed (const JigAction  *action,
             GError          **error)
{
  const char *file = jig_values_get_text (jig_action_get_values ((JigAction *) action), "file");
  g_autofree char *name = g_path_get_basename (file);
  JigPlace place = { .file = name, .byte = -1, .id = "data.changed" };

  jig_error_set_at (error, JIG_ERROR_MISMATCH, &place,
                    _("It is not the file that was read then: its content is different."));

  return FALSE;
}

static gboolean
do_again (const JigEntry     *entry,
          const JigAction    *action,
          JigProject         *after,
          JigReplayed        *replayed,
          const JigProgress  *progress,
          GError            **error)
{
  const JigEntry *fresh = jig_project_act (after, action, progress, error);

  if (fresh == NULL)
    return FALSE;

  replayed->got = g_strdup (fresh->result_hash);
  replayed->outcome = g_str_equal (fresh->result_hash, entry->result_hash)
                      ? JIG_REPLAY_IDENTICAL : JIG_REPLAY_DIFFERENT;

  if (replayed->outcome == JIG_REPLAY_DIFFERENT &&
      (jig_action_get_command (action)->flags & JIG_COMMAND_READS) != 0)
    return set_changed (action, error);

  return TRUE;
}

static gboolean
replay_entry (const JigReplay    *self,
              const JigEntry     *entry,
              JigProject         *after,
              JigReplayed        *replayed,
              const JigProgress  *progress,
              GError            **error)
{
  g_autoptr(JigAction) action = jig_action_copy (entry->action);
  JigCommandFlags flags = jig_action_get_command (action)->flags;
  g_autofree char *missing = NULL;

  if ((flags & JIG_COMMAND_OUTSIDE) != 0 && !self->outside)
    {
      keep (entry, after);
      return TRUE;
    }

  if ((flags & JIG_COMMAND_READS) != 0 && !find_files (self, action, &missing))
    {
      if (entry->result == NULL)
        return set_missing (entry, missing, error);
      keep (entry, after);
      return TRUE;
    }

  return do_again (entry, action, after, replayed, progress, error);
}

/**
 * jig_replay_project:
 * @self: how
 * @before: what was done
 * @after: an empty project with the same seed
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Does everything again, one action after the other, and compares the results.
 * Branches are done too. Data that is not here any more is taken from @before.
 *
 * Returns: (transfer full) (element-type JigReplayed): what came of each action,
 *   or %NULL with @error set if one cannot be done, or reads a file that changed
 */
GPtrArray *
jig_replay_project (const JigReplay    *self,
                    const JigProject   *before,
                    JigProject         *after,
                    const JigProgress  *progress,
                    GError            **error)
{
  const JigHistory *history = jig_project_get_history (before);
  gsize n_entries = jig_history_get_size (history);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (replayed_free);

  for (guint i = 1; i <= n_entries; i++)
    {
      const JigEntry *entry = jig_history_get (history, i);
      JigProgress slice = jig_progress_slice (progress, (double) (i - 1) / (double) n_entries,
                                              (double) i / (double) n_entries);
      JigReplayed *replayed = g_new0 (JigReplayed, 1);

      g_ptr_array_add (all, replayed);
      replayed->entry = entry;
      replayed->outcome = JIG_REPLAY_KEPT;
      jig_project_go_to (after, entry->parent);
      if (!replay_entry (self, entry, after, replayed, &slice, error))
        return NULL;
    }

  jig_project_go_to (after, jig_history_get_head (history));

  return g_steal_pointer (&all);
}
