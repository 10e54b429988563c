#include "core/project/record.h"

#include "core/base/limits.h"

#include <string.h>

static gsize
write_record (guint8        *out,
              JigRecordType  type,
              const char    *text)
{
  gsize length = strlen (text);
  guint32 crc = jig_record_end (type, text, length);

  jig_record_begin (out, type, length);
  memcpy (out + 5, text, length);
  memcpy (out + 5 + length, &crc, sizeof crc);

  return length + JIG_RECORD_FRAME;
}

static void
test_bytes (void)
{
  guint8 bytes[64];
  gsize n_bytes = write_record (bytes, JIG_RECORD_END, "abc");
  JigRecord record;

  g_assert_cmpuint (n_bytes, ==, 12);
  g_assert_cmpmem (bytes, 5, "\3\0\0\0\2", 5);
  g_assert_true (jig_record_read (bytes, n_bytes, 0, &record));
  g_assert_cmpint (record.type, ==, JIG_RECORD_END);
  g_assert_cmpmem (record.bytes, record.n_bytes, "abc", 3);
}

static void
test_rows_of_them (void)
{
  guint8 bytes[64];
  gsize first = write_record (bytes, JIG_RECORD_HEADER, "one");
  gsize second = write_record (bytes + first, JIG_RECORD_HEAD, "");
  JigRecord record;

  g_assert_true (jig_record_read (bytes, first + second, first, &record));
  g_assert_cmpint (record.type, ==, JIG_RECORD_HEAD);
  g_assert_cmpuint (record.n_bytes, ==, 0);
  g_assert_false (jig_record_read (bytes, first + second, first + second, &record));
  g_assert_false (jig_record_read (bytes, first + second, G_MAXSIZE, &record));
}

/* Cut anywhere, changed anywhere: it is not a record any more. */
static void
test_damage (void)
{
  guint8 bytes[64];
  gsize n_bytes = write_record (bytes, JIG_RECORD_END, "a longer record");
  JigRecord record;

  for (gsize i = 0; i < n_bytes; i++)
    g_assert_false (jig_record_read (bytes, i, 0, &record));

  for (gsize i = 0; i < n_bytes; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        bytes[i] ^= (guint8) (1u << bit);
        g_assert_false (jig_record_read (bytes, n_bytes, 0, &record));
        bytes[i] ^= (guint8) (1u << bit);
      }
}

static void
test_limit (void)
{
  guint32 length = GUINT32_TO_LE (JIG_LIMIT_JOURNAL_RECORD + 1);
  g_autofree guint8 *bytes = g_malloc0 (JIG_LIMIT_JOURNAL_RECORD + 64);
  JigRecord record;

  memcpy (bytes, &length, sizeof length);
  g_assert_false (jig_record_read (bytes, JIG_LIMIT_JOURNAL_RECORD + 64, 0, &record));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/bytes", test_bytes);
  g_test_add_func ("/record/rows-of-them", test_rows_of_them);
  g_test_add_func ("/record/damage", test_damage);
  g_test_add_func ("/record/limit", test_limit);

  return g_test_run ();
}
