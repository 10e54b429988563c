#include "core/data/frame-file.h"

#include "core/base/error.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>

static JigFrame *
make (void)
{
  static const char * const levels[] = { "서울", "부산", NULL };

  return jig_test_frame (jig_test_numbers ("fare", (double[]) { -0.0, NAN, 3 }, 3),
                         jig_test_categories ("지역", (guint32[]) { 0, JIG_CODE_MISSING, 1 }, 3,
                                              levels),
                         jig_test_texts ("note", (const char *[]) { "a", "", "c" }, 3),
                         jig_test_times ("day", (gint64[]) { 0, 1, JIG_TIME_MISSING }, 3, TRUE),
                         jig_test_booleans ("paid", (guint8[]) { 0, 1, 2 }, 3), NULL);
}

static GBytes *
pack (const JigFrame *frame)
{
  g_autoptr(JigPacker) packer = jig_packer_new ("a test");

  jig_frame_file_pack (frame, packer);

  return jig_packer_finish (packer, NULL);
}

static JigFrame *
unpack (const guint8  *bytes,
        gsize          n_bytes,
        GError       **error)
{
  JigUnpacker unpacker = jig_unpacker_init (bytes, n_bytes);

  return jig_frame_file_unpack (&unpacker, "x.jigproj", error);
}

static void
test_there_and_back (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(GBytes) bytes = pack (frame);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigFrame) back = unpack (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     &error);

  g_assert_no_error (error);
  g_assert_cmpstr (jig_frame_get_hash (back), ==, jig_frame_get_hash (frame));
  g_assert_true (jig_column_has_clock (jig_frame_get_column (back, 3)));
}

/* A frame that is cut, or changed in one byte, is refused or is another frame;
 * it is never read beyond its bytes. */
static void
test_damaged (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(GBytes) whole = pack (frame);
  gsize n_bytes = g_bytes_get_size (whole);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree guint8 *cut = g_memdup2 (bytes, i);

      g_assert_null (unpack (cut, i, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "x.jigproj"));
    }

  for (gsize i = 0; i < n_bytes; i++)
    {
      g_autoptr(JigFrame) other = NULL;

      bytes[i] ^= 0xff;
      other = unpack (bytes, n_bytes, NULL);
      g_assert_true (other == NULL || jig_frame_get_n_rows (other) == 3);
      bytes[i] ^= 0xff;
    }
}

static gboolean
try_to_unpack (gpointer   data,
               GError   **error)
{
  g_autoptr(JigFrame) frame = unpack (g_bytes_get_data (data, NULL), g_bytes_get_size (data),
                                      error);

  return frame != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(GBytes) bytes = pack (frame);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_to_unpack, bytes), >=, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-file/there-and-back", test_there_and_back);
  g_test_add_func ("/frame-file/damaged", test_damaged);
  g_test_add_func ("/frame-file/memory", test_memory);

  return g_test_run ();
}
