#include "core/base/packer.h"

#include "tests/support/memory.h"

#include <string.h>

static GBytes *
pack (GError **error)
{
  g_autoptr(JigPacker) packer = jig_packer_new ("a test");

  jig_packer_uint8 (packer, 7);
  jig_packer_uint32 (packer, 0x01020304);
  jig_packer_uint64 (packer, G_GUINT64_CONSTANT (0x0102030405060708));
  jig_packer_string (packer, "서울");
  jig_packer_string (packer, NULL);
  jig_packer_string (packer, "");
  jig_packer_block (packer, "\0\1", 2);

  return jig_packer_finish (packer, error);
}

static void
test_there_and_back (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = pack (&error);
  JigUnpacker unpacker;
  g_autofree char *city = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *empty = NULL;
  const guint8 *block;
  gsize n_bytes;

  g_assert_no_error (error);
  unpacker = jig_unpacker_init (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (jig_unpacker_uint8 (&unpacker), ==, 7);
  g_assert_cmpuint (jig_unpacker_uint32 (&unpacker), ==, 0x01020304);
  g_assert_cmpuint (jig_unpacker_uint64 (&unpacker), ==,
                    G_GUINT64_CONSTANT (0x0102030405060708));
  city = jig_unpacker_string (&unpacker);
  nothing = jig_unpacker_string (&unpacker);
  empty = jig_unpacker_string (&unpacker);
  block = jig_unpacker_block (&unpacker, &n_bytes);
  g_assert_cmpstr (city, ==, "서울");
  g_assert_null (nothing);
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpmem (block, n_bytes, "\0\1", 2);
  g_assert_false (unpacker.failed);
  g_assert_cmpuint (unpacker.left, ==, 0);
}

/* However short the bytes are cut, nothing is read behind them. */
static void
test_cut (void)
{
  g_autoptr(GBytes) bytes = pack (NULL);

  for (gsize n_bytes = 0; n_bytes < g_bytes_get_size (bytes); n_bytes++)
    {
      g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (bytes, NULL), n_bytes);
      JigUnpacker unpacker = jig_unpacker_init (cut, n_bytes);
      gsize length;

      jig_unpacker_uint8 (&unpacker);
      jig_unpacker_uint32 (&unpacker);
      jig_unpacker_uint64 (&unpacker);
      g_free (jig_unpacker_string (&unpacker));
      g_free (jig_unpacker_string (&unpacker));
      g_free (jig_unpacker_string (&unpacker));
      jig_unpacker_block (&unpacker, &length);
      g_assert_true (unpacker.failed);
    }
}

static void
test_bad_text (void)
{
  g_autoptr(JigPacker) packer = jig_packer_new ("a test");
  g_autoptr(GBytes) bytes = NULL;
  JigUnpacker unpacker;

  jig_packer_string (packer, "\xff\xfe");
  bytes = jig_packer_finish (packer, NULL);
  unpacker = jig_unpacker_init (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (jig_unpacker_string (&unpacker));
  g_assert_true (unpacker.failed);
}

static gboolean
try_to_pack (gpointer   data,
             GError   **error)
{
  g_autoptr(GBytes) bytes = pack (error);

  return bytes != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_to_pack, NULL), >=, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packer/there-and-back", test_there_and_back);
  g_test_add_func ("/packer/cut", test_cut);
  g_test_add_func ("/packer/bad-text", test_bad_text);
  g_test_add_func ("/packer/memory", test_memory);

  return g_test_run ();
}
