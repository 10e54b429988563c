#include "core/base/hash.h"

#include <math.h>
#include <string.h>

static void
test_of_bytes (void)
{
  /* FIPS 180-2, appendix B. */
  g_autofree char *nothing = jig_hash_of_bytes (NULL, 0);
  g_autofree char *abc = jig_hash_of_bytes ("abc", 3);

  g_assert_cmpstr (nothing, ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpstr (abc, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* Stored in journals and receipts: a change would make every one of them wrong. */
static void
test_layout (void)
{
  static const guint8 bytes[] = {
    'b', 2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i',
    's', 2, 0, 0, 0, 0, 0, 0, 0, 'h', 'i',
    '0', 0, 0, 0, 0, 0, 0, 0, 0,
    'u', 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0,
    'd', 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f,
    'd', 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f,
  };
  g_autofree char *expected = jig_hash_of_bytes (bytes, sizeof bytes);
  g_autofree char *digits = NULL;
  JigHash *hash = jig_hash_new ();

  jig_hash_add_bytes (hash, "hi", 2);
  jig_hash_add_string (hash, "hi");
  jig_hash_add_string (hash, NULL);
  jig_hash_add_uint (hash, 513);
  jig_hash_add_double (hash, 1.0);
  jig_hash_add_double (hash, -NAN);
  digits = jig_hash_finish (hash);

  g_assert_cmpstr (digits, ==, expected);
}

static char *
hash_strings (const char *first,
              const char *second)
{
  JigHash *hash = jig_hash_new ();

  jig_hash_add_string (hash, first);
  jig_hash_add_string (hash, second);

  return jig_hash_finish (hash);
}

static void
test_where_one_ends (void)
{
  g_autofree char *a = hash_strings ("ab", "c");
  g_autofree char *b = hash_strings ("a", "bc");
  g_autofree char *c = hash_strings ("", NULL);
  g_autofree char *d = hash_strings (NULL, "");

  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (c, !=, d);
}

static void
test_may_be_dropped (void)
{
  g_autoptr(JigHash) hash = jig_hash_new ();

  jig_hash_add_uint (hash, 1);
  jig_hash_free (NULL);
}

/* The obvious way: one bit at a time. */
static guint32
reference_crc (const guint8 *bytes,
               gsize         length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length * 8; i++)
    {
      guint32 bit = (crc ^ (bytes[i / 8] >> (i % 8))) & 1;

      crc = (crc >> 1) ^ (bit != 0 ? 0x82f63b78 : 0);
    }

  return ~crc;
}

static void
test_crc32c (void)
{
  guint8 bytes[32];

  g_assert_cmphex (jig_hash_crc32c (0, NULL, 0), ==, 0);
  g_assert_cmphex (jig_hash_crc32c (0, "123456789", 9), ==, 0xe3069283);

  /* RFC 3720, appendix B.4. */
  memset (bytes, 0, sizeof bytes);
  g_assert_cmphex (jig_hash_crc32c (0, bytes, sizeof bytes), ==, 0x8a9136aa);
  memset (bytes, 0xff, sizeof bytes);
  g_assert_cmphex (jig_hash_crc32c (0, bytes, sizeof bytes), ==, 0x62a8ab43);
}

static void
test_crc32c_in_pieces (void)
{
  guint8 bytes[256];

  for (guint i = 0; i < 256; i++)
    bytes[i] = (guint8) (255 - i);

  for (guint cut = 0; cut <= 256; cut++)
    {
      guint32 crc = jig_hash_crc32c (0, bytes, cut);

      g_assert_cmphex (crc, ==, reference_crc (bytes, cut));
      crc = jig_hash_crc32c (crc, bytes + cut, 256 - cut);
      g_assert_cmphex (crc, ==, reference_crc (bytes, 256));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hash/of-bytes", test_of_bytes);
  g_test_add_func ("/hash/layout", test_layout);
  g_test_add_func ("/hash/where-one-ends", test_where_one_ends);
  g_test_add_func ("/hash/may-be-dropped", test_may_be_dropped);
  g_test_add_func ("/hash/crc32c", test_crc32c);
  g_test_add_func ("/hash/crc32c-in-pieces", test_crc32c_in_pieces);

  return g_test_run ();
}
