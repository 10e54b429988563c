#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigRecordType:
 * @JIG_RECORD_HEADER: the first record: {"jig_project":1,...}
 * @JIG_RECORD_END: an action that was committed
 * @JIG_RECORD_HEAD: the head of the history moved
 * @JIG_RECORD_BLOB: one object's bytes, or a part of them
 *
 * Journals and project files are rows of records: u32 length, u8 type, bytes,
 * u32 CRC32C of type and bytes; all numbers little-endian.
 */
typedef enum
{
  JIG_RECORD_HEADER = 1,
  JIG_RECORD_END    = 2,
  JIG_RECORD_HEAD   = 3,
  JIG_RECORD_BLOB   = 4,
} JigRecordType;

/**
 * JigRecord:
 * @type: what it is
 * @bytes: (n_bytes,) borrowed from what was read
 * @n_bytes: how many
 * @at: where the record begins
 */
typedef struct
{
  JigRecordType  type;
  const guint8  *bytes;
  gsize          n_bytes;
  gsize          at;
} JigRecord;

/* What stands around the bytes of a record. */
#define JIG_RECORD_FRAME 9

void     jig_record_begin (guint8         frame[5],
                           JigRecordType  type,
                           gsize          n_bytes);
guint32  jig_record_end   (JigRecordType  type,
                           gconstpointer  bytes,
                           gsize          n_bytes);
/* The record at @at, if a whole and undamaged one is there. */
gboolean jig_record_read  (const guint8  *bytes,
                           gsize          n_bytes,
                           gsize          at,
                           JigRecord     *record);

G_END_DECLS
