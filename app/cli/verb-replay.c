/* jig replay: does the actions of a project or a script again. */

#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/vfs.h"
#include "core/project/archive.h"
#include "core/project/record.h"
#include "core/project/replay.h"
#include "patterns/kit/commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A script is read whole; it holds words, not data. */
#define MAX_SCRIPT_BYTES (64 * 1024 * 1024)

static const JigOption options[] = {
  { "data", "NAME=FILE", N_("where a file is that the project names; repeatable") },
  { "outside", NULL, N_("also do what writes files or uses the network") },
  { "o", "FILE", N_("save what was done as a project") },
  { NULL }
};

static GHashTable *
read_files (const JigCall  *call,
            GError        **error)
{
  GPtrArray *words = jig_arguments_get_all (call->arguments, "data");
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      const char *equals = strchr (word, '=');

      if (equals == NULL)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("--data takes NAME=FILE, not \"%s\"."), word);
          return NULL;
        }
      g_hash_table_insert (files, g_strndup (word, (gsize) (equals - word)), (char *) equals + 1);
    }

  return g_steal_pointer (&files);
}

/* What one action was about, in a few words. */
static char *
label_of (const JigAction *action)
{
  const JigValues *values = jig_action_get_values ((JigAction *) action);
  GString *label = g_string_new (NULL);

  for (const JigParam *param = jig_values_get_table (values); param->id != NULL; param++)
    {
      g_autofree char *text = jig_values_to_text (values, param->id);

      if (*text == '\0' || param->kind == JIG_PARAM_OBJECT ||
          (param->kind != JIG_PARAM_FILE && jig_values_is_default (values, param->id)))
        continue;
      g_string_append_printf (label, "%s%s", label->len > 0 ? " " : "", text);
    }

  return g_string_free (label, FALSE);
}

static const char *
outcome_title (JigReplayOutcome outcome)
{
  switch (outcome)
    {
    case JIG_REPLAY_IDENTICAL:
      return _("identical");

    case JIG_REPLAY_DIFFERENT:
      return _("different");

    case JIG_REPLAY_KEPT:
      return _("kept");

    default:
      g_return_val_if_reached ("");
    }
}

static gsize
count (const GPtrArray  *all,
       JigReplayOutcome  outcome)
{
  gsize n = 0;

  for (guint i = 0; i < all->len; i++)
    n += ((const JigReplayed *) g_ptr_array_index (all, i))->outcome == outcome;

  return n;
}

static void
print_text (const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const JigReplayed *replayed = g_ptr_array_index (all, i);
      g_autofree char *label = label_of (replayed->entry->action);
      g_autofree char *shown = jig_text_escape_display (label, -1);

      g_print ("%3u %-10s %-30s %s\n", replayed->entry->number,
               jig_action_get_command (replayed->entry->action)->id, shown,
               outcome_title (replayed->outcome));
    }

  g_print (_("%zu of %u identical\n"), count (all, JIG_REPLAY_IDENTICAL),
           all->len);
}

static void
write_replayed (const JigReplayed *replayed,
                JigJsonWriter     *writer)
{
  const JigEntry *entry = replayed->entry;
  g_autofree char *label = label_of (entry->action);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "n");
  jig_json_writer_int (writer, entry->number);
  jig_json_writer_name (writer, "do");
  jig_json_writer_string (writer, jig_action_get_command (entry->action)->id);
  jig_json_writer_name (writer, "as");
  jig_json_writer_string (writer, jig_action_get_as (entry->action));
  jig_json_writer_name (writer, "label");
  jig_json_writer_string (writer, label);
  jig_json_writer_name (writer, "identical");
  if (replayed->outcome == JIG_REPLAY_KEPT)
    jig_json_writer_null (writer);
  else
    jig_json_writer_bool (writer, replayed->outcome == JIG_REPLAY_IDENTICAL);
  jig_json_writer_name (writer, "expected");
  jig_json_writer_string (writer, entry->result_hash);
  jig_json_writer_name (writer, "got");
  jig_json_writer_string (writer, replayed->got);
  jig_json_writer_end_object (writer);
}

static void
print_json (JigCall         *call,
            const GPtrArray *all)
{
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "actions");
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < all->len; i++)
    write_replayed (g_ptr_array_index (all, i), writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "identical");
  jig_json_writer_int (writer, (gint64) count (all, JIG_REPLAY_IDENTICAL));
  jig_json_writer_name (writer, "different");
  jig_json_writer_int (writer, (gint64) count (all, JIG_REPLAY_DIFFERENT));
  jig_json_writer_name (writer, "skipped");
  jig_json_writer_int (writer, (gint64) count (all, JIG_REPLAY_KEPT));
  jig_call_end_json (call, writer);
}

static gboolean
check_identical (const GPtrArray  *all,
                 GError          **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      const JigReplayed *replayed = g_ptr_array_index (all, i);

      if (replayed->outcome != JIG_REPLAY_DIFFERENT)
        continue;

      g_set_error (error, JIG_ERROR, JIG_ERROR_INTERNAL,
                   _("Action %u, \"%s\", made another result: %s instead of %s."),
                   replayed->entry->number, jig_action_get_as (replayed->entry->action),
                   replayed->got, replayed->entry->result_hash);
      return FALSE;
    }

  return TRUE;
}

static gboolean
replay_project (JigCall     *call,
                const char  *path,
                GError     **error)
{
  g_autoptr(JigProject) before = jig_archive_open (path, jig_all_commands, call->progress, error);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GHashTable) files = NULL;
  g_autoptr(GPtrArray) all = NULL;
  JigReplay replay = { .folder = folder, .outside = jig_call_has (call, "outside") };

  if (before == NULL || (files = read_files (call, error)) == NULL)
    return FALSE;

  replay.files = files;
  jig_project_free (call->project);
  call->project = jig_project_new (jig_all_commands, jig_project_get_seed (before));
  all = jig_replay_project (&replay, before, call->project, call->progress, error);
  if (all == NULL || (call->as_json && !check_identical (all, error)))
    return FALSE;

  if (call->as_json)
    print_json (call, all);
  else
    print_text (all);

  return call->as_json || check_identical (all, error);
}

/* Scripts: a line is an action as JSON, or a command line of jig. */

static gboolean
run_words (JigCall     *call,
           char       **words,
           GError     **error)
{
  for (gsize i = 0; jig_verbs[i] != NULL && words[1] != NULL; i++)
    if (g_str_equal (jig_verbs[i]->id, words[1]))
      {
        g_autoptr(JigCall) inner = jig_call_new (jig_verbs[i], (const char * const *) words + 2,
                                                 call->progress, error);
        gboolean is_done;

        if (inner == NULL)
          return FALSE;

        jig_project_free (inner->project);
        inner->project = call->project;
        is_done = jig_verbs[i]->run (inner, error);
        call->project = g_steal_pointer (&inner->project);

        return is_done;
      }

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("\"%s\" is no command of jig."),
               words[1] != NULL ? words[1] : "");

  return FALSE;
}

static gboolean
run_line (JigCall     *call,
          const char  *line,
          const char  *name,
          GError     **error)
{
  g_auto(GStrv) words = NULL;

  if (*line == '{')
    {
      JigAction *action = jig_action_from_json (line, -1, jig_all_commands, name, error);

      return action != NULL && jig_call_act_with (call, action, error) != NULL;
    }

  if (!g_shell_parse_argv (line, NULL, &words, NULL) || !g_str_equal (words[0], "jig"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("This is neither an action nor a jig command line."));
      return FALSE;
    }

  return run_words (call, words, error);
}

static gboolean
replay_script (JigCall     *call,
               GBytes      *bytes,
               const char  *path,
               GError     **error)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *name = g_path_get_basename (path);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;
      if (!run_line (call, line, name, error))
        {
          g_prefix_error (error, _("%s: line %zu: "), name, i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_project (GBytes *bytes)
{
  JigRecord record;

  return jig_record_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, &record) &&
         record.type == JIG_RECORD_HEADER;
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  const char *path = jig_call_operand (call, _("one project or script, or - for standard input"),
                                       error);
  const char *output = jig_call_get (call, "o");
  g_autoptr(GBytes) bytes = path != NULL ? jig_vfs_read_file (path, MAX_SCRIPT_BYTES, NULL) : NULL;
  gboolean is_archive;

  if (path == NULL)
    return FALSE;

  /* A project may be larger than any script. */
  is_archive = bytes == NULL || is_project (bytes);
  if (is_archive ? !replay_project (call, path, error) : !replay_script (call, bytes, path, error))
    return FALSE;

  return output == NULL ||
         jig_archive_save (call->project, output, TRUE, call->progress, error);
}

const JigVerb jig_verb_replay = {
  .id = "replay",
  .usage = "PROJECT|SCRIPT|- [OPTIONS]",
  .summary = N_("Do the actions of a project or a script again and compare the results"),
  .options = options,
  .run = run,
};
