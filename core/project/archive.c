#include "core/project/archive.h"

#include "core/base/error.h"
#include "core/base/output.h"
#include "core/project/archive-private.h"
#include "core/project/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Saving */

static gboolean
write_out (gpointer        to,
           gconstpointer   bytes,
           gsize           n_bytes,
           GError        **error)
{
  return jig_output_write (to, bytes, n_bytes, error);
}

/**
 * jig_archive_save:
 * @project: a project
 * @path: where to
 * @with_data: keep tables of up to %JIG_LIMIT_EMBED_BYTES inside; larger ones
 *   are made again from their files
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Saves everything that was done and what came of it. The file appears whole or
 * not at all.
 *
 * Returns: %TRUE, or %FALSE with @error set and an older file as it was
 */
gboolean
jig_archive_save (JigProject         *project,
                  const char         *path,
                  gboolean            with_data,
                  const JigProgress  *progress,
                  GError            **error)
{
  const JigHistory *history = jig_project_get_history (project);
  gsize n_entries = jig_history_get_size (history);
  JigArchiveWhat what = with_data ? JIG_ARCHIVE_PORTABLE : JIG_ARCHIVE_METHOD;
  g_autoptr(JigOutput) output = jig_output_new (path, error);

  if (output == NULL ||
      !jig_archive_write_header (write_out, output, jig_project_get_seed (project), error))
    return FALSE;

  for (gsize i = 0; i < n_entries; i++)
    if (!jig_progress_step (progress, i, n_entries, _("Saving the project"), error) ||
        !jig_archive_write_entry (write_out, output, jig_history_get (history, (guint) i + 1), what,
                                  error))
      return FALSE;

  if (!jig_archive_write_head (write_out, output, jig_history_get_head (history), error) ||
      !jig_output_commit (output, error))
    return FALSE;

  jig_project_set_modified (project, FALSE);

  return TRUE;
}

/* Opening */

typedef struct
{
  const char               *name;
  const guint8             *bytes;
  gsize                     n_bytes;
  gsize                     at;
  const JigCommand * const *commands;
  JigProject               *project;
  gint64                    head;
  gboolean                  is_journal;    /* every action moves the head */
} Reading;

static void
set_damaged (const Reading  *reading,
             const char     *what,
             GError        **error)
{
  JigPlace place = {
    .file = reading->name,
    .byte = (gint64) reading->at,
    .id = "project",
  };

  jig_error_set_at (error, JIG_ERROR_FORMAT, &place, "%s", what);
}

static JsonObject *
parse_record (const Reading    *reading,
              const JigRecord  *record,
              JsonNode        **node,
              GError          **error)
{
  *node = jig_json_parse ((const char *) record->bytes, record->n_bytes, reading->name, error);
  if (*node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (*node))
    {
      set_damaged (reading, "A record of the project is not an object.", error);
      return NULL;
    }

  return json_node_get_object (*node);
}

static gboolean
read_header (Reading  *reading,
             GError  **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;
  JigRecord record;
  gint64 version;
  gint64 seed;

  if (!jig_record_read (reading->bytes, reading->n_bytes, 0, &record) ||
      record.type != JIG_RECORD_HEADER)
    {
      set_damaged (reading, "This is not a Jig project.", error);
      return FALSE;
    }

  object = parse_record (reading, &record, &node, error);
  if (object == NULL ||
      !jig_json_get_int (object, "jig_project", reading->name, 1, JIG_ARCHIVE_VERSION, &version,
                         error) ||
      !jig_json_get_int (object, "seed", reading->name, 0, G_MAXINT64, &seed, error))
    return FALSE;

  reading->project = jig_project_new (reading->commands, (guint64) seed);
  reading->at = record.at + JIG_RECORD_FRAME + record.n_bytes;

  return TRUE;
}

/* The pieces of a result that follow its entry. */
static GBytes *
read_blob (Reading  *reading,
           gsize     n_bytes,
           GError  **error)
{
  guint8 *bytes;
  gsize filled = 0;

  if (n_bytes > reading->n_bytes - reading->at)
    {
      set_damaged (reading, "A result is cut off.", error);
      return NULL;
    }

  bytes = jig_alloc (n_bytes, 1, "the project", error);
  if (bytes == NULL)
    return NULL;

  while (filled < n_bytes)
    {
      JigRecord record;

      if (!jig_record_read (reading->bytes, reading->n_bytes, reading->at, &record) ||
          record.type != JIG_RECORD_BLOB || record.n_bytes == 0 ||
          record.n_bytes > n_bytes - filled)
        {
          set_damaged (reading, "A result is damaged.", error);
          jig_free (bytes);
          return NULL;
        }
      memcpy (bytes + filled, record.bytes, record.n_bytes);
      filled += record.n_bytes;
      reading->at += JIG_RECORD_FRAME + record.n_bytes;
    }

  return g_bytes_new_with_free_func (bytes, n_bytes, jig_free, bytes);
}

static gboolean
read_result (Reading   *reading,
             gint64     n_bytes,
             JigEntry  *entry,
             GError   **error)
{
  g_autoptr(GBytes) blob = NULL;

  if (n_bytes == 0)
    return TRUE;

  blob = read_blob (reading, (gsize) n_bytes, error);
  entry->result = blob != NULL
                  ? jig_object_read (blob, jig_action_get_command (entry->action)->makes,
                                     reading->name, error)
                  : NULL;
  if (entry->result == NULL)
    return FALSE;

  if (!g_str_equal (jig_object_get_hash (entry->result), entry->result_hash))
    {
      set_damaged (reading, "A result is not the one that its action made.", error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_entry (Reading          *reading,
            const JigRecord  *record,
            GError          **error)
{
  const JigHistory *history = jig_project_get_history (reading->project);
  gint64 n_known = (gint64) jig_history_get_size (history);
  g_autoptr(JsonNode) node = NULL;
  g_auto(JigEntry) entry = { 0 };
  JsonObject *object = parse_record (reading, record, &node, error);
  const char *action;
  const char *hash;
  const char *result_hash;
  gint64 number;
  gint64 parent;
  gint64 n_bytes;

  reading->at += JIG_RECORD_FRAME + record->n_bytes;
  if (object == NULL ||
      !jig_json_get_int (object, "n", reading->name, n_known + 1, n_known + 1, &number, error) ||
      !jig_json_get_int (object, "parent", reading->name, 0, n_known, &parent, error) ||
      !jig_json_get_string (object, "hash", reading->name, &hash, error) ||
      !jig_json_get_string (object, "result", reading->name, &result_hash, error) ||
      !jig_json_get_int (object, "at", reading->name, 0, G_MAXINT64, &entry.at, error) ||
      !jig_json_get_double (object, "seconds", reading->name, &entry.seconds, error) ||
      !jig_json_get_int (object, "blob", reading->name, 0, G_MAXINT64, &n_bytes, error) ||
      !jig_json_get_string (object, "action", reading->name, &action, error))
    return FALSE;

  entry.hash = g_strdup (hash);
  entry.result_hash = g_strdup (result_hash);
  entry.action = jig_action_from_json (action, -1, reading->commands, reading->name, error);
  if (entry.action == NULL || !read_result (reading, n_bytes, &entry, error))
    return FALSE;

  if (jig_action_get_as (entry.action) == NULL)
    {
      set_damaged (reading, "An action has no name for what it made.", error);
      return FALSE;
    }

  jig_project_go_to (reading->project, (guint) parent);
  jig_project_restore (reading->project, &entry);
  if (reading->is_journal)
    reading->head = number;

  return TRUE;
}

static gboolean
read_head (Reading          *reading,
           const JigRecord  *record,
           GError          **error)
{
  const JigHistory *history = jig_project_get_history (reading->project);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = parse_record (reading, record, &node, error);

  reading->at += JIG_RECORD_FRAME + record->n_bytes;

  return object != NULL &&
         jig_json_get_int (object, "head", reading->name, 0,
                           (gint64) jig_history_get_size (history), &reading->head, error);
}

static gboolean
read_next (Reading  *reading,
           GError  **error)
{
  JigRecord record;

  if (!jig_record_read (reading->bytes, reading->n_bytes, reading->at, &record))
    {
      set_damaged (reading, "The project is cut off or damaged here.", error);
      return FALSE;
    }

  switch (record.type)
    {
    case JIG_RECORD_END:
      return read_entry (reading, &record, error);

    case JIG_RECORD_HEAD:
      return read_head (reading, &record, error);

    case JIG_RECORD_HEADER:
    case JIG_RECORD_BLOB:
    default:
      set_damaged (reading, "A record stands where it does not belong.", error);
      return FALSE;
    }
}

/* The header, then records; at the first that cannot be read a journal ends, without an error if
 * it is not for want of memory or patience. */
static gboolean
read_records (Reading            *reading,
              const JigProgress  *progress,
              GError            **error)
{
  while (reading->at < reading->n_bytes)
    {
      g_autoptr(GError) torn = NULL;

      if (!jig_progress_step (progress, reading->at, reading->n_bytes, _("Opening the project"),
                              error))
        return FALSE;
      if (read_next (reading, &torn))
        continue;
      if (reading->is_journal && !g_error_matches (torn, JIG_ERROR, JIG_ERROR_MEMORY))
        return TRUE;

      g_propagate_error (error, g_steal_pointer (&torn));
      return FALSE;
    }

  return TRUE;
}

static JigProject *
open_records (const char                *path,
              const JigCommand * const  *commands,
              gboolean                   is_journal,
              const JigProgress         *progress,
              GError                   **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = jig_vfs_read_file (path, G_MAXSSIZE - 1, error);
  g_autoptr(JigProject) project = NULL;
  Reading reading = {
    .name = name, .commands = commands, .head = is_journal ? 0 : -1, .is_journal = is_journal,
  };

  if (bytes == NULL)
    return NULL;

  reading.bytes = g_bytes_get_data (bytes, &reading.n_bytes);
  if (!read_header (&reading, error))
    return NULL;

  project = reading.project;
  if (!read_records (&reading, progress, error))
    return NULL;

  if (reading.head < 0)
    {
      set_damaged (&reading, "The project is cut off: its end is missing.", error);
      return NULL;
    }
  jig_project_go_to (project, (guint) reading.head);
  jig_project_set_modified (project, FALSE);

  return g_steal_pointer (&project);
}

/**
 * jig_archive_open_journal:
 * @path: a journal
 * @commands: what the project may run, ended by %NULL; must outlive it
 * @progress: (nullable): who watches
 * @error: return location for %JIG_ERROR_FORMAT if it is no journal, or that it cannot be read
 *
 * Opens a journal up to its first record that is torn, damaged or zero.
 *
 * Returns: (transfer full): the project, or %NULL with @error set
 */
JigProject *
jig_archive_open_journal (const char                *path,
                          const JigCommand * const  *commands,
                          const JigProgress         *progress,
                          GError                   **error)
{
  return open_records (path, commands, TRUE, progress, error);
}

/**
 * jig_archive_open:
 * @path: a project file
 * @commands: what the project may run, ended by %NULL; must outlive it
 * @progress: (nullable): who watches
 * @error: return location for %JIG_ERROR_FORMAT, or that it cannot be read
 *
 * Opens a project. Nothing in the file is believed: lengths are compared with
 * the bytes that are there, results with their hashes.
 *
 * Returns: (transfer full): the project, or %NULL with @error set
 */
JigProject *
jig_archive_open (const char                *path,
                  const JigCommand * const  *commands,
                  const JigProgress         *progress,
                  GError                   **error)
{
  return open_records (path, commands, FALSE, progress, error);
}
