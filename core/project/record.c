#include "core/project/record.h"

#include "core/base/hash.h"
#include "core/base/limits.h"

#include <string.h>

static guint32
get_uint32 (const guint8 *bytes)
{
  guint32 little;

  memcpy (&little, bytes, sizeof little);

  return GUINT32_FROM_LE (little);
}

/**
 * jig_record_begin:
 * @frame: (out): what stands before the record's bytes
 * @type: what the record is
 * @n_bytes: how many bytes it has; at most %JIG_LIMIT_JOURNAL_RECORD
 */
void
jig_record_begin (guint8        frame[5],
                  JigRecordType type,
                  gsize         n_bytes)
{
  guint32 length = GUINT32_TO_LE ((guint32) n_bytes);

  g_return_if_fail (n_bytes <= JIG_LIMIT_JOURNAL_RECORD);

  memcpy (frame, &length, sizeof length);
  frame[4] = (guint8) type;
}

/**
 * jig_record_end:
 * @type: what the record is
 * @bytes: (n_bytes,) its bytes
 * @n_bytes: how many
 *
 * Returns: what stands behind the record's bytes, in the file's byte order
 */
guint32
jig_record_end (JigRecordType type,
                gconstpointer bytes,
                gsize         n_bytes)
{
  guint8 type_byte = (guint8) type;
  guint32 crc = jig_hash_crc32c (0, &type_byte, 1);

  return GUINT32_TO_LE (jig_hash_crc32c (crc, bytes, n_bytes));
}

/**
 * jig_record_read:
 * @bytes: (n_bytes,) a journal or a project file
 * @n_bytes: how many
 * @at: where a record should begin
 * @record: (out): the record
 *
 * Returns: %FALSE if no whole record is there, or one that is damaged
 */
gboolean
jig_record_read (const guint8 *bytes,
                 gsize         n_bytes,
                 gsize         at,
                 JigRecord    *record)
{
  gsize left = at <= n_bytes ? n_bytes - at : 0;
  gsize length;

  if (left < JIG_RECORD_FRAME)
    return FALSE;

  length = get_uint32 (bytes + at);
  if (length > JIG_LIMIT_JOURNAL_RECORD || length > left - JIG_RECORD_FRAME)
    return FALSE;

  *record = (JigRecord) { bytes[at + 4], bytes + at + 5, length, at };

  return GUINT32_FROM_LE (jig_record_end (record->type, record->bytes, length)) ==
         get_uint32 (bytes + at + 5 + length);
}
