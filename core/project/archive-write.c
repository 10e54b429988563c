/* The records of project files and journals. Tested by tests/core/project/archive.c. */

#include "core/project/archive-private.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/project/object-data.h"
#include "core/project/record.h"

#include <string.h>

/* Where the records go. */
typedef struct
{
  JigArchiveSink  sink;
  gpointer        to;
} Stream;

static gboolean
write_record (const Stream   *stream,
              JigRecordType   type,
              gconstpointer   bytes,
              gsize           n_bytes,
              GError        **error)
{
  guint8 frame[5];
  guint32 crc = jig_record_end (type, bytes, n_bytes);

  jig_record_begin (frame, type, n_bytes);

  return stream->sink (stream->to, frame, sizeof frame, error) &&
         stream->sink (stream->to, bytes, n_bytes, error) &&
         stream->sink (stream->to, &crc, sizeof crc, error);
}

static gboolean
write_text (const Stream   *stream,
            JigRecordType   type,
            JigJsonWriter  *writer,
            GError        **error)
{
  g_autofree char *text = jig_json_writer_finish (writer);
  gsize length = strlen (text);

  if (length > JIG_LIMIT_JOURNAL_RECORD)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   "An action is longer than %d bytes and cannot be saved.",
                   JIG_LIMIT_JOURNAL_RECORD);
      return FALSE;
    }

  return write_record (stream, type, text, length, error);
}

/**
 * jig_archive_write_header:
 * @sink: takes bytes
 * @to: for @sink
 * @seed: of the project whose records follow
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_archive_write_header (JigArchiveSink     sink,
                          gpointer           to,
                          guint64            seed,
                          GError           **error)
{
  const Stream stream = { sink, to };
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "jig_project");
  jig_json_writer_int (writer, JIG_ARCHIVE_VERSION);
  jig_json_writer_name (writer, "jig");
  jig_json_writer_string (writer, JIG_VERSION);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) seed);
  jig_json_writer_end_object (writer);

  return write_text (&stream, JIG_RECORD_HEADER, writer, error);
}

/* A result in pieces, so that no record is longer than a reader will take. */
static gboolean
write_blob (const Stream  *stream,
            GBytes        *blob,
            GError       **error)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (blob, &n_bytes);

  for (gsize at = 0; at < n_bytes; at += JIG_LIMIT_BLOB_CHUNK)
    if (!write_record (stream, JIG_RECORD_BLOB, bytes + at,
                       MIN (n_bytes - at, JIG_LIMIT_BLOB_CHUNK), error))
      return FALSE;

  return TRUE;
}

static gboolean
is_kept (const JigEntry *entry,
         JigArchiveWhat  what)
{
  const JigDataset *dataset = jig_object_get_dataset (entry->result);

  return dataset == NULL ||
         (what != JIG_ARCHIVE_METHOD &&
          jig_frame_get_n_bytes (dataset->frame) <= JIG_LIMIT_EMBED_BYTES);
}

/* Paths stay on the computer they belong to: a project names files only. */
static char *
portable_json (const JigAction *action)
{
  g_autoptr(JigAction) copy = jig_action_copy (action);
  JigValues *values = jig_action_get_values (copy);
  const JigParam *table = jig_values_get_table (values);

  for (const JigParam *param = table; param != NULL && param->id != NULL; param++)
    if (param->kind == JIG_PARAM_FILE)
      {
        g_autofree char *name = g_path_get_basename (jig_values_get_text (values, param->id));

        jig_values_set_text (values, param->id, name, NULL);
      }

  return jig_action_to_json (copy);
}

static gboolean
write_action (const Stream    *stream,
              const JigEntry  *entry,
              JigArchiveWhat   what,
              gsize            n_blob_bytes,
              GError         **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *action = what == JIG_ARCHIVE_EVERYTHING ? jig_action_to_json (entry->action)
                                                           : portable_json (entry->action);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "n");
  jig_json_writer_int (writer, entry->number);
  jig_json_writer_name (writer, "parent");
  jig_json_writer_int (writer, entry->parent);
  jig_json_writer_name (writer, "hash");
  jig_json_writer_string (writer, entry->hash);
  jig_json_writer_name (writer, "result");
  jig_json_writer_string (writer, entry->result_hash);
  jig_json_writer_name (writer, "at");
  jig_json_writer_int (writer, entry->at);
  jig_json_writer_name (writer, "seconds");
  jig_json_writer_double (writer, entry->seconds);
  jig_json_writer_name (writer, "blob");
  jig_json_writer_int (writer, (gint64) n_blob_bytes);
  jig_json_writer_name (writer, "action");
  jig_json_writer_string (writer, action);
  jig_json_writer_end_object (writer);

  return write_text (stream, JIG_RECORD_END, writer, error);
}

/**
 * jig_archive_write_entry:
 * @sink: takes bytes
 * @to: for @sink
 * @entry: an action, and what came of it
 * @what: how much of it
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_archive_write_entry (JigArchiveSink   sink,
                         gpointer         to,
                         const JigEntry  *entry,
                         JigArchiveWhat   what,
                         GError         **error)
{
  const Stream stream = { sink, to };
  g_autoptr(GBytes) blob = NULL;

  if (entry->result != NULL && is_kept (entry, what))
    {
      blob = jig_object_write (entry->result, error);
      if (blob == NULL)
        return FALSE;
    }

  return write_action (&stream, entry, what, blob != NULL ? g_bytes_get_size (blob) : 0, error) &&
         (blob == NULL || write_blob (&stream, blob, error));
}

/**
 * jig_archive_write_head:
 * @sink: takes bytes
 * @to: for @sink
 * @head: the number of the entry where the user stands
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_archive_write_head (JigArchiveSink   sink,
                        gpointer         to,
                        guint            head,
                        GError         **error)
{
  const Stream stream = { sink, to };
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "head");
  jig_json_writer_int (writer, head);
  jig_json_writer_end_object (writer);

  return write_text (&stream, JIG_RECORD_HEAD, writer, error);
}
