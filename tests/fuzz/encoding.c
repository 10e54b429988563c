/* Any bytes in any encoding: whole and in pieces give the same text, which is
 * UTF-8, and every byte is accounted for. */

#include "core/base/text.h"
#include "core/data/encoding.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         n_bytes);

static const char * const names[] = {
  "UTF-8", "CP949", "UTF-16LE", "UTF-16BE", "windows-1252", "UTF-32LE", "SHIFT_JIS", "GB18030",
};

static gsize
convert (const char *name,
         const char *bytes,
         gsize       n_bytes,
         gsize       piece,
         JigArray   *text)
{
  g_autoptr(JigEncoding) encoding = jig_encoding_new (name, NULL);
  gsize unit = jig_encoding_get_unit_size (encoding);
  gsize n_bad = 0;
  gsize at = 0;
  gsize end = 0;

  while (end < n_bytes)
    {
      gboolean is_bad = TRUE;

      end = MIN (end + piece, n_bytes);
      while (is_bad)
        {
          gsize n_used;

          if (!jig_encoding_to_utf8 (encoding, bytes + at, end - at, text, &n_used, &is_bad, NULL))
            return n_bad;
          at += n_used + (is_bad ? MIN (unit, end - at - n_used) : 0);
          n_bad += is_bad;
        }
      g_assert_cmpuint (at, <=, end);
    }

  return n_bad;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_auto(JigArray) whole = JIG_ARRAY_INIT (char, "the text");
  g_auto(JigArray) pieces = JIG_ARRAY_INIT (char, "the text");
  g_auto(JigEncodingGuess) guess = { NULL };
  const char *bytes = (const char *) data + 2;
  const char *name;
  gsize bad_byte;

  if (n_bytes < 2)
    return 0;

  name = names[data[0] % G_N_ELEMENTS (names)];
  jig_encoding_detect (bytes, n_bytes - 2, data[1] & 1, &guess);
  g_assert_nonnull (guess.reason);

  if (convert (name, bytes, n_bytes - 2, n_bytes, &whole) == 0)
    {
      convert (name, bytes, n_bytes - 2, 1 + data[1] % 17, &pieces);
      g_assert_cmpmem (whole.items, whole.n_items, pieces.items, pieces.n_items);
    }
  g_assert_true (jig_text_is_utf8 (whole.items, whole.n_items, &bad_byte));

  return 0;
}
