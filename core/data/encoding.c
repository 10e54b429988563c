#include "core/data/encoding.h"

#include "core/base/array.h"
#include "core/base/error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE 65536

/* A lone accented letter of a western text forms a legal pair too: most pairs of
 * Korean text have both bytes at or above 0xA1. */
#define KOREAN_SHARE 0.6

/* One broken character does not make a text another encoding's: read as such,
 * every other character would be wrong and nobody told. */
#define GOOD_PER_BROKEN 100

/* A piece may end inside a character. */
#define LONGEST_CHARACTER 4

static gboolean
is_cut (const char *bytes,
        gsize       n_bytes)
{
  return n_bytes < LONGEST_CHARACTER &&
         g_utf8_get_char_validated (bytes, (gssize) n_bytes) == (gunichar) -2;
}

/* A NUL is found by the reader, and so is a broken character among good ones. */
static gboolean
is_utf8 (const char *bytes,
         gsize       n_bytes,
         gboolean    is_whole)
{
  const char *end = bytes + n_bytes;
  const char *at = bytes;
  gsize n_broken = 0;
  gsize n_good = 0;

  while (!g_utf8_validate_len (at, (gsize) (end - at), &at))
    {
      if (!is_whole && is_cut (at, (gsize) (end - at)))
        break;
      n_broken += *at != '\0';
      at++;
    }

  for (gsize i = 0; n_broken > 0 && i + 1 < n_bytes; i++)
    n_good += (guchar) bytes[i] >= 0xc2 && (guchar) bytes[i] <= 0xf4 &&
              ((guchar) bytes[i + 1] & 0xc0) == 0x80;

  return n_broken == 0 || n_good >= GOOD_PER_BROKEN * n_broken;
}

static gboolean
is_korean (const char *bytes,
           gsize       n_bytes)
{
  gsize n_pairs = 0;
  gsize n_high = 0;
  gsize n_broken = 0;

  for (gsize i = 0; i + 1 < n_bytes; i++)
    {
      guchar lead = (guchar) bytes[i];
      guchar trail = (guchar) bytes[i + 1];

      if (lead < 0x80)
        continue;
      if (lead == 0x80 || lead == 0xff || trail < 0x41 || trail == 0xff)
        {
          n_broken++;
          continue;
        }

      n_pairs++;
      n_high += lead >= 0xa1 && trail >= 0xa1;
      i++;
    }

  return n_pairs > 0 && n_pairs >= GOOD_PER_BROKEN * n_broken &&
         (double) n_high >= KOREAN_SHARE * (double) n_pairs;
}

/**
 * jig_encoding_detect:
 * @bytes: (n_bytes,) the beginning of a file
 * @n_bytes: how many
 * @is_whole: the file ends there
 * @bom_bytes: (out): how many bytes of byte order mark stand at the beginning
 *
 * Looks for a byte order mark, then for UTF-8, then for Korean CP949 (of which
 * EUC-KR is a part); Windows-1252 is what is left, because it cannot fail. A
 * few broken characters change nothing: converting names the first of them.
 *
 * Returns: the name of the encoding
 */
const char *
jig_encoding_detect (const char *bytes,
                     gsize       n_bytes,
                     gboolean    is_whole,
                     gsize      *bom_bytes)
{
  *bom_bytes = 0;

  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      *bom_bytes = 3;
      return "UTF-8";
    }
  if (n_bytes >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    {
      *bom_bytes = 2;
      return "UTF-16LE";
    }
  if (n_bytes >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    {
      *bom_bytes = 2;
      return "UTF-16BE";
    }

  if (is_utf8 (bytes, n_bytes, is_whole))
    return "UTF-8";

  return is_korean (bytes, n_bytes) ? "CP949" : "WINDOWS-1252";
}

/**
 * jig_encoding_set_undecodable:
 * @name: what the user calls the file
 * @encoding: the encoding it was said to have
 * @byte: where it has not
 * @error: return location for %JIG_ERROR_DATA
 */
void
jig_encoding_set_undecodable (const char  *name,
                              const char  *encoding,
                              guint64      byte,
                              GError     **error)
{
  JigPlace place = {
    .file = name,
    .byte = (gint64) byte,
    .id = "csv.encoding",
    .hint = _("Choose another encoding with --encoding."),
  };

  jig_error_set_at (error, JIG_ERROR_DATA, &place, _("The bytes here are not %s text."),
                    encoding);
}

static gboolean
convert_all (GConverter   *converter,
             const char   *bytes,
             gsize         n_bytes,
             JigArray     *utf8,
             gsize        *at,
             GError      **error)
{
  g_autofree char *piece = g_malloc (PIECE);

  while (*at < n_bytes)
    {
      gsize n_read = 0;
      gsize n_written = 0;

      if (g_converter_convert (converter, bytes + *at, n_bytes - *at, piece, PIECE,
                               G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL) ==
          G_CONVERTER_ERROR)
        return FALSE;

      *at += n_read;
      if (!jig_array_append (utf8, piece, n_written, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_encoding_new_converter:
 * @encoding: an encoding
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: (transfer full): what makes UTF-8 of it, or %NULL with @error set if
 *   there is no such encoding
 */
GCharsetConverter *
jig_encoding_new_converter (const char  *encoding,
                            GError     **error)
{
  GCharsetConverter *converter = g_charset_converter_new ("UTF-8", encoding, NULL);

  if (converter == NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("There is no encoding \"%s\"."),
                 encoding);

  return converter;
}

/**
 * jig_encoding_to_utf8:
 * @bytes: (n_bytes,) text without its byte order mark
 * @n_bytes: how many
 * @encoding: its encoding
 * @name: what the user calls the file
 * @n_utf8: (out): how many bytes came out
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA with the byte,
 *   or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): (n_utf8,) for jig_free(), or %NULL with @error set
 */
char *
jig_encoding_to_utf8 (const char   *bytes,
                      gsize         n_bytes,
                      const char   *encoding,
                      const char   *name,
                      gsize        *n_utf8,
                      GError      **error)
{
  g_autoptr(GCharsetConverter) converter = jig_encoding_new_converter (encoding, error);
  g_auto(JigArray) utf8 = JIG_ARRAY_INIT (char, "the text of the file");
  g_autoptr(GError) inner = NULL;
  gsize at = 0;

  if (converter == NULL)
    return NULL;

  /* A terminating NUL lets even an empty text be some memory. */
  if (!jig_array_reserve (&utf8, n_bytes + 1, error))
    return NULL;

  if (!convert_all (G_CONVERTER (converter), bytes, n_bytes, &utf8, &at, &inner))
    {
      if (inner != NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
      else
        jig_encoding_set_undecodable (name, encoding, at, error);
      return NULL;
    }

  return jig_array_steal (&utf8, n_utf8);
}
